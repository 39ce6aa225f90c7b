"""backup, restore, doctor, and --at: looking after the file from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from delegator_tui.outbox.timer_parts import name_of
from tests.cli.conftest import Run


def _later(monkeypatch: pytest.MonkeyPatch, iso: str) -> None:
    monkeypatch.setenv("DELEGATOR_NOW", iso)


def test_a_backup_is_kept_beside_the_book_or_where_it_is_wanted(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    answer = run("backup", "--json").json
    assert set(answer) == {"file", "bytes", "version"}
    made = Path(answer["file"])
    assert made.parent == tmp_path / "delegator.json.backups"
    assert answer["bytes"] == made.stat().st_size
    assert "read back" in run("backup", str(tmp_path / "copy.json")).out
    assert run("--db", str(tmp_path / "copy.json"), "list").out.endswith("one  inbox\n")
    assert "there already" in run("backup", str(tmp_path / "copy.json"), code=1).err
    assert "nothing to back up" in run("--db", str(tmp_path / "none.json"), "backup", code=1).err


def test_restoring_is_one_step_of_undo(run: Run) -> None:
    run("add", "one")
    made = run("backup", "--json").json["file"]
    run("add", "two")
    answer = run("restore", made, "--json").json
    assert answer["file"] == made
    assert "record changed. Undo" in answer["said"]
    assert [item["title"] for item in run("list", "--json").json["items"]] == ["one"]
    assert "restore" in run("history", "--limit", "1").out
    assert run("undo").out.startswith("Undone: restore ")
    assert len(run("list", "--json").json["items"]) == 2


def test_a_copy_of_another_book_needs_anyway_and_a_damaged_one_is_refused(run: Run, tmp_path: Path) -> None:
    run("--db", str(tmp_path / "other.json"), "add", "theirs")
    other = run("--db", str(tmp_path / "other.json"), "backup", "--json").json["file"]
    run("add", "mine")
    assert "--anyway" in run("restore", other, code=1).err
    run("restore", other, "--anyway")
    assert "theirs" in run("list").out
    Path(other).write_text("{ torn")
    assert "line 1, column 3" in run("restore", other, code=4).err
    assert "cannot be read" in run("restore", str(tmp_path / "nowhere"), code=1).err


def test_the_first_command_of_a_day_that_saves_keeps_the_days_backup(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "delegator.json.backups"
    run("settings", "name", "Ann")
    assert len(list(kept.iterdir())) == 1
    run("settings", "name", "Bo")
    assert len(list(kept.iterdir())) == 1
    _later(monkeypatch, "2026-11-24T09:00:00+00:00")
    run("list")
    assert len(list(kept.iterdir())) == 1
    run("settings", "name", "Cy")
    assert len(list(kept.iterdir())) == 2


# ---- --at


@pytest.fixture
def old(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A book that changed on Monday and on Thursday; now it is Friday."""
    run("add", "one due 25 nov")
    run("add", "two")
    _later(monkeypatch, "2026-11-26T09:00:00+00:00")
    run("drop", "two")
    run("add", "three")
    _later(monkeypatch, "2026-11-27T09:00:00+00:00")
    return run


@pytest.mark.parametrize("when", ["2026-11-23", "mon", "23 nov", "4 days ago", "2026-11-23T20:00", "2026-11-25"])
def test_at_shows_the_book_as_it_was(old: Run, when: str) -> None:
    assert [item["title"] for item in old("--at", when, "list", "--json").json["items"]] == ["one", "two"]
    assert "three" not in old("--at", when, "today").out
    assert len(old("--at", when, "history", "--json").json["items"]) == 2


def test_at_moves_now_to_the_end_of_that_day(old: Run) -> None:
    assert old("--at", "mon", "list", "--json").json["now"] == "2026-11-23T23:59:59+00:00"
    assert old("--at", "today", "list", "--json").json["now"] == "2026-11-27T09:00:00+00:00"
    standing = {day: old("--at", day, "show", "one", "--json").json.get("state") for day in ("mon", "today")}
    assert standing == {"mon": "inbox", "today": "inbox"}
    assert old("--at=2026-11-20", "list").out == "Nothing here.\n"


def test_at_refuses_every_verb_with_a_sentence(old: Run) -> None:
    before = old("history", "--json").json["count"]
    for words in (
        ("add", "x"),
        ("add", "-"),
        ("drop", "one"),
        ("undo",),
        ("settings", "name", "Ann"),
        ("backup",),
        ("compact",),
    ):
        answer = old("--at", "mon", *words, code=1, stdin="x\n")
        assert answer.out == ""
        assert answer.err == "delegator: This is the book as of Mon 23 Nov: nothing can be changed here.\n"
    assert old("history", "--json").json["count"] == before


def test_at_works_after_db_and_says_what_it_does_not_understand(old: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "delegator.json")
    assert "two" in old("--db", file, "--at", "mon", "list").out
    assert "--db FILE comes first" in old("--at", "mon", "--db", file, "list", code=2).err
    assert "--at: “someday” is not a date. Try yesterday" in old("--at", "someday", "list", code=2).err
    assert "still to come" in old("--at", "2026-12-01", "list", code=1).err


def test_a_copy_of_the_past_can_be_written(old: Run, tmp_path: Path) -> None:
    old("--at", "mon", "backup", str(tmp_path / "then.json"))
    assert "two" in old("--db", str(tmp_path / "then.json"), "list").out


# ---- doctor


def _faults(run: Run, *words: str) -> list[str]:
    return list(run("doctor", "--json", *words, code=4).json["faults"])


def test_doctor_names_permissions_leftovers_and_bad_backups_and_fix_puts_them_right(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    bad = Path(run("backup", "--json").json["file"])
    (tmp_path / "delegator.json").chmod(0o644)
    (tmp_path / "delegator.json.base.new").write_text("left")
    (tmp_path / "delegator.json.base.new").chmod(0o600)
    found = _faults(run)
    assert len(found) == 2
    assert "chmod 600" in found[0]
    assert "interrupted write" in found[1]
    answer = run("doctor", "--fix", "--json").json
    assert (len(answer["fixed"]), answer["faults"]) == (2, [])
    assert not (tmp_path / "delegator.json.base.new").exists()
    bad.write_bytes(bad.read_bytes()[:-20])
    assert "damaged" in _faults(run, "--fix")[0]


def test_doctor_finds_a_torn_end_and_fix_keeps_its_bytes(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    journal = tmp_path / "delegator.json.journal"
    with journal.open("ab") as file:
        file.write(b'12345678 99 {"s":')
    assert "never finished" in _faults(run)[0]
    assert "kept in" in run("doctor", "--fix").out
    assert len(list((tmp_path / "delegator.json.quarantine").iterdir())) == 1
    assert "one" in run("list").out


def test_doctor_finds_a_damaged_snapshot_and_fix_writes_it_anew(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    run("compact")
    file = tmp_path / "delegator.json"
    whole = file.read_bytes()
    file.write_bytes(whole[:30])
    assert any("not as it was last written" in said for said in _faults(run))
    answer = run("doctor", "--fix", "--json").json
    assert answer["faults"] == []
    assert json.loads(file.read_text())["tasks"] == json.loads(whole)["tasks"]


def test_doctor_says_what_keeps_a_damaged_book_from_opening(run: Run, tmp_path: Path) -> None:
    for title in ("one", "two", "three"):
        run("add", title)
    journal = tmp_path / "delegator.json.journal"
    journal.write_bytes(journal.read_bytes().replace(b'"title":"two"', b'"title":"TWO"'))
    before = journal.read_bytes()
    found = _faults(run, "--fix")
    assert any("line 3 is damaged" in said for said in found)
    assert any("whole saves stand behind" in said for said in found)
    assert journal.read_bytes() == before


def test_doctor_walks_the_history_too(run: Run, tmp_path: Path) -> None:
    for title in ("one", "two", "three"):
        run("add", title)
    run("compact")
    kept = tmp_path / "delegator.json.history" / "000001.journal"
    lines = kept.read_bytes().splitlines(keepends=True)
    kept.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert "save 2 is missing" in _faults(run)[0]
    kept.write_bytes(b"".join([*lines[:2], lines[2].replace(b"two", b"TWO"), *lines[3:]]))
    assert "line 3 is damaged" in _faults(run)[0]


@pytest.mark.parametrize(
    "name",
    [
        "delegator (Ann's conflicted copy 2026-11-23).json", "delegator.sync-conflict-20261123-090000-ABCDEFG.json",
        "delegator.json.sync-conflict-20261123-090000-ABCDEFG.journal", "delegator_conflict-20261123-090000.json",
    ],
)  # fmt: skip
def test_doctor_finds_conflicted_copies_and_sync_folders(run: Run, tmp_path: Path, name: str) -> None:
    run("add", "one")
    (tmp_path / name).write_text("{}")
    (found,) = _faults(run)
    assert "second version of the book" in found
    (tmp_path / name).unlink()
    (tmp_path / ".stfolder").mkdir()
    assert "sync program" in _faults(run)[0]


def test_doctor_says_who_watches_and_what_keeps_them_from_it(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    off = "Reminders while delegator is closed: none; delegator remind --install turns them on.\n"
    assert run("doctor").out.endswith(off)
    units = tmp_path / ".config" / "systemd" / "user"
    units.mkdir(parents=True)
    (units / f"{name_of(tmp_path / 'delegator.json')}.timer").touch()
    answer = run("doctor", code=4)
    assert "The program that systemd starts is gone (none named): delegator remind --install." in answer.out
    assert answer.out.endswith("Reminders while delegator is closed: systemd.\n")
    assert run("doctor", "--json", code=4).json["watching"] == "systemd"


def test_doctor_names_the_keyring_and_finds_references_to_nobody(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    assert run("doctor", "--json").json["keyring"]
    run("compact")
    file = tmp_path / "delegator.json"
    tables = json.loads(file.read_text())
    tables["tasks"]["1"]["contractor"] = "nobody"
    file.write_text(json.dumps(tables))
    run("add", "two")
    assert any("refers in “contractor” to nobody" in said for said in _faults(run))


def test_forgetting_history_says_how_much_and_where_copies_are(run: Run, tmp_path: Path) -> None:
    run("add", "Photos")
    run("add", "Cards")
    said = run("compact", "--forget-before", "tomorrow").out
    assert "Forgot 2 steps before Tue 24 Nov. The records stay. Undo and --at reach no further back." in said
    assert f"Copies in {tmp_path / 'delegator.json.backups'} are not touched" in said
    assert len(run("list", "tasks", "--json").json["items"]) == 2
    assert "Nothing to undo" in run("undo", code=1).err
    assert run("compact", "--forget-before", "tomorrow", "--json").json["forgot"].startswith("Nothing in the history")
    assert "no fault found" in run("doctor").out


def test_a_damaged_book_is_recovered_by_a_command(run: Run, tmp_path: Path) -> None:
    for title in ("Photos", "Cards", "Invoice"):
        run("add", title)
    assert "is not damaged" in run("recover", code=1).err
    journal = tmp_path / "delegator.json.journal"
    journal.write_bytes(journal.read_bytes().replace(b"Cards", b"Carts", 1))
    assert "damaged at save 2" in run("list", "tasks", code=4).err
    assert "Every save up to number 1 is whole. Save 2 cannot be read." in run("recover").out
    assert [task["title"] for task in run("list", "tasks", "--json").json["items"]] == ["Photos", "Invoice"]
