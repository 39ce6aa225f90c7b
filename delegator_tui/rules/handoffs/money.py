"""The only place that adds money. Amounts are decimal strings; currencies are never mixed without a rate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache

from delegator_tui.errors import Refused
from delegator_tui.model.amounts import Amount, in_units, is_currency, read_amount
from delegator_tui.model.book import Book
from delegator_tui.model.currency import places, with_sign
from delegator_tui.model.due import Due
from delegator_tui.model.records import Deliverable, Handoff, Money, Payment, Price, Rate

SETTLING = frozenset({"accepted"})
MAX_AMOUNT = Decimal("1e12")
FIGURE = r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+"
"""A plain number as typed, such as hours or a rate of exchange."""
HOURS_A_DAY = 8
"""Hours of a day that is paid by the day."""
FINE = frozenset(("word", "minute", "item"))
"""Units of work that may cost less than the smallest coin: ``$0.085/word``."""


def number(text: str) -> Decimal:
    """Read a number that is no money, such as hours; raises Refused when it is none or not from 0 to 1e12."""
    bare = text.strip()
    value = Decimal(bare.replace(",", "")) if re.fullmatch(FIGURE, bare) else MAX_AMOUNT
    if not value < MAX_AMOUNT:
        raise Refused(f"“{text}” is not a number: write one such as 160 or 160.50.", field="amount")
    return value


def stored(text: str) -> Decimal:
    """Return an amount as it is kept; 0 for what is no amount of money: only another program can have written that."""
    return Decimal(text) if is_amount(text) else Decimal(0)


def is_amount(text: str) -> bool:
    """Tell whether a kept amount is a plain number of a size that money has: not ``1e999999``, not ``NaN``."""
    return re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,60})?", text, re.ASCII) is not None


def exact(value: Decimal, currency: str) -> str:
    """Return a sum as it is stored: rounded to the currency's smallest unit, never in exponent form."""
    return f"{value.quantize(_step(currency), ROUND_HALF_UP):f}"


def _step(currency: str) -> Decimal:
    return Decimal(1).scaleb(-places(currency))


def money(value: Decimal, currency: str) -> Money:
    """Return an amount and its currency as a value to keep."""
    return Money(amount=exact(value, currency), currency=currency)


def read_money(text: str, home: str = "USD") -> Money:
    """Read ``$300``, ``300 €``, ``€ 1.234,50``, ``CHF 1'200``, ``160`` (home currency). Raises Refused.

    Nothing is rounded: what the currency cannot hold, or what may be two amounts, is refused with both.
    """
    found = _read(text, home)
    kept = in_units(found.figure, found.currency)
    if found.grouped or kept is None:
        raise Refused(_two_readings(found, text.strip()), field="amount")
    return Money(amount=kept, currency=found.currency)


def read_currency(text: str, field: str = "currency") -> str:
    """Read the code of a currency. Raises Refused with what is accepted."""
    code = text.strip().upper()
    if not is_currency(code):
        raise Refused(f"“{text.strip()}” is not a currency: use three letters such as USD.", field=field)
    return code


def _read(text: str, home: str) -> Amount:
    """Return an amount as typed, in a currency that there is; the owner's own is one, whatever it is."""
    found = read_amount(text, home)
    if found is None:
        raise Refused(f"“{text}” is not an amount of money: write a number such as 160 or 160.50.", field="amount")
    if not found.currency and found.sign:
        raise Refused(
            f"“{found.sign}” is the sign of several currencies: write three letters, such as SEK, NOK or INR.",
            field="amount",
        )
    if found.currency != home:
        read_currency(found.currency, "amount")
    return found


def _two_readings(found: Amount, typed: str) -> str:
    """Say which two amounts a typed one may be: grouped or with decimals, else the coins on both sides of it."""
    currency, value = found.currency, Decimal(found.figure)
    if found.grouped:
        one, other = Decimal(found.grouped), value.quantize(_step(currency), ROUND_HALF_UP)
        return f"“{typed}” may be {say(one, currency)} or {say(other, currency)}: write the one that you mean."
    below = value.quantize(_step(currency), ROUND_DOWN)
    near = f"{say(below, currency)} and {say(below + _step(currency), currency)}"
    how = f"{places(currency) or 'no'} decimals"
    return f"“{typed}” lies between {near}, and {currency} has {how}: write the one that you mean."


def read_rate(text: str, home: str = "USD") -> Rate:
    """Read ``35/hour``, ``$0.11/word``, ``300 eur/project``. Raises Refused with what to write."""
    figure, slash, unit = text.partition("/")
    unit = unit.strip().lower() if slash else "hour"
    unit = {"h": "hour", "hr": "hour", "d": "day"}.get(unit, unit)
    if unit not in UNITS:
        raise Refused(f"“{unit}” is not a unit of work: use one of {', '.join(UNITS)}.", field="rate")
    figure = figure.strip()
    found = _read(figure, home)
    kept = found.figure
    if unit not in FINE:
        kept = read_money(figure, home).amount if found.grouped or not _fits(found) else kept
    if not Decimal(kept):
        raise Refused("A rate is more than nothing: write one such as 35/hour, or leave it out.", field="rate")
    return Rate(amount=kept, currency=found.currency, unit=unit)


def _fits(found: Amount) -> bool:
    return in_units(found.figure, found.currency) is not None


UNITS = ("hour", "day", "word", "minute", "item", "project", "retainer")


def total(values: Iterable[Money | Price]) -> dict[str, Decimal]:
    """Add amounts, each currency apart, in the order they come."""
    sums: dict[str, Decimal] = {}
    for value in values:
        sums[value.currency] = sums.get(value.currency, Decimal(0)) + stored(value.amount)
    return sums


def worth(minutes: float, an_hour: Money) -> Money:
    """Return what a time is worth at a price an hour."""
    return money(stored(an_hour.amount) * Decimal(str(minutes)) / 60, an_hour.currency)


def plus(one: Money | None, other: Money | None) -> Money | None:
    """Return the sum of two amounts; None where one is not known, or where they are in two currencies."""
    if one is None or other is None or one.currency != other.currency:
        return None
    return money(stored(one.amount) + stored(other.amount), one.currency)


def minus(one: Money | None, other: Money | None) -> Money | None:
    """Return the first amount less the second, below zero too; None where ``plus`` would be."""
    less = Money(amount=f"{-stored(other.amount):f}", currency=other.currency) if other else None
    return plus(one, less)


@lru_cache(maxsize=4096)  # asked of each contractor at every card, with a few rates and estimates
def at_rate(rate: Rate | None, minutes: float | None) -> Money | None:
    """Return what a rate makes of a time: by hour, day or project. None where it is by what nobody counted."""
    if rate is None or not is_amount(rate.amount):
        return None
    if rate.unit == "project":
        return money(stored(rate.amount), rate.currency)
    if minutes is None or rate.unit not in ("hour", "day"):
        return None
    a_unit = Money(amount=rate.amount, currency=rate.currency)
    return worth(minutes / (HOURS_A_DAY if rate.unit == "day" else 1), a_unit)


def say(value: Decimal | str, currency: str) -> str:
    """Return an amount as people read it: ``$276``, ``€1,200.50``, ``300 CHF``; of a rate every figure, ``$0.085``.

    A kept amount that is none is ``$?``.
    """
    if isinstance(value, str) and not is_amount(value):
        return with_sign("?", currency)
    figure, count = Decimal(value), places(currency)
    whole = figure == figure.to_integral_value()
    fine = figure != round(figure, count)
    text = f"{figure:,.0f}" if whole else f"{figure.normalize():,f}" if fine else f"{figure:,.{count}f}"
    return with_sign(text, currency)


def say_money(value: Money | Price | None) -> str:
    """Return money as people read it; nothing for none."""
    return say(value.amount, value.currency) if value else ""


def say_price(price: Price | None) -> str:
    """Return a handoff's price: ``$240``, ``$35/hour``, ``up to $300``."""
    if price is None:
        return ""
    text = say_money(price) + ("" if price.unit == "fixed" else f"/{price.unit}")
    return f"up to {text}" if price.cap else text


def paid(handoff: Handoff, book: Book) -> Money | None:
    """Return what was paid for a handoff, in its price's currency; None when nothing is priced nor paid."""
    payments = book.paid_for(handoff)
    currency = handoff.price.currency if handoff.price else payments[0].currency if payments else None
    if currency is None:
        return None
    return money(sum((stored(p.amount) for p in payments if p.currency == currency), Decimal(0)), currency)


def say_paid(handoff: Handoff, book: Book) -> str:
    """Return what was paid so far, and to whom: ``$300 to Ana on Mon 23 Nov``; nothing for nothing."""
    payments = book.paid_for(handoff)
    sums = " and ".join(say(value, currency) for currency, value in total(map(_of, payments)).items())
    days = dict.fromkeys(Due.of(each.on).say(book.now) for each in payments if Due.is_due(each.on))
    name = book.name(handoff.contractor)
    return sums + (f" to {name}" if name and sums else "") + (f" on {' and '.join(days)}" if days else "")


def _of(payment: Payment) -> Money:
    return Money(amount=payment.amount, currency=payment.currency)


def is_settled(handoff: Handoff, book: Book) -> bool:
    """Tell whether no money is open: nothing was priced, a final payment is logged, or the fixed price is paid up."""
    payments = book.paid_for(handoff)
    if handoff.price is None or any(p.kind == "final" for p in payments):
        return True
    spent = sum((stored(p.amount) for p in payments if p.currency == handoff.price.currency), Decimal(0))
    return handoff.price.unit == "fixed" and spent >= stored(handoff.price.amount)


def balance(handoff: Handoff, book: Book) -> Money | None:
    """Return what is still to pay of a fixed price; None when there is no fixed price. Never below zero."""
    price = handoff.price
    if price is None or price.unit != "fixed":
        return None
    spent = sum((stored(p.amount) for p in book.paid_for(handoff) if p.currency == price.currency), Decimal(0))
    return money(max(Decimal(0), stored(price.amount) - spent), price.currency)


def parts_open(handoff: Handoff, book: Book) -> list[Deliverable]:
    """Return the parts of a handoff that were not paid by name."""
    paid_by_name = parts_paid(handoff, book)
    return [part for part in book.owed_in(handoff) if part.state != "waived" and part.uid not in paid_by_name]


def payable(handoff: Handoff, book: Book) -> Money | None:
    """Return what is to be paid now: of accepted work all that is open, else the open shares of accepted parts.

    None when that is nothing, or when nobody knows.
    """
    owing = balance(handoff, book)
    if owing is None or is_settled(handoff, book):
        return None
    if handoff.state in SETTLING:
        return owing
    shares = [part.share for part in book.owed_in(handoff) if part.state == "accepted" and part.share]
    earned = total(share for share in shares if share.currency == owing.currency).get(owing.currency, Decimal(0))
    paid_already = paid(handoff, book)
    open_now = min(earned - stored(paid_already.amount if paid_already else "0"), stored(owing.amount))
    return money(open_now, owing.currency) if open_now > 0 else None


def parts_paid(handoff: Handoff, book: Book) -> frozenset[str]:
    """Return the uids of the parts whose share was paid."""
    return frozenset(uid for payment in book.paid_for(handoff) for uid in payment.deliverables)


def asked(handoff: Handoff, book: Book, more: Money) -> Money:
    """Return what the invoices of a handoff ask together with ``more``, of those in the same currency."""
    invoices = (invoice for invoice in book.invoices.all() if invoice.currency == more.currency)
    before = (line.amount for invoice in invoices for line in invoice.lines if line.handoff == handoff.uid)
    return money(sum(map(stored, before), stored(more.amount)), more.currency)


def is_to_pay(handoff: Handoff, book: Book) -> bool:
    """Tell whether a handoff is accepted and its money still open."""
    return handoff.state in SETTLING and not is_settled(handoff, book)
