"""Backups: whole, read back, rotated; and going back to one by a single commit."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from tinydb import TinyDB

from delegator_tui.errors import NeedsCare, NotSaved, Refused
from delegator_tui.store.care import backups
from delegator_tui.store.care.backups import Backup
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.store import Put
from tests.store.support import START, FailingDisk, TickingClock, add, change, files, opened, state_of, stock, titles


def test_a_backup_is_a_whole_book_that_opens_alone_and_with_stock_tinydb(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One", state="done")
    add(store, "Two")
    made = store.copies.backup()
    assert made.parent == Path(files(store.path).backups)
    assert (store.copies.backups()[0].path, store.copies.backups()[0].seq, store.copies.backups()[0].reason) == (
        made,
        2,
        "manual",
    )
    assert {record["title"] for record in stock(made)["tasks"]} == {"One", "Two"}
    assert state_of(opened(made)) == state_of(store)


def test_nothing_is_backed_up_before_there_is_a_book(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    with pytest.raises(Refused, match="nothing to back up"):
        store.copies.backup()
    assert not store.copies.backup_if_due()


def test_a_copy_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    taken = tmp_path / "taken.json"
    taken.write_text("mine")
    with pytest.raises(Refused, match="there already"):
        store.copies.copy_to(taken)
    assert taken.read_text() == "mine"


def test_a_backup_that_reads_back_differently_is_refused(tmp_path: Path) -> None:
    class Lossy(Disk):
        def rename(self, source: str, target: str) -> None:
            if ".backups" in target:
                Path(source).write_bytes(Path(source).read_bytes()[:-3])
            super().rename(source, target)

    store = opened(tmp_path / "delegator.json", Lossy())
    add(store, "One")
    with pytest.raises(NotSaved, match="reads back differently"):
        store.copies.backup()


def test_closing_keeps_one_automatic_backup_a_day_when_something_changed(tmp_path: Path) -> None:
    path, clock = tmp_path / "delegator.json", TickingClock()

    def day(title: str = "") -> int:
        store = opened(path, clock=clock)
        if title:
            add(store, title)
        store.close()
        return len(store.copies.backups())

    assert [day("One"), day("Two"), day()] == [1, 1, 1]
    clock.now += dt.timedelta(days=1)
    assert [day(), day("Three"), day("Four")] == [2, 2, 2]
    clock.now += dt.timedelta(days=1)
    assert day() == 3
    clock.now += dt.timedelta(days=1)
    assert day() == 3


def test_a_backup_that_fails_is_told_and_keeps_nobody_from_closing(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    Path(files(path).backups).write_text("in the way")
    store.close()
    assert "daily backup was not made" in store.notices[0]
    assert titles(opened(path)) == ["One"]


def _made(at: dt.datetime) -> Backup:
    return Backup(Path(f"{at:%Y%m%d}"), at, at.toordinal(), backups.AUTO)


def test_after_a_year_of_days_the_last_days_weeks_and_months_are_kept() -> None:
    kept: list[Backup] = []
    for day in range(400):
        kept = sorted(backups.worth_keeping([_made(START + dt.timedelta(days=day)), *kept]), reverse=True, key=_at)
    ages = [(kept[0].at - each.at).days for each in kept]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(kept) <= backups.DAYS + backups.WEEKS + backups.MONTHS
    assert ages[-1] >= 5 * 28
    assert max(later - age for age, later in itertools.pairwise(ages)) <= 31


def _at(each: Backup) -> dt.datetime:
    return each.at


def test_only_automatic_backups_are_ever_removed(tmp_path: Path) -> None:
    path, clock = tmp_path / "delegator.json", TickingClock()
    for day in range(12):
        store = opened(path, clock=clock)
        add(store, f"Task {day}")
        if day == 1:
            store.copies.backup()
        store.close()
        clock.now += dt.timedelta(days=1)
    reasons = [each.reason for each in store.copies.backups()]
    assert reasons.count("manual") == 1
    assert reasons.count("auto") < 12


# ---- restore


def test_restoring_is_one_commit_and_undo_brings_the_present_back(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    uid = add(store, "One", notes="gone later")
    made = store.copies.backup()
    then = state_of(store)
    change(store, uid, title="Uno", labels=["new"])
    store.commit([Put("moons", {"name": "Io"})], verb="add", label="add Io")
    add(store, "Two")
    now = state_of(store)
    commit = store.copies.restore(made)
    assert (commit.kind, commit.verb, commit.label) == ("act", "restore", f"restore {made.name}")
    assert state_of(store) == then
    assert store.record("tasks", uid) == then["tasks"][uid]
    store.close()
    store = opened(path)
    assert state_of(store) == then
    store.history.undo()
    assert state_of(store) == now
    store.history.redo()
    assert state_of(store) == then


def test_restoring_takes_no_event_away_but_says_what_undid_it(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    made = store.copies.backup()
    event = store.commit([Put("events", {"what": "sent"})], verb="log", label="log").ops[0]["u"]
    commit = store.copies.restore(made)
    assert (store.record("events", event) or {})["undone_by"] == commit.seq
    store.history.undo()
    assert "undone_by" not in (store.record("events", event) or {})


def test_restoring_what_is_there_already_changes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    made = store.copies.backup()
    assert store.copies.restore(made).ops == ()
    assert store.version == 1


def test_what_was_undone_since_comes_back_by_restoring(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    made = store.copies.backup()
    store.history.undo()
    assert titles(store) == []
    store.copies.restore(made)
    assert titles(store) == ["One"]


def test_a_copy_of_another_book_is_restored_only_when_told_so(tmp_path: Path) -> None:
    one, other = opened(tmp_path / "one.json"), opened(tmp_path / "other.json")
    add(one, "Mine")
    add(other, "Theirs")
    made = other.copies.backup()
    with pytest.raises(Refused, match="another book") as refusal:
        one.copies.restore(made)
    assert refusal.value.force == "--anyway"
    assert (titles(one), one.version) == (["Mine"], 1)
    one.copies.restore(made, anyway=True)
    assert titles(one) == ["Theirs"]
    one.history.undo()
    assert titles(one) == ["Mine"]


def test_a_book_with_its_journal_is_restored_with_what_is_only_there(tmp_path: Path) -> None:
    one, other = opened(tmp_path / "one.json"), opened(tmp_path / "other.json")
    add(one, "Mine")
    add(other, "Theirs")
    one.copies.restore(other.path, anyway=True)
    assert titles(one) == ["Theirs"]


@pytest.mark.parametrize("how", ["halved", "zeroed", "text", "another", "missing", "newer"])
def test_what_is_no_copy_is_refused_and_nothing_is_touched(tmp_path: Path, how: str) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    made = store.copies.backup()
    data = made.read_bytes()
    made.write_bytes(
        {
            "halved": data[: len(data) // 2],
            "zeroed": bytes(len(data)),
            "text": b"Dear diary",
            "another": b'{"_default": {"1": {"a": 1}}}',
            "newer": data.replace(b'"schema":1', b'"schema":2'),
        }.get(how, b"")
    )
    if how == "missing":
        made.unlink()
    with pytest.raises((NeedsCare, Refused), match=r"damaged|not a copy|cannot be read|newer"):
        store.copies.restore(made)
    assert (titles(store), store.version) == (["One"], 1)


def test_a_full_disk_while_restoring_leaves_the_book_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    made = store.copies.backup()
    add(store, "Two")
    store.close()
    store = opened(path, FailingDisk(1, "error"))
    with pytest.raises(NotSaved, match="full"):
        store.copies.restore(made)
    assert titles(store) == titles(opened(path)) == ["One", "Two"]


def test_a_backup_edited_by_stock_tinydb_restores_as_edited(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    made = store.copies.backup()
    with TinyDB(made) as db:
        db.table("tasks").insert({"title": "Written into the backup"})
    store.copies.restore(made)
    assert titles(store) == ["One", "Written into the backup"]
