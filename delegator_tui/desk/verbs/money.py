"""Verbs of money: take an invoice in, checked against what was agreed, and log a payment."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.lookup import check_date
from delegator_tui.desk.verbs.parts import Which, named, titles
from delegator_tui.desk.verbs.standing import has_open_access
from delegator_tui.desk.verbs.when import When, when
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.records import Deliverable, Handoff, InvoiceLine, Money
from delegator_tui.model.states import ACCEPTED, ENDED, OPEN_HANDOFF
from delegator_tui.rules.handoffs import lifecycle, money

KINDS = ("deposit", "part", "final")
NOT_YET = {"delivered": "Review it first."}
"""What to do before all of it is paid, by the state."""


@verb("pay")
def pay(tx: Transaction, uid: str, amount: Money | None = None, *, kind: str | None = None, rate: str | None = None,
    anyway: bool = False, deliverable: Which = None, on: str | None = None,
) -> Done:  # fmt: skip
    """Log a payment: ``amount``, else what accepted parts make payable, or all that is open.

    Of the parts that are named it is their shares of the price. A final one settles an accepted handoff, which then
    closes. ``on``: the day of it, today unless said. Raises Refused without an amount where no fixed price or share
    says one, for another currency than the price's, and, unless ``anyway``, for more than is open, for a part that is
    paid, for the same again on one day, and for all of what is not accepted: of that a deposit or a part is paid by an
    amount that leaves something open, or by its ``kind``.
    """
    handoff = _payable(uid, tx.book)
    title = tx.book.title(handoff)
    moment = when(tx, on, handoff)
    if kind is not None and kind not in KINDS:
        raise Refused(f"“{kind}” is not a kind of payment: use one of {', '.join(KINDS)}.", field="kind")
    parts = _paid_parts(handoff, deliverable, tx.book, anyway=anyway) if deliverable else []
    if amount is None and not parts:
        parts = _to_be_paid(handoff, tx.book)
    given = _to_pay(handoff, title, amount or _shares(parts), tx.book, anyway=anyway)
    own = _kind(handoff, given, tx.book)
    if not anyway:
        _check_accepted(handoff, title, kind or own, tx.book)
        _check_twice(handoff, title, amount, moment, tx.book)
    kind = kind or own
    if rate is not None:
        rate = f"{money.number(rate):f}"
    more: dict[str, Any] = {"rate": rate, "deliverables": [part.uid for part in parts] or None}
    _write_payment(tx, handoff, given, kind, moment, more)
    about = f"{titles(parts)} of {title}" if parts else title
    tx.label = f"pay {money.say_money(given)} for {about}"
    return tx.done(f"Paid {money.say_money(given)} for {about}.", uid)


@verb("invoice")
def invoice(
    tx: Transaction,
    uid: str,
    amount: Money | None = None,
    *,
    number: str = "",
    due: str | None = None,
    anyway: bool = False,
    on: str | None = None,
) -> Done:
    """Log an invoice for a handoff: ``amount``, else its fixed price; ``on``: the day it came, today unless said.

    Raises Refused without an amount of more than nothing, in another currency than the price's and, unless
    ``anyway``, above what was agreed or with a number that this contractor has used.
    """
    handoff = lookup.handoff(uid, "invoice", tx.book)
    title = tx.book.title(handoff)
    given = _asked(handoff, title, amount)
    moment = when(tx, on, handoff)
    check_date(due, "due", tx.book, past=True)
    if not anyway:
        _check_invoice(handoff, title, given, number, tx.book)
    made = tx.put(
        "invoices", contractor=handoff.contractor, number=number or None, currency=given.currency,
        lines=[InvoiceLine(handoff=uid, amount=given.amount)], gross=given.amount,
        received=moment.day.isoformat(), due=due,
    )  # fmt: skip
    tx.event("invoiced", uid, on=moment.on, invoice=made, number=number or None, amount=given.amount)
    tx.label = f"invoice {number or money.say_money(given)} for {title}"
    return tx.done(f"Invoice of {money.say_money(given)} for {title} is logged.", uid)


def _payable(uid: str, book: Book) -> Handoff:
    """Return a handoff that may be paid for, also one that is over, about which is asked. Raises Unknown or Refused."""
    found = book.handoffs.get(uid)
    return found if found and found.state in ENDED else lookup.handoff(uid, "pay", book)


def _to_pay(handoff: Handoff, title: str, amount: Money | None, book: Book, *, anyway: bool) -> Money:
    owing = money.balance(handoff, book)
    if money.is_settled(handoff, book) and not anyway:
        paid = money.say_paid(handoff, book)
        said = f"{title} is paid: {paid}." if paid else f"{title} has nothing open to pay."
        raise Refused(said, force="--anyway")
    given = amount or owing
    if given is None or Decimal(given.amount) <= 0:
        raise Refused(f"Say how much is paid for {title}.", field="amount")
    if handoff.price and given.currency != handoff.price.currency:
        raise Refused(f"{title} is priced in {handoff.price.currency}: say the amount in that.", field="amount")
    if owing and Decimal(given.amount) > money.stored(owing.amount) and not anyway:
        open_now = money.say_money(owing)
        raise Refused(f"Only {open_now} of {title} is open.", field="amount", force="--anyway")
    return given


def _check_accepted(handoff: Handoff, title: str, kind: str, book: Book) -> None:
    """Refuse to pay off what is not accepted, or was called back."""
    if handoff.state in ACCEPTED or (handoff.state in OPEN_HANDOFF and kind != "final"):
        return
    instead = NOT_YET.get(handoff.state, "Log what came and accept it first.")
    how = f" {instead} To pay ahead, say that it is a deposit or a part." if handoff.state in OPEN_HANDOFF else ""
    raise Refused(f"{title} is not accepted: it is {lifecycle.SAY[handoff.state]}.{how}", force="--anyway")


def _check_twice(handoff: Handoff, title: str, given: Money | None, moment: When, book: Book) -> None:
    """Refuse the same amount for the same handoff on one day; what is open is worked out, and never the same again."""
    if given is None:
        return
    day = moment.day.isoformat()
    same = (each for each in book.paid_for(handoff) if (each.currency, each.on) == (given.currency, day))
    if any(money.stored(each.amount) == money.stored(given.amount) for each in same):
        said = f"on {say_day(moment.day, book.today)}" if moment.on else "today"
        raise Refused(f"{money.say_money(given)} was paid for {title} {said} already.", force="--anyway")


def _paid_parts(handoff: Handoff, which: Which, book: Book, *, anyway: bool) -> list[Deliverable]:
    """Return the parts that are named. Raises Refused for one that is paid, unless ``anyway``."""
    parts = named(handoff, [part for part in book.owed_in(handoff) if part.state != "waived"], which, book)
    paid = money.parts_paid(handoff, book)
    again = [part for part in parts if part.uid in paid]
    if again and not anyway:
        raise Refused(f"{titles(again)} of {book.title(handoff)} is paid already.", force="--anyway")
    return parts


def _to_be_paid(handoff: Handoff, book: Book) -> list[Deliverable]:
    """Return the accepted parts whose shares are open, while that is all that is to be paid; none otherwise."""
    payable = money.payable(handoff, book)
    if payable is None or handoff.state in ACCEPTED:
        return []
    paid = money.parts_paid(handoff, book)
    parts = [each for each in book.owed_in(handoff) if each.state == "accepted" and each.share and each.uid not in paid]
    return parts if _shares(parts) == payable else []


def _shares(parts: list[Deliverable]) -> Money | None:
    if not parts:
        return None
    shares = [part.share for part in parts if part.share]
    if len(shares) < len(parts):
        raise Refused(f"{titles(parts)} has no share of the price: say how much is paid.", field="amount")
    currency = shares[0].currency
    return money.money(money.total(shares)[currency], currency)


def _kind(handoff: Handoff, given: Money, book: Book) -> str:
    owing = money.balance(handoff, book)
    if owing is None or Decimal(given.amount) >= money.stored(owing.amount):
        return "final"
    came = handoff.first_delivered or any(part.first_delivered for part in book.owed_in(handoff))
    return "part" if came else "deposit"


def _write_payment(
    tx: Transaction, handoff: Handoff, given: Money, kind: str, moment: When, more: dict[str, Any]
) -> None:
    day = moment.day.isoformat()
    uid = tx.put(
        "payments", handoff=handoff.uid, amount=given.amount, currency=given.currency, on=day, kind=kind, **more
    )
    owing = money.balance(handoff, tx.book)
    settles = kind == "final" or bool(owing and Decimal(given.amount) >= money.stored(owing.amount))
    closes = handoff.state == "accepted" and settles and not has_open_access(handoff, tx.book)
    fields = {"state": "closed", "next_move": None, "next_check": None} if closes else {}
    tx.set("handoffs", handoff.uid, payments=[*handoff.payments, uid], **fields)
    tx.event("paid", handoff.uid, on=moment.on, amount=given.amount, currency=given.currency, kind=kind,
             deliverables=more["deliverables"])  # fmt: skip
    if closes:
        tx.event("closed", handoff.uid, by="system")


def _asked(handoff: Handoff, title: str, amount: Money | None) -> Money:
    price = handoff.price
    whole = Money(amount=price.amount, currency=price.currency) if price and price.unit == "fixed" else None
    given = amount or whole
    if given is None or Decimal(given.amount) <= 0:
        raise Refused(f"Say how much the invoice for {title} asks.", field="amount")
    if price and given.currency != price.currency:
        raise Refused(f"{title} is priced in {price.currency}: the invoice says {given.currency}.", field="amount")
    return given


def _check_invoice(handoff: Handoff, title: str, given: Money, number: str, book: Book) -> None:
    sent = (i for i in book.invoices.all() if i.contractor == handoff.contractor)
    if number and any(invoice.number == number for invoice in sent):
        name = book.name(handoff.contractor)
        raise Refused(f"{name} has sent invoice {number} before.", field="number", force="--anyway")
    price = handoff.price
    asked = money.asked(handoff, book, given)
    if price and price.unit == "fixed" and Decimal(asked.amount) > money.stored(price.amount):
        raise Refused(
            f"{title} was agreed for {money.say_price(price)}: with this one {money.say_money(asked)} is asked.",
            field="amount", force="--anyway",
        )  # fmt: skip
