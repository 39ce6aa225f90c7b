"""The queue of triage: which task it stands on, which are behind it, and where an undo leads back to."""

from __future__ import annotations

from delegator_tui.model.book import Book
from delegator_tui.rules.tasks import plate


class Queue:
    """The tasks that waited when triage began, in their order; it begins with ``start`` where that still waits."""

    def __init__(self, book: Book, start: str | None = None) -> None:
        self._uids = [task.uid for task in plate.triage(book)]
        self._at = self._uids.index(start) if start in self._uids else 0
        self._decided: list[int] = []

    @property
    def current(self) -> str | None:
        """The uid of the task that it stands on; None at the end."""
        return self._uids[self._at] if 0 <= self._at < len(self._uids) else None

    @property
    def has_decided(self) -> bool:
        """Whether there was a verdict that can be undone."""
        return bool(self._decided)

    @property
    def place(self) -> str:
        """Where it stands: ``7 of 62``; empty where nothing waited."""
        return f"{min(self._at + 1, len(self._uids))} of {len(self._uids)}" if self._uids else ""

    def settle(self, book: Book) -> None:
        """Stand on a task that waits: back where an undo put one, else on the next after the one decided."""
        back = next((place for place in self._decided if self._waits(place, book)), None)
        if back is not None:
            self._decided.remove(back)
            self._at = back
            return
        if self._uids and self._at < len(self._uids) and not self._waits(self._at, book):
            self._decided.append(self._at)
            after = [*range(self._at + 1, len(self._uids)), *range(self._at)]
            self._at = next((place for place in after if self._waits(place, book)), len(self._uids))

    def has_next(self, by: int, book: Book) -> bool:
        """Tell whether another task waits behind this one, or before it where ``by`` is below zero."""
        return self._next(by, book) is not None

    def skip(self, by: int, book: Book) -> bool:
        """Go to the next (or the previous) task that waits; tell whether there is one."""
        found = self._next(by, book)
        if found is not None:
            self._at = found
        return found is not None

    def _next(self, by: int, book: Book) -> int | None:
        places = range(self._at + 1, len(self._uids)) if by > 0 else range(self._at - 1, -1, -1)
        return next((place for place in places if self._waits(place, book)), None)

    def _waits(self, place: int, book: Book) -> bool:
        task = book.tasks.get(self._uids[place])
        return task is not None and plate.is_to_triage(task, book)
