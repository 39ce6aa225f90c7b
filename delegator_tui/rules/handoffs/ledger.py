"""Money in its four states: committed, delivered, approved, paid. Each currency apart, and nothing counted twice.

- *committed*: agreed for work that is out and not delivered yet;
- *delivered*: delivered, and it waits for the owner's review;
- *approved*: accepted, and not paid;
- *paid*: payments that were logged.

A part with a share of the price stands by itself. What was paid is taken off what is approved first, then off what is
delivered, then off what is committed: a deposit makes less of what is still to come. A price by the hour, or by
something else that is counted later, is no sum yet: it is left out and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Money, Payment
from delegator_tui.model.states import LIVE_HANDOFF
from delegator_tui.rules.handoffs import money

OPEN_STATES = ("approved", "delivered", "committed")
"""The states of money that is not paid, in the order in which a payment settles them."""
STATES = ("committed", "delivered", "approved", "paid")


class LeftOut(NamedTuple):
    """A handoff or a payment that is in no sum, and why: its ``title`` and one sentence's words."""

    record: str
    title: str
    because: str


class Ledger(NamedTuple):
    """The sums of one contractor, or of all, each currency apart. ``paid`` is that of ``year``.

    ``paid_home`` is what was paid, in the home currency at the rate of the day where it is in another.
    """

    committed: tuple[Money, ...]
    delivered: tuple[Money, ...]
    approved: tuple[Money, ...]
    paid: tuple[Money, ...]
    paid_home: Money


class Accounts(NamedTuple):
    """The ledger of all, and of each contractor (by uid; empty for nobody yet); ``left_out`` is in none."""

    year: int
    whole: Ledger
    by_contractor: dict[str, Ledger]
    left_out: tuple[LeftOut, ...]


def accounts(book: Book, year: int | None = None, contractor: str | None = None) -> Accounts:
    """Return what is committed, delivered, approved and paid in a calendar year, this one unless said.

    ``contractor``: only with them.
    """
    year = year or book.today.year
    handoffs = [h for h in book.handoffs.open.values() if contractor in (None, h.contractor)]
    payments = [(who, p) for who, p in _payments(book) if _year_of(p, book) == year and contractor in (None, who)]
    split = [(h.contractor or "", open_money(h, book)) for h in handoffs if _is_agreed(h)]
    people = dict.fromkeys([who for who, _ in (*split, *payments)])
    by_contractor = {
        who: _ledger([s for w, s in split if w == who], [p for w, p in payments if w == who], book) for who in people
    }
    whole = _ledger([s for _, s in split], [p for _, p in payments], book)
    left = (*_uncounted(handoffs, book), *_without_rate([p for _, p in payments], book))
    return Accounts(year, whole, by_contractor, left)


def _year_of(payment: Payment, book: Book) -> int | None:
    return Due.of(payment.on).date_in(book.now).year if Due.is_due(payment.on) else None


def open_money(handoff: Handoff, book: Book) -> dict[str, Money]:
    """Return what is still to be paid of a fixed price, by state; nothing for what is settled, or has none."""
    owing = money.balance(handoff, book)
    if owing is None or money.is_settled(handoff, book):
        return {}
    gross = _gross(handoff, book)
    paid = money.paid(handoff, book)
    left = money.stored(paid.amount) if paid else Decimal(0)
    found: dict[str, Money] = {}
    for state in OPEN_STATES:
        taken = min(left, gross[state])
        left -= taken
        if gross[state] > taken:
            found[state] = money.money(gross[state] - taken, owing.currency)
    return found


def _is_agreed(handoff: Handoff) -> bool:
    return handoff.state in LIVE_HANDOFF and handoff.state != "drafted"


def _gross(handoff: Handoff, book: Book) -> dict[str, Decimal]:
    """Return the whole price by state, before anything was paid: of parts their shares, the rest as the whole."""
    assert handoff.price is not None
    rest = money.stored(handoff.price.amount)
    found = dict.fromkeys(OPEN_STATES, Decimal(0))
    whole = {"accepted": "approved", "delivered": "delivered"}.get(handoff.state, "committed")
    if whole == "committed":
        for part in book.owed_in(handoff):
            state = {"accepted": "approved", "delivered": "delivered"}.get(part.state)
            if state and part.share and part.share.currency == handoff.price.currency:
                share = min(rest, money.stored(part.share.amount))
                found[state] += share
                rest -= share
    found[whole] += rest
    return found


def _payments(book: Book) -> Iterator[tuple[str, Payment]]:
    """Go through all payments with the contractor that each went to."""
    for payment in book.payments.all():
        handoff, invoice = book.handoffs.get(payment.handoff), book.invoices.get(payment.invoice)
        yield (handoff.contractor if handoff else invoice.contractor if invoice else "") or "", payment


def _ledger(split: list[dict[str, Money]], payments: list[Payment], book: Book) -> Ledger:
    sums = [_sums(found[state] for found in split if state in found) for state in STATES[:-1]]
    paid = _sums(Money(amount=p.amount, currency=p.currency) for p in payments)
    home = [found for p in payments if (found := at_home(p, book)) is not None]
    total = money.total(home).get(book.settings.home_currency, Decimal(0))
    return Ledger(sums[0], sums[1], sums[2], paid, money.money(total, book.settings.home_currency))


def _sums(values: Iterable[Money]) -> tuple[Money, ...]:
    return tuple(money.money(value, currency) for currency, value in money.total(values).items() if value)


def at_home(payment: Payment, book: Book) -> Money | None:
    """Return a payment in the home currency, at the rate that was kept with it; None where none was."""
    home = book.settings.home_currency
    if payment.currency == home:
        return Money(amount=payment.amount, currency=home)
    if not payment.rate or not money.is_amount(payment.rate):
        return None
    return money.money(money.stored(payment.amount) * money.stored(payment.rate), home)


def _uncounted(handoffs: Iterable[Handoff], book: Book) -> Iterator[LeftOut]:
    for each in handoffs:
        if _is_agreed(each) and not money.is_settled(each, book) and each.price and each.price.unit != "fixed":
            yield LeftOut(each.uid, book.title(each), f"its price is {money.say_price(each.price)}, no sum yet")
        elif _is_agreed(each) and each.price is None and each.state != "accepted":
            yield LeftOut(each.uid, book.title(each), "it has no price")


def _without_rate(payments: Iterable[Payment], book: Book) -> Iterator[LeftOut]:
    for each in payments:
        if at_home(each, book) is None:
            handoff = book.handoffs.get(each.handoff)
            said = f"{money.say(each.amount, each.currency)} paid on {Due.of(each.on).say(book.now)}"
            why = f"{said} has no rate to {book.settings.home_currency}"
            yield LeftOut(each.uid, book.title(handoff) if handoff else "an invoice", why)
