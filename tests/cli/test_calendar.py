"""delegator export --format ics, to standard output and to a file."""

from __future__ import annotations

import stat
from pathlib import Path

from icalendar import Calendar

from tests.cli.conftest import Run


def names(text: str) -> list[str]:
    return [str(part["summary"]) for part in Calendar.from_ical(text).walk() if part.name == "VEVENT"]


def test_the_dates_are_printed_as_a_calendar(run: Run) -> None:
    run("add", "Call the bank due fri 16:00")
    said = run("export", "--format", "ics").out
    assert names(said) == ["Call the bank"]
    assert "DTSTART:20261127T160000Z" in said


def test_a_file_is_written_in_place_of_what_it_was(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    file.write_text("old")
    run("add", "Call the bank due fri")
    answer = run("export", "--format", "ics", str(file))
    assert (answer.out, answer.err) == ("", f"Written to {file}.\n")
    assert names(file.read_text("utf-8")) == ["Call the bank"]
    assert stat.S_ISREG(file.stat().st_mode)
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".dates")} == set()


def test_the_other_formats_take_a_file_too(run: Run, tmp_path: Path) -> None:
    run("add", "Call the bank")
    run("export", "--format", "csv", "--as", "tasks", str(tmp_path / "tasks.csv"))
    assert "Call the bank" in (tmp_path / "tasks.csv").read_text("utf-8")


def test_the_books_own_files_are_never_written_over(run: Run, tmp_path: Path) -> None:
    run("add", "Call the bank")
    run("list")
    for name in ("delegator.json", "delegator.json.journal"):
        before = (tmp_path / name).read_bytes() if (tmp_path / name).exists() else b""
        assert "one of the book's own files" in run("export", "--format", "ics", str(tmp_path / name), code=1).err
        assert not before or (tmp_path / name).read_bytes() == before


def test_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    answer = run("export", "--format", "ics", str(tmp_path / "no" / "dates.ics"), code=3)
    assert "could not be written" in answer.err
