"""What is due to be said, in a few lines for a toast, a mail or the shell: three of them, the rest as counts."""

from __future__ import annotations

from collections import Counter

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff
from delegator_tui.rules.dates.due import standing
from delegator_tui.rules.followup.account import Account, account
from delegator_tui.rules.followup.silence import is_unconfirmed
from delegator_tui.rules.followup.standing import say_part, say_silence, say_slip, say_until
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.pay_due import pay_due
from delegator_tui.rules.reminders.ladder import Step
from delegator_tui.rules.review import days
from delegator_tui.rules.tasks import plate

ORDER = (
    "question", "review", "yours", "slip", "decide", "held", "pay late", "late 2", "late 1", "pay today", "task late",
    "task today", "silent", "ack", "before", "pay before", "midpoint", "sample", "third", "access", "draft",
    "undated", "inbox", "week",
)  # fmt: skip
"""Steps in the order in which they are said: whom the owner keeps waiting first."""
COUNTED = {
    "question": "to answer", "review": "to review", "yours": "your move",
    "slip": "promised late", "decide": "to decide", "pay late": "to pay",
    "pay today": "to pay", "pay before": "to pay", "third": "to check", "access": "to revoke", "draft": "to send",
    "task late": "of yours late", "task today": "of yours due", "undated": "look at undated tasks",
    "inbox": "to triage", "week": "week to review",
}  # fmt: skip
"""How a step is counted; all others are nudges."""
WHOLE = ("undated ", "inbox ", "week ")
"""How ``about`` begins of a step that is about no single record."""
FEW = 3
"""Lines from which on one line more does not matter."""
TASKS = frozenset({"task late", "task today"})
"""Steps of which several are one line."""


def summary(steps: list[Step], book: Book, most: int | None = 3) -> list[str]:
    """Return at most ``most`` lines on steps, what weighs most first, and one line that counts the rest.

    Nudges to one contractor are one line, for they are one message; so are tasks of the owner's that are late, or due.
    A rest of one line is said instead of counted. ``most`` None: there is room for everything, by its name.
    """
    named, rest = _apart(steps, most)
    lines = [_line(group, book, whole=most is None) for group in named]
    return [*lines, _counts(rest)] if rest else lines


def apart(steps: list[Step], most: int | None = 3) -> tuple[list[Step], list[Step]]:
    """Return the steps that such lines name, and those that they only count."""
    named, rest = _apart(steps, most)
    return [step for group in named for step in group], rest


def _apart(steps: list[Step], most: int | None) -> tuple[list[list[Step]], list[Step]]:
    groups: dict[str, list[Step]] = {}
    for step in sorted(steps, key=lambda step: (ORDER.index(step.step) if step.step in ORDER else len(ORDER), step.at)):
        groups.setdefault(_together(step), []).append(step)
    said = list(groups.values())
    if most is None or (most >= FEW and len(said) == most + 1):
        return said, []
    return said[:most], [step for group in said[most:] for step in group]


def _together(step: Step) -> str:
    if step.to == "contractor":
        return f"nudge:{step.contractor}"
    return step.step if step.step in TASKS else step.key


def _counts(steps: list[Step]) -> str:
    """Return how many steps there are more, of each kind."""
    counted = Counter(COUNTED.get(step.step, "to nudge") for step in steps)
    if len(counted) == 1:
        return f"and {len(steps)} more {next(iter(counted))}"
    return f"and {len(steps)} more: " + ", ".join(f"{count} {words}" for words, count in counted.items())


def _line(group: list[Step], book: Book, *, whole: bool) -> str:
    """Return a group as one line; ``whole``: with the names of all that is in it."""
    first, most = group[0], len(group) if whole else 2
    who = book.name(first.contractor)
    if first.to == "contractor":
        titles = [_title(step, book) for step in group]
        if len(titles) == 1:
            return say_step(first, book)
        return f"Nudge {who} on {len(titles)} things: {_first(titles, most)}{_hours(first, book)}"
    if len(group) > 1:
        return f"{len(group)} {COUNTED[first.step]}: {_first([_title(step, book) for step in group], most)}"
    return say_step(first, book)


def _first(titles: list[str], most: int) -> str:
    return ", ".join(titles[:most]) + (f" and {len(titles) - most} more" if len(titles) > most else "")


def say_step(step: Step, book: Book) -> str:
    """Return one step as the owner reads it."""
    title, who, due = _title(step, book), book.name(step.contractor), _how_late(step, book)
    words = {
        "question": f"{who} waits for your answer on {title}",
        "review": f"Review {title} from {who}",
        "yours": f"Your move on {title}: {who} waits",
        "third": f"Check on {title}: a third party has it",
        "slip": f"{who} named a late date for {title}{due}: agree it, hold them to the agreed date, or decide",
        "decide": f"Decide on {title}{due}: extend, cut scope, reassign or end",
        "access": f"Revoke {_system(step, book)} from {who}",
        "draft": f"Send or drop the draft {title}",
        "held": f"Tell {who} that you hold them to the agreed date: {title}{due}{_hours(step, book)}",
        "today": f"{title} is due today from {who}",
        "task today": f"Yours: {title}{_own_due(step, book)}",
        "task late": f"Yours: {title}{due}",
    }
    if step.about.startswith(WHOLE):
        return {"week": _say_week, "undated": _say_undated}.get(step.step, _say_inbox)(book)
    if step.step.startswith("pay"):
        return f"Pay {_amount(step, book)} to {who} for {title}{_pay_by(step, book)}"
    return words.get(step.step) or f"Nudge {who}: {title}{due}{_hours(step, book)}"


def _hours(step: Step, book: Book) -> str:
    """Return from when on a message may reach them, where they are not at work now: `` (at work from 14:00)``."""
    handoff = _handoff(step, book)
    quiet = account(handoff, book).quiet if handoff else None
    return f" (at work from {say_until(quiet.until, book)})" if quiet and quiet.is_held else ""


def _handoff(step: Step, book: Book) -> Handoff | None:
    return book.handoffs.get(step.handoff)


def _title(step: Step, book: Book) -> str:
    handoff, task, part = _handoff(step, book), book.tasks.get(step.about), book.deliverables.get(step.about)
    name = f" ({part.title})" if part else ""
    return f"{book.title(handoff)}{name}" if handoff else task.title if task else ""


def _own_due(step: Step, book: Book) -> str:
    """Return when a task is due, although that may be this very minute: ``, due today``, ``, due Fri 27 Nov 16:00``."""
    task = book.tasks.get(step.about)
    due = task.due if task else None
    if not due:
        return ""
    return ", due today" if due == book.today.isoformat() else f", due {Due.of(due).say(book.now)}"


def _say_inbox(book: Book) -> str:
    waiting = plate.counts(book).triage
    return f"Triage the inbox: {waiting} task{'' if waiting == 1 else 's'}"


def _say_undated(book: Book) -> str:
    found = plate.undated(book)
    if len(found) == 1:
        return f"Yours without a date for {plate.age(found[0], book)} d: {found[0].title}"
    return f"Yours without a date: {_first([task.title for task in found], 2)}"


def _say_week(book: Book) -> str:
    done = days.last_done(book)
    return f"Review the week: the last was on {say_day(done, book.today)}" if done else "Review the week"


def _how_late(step: Step, book: Book) -> str:
    """Return how a thing stands: ``, 3 d late``, ``, brief not confirmed``, ``, due Fri 27 Nov``, with its part."""
    handoff, task = _handoff(step, book), book.tasks.get(step.about)
    if handoff is not None:
        return _handoff_late(step, handoff, account(handoff, book), book)
    due = task.due if task else None
    stand = standing(due, book.now)
    if stand.overdue:
        return f", {stand.days_late} d late" if stand.days_late else ", late"
    return f", due {Due.of(due).say(book.now)}" if due else ""


def _handoff_late(step: Step, handoff: Handoff, known: Account, book: Book) -> str:
    counts = known.slip if step.step == "slip" else known.counts
    part = f" ({name})" if counts and (name := say_part(counts, known)) else ""
    if step.step == "slip" and counts:
        return f"{part}, {say_slip(counts, book).removeprefix('says ')}"
    if known.is_late:
        return f"{part}, {known.days_late} d late" if known.days_late else f"{part}, late"
    if step.step == "silent":
        return f"{part}, {say_silence(known)}"
    if is_unconfirmed(handoff, book):
        return ", brief not confirmed"
    return f"{part}, due {Due.of(counts.due).say(book.now)}" if counts and counts.due else ""


def _system(step: Step, book: Book) -> str:
    grant = book.access.get(step.about)
    return grant.system if grant else "access"


def _amount(step: Step, book: Book) -> str:
    handoff = _handoff(step, book)
    return (money.say_money(money.balance(handoff, book)) if handoff else "") or "the invoice"


def _pay_by(step: Step, book: Book) -> str:
    handoff = _handoff(step, book)
    by = pay_due(handoff, book) if handoff else None
    stand = standing(by, book.now)
    if stand.overdue:
        return f", {stand.days_late} d late"
    return f", due {Due.of(by).say(book.now)}" if by else ""
