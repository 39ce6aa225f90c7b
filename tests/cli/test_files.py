"""Commands on the file: undo, redo, history, import, export, settings, compact, doctor."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import DATA, Run


def test_undo_and_redo_name_what_they_did(run: Run) -> None:
    run("add", "one")
    run("add", "two")
    undone = "Undone: capture two.\nUndone: capture one. delegator redo brings them back, one by one.\n"
    assert run("undo", "2").out == undone
    assert run("list").out == "Nothing here.\n"
    assert run("redo").out == "Done again: capture one.\n"
    assert run("redo", "--json").json["redone"] == ["Done again: capture two."]
    assert "Nothing to redo" in run("redo", code=1).err


def test_undo_says_what_it_did_even_when_there_was_less_to_undo(run: Run) -> None:
    run("add", "one")
    answer = run("undo", "3", code=1)
    assert answer.out == "Undone: capture one. delegator redo brings it back.\n"
    assert "Nothing to undo" in answer.err
    run("redo")
    answer = run("undo", "2", "--json", code=1)
    assert set(answer.json) == {"undone", "version"}


def test_undo_takes_a_number_of_steps(run: Run) -> None:
    for bad in ("0", "x", "-1"):
        assert run("undo", bad, code=2).out == ""


def test_history_is_newest_first(run: Run) -> None:
    run("add", "one")
    run("add", "two")
    run("undo")
    answer = run("history", "--json").json
    assert [item["label"] for item in answer["items"]] == ["capture two", "capture two", "capture one"]
    assert [item["kind"] for item in answer["items"]] == ["undo", "act", "act"]
    assert [item["undoes"] for item in answer["items"]] == [2, None, None]
    assert set(answer["items"][0]) == {"commit", "at", "kind", "verb", "label", "undoes"}
    assert run("history", "--limit", "1").out == "3  2026-11-23 09:00  undo  capture two\n"


def test_history_since_looks_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "one")
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-25T09:00:00+00:00")
    run("add", "two")
    labels = {since: [item["label"] for item in run("history", "--since", since, "--json").json["items"]]
              for since in ("today", "yesterday", "mon", "23 nov", "2026-11-24", "3d")}  # fmt: skip
    both = ["capture two", "capture one"]
    assert labels == {
        "today": both[:1], "yesterday": both[:1], "mon": both, "23 nov": both, "2026-11-24": both[:1], "3d": both
    }  # fmt: skip


def test_history_of_an_empty_book_says_so(run: Run) -> None:
    assert run("history").out == "Nothing was done yet.\n"


def test_import_says_how_many_and_the_same_file_adds_nothing(run: Run) -> None:
    file = str(DATA / "roster.csv")
    assert run("import", file, "--dry-run").out == "Would import 14 contractors from roster.csv.\n"
    assert run("list", "contractors").out == "Nothing here.\n"
    assert run("history").out == "Nothing was done yet.\n"
    assert run("import", file).out == "Imported 14 contractors from roster.csv.\n"
    again = run("import", file, "--json").json
    assert again == {"kind": "contractors", "added": 0, "known": 14, "dry_run": False}
    assert run("import", file).out == "Imported 0 contractors from roster.csv; 14 known already.\n"
    assert run("history", "--json").json["count"] == 1


def test_a_file_with_a_bad_row_imports_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("title,due\nfine,2026-12-03\nbad,someday\n")
    for more in ((), ("--dry-run",), ("--json",)):
        answer = run("import", str(file), *more, code=1)
        assert answer.out == ""
        assert answer.err == (
            "delegator: Nothing of tasks.csv was imported:\n"
            "  line 3: “someday” in “due” is not a date: write it as 2026-12-03\n"
        )
    assert run("list").out == "Nothing here.\n"


def test_the_kind_of_rows_may_be_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "both.csv"
    file.write_text("title,name\nA,B\n")
    assert run("import", str(file), "--as", "tasks", "--json").json["kind"] == "tasks"
    assert run("import", str(file), "--json").json["kind"] == "contractors"
    assert "no column “contractor” and “title”" in run("import", str(file), "--as", "handoffs", code=1).err
    assert run("import", str(file), "--as", "tables", code=2).out == ""


def test_a_file_that_cannot_be_read_is_refused(run: Run, tmp_path: Path) -> None:
    binary = tmp_path / "x.csv"
    binary.write_bytes(b"title\n\xff\xfe\n")
    for file in (tmp_path / "none.csv", tmp_path, binary):
        assert str(file) in run("import", str(file), code=1).err


def test_an_imported_due_time_is_the_owners(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    file = tmp_path / "tasks.csv"
    file.write_text("title,due\nA,2026-07-03T15:00\n")
    run("import", str(file))
    assert run("list", "--json").json["items"][0]["due"] == "2026-07-03T15:00:00+01:00"


def test_export_is_everything_as_one_document(shop: Run) -> None:
    document = shop("export").json
    assert {len(document[name]) for name in ("contractors",)} == {14}
    assert len(document["handoffs"]) == 31
    assert len(document["tables"]["deliverables"]) > 31
    assert shop("export", "--format", "json").json["tables"] == document["tables"]
    assert shop("export", "--json").json["tables"] == document["tables"]


def test_export_says_what_a_csv_cannot_hold(shop: Run) -> None:
    assert shop("export", "--format", "csv").err == ""
    shop("cancel", "Checkout bug")
    answer = shop("export", "--format", "csv")
    assert answer.err == "delegator: 1 handoff is only in the JSON export: ended, or without contractor or date.\n"
    assert len(answer.out.splitlines()) == 31


def test_export_of_an_empty_book_is_a_document_too(run: Run) -> None:
    assert run("export").json["tasks"] == []
    assert run("export", "--format", "csv").out.startswith("title,contractor,handed_off,")


def test_settings_are_shown_and_set(run: Run) -> None:
    assert run("settings", "home_currency").out == "home_currency  USD\n"
    assert run("settings", "home_currency", "eur", "--json").json == {"home_currency": "EUR"}
    assert run("settings", "working_days", "mon", "tue").out == "Set working_days to mon tue.\n"
    assert run("settings", "--json").json["working_days"] == [0, 1]
    assert run("settings", "hour_value", "$50").out == "Set hour_value to $50.\n"
    assert re.search(r"^hour_value +\$50$", run("settings").out, re.MULTILINE)
    assert run("add", "x", "300").out == "Added x 300\n"
    assert run("add", "y", "€300").out == "Added y  (€300)\n"
    assert "There is no setting" in run("settings", "colour", code=1).err
    assert "three letters" in run("settings", "home_currency", "euros", code=1).err


def test_day_first_unless_the_setting_says_month_first(run: Run) -> None:
    assert run("add", "a due 3/12").out == "Added a  (due Thu 3 Dec)\n"
    run("settings", "month_first", "yes")
    assert run("add", "b due 3/12").out == "Added b  (due Fri 12 Mar 2027)\n"
    assert run("later", "a", "12/3").out == "Back on Thu 3 Dec: a.\n"


def test_the_owners_zone_is_tz_then_the_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("settings", "zone", "Asia/Tokyo")
    assert run("today", "--json").json["now"] == "2026-11-23T09:00:00+00:00"
    monkeypatch.delenv("TZ")
    assert run("today", "--json").json["now"] == "2026-11-23T18:00:00+09:00"


def test_compact_and_doctor_answer_about_the_file(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    file = tmp_path / "delegator.json"
    answer = run("compact", "--json").json
    assert (answer["file"], answer["bytes"]) == (str(file), file.stat().st_size)
    assert next(iter(json.loads(file.read_text())["tasks"].values()))["title"] == "one"
    assert run("doctor").out.startswith(f"{file}: no fault found.\nPasswords: ")
    assert run("doctor", "--json").json["faults"] == []
    file.chmod(0o644)
    answer_with_fault = run("doctor", "--json", code=4)
    assert "chmod 600" in answer_with_fault.json["faults"][0]


def test_what_was_put_right_in_the_file_is_said_on_standard_error(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    run("compact")
    file = tmp_path / "delegator.json"
    file.write_text(file.read_text().replace('"one"', '"uno"'))
    answer = run("list", "--json")
    assert "edited by hand" in answer.err
    assert answer.json["count"] == 1


def test_an_import_that_is_no_utf_8_names_its_line_and_takes_an_encoding(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_bytes("name,notes\nCafé,x\n".encode("windows-1252"))
    answer = run("import", str(file), code=1)
    assert "Line 2 of" in answer.err
    assert "“Café,x”" in answer.err
    run("import", str(file), "--encoding", "windows-1252")
    assert run("list", "contractors", "--json").json["items"][0]["name"] == "Café"
    file.write_bytes("name\nZoë\n".encode("utf-16"))
    assert run("import", str(file)).code == 0


def test_a_long_note_that_was_exported_can_be_imported(run: Run, tmp_path: Path) -> None:
    note = "A line of words.\n" * 20_000
    file = tmp_path / "tasks.csv"
    file.write_text(f'title,notes\nLogo,"{note}"\n')
    assert run("import", str(file)).code == 0
    assert run("show", "Logo", "--json").json["notes"] == note.strip()
