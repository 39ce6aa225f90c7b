"""One record whole, as people read it and as scripts do; and texts exactly as they were typed."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from delegator_tui.model.records import Contractor, Handoff, Record, Task
from tests.cli.conftest import Run, on_a_terminal

PERSIAN = "نمی\u200cخواهم"
WORDS = (
    f"{PERSIAN} 🏳️\u200d🌈 👩\u200d🍳 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 🇩🇪 👍🏽 \u200fעברית"
)
RAW = re.compile(r"FREQ=|act_tell|brief_gap|T[0-9]{2}:[0-9]{2}|\('|\{|\[\{|None|\bnext_|_because|contractor_")
"""What only machines read."""


def story_of(shop: Run) -> list[str]:
    """Everything that can happen to a handoff, a task and a contractor, told; the ids of three records."""
    shop("add", "Care cards due 4 dec ~2h #shop @print $240 every month")
    out = shop(
        "handoff", "Care cards", "--to", "paper", "--due", "27 nov 16:00", "--price", "$240",
        "--outcome", "Cards in a box", "--done-when", "bleed is 3 mm",
        "--deliverable", "PDF@thu=$100", "--deliverable", "Proof", "--json",
    ).json["id"]  # fmt: skip
    shop("acknowledge", out, "--read-back", "-", stdin="PDF by Thursday")
    shop("log", out, "two days more", "--promised", "mon", "--by", "phone")
    shop("log", out, "Matt or gloss?", "--question")
    shop("answer", out, "Matt")
    shop("deliver", out, "--deliverable", "PDF")
    shop("return", out, "--deliverable", "PDF", "--because", "fonts", "--cause", "brief_gap", "--due", "tue")
    shop("extend", out, "3 dec", "--because", "holiday")
    return [out, "kiln shelves", "Paper Plane Design"]


def test_show_speaks_in_sentences(shop: Run) -> None:
    for key in story_of(shop):
        text = shop("show", key).out
        assert not RAW.search(text), RAW.findall(text)
        assert f"id {shop('show', key, '--json').json['id']}\n" in text


def test_show_says_what_the_detail_pane_says(shop: Run) -> None:
    text = shop("show", story_of(shop)[0]).out
    for said in ("go ahead and tell me", "recurs every month", "PDF", "Outcome", "Done when", "Read back"):
        assert said in text


@pytest.mark.parametrize("kind", [Handoff, Task, Contractor])
def test_json_has_every_key_whatever_is_kept(shop: Run, kind: type[Record]) -> None:
    out, task, paper = story_of(shop)
    key = out if kind is Handoff else task if kind is Task else paper
    found = shop("show", key, "--json").json
    assert {field.encode_name for field in msgspec.structs.fields(kind)} <= found.keys()
    if kind is Handoff:
        bare = shop("handoff", "kiln shelves", "--draft", "--json").json["id"]
        assert shop("show", bare, "--json").json.keys() == found.keys()
        assert shop("show", bare, "--json").json["brief"].keys() == found["brief"].keys()


def test_json_has_one_form_of_instant(shop: Run) -> None:
    for key in story_of(shop):
        instants = re.findall(r'"([0-9]{4}-[0-9]{2}-[0-9]{2}T[^"]*)"', shop("show", key, "--json").out)
        assert instants
        assert all(re.fullmatch(r"[0-9-]{10}T[0-9:.]+[+-][0-9]{2}:[0-9]{2}", each) for each in instants)


def test_a_brief_and_a_message_leave_exactly_as_they_were_typed(shop: Run) -> None:
    shop("handoff", "kiln shelves", "--to", "paper", "--due", "fri", "--outcome", WORDS)
    assert WORDS in shop("show", "kiln shelves", "--brief").out
    assert WORDS in shop("show", "kiln shelves").out
    shop("edit", "kiln shelves", "--title", f"Shelves {PERSIAN}")
    assert f"Shelves {PERSIAN}" in shop("write", "Shelves").out
    assert f"Shelves {PERSIAN}" in shop("list", "handoffs").out


def test_on_a_terminal_only_what_moves_the_cursor_goes(run: Run, tmp_path: Path) -> None:
    run("contractor", "add", "Ann")
    run("add", "Shelves")
    run("handoff", "Shelves", "--to", "Ann", "--due", "fri", "--outcome", f"{WORDS} \x1b[31m \u202eevil \u200b\x9b2J")
    seen = on_a_terminal(tmp_path, ("show", "Shelves", "--brief")).out
    assert WORDS in seen
    assert not set("\x1b\u202e\u200b\x9b") & set(seen)
