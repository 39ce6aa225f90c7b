"""What a list shows: a plain object that a ``ListScreen`` is made with. Each view gives one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from delegator_tui.model.book import Book
from delegator_tui.model.records import Record
from delegator_tui.model.table import Layout
from delegator_tui.model.text import shown
from delegator_tui.screens.views.narrowing import under_headings
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Cell, Line
from delegator_tui.widgets.list_look import headline

if TYPE_CHECKING:
    from delegator_tui.screens.views.listing import ListScreen
    from delegator_tui.screens.views.row_commands import Do


class ListContent:
    """The records of a list, and how one is drawn. ``view`` is the screen that shows it.

    ``NAME`` is that of the view; ``COLUMNS`` the room of its columns, ``SHAPES`` of rows that name another; ``EMPTY``
    stands there while there is no row. ``ORDERS`` and ``GROUPS`` are what ``o`` and ``b`` go through. ``KEYS`` are keys
    of its own, ``does`` what they do, by the ids of their commands.
    """

    NAME = ""
    COLUMNS: ClassVar[Sequence[Layout]] = ()
    SHAPES: ClassVar[Mapping[str, Sequence[Layout]]] = {}
    EMPTY = ""
    DETAIL = True
    ORDERS: ClassVar[tuple[str, ...]] = ()
    GROUPS: ClassVar[tuple[str, ...]] = ()
    KEYS: ClassVar[Sequence[BindingType]] = ()
    HAS_CLOSED = True
    """Whether there are closed records to show, too."""
    FOLLOWS = False
    """Whether the cursor follows a record to another row of it."""
    view: ListScreen

    def attach(self, view: ListScreen) -> None:
        """Stand on this screen from now on."""
        self.view = view

    @property
    def does(self) -> Mapping[str, Do]:
        """What its own keys do."""
        return {}

    # ---- what it has

    def records(self, book: Book, with_closed: bool, order: str) -> Sequence[Record]:
        """Return the records, in order."""
        raise NotImplementedError

    def lines(self, book: Book) -> Sequence[Line]:
        """Return the lines of the list: what the filter lets through, under its headings."""
        narrowing = self.view.narrowing
        found = narrowing.through(narrowing.ordered(book, self.records), book)
        group = narrowing.group
        if not group:
            return [record.uid for record in found]
        return under_headings(
            found, lambda record: self.group_of(record, book, group), self.place_of,
            lambda record: self.more_rows(record, book, group),
        )  # fmt: skip

    def group_of(self, record: Record, book: Book, group: str) -> str:
        """Return the heading under which a record stands."""
        return ""

    def more_rows(self, record: Record, book: Book, group: str) -> Iterable[tuple[str, str]]:
        """Return further rows of a record in a grouped list: the heading and the key of each."""
        return ()

    def place_of(self, title: str) -> Any:  # noqa: ANN401 - anything that sorts
        """Return where a heading stands among the others."""
        return title.casefold()

    def has_moved(self, key: str) -> bool:
        """Tell whether a row went elsewhere in the list, and the cursor is not to follow it there."""
        return False

    def record_of(self, key: str) -> Record | None:
        """Return the record that a row stands for."""
        raise NotImplementedError

    # ---- how it is drawn

    def draw(self, key: str) -> Sequence[Cell]:
        """Return the cells of a row."""
        raise NotImplementedError

    def headline(self, book: Book) -> str:
        """Return the text of the headline."""
        return ""

    def head(self, book: Book, words: str, room: int) -> Content:
        """Return the headline in ``room`` cells; ``words`` say how the list differs from how it opens."""
        left = self.headline(book)
        parts = headline(shown(left))
        if words:
            free = room - len(left) - len(words)
            parts.append(((" " * free if free > 1 else " · ") + shown(words), "not bold"))
        return Content.assemble(*parts)

    # ---- keys

    def open_row(self, key: str) -> bool:
        """Open a row that stands for no record; tell whether this was one."""
        return False

    def hints(self, book: Book) -> Iterable[Hint]:
        """Yield the hints of the view that follow those of the row."""
        yield self.view.hint("list.filter")
        yield self.view.hint("add")

    def around(self, hints: tuple[Hint, ...]) -> tuple[Hint, ...]:
        """Return all hints, with what must stand among the first."""
        return hints

    # ---- what happens to the screen

    def shown(self, book: Book) -> None:
        """Note that the list of this book is on show."""

    def changed(self, old: Book | None, book: Book | None) -> None:
        """Follow another book; it is on show already."""

    def resumed(self) -> None:
        """Nothing stands over the screen any more."""
