"""The ladder over a year of 200 handoffs with random behaviour."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Contractor, Handoff
from delegator_tui.model.states import OWED
from delegator_tui.rules.reminders.ladder import due_steps, next_step
from delegator_tui.rules.reminders.own_tasks import of_week
from delegator_tui.rules.reminders.summary import summary
from tests.rules.year import HOME, HOURS, Year

GAP = 7
"""Working days of the owner: the longest that the ladder leaves anything overdue unsaid."""
LONGEST_SILENCE = dt.timedelta(days=70)


class Seen:
    """What was found at the looks of a year."""

    def __init__(self, seed: int) -> None:
        self.year = Year(seed, 200)
        self.faults: list[str] = []
        self.looks = self.overdue = self.late_steps = 0
        for book in self.year.run():
            self.looks += 1
            self._look(book)

    def _look(self, book: Book) -> None:
        year = self.year
        last_said = {}
        for each in year.said:
            last_said[each.step.handoff] = each.at
        if book.settings.away[0].start <= book.today.isoformat() <= book.settings.away[0].end:
            return
        if not 8 <= book.now.local.hour < 20:
            return
        for handoff in book.open_handoffs:
            self._check_gap(handoff, book, last_said.get(handoff.uid))
            self._check_alive(handoff, book, last_said.get(handoff.uid))
        self._check_other_clocks(book)
        self._check_week(book)

    def _check_week(self, book: Book) -> None:
        """A review that was missed was said in the seven working or free days before."""
        step, weeks = of_week(book), [each.at for each in self.year.said if each.step.step == "week"]
        if step and (not weeks or (step.at - weeks[-1]).days > 6):
            self.faults.append(f"{book.now.at}: the missed review is unsaid")

    def _check_gap(self, handoff: Handoff, book: Book, said: dt.datetime | None) -> None:
        """What is overdue in their court was said within the gap; a new round or a snooze begins it anew."""
        over = overdue_since(handoff, book)
        if over is None or handoff.next_move != "contractor":
            return
        self.overdue += 1
        rounds = ("handed off", "answered", "returned", "extended", "later")
        since = [over, said or over]
        for event in book.events_by_record.get(handoff.uid, []):
            if event.what in rounds or event.what == "nudged":
                since.append(instants.read(event.at))
            if event.what == "snoozed":
                since.append(instants.read(str(event.details["until"])))
        gap = own_working_days(max(since), book.now.at)
        if gap > GAP:
            self.faults.append(f"{book.now.at} {handoff.uid}: overdue and unsaid for {gap} working days")

    def _check_alive(self, handoff: Handoff, book: Book, said: dt.datetime | None) -> None:
        """Every open handoff has a next step, and none is silent for ever."""
        step = next_step(handoff, book)
        if step is None:
            self.faults.append(f"{book.now.at} {handoff.uid}: no next step")
            return
        if step.to == "contractor" and handoff.next_move != "contractor":
            self.faults.append(f"{book.now.at} {handoff.uid}: {step.step} while the move is the owner's")
        heard = instants.read(book.events_by_record[handoff.uid][-1].at)
        last = max(heard, said or dt.datetime.min.replace(tzinfo=dt.UTC))
        if book.now.at - last > LONGEST_SILENCE:
            self.faults.append(f"{book.now.at} {handoff.uid}: silent since {last}")

    def _check_other_clocks(self, book: Book) -> None:
        """Right after everything was said, another zone or a clock put back says nothing of it again."""
        if self.looks % 10:
            return
        said = {(s.step.about, s.step.step) for s in self.year.said if book.now.at - s.at < dt.timedelta(hours=12)}
        others = [Moment(book.now.at, ZoneInfo(name)) for name in ("America/New_York", "Asia/Tokyo")]
        others += [Moment(book.now.at - dt.timedelta(hours=hours), HOME) for hours in (1, 30)]
        for moment in others:
            again = [s for s in due_steps(book.at(moment), self.year.stamps) if (s.about, s.step) in said]
            self.faults += [f"{moment}: {step.key} again" for step in again]


def overdue_since(handoff: Handoff, book: Book) -> dt.datetime | None:
    """When the first thing that is owed became overdue, by the later of what is agreed and promised; None for none."""
    owed = [d for d in book.owed_in(handoff) if d.state in OWED]
    pairs = [(d.due or handoff.due, d.promised) for d in owed] or [(handoff.due, handoff.promised)]
    ends = [max(Due.of(each).ends(book.now) for each in pair if each) for pair in pairs]
    first = min(ends)
    return first if first <= book.now.at and handoff.state not in ("drafted", "delivered") else None


def own_working_days(start: dt.datetime, end: dt.datetime) -> int:
    """Working days of the owner after one instant up to another, counted one by one."""
    day, last, count = start.astimezone(HOME).date(), end.astimezone(HOME).date(), 0
    while day < last:
        day += dt.timedelta(days=1)
        count += day.weekday() < 5 and not "2026-08-03" <= day.isoformat() <= "2026-08-14"
    return count


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen(seed=26)


def test_the_year_is_a_busy_one(seen: Seen) -> None:
    kinds = {each.step.step for each in seen.year.said}
    assert {"ack", "sample", "midpoint", "before", "late 1", "late 2", "decide", "question", "review"} <= kinds
    assert len(seen.year.sent) > 150
    assert seen.overdue > 500
    assert seen.year.ended > 100


def test_nothing_overdue_is_unsaid_for_longer_than_the_gap_and_nothing_is_silent_or_repeated(seen: Seen) -> None:
    assert not seen.faults, "\n".join(seen.faults[:20])


def test_a_missed_review_of_the_week_is_said_and_no_two_within_seven_days(seen: Seen) -> None:
    weeks = [each.at.astimezone(HOME).date() for each in seen.year.said if each.step.step == "week"]
    assert 10 < len(weeks) < 45
    assert all((later - sooner).days >= 7 for sooner, later in pairwise(weeks))


def test_no_contractor_gets_two_messages_on_one_day(seen: Seen) -> None:
    by = {c.uid: c for c in seen.year.contractors}
    days = [(s.who, local(by[s.who], s.at).date()) for s in seen.year.sent]
    assert len(days) == len(set(days))


def test_no_contractor_gets_a_message_at_night_on_a_day_off_or_away(seen: Seen) -> None:
    by = {c.uid: n for n, c in enumerate(seen.year.contractors)}
    for sending in seen.year.sent:
        n = by[sending.who]
        contractor = seen.year.contractors[n]
        there = local(contractor, sending.at)
        _, opens, closes = HOURS[n % len(HOURS)]
        days = (0, 1, 2, 3, 4) if contractor.working_days is None else contractor.working_days
        assert there.weekday() in days
        assert opens <= there.hour < closes
        assert not contractor.away[0].start <= there.date().isoformat() <= contractor.away[0].end


def local(contractor: Contractor, at: dt.datetime) -> dt.datetime:
    return at.astimezone(ZoneInfo(contractor.timezone or "UTC"))


def test_nudges_are_timed_within_the_hours_of_the_contractor(seen: Seen) -> None:
    by = {c.uid: (n, c) for n, c in enumerate(seen.year.contractors)}
    nudges = [s.step for s in seen.year.said if s.step.to == "contractor" and "~" not in s.step.key]
    assert nudges
    for step in nudges:
        n, contractor = by[step.contractor or ""]
        there = local(contractor, step.at)
        _, opens, closes = HOURS[n % len(HOURS)]
        assert opens <= there.hour < closes, step


def test_nothing_is_said_twice(seen: Seen) -> None:
    keys = [each.step.key for each in seen.year.said]
    assert len(keys) == len(set(keys))
    said: dict[tuple[str, str], dt.datetime] = {}
    for each in seen.year.said:
        last = said.get((each.step.about, each.step.step))
        same_day = last is not None and last.astimezone(HOME).date() == each.at.astimezone(HOME).date()
        another = each.step.step == "slip"  # another date that they named is another thing to say
        assert not same_day or another or "~" in each.step.key, each
        said[each.step.about, each.step.step] = each.at


def test_after_days_asleep_there_is_one_summary(seen: Seen) -> None:
    book = seen.year.book().at(Moment(seen.year.now + dt.timedelta(days=3), HOME))
    steps = due_steps(book, seen.year.stamps)
    assert len({step.about for step in steps}) == len(steps)
    lines = summary(steps, book)
    assert len(lines) <= 4
    stamps = seen.year.stamps | {step.key: "said" for step in steps}
    assert due_steps(book, stamps) == []
