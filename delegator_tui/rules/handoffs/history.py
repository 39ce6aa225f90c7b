"""What the events of a handoff say: when its round began, who answered, who did not, which dates were promised."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Event, Handoff
from delegator_tui.rules.handoffs.happened import happened, was_sent

STARTS = frozenset({"handed off", "returned"})
"""The work goes out: what is counted from the hand-off begins anew."""
ROUNDS = STARTS | {"extended", "answered", "later", "held", "cut"}
"""What has the ladder begin anew: another date, less to do, or the ball is theirs again."""
REPLIES = frozenset({"acknowledged", "started", "on track", "later", "asks", "delivered", "delivered a part"})
"""What the contractor said."""
REPORTS = REPLIES - {"acknowledged", "started"}
"""What they said of how far it is."""
ATTEMPTS = frozenset({"nudged", "no answer"})
"""When the owner tried to reach the contractor."""
SNOOZED = "snoozed"
SLIP = dt.timedelta(days=2)
"""How far a clock may be put back, or a zone lie behind, without anything being said again."""
Told = list[tuple[dt.datetime, Event]]
"""Events, each with when it happened, in that order."""


class Attempt(NamedTuple):
    """One nudge, or one try without answer: ``step`` and ``channel`` are empty when they were not said."""

    at: dt.datetime
    step: str
    channel: str
    what: str = "nudged"


class History(NamedTuple):
    """What happened to one handoff.

    ``start``: when the work last went out; ``begun``: when this round began, the same or later; None when nobody knows.
    ``starts`` and ``round``: how many of each there were. ``replies`` (when the contractor spoke), ``attempts`` and
    ``snoozes`` (until when) are of this round, ``reports`` those replies that say how far it is; ``unanswered``:
    attempts since they last spoke; ``missed``: promised dates that passed.
    """

    start: dt.datetime | None
    begun: dt.datetime | None
    starts: int
    round: int
    replies: tuple[dt.datetime, ...]
    reports: tuple[dt.datetime, ...]
    attempts: tuple[Attempt, ...]
    unanswered: tuple[Attempt, ...]
    missed: int
    snoozes: tuple[dt.datetime, ...]

    def tried_since(self, at: dt.datetime, step: str = "") -> bool:
        """Tell whether somebody tried to reach them at ``at`` or later, or ahead of time for this ``step``."""
        return any(each.at >= at or (step and each.step == step) for each in self.attempts)


def history(handoff: Handoff, book: Book) -> History:
    """Return what the events of a handoff say up to now; of an imported one, what its record says.

    What is dated a little after now has happened, before the clock was put back; what is dated far after now has not.
    Each counts from when it happened, which may be before it was written down.
    """
    return book.once_on(_history, handoff, handoff.uid)


def _history(handoff: Handoff, book: Book) -> History:
    written = (e for e in book.events_by_record.get(handoff.uid, []) if instants.read(e.at) <= book.now.at + SLIP)
    told = sorted(((happened(e, book), e) for e in written), key=lambda each: each[0])
    events = [event for _, event in told]
    sent = instants.read(handoff.sent.at) if handoff.sent else None
    start = _last(told, STARTS) or sent
    begun = max(filter(None, (_last(told, ROUNDS), start)), default=None)
    spoken = [(at, e.what) for at, e in told if e.what in REPLIES]
    tries = [_attempt(e, at) for at, e in told if e.what in ATTEMPTS and was_sent(e, book)]
    spoke = spoken[-1][0] if spoken else None
    replies = [(at, what) for at, what in spoken if begun is None or at >= begun]
    return History(
        start,
        begun,
        sum(e.what in STARTS for e in events),
        sum(e.what in ROUNDS for e in events),
        tuple(at for at, _ in replies),
        tuple(at for at, what in replies if what in REPORTS),
        tuple(t for t in tries if begun is None or t.at >= begun),
        tuple(t for t in tries if spoke is None or t.at > spoke),
        _missed(told, book),
        snoozes(events, begun),
    )


def times_put_off(handoff: Handoff, book: Book) -> int:
    """Return how often the reminder of a handoff was put off in this round."""
    return len(history(handoff, book).snoozes)


def snoozes(events: list[Event], since: dt.datetime | None = None) -> tuple[dt.datetime, ...]:
    """Return until when reminders were put off, for each time since an instant that they were."""
    put_off = (e for e in events if e.what == SNOOZED and (since is None or instants.read(e.at) >= since))
    return tuple(sorted(until for e in put_off if (until := read_instant(e.details.get("until")))))


def read_instant(text: object) -> dt.datetime | None:
    """Return a stored instant; None for what is none."""
    try:
        return instants.read(str(text))
    except ValueError:
        return None


def _last(told: Told, what: frozenset[str]) -> dt.datetime | None:
    return next((at for at, event in reversed(told) if event.what in what), None)


def _attempt(event: Event, at: dt.datetime) -> Attempt:
    told = event.details
    return Attempt(at, str(told.get("step") or ""), str(told.get("channel") or ""), event.what)


def _missed(told: Told, book: Book) -> int:
    """Count promised dates that were over before another was said, or taken back; a new agreement wipes the slate."""
    open_promise: dt.datetime | None = None
    missed = 0
    for at, event in told:
        if event.what in STARTS or event.what == "extended":
            open_promise, missed = None, 0
        if event.what == "held":
            open_promise = None
        promised = event.details.get("promised") if event.what == "later" else None
        if Due.is_due(promised):
            missed += open_promise is not None and open_promise <= at
            open_promise = Due.of(str(promised)).ends(book.now)
    return missed + (open_promise is not None and open_promise <= book.now.at)
