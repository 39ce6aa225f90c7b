"""Inbox: the owner's own plate in three lists, what is to triage first, in the order triage takes it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, ClassVar

from delegator_tui.model.book import Book
from delegator_tui.model.records import Record, Task
from delegator_tui.model.table import Cell, Layout
from delegator_tui.rules.columns import tasks as columns
from delegator_tui.rules.columns.column import cells, layouts
from delegator_tui.rules.tasks import plate
from delegator_tui.screens.views.content import ListContent
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Blank, Heading, Line, Row

COLUMNS = layouts(columns.SCREEN)
WIDE_LEAD = (COLUMNS[0], Layout(14), Layout(0, min_width=28, less=4), *COLUMNS[3:])
"""A row that begins with more than a date: ``no date, 12 d``."""
EMPTY = "Nothing is on your plate.\n\nEverything on your mind goes here: {add} captures it in one line."

TITLES = ("To triage", "Yours", "Later", "Handed off", "Done and dropped")
"""The headings of the lists; the last two only stand there with closed ones."""
UID = attrgetter("uid")
Key = Callable[[Task], Any]
SORT: dict[str, Key] = {
    "newest": lambda task: [-ord(char) for char in task.created],
    "title": lambda task: task.title.casefold(),
    "time it takes": lambda task: -(task.estimate_minutes or 0),
    "priority": lambda task: ("high", "normal", "low").index(task.priority),
}
"""What each order sorts by, within each list; the first is the order that the lists have by themselves."""


class Inbox(ListContent):
    """Every task on the owner's plate: to triage, theirs to do, put away."""

    NAME = "inbox"
    COLUMNS = COLUMNS
    SHAPES: ClassVar[Mapping[str, Sequence[Layout]]] = {"wide": WIDE_LEAD, "away": layouts(columns.AWAY)}
    EMPTY = EMPTY
    DETAIL = False
    ORDERS: ClassVar[tuple[str, ...]] = ("date", "newest", "title", "time it takes", "priority")
    GROUPS: ClassVar[tuple[str, ...]] = ("list", "project", "")
    _drawn: Book | None = None

    def headline(self, book: Book) -> str:
        own = plate.counts(book)
        lists = [f"{own.triage} to triage"]
        lists += [f"{own.yours} yours"] if own.yours else []
        lists += [f"{own.later} later"] if own.later else []
        return "Inbox   " + " · ".join([*lists, *plate.pressing(book).words])

    # ---- which rows, in which order

    def records(self, book: Book, with_closed: bool, order: str) -> Sequence[Record]:
        lists: list[Iterable[Task]] = [plate.triage(book), plate.yours(book), plate.later(book)]
        if with_closed:
            lists.append(plate.delegated(book))
            lists.append(sorted(book.tasks.closed(), key=lambda task: task.updated, reverse=True))
        if order in SORT:
            lists = [sorted(each, key=SORT[order]) for each in lists]
        return [task for each in lists for task in each]

    def lines(self, book: Book) -> Sequence[Line]:
        narrowing = self.view.narrowing
        if not self._is_by_list:
            return super().lines(book)
        found, lines = narrowing.through(narrowing.ordered(book, self.records), book), list[Line]()
        for title, tasks in _by_list(found, book):
            lines += [*([Blank()] if lines else []), Heading(title, str(len(tasks)))]
            lines += SHAPED[title](tasks) if title in SHAPED else map(UID, tasks)
        return lines

    @property
    def _is_by_list(self) -> bool:
        return self.view.narrowing.group == "list"

    def shown(self, book: Book) -> None:
        self._drawn = book

    def has_moved(self, key: str) -> bool:
        """Tell whether a verdict took a row to another list: the cursor stays where it is, for the next verdict."""
        if self._drawn is None or self._drawn.version == self.view.the_book.version:
            return False
        was, now = self._drawn.tasks.get(key), self.view.the_book.tasks.get(key)
        if was is now or was is None or now is None:
            return False
        return plate.place(was, self._drawn) != plate.place(now, self.view.the_book)

    def group_of(self, record: Record, book: Book, group: str) -> str:
        assert isinstance(record, Task)
        return f"#{record.project}" if record.project else "No project"

    def place_of(self, title: str) -> Any:  # noqa: ANN401
        return (title == "No project", title.casefold())

    # ---- how one is drawn

    def draw(self, key: str) -> Sequence[Cell]:
        book = self.view.the_book
        task = book.tasks.get(key)
        if task is None:
            return ()
        is_away = self._is_by_list and task.due and plate.place(task, book) == "later"
        return cells(columns.AWAY if is_away else columns.SCREEN, columns.Row(task, book))

    def record_of(self, key: str) -> Record | None:
        return self.view.the_book.tasks.get(key)

    def hints(self, book: Book) -> Iterable[Hint]:
        if plate.counts(book).triage:
            yield self.view.hint("triage")
        yield from super().hints(book)


def _by_list(found: Sequence[Record], book: Book) -> Iterable[tuple[str, Sequence[Record]]]:
    """Yield the title and the tasks of each list that has any; they stand by list already, its ends are looked up."""

    def rank(task: Any) -> int:  # noqa: ANN401 - the view has tasks only
        where = plate.place(task, book)
        return plate.PLACES.index(where) if where else len(plate.PLACES)

    start = 0
    for number, title in enumerate(TITLES):
        end = bisect_left(found, number + 1, start, key=rank)
        if end > start:
            yield title, found[start:end]
        start = end


def _yours(tasks: Sequence[Record]) -> list[Line]:
    return [task.uid if getattr(task, "due", None) else Row(task.uid, "wide") for task in tasks]


def _later(tasks: Sequence[Record]) -> list[Line]:
    return [Row(task.uid, "away") if getattr(task, "due", None) else task.uid for task in tasks]


SHAPED: dict[str, Callable[[Sequence[Record]], list[Line]]] = {"Yours": _yours, "Later": _later}
"""The rows of the lists that are not all drawn in the columns of most."""
