"""Which channels a reminder takes: in the open dashboard, by a timer while it is closed, and when one of them fails.

Mail is the channel of the morning: one a day says what the day asks, and with nothing else chosen it says the steps,
too. All other channels say each step when its time has come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book

CHANNELS = {"toast": "pop-up", "bell": "sound", "terminal": "terminal", "desktop": "desktop", "mail": "mail"}
"""What the owner may choose in the settings, and what each is called on the screen."""
NONE = "none"
"""What stands for no channel at all."""
ASKED_FOR = ("print", "bell", "terminal", "desktop", "mail")
"""What a command may be asked to remind by."""
SHOWS_WORDS = frozenset({"toast", "terminal", "desktop"})
"""Channels by which the owner reads what is said; a bell only calls."""
OUTSIDE = frozenset({"desktop", "mail"})
"""Channels that reach the owner while the program is closed."""
PATIENCE = dt.timedelta(hours=1)
"""How long a timer leaves a channel alone that failed."""


def say(chosen: Collection[str]) -> str:
    """Return what is chosen as it is called on the screen: ``pop-up, sound``; ``none`` for nothing."""
    return ", ".join(CHANNELS.get(each, each) for each in chosen) or NONE


def read(text: str) -> list[str]:
    """Return the channels that are named, by either name. Raises Refused, naming the field of the settings."""
    named = {words: channel for channel, words in CHANNELS.items()} | {channel: channel for channel in CHANNELS}
    words = text.lower().replace(",", " ").split()
    unknown = [word for word in words if word not in named and word != NONE]
    if unknown:
        known = ", ".join(CHANNELS.values())
        raise Refused(f"“{unknown[0]}” is not a way to remind you. Use {known}, or {NONE}.", field="channels")
    found = {named.get(word) for word in words}
    return [channel for channel in CHANNELS if channel in found]


def in_dashboard(book: Book) -> tuple[str, ...]:
    """Return by what the open dashboard says a step: all that is chosen; nothing where mail alone is."""
    return tuple(each for each in book.settings.channels if each != "mail")


def is_silent(book: Book) -> bool:
    """Tell whether the owner chose to be reminded by nothing."""
    return not book.settings.channels


def was_read(by: Collection[str]) -> bool:
    """Tell whether one of the channels that took a reminder shows its words; else the dashboard says them itself."""
    return not SHOWS_WORDS.isdisjoint(by)


def by_timer(book: Book) -> tuple[str, ...]:
    """Return by what a timer says a step: the desktop, unless mail is the only one of these, or nothing is chosen.

    The channels of an open terminal reach nobody then, so the desktop stands in for them. While it fails, it is left
    alone for an hour.
    """
    own = frozenset(book.settings.channels)
    wanted = "desktop" in own or bool(own and OUTSIDE.isdisjoint(own))
    return ("desktop",) if wanted and not failed_lately("desktop", book) else ()


def by_command(asked: tuple[str, ...], *, digest: bool) -> tuple[str, ...]:
    """Return by what a command says a step: what it was asked to, else it prints; with the mail of the day nothing."""
    return asked or (() if digest else ("print",))


def mails_mornings(book: Book) -> bool:
    """Tell whether the owner gets a mail of the morning."""
    return "mail" in book.settings.channels


def morning_is_due(book: Book) -> bool:
    """Tell whether the mail of this morning is chosen, and to be sent now."""
    from delegator_tui.rules.reminders.remind import digest_is_due  # read with the ladder: settings do without

    return mails_mornings(book) and digest_is_due(book)


def morning_says_steps(book: Book) -> bool:
    """Tell whether what the mail of the morning says is said: no other channel is chosen that would say it."""
    return not in_dashboard(book)


def failed_key(channel: str, book: Book) -> str:
    """Return the key of a channel's failure in this hour."""
    return f"failed:{channel}:{book.today.isoformat()}T{book.now.local:%H}"


def failed_today(channel: str, book: Book) -> bool:
    """Tell whether a channel's failure was told today."""
    return bool(_failures(f"failed:{channel}:{book.today.isoformat()}", book))


def failed_lately(channel: str, book: Book) -> bool:
    """Tell whether a channel failed in the last hour: then a timer does not try it again at each of its runs."""
    return any(abs(book.now.at - at) < PATIENCE for at in _failures(f"failed:{channel}:", book))


def _failures(begin: str, book: Book) -> list[dt.datetime]:
    """Return when the failures were told whose keys begin so."""
    from delegator_tui.rules.handoffs.history import read_instant
    from delegator_tui.rules.reminders.remind import stamps

    found = (read_instant(at) for key, at in stamps(book).items() if key.startswith(begin))
    return [at for at in found if at is not None]
