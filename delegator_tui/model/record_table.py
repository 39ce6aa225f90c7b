"""One table of the book: open records at hand, closed ones fetched when asked for. Frozen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from delegator_tui.model.records import Record

T = TypeVar("T", bound=Record)
A = TypeVar("A")

FOLD = 512
"""How many changed closed records a table carries beside its archive before both become one archive, unread as yet."""


class Archive(Generic[T]):
    """Closed records, read once when first wanted. ``load`` answers all of them, ``fetch`` one by uid (or None).

    ``count`` tells how many there are at most, without reading them.
    """

    def __init__(
        self, load: Callable[[], dict[str, T]], fetch: Callable[[str], T | None], count: Callable[[], int] | None = None
    ) -> None:
        self._load = load
        self._fetch = fetch
        self.count = count or (lambda: len(self.all()))
        self._all: dict[str, T] | None = None
        self._answers: dict[Hashable, Any] = {}

    def once(self, key: Hashable, question: Callable[[Iterable[T]], A]) -> A:
        """Return the answer to ``question`` on all archived records, worked out once for each ``key``."""
        if key not in self._answers:
            self._answers[key] = question(self.all().values())
        found: A = self._answers[key]
        return found

    def all(self) -> dict[str, T]:
        """Return every archived record by uid. Not to be changed."""
        if self._all is None:
            self._all = self._load()
        return self._all

    def get(self, uid: str) -> T | None:
        """Return one archived record without reading the others."""
        return self._fetch(uid) if self._all is None else self._all.get(uid)


def archive_of(records: dict[str, T]) -> Archive[T]:
    """Return an archive of records already in memory."""
    return Archive(lambda: records, records.get, lambda: len(records))


class RecordTable(Generic[T]):
    """``open`` by uid, in the order they were made; closed ones through ``get``, ``closed`` and ``all``."""

    __slots__ = ("_archive", "_recent", "open")

    def __init__(
        self, opened: Mapping[str, T], archive: Archive[T] | None = None, recent: Mapping[str, T | None] | None = None
    ) -> None:
        self.open = opened
        self._archive: Archive[T] = archive or archive_of({})
        self._recent = recent or {}

    def size(self) -> int:
        """Return how many records there are, at most and about: nothing is read for it."""
        return len(self.open) + self._archive.count()

    def get(self, uid: str | None) -> T | None:
        """Return the record, open or closed; None when there is none."""
        if uid is None:
            return None
        found = self.open.get(uid)
        if found is not None:
            return found
        return self._recent[uid] if uid in self._recent else self._archive.get(uid)

    def closed(self) -> Iterator[T]:
        """Go through the closed records, oldest first."""
        recent = self._recent
        for uid, record in self._archive.all().items():
            if uid not in recent and uid not in self.open:
                yield record
        for late in recent.values():
            if late is not None:
                yield late

    def all(self) -> Iterator[T]:
        """Go through every record, open ones first."""
        yield from self.open.values()
        yield from self.closed()

    # ---- answers that are kept while records come and go

    def settled(self, key: Hashable, question: Callable[[Iterable[T]], A]) -> A:
        """Return the answer to ``question`` on the archive, worked out once for each ``key`` while it stands.

        It serves many books. What they changed is ``unsettled``; of what is archived, ``outdated`` counts no more.
        """
        return self._archive.once(key, question)

    def unsettled(self) -> Iterator[T]:
        """Go through the records that are not in the archive as they are now: open ones, and those changed since."""
        yield from self.open.values()
        yield from (record for record in self._recent.values() if record is not None)

    def outdated(self) -> Iterator[T]:
        """Go through the archived records as they were, that have been changed since, or are open again."""
        archived = self._archive.all()
        if archived:
            again = dict.fromkeys((*self._recent, *self.open))
            yield from (archived[uid] for uid in again if uid in archived)

    def put(
        self, changed: Iterable[tuple[str, T | None, bool]], rank: Callable[[str], int] | None = None
    ) -> RecordTable[T]:
        """Return a table with each (uid, record or None when it is gone, whether it is open) put in its place.

        ``rank`` tells in which order records were made; what is open again goes back to its place. Without it, last.
        """
        opened, recent, back = dict(self.open), dict(self._recent), False
        for uid, record, is_open in changed:
            if record is not None and is_open:
                if rank and opened and uid not in opened:
                    back = back or rank(uid) < rank(next(reversed(opened)))
                opened[uid] = record
                recent[uid] = None
            else:
                opened.pop(uid, None)
                recent.pop(uid, None)
                recent[uid] = record
        if rank and back:
            opened = {uid: opened[uid] for uid in sorted(opened, key=rank)}
        if len(recent) < FOLD:
            return RecordTable(opened, self._archive, recent)
        kept = RecordTable({}, self._archive, recent)
        return RecordTable(
            opened, Archive(lambda: {record.uid: record for record in kept.closed()}, kept.get, kept.size)
        )
