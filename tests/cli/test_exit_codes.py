"""What a command ends with: 0 done, 1 refused, 2 wrong usage, 3 not saved, 4 the file needs care."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from tests.cli.conftest import Run, on_a_terminal

REFUSED = [
    (("handoff", "500 care cards", "--to", "paper"), "due"),
    (("handoff", "500 care cards", "--due", "fri"), "contractor"),
    (("handoff", "500 care cards", "--to", "i", "--due", "fri"), "“i” fits"),
    (("handoff", "nothing like it", "--to", "paper", "--due", "fri"), "There is no task “nothing like it”."),
    (("handoff", "500 care cards", "--to", "nobody", "--due", "fri"), "There is no contractor “nobody”."),
    (("handoff", "500 care cards", "--to", "paper", "--due", "fri", "--price", "cheap"), "not an amount"),
    (("handoff", "500 care cards", "--to", "paper", "--due", "fri", "--brief", "/nowhere"), "/nowhere"),
    (("accept", "Glaze range"), "delivery first"),
    (("pay", "Product alt text", "$500"), "Only $90"),
    (("log", "Glaze range"), "words"),
    (("answer", "Glaze range", "yes"), "no open question"),
    (("close", "October"), "not paid"),
    (("show", "zzz"), "Nothing here is called “zzz”."),
    (("done", "care"), "fits"),
    (("contractor", "add", "Inkwell Copy"), "on the roster already"),
    (("contractor", "add", "A", "--timezone", "Mars"), "time zone"),
    (("contractor", "end", "harbour"), "3 handoffs are open"),
    (("import", "/nowhere.csv"), "There is no file /nowhere.csv."),
    (("later", "clay", "2026-11-20"), "later date"),
]
WRONG = [
    ("nonsense",),
    ("--json",),
    ("list", "--nonsense"),
    ("list", "--due-before", "someday"),
    ("later", "clay", "someday"),
    ("later", "clay"),
    ("history", "--since", "someday"),
    ("handoff", "500 care cards", "--to", "paper", "--due", "someday"),
    ("handoff", "500 care cards", "--to", "paper", "--due", "fri", "--deliverable", "PDF@someday"),
    ("extend", "Glaze range", "someday", "--because", "x"),
    ("extend", "Glaze range", "fri"),
    ("log", "Glaze range", "--promised", "someday"),
    ("log", "Glaze range", "x", "--question", "--no-answer"),
    ("return", "Product alt text", "--because", "x", "--cause", "mood", "--due", "fri"),
    ("accept", "Product alt text", "--rating", "6"),
    ("edit", "clay", "--estimate", "long"),
    ("--db",),
    ("--db", "", "list"),
    ("export", "--format", "xml"),
    ("contractor",),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSED)
def test_a_rule_refuses_with_one(shop: Run, words: tuple[str, ...], sentence: str) -> None:
    before = shop("history", "--json").json["count"]
    for more in ((), ("--json",)):
        answer = shop(*words, *more, code=1)
        assert answer.out == ""
        assert answer.err.startswith("delegator: ")
        assert sentence in answer.err
    assert shop("history", "--json").json["count"] == before


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_ends_with_two(shop: Run, words: tuple[str, ...]) -> None:
    answer = shop(*words, code=2)
    assert answer.out == ""
    assert answer.err


def test_an_ended_contractor_and_a_dropped_task_are_refused(shop: Run) -> None:
    shop("contractor", "end", "gridwise")
    assert "is ended" in shop("handoff", "500 care cards", "--to", "gridwise", "--due", "fri", code=1).err
    shop("drop", "500 care cards")
    assert "dropped" in shop("handoff", "500 care cards", "--to", "paper", "--due", "fri", code=1).err


def test_a_start_that_is_no_instant_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DELEGATOR_NOW", "noon")
    assert "DELEGATOR_NOW is “noon”" in run("list", code=2).err
    assert run("add", "x", code=2).out == ""


def test_what_cannot_be_written_ends_with_three(run: Run) -> None:
    for words in (("add", "x"), ("add", "x", "--json"), ("contractor", "add", "Ann"), ("settings", "name", "Ann")):
        answer = run("--db", "/proc/nowhere/d.json", *words, code=3)
        assert answer.out == ""
        assert "nothing was saved" in answer.err


def test_reading_a_book_that_is_not_there_makes_no_file(run: Run, tmp_path: Path) -> None:
    for words in (("list",), ("today",), ("overdue",), ("history",), ("export",), ("settings",), ("doctor",)):
        run("--db", str(tmp_path / "new" / "d.json"), *words)
    assert not (tmp_path / "new").exists()
    run("--db=" + str(tmp_path / "new" / "d.json"), "add", "x")
    assert (tmp_path / "new" / "d.json.journal").exists()


def test_a_newer_version_can_be_read_and_what_would_change_it_ends_with_four(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    journal = tmp_path / "delegator.json.journal"
    header, *rest = journal.read_bytes().splitlines(keepends=True)
    document = json.loads(header.split(b" ", 2)[2])
    newer = {name: value + 98 if name in ("v", "schema") else value for name, value in document.items()}
    assert newer != document
    data = json.dumps(newer, separators=(",", ":")).encode()
    journal.write_bytes(b"%08x %d %s\n" % (zlib.crc32(data), len(data), data) + b"".join(rest))
    before = journal.read_bytes()
    for words in (("add", "two"), ("add", "-"), ("undo",), ("backup",), ("compact",)):
        answer = run(*words, code=4, stdin="two\n")
        assert answer.out == ""
        assert answer.err.count("newer delegator") == 1
    for words in (("list",), ("list", "--json"), ("export",)):
        answer = run(*words)
        assert "one" in answer.out
        assert answer.err.count("newer delegator") == 1
    assert "newer" in run("doctor", code=4).out
    assert journal.read_bytes() == before


def test_a_damaged_file_ends_with_four_and_is_not_touched(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "delegator.json"
    file.write_text("{ this is no book")
    for words in (("list",), ("add", "x"), ("export",)):
        assert "Nothing was touched" in run(*words, code=4).err
    assert file.read_text() == "{ this is no book"


def test_damage_in_the_middle_of_the_journal_ends_with_four(run: Run, tmp_path: Path) -> None:
    for title in ("one", "two", "three"):
        run("add", title)
    journal = tmp_path / "delegator.json.journal"
    journal.write_bytes(journal.read_bytes().replace(b'"title":"two"', b'"title":"TWO"'))
    assert run("list", code=4).out == ""


def test_without_a_terminal_the_dashboard_is_wrong_usage(run: Run) -> None:
    for words in ((), ("demo",)):
        assert "needs a terminal" in run(*words, code=2).err


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_draw_is_wrong_usage(tmp_path: Path, term: str) -> None:
    for words in ((), ("demo",), ("add",)):
        answer = on_a_terminal(tmp_path, words, TERM=term)
        assert answer.code == 2
        assert "cannot show the dashboard" in answer.out
        assert "Traceback" not in answer.out
