"""The book: the frozen picture of everything at one moment, compared by version, shared where nothing changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, TypeVar

from delegator_tui.model.moment import Moment
from delegator_tui.model.record_table import RecordTable
from delegator_tui.model.records import (
    TABLES,
    Access,
    Contractor,
    Deliverable,
    Event,
    Handoff,
    Invoice,
    Message,
    Payment,
    Question,
    Record,
    Reminder,
    Settings,
    Task,
)
from delegator_tui.model.states import OPEN_HANDOFF

K = TypeVar("K")
T = TypeVar("T")

PROFILE = Settings(uid="")
"""The settings of an owner who has set nothing."""


TIMELESS = frozenset({"settings", "open_handoffs", "handoffs_by_task", "questions_by_handoff", "events_by_record"})
"""Answers of a book that need no rule and do not hang on its moment."""
FEW_EVENTS = 2000
"""So many events are read in a hundredth of a second: a first picture is whole with them."""


class Book:
    """Everything, as of commit ``version`` and the moment ``now``. Never changed: ``at`` and ``put`` make new ones."""

    def __init__(self, tables: Mapping[str, RecordTable[Any]], version: int, now: Moment) -> None:
        self._tables = {name: tables.get(name) or RecordTable({}) for name in TABLES}
        self.version = version
        self._answers: dict[Callable[[Book], Any], Any] = {}
        self._answers_on: dict[tuple[Callable[[Any, Book], Any], Hashable], tuple[Any, Any]] = {}
        self.now = now

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Book) and (self.version, self.now.at) == (other.version, other.now.at)

    def __hash__(self) -> int:
        return hash((self.version, self.now.at))

    @property
    def tasks(self) -> RecordTable[Task]:
        """What is on the owner's plate."""
        return self._tables["tasks"]

    @property
    def contractors(self) -> RecordTable[Contractor]:
        """The roster."""
        return self._tables["contractors"]

    @property
    def handoffs(self) -> RecordTable[Handoff]:
        """The handoffs; ``open`` here still includes accepted ones that are to settle."""
        return self._tables["handoffs"]

    @property
    def deliverables(self) -> RecordTable[Deliverable]:
        """What is owed."""
        return self._tables["deliverables"]

    @property
    def questions(self) -> RecordTable[Question]:
        """What contractors asked; open until answered."""
        return self._tables["questions"]

    @property
    def events(self) -> RecordTable[Event]:
        """What happened; all of them on the closed side."""
        return self._tables["events"]

    @property
    def invoices(self) -> RecordTable[Invoice]:
        """What contractors ask to be paid."""
        return self._tables["invoices"]

    @property
    def payments(self) -> RecordTable[Payment]:
        """What was paid."""
        return self._tables["payments"]

    @property
    def access(self) -> RecordTable[Access]:
        """Who may get into what; open until revoked."""
        return self._tables["access"]

    @property
    def reminders(self) -> RecordTable[Reminder]:
        """What the owner was reminded of; open while more may be said."""
        return self._tables["reminders"]

    @property
    def messages(self) -> RecordTable[Message]:
        """Mails; open until they are sent."""
        return self._tables["messages"]

    @cached_property
    def settings(self) -> Settings:
        """The owner's profile."""
        return next(iter(self._tables["settings"].open.values()), PROFILE)

    @property
    def today(self) -> dt.date:
        """The owner's date."""
        return self.now.today

    def once(self, question: Callable[[Book], T]) -> T:
        """Return the answer to ``question``, worked out once for as long as this book lives. Not to be changed."""
        if question not in self._answers:
            self._answers[question] = question(self)
        found: T = self._answers[question]
        return found

    def once_on(self, question: Callable[[K, Book], T], thing: K, key: Hashable) -> T:
        """Return the answer to ``question`` on one thing, worked out once for as long as this book lives.

        ``key`` names the thing: a record's uid, a day. One that was changed on its way to the desk is asked anew.
        """
        found = self._answers_on.get((question, key))
        if found is None or (found[0] is not thing and found[0] != thing):
            found = self._answers_on[question, key] = (thing, question(thing, self))
        answer: T = found[1]
        return answer

    def table(self, name: str) -> RecordTable[Any]:
        """Return a table by its name."""
        return self._tables[name]

    def at(self, now: Moment) -> Book:
        """Return the same book seen at another moment, with what was found in it that no moment changes."""
        made = Book(self._tables, self.version, now)
        vars(made).update({name: found for name, found in vars(self).items() if name in TIMELESS})
        return made

    def put(
        self,
        changed: Mapping[str, list[tuple[str, Record | None, bool]]],
        version: int,
        rank: Callable[[str, str], int] | None = None,
    ) -> Book:
        """Return the book after a commit: for each table the (uid, record, open) that it touched.

        ``rank`` tells of a table and a uid in which order the records were made.
        """
        tables = dict(self._tables)
        for table, records in changed.items():
            if table in tables:
                tables[table] = tables[table].put(records, partial(rank, table) if rank else None)
        known = self.__dict__.get("events_by_record")
        return Book(tables, version, self.now)._knowing(with_events(known, changed.get("events", [])))

    def _knowing(self, events: dict[str, list[Event]] | None) -> Book:
        """Take over which events each record has, where the book before has read them."""
        if events is not None:
            self.__dict__["events_by_record"] = events
        return self

    # ---- answers that need no rule

    @cached_property
    def open_handoffs(self) -> tuple[Handoff, ...]:
        """Handoffs from drafted to returned, in the order they were made."""
        return tuple(h for h in self.handoffs.open.values() if h.state in OPEN_HANDOFF)

    @cached_property
    def handoffs_by_task(self) -> dict[str, Handoff]:
        """The live handoff of each task that has one."""
        return {h.task: h for h in self.handoffs.open.values()}

    @cached_property
    def questions_by_handoff(self) -> dict[str, list[Question]]:
        """Unanswered questions by handoff, oldest first."""
        found: dict[str, list[Question]] = {}
        for question in self.questions.open.values():
            found.setdefault(question.handoff, []).append(question)
        return found

    @property
    def events_at_hand(self) -> bool:
        """Whether the events were read already, or are so few that reading them is not noticed."""
        if "events_by_record" not in vars(self) and self.events.size() > FEW_EVENTS:
            return False
        return self.events_by_record is not None

    @cached_property
    def events_by_record(self) -> dict[str, list[Event]]:
        """Every event that still stands, by record, in the order they happened. Reads all of them when first asked."""
        found: dict[str, list[Event]] = {}
        for event in self.events.all():
            if event.undone_by is None:
                found.setdefault(event.record, []).append(event)
        for story in found.values():
            story.sort(key=_at)
        return found

    def title(self, handoff: Handoff) -> str:
        """Return a handoff's title: its task's."""
        task = self.tasks.get(handoff.task)
        return task.title if task else "(task missing)"

    def name(self, contractor: str | None) -> str:
        """Return a contractor's name; empty when there is none."""
        found = self.contractors.get(contractor)
        return found.name if found else ""

    def owed_in(self, handoff: Handoff) -> tuple[Deliverable, ...]:
        """Return a handoff's deliverables in their order."""
        return tuple(d for uid in handoff.deliverables if (d := self.deliverables.get(uid)))

    def paid_for(self, handoff: Handoff) -> tuple[Payment, ...]:
        """Return the payments of a handoff, oldest first."""
        return tuple(p for uid in handoff.payments if (p := self.payments.get(uid)))

    def everything(self) -> Iterator[tuple[str, Record]]:
        """Go through every record with its table's name."""
        for name, table in self._tables.items():
            for record in table.all():
                yield name, record


def _at(event: Event) -> str:
    return event.at


def with_events(
    known: dict[str, list[Event]] | None, changed: Iterable[tuple[str, Record | None, bool]]
) -> dict[str, list[Event]] | None:
    """Return the events by record after a commit; None when that cannot be told from those known before."""
    if known is None:
        return None
    found = dict(known)
    for uid, event, _ in changed:
        if not isinstance(event, Event):
            return None
        story = [each for each in found.get(event.record, []) if each.uid != uid]
        found[event.record] = sorted([*story, event], key=_at) if event.undone_by is None else story
        if not found[event.record]:
            del found[event.record]
    return found


def empty_book(now: Moment) -> Book:
    """Return a book with nothing in it."""
    return Book({}, 0, now)
