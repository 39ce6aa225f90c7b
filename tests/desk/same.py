"""When two books are the same, and what every verb has to keep: one commit, one undo, and no change when refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from tests.making import reread


def contents(book: Book) -> dict[str, dict[str, Any]]:
    """The live records by table and uid, as plain values; without events, mails taken back, and ``updated``."""
    found: dict[str, dict[str, Any]] = {}
    for table, record in book.everything():
        row = msgspec.to_builtins(record)
        if table != "events" and row.get("undone_by") is None:
            row.pop("updated", None)
            found.setdefault(table, {})[record.uid] = row
    return found


def same_book(one: Book, other: Book) -> bool:
    """Whether two books are the same: equal records, but for what ``contents`` leaves out, used ids and version."""
    return contents(one) == contents(other)


@contextmanager
def one_step(desk: Desk) -> Iterator[None]:
    """What is done inside is exactly one commit, is in the file, and is taken back by one undo; then done again."""
    version, before, stories = desk.book.version, contents(desk.book), _stories(desk)
    yield
    after, told_then = contents(desk.book), _stories(desk)
    assert desk.book.version == desk.store.version == version + 1
    assert next(iter(desk.store.history.commits())).kind == "act"
    assert contents(reread(desk)) == after
    desk.undo()
    assert (contents(desk.book), _stories(desk)) == (before, stories)
    assert contents(reread(desk)) == before
    desk.redo()
    assert (contents(desk.book), _stories(desk)) == (after, told_then)
    assert contents(reread(desk)) == after


def _stories(desk: Desk) -> dict[str, list[str]]:
    """What happened to each record, without what was undone."""
    return {record: [event.what for event in story] for record, story in desk.book.events_by_record.items()}


@contextmanager
def refused(
    desk: Desk, sentence: str, *, field: str | None = None, force: str | None = None, kind: type[Refused] = Refused
) -> Iterator[None]:
    """What is tried inside is refused with this sentence, and nothing changes."""
    before, held = desk.book, contents(desk.book)
    with pytest.raises(kind) as caught:
        yield
    assert str(caught.value) == sentence
    assert (caught.value.field, caught.value.force) == (field, force)
    assert desk.store.version == desk.book.version == before.version
    assert contents(desk.book) == held
    assert desk.book.events is before.events


def told(desk: Desk, uid: str) -> list[str]:
    """What happened to a record, in order."""
    return [event.what for event in desk.book.events_by_record.get(uid, [])]


def last_event(desk: Desk, uid: str) -> dict[str, Any]:
    """Who did the last thing that happened to a record, and its details."""
    event = desk.book.events_by_record[uid][-1]
    return {"by": event.by, **event.details}
