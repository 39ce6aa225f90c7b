"""What a form showed when it opened: at its save it tells what somebody else has changed since."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.display import fit
from delegator_tui.model.records import TABLES, Record
from delegator_tui.rules.search.names import said_with

if TYPE_CHECKING:
    from delegator_tui.screens.forms.form import Field

STATE = "the state"
"""The name of the fact that is not told beside the news that a record is over."""
MAX_CELLS = 40
"""Cells of a value in the sentence; longer ones are cut."""

Matters = Callable[[Mapping[str, str]], Collection[str]]
"""Tells, of what is typed, which facts matter to it."""


class ChangedSince(Refused):
    """What the form shows is no longer so. ``now`` is what it would show; whoever agrees to it saves all the same."""

    def __init__(self, sentence: str, now: Mapping[str, str]) -> None:
        super().__init__(sentence)
        self.now = dict(now)


class Opened:
    """What a form showed, mostly of a ``record``; without one, ``title`` says of what.

    ``facts`` gives, of a book, the fields as texts, and what else the form rests on: a fact that is no field has its
    name in words. ``only`` tells, of what is typed, which of these facts matter to it; without it all do.
    """

    def __init__(
        self, record: Record | None, book: Book, facts: Callable[[Book], Mapping[str, str]],
        fields: Sequence[Field] = (), title: str = "This", only: Matters | None = None,
    ) -> None:  # fmt: skip
        self._uid = record.uid if record else ""
        self._table = next((name for name, kind in TABLES.items() if isinstance(record, kind)), "")
        self._title = title
        self._facts = facts
        self._only = only
        self._fields = {field.name: field for field in fields}
        self._seen = self._told(book)

    @property
    def seen(self) -> tuple[tuple[str, str], ...]:
        """What it showed, by name, to be kept with what was typed."""
        return tuple(self._seen.items())

    def saw(self, kept: Mapping[str, str]) -> None:
        """Take over what it had shown when what is typed in it was typed; names that nobody knows do no harm."""
        self._seen |= kept

    def agree(self, now: Mapping[str, str]) -> None:
        """Take what was told as seen: the owner wants to save over it."""
        self._seen = dict(now)

    def check(self, book: Book, typed: Mapping[str, str]) -> None:
        """Raise ChangedSince when ``typed`` would be written over, or rests on, what somebody changed since.

        A field that only one of both changed is in nobody's way.
        """
        now = self._told(book)
        differs = [name for name, was in self._seen.items() if now.get(name, was) != was]
        lost = [name for name in differs if self._is_in_the_way(name, typed, now)]
        if lost:
            record = book.table(self._table).get(self._uid) if self._table else None
            title = next(iter(said_with(record, book)), self._title)
            said = "; ".join(self._say(name, now) for name in lost if name != STATE or "it" not in lost)
            raise ChangedSince(f"{title} changed since you opened this: {said}{'' if said[-1] in '.?!' else '.'}", now)

    def _told(self, book: Book) -> dict[str, str]:
        record = book.table(self._table).get(self._uid) if self._table else None
        if not self._table:
            return dict(self._facts(book))
        if record is None:
            return {"it": "gone"}
        state = str(getattr(record, "state", getattr(record, "status", "")))
        over = "" if self._uid in book.table(self._table).open else state.replace("_", " ")
        return {"it": over or "open", **self._facts(book)}

    def _is_in_the_way(self, name: str, typed: Mapping[str, str], now: Mapping[str, str]) -> bool:
        if name not in self._fields:
            return name == "it" or self._only is None or name in self._only(typed)
        return typed.get(name) not in (self._fields[name].value, now[name])

    def _say(self, name: str, now: Mapping[str, str]) -> str:
        if name == "it":
            return f"it is {now[name]}"
        label = self._fields[name].label if name in self._fields else name
        return f"{label} {self._word(name, self._seen[name])} → {self._word(name, now[name])}"

    def _word(self, name: str, value: str) -> str:
        options = dict(self._fields[name].options) if name in self._fields else {}
        words = " ".join(options.get(value, value).split())
        return fit(words, MAX_CELLS).rstrip() if words else "nothing"
