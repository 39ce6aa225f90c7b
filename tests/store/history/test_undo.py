"""Undo and redo: by example, and against a model over many random walks."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from delegator_tui.errors import Refused
from delegator_tui.store.store import Put, Set
from tests.effort import examples
from tests.store.support import add, change, opened, state_of, titles


def test_undo_and_redo_walk_back_and_forth_across_restarts_and_compactions(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    uid = add(store, "One")
    change(store, uid, title="Uno")
    store.close()
    store = opened(path)
    assert store.history.undo().label == "edit a task"
    assert titles(store) == ["One"]
    store.close()
    store = opened(path)
    assert store.history.undo().label == "add One"
    assert titles(store) == []
    with pytest.raises(Refused, match="Nothing to undo"):
        store.history.undo()
    assert [store.history.redo().kind, titles(store)] == ["redo", ["One"]]
    assert [store.history.redo().kind, titles(store)] == ["redo", ["Uno"]]
    with pytest.raises(Refused, match="Nothing to redo"):
        store.history.redo()
    assert store.history.undo().undoes == 2


def test_a_new_action_ends_what_could_be_redone(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    store.history.undo()
    add(store, "Two")
    assert store.history.redoable() is None
    undoable = store.history.undoable()
    assert undoable is not None
    assert undoable.label == "add Two"


def test_undone_creations_are_marked_and_undone_events_say_by_which_commit(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    changes = [Put("tasks", {"uid": "t", "title": "One"}), Put("events", {"uid": "e", "what": "captured"})]
    store.commit(changes, verb="add", label="add One")
    undone = store.history.undo()
    assert store.record("tasks", "t") == {"uid": "t", "title": "One", "_deleted": True}
    assert store.record("events", "e") == {"uid": "e", "what": "captured", "undone_by": undone.seq}
    store.history.redo()
    assert store.record("tasks", "t") == {"uid": "t", "title": "One"}
    assert store.record("events", "e") == {"uid": "e", "what": "captured"}


def test_system_commits_are_no_step_of_undo(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    store.commit([Put("reminders", {"uid": "r"})], verb="stamp", label="reminded", kind="system")
    store.history.undo()
    assert store.record("reminders", "r") == {"uid": "r"}
    store.commit([Set("reminders", "r", {"shown": 1})], verb="stamp", label="reminded", kind="system")
    store.history.redo()
    assert titles(store) == ["One"]


def test_a_field_that_changed_since_stops_undo_unless_forced(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    uid = add(store, "One", due="2026-11-27")
    change(store, uid, due="2026-11-30", updated="b")
    store.commit([Set("tasks", uid, {"updated": "c"})], verb="x", label="x", kind="system")
    store.history.undo()
    store.history.redo()
    store.commit([Set("tasks", uid, {"due": "2026-12-01"})], verb="x", label="x", kind="system")
    with pytest.raises(Refused, match="due of One changed since") as refusal:
        store.history.undo()
    assert refusal.value.force == "--anyway"
    store.history.undo(even_if_changed=True)
    assert (store.record("tasks", uid) or {})["due"] == "2026-11-27"


def test_history_comes_newest_first_from_the_journal_and_the_kept_ones(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    for n in range(4):
        store = opened(path)
        add(store, f"Task {n}")
        store.close(compact=n % 2 == 0)
    found = list(opened(path).history.commits())
    assert [commit.seq for commit in found] == [4, 3, 2, 1]
    assert [commit.label for commit in found] == [f"add Task {n}" for n in (3, 2, 1, 0)]


VALUES = st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.text(max_size=3), st.lists(st.integers(0, 1)))
FIELDS = st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)
State = dict[str, dict[str, Any]]


class Walk(RuleBasedStateMachine):
    """Two stores on one book, and a plain list of states that undo and redo move along."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "delegator.json"
        self.stores = [opened(self.path), opened(self.path)]
        self.done: list[State] = [{}]
        self.undone: list[State] = []
        self.made = 0

    def teardown(self) -> None:
        while len(self.done) > 1:
            self.undo(0)
            self.memory_equals_the_model()
        shutil.rmtree(self.folder)

    def _act(self, who: int, after: State, changes: list[Put | Set]) -> None:
        commit = self.stores[who].commit(changes, verb="act", label="act")
        if commit.ops:
            self.done.append(after)
            self.undone.clear()

    @rule(who=st.integers(0, 1), fields=FIELDS)
    def make(self, who: int, fields: dict[str, Any]) -> None:
        self.made += 1
        uid = f"u{self.made}"
        self._act(who, {**self.done[-1], uid: {"uid": uid, **fields}}, [Put("tasks", {"uid": uid, **fields})])

    @precondition(lambda self: self.done[-1])
    @rule(who=st.integers(0, 1), fields=FIELDS, gone=st.sets(st.sampled_from("abc"), max_size=1), data=st.data())
    def edit(self, who: int, fields: dict[str, Any], gone: set[str], data: st.DataObject) -> None:
        uid = data.draw(st.sampled_from(sorted(self.done[-1])))
        self.stores[who].refresh()
        record = {**self.done[-1][uid], **fields}
        after = {name: value for name, value in record.items() if name not in gone}
        self._act(who, {**self.done[-1], uid: after}, [Set("tasks", uid, fields, sorted(gone))])

    @rule(who=st.integers(0, 1))
    def undo(self, who: int) -> None:
        if len(self.done) == 1:
            assert self.stores[who].history.undoable() is None or self.stores[who].refresh() != []
            return
        self.stores[who].history.undo()
        self.undone.append(self.done.pop())

    @precondition(lambda self: self.undone)
    @rule(who=st.integers(0, 1))
    def redo(self, who: int) -> None:
        self.stores[who].history.redo()
        self.done.append(self.undone.pop())

    @rule(who=st.integers(0, 1))
    def compact(self, who: int) -> None:
        self.stores[who].compact()

    @rule(who=st.integers(0, 1), compact=st.booleans())
    def reopen(self, who: int, compact: bool) -> None:
        self.stores[who].close(compact=compact)
        self.stores[who] = opened(self.path)

    @invariant()
    def memory_equals_the_model(self) -> None:
        expected = {uid: repr(sorted(record.items())) for uid, record in self.done[-1].items()}
        for store in self.stores:
            store.refresh()
            found = state_of(store).get("tasks", {})
            assert {uid: repr(sorted(record.items())) for uid, record in found.items()} == expected


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=examples(15, 40), stateful_step_count=examples(15, 25), deadline=None)
