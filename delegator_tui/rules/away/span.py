"""A time away as people type it: two days, both within; and what cannot be one."""

from __future__ import annotations

import datetime as dt
import re

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Span
from delegator_tui.rules.dates import dates, hours
from delegator_tui.rules.dates.habits import of_settings
from delegator_tui.rules.dates.hours import DAY
from delegator_tui.rules.dates.why_not import refusal

MAX_DAYS = 366
"""Days that a time away may last."""
JUST_OVER = 60 * DAY
"""A day without a year that was within so many days is not taken to be the one a year later."""
NEAR = 62 * DAY
"""Within so many days after the first one a last day is looked for that would lie before it: ``fri to mon``."""
_BETWEEN = re.compile(r"\s+(?:to|until|till|through|-|–|—)\s+|\s*(?:\.\.|…|–)\s*", re.IGNORECASE)


def read_span(text: str, book: Book) -> Span:
    """Return the days that ``5 dec to 12 dec`` names, or one day. Raises Refused for what names none."""
    first, *rest = _BETWEEN.split(text.strip().removeprefix("from "), maxsplit=1)
    return span_of(first, rest[0] if rest else "", book)


def span_of(first: str, last: str, book: Book, note: str = "") -> Span:
    """Return a span from two phrases; without ``last`` it is one day. Raises Refused, naming the field.

    A day without a year that was a short while ago is refused: nobody can tell whether next year's is meant.
    A last day without a year that would lie before the first is read as the next such day after it, when that is near.
    A day without a month (``5 to 12 dec``) is of the other's month.
    """
    end = _day(last, book, "to") if last and not _is_bare(last) else None
    begin = _with_day(first, end) or _day(first, book, "from")
    end = _with_day(last, begin) or end or begin
    if end < begin:
        then = Moment(dt.datetime.combine(begin, dt.time(), book.now.zone), book.now.zone)
        after = dates.read_date(last, then, of_settings(book.settings))
        later = Due.of(after).day if after else end
        end = later if later - begin < NEAR else end
    if not _is_bare(first):
        _check_year(first, begin, book, "from")
    if last and not _is_bare(last) and (_is_bare(first) or end - begin > NEAR):
        _check_year(last, end, book, "to")
    return Span(start=begin.isoformat(), end=end.isoformat(), note=note)


def _check_year(text: str, day: dt.date, book: Book, field: str) -> None:
    """Refuse a day of next year that was typed without its year, when this year's is just over."""
    was = dates.read(text, book, past=True)
    over = Due.of(was).day if was else day
    if over < book.today <= over + JUST_OVER and day > over + 6 * JUST_OVER:
        raise Refused(f"{_say(over, book)} is over: write {day} if you mean next year.", field=field)


def _is_bare(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,2}", text.strip()))


def _with_day(text: str, of: dt.date | None) -> dt.date | None:
    try:
        return of.replace(day=int(text)) if of and _is_bare(text) else None
    except ValueError:
        return None


def _day(text: str, book: Book, field: str) -> dt.date:
    found = dates.read(text, book)
    if found is None:
        raise Refused(refusal(text, book), field=field)
    day = Due.of(found)
    if day.has_time:
        raise Refused("A time away is whole days: leave the time of day out.", field=field)
    return day.day


def check_span(span: Span, book: Book) -> None:
    """Refuse a span that is over, the wrong way round, longer than a year, or runs into another."""
    first, last = days_of(span)
    if last < first:
        raise Refused(f"{_say(last, book)} comes before {_say(first, book)}: say the first day first.", field="to")
    if last < book.today:
        raise Refused(f"{_say(last, book)} is over already: a time away is still to come.", field="to")
    if first.year not in hours.SANE or (last - first).days >= MAX_DAYS:
        raise Refused("A time away lasts a year at most.", field="to")
    for other in book.settings.away:
        if (known := hours.days_of(other)) and known[0] <= last and first <= known[1]:
            raise Refused(f"You are away {say_span(other, book)} already: cancel that first.", field="from")


def days_of(span: Span) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a span that was read here."""
    return dt.date.fromisoformat(span.start), dt.date.fromisoformat(span.end)


def planned(book: Book) -> list[Span]:
    """Return the times away that are not over, in order."""
    known = ((days[0], span) for span in book.settings.away if (days := hours.days_of(span)) and days[1] >= book.today)
    return [span for _, span in sorted(known, key=lambda each: each[0])]


def span_on(day: dt.date, book: Book) -> Span | None:
    """Return the time away that a day is in; None when there is none."""
    spans = ((hours.days_of(span), span) for span in book.settings.away)
    return next((span for days, span in spans if days and days[0] <= day <= days[1]), None)


def back_on(span: Span, book: Book) -> dt.date:
    """Return the day back: the owner's first working day after a span, and after another that follows on it."""
    yours = hours.of_owner(book)
    return yours.date_of(yours.opening(days_of(span)[1] + DAY))


def say_span(span: Span, book: Book) -> str:
    """Return a span in a sentence: ``from Sat 5 Dec to Sat 12 Dec``, ``on Sat 5 Dec``."""
    if span.start == span.end:
        return f"on {Due.of(span.start).say(book.now)}"
    return f"from {Due.of(span.start).say(book.now)} to {Due.of(span.end).say(book.now)}"


def _say(day: dt.date, book: Book) -> str:
    return say_day(day, book.today)
