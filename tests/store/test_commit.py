"""One commit: what it changes, what it costs, and what stops it."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path

import pytest

from delegator_tui.errors import NotSaved
from delegator_tui.store.files.disk import Unconfirmed
from delegator_tui.store.files.hlc import tick
from delegator_tui.store.files.line import frame, parse
from delegator_tui.store.files.lock import FileLock
from delegator_tui.store.store import Put, Set
from tests.store.support import START, FailingDisk, TickingClock, add, change, files, opened, state_of, titles


def test_reopening_shows_what_was_committed_and_goes_on_from_there(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    uid = add(opened(path), "One")
    store = opened(path)
    assert change(store, uid, title="Uno").seq == 2
    assert store.version == 2
    assert titles(opened(path)) == ["Uno"]


def test_a_commit_with_several_changes_is_one_line_and_one_operation_a_record(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    uid = add(store, "One")
    new = {"uid": "u2", "title": "Two"}
    commit = store.commit(
        [
            Put("tasks", new),
            Set("tasks", "u2", {"title": "Zwei"}),
            Set("tasks", uid, {"a": 1}),
            Set("tasks", uid, {"b": 2}),
        ],
        verb="edit",
        label="edit",
    )
    assert [(op["op"], op["u"], op["f"]) for op in commit.ops] == [
        ("put", "u2", {"title": "Zwei"}),
        ("set", uid, {"a": 1, "b": 2}),
    ]


def test_a_change_that_changes_nothing_is_not_written(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    uid = add(store, "One", count=1)
    assert change(store, uid, title="One").ops == ()
    assert store.version == 1
    assert change(store, uid, count=True).ops != ()


def test_a_change_that_does_not_fit_is_a_bug_and_changes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    uid = add(store, "One")
    for wrong in (Set("tasks", "nobody", {"a": 1}), Set("tasks", uid, {"uid": "x"}), Put("tasks", {"uid": uid})):
        with pytest.raises(ValueError):
            store.commit([Set("tasks", uid, {"title": "Uno"}), wrong], verb="edit", label="edit")
    assert titles(store) == ["One"]


def test_two_stores_see_each_other_by_refresh(tmp_path: Path) -> None:
    one = opened(tmp_path / "delegator.json")
    add(one, "One")
    other = opened(tmp_path / "delegator.json")
    assert other.refresh() == []
    add(one, "Two")
    assert [commit.label for commit in other.refresh() or []] == ["add Two"]
    add(other, "Three")
    assert [commit.label for commit in one.refresh() or []] == ["add Three"]
    assert one.refresh() == []
    assert titles(one) == titles(other) == ["One", "Three", "Two"]


def test_what_others_committed_before_our_commit_still_comes_by_refresh(tmp_path: Path) -> None:
    one = opened(tmp_path / "delegator.json")
    add(one, "One")
    other = opened(tmp_path / "delegator.json")
    add(one, "Two")
    add(other, "Three")
    assert [commit.seq for commit in other.refresh() or []] == [2]
    assert other.version == 3


def test_a_store_opened_before_the_first_commit_sees_the_book_appear(tmp_path: Path) -> None:
    early = opened(tmp_path / "delegator.json")
    add(opened(tmp_path / "delegator.json"), "One")
    assert early.refresh() is None
    add(early, "Two")
    assert titles(opened(tmp_path / "delegator.json")) == ["One", "Two"]


def test_anothers_compaction_is_followed_without_reading_everything_again(tmp_path: Path) -> None:
    one = opened(tmp_path / "delegator.json")
    add(one, "One")
    other = opened(tmp_path / "delegator.json")
    add(one, "Two")
    one.compact()
    add(one, "Three")
    assert [commit.seq for commit in other.refresh() or []] == [2, 3]
    add(other, "Four")
    assert [commit.seq for commit in one.refresh() or []] == [4]
    assert titles(one) == titles(other) == ["Four", "One", "Three", "Two"]


def test_a_transaction_reads_and_writes_without_others_between(tmp_path: Path) -> None:
    one = opened(tmp_path / "delegator.json", deadline=0.05)
    uid = add(one, "One", count=0)
    other = opened(tmp_path / "delegator.json", deadline=0.05)
    with one.transaction():
        record = one.record("tasks", uid) or {}
        with pytest.raises(NotSaved, match=r"Another delegator is busy with this file .*process"):
            change(other, uid, count=5)
        change(one, uid, count=record["count"] + 1)
    change(other, uid, count=7)
    assert (one.refresh() or [])[0].ops[0]["b"] == {"count": 1}


def test_a_busy_file_says_who_holds_it(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json", deadline=0.02)
    add(store, "One")
    with FileLock(files(tmp_path / "delegator.json").lock), pytest.raises(NotSaved, match=f"process {os.getpid()}"):
        add(store, "Two")
    assert titles(store) == ["One"]


def test_a_lock_file_that_was_taken_away_locks_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    one, other = opened(path, deadline=0.02), opened(path, deadline=0.02)
    add(one, "One")
    Path(files(path).lock).unlink()
    with other.transaction(), pytest.raises(NotSaved):
        add(one, "Two")


def test_a_failed_write_saves_nothing_and_the_next_one_works(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    add(opened(path), "One")
    before = Path(files(path).journal).read_bytes()
    store = opened(path, disk=FailingDisk(1, "error"))
    with pytest.raises(NotSaved, match="full"):
        add(store, "Two")
    assert Path(files(path).journal).read_bytes() == before
    assert titles(store) == ["One"]
    add(store, "Three")
    assert titles(opened(path)) == titles(store) == ["One", "Three"]


def test_after_a_sync_that_failed_the_store_saves_nothing_more_until_reopened(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    add(opened(path), "One")
    store = opened(path, disk=FailingDisk(2, "error"))
    with pytest.raises(Unconfirmed, match="did not confirm"):
        add(store, "Two")
    assert titles(store) == ["One"]
    with pytest.raises(NotSaved, match="reopen"):
        add(store, "Three")
    assert store.refresh() == []
    again = opened(path)
    assert titles(again) in (["One"], ["One", "Two"])
    add(again, "Three")


def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="/proc/delegator-books"):
        add(opened(Path("/proc/delegator-books/delegator.json")), "One")


def test_a_folder_that_vanished_is_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "disk" / "delegator.json"
    store = opened(path)
    add(store, "One")
    path.parent.rename(tmp_path / "unmounted")
    with pytest.raises(NotSaved, match="gone"):
        add(store, "Two")
    assert store.refresh() == []
    assert not path.parent.exists()


def test_a_closed_store_refuses_instead_of_losing(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    store.close()
    with pytest.raises(NotSaved, match="closed"):
        add(store, "Two")


def test_the_logical_clock_never_goes_back(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path, clock=TickingClock(step=-3600))
    for n in range(5):
        add(store, f"Task {n}")
    store.close()
    add(opened(path, clock=TickingClock(START - dt.timedelta(days=400))), "Later")
    stamps = [commit.hlc for commit in opened(path).history.commits()]
    assert stamps == sorted(stamps, reverse=True)
    assert len(set(stamps)) == 6


def test_the_logical_clock_sorts_as_text_when_its_counter_is_full() -> None:
    stamp = ""
    for _ in range(10_050):
        after = tick(stamp, 5, "r")
        assert after > stamp
        stamp = after


def test_on_another_machine_the_book_goes_on_under_a_new_replica_id(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    journal = Path(files(path).journal)
    first, rest = journal.read_bytes().split(b"\n", 1)
    journal.write_bytes(frame({**(parse(first) or {}), "host": "elsewhere"}) + rest)
    copied = opened(path)
    add(copied, "Two")
    one, two = reversed(list(copied.history.commits()))
    assert one.replica == store.replica_id
    assert two.replica == copied.replica_id != store.replica_id
    assert (two.seq, titles(opened(path))) == (2, ["One", "Two"])


def test_an_exception_in_a_transaction_keeps_the_commits_made_and_frees_the_file(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    with contextlib.suppress(ZeroDivisionError), store.transaction():
        add(store, "One")
        raise ZeroDivisionError
    other = opened(path, deadline=0.02)
    add(other, "Two")
    assert state_of(opened(path)) == state_of(other)


def test_compacting_when_large_waits_until_it_is_worth_it(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "Small")
    assert not store.compact_if_large()
    add(store, "Large", notes="n" * 30_000)
    assert store.compact_if_large()
    assert not store.compact_if_large()
