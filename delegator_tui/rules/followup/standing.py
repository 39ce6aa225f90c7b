"""How a handoff stands, in the words of a row: its group, its lead, what is noted beside its title."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import NEVER, Due
from delegator_tui.model.records import Handoff, Task
from delegator_tui.rules.dates import due
from delegator_tui.rules.followup.account import Account, Standing, account, at_hand
from delegator_tui.rules.followup.parts import PartAccount

LATE, WITH_THEM, ON_YOU, FINISHED = "!", "○", "●", "✓"
"""The marks, each beside a word: overdue, with them, on you, done."""

GROUPS: MappingProxyType[Standing, str] = MappingProxyType({
    "overdue": "Overdue", "slip": "Promised late", "today": "Due today", "silent": "Silent", "soon": "Soon",
    "ahead": "Ahead", "yours": "On you", "to_pay": "To pay", "to_settle": "To settle", "draft": "Drafts",
    "third": "With a third party", "waiting": "Waiting for other work", "done": "Closed",
})  # fmt: skip
"""Every standing with the title of its group, in the order of the groups."""
ORDER: MappingProxyType[Standing, int] = MappingProxyType({name: place for place, name in enumerate(GROUPS)})


class Said(NamedTuple):
    """A standing in a row: ``mark``, ``lead`` for a column of 13 cells, ``note`` beside the title, ``tone``."""

    mark: str
    lead: str
    tone: str = ""
    note: str = ""


def of_task(task: Task, book: Book) -> Account | None:
    """Return the account by which a delegated task stands: its handoff's. None for a task that is with nobody.

    A delegated task has no standing of its own: what is late of it, and by how much, is said by its handoff.
    """
    handoff = book.handoffs_by_task.get(task.uid)
    return at_hand(handoff, book) if handoff is not None else None


def say_task(task: Task, book: Book) -> Said | None:
    """Return how the handoff of a delegated task stands; None for a task that is with nobody."""
    handoff = book.handoffs_by_task.get(task.uid)
    return say(handoff, book) if handoff is not None else None


def say(handoff: Handoff, book: Book) -> Said:
    """Return how a handoff stands, as far as is at hand."""
    return book.once_on(_say_events if book.events_at_hand else _say_records, handoff, handoff.uid)


def _say_events(handoff: Handoff, book: Book) -> Said:
    return _say(account(handoff, book), handoff, book)


def _say_records(handoff: Handoff, book: Book) -> Said:
    return _say(at_hand(handoff, book), handoff, book)


def _say(known: Account, handoff: Handoff, book: Book) -> Said:
    note = _note(known, handoff, book)
    match known.standing:
        case "draft":
            return Said(ON_YOU, "draft")
        case "to_pay" | "to_settle":
            return Said(ON_YOU, "to pay" if known.standing == "to_pay" else "to settle")
        case "done":
            return Said(FINISHED, handoff.state.replace("_", " "))
        case "yours" if known.counts is None:
            return Said(ON_YOU, "review")
        case "slip" if known.slip:
            return Said(WITH_THEM, f"says {_brief(known.slip.promise, book)}", "soon", note)
        case "silent":
            return Said(WITH_THEM, f"{known.silent_days} d no word", "soon", note)
    counts = known.counts
    lead = say_date(counts, book) if counts else ""
    if known.is_late:
        return Said(LATE, lead, "overdue", note)
    mark = WITH_THEM if known.is_theirs else ON_YOU if known.whose == "yours" else WITH_THEM
    return Said(mark, lead, "soon" if known.kind in ("soon", "today") else "", note)


def in_words(handoff: Handoff, book: Book) -> str:
    """Return how a handoff stands in running text: ``5 d late``, ``due Fri 27 Nov``, ``no word for 12 d``."""
    known = at_hand(handoff, book)
    if known.standing == "slip" and known.slip:
        return say_slip(known.slip, book)
    return say_silence(known) if known.standing == "silent" else when_in_words(handoff, book)


def when_in_words(handoff: Handoff, book: Book) -> str:
    """Return how a handoff stands with its date, in running text: ``5 d late``, ``due Fri 27 Nov``, ``no date``."""
    known = at_hand(handoff, book)
    if known.counts is None or known.standing == "draft":
        return say(handoff, book).lead
    lead = say_date(known.counts, book)
    if known.is_late:
        return lead
    return f"due {lead}" if lead else "no date"


def say_quiet(known: Account, book: Book) -> str:
    """Return why nobody writes to them now: ``they answered: nothing to ask before Tue 24 Nov``; empty when one may.

    Of what is held back only: ``not at work now: a message waits until 14:00``.
    """
    if known.quiet is None:
        return ""
    why, until = WHY[known.quiet.why], known.quiet.until
    if until == NEVER:
        return why
    if known.quiet.is_held:
        return f"{why}: a message waits until {say_until(until, book)}"
    local = until.astimezone(book.now.zone)
    day = "" if local.date() == book.today else say_day(local.date(), book.today)
    return f"{why}: nothing to ask before {day or f'{local:%H:%M}'}"


def say_until(until: dt.datetime, book: Book) -> str:
    """Return an instant by the owner's clock, with its day unless that is today: ``14:00``, ``Tue 24 Nov 01:00``."""
    local = until.astimezone(book.now.zone)
    day = "" if local.date() == book.today else f"{say_day(local.date(), book.today)} "
    return f"{day}{local:%H:%M}"


WHY: MappingProxyType[str, str] = MappingProxyType({
    "answered": "they answered", "promised": "they named a date", "put off": "you put it off",
    "nudged": "you wrote to them", "waits for": "it waits for other work: nobody is asked",
    "third": "a third party has it: nobody is asked",
    "freed": "what they waited for was done only now", "night": "not at work now", "away": "away",
})  # fmt: skip
"""Why it is quiet, in words."""
BRIEFLY: MappingProxyType[str, str] = MappingProxyType(
    {"answered": "answered", "nudged": "written to", "put off": "put off"}
)
"""The same beside a title, of what would be asked about else; a date that they named stands there by itself."""


def say_date(of: PartAccount, book: Book) -> str:
    """Return how a part stands with its agreed date, in one column: ``5 d late``, ``today``, or the date."""
    return due.say_standing(due.Standing(of.kind, of.days_late), of.due, book.now)


def say_part(of: PartAccount, known: Account) -> str:
    """Return a part by its name and place: ``home page 1/2``; nothing where all parts stand alike."""
    return f"{of.title} {known.parts.index(of) + 1}/{len(known.parts)}" if known.is_mixed else ""


def say_slip(of: PartAccount, book: Book) -> str:
    """Return a promise after the agreed date in words: ``says Mon 5 Apr, 38 d after the agreed date, Fri 26 Feb``."""
    after = f"{of.slip_days} d after" if of.slip_days else "after"
    promise, agreed = (Due.of(each or "").say(book.now) for each in (of.promise, of.due))
    return f"says {promise}, {after} the agreed date, {agreed}"


def say_silence(known: Account) -> str:
    """Return a silence in words: ``no word for 12 d``."""
    return f"no word for {known.silent_days} d"


def say_check(known: Account) -> str:
    """Return how a check stands: ``check today``, ``check 89 d late``."""
    return f"check {known.check_late} d late" if known.check_late else "check today"


def _note(known: Account, handoff: Handoff, book: Book) -> str:
    """Return what a row notes: which part, which round, what their word is, for what it waits."""
    of = known.slip if known.standing == "slip" and known.slip else known.counts
    if of is None:
        return ""
    parts = [say_part(of, known), f"round {of.round}" if of.is_back else ""]
    if known.standing == "slip":
        parts.append(f"{of.slip_days} d after {Due.of(of.due or '').say(book.now)}")
    elif known.standing == "silent" and of.due and of.kind == "soon":
        parts.append(f"due {_brief(of.due, book)}")
    elif of.promise:
        parts.append(f"{'says' if of.stands else 'said'} {_brief(of.promise, book)}")
    if known.waits:
        parts.append(f"waits for {_title(known.waits[0], book)}")
    if known.quiet and known.quiet.why in BRIEFLY and known.standing in ("overdue", "today", "silent", "soon"):
        parts.append(BRIEFLY[known.quiet.why])
    return " · ".join(part for part in parts if part)


def _title(uid: str, book: Book) -> str:
    handoff, task = book.handoffs.get(uid), book.tasks.get(uid)
    return book.title(handoff) if handoff else task.title if task else "other work"


def _brief(when: str | None, book: Book) -> str:
    return Due.of(when).say_briefly(book.now) if when else ""
