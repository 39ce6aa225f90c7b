"""One table of the book: open records at hand, closed ones behind an archive, nothing ever changed in place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.record_table import FOLD, Archive, RecordTable, archive_of
from delegator_tui.model.records import Task


def task(uid: str, title: str = "Photos") -> Task:
    return Task(uid=uid, title=title)


class Cellar:
    """Where an archive reads; counts how often."""

    def __init__(self, *uids: str) -> None:
        self.tasks = {uid: task(uid) for uid in uids}
        self.loads = 0
        self.fetches = 0

    def load(self) -> dict[str, Task]:
        self.loads += 1
        return dict(self.tasks)

    def fetch(self, uid: str) -> Task | None:
        self.fetches += 1
        return self.tasks.get(uid)

    def archive(self) -> Archive[Task]:
        return Archive(self.load, self.fetch)


def uids(table: RecordTable[Task]) -> list[str]:
    return [record.uid for record in table.all()]


def test_an_open_record_is_at_hand() -> None:
    table = RecordTable({"a": task("a")})
    assert table.get("a") == task("a")
    assert table.get("b") is None
    assert table.get(None) is None


def test_put_makes_a_new_table_and_leaves_the_old_one() -> None:
    old = RecordTable({"a": task("a")})
    new = old.put([("a", task("a", "Film"), True), ("b", task("b"), True)])
    assert (new.open["a"].title, list(new.open)) == ("Film", ["a", "b"])
    assert (old.open["a"].title, list(old.open)) == ("Photos", ["a"])


def test_a_closed_record_leaves_the_open_ones_and_can_still_be_got() -> None:
    table = RecordTable({"a": task("a")}).put([("a", task("a", "Done"), False)])
    found = table.get("a")
    assert list(table.open) == []
    assert found is not None
    assert found.title == "Done"
    assert uids(table) == ["a"]


def test_a_record_that_opens_again_is_no_longer_among_the_closed() -> None:
    cellar = Cellar("a", "b")
    table = RecordTable({}, cellar.archive()).put([("a", task("a", "Again"), True)])
    assert list(table.open) == ["a"]
    assert [record.uid for record in table.closed()] == ["b"]
    assert uids(table) == ["a", "b"]


def test_a_record_that_is_gone_is_nowhere() -> None:
    cellar = Cellar("a", "b")
    table = RecordTable({"c": task("c")}, cellar.archive()).put([("a", None, False), ("c", None, True)])
    assert table.get("a") is None
    assert table.get("c") is None
    assert uids(table) == ["b"]


def test_a_record_closed_anew_hides_what_the_archive_has_of_it() -> None:
    table = RecordTable({}, Cellar("a").archive()).put([("a", task("a", "Newer"), False)])
    assert [record.title for record in table.all()] == ["Newer"]


def test_what_was_closed_last_comes_last() -> None:
    table = RecordTable({"a": task("a"), "b": task("b")})
    for uid in "aba":
        table = table.put([(uid, task(uid), False)])
    assert uids(table) == ["b", "a"]


def test_what_opens_again_goes_back_to_its_place() -> None:
    order = {"a": 1, "b": 2, "c": 3}
    table = RecordTable({uid: task(uid) for uid in order}).put([("b", task("b"), False)])
    again = table.put([("b", task("b"), True)], order.__getitem__)
    assert list(again.open) == ["a", "b", "c"]


def test_a_new_record_comes_last() -> None:
    order = {"a": 1, "b": 2, "c": 3}
    table = RecordTable({"a": task("a"), "b": task("b")}).put([("c", task("c"), True)], order.__getitem__)
    assert list(table.open) == ["a", "b", "c"]


def test_a_table_from_before_a_closing_still_has_the_record_once() -> None:
    cellar = Cellar()
    before = RecordTable({"a": task("a")}, cellar.archive())
    cellar.tasks["a"] = task("a", "Closed since")
    assert [record.title for record in before.all()] == ["Photos"]


def test_the_archive_is_not_read_for_what_is_open() -> None:
    cellar = Cellar("x")
    table = RecordTable({"a": task("a")}, cellar.archive()).put([("b", task("b"), True), ("a", task("a"), False)])
    assert table.get("a") is not None
    assert table.get("b") is not None
    assert (cellar.loads, cellar.fetches) == (0, 0)


def test_one_closed_record_is_fetched_alone() -> None:
    cellar = Cellar("x", "y")
    table = RecordTable({}, cellar.archive())
    assert table.get("x") == task("x")
    assert (cellar.loads, cellar.fetches) == (0, 1)


def test_the_archive_is_read_once_and_then_answers_from_memory() -> None:
    cellar = Cellar("x", "y")
    table = RecordTable({}, cellar.archive())
    assert uids(table) == uids(table) == ["x", "y"]
    assert table.get("x") == task("x")
    assert (cellar.loads, cellar.fetches) == (1, 0)


def test_a_table_and_its_next_share_what_was_read() -> None:
    cellar = Cellar("x")
    first = RecordTable({}, cellar.archive())
    second = first.put([("a", task("a"), True)])
    assert uids(second) == ["a", "x"]
    assert uids(first) == ["x"]
    assert cellar.loads == 1


def test_more_than_fold_changes_are_folded_into_one_archive() -> None:
    cellar = Cellar("old", "older")
    table = RecordTable({}, cellar.archive())
    for number in range(FOLD - 1):
        table = table.put([(f"n{number}", task(f"n{number}"), False)])
    assert cellar.loads == 0
    table = table.put([("last", task("last"), False), ("old", task("old"), True)])
    assert list(table.open) == ["old"]
    assert (table.get("n3"), table.get("older")) == (task("n3"), task("older"))
    assert cellar.loads == 0
    assert [record.uid for record in table.closed()] == ["older", *(f"n{i}" for i in range(FOLD - 1)), "last"]
    assert cellar.loads == 1
    assert table.get("n3") == task("n3")


def test_a_folded_table_forgets_what_is_gone() -> None:
    table = RecordTable({}, archive_of({"x": task("x")}))
    table = table.put([(f"n{number}", None, False) for number in range(FOLD)])
    assert uids(table) == ["x"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["open", "closed", "gone"])), max_size=30))
def test_a_table_is_as_good_as_a_plain_dict(steps: list[tuple[str, str]]) -> None:
    table: RecordTable[Task] = RecordTable(
        {"a": task("a", "0")}, archive_of({"b": task("b", "0"), "c": task("c", "0")})
    )
    model = {"a": ("0", "open"), "b": ("0", "closed"), "c": ("0", "closed")}
    for number, (uid, how) in enumerate(steps, 1):
        table = table.put([(uid, None if how == "gone" else task(uid, str(number)), how == "open")])
        model.pop(uid, None)
        if how != "gone":
            model[uid] = (str(number), how)
    assert {r.uid: r.title for r in table.open.values()} == {u: t for u, (t, how) in model.items() if how == "open"}
    assert {r.uid: r.title for r in table.closed()} == {u: t for u, (t, how) in model.items() if how == "closed"}
    assert len(uids(table)) == len(model)
    assert {uid for uid in "abcdef" if table.get(uid)} == set(model)
