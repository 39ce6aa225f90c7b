"""The morning mail to the owner: what needs them today, at most a screen of it."""

from __future__ import annotations

from collections.abc import Iterator

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day, say_day_in_full
from delegator_tui.model.records import MailAccount
from delegator_tui.rules.messages.fill import Message, clean, recipient, subject_line
from delegator_tui.rules.reminders.ladder import Step
from delegator_tui.rules.reminders.remind import to_say
from delegator_tui.rules.reminders.summary import apart, summary
from delegator_tui.rules.today import agenda
from delegator_tui.rules.today.sections import Item, Section, sections

NOW = 12
"""Lines of what needs saying now; what is not named in them is said another time."""
MAX_ROWS = 4
"""Lines of a section before ``+7 more``."""
SHOWN = ("on_you", "mail", "overdue", "slips", "silent", "due_today", "checks", "yours_today")
"""Sections of the home screen that the mail has, in their order."""


def digest(book: Book) -> Message:
    """Return the morning mail. Raises Refused while nobody knows where to."""
    now = book.now
    day = agenda.whole(book)
    headline = agenda.say_headline(day.headline)
    said = summary(to_say(book), book, NOW)
    blocks = [
        [say_day_in_full(now.today), headline],
        *([["Now", *_listed(said)]] if said else []),
    ]
    blocks += [_block(section) for section in sections(day, book) if section.name in SHOWN]
    body = "\n\n".join("\n".join(lines) for lines in blocks)
    subject = f"{say_day(now.today, now.today)}: {headline}"
    return Message(address(book.settings.mail), subject_line(subject.rstrip(".")), clean(body) + "\n")


def named_in(book: Book) -> list[Step]:
    """Return what the morning mail names of what needs saying now."""
    return apart(to_say(book), NOW)[0]


def address(account: MailAccount | None) -> str:
    """Return where mail to the owner goes. Raises Refused while that is not set."""
    to = recipient((account.to or account.sender or account.user) if account else "")
    if not to:
        raise Refused("There is no address to mail you at: set mail_to.", field="mail_to")
    return to


def _block(section: Section) -> list[str]:
    items = section.items if len(section.items) <= MAX_ROWS + 1 else section.items[:MAX_ROWS]
    more = len(section.items) - len(items)
    rest = [f"  +{more} more"] if more else []
    return [f"{section.title} ({len(section.items)})", *map(_line, items), *rest]


def _listed(lines: list[str]) -> Iterator[str]:
    return (f"  {subject_line(line)}" for line in lines)


def _line(item: Item) -> str:
    lead = f"{item.lead}: " if item.lead else ""
    about = " · ".join(part for part in (item.title, item.note, item.who, item.amount) if part)
    return f"  {subject_line(lead + about)}"
