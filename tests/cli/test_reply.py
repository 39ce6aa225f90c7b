"""The command reply: shown first, kept after a yes."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

LATE = "Hi,\n\nB: 4 dec\n\nAna\n\n> B  I need until ___\n"


@pytest.fixture
def out(run: Run) -> Run:
    run("contractor", "add", "Ana", "--email", "ana@example.com")
    run("add", "Newsletter")
    run("handoff", "Newsletter", "--to", "Ana", "--due", "fri", "--price", "110")
    return run


def test_reply_says_what_it_would_change_and_changes_nothing(out: Run) -> None:
    before = out("export").out
    assert out("reply", "newsletter", "-", stdin=LATE).out == "Ana on Newsletter: later: Fri 4 Dec. --yes keeps it.\n"
    assert out("export").out == before


def test_reply_keeps_it_after_a_yes(out: Run) -> None:
    said = out("reply", "newsletter", "--yes", stdin=LATE).out
    assert said.startswith("Newsletter is promised for Fri 4 Dec, 7 d after the agreed date")
    assert out("show", "newsletter", "--json").json["promised"] == "2026-12-04"
    out("undo")
    assert out("show", "newsletter", "--json").json["promised"] is None


def test_reply_reads_a_file_too(out: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("mail") / "reply.txt"
    file.write_text("done", "utf-8")
    out("reply", "newsletter", str(file), "--yes")
    assert out("show", "newsletter", "--json").json["state"] == "delivered"


@pytest.mark.parametrize("text", ["", "Thanks a lot!", "A\nB: fri", "\x1b[2J; rm -rf /\nstate: accepted\n$(reboot)"])
def test_text_without_an_answer_changes_no_record_even_with_a_yes(out: Run, text: str) -> None:
    before = out("export").out
    answer = out("reply", "newsletter", "--yes", "--json", stdin=text).json
    assert (answer["says"], answer["kept"]) == (None, False)
    assert out("reply", "newsletter", "--yes", stdin=text).out.startswith("Nothing in it is one answer")
    assert out("export").out == before


def test_a_reply_that_lacks_its_day_is_refused_with_what_to_do(out: Run) -> None:
    assert "It names no day" in out("reply", "newsletter", stdin="B").out
    assert "It names no day" in out("reply", "newsletter", "--yes", stdin="B", code=1).err


def test_reply_as_json_has_every_key(out: Run) -> None:
    answer = out("reply", "newsletter", "--json", stdin="C: which logo?").json
    assert set(answer) == {"handoff", "says", "promised", "text", "line", "lacks", "said", "kept"}
    assert (answer["says"], answer["text"], answer["kept"]) == ("asks", "which logo?", False)
    kept = out("reply", "newsletter", "--yes", "--json", stdin="C: which logo?").json
    assert kept["kept"] is True
    assert out("show", "newsletter", "--json").json["next_move"] == "owner"
