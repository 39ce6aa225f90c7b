"""What is agreed with a contractor and known of them, a line a subject: the detail of a contractor tells it all."""

from __future__ import annotations

from collections.abc import Iterator

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Contractor, Span
from delegator_tui.rules.dates.workdays import say_days
from delegator_tui.rules.handoffs.money import say


def particulars(contractor: Contractor, book: Book) -> list[tuple[str, str]]:
    """Return subject and words of all that is recorded, apart from skills, notes and how to reach them."""
    found = [*_working(contractor, book), *_terms(contractor, book), *_more(contractor)]
    return [(subject, words) for subject, words in found if words]


def _working(who: Contractor, book: Book) -> Iterator[tuple[str, str]]:
    days = say_days(who.working_days or ())
    week = f"{who.capacity_hours_week:g} h a week" if who.capacity_hours_week is not None else ""
    quiet = f"quiet {who.quiet_hours}" if who.quiet_hours else ""
    yield "hours", _joined(week, days, who.working_hours, quiet)
    yield "away", "; ".join(_span(span, book.now) for span in who.away)
    yield "lead time", _working_days(who.lead_time_days)
    lead = who.reminder_lead_days
    yield "reminded", "not wished" if lead == 0 else f"{_working_days(lead)} ahead" if lead else ""


def _terms(who: Contractor, book: Book) -> Iterator[tuple[str, str]]:
    pay = who.pay_terms
    if pay:
        days = f"{pay.days} days" if pay.days is not None else ""
        yield "paid", _joined(days, f"{pay.deposit}% deposit" if pay.deposit else "", pay.how)
    yield (
        "rates",
        "; ".join(
            f"{say(rate.amount, rate.currency)}/{rate.unit}"
            + (f" from {_day(rate.valid_from, book.now)}" if rate.valid_from else "")
            for rate in who.rates
        ),
    )
    yield "papers", "; ".join(_paper(name, kept, who, book.now) for name, kept in who.papers.items())


def _more(who: Contractor) -> Iterator[tuple[str, str]]:
    yield "by", who.channel
    yield "language", who.language
    yield "links", " ".join(who.links)
    yield "found by", who.source
    yield "backup for", ", ".join(who.backup_for)


def _paper(name: str, kept: str, who: Contractor, now: Moment) -> str:
    if kept == "missing":
        return f"{name} missing"
    until = who.papers_until.get(name)
    end = f", {'expired' if until < now.today.isoformat() else 'until'} {_day(until, now)}" if until else ""
    return f"{name} {_day(kept, now)}{end}"


def _span(span: Span, now: Moment) -> str:
    ends = dict.fromkeys((span.start, span.end))
    return " to ".join(_day(day, now) for day in ends) + (f" ({span.note})" if span.note else "")


def _day(text: str, now: Moment) -> str:
    """Return a date in words; what is none, as somebody may have written it by hand, as it is."""
    return Due.of(text).say(now) if Due.is_due(text) else text


def _working_days(count: int | None) -> str:
    return f"{count} working day{'' if count == 1 else 's'}" if count else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
