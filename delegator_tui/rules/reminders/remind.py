"""What was said already, and when something is next to be said."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.rules.dates import hours
from delegator_tui.rules.reminders.ladder import Step, all_steps, due_steps

LOOK_AGAIN = dt.timedelta(minutes=15)
"""How long what is to be said may be taken for unchanged: quiet hours end, a day begins."""


def stamps(book: Book) -> dict[str, str]:
    """Return the instant at which each step was said, by the key of the step."""
    return {key: at for reminder in book.reminders.open.values() for key, at in reminder.said.items()}


def to_say(book: Book) -> list[Step]:
    """Return what needs saying now and was not said."""
    return due_steps(book, stamps(book))


def digest_key(book: Book) -> str:
    """Return the key of this day's mail to the owner."""
    return f"digest:{book.today.isoformat()}"


def digest_is_due(book: Book) -> bool:
    """Tell whether the mail of this morning is to be sent: the owner's day has begun, and it was not sent yet."""
    yours = hours.of_owner(book)
    begun = yours.works_on(book.today) and book.now.at >= yours.opening(book.today)
    return begun and digest_key(book) not in stamps(book)


def next_look(book: Book) -> dt.datetime:
    """Return the instant at which it is worth looking again whether something needs saying."""
    ahead = (step.at for step in all_steps(book) if step.at > book.now.at and not step.silent)
    return min([book.now.at + LOOK_AGAIN, *ahead])
