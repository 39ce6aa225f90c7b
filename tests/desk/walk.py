"""Walking through the verbs on two desks over one file, each step held against the design's ways."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from tests.desk.replay import states
from tests.desk.same import contents
from tests.making import StandingClock, desk_at
from tests.rules.handoffs.test_lifecycle import MAY

OUT = {"sent", "acknowledged", "working", "delivered", "returned"}
OPEN = OUT | {"drafted"}
WAYS: dict[str, set[tuple[str, str]]] = {
    "draft": {("", "drafted")},
    "hand off": {("", "sent"), ("drafted", "sent")},
    "send": {("drafted", "sent")},
    "acknowledge": {("sent", "acknowledged"), ("sent", "working"), ("acknowledged", "working")},
    "start": {("sent", "working"), ("acknowledged", "working")},
    "deliver": {(state, to) for state in OUT for to in ("working", "delivered")},
    "return": {(state, "returned") for state in OUT},
    "accept": {(state, to) for state in ("delivered", "working", "returned") for to in ("accepted", "closed")}
    | {("", "drafted")},
    "pay": {("accepted", "closed")},
    "close": {("accepted", "closed")},
    "take back": {(state, "taken_back") for state in OPEN},
    "cancel": {(state, "cancelled") for state in OPEN},
    "reassign": {(state, "reassigned") for state in OPEN} | {("", "drafted"), ("", "sent")},
    "cut": {
        (state, to)
        for state in ("sent", "acknowledged", "working", "returned")
        for to in ("working", "delivered", "accepted", "closed")
    }
    | {("", "drafted")},
    "edit": {
        (state, to)
        for state in ("working", "delivered", "returned")
        for to in ("working", "delivered", "accepted", "closed")
    }
    | {("", "drafted")},
}
"""For each verb from which state of a handoff to which it may lead; none means that no state moves."""


class Walk(RuleBasedStateMachine):
    """Two desks over one file, as two processes have it. ``past`` are the books that undo leads back to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = StandingClock()
        self.desks = [self.opened(), self.opened()]
        self.past: list[dict[str, Any]] = []
        self.future: list[dict[str, Any]] = []

    def opened(self) -> Desk:
        return desk_at(self.folder / "delegator.json", self.clock)

    @property
    def book(self) -> Book:
        return self.desks[0].book

    def day(self, days: int | None) -> str | None:
        return None if days is None else (self.clock.now.date() + dt.timedelta(days=days)).isoformat()

    def pick(self, table: str, at: int, states: Collection[str] = ()) -> str:
        """Return the uid of some record; three times in four, if there is one, of one in ``states``."""
        found = list(self.book.table(table).all())
        fit = [record for record in found if getattr(record, "state", "") in states]
        pool = fit if fit and at % 4 else found
        return pool[at // 4 % len(pool)].uid if pool else "no-such"

    def free(self, at: int) -> str:
        """Return the uid of a task, mostly one that is neither out nor over."""
        return self.pick("tasks", at, ("inbox", "mine", "later"))

    def state(self, uid: str) -> str:
        found = self.book.handoffs.get(uid)
        return found.state if found else ""

    def may(self, verb: str, uid: str) -> bool:
        """Whether a verb may be used on a handoff: by its state, because a part of it came, or to pay what is over."""
        found = self.book.handoffs.get(uid)
        parts = [part.state for part in self.book.owed_in(found)] if found else []
        partly = verb == "accept" and "delivered" in parts and self.state(uid) in OUT
        over = verb == "pay" and self.state(uid) not in (*OPEN, "")
        return partly or over or self.state(uid) in MAY[verb]

    def act(self, verb: str, call: Callable[[Desk], object], uid: str = "", *, must: bool = False) -> None:
        """Do one verb on one of the desks and hold it against the design. ``must``: only the state may refuse it."""
        desk = self.desks[len(self.past) % 2]
        version, before, held = self.book.version, states(self.book), contents(self.book)
        may = verb not in MAY or self.may(verb, uid)
        refusal: Refused | None = None
        try:
            call(desk)
        except Refused as error:
            refusal = error
        if refusal is not None:
            assert str(refusal)
            assert not (must and may), f"{verb} from {self.state(uid)}: {refusal}"
            assert desk.store.version == version
            assert contents(desk.book) == held
            return
        assert may, f"{verb} was done from {self.state(uid)}"
        assert desk.store.version == version + 1
        self.desks[0].refresh()
        self.past.append(held)
        self.future.clear()
        moved = {(before.get(h.uid, ""), h.state) for h in self.book.handoffs.all() if before.get(h.uid) != h.state}
        assert moved <= WAYS.get(verb, set()), f"{verb}: {moved}"
