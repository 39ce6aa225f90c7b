"""The weekly review: ten steps in order, the records that are in each now, and which are done with.

What is in a step is what the home screen, the ladder and the lists find; nothing is counted anew here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import ZONES_APART, Due, first_text, sort_key
from delegator_tui.model.records import Handoff, Task, WeekReview
from delegator_tui.rules.dates import due
from delegator_tui.rules.dates.hours import DAY
from delegator_tui.rules.followup.account import at_hand, is_yours
from delegator_tui.rules.followup.standing import say_date
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.history import SLIP, read_instant
from delegator_tui.rules.handoffs.pay_due import pay_due
from delegator_tui.rules.review.days import next_day
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.today.agenda import Debt
from delegator_tui.rules.today.agenda import whole as agenda
from delegator_tui.rules.today.sections import (
    LATE,
    ON_YOU,
    Item,
    debt_item,
    handoff_item,
    leak_item,
    plate_item,
    task_item,
)

MAX_IN_PROGRESS = 6 * DAY
"""How long a review may be in progress; after that it begins anew."""
SOON = 7
"""Calendar days ahead within which a due is looked at."""
Rows = Sequence[Any]


class WeekStep(NamedTuple):
    """One step. ``name`` is for scripts, ``title`` and ``words`` (what to do) for people; ``ticked`` by the owner."""

    name: str
    title: str
    words: str
    rows: Rows
    draw: Callable[[Any, Book], Item]
    ticked: bool

    @property
    def done(self) -> bool:
        """Whether it is done with: ticked, or nothing is in it."""
        return self.ticked or not self.rows

    def items(self, book: Book) -> list[Item]:
        """Return its records as lines; keys are unique within the step."""
        return [self.draw(row, book) for row in self.rows]


def week_steps(book: Book) -> list[WeekStep]:
    """Return the ten steps as they are now."""
    return book.once(_steps)


def _steps(book: Book) -> list[WeekStep]:
    review = in_progress(book)
    ticked = review.ticked if review else ()
    return [WeekStep(name, title, words, find(book), draw, name in ticked) for name, title, words, find, draw in STEPS]


def in_progress(book: Book) -> WeekReview | None:
    """Return the review that was begun and not finished; None without one, or when that was too long ago."""
    review = book.settings.review
    begun = read_instant(review.begun) if review else None
    if review is None or review.after != book.settings.reviewed:  # one was finished since
        return None
    return review if begun and -SLIP <= book.now.at - begun <= MAX_IN_PROGRESS else None


def first_left(book: Book) -> int | None:
    """Return the place of the first step that is not done with; None when all are."""
    return next((place for place, step in enumerate(week_steps(book)) if not step.done), None)


def had_something(book: Book) -> list[str]:
    """Return the names of the steps that had something: what is in them now, or they were ticked."""
    return [step.name for step in week_steps(book) if step.rows or step.ticked]


def say_reviewed(had: int, book: Book) -> str:
    """Return what was done, in a sentence or two, after a review was finished."""
    found = f"{had} of {len(STEPS)} steps had something" if had else "nothing was there to look at"
    day = next_day(book)
    following = f"; next {say_day(day, day)}" if day else ""
    return f"Reviewed the week: {found}{following}."


# ---- what is in the steps


def _of_kind(*kinds: str) -> Callable[[Book], Rows]:
    return lambda book: [debt for debt in agenda(book).on_you if debt.kind in kinds]


def _on_you(book: Book) -> Rows:
    return [*_of_kind("question")(book), *(h for h in book.open_handoffs if is_yours(h, book))]


def _decided(book: Book) -> list[Task]:
    """Return the owner's tasks that are not to triage: what is was looked at in the first step."""
    return [*plate.yours(book), *plate.later(book)]


def _no_day_near(book: Book) -> list[Task]:
    """Return the owner's tasks of which no other step says when: theirs without a date, and what is put away."""
    seen = {record.uid for record in (*_due(book), *_late(book))}
    without = [task for task in plate.yours(book) if not task.due]
    return without + [task for task in plate.later(book) if task.uid not in seen]


def _due(book: Book) -> Rows:
    """Return what is due today or in the next seven days: handoffs that are out, and the owner's own."""
    last = book.today + dt.timedelta(days=SOON)
    behind = first_text(last + ZONES_APART + DAY)

    def is_near(when: str | None) -> bool:
        return bool(when and when < behind and Due.of(when).date_in(book.now) <= last)

    ahead = ("today", "soon", "ahead")
    out = ((h, at_hand(h, book)) for h in book.open_handoffs if h.state != "drafted")
    owed = ((known.counts.due, h) for h, known in out if known.counts and known.kind in ahead)
    found = [(when, h) for when, h in owed if is_near(when)]
    own = [(t.due, t) for t in _decided(book) if is_near(t.due) and due.of_task(t, book).kind in ahead]
    return [record for _, record in sorted([*found, *own], key=lambda each: sort_key(each[0], book.now))]


def _late(book: Book) -> Rows:
    """Return what is late: by contractors, most days first, then of the owner's own."""
    own = [task for task in _decided(book) if task.due and due.of_task(task, book).overdue]
    return [*agenda(book).overdue, *sorted(own, key=lambda task: sort_key(task.due, book.now))]


def _unpaid(book: Book) -> Rows:
    """Return the handoffs with money to pay: the work was accepted, or an invoice came; the earliest due first."""
    found = [(by, h) for h in book.handoffs.open.values() if (by := pay_due(h, book)) or money.is_to_pay(h, book)]
    return [handoff for _, handoff in sorted(found, key=lambda each: sort_key(each[0], book.now))]


def _to_hand_over(book: Book) -> Rows:
    """Return the owner's tasks that could go: first those meant for somebody, then the largest, then the first due."""
    found = [task for task in plate.own(book) if not task.only_me]
    return sorted(found, key=lambda t: (not t.contractor, -(t.estimate_minutes or 0), sort_key(t.due, book.now)))


# ---- how it is drawn


def _record(record: Task | Handoff, book: Book) -> Item:
    if isinstance(record, Task):
        return task_item(record, book)
    item, counts = handoff_item(record, book), at_hand(record, book).counts
    return item._replace(lead=say_date(counts, book)) if counts else item


def _waiting(waits: Debt | Handoff, book: Book) -> Item:
    if isinstance(waits, Debt):
        return debt_item(waits, book)
    return handoff_item(waits, book)._replace(mark=ON_YOU, lead="your move", tone="")


def _to_pay(handoff: Handoff, book: Book) -> Item:
    item, by = handoff_item(handoff, book), pay_due(handoff, book)
    stand = due.standing(by, book.now)
    mark, tone = (LATE, "overdue") if stand.overdue else (ON_YOU, "")
    lead = due.say_standing(stand, by, book.now) or "to pay"
    return item._replace(
        mark=mark, tone=tone, lead=lead, amount=money.say_money(money.balance(handoff, book)) or item.amount
    )


def _access(debt: Debt, book: Book) -> Item:
    item = debt_item(debt, book)
    return item._replace(note=getattr(debt.about, "system", "")) if debt.handoff else item


def _candidate(task: Task, book: Book) -> Item:
    item, who = task_item(task, book), book.name(task.contractor)
    return item._replace(note=f"for {who}") if who else item


STEPS: tuple[tuple[str, str, str, Callable[[Book], Rows], Callable[[Any, Book], Item]], ...] = (
    ("inbox", "Inbox", "Decide on every task: do it, hand it off, put it away or drop it.", plate.triage,
     task_item),
    ("leaks", "Slipping", "Give each what it lacks: a next move, a check, a date, a word from them.",
     lambda book: agenda(book).leaks, leak_item),
    ("on_you", "On you", "They wait for you: answer, or make your move.", _on_you, _waiting),
    ("due", "Due soon", "Due in the next seven days: is each on its way?", _due, _record),
    ("overdue", "Overdue", "Late: ask where it is, or decide how it goes on.", _late, _record),
    ("yours", "Yours", "Yours without a date, or put away: give it a day, hand it off, or drop it.", _no_day_near,
     plate_item),
    ("delivered", "Delivered", "They are done: accept it, or return it for changes.", _of_kind("review"), debt_item),
    ("unpaid", "Unpaid", "Pay what is due, and log that you paid.", _unpaid, _to_pay),
    ("access", "Access", "The work is over and they can still get in: take their access away.", _of_kind("access"),
     _access),
    ("hand_over", "Hand over", "Pick one to three of your own tasks to hand over this week.", _to_hand_over,
     _candidate),
)  # fmt: skip
"""Name, title, what to do, what is in it, and how that is drawn, in the order of the review."""
NAMES = tuple(step[0] for step in STEPS)
