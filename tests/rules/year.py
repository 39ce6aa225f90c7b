"""A year of an owner, a dozen contractors and their handoffs, at random but from a seed: what the ladder is tried on.

The owner looks now and then, is asleep or away for days, sends some nudges and ignores others; contractors answer, ask,
promise, deliver, or fall silent. What was said and what was sent is kept for the test to look at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import (
    Contractor,
    Deliverable,
    Event,
    Handoff,
    Price,
    Question,
    Said,
    Sent,
    Settings,
    Span,
    Task,
)
from delegator_tui.rules.messages.chase import Chase, chase_list
from delegator_tui.rules.reminders.ladder import Step, due_steps
from tests.making import book_of

HOME = ZoneInfo("Europe/London")
BEGIN = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
DAYS = 365
ZONES = ("Europe/London", "America/Los_Angeles", "Asia/Tokyo", "Asia/Manila", "Europe/Berlin", "Australia/Sydney")
WEEKS: tuple[tuple[int, ...] | None, ...] = (None, (0, 1, 2, 3, 4), (6, 0, 1, 2, 3), (0, 2, 4), (1, 2, 3, 4, 5))
HOURS = (("", 9, 17), ("8-12, 13-16", 8, 16), ("10am to 6pm", 10, 18), ("7:00-15:00", 7, 15), ("13-20", 13, 20))


class Sending(NamedTuple):
    """One message that left: to whom, when."""

    who: str
    at: dt.datetime


class Saying(NamedTuple):
    """One step that was said to the owner."""

    step: Step
    at: dt.datetime


class Open(NamedTuple):
    """A handoff's records."""

    task: Task
    handoff: Handoff
    owed: tuple[Deliverable, ...]


class Year:
    """The world. ``run`` goes from look to look and yields the book of each, after what was due was said."""

    def __init__(self, seed: int, handoffs: int) -> None:
        self.random = Random(seed)
        self.fridays = Random(seed)
        self.now = BEGIN
        self.contractors = [self._contractor(n) for n in range(12)]
        self.settings = Settings(
            uid="s", quiet_hours="20-8", away=(Span(start="2026-08-03", end="2026-08-14"),), reviewed=_stamp(BEGIN)
        )
        self.to_come = sorted(self._some_time(DAYS - 60) for _ in range(handoffs))
        self.open: dict[str, Open] = {}
        self.questions: dict[str, Question] = {}
        self.events: dict[str, list[Event]] = {}
        self.stamps: dict[str, str] = {}
        self.said: list[Saying] = []
        self.sent: list[Sending] = []
        self.ended = 0

    def _contractor(self, n: int) -> Contractor:
        pick = self.random.choice
        first = dt.date(2026, 1, 5) + dt.timedelta(days=self.random.randrange(DAYS))
        away = Span(start=first.isoformat(), end=(first + dt.timedelta(days=self.random.randrange(3, 25))).isoformat())
        return Contractor(
            uid=self._uid(), name=f"Contractor {n}", email=f"c{n}@example.com", phone="+1" if n % 2 else "",
            timezone=pick(ZONES), working_days=pick(WEEKS), working_hours=HOURS[n % len(HOURS)][0], away=(away,),
            quiet_hours="18-7" if n % 3 == 0 and n % len(HOURS) != 4 else "",
            reminder_lead_days=pick((None, None, 0, 2)), skills={"photo": pick(("untried", "trusted"))},
        )  # fmt: skip

    def _uid(self) -> str:
        return f"{self.random.getrandbits(64):016x}"

    def _some_time(self, days: int) -> dt.datetime:
        day = BEGIN + dt.timedelta(days=self.random.randrange(days))
        return day.replace(hour=self.random.randrange(8, 19), minute=self.random.randrange(60))

    def run(self) -> Iterator[Book]:
        """Go through the year, look by look."""
        while self.now < BEGIN + dt.timedelta(days=DAYS):
            self.now += self._until_next_look()
            self._hand_off_what_is_to_come()
            self._review_the_week()
            for uid in list(self.open):
                self._contractor_acts(uid)
            book = self.book()
            steps = due_steps(book, self.stamps)
            self._say(steps)
            yield book
            self._owner_acts(steps)
            if self.random.random() < 0.5:
                self._nudge(self.book())

    def _review_the_week(self) -> None:
        """Finish a review at some looks of a Friday; many a week goes by without."""
        if self.now.astimezone(HOME).weekday() == 4 and self.fridays.random() < 0.25:
            self.settings = msgspec.structs.replace(self.settings, reviewed=_stamp(self.now))

    def _until_next_look(self) -> dt.timedelta:
        if self.random.random() < 0.02:
            return dt.timedelta(days=self.random.randrange(2, 6), hours=self.random.randrange(12))
        return dt.timedelta(minutes=self.random.randrange(30, 720))

    def book(self) -> Book:
        """The book as of now; what is over is not in it."""
        records: list[Any] = [self.settings, *self.contractors, *self.questions.values()]
        for each in self.open.values():
            records += [each.task, each.handoff, *each.owed, *self.events[each.handoff.uid]]
        return book_of(*records, now=Moment(self.now, HOME))

    # ---- what happens

    def tell(self, uid: str, what: str, **details: object) -> None:
        """Write an event, now."""
        made = Event(uid=self._uid(), at=_stamp(self.now), what=what, record=uid, details=details)
        self.events.setdefault(uid, []).append(made)

    def set(self, uid: str, **fields: Any) -> None:
        """Change a handoff."""
        was = self.open[uid]
        self.open[uid] = was._replace(handoff=msgspec.structs.replace(was.handoff, **fields))

    def set_owed(self, uid: str, **fields: Any) -> None:
        """Change what is owed in a handoff."""
        was = self.open[uid]
        self.open[uid] = was._replace(owed=tuple(msgspec.structs.replace(d, **fields) for d in was.owed))

    def _day(self, least: int, most: int) -> str:
        return (self.now.astimezone(HOME).date() + dt.timedelta(days=self.random.randrange(least, most))).isoformat()

    def _hand_off_what_is_to_come(self) -> None:
        while self.to_come and self.to_come[0] <= self.now:
            self.to_come.pop(0)
            self._hand_off()

    def _hand_off(self) -> None:
        pick = self.random.choice
        uid, by, due = self._uid(), pick(self.contractors), self._day(0, 45)
        if self.random.random() < 0.2:
            due += f"T{self.random.randrange(8, 20):02}:00[Europe/London]"
        task = Task(uid=self._uid(), title=f"Work {len(self.events)}", state="delegated", skill=pick((None, "photo")))
        owed = tuple(
            Deliverable(uid=self._uid(), handoff=uid, title=f"Part {n}", due=pick((due, self._day(0, 20))))
            for n in range(self.random.randrange(4))
        )
        self.open[uid] = Open(task, Handoff(
            uid=uid, task=task.uid, contractor=by.uid, state="sent", next_move="contractor", due=due, original_due=due,
            sent=Sent(at=_stamp(self.now)), stakes=pick(("routine", "matters", "critical")),
            next_check=self._day(1, 2), price=Price(amount="100", currency="USD"),
            deliverables=tuple(d.uid for d in owed),
        ), owed)  # fmt: skip
        self.tell(uid, "handed off")

    def _contractor_acts(self, uid: str) -> None:
        handoff = self.open[uid].handoff
        chance = self.random.random()
        if handoff.next_move != "contractor" or (int(uid[-2:], 16) % 8 == 0 and handoff.state != "sent"):
            return  # every eighth falls silent once it has begun
        if handoff.state == "sent":
            if chance < 0.15 and int(uid[-2:], 16) % 16:
                self.set(uid, state="working", read_back="yes")
                self.tell(uid, "acknowledged")
        elif chance < 0.03:
            self.tell(uid, "on track")
        elif chance < 0.045:
            self._ask(uid)
        elif chance < 0.06:
            promised = self._day(1, 12)
            self.set(uid, promised=promised)
            self.set_owed(uid, promised=promised)
            self.tell(uid, "later", promised=promised)
        elif chance < 0.09:
            self.set(uid, state="delivered", next_move="owner", first_delivered=_stamp(self.now))
            self.set_owed(uid, state="delivered")
            self.tell(uid, "delivered")

    def _ask(self, uid: str) -> None:
        asked = Question(uid=self._uid(), handoff=uid, asked=Said(at=_stamp(self.now), text="Which?"))
        self.questions[asked.uid] = asked
        self.set(uid, next_move="owner")
        self.tell(uid, "asks")

    # ---- what the owner does

    def _say(self, steps: list[Step]) -> None:
        for step in steps:
            assert step.key not in self.stamps
            self.stamps[step.key] = _stamp(self.now)
            self.said.append(Saying(step, self.now))

    def _owner_acts(self, steps: list[Step]) -> None:
        for step in steps:
            uid, chance = step.handoff or "", self.random.random()
            if uid not in self.open:
                continue
            if step.step == "question" and chance < 0.6:
                self.questions.pop(step.about)
                if not any(q.handoff == uid for q in self.questions.values()):
                    self.set(uid, next_move="contractor")
                self.tell(uid, "answered")
            elif step.step == "review" and chance < 0.7:
                self._review(uid, well=chance < 0.5)
            elif step.step == "decide" and chance < 0.6:
                self._decide(uid, ends=chance < 0.3)
            elif step.to == "contractor" and chance < 0.08:
                self.tell(uid, "snoozed", until=_stamp(self.now + dt.timedelta(hours=self.random.randrange(1, 40))))

    def _review(self, uid: str, *, well: bool) -> None:
        if well:
            self.end(uid)
            return
        due = self._day(2, 12)
        self.set(uid, state="returned", next_move="contractor", due=due, promised=None)
        self.set_owed(uid, state="returned", due=due, promised=None)
        self.tell(uid, "returned", new=due)

    def _decide(self, uid: str, *, ends: bool) -> None:
        if ends:
            self.end(uid)
            return
        due = self._day(2, 20)
        self.set(uid, due=due, promised=None)
        self.set_owed(uid, due=due, promised=None)
        self.tell(uid, "extended", new=due)

    def end(self, uid: str) -> None:
        """Take what is over out of the world."""
        del self.open[uid]
        self.events[uid] = []
        self.questions = {key: q for key, q in self.questions.items() if q.handoff != uid}
        self.ended += 1

    def _nudge(self, book: Book) -> None:
        for chase in chase_list(book):
            if not chase.held and any(thing.step for thing in chase.things) and self.random.random() < 0.6:
                self._send(chase)

    def _send(self, chase: Chase) -> None:
        self.sent.append(Sending(chase.contractor, self.now))
        for thing in chase.things:
            if thing.step:
                self.tell(thing.handoff, "nudged", step=thing.step, channel=chase.channel)


def _stamp(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.000Z"
