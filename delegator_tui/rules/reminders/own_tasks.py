"""What is the owner's own: a task that comes due or is late, tasks without a date, the inbox, the review of the week.

- task today: at the owner's opening of the due day, or of the working day before it; a due time at its time.
- task late: at the opening of the first working day after, once.
- undated: at an opening, when a task of theirs has had no date for a week, nor any day on which it comes back; at most
  once in seven days, and not within seven days of a review of the week, which has looked at them.
- inbox: at the opening of a working day on which more than ten tasks wait, or one for longer than three days; not on
  two working days running.
- week: at the first opening two days or more after a day of review that was missed; at most once in seven days.

A task that is put away past its due is spoken of on its due day all the same. What was captured after the moment for
saying it is not said: who typed it knows. What has been late for a month was said.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, first_text
from delegator_tui.model.records import Task
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import DAY, SANE, Hours
from delegator_tui.rules.dates.workdays import is_working
from delegator_tui.rules.handoffs.history import SLIP, read_instant
from delegator_tui.rules.reminders.reminder import Step
from delegator_tui.rules.review import days
from delegator_tui.rules.review.days import WEEK
from delegator_tui.rules.tasks import plate

AHEAD, BACK = 8 * DAY, 31 * DAY
"""Dues outside of this around today are not looked at: nothing is to be said of them yet, or any more."""
MANY = 10
"""More tasks than that in the inbox want triage."""
OLD = 3 * DAY


def own_tasks(book: Book) -> list[Step]:
    """Return the step that counts now, or is next, of every own task with a due around now; of inbox and week."""
    if book.today.year not in SANE:
        return []
    first, behind = first_text(book.today - BACK), first_text(book.today + AHEAD + DAY)
    near = (task for task in plate.own(book) if task.due and first <= task.due < behind)
    steps = [step for task in near if (step := of_task(task, book))]
    return [*steps, *filter(None, (of_undated(book), of_inbox(book), of_week(book)))]


def of_task(task: Task, book: Book) -> Step | None:
    """Return the step of a task with a due that counts now, or is next; None when there is nothing to say."""
    known = read_instant(task.created)
    rungs = [(name, at) for name, at in _rungs(task.due or "", book) if known is None or known <= at]
    if not rungs:
        return None
    n = max(0, sum(at <= book.now.at for _, at in rungs) - 1)
    near = max(n + 1, sum(at <= book.now.at + SLIP for _, at in rungs))
    keys = [f"{task.uid}:{name}:{task.due}" for name, _ in rungs]
    return Step(keys[n], None, rungs[n][0], rungs[n][1], "owner", about=task.uid, earlier=tuple(keys[:n]),
                later=tuple(keys[n + 1 : near]))  # fmt: skip


def _rungs(due: str, book: Book) -> list[tuple[str, dt.datetime]]:
    found = Due.of(due)
    day = found.date_in(book.now)
    opening, after = book.once_on(_openings, day, day)
    on_it = found.ends(book.now) if found.has_time else opening
    return [("task today", on_it), ("task late", max(on_it, after))]


def _openings(day: dt.date, book: Book) -> tuple[dt.datetime, dt.datetime]:
    """Return the openings that many tasks ask for: on a due day, and after it."""
    yours = hours.of_owner(book)
    return yours.opening(_working_day(day, yours)), yours.opening(day + DAY)


def _working_day(day: dt.date, yours: Hours) -> dt.date:
    """Return a day, or the day of the week before it that is worked, whether the owner is there or not."""
    return next((before for n in range(7) if is_working(before := day - n * DAY, yours.days, yours.country)), day)


def of_inbox(book: Book) -> Step | None:
    """Return the step of an inbox that wanted triage at the last opening of a working day; None when it did not.

    That it was said on the working day before settles it as if it had been said after.
    """
    yours, day = hours.of_owner(book), _opened(book)
    at = yours.opening(day)
    if at > book.now.at or not _wants_triage(at, book):
        return None
    before = yours.last_working(day - DAY)
    near = [before, *(day + n * DAY for n in range(1, SLIP.days + 1))]
    return Step(_of(day), None, "inbox", at, "owner", about=f"inbox {day:%Y-%m}", later=tuple(map(_of, near)))


def _of(day: dt.date) -> str:
    return f"inbox:{day.isoformat()}"


def _opened(book: Book) -> dt.date:
    """Return the working day of the owner's that has opened last."""
    yours, day = hours.of_owner(book), book.today
    if yours.works_on(day) and yours.opening(day) <= book.now.at:
        return day
    return yours.last_working(day - DAY)


def of_undated(book: Book) -> Step | None:
    """Return the step of tasks that no day brings back, at the last opening of a working day; None without any.

    That it was said in the six days before settles it as if it had been said after.
    """
    day = _opened(book)
    at, seen = hours.of_owner(book).opening(day), days.last_done(book)
    if at > book.now.at or (seen is not None and (day - seen).days < WEEK):
        return None
    old = WEEK + (book.today - day).days  # a week at that opening
    if not any(plate.age(task, book) >= old for task in plate.undated(book)):
        return None
    return _weekly("undated", day, at, book)


def of_week(book: Book) -> Step | None:
    """Return the step of a weekly review that was missed, at the last opening of a working day; None when none was.

    That it was said in the six days before settles it as if it had been said after.
    """
    yours, day = hours.of_owner(book), _opened(book)
    at = yours.opening(day)
    if at > book.now.at or days.missed(day, book) is None:
        return None
    return _weekly("week", day, at, book)


def _weekly(name: str, day: dt.date, at: dt.datetime, book: Book) -> Step:
    """Return a step that is said at most once in seven days: what was said in them settles it."""
    key, span = f"{name}:{book.today.isoformat()}", range(1 - WEEK, (book.today - day + SLIP).days + 1)
    near = tuple(near for n in span if (near := f"{name}:{(day + n * DAY).isoformat()}") != key)
    return Step(key, None, name, at, "owner", about=f"{name} {day:%Y-%m}", later=near)


def _wants_triage(at: dt.datetime, book: Book) -> bool:
    """Tell whether the inbox held too many tasks at an instant, or one for too long, of those that are in it still."""
    until = instants.stored(at)  # text is compared first, for speed
    old = (task for task in plate.triage(book) if task.created < until)
    there = (since for task in old if (since := _since(task, book)) and since <= at)
    some = list(islice(there, MANY + 1))
    return len(some) > MANY or any(since < at - OLD for since in some)


def _since(task: Task, book: Book) -> dt.datetime | None:
    """Return since when a task is in the inbox; what was put away, since the day on which it came back."""
    if task.state == "later" and task.defer_until:
        return Due.of(task.defer_until).begins(book.now)
    return read_instant(task.created)
