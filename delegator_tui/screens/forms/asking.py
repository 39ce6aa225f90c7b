"""What forms read from what is typed: dates, money and names. A wrong one is refused with its field."""

from __future__ import annotations

from delegator_tui.errors import Ambiguous, Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, understood
from delegator_tui.model.records import Money, Price
from delegator_tui.model.text import is_none
from delegator_tui.rules.dates import dates
from delegator_tui.rules.dates.why_not import refusal
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.search import names
from delegator_tui.widgets.fields import Meaning, Understand, read_as, unread


def date_of(text: str, book: Book, field: str, *, begins: bool = False) -> str | None:
    """Read a date phrase; None for an empty field. Raises Refused."""
    if is_none(text):
        return None
    found = dates.read(text, book, begins=begins)
    if found is None:
        raise Refused(refusal(text, book), field=field)
    return found


def past_date_of(text: str, book: Book, field: str = "on") -> str | None:
    """Read on which day something happened, a phrase without a year as the latest; None for now. Raises Refused."""
    if not text.strip():
        return None
    found = dates.read(text, book, past=True)
    if found is None:
        raise Refused(refusal(text, book, past=True), field=field)
    return found


def understood_past_date(book: Book) -> Understand:
    """Return what shows the understood day beside a field of what happened while it is typed."""

    def understand(text: str) -> Meaning:
        found = dates.read(text, book, past=True)
        return read_as(Due.of(found).say(book.now)) if found else unread("no date yet")

    return understand


def typed_date(due: str | None, book: Book) -> str:
    """Return a due as the owner could have typed it, also when it is over: ``19 Nov 2026``, ``19 Nov 2026 16:00``."""
    return Due.of(due).typed(book.now) if due else ""


def understood_date(book: Book, *, begins: bool = False) -> Understand:
    """Return what shows the understood date beside a field while it is typed."""

    def understand(text: str) -> Meaning:
        found = dates.read(text, book, begins=begins)
        return read_as(understood(found, book.now)) if found else unread("no date yet")

    return understand


def money_of(text: str, book: Book, field: str) -> Money | None:
    """Read an amount; None for an empty field. Raises Refused."""
    if is_none(text):
        return None
    try:
        return money.read_money(text, book.settings.home_currency)
    except Refused as error:
        raise Refused(str(error), field=field) from error


def price_of(text: str, book: Book, field: str = "price") -> Price | None:
    """Read a price such as ``$240`` or ``35/hour``; None for an empty field. Raises Refused."""
    figure, slash, unit = text.strip().partition("/")
    unit = {"h": "hour"}.get(unit.strip(), unit.strip())
    if slash and unit not in money.UNITS:
        raise Refused(f"“{unit}” is not a unit of work: use one of {', '.join(money.UNITS)}.", field=field)
    given = money_of(figure, book, field)
    return Price(amount=given.amount, currency=given.currency, unit=unit or "fixed") if given else None


def understood_price(book: Book) -> Understand:
    """Return what shows the understood price beside a field while it is typed."""

    def understand(text: str) -> Meaning:
        try:
            return read_as(money.say_price(price_of(text, book)))
        except Refused:
            return unread("no amount yet")

    return understand


def contractor_of(text: str, book: Book, field: str = "contractor") -> str | None:
    """Find the contractor that is named; None for an empty field. Raises Refused, Unknown or Ambiguous.

    Nothing is guessed: who is named here may be handed work.
    """
    if not text.strip():
        return None
    try:
        return names.contractor(text, book, "hand off").uid
    except Refused as error:
        error.field = field
        raise


def understood_contractor(book: Book) -> Understand:
    """Return what shows the understood contractor beside a field while it is typed."""

    def understand(text: str) -> Meaning:
        try:
            found = names.contractor(text, book, "hand off")
            return unread(f"{found.name} has ended") if found.status == "ended" else read_as(found.name)
        except Ambiguous:
            return unread("more than one")
        except Refused:
            return unread("nobody yet")

    return understand


def contractor_names(book: Book) -> list[str]:
    """Return the names that a field completes."""
    return [contractor.name for contractor in book.contractors.open.values()]
