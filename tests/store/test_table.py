"""TinyDB's own API over the live state: the contract that a new TinyDB must keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import Query, where
from tinydb.table import Document

from delegator_tui.errors import Refused
from tests.store.support import add, opened, stock


def test_queries_see_live_records(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    for n in range(4):
        add(store, f"Task {n}", state="done" if n == 1 else "inbox", n=n)
    add(store, "Undone")
    store.history.undo()
    store.compact()
    tasks = store.db.table("tasks")
    assert [task["n"] for task in tasks.search(where("state") == "inbox")] == [0, 2, 3]
    assert (len(tasks), tasks.count(Query().n > 0), sorted(task.doc_id for task in tasks)) == (4, 3, [1, 2, 3, 4])
    found = tasks.get(doc_id=2)
    assert isinstance(found, Document)
    assert found["title"] == "Task 1"
    assert (tasks.get(doc_id=5), tasks.contains(doc_id=5), tasks.get(where("n") == 9)) == (None, False, None)
    assert tasks.contains(where("n") == 3)
    assert {doc.doc_id for doc in tasks.get(doc_ids=[1, 4, 5])} == {1, 4}
    assert store.db.tables() == {"tasks"}


def test_every_write_is_one_commit_of_its_own_size(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    tasks = store.db.table("tasks")
    assert tasks.insert({"title": "One"}) == 1
    assert tasks.insert_multiple([{"title": "Two"}, {"title": "Three"}]) == [2, 3]
    assert tasks.update({"done": True}, where("title") == "Two") == [2]
    assert tasks.update(lambda task: task.pop("title"), doc_ids=[3, 99]) == [3]
    assert tasks.upsert({"title": "Four"}, where("title") == "Four") == [4]
    assert tasks.upsert({"title": "Four", "n": 4}, where("title") == "Four") == [4]
    assert tasks.update_multiple([({"n": 1}, where("title") == "One")]) == [1]
    assert tasks.remove(where("title") == "One") == [1]
    assert tasks.update({"done": True}, where("title") == "Nobody") == []
    sizes = [len(commit.ops) for commit in store.history.commits()]
    assert sizes == [1, 1, 1, 1, 1, 1, 2, 1]
    assert [task.get("title") for task in tasks] == ["Two", None, "Four"]
    store.close()
    assert [record.get("title") for record in stock(tmp_path / "delegator.json")["tasks"]] == [
        "Two",
        None,
        "Four",
        "One",
    ]


def test_other_stores_writes_are_seen_at_once_after_refresh_and_results_are_copies(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One", labels=["a"])
    tasks = store.db.table("tasks")
    query = where("title").matches(".*")
    tasks.search(query)[0]["labels"].append("mine")
    add(opened(tmp_path / "delegator.json"), "Two")
    store.refresh()
    assert [(task["title"], task.get("labels")) for task in tasks.search(query)] == [("One", ["a"]), ("Two", None)]


def test_two_stores_never_give_out_the_same_id(tmp_path: Path) -> None:
    one, other = opened(tmp_path / "delegator.json"), opened(tmp_path / "delegator.json")
    ids = [store.db.table("tasks").insert({"title": "x"}) for store in (one, other, one, other)]
    assert ids == [1, 2, 3, 4]


def test_a_wanted_id_is_kept_and_a_taken_one_refused(tmp_path: Path) -> None:
    tasks = opened(tmp_path / "delegator.json").db.table("tasks")
    assert tasks.insert(Document({"title": "Seven"}, 7)) == 7
    with pytest.raises(ValueError, match="already exists"):
        tasks.insert(Document({"title": "Seven"}, 7))
    with pytest.raises(ValueError, match="not a Mapping"):
        tasks.insert(["title"])  # type: ignore[arg-type]
    assert tasks.insert({"title": "Next"}) == 8


def test_an_updater_that_fails_changes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    with pytest.raises(KeyError):
        store.db.table("tasks").update(lambda task: task.update(title=task["missing"]))
    with pytest.raises(ValueError, match="uid"):
        store.db.table("tasks").update({"uid": "other"})
    assert (store.version, store.db.table("tasks").all()[0]["title"]) == (1, "One")


def test_emptying_and_dropping_are_refused(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    for act in (
        store.db.table("tasks").truncate,
        store.db.drop_tables,
        lambda: store.db.drop_table("tasks"),
        lambda: store.db.storage.write({}),
    ):
        with pytest.raises(Refused, match="Nothing is ever deleted"):
            act()
    assert len(store.db.table("tasks")) == 1
    assert store.db.storage.read() == {"tasks": {"1": store.db.table("tasks").all()[0]}}
