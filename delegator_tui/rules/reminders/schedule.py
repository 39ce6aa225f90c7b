"""The contractor's ladder: which checks and nudges a handoff that is out has, and when each is to be said.

Gaps are working days of the contractor; critical work halves them. What a step is for, and when it stops:

- ack: no read-back after one day, and after three; stops when they answer.
- sample, midpoint: a look on the way; stops when they answer within a day before it or later.
- before: ahead of the due, as early as they asked to be reminded; stops likewise.
- silent: no word for days, whatever the dates say; again after as many, then the owner must choose.
- slip: they named a date after the agreed one: the owner agrees it, holds them to the agreed one, or decides.
- held: they were held to the agreed date, and were not told.
- today: silent, the owner sees it on home.
- late 1, late 2: one and three days over; an answer after the due puts it off to their next working day.
- decide: five days over, or a second promise missed, or put off three times: the owner must choose, week after week.
"""

from __future__ import annotations

import datetime as dt
from math import ceil
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Handoff
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import SANE, Hours
from delegator_tui.rules.followup.parts import PartAccount, expected, parts
from delegator_tui.rules.followup.silence import gap, is_unconfirmed, silence
from delegator_tui.rules.followup.slips import held_untold
from delegator_tui.rules.followup.waiting import free_since
from delegator_tui.rules.handoffs.history import Attempt, History, history

ACK, ACK_AGAIN, ACK_DECIDE = 1, 3, 5
LATE_1, LATE_2, DECIDE = 1, 3, 5
DECIDE_YOURS = 7
"""Working days of the owner after which they must choose although the contractor is away."""
AGAIN = 5
"""Working days of the owner after which what they have not done is said again."""
SHARE = 0.15
"""The share of the time from hand-off to due after which a sample is asked for, and before the due a reminder."""
LONG_FOR_SAMPLE, LONG_FOR_MIDPOINT = 5, 6
SHORT_FOR_ACK = 1
"""A job of so many days waits half as long for its read-back."""
SNOOZES = 3
"""How often a reminder may be put off before the owner must choose."""


class Rung(NamedTuple):
    """One step of a ladder: ``mark`` tells it from others of its name; ``message`` names a text, if there is one.

    ``once`` is it for as long as the work is out; the others come anew when a round begins. ``after`` is the answer,
    or the call that nobody took, after which it asks once more: any message since then settles it.
    """

    step: str
    at: dt.datetime
    to: str
    message: str = ""
    mark: str = ""
    once: bool = False
    after: dt.datetime | None = None

    @property
    def is_again(self) -> bool:
        """Whether it asks the same a second time: nothing that was sent before its time stands for it."""
        return self.mark.startswith("again")


class Plan(NamedTuple):
    """What a handoff's ladder hangs on: ``due`` is the date to be expected, agreed or promised, with its day and end.

    ``heard``: since when nothing was heard; ``silence``: how many days of it are let pass. ``slip``: the part of which
    they named a date after the agreed one that is still to come. ``held``: when they were held to the agreed date, as
    long as they were not told.
    """

    theirs: Hours
    yours: Hours
    story: History
    start: dt.date
    due: str | None
    due_day: dt.date
    over: dt.datetime
    critical: bool
    heard: dt.datetime | None = None
    silence: int = 0
    slip: PartAccount | None = None
    held: dt.datetime | None = None

    @property
    def length(self) -> int:
        """Working days of the contractor from hand-off to due."""
        return self.theirs.days_between(self.start, self.due_day)

    def gap(self, days: int) -> int:
        """Return a gap, halved when the work is critical, never less than a day."""
        return ceil(days / 2) if self.critical else days


def plan(handoff: Handoff, book: Book) -> Plan:
    """Return what the ladder of a handoff hangs on."""
    theirs, story = hours.of_contractor(book.contractors.get(handoff.contractor), book), history(handoff, book)
    if free := free_since(handoff, book):  # what is counted of their time begins there at the earliest
        story = story._replace(begun=max(filter(None, (story.begun, free))))
    due = expected(parts(handoff, book), book)
    begun = story.begun or book.now.at
    day = Due.of(due).date_in(Moment(book.now.at, theirs.zone)) if due else book.today
    if day.year not in SANE:
        due, day = None, book.today
    over = Due.of(due).ends(book.now) if due else book.now.at
    start = theirs.date_of(story.start or begun)
    yours = hours.of_owner(book)
    slip = next((each for each in parts(handoff, book) if each.slips), None)
    return Plan(theirs, yours, story, start, due, day, over, handoff.stakes == "critical",
                silence(handoff, book).since, gap(handoff), slip,
                held_untold(handoff, book))  # fmt: skip


def rungs(base: Plan, handoff: Handoff, book: Book) -> list[Rung]:
    """Return the steps of a handoff whose next move is the contractor's, in the order of their time.

    The ``decide`` that repeats is there as often as it takes to find the last one and the next.
    """
    waits = is_unconfirmed(handoff, book)
    found = [*_snoozed(base)]
    found += _taking_up(base, book) if waits else [*_on_the_way(base, handoff, book), *_silent(base, book)]
    found += (_before(base, handoff, book) + _late(base, book)) if base.due else _undated(base, book)
    if base.slip:
        found = [rung for rung in found if rung.at >= base.over] + _slipped(base, book)
    asked = [rung for rung in found if rung.to != "contractor" or not _is_due_day(rung.at, base, book)]
    if base.held:
        asked = [rung for rung in asked if rung.step == "decide"] + _to_tell(base, base.held, book)
    return sorted(asked, key=lambda rung: rung.at)


def _is_due_day(at: dt.datetime, base: Plan, book: Book) -> bool:
    """Tell whether an instant is on the owner's due day, and not after the due: then nobody is asked.

    Where the contractor is it may be the day before, or the day after.
    """
    return base.due is not None and _due_day_begins(base, book) <= at < base.over


def _due_day_begins(base: Plan, book: Book) -> dt.datetime:
    return base.yours.instant(Due.of(base.due or "").date_in(book.now), 0)


def next_ask(last: Attempt, handoff: Handoff, book: Book) -> dt.datetime:
    """Return when they may be asked again after a message: at the next step for them that it was not about.

    Where there is none the owner's next choice ends the peace.
    """
    base = _with(last, plan(handoff, book))
    day = base.theirs.date_of(last.at)
    found = [rung for rung in rungs(base, handoff, book) if base.theirs.date_of(rung.at) > day]
    ahead = (
        rung.at
        for rung in found
        if rung.to == "contractor" and (rung.step != last.step or rung.is_again)
        and not (rung.after and rung.after < last.at)
    )  # fmt: skip
    choice = (rung.at for rung in found if rung.step == "decide")
    later = base.theirs.opening(_two_days_on(last.at, base))
    return next(ahead, None) or next(choice, later)


def _with(last: Attempt, base: Plan) -> Plan:
    """Return a plan in which a message is known that may not be logged yet."""
    story = base.story
    if last in story.attempts:
        return base
    return base._replace(
        story=story._replace(attempts=(*story.attempts, last), unanswered=(*story.unanswered, last))
    )  # fmt: skip


def _taking_up(base: Plan, book: Book) -> list[Rung]:
    """Return the steps until they say that they have the brief. On the due day and after it the due speaks."""
    sent = base.story.start
    if sent is None:
        return []
    short = base.due is not None and base.length <= SHORT_FOR_ACK
    first = base.theirs.add_hours(sent, 4) if base.critical or short else base.theirs.same_time(sent, ACK)
    again = base.theirs.opening(base.theirs.add_days(base.start, base.gap(ACK_AGAIN)))
    day = base.theirs.add_days(base.start, base.gap(ACK_DECIDE))
    found = [
        Rung("ack", first, "contractor", "no_read_back"),
        Rung("ack", again, "contractor", "no_read_back", "again"),
        *(repeated("decide", day, base, book, "ack") if base.due else []),
    ]
    whose = {"contractor": base.theirs, "owner": base.yours}
    early = (rung for rung in found if not base.due or whose[rung.to].date_of(rung.at) < base.due_day)
    return [rung._replace(once=True) for rung in early]


def _on_the_way(base: Plan, handoff: Handoff, book: Book) -> list[Rung]:
    """Return sample and midpoints, those that come before the reminder of the due."""
    if not base.due:
        return []
    length, last = base.length, base.length - _lead(base, handoff, book)
    looks = []
    if length > LONG_FOR_SAMPLE or _needs_a_sample(handoff, book):
        looks.append(("sample", ceil(SHARE * length)))
    if length >= LONG_FOR_MIDPOINT:
        parts = (0.25, 0.5, 0.75) if base.critical else (0.5,)
        looks += [("midpoint", ceil(part * length)) for part in parts]
    days = {max(1, day): step for step, day in reversed(looks)}
    return [
        Rung(step, base.theirs.opening(base.theirs.add_days(base.start, day)), "contractor", "checkpoint",
             "" if step == "sample" else str(day), once=True)
        for day, step in days.items()
        if day < last
    ]  # fmt: skip


def _needs_a_sample(handoff: Handoff, book: Book) -> bool:
    """Tell whether an early look is due however short the job: shown first, or the skill is not proven yet."""
    contractor, task = book.contractors.get(handoff.contractor), book.tasks.get(handoff.task)
    skill = task.skill if task else None
    level = contractor.skills.get(skill) if contractor and skill else None
    return handoff.autonomy == "propose" or level in ("untried", "trial")


def _lead(base: Plan, handoff: Handoff, book: Book) -> int:
    """Return how many working days before the due they are reminded; 0 for who wants no reminder."""
    contractor = book.contractors.get(handoff.contractor)
    wished = contractor.reminder_lead_days if contractor else None
    return max(0, wished) if wished is not None else max(1, ceil(SHARE * base.length))


def _before(base: Plan, handoff: Handoff, book: Book) -> list[Rung]:
    """Return the reminder ahead of the due, if there is a day for it after the hand-off, and the silent due day."""
    lead, length, mark = _lead(base, handoff, book), base.length, base.due or ""
    found = [Rung("today", _due_day_begins(base, book), "owner", "", mark)]
    if lead > 0 and length > 1:
        at = base.theirs.opening(base.theirs.add_days(base.start, max(1, length - lead)))
        if _is_due_day(at, base, book):
            at = base.theirs.opening(base.theirs.last_working(base.theirs.date_of(at) - dt.timedelta(days=1)))
        found.append(Rung("before", at, "contractor", "before_due", mark))
    return found


def _late(base: Plan, book: Book) -> list[Rung]:
    """Return the steps after the due. What the owner held up is not counted: the days run from the answer on."""
    since = max(base.due_day, base.theirs.date_of(base.story.begun or base.over))
    mark = base.due or ""
    if base.story.missed > 1:
        return repeated("decide", base.yours.add_days(since, 1), base, book, mark)
    after = base.theirs.add_days(since, base.gap(DECIDE))
    own = base.yours.add_days(since, base.gap(DECIDE_YOURS))
    return [*_asked(base, since, mark), *repeated("decide", min(after, own), base, book, mark)]


def _asked(base: Plan, since: dt.date, mark: str) -> list[Rung]:
    """Return the steps of late work that are for them. Two messages are two days apart, unless a new day asks."""
    theirs, once_more = base.theirs, _still_late(base)
    second = theirs.add_days(since, base.gap(LATE_2))
    second = max([second, *(_two_days_on(rung.at, base) for rung in once_more)])
    days = [("late 1", theirs.add_days(since, base.gap(LATE_1))), ("late 2", second)]
    found = [
        Rung(step, theirs.next_open(max(theirs.opening(day), base.over)), "contractor", "late_one", mark)
        for step, day in days
    ]
    ahead = [each.at for each in base.story.unanswered[-1:] if each.step == "late 2" and each.at < found[-1].at]
    more = (Rung("late 2", theirs.opening(_two_days_on(at, base)), "contractor", "late_one", f"again {mark}", after=at)
            for at in ahead)  # fmt: skip
    decides = theirs.opening(theirs.add_days(since, base.gap(DECIDE)))
    return [*found, *once_more, *(rung for rung in more if rung.at < decides)]


def _two_days_on(at: dt.datetime, base: Plan) -> dt.date:
    return base.theirs.add_days(base.theirs.date_of(at), base.gap(LATE_2 - LATE_1))


def _still_late(base: Plan) -> list[Rung]:
    """Return the step after an answer that named no date, or a call that nobody took: the work is late still."""
    found = max((at for at in (*base.story.replies, *_not_reached(base)) if at >= base.over), default=None)
    return [_next_day("late 1", found, base, "late_one")] if found else []


def _not_reached(base: Plan) -> list[dt.datetime]:
    """Return when the owner last tried and reached nobody; nothing when they wrote, or heard, after that."""
    return [each.at for each in base.story.unanswered[-1:] if each.what == "no answer" and each in base.story.attempts]


def _next_day(step: str, after: dt.datetime, base: Plan, message: str) -> Rung:
    at = base.theirs.opening(base.theirs.date_of(after) + dt.timedelta(days=1))
    return Rung(step, at, "contractor", message, f"again {instants.mark(after)}", after=after)


def _silent(base: Plan, book: Book) -> list[Rung]:
    """Return the steps of a silence. On the due day and after it the due speaks."""
    if base.heard is None or base.theirs.date_of(base.heard).year not in SANE:
        return []
    mark = instants.mark(base.heard)
    tries = [base.theirs.date_of(each.at) for each in base.story.attempts if each.at >= base.heard]
    first = _a_gap_on(base.theirs.date_of(base.heard), tries, base)
    if not tries:  # nobody asked yet: there is nothing to decide, and it is to be asked again and again
        found = again("silent", first, base.theirs, book, "silent", f"again {mark}", base.silence, to="contractor")
        return [rung for rung in found if not base.due or base.theirs.date_of(rung.at) < base.due_day]
    again_soon = [_next_day("silent", at, base, "silent") for at in _not_reached(base)]
    second = _a_gap_on(first, tries, base)
    third = base.theirs.add_days(max(second, *tries), base.silence)
    found = [
        Rung("silent", base.theirs.opening(first), "contractor", "silent", mark),
        Rung("silent", base.theirs.opening(second), "contractor", "silent", f"again {mark}"),
        *again_soon,
        *repeated("decide", third, base, book, f"silent {mark}"),
    ]
    return [rung for rung in found if not base.due or base.theirs.date_of(rung.at) < base.due_day]


def _a_gap_on(day: dt.date, tries: list[dt.date], base: Plan) -> dt.date:
    """Return the day a silence after ``day``; one after the last message that they had before it was over."""
    due = base.theirs.add_days(day, base.silence)
    before = max((each for each in tries if each < due), default=day)
    return base.theirs.add_days(max(day, before), base.silence)


def _slipped(base: Plan, book: Book) -> list[Rung]:
    """Return the owner's steps of a promise after the agreed date: at once, and again while it stands."""
    made = base.story.begun or book.now.at
    mark, day = f"slip {base.slip.promise if base.slip else ''}", base.yours.date_of(made)
    later = again("slip", base.yours.add_days(day, AGAIN), base.yours, book, "held", mark)
    return [Rung("slip", base.yours.next_open(made), "owner", "held", mark), *later]


def _to_tell(base: Plan, since: dt.datetime, book: Book) -> list[Rung]:
    """Return the steps of who is held to the agreed date and does not know it: the day after, and week after week."""
    day = base.theirs.add_days(base.theirs.date_of(since), 1)
    return again("held", day, base.theirs, book, "held", f"again {instants.mark(since)}", to="contractor")


def _undated(base: Plan, book: Book) -> list[Rung]:
    """Return the step of a handoff without a due: the owner must say one."""
    return repeated("decide", base.yours.add_days(base.start, AGAIN), base, book, "undated")


def _snoozed(base: Plan) -> list[Rung]:
    """Return the choice that comes when a reminder was put off too often."""
    put_off = base.story.snoozes
    return [Rung("decide", put_off[-1], "owner", "decision", "snoozed")] if len(put_off) >= SNOOZES else []


def repeated(step: str, first: dt.date, base: Plan, book: Book, mark: str) -> list[Rung]:
    """Return the owner's steps around now of those that come on ``first`` and again and again after it."""
    return again(step, first, base.yours, book, "decision", mark, base.gap(AGAIN))


def again(
    step: str,
    first: dt.date,
    yours: Hours,
    book: Book,
    message: str,
    mark: str,
    every: int = AGAIN,
    *,
    to: str = "owner",
) -> list[Rung]:
    """Return the steps around now of those on ``first`` and every so many working days (of ``yours``) after it.

    They reach some way ahead, so that a clock that is put back finds what it had said.
    """
    now = yours.days_between(first, book.today) // every
    ahead = 4 if first - book.today < dt.timedelta(days=7) else 1
    return [
        Rung(step, yours.opening(yours.add_days(first, n * every)), to, message, f"{mark}#{n + 1}")
        for n in range(max(0, now - 1), now + ahead)
    ]
