"""The parts of a handoff while a verb is at them: which are meant, and what follows for the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from delegator_tui.desk.transaction import Transaction
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import sort_key
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.states import OWED, SETTLED
from delegator_tui.rules.handoffs import checks, lifecycle
from delegator_tui.rules.handoffs.happened import day_of, events_of
from delegator_tui.rules.handoffs.history import REPLIES
from delegator_tui.rules.search import names

Which = str | Sequence[str] | None
"""Parts as they are named: one, several, or none for all; each by its title, a part of it, or its uid."""


class Parts:
    """The parts of one handoff as they are with what is written so far. A handoff may have none: then it is its own."""

    def __init__(self, tx: Transaction, handoff: Handoff) -> None:
        self._tx = tx
        self._handoff = handoff
        self._now = {part.uid: part for part in tx.book.owed_in(handoff)}

    @property
    def all(self) -> list[Deliverable]:
        """Every part, in their order, what was waived too."""
        return list(self._now.values())

    @property
    def owed(self) -> list[Deliverable]:
        """Those that the contractor still has to deliver."""
        return [part for part in self._now.values() if part.state in OWED]

    @property
    def delivered(self) -> list[Deliverable]:
        """Those that wait for the owner's review."""
        return [part for part in self._now.values() if part.state == "delivered"]

    @property
    def unsettled(self) -> list[Deliverable]:
        """Those that are not accepted or waived yet."""
        return [part for part in self._now.values() if part.state not in SETTLED]

    @property
    def states(self) -> list[str]:
        """The state of each part."""
        return [part.state for part in self._now.values()]

    def set(self, part: Deliverable, **fields: Any) -> Deliverable:  # noqa: ANN401 - any JSON value
        """Change fields of a part; return it as it is then."""
        self._tx.set("deliverables", part.uid, **fields)
        self._now[part.uid] = msgspec.structs.replace(self._now[part.uid], **fields)
        return self._now[part.uid]

    def add(self, fields: dict[str, Any]) -> Deliverable:
        """Make one part more, the last; return it."""
        uid = self._tx.put("deliverables", handoff=self._handoff.uid, **fields)
        self._now[uid] = Deliverable(uid=uid, handoff=self._handoff.uid, **fields)
        return self._now[uid]

    def arrange(self, parts: Sequence[Deliverable]) -> None:
        """Put the parts in this order; that is not written."""
        self._now = {part.uid: self._now[part.uid] for part in parts}

    def waive(self, parts: Sequence[Deliverable]) -> None:
        """Take those of some parts off that are still owed."""
        for part in parts:
            if part.state in OWED:
                self.set(part, state="waived")

    def state(self) -> str:
        """Return the state of the handoff that follows."""
        return lifecycle.following(self._handoff.state, self.states)

    def promise(self) -> dict[str, str | None]:
        """Return the whole's promise: the last where each part that is owed has one, none where only some have.

        A promise that was never said of a part is the whole's own, and stays.
        """
        promised = [part.promised for part in self.owed]
        if not promised:
            return {}
        if None not in promised:
            return {"promised": max(filter(None, promised), key=lambda each: sort_key(each, self._tx.now))}
        said = (part.promised for part in (*self._tx.book.owed_in(self._handoff), *self._now.values()))
        return {"promised": None} if any(said) else {}

    def check(self, since: dt.date | None = None, handoff: Handoff | None = None) -> str:
        """Return when to look next after an answer of day ``since``, today unless told; today while they wait for one.

        ``handoff``: the whole as it is from now on, if that is written, too.
        """
        if self._tx.book.questions_by_handoff.get(self._handoff.uid):
            return self._tx.now.today.isoformat()
        return checks.after_answer(handoff or self._handoff, self.all, self._tx.book, self._last_word(since))

    def _last_word(self, since: dt.date | None) -> dt.date | None:
        """Return the day of what they said last, when something of an earlier day is told only now."""
        if since is None or since == self._tx.now.today:
            return since
        told = (event for event in events_of(self._handoff.uid, self._tx.book) if event.what in REPLIES)
        return max([since, *(day_of(event, self._tx.book) for event in told)])

    def last(self, field: str, at: str) -> str:
        """Return the latest instant in a field of the parts, ``at`` where none has one."""
        known = [getattr(part, field) for part in self._now.values() if part.state != "waived"]
        return max(filter(None, known), default=at)


def named(handoff: Handoff, able: Sequence[Deliverable], which: Which, book: Book) -> list[Deliverable]:
    """Return the parts that are meant, each once, in their order: those named, or all that are ``able``.

    Raises Refused for a name that none of them has, Ambiguous for one that several have.
    """
    keys = [key for key in ([which] if isinstance(which, str) else which or ()) if key.strip()]
    meant = {_one(handoff, able, key, book).uid for key in keys}
    return [part for part in able if part.uid in meant or not keys]


def _one(handoff: Handoff, able: Sequence[Deliverable], key: str, book: Book) -> Deliverable:
    """Return the one that is named; one that is over is never passed by for another like it."""
    found = names.deliverable(key, book.owed_in(handoff), able)
    if found is not None and found in able:
        return found
    left = ", ".join(each.title for each in able) or "nothing"
    if found is None:
        raise Refused(f"{book.title(handoff)} has no such deliverable open: {left}.")
    if found.state in OWED:
        raise Refused(f"{found.title} is not delivered yet. To review: {left}.")
    raise Refused(f"{found.title} is {found.state} already. Still open: {left}.")


def titles(parts: Sequence[Deliverable]) -> str:
    """Return parts by name in a sentence: ``home``, ``home and shop``, ``home, shop and menu``."""
    each = [part.title for part in parts]
    return " and ".join(filter(None, [", ".join(each[:-1]), *each[-1:]]))
