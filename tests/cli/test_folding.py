"""The TinyDB file is never far behind the journal, and what is added to a book in need of care is kept and told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.cli.conftest import Run


def _stock(folder: Path) -> list[str]:
    """What stock TinyDB reads."""
    with TinyDB(folder / "delegator.json") as db:
        return [record["title"] for record in db.table("tasks").all()]


@pytest.mark.parametrize("words", [("today",), ("list", "--json"), ("remind", "--timer"), ("history",)])
def test_what_only_reads_brings_the_tinydb_file_up_to_date(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    run("add", "one due today")
    run("add", "two")
    assert _stock(tmp_path) == []
    run(*words)
    assert _stock(tmp_path) == ["one", "two"]
    assert not (tmp_path / "delegator.json.history").exists()


def test_one_who_only_changes_things_has_the_file_brought_up_to_date_when_the_journal_has_grown(
    run: Run, tmp_path: Path
) -> None:
    run("add", "one")
    for n in range(3):
        run("edit", "one", "--notes", f"{n}" * 4000)
    assert _stock(tmp_path) == ["one"]


def test_a_hand_edit_is_told_once_and_is_a_step_before_what_came_after_it(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    run("list")
    path = tmp_path / "delegator.json"
    path.write_text(path.read_text("utf-8").replace('"one"', '"by hand"'), "utf-8")
    assert "was edited by hand; the edit was taken in" in run("add", "two").err
    assert run("list").err == run("add", "three").err == ""
    assert "capture three" in run("undo").out
    assert [each["label"] for each in run("history", "--json").json["items"]][2:4] == ["capture two", "edit by hand"]


def test_what_is_added_to_a_damaged_book_is_kept_and_told_each_time(run: Run, tmp_path: Path) -> None:
    for title in ("one", "two", "three"):
        run("add", title)
    journal = tmp_path / "delegator.json.journal"
    journal.write_bytes(journal.read_bytes().replace(b'"title":"two"', b'"title":"TWO"'))
    for title in ("four", "five"):
        said = run("add", title)
        assert said.out == f"Added {title}\n"
        assert "is damaged. What you add is kept." in said.err
    for name in ("delegator.json", "delegator.json.base"):
        (tmp_path / name).write_text("{")
    assert "What you add is kept." in run("add", "six").err
    run("recover")
    titles = [task["title"] for task in run("list", "tasks", "--json").json["items"]]
    assert titles == ["one", "three", "four", "five", "six"]


def test_a_journal_that_grew_by_add_alone_is_folded_by_a_process_of_its_own(program: Run, tmp_path: Path) -> None:
    program("add", "one")
    program("add", "long " + "x" * 33_000)
    assert _stock(tmp_path) == []
    program("add", "this one sees it")
    end = time.monotonic() + 30
    while _stock(tmp_path)[:1] != ["one"]:
        assert time.monotonic() < end
    program("add", "two")
