"""What happened in a simulated year, written down as it is done, in plain values of our own: no rule is asked.

``oracle.py`` works out from it what is true; the program has its own records of the same, and is held against that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/London")
DAY = dt.timedelta(days=1)
Spans = tuple[tuple[dt.date, dt.date], ...]


@dataclass(frozen=True)
class Person:
    """Somebody's week: their zone, the days of the week and the hours that they work, and when they are away."""

    zone: ZoneInfo
    days: tuple[int, ...]
    opens: int
    closes: int
    away: Spans = ()

    def date_of(self, at: dt.datetime) -> dt.date:
        return at.astimezone(self.zone).date()

    def works_on(self, day: dt.date) -> bool:
        return day.weekday() in self.days and not any(first <= day <= last for first, last in self.away)

    def is_in(self, at: dt.datetime) -> bool:
        there = at.astimezone(self.zone)
        return self.works_on(there.date()) and self.opens <= there.hour < self.closes

    def opening_after(self, day: dt.date) -> dt.datetime:
        """When they open on their first working day after a day."""
        return self.opening(day + DAY)

    def opening(self, day: dt.date) -> dt.datetime:
        while not self.works_on(day):
            day += DAY
        return dt.datetime.combine(day, dt.time(self.opens), self.zone).astimezone(dt.UTC)

    def working_days(self, after: dt.date, until: dt.date) -> int:
        """Working days after a day up to another, counted one by one."""
        return sum(self.works_on(after + n * DAY) for n in range(1, (until - after).days + 1))

    def plus(self, day: dt.date, count: int) -> dt.date:
        while count:
            day += DAY
            count -= self.works_on(day)
        return day


@dataclass
class Piece:
    """A part: owed, came (it waits for review), good (accepted) or gone (cut). ``due`` is its own, if it has one."""

    title: str
    due: str | None = None
    state: str = "owed"
    promise: str | None = None


@dataclass
class Job:
    """A handoff: draft, out, accepted or over. Instants are in UTC.

    ``words``: when they said anything; ``ours``: when the owner wrote, or decided what they have to hear; ``came``:
    when the work came to them, or back; ``cuts``: when some of it was taken off; ``asked``: messages and calls alone,
    ``calls`` those that nobody answered; ``named``: when a reminder of it was given to the owner; ``rounds``: when the
    ladder began anew; ``put_off``: when, and until when. ``after``: the tasks of what it waits for.
    """

    uid: str
    task: str
    who: str
    due: str | None
    pieces: dict[str, Piece]
    state: str = "draft"
    is_critical: bool = False
    is_confirmed: bool = False
    is_priced: bool = True
    is_paid: bool = False
    falls_silent: bool = False
    questions: int = 0
    sent: dt.datetime | None = None
    is_held_untold: bool = False
    words: list[dt.datetime] = field(default_factory=list)
    ours: list[dt.datetime] = field(default_factory=list)
    came: list[dt.datetime] = field(default_factory=list)
    asked: list[dt.datetime] = field(default_factory=list)
    calls: list[dt.datetime] = field(default_factory=list)
    cuts: list[dt.datetime] = field(default_factory=list)
    rounds: list[dt.datetime] = field(default_factory=list)
    put_off: list[tuple[dt.datetime, dt.datetime]] = field(default_factory=list)
    named: list[dt.datetime] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """All of it in a few lines, for who has to find out what went wrong."""
        marks = [name for name in ("is_critical", "is_confirmed", "is_held_untold") if getattr(self, name)]
        lists = {name: getattr(self, name)[-4:] for name in ("words", "ours", "came", "asked", "rounds", "named")}
        told = "; ".join(f"{name} {', '.join(f'{at:%m-%d %H:%M}' for at in each)}" for name, each in lists.items())
        pieces = ", ".join(f"{p.title} {p.state} due {p.due} says {p.promise}" for p in self.pieces.values())
        put_off = ", ".join(f"{made:%m-%d} until {until:%m-%d %H:%M}" for made, until in self.put_off)
        return f"{self.state} {marks} due {self.due} [{pieces}] ?{self.questions} after {self.after}: {told}; {put_off}"

    @property
    def owed(self) -> list[Piece]:
        return [each for each in self.pieces.values() if each.state == "owed"]

    @property
    def in_review(self) -> list[Piece]:
        return [each for each in self.pieces.values() if each.state == "came"]

    def due_of(self, piece: Piece) -> str | None:
        return piece.due or self.due

    @property
    def is_theirs(self) -> bool:
        return self.state == "out" and not self.questions and bool(self.owed)

    def decided(self, at: dt.datetime, *, comes: bool = True) -> None:
        """Write down that the owner decided something that they hear of, which begins a round; it ``comes`` to them."""
        self.ours.append(at)
        self.rounds.append(at)
        self.is_held_untold = False
        if comes:
            self.came.append(at)


@dataclass
class Chore:
    """A task of the owner's own: inbox, mine, later (until a day) or over. ``over``: when that was."""

    uid: str
    state: str = "inbox"
    due: str | None = None
    until: str | None = None
    over: dt.datetime | None = None


@dataclass
class Diary:
    """All of it. ``chores`` has every task, with those that are out (``delegated``)."""

    owner: Person
    people: dict[str, Person] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    chores: dict[str, Chore] = field(default_factory=dict)
    messages: list[tuple[str, dt.datetime]] = field(default_factory=list)
    """Every message that asked for something: to whom, when."""

    @property
    def live(self) -> list[Job]:
        return [job for job in self.jobs.values() if job.state != "over"]

    def carrier(self, task: str) -> Job | None:
        return next((job for job in self.live if job.task == task), None)


def is_over(due: str, now: dt.datetime) -> bool:
    """Whether a due is over: with its day where the owner is, or at its minute."""
    day, _, rest = due.partition("T")
    if not rest:
        return now.astimezone(HOME).date() > dt.date.fromisoformat(day)
    return now >= instant_of(due)


def instant_of(due: str) -> dt.datetime:
    """The end of a due."""
    day, _, rest = due.partition("T")
    if not rest:
        midnight = dt.datetime.combine(dt.date.fromisoformat(day) + DAY, dt.time(), HOME)
        return midnight.astimezone(dt.UTC)
    time, _, zone = rest.partition("[")
    wall = dt.datetime.combine(dt.date.fromisoformat(day), dt.time.fromisoformat(time), ZoneInfo(zone.rstrip("]")))
    return wall.astimezone(dt.UTC)


def date_of(due: str) -> dt.date:
    """The owner's day of a due."""
    if "T" not in due:
        return dt.date.fromisoformat(due)
    return instant_of(due).astimezone(HOME).date()
