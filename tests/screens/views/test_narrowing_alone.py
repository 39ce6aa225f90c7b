"""Filter, order and groups of a list, without a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Record, Task
from delegator_tui.screens.views.narrowing import Narrowing, under_headings
from delegator_tui.widgets.list_layout import Blank, Heading
from tests.making import book_of, task


@pytest.fixture
def book() -> Book:
    return book_of(task(title="Photos", project="shop"), task(title="Cards", project="shop"), task(title="Kiln"))


class Records:
    """Gives the tasks of a book, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[bool, str]] = []

    def __call__(self, book: Book, with_closed: bool, order: str) -> Sequence[Record]:
        self.asked.append((with_closed, order))
        tasks: list[Task] = [*book.tasks.open.values()]
        if order == "title":
            tasks.sort(key=_title)
        return tasks


def _title(task: Task) -> str:
    return task.title


def titles(records: Sequence[Record]) -> list[str]:
    return [record.title for record in records if isinstance(record, Task)]


def test_orders_go_round_and_say_which_but_the_first(book: Book) -> None:
    read = Records()
    narrowing = Narrowing(("newest", "title"))
    assert titles(narrowing.ordered(book, read)) == ["Photos", "Cards", "Kiln"]
    assert [*narrowing.words()] == []
    narrowing.next_order()
    assert titles(narrowing.ordered(book, read)) == ["Cards", "Kiln", "Photos"]
    assert [*narrowing.words(2)] == ["by title", "2 marked"]
    narrowing.next_order()
    assert (narrowing.order, read.asked) == ("newest", [(False, "newest"), (False, "title")])


def test_records_are_read_once_until_the_book_the_day_or_what_is_asked_changes(book: Book) -> None:
    read = Records()
    narrowing = Narrowing()
    narrowing.ordered(book, read)
    narrowing.ordered(book, read)
    assert len(read.asked) == 1
    later = book.at(Moment(book.now.at + dt.timedelta(days=1), book.now.zone))
    narrowing.ordered(later, read)
    narrowing.turn_closed()
    narrowing.ordered(later, read)
    assert read.asked == [(False, ""), (False, ""), (True, "")]
    assert [*narrowing.words()] == ["with closed ones"]


def test_a_filter_lets_through_what_fits_and_says_what_it_does_not_understand(book: Book) -> None:
    narrowing = Narrowing()
    records = [*book.tasks.open.values()]
    assert narrowing.through(records, book) is records
    narrowing.set_filter("#shop cards", book)
    assert titles(narrowing.through(records, book)) == ["Cards"]
    assert (narrowing.is_filtering, narrowing.text, [*narrowing.words()]) == (True, "#shop cards", ["only #shop cards"])
    narrowing.set_filter("due<whenever", book)
    assert [*narrowing.unclear] == ["due<whenever"]
    narrowing.set_filter("", book)
    assert not narrowing.is_filtering


def test_a_list_without_orders_or_groups_has_none() -> None:
    narrowing = Narrowing()
    assert (narrowing.order, narrowing.group, narrowing.text) == ("", "", "")


def test_records_stand_under_headings_in_their_places_each_with_its_count(book: Book) -> None:
    lines = under_headings(
        book.tasks.open.values(), lambda record: getattr(record, "project", None) or "none", lambda title: title
    )
    first, second, third = (record.uid for record in book.tasks.open.values())
    assert lines == [Heading("none", "1"), third, Blank(), Heading("shop", "2"), first, second]
