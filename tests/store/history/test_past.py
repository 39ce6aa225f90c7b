"""Time travel: the book as it was after any commit, by number and by instant."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.errors import NeedsCare, Refused
from delegator_tui.store.history.past import LOOK
from delegator_tui.store.store import Put, Set, Store
from tests.effort import examples
from tests.store.support import START, TickingClock, add, change, files, opened, state_of, titles

WHY = "This is the book as of then: nothing can be changed here."
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["put", "set", "unset", "event", "undo", "redo", "compact", "reopen"]), st.integers(0, 30)
    ),
    max_size=25,
)


def _act(store: Store, name: str, number: int, uids: list[str]) -> None:
    if name == "put":
        uids.append(add(store, f"Task {number}", labels=[str(number)], state="done" if number % 3 else "inbox"))
    elif name == "event":
        store.commit([Put("events", {"what": f"{number}", "record": "x"})], verb="log", label="log")
    elif name in ("set", "unset") and uids:
        fields = {"title": f"New {number}", "state": "inbox"} if name == "set" else {}
        gone = ["labels"] if name == "unset" else []
        store.commit([Set("tasks", uids[number % len(uids)], fields, gone)], verb="edit", label="edit")
    elif name in ("undo", "redo"):
        with contextlib.suppress(Refused):
            store.history.undo(even_if_changed=True) if name == "undo" else store.history.redo(even_if_changed=True)
    elif name == "compact":
        store.compact()


@settings(max_examples=examples(12, 40), deadline=None)
@given(ACTS)
def test_the_book_as_of_any_commit_is_what_it_was_then(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder) / "delegator.json", TickingClock()
        store = opened(path, clock=clock)
        uids: list[str] = []
        then = {0: (state_of(store), START)}
        for name, number in acts:
            if name == "reopen":
                store.close()
                store = opened(path, clock=clock)
            _act(store, name, number, uids)
            if store.version not in then:
                then[store.version] = (state_of(store), next(iter(store.history.commits())).at)
        for seq, (state, at) in then.items():
            for when in (seq, at):
                past = store.as_of(when, WHY)
                assert (past.version, state_of(past)) == (seq, state)
                assert [commit.seq for commit in past.history.commits()] == list(range(seq, 0, -1))
                past.close()
        store.close()


def _book(path: Path) -> Store:
    store = opened(path, clock=TickingClock(step=3600))
    uid = add(store, "One")
    change(store, uid, title="Uno")
    store.compact()
    add(store, "Two")
    return store


def test_an_instant_shows_what_was_committed_by_then(tmp_path: Path) -> None:
    store = _book(tmp_path / "delegator.json")
    made = sorted(commit.at for commit in store.history.commits())
    second = dt.timedelta(seconds=1)
    shown = [titles(store.as_of(at + shift, WHY)) for at in made for shift in (-second, dt.timedelta(), second)]
    assert shown == [[], *[["One"]] * 3, *[["Uno"]] * 3, *[["Two", "Uno"]] * 2]


def test_where_the_clock_was_set_back_the_newest_commit_that_is_not_later_counts(tmp_path: Path) -> None:
    clock = TickingClock(step=0)
    store = opened(tmp_path / "delegator.json", clock=clock)
    clock.now = START + dt.timedelta(hours=1)
    add(store, "By a clock that was fast")
    clock.now = START
    add(store, "By the right clock")
    assert len(titles(store.as_of(START + dt.timedelta(minutes=1), WHY))) == 2


@pytest.mark.parametrize(
    ("clocks", "day", "kept"),
    [
        ([15, 16, 17], 16, 2), ([15, 16, 17], 14, 0), ([15, 16, 17], 30, 3),
        ([15, 1000, 24], 20, 1), ([15, 1000, 24], 24, 3), ([1000, 15, 16], 15, 2), ([15, 16, 1000], 16, 2),
        ([15, 24, -1700, 25], 20, 1), ([15, 24, -1700, 25], 24, 2), ([15, 24, -1700, 25], 25, 4),
        ([15, 24, -1700], 20, 1), ([15, 24, -1700], 24, 2), ([-20000, -20000, 15, 16], 15, 3),
        ([24, 15], 15, 2), ([24, 15, 16], 20, 3),
    ],
)  # fmt: skip
def test_a_day_shows_what_was_saved_by_then_whatever_single_clocks_said(
    tmp_path: Path, clocks: list[int], day: int, kept: int
) -> None:
    """``clocks``: days at which one task each was saved; the clock stands right on day 30 now."""
    clock = TickingClock(step=0)
    store = opened(tmp_path / "delegator.json", clock=clock)
    for number, at in enumerate(clocks):
        clock.now = START + dt.timedelta(days=at)
        add(store, f"Task {number}")
    clock.now = START + dt.timedelta(days=30)
    assert titles(store.as_of(START + dt.timedelta(days=day, hours=1), WHY)) == [f"Task {n}" for n in range(kept)]


def test_a_wrong_clock_is_seen_however_much_was_saved_before_it(tmp_path: Path) -> None:
    clock = TickingClock(step=0)
    store = opened(tmp_path / "delegator.json", clock=clock)
    add(store, "First")
    clock.now = START + dt.timedelta(days=2)
    for number in range(LOOK + 2):
        store.commit([Put("events", {"what": f"{number}", "record": "x"})], verb="log", label="log")
    clock.now = START - dt.timedelta(days=900)
    add(store, "By a clock far behind")
    clock.now = START + dt.timedelta(days=3)
    assert titles(store.as_of(START + dt.timedelta(days=1), WHY)) == ["First"]
    assert store.history.saved_by(START - dt.timedelta(days=1)) == 0


def test_the_past_can_be_read_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    past = store.as_of(1, WHY)
    assert past.read_only == WHY
    for attempt in (
        lambda: add(past, "More"),
        past.history.undo,
        past.history.redo,
        past.copies.backup,
        lambda: past.copies.restore(path),
    ):
        with pytest.raises(Refused, match="as of then"):
            attempt()
    with pytest.raises(Refused, match="as of then"), past.transaction():
        pass
    assert (past.refresh(), past.take_in(), past.copies.backup_if_due()) == ([], False, False)
    past.compact()
    past.close()
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before
    assert titles(store) == ["Two", "Uno"]
    add(store, "Three")


def test_a_copy_of_the_past_is_a_book_of_its_own(tmp_path: Path) -> None:
    store = _book(tmp_path / "delegator.json")
    made = store.as_of(2, WHY).copies.copy_to(tmp_path / "then.json")
    copy = opened(made)
    assert (titles(copy), copy.version) == (["Uno"], 2)


def test_a_hand_edit_that_is_not_committed_is_not_in_the_past(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path).close()
    path.write_text(path.read_text("utf-8").replace('"Uno"', '"By hand"'), "utf-8")
    store = opened(path)
    assert titles(store) == ["By hand", "Two"]
    assert titles(store.as_of(3, WHY)) == ["Two", "Uno"]
    assert titles(store.as_of(2, WHY)) == ["Uno"]


def test_a_missing_piece_of_history_is_said_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    kept = sorted(Path(files(path).history).iterdir())
    lines = kept[0].read_bytes().splitlines(keepends=True)
    kept[0].write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert titles(store.as_of(2, WHY)) == ["Uno"]
    with pytest.raises(NeedsCare, match="Save 2 is missing"):
        store.as_of(1, WHY)


def test_a_book_that_began_as_a_copy_goes_back_to_where_it_began(tmp_path: Path) -> None:
    path, copy = tmp_path / "delegator.json", tmp_path / "copy.json"
    _book(path).close()
    copy.write_bytes(path.read_bytes())
    store = opened(copy)
    add(store, "Three")
    assert titles(store.as_of(3, WHY)) == ["Two", "Uno"]
    with pytest.raises(Refused, match="begins after save 3"):
        store.as_of(2, WHY)
