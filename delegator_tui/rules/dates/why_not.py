"""Why a text names no date: what in it contradicts itself, and what could be typed in its place."""

from __future__ import annotations

import re

from delegator_tui.model.days import FULL_MONTH_NAMES, day_in_full, month_name
from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.dates import read_exactly
from delegator_tui.rules.dates.day_phrases import read_day
from delegator_tui.rules.dates.habits import PLAIN, of_settings
from delegator_tui.rules.dates.month_phrases import year_of
from delegator_tui.rules.dates.times import read_time
from delegator_tui.rules.dates.view import View
from delegator_tui.rules.dates.vocabulary import MOST_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from delegator_tui.model.book import Book
    from delegator_tui.model.moment import Moment
    from delegator_tui.rules.dates.habits import Habits

_LONGEST = 80
_TIME = r"[0-9]{1,3}(?::[0-9]{2}(?:am|pm)?|am|pm)"
_SLASHED = r"([0-9]{1,2})/([0-9]{1,2})(?:/[0-9]{2,4})?"
_DOTTED = r"([0-9]{1,2})\.([0-9]{1,2})\.(?:[0-9]{2,4})?"
_ISO = r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"


def not_a_date(text: str, now: Moment | None = None, habits: Habits = PLAIN, *, past: bool = False) -> str:
    """Return the sentence for a text that names no date: why it does not, or what could be typed in its place."""
    typed = text.strip()
    said = f"“{typed if len(typed) <= _LONGEST else typed[:_LONGEST] + '…'}” is not a date"
    why = reason(text.split(), now, habits, past=past) if now else ""
    if why:
        return f"{said}: {why}."
    tries = "yesterday, last fri or 3 nov" if past else "fri, 3 dec or in 2 weeks"
    return f"{said}. Try {tries}."


def refusal(text: str, book: Book, *, past: bool = False) -> str:
    """Return the same for a text that was typed where the book's owner is asked for a date."""
    return not_a_date(text, book.now, of_settings(book.settings), past=past)


def reason(words: Sequence[str], now: Moment, habits: Habits = PLAIN, *, past: bool = False) -> str:
    """Return what words that look like a date contradict: ``4 dec is a Friday``; nothing when they only are none."""
    said = [word.lower().strip(",") for word in words[: MOST_WORDS + 1]]
    if not all(said):
        return ""
    view = View(now.today, habits, bare=True, past=past)
    return _no_time(said) or _no_day(said, habits) or _other_weekday(said, view) or _over(words, now, habits, past)


def contradiction(words: Sequence[str], now: Moment, habits: Habits = PLAIN) -> str:
    """Return what is wrong with words that name a day twice, or a day that there is not; nothing otherwise."""
    said = [word.lower().strip(",") for word in words[: MOST_WORDS + 1]]
    if not all(said):
        return ""
    return _no_day(said, habits) or _other_weekday(said, View(now.today, habits, bare=False, past=False))


def _no_time(words: Sequence[str]) -> str:
    for word in words:
        if re.fullmatch(_TIME, word) and read_time([word]) is None:
            return f"there is no {word} on a clock"
    return ""


def _no_day(words: Sequence[str], habits: Habits) -> str:
    for at, word in enumerate(words):
        slashed = re.fullmatch(_SLASHED, word)
        if slashed or re.fullmatch(_DOTTED, word):
            parts = [int(part) for part in re.findall("[0-9]+", word)]
            return _no_day_in_figures(word, parts, month_first=bool(slashed) and habits.month_first)
        if re.fullmatch(_ISO, word):
            year, month, day = (int(part) for part in re.findall("[0-9]+", word))
            return _lacks(day, month, year) if 1 <= month <= 12 else f"there is no month {month}"
        if word in calendar.MONTHS and (why := _beside_month(words, at)):
            return why
    return ""


def _beside_month(words: Sequence[str], at: int) -> str:
    """What is wrong with the day of a month that is named."""
    year = next(filter(None, map(year_of, words)), None)
    for near in (words[max(0, at - 2) : at][::-1], words[at + 1 : at + 3]):
        word = next((word for word in near if word not in ("of", "the")), "")
        found = re.fullmatch("([0-9]{1,2})(?:st|nd|rd|th)?", word)
        if found and (why := _lacks(int(found[1]), calendar.MONTHS[words[at]], year)):
            return why
    return ""


def _no_day_in_figures(word: str, parts: list[int], *, month_first: bool) -> str:
    month, day = (parts[0], parts[1]) if month_first else (parts[1], parts[0])
    if 1 <= month <= 12:
        year = parts[2] if len(parts) > 2 else None
        return _lacks(day, month, year + 2000 if year is not None and year < 100 else year)
    if "/" not in word or not 1 <= day <= 12:
        return f"there is no month {month}"
    order = "the month before the day" if month_first else "the day before the month"
    return f"you write {order} (settings month_first), and there is no month {month}"


def _lacks(day: int, month: int, year: int | None) -> str:
    length = calendar.month_length(year or 2028, month)
    if 1 <= day <= length:
        return ""
    within = f" {year}" if year and (month, day) == (2, 29) else ""
    most = "at most " if month == 2 and not year else ""
    return f"{FULL_MONTH_NAMES[month - 1]}{within} has {most}{length} days"


def _other_weekday(words: Sequence[str], view: View) -> str:
    """A day of the week beside a date that falls on another one; a time may stand beside them."""
    for at, word in enumerate(words):
        if word not in calendar.WEEKDAYS:
            continue
        for count in range(4, 0, -1):
            for beside in (words[at + 1 : at + 1 + count], words[max(0, at - count) : at]):
                found = read_day(beside, view) if len(beside) == count and beside[0] not in calendar.WEEKDAYS else None
                if found and found.day.weekday() != calendar.WEEKDAYS[word]:
                    return f"{found.day.day} {month_name(found.day)} is a {day_in_full(found.day)}"
    return ""


def _over(words: Sequence[str], now: Moment, habits: Habits, past: bool) -> str:
    """What only looking back would understand."""
    if past or read_exactly(words, now, View(now.today, habits, bare=True, past=True)) is None:
        return ""
    return "that day is over; write a past day with its year, such as 19 nov 2026"
