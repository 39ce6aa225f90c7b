"""Finding a record by any word of it and of its story: briefs, parts, questions, what was logged, who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Record
from delegator_tui.rules.search.folding import fold

LEAST = 2
"""Characters of a word from which on it is looked for everywhere: one letter is in everything."""
_KEYS = "uid task contractor created updated deliverables payments series message handoff"
_REFERENCES = frozenset(_KEYS.split())


class Depths:
    """The folded words of records beyond what lists show, read when first asked for and kept until the book changes."""

    def __init__(self) -> None:
        self._version: object = None
        self._kept: dict[str, str] = {}

    def find(self, text: str, book: Book, without: Iterable[Record], limit: int) -> list[Record]:
        """Return at most ``limit`` records that have every word somewhere: open ones first, then the newest.

        Those that were found already are left out, and tasks whose handoff tells all of them.
        """
        words = fold(text).split()
        if not words or limit <= 0 or max(map(len, words)) < LEAST:
            return []
        if self._version != book.version:
            self._version, self._kept = book.version, {}
        known = {record.uid for record in without}
        found: list[Record] = []
        for record in _in_order(book):
            if record.uid not in known and all(word in self._text(record, book) for word in words):
                found.append(record)
                if len(found) == limit:
                    break
        return found

    def _text(self, record: Record, book: Book) -> str:
        if record.uid not in self._kept:
            self._kept[record.uid] = fold("\n".join(_words(record, book)))
        return self._kept[record.uid]


def _in_order(book: Book) -> Iterator[Record]:
    tables = (book.contractors, book.handoffs, book.tasks)
    told = book.handoffs_by_task
    for pools in ([table.open.values() for table in tables], [table.closed() for table in tables]):
        for pool in pools:
            yield from (record for record in reversed(list(pool)) if record.uid not in told)


def _words(record: Record, book: Book) -> Iterator[str]:
    """Go through every text of a record, of what belongs to it, and of what happened to it."""
    yield from _texts(record)
    uids = [record.uid]
    if isinstance(record, Handoff):
        task = book.tasks.get(record.task)
        yield from _texts(task) if task else ()
        uids += [record.task]
        for part in (*book.owed_in(record), *book.questions_by_handoff.get(record.uid, ())):
            yield from _texts(part)
        yield book.name(record.contractor)
    for uid in uids:
        for event in book.events_by_record.get(uid, ()):
            yield event.what
            yield from _texts(event.details)


def _texts(value: object) -> Iterator[str]:
    """Go through the texts in a value, but for what names other records."""
    if isinstance(value, msgspec.Struct):
        value = {name: getattr(value, name) for name in value.__struct_fields__ if name not in _REFERENCES}
    elif isinstance(value, dict):
        yield from map(str, value)
    if isinstance(value, str):
        yield value.replace("_", " ")
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
