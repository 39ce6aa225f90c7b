"""Verbs of money: take an invoice in, checked against what was agreed, and log a payment."""

from __future__ import annotations

from decimal import Decimal

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.lookup import check_date
from delegator_tui.desk.verbs.standing import has_open_access
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, InvoiceLine, Money
from delegator_tui.model.states import ACCEPTED, ENDED, OPEN_HANDOFF
from delegator_tui.rules.handoffs import lifecycle, money

KINDS = ("deposit", "part", "final")
NOT_YET = {"delivered": "Review it first."}
"""What to do before all of it is paid, by the state."""


@verb("pay")
def pay(tx: Transaction, uid: str, amount: Money | None = None, *, kind: str | None = None, rate: str | None = None,
    anyway: bool = False,
) -> Done:  # fmt: skip
    """Log a payment: ``amount``, else all that is open. A final one settles an accepted handoff, which then closes.

    Raises Refused without an amount where no fixed price says one, for another currency than the price's, and,
    unless ``anyway``, for more than is open, for the same again on one day, and for all of what is not accepted: of
    that a deposit or a part is paid by an amount that leaves something open, or by its ``kind``.
    """
    handoff = _payable(uid, tx.book)
    title = tx.book.title(handoff)
    if kind is not None and kind not in KINDS:
        raise Refused(f"“{kind}” is not a kind of payment: use one of {', '.join(KINDS)}.", field="kind")
    given = _to_pay(handoff, title, amount, tx.book, anyway=anyway)
    own = _kind(handoff, given, tx.book)
    if not anyway:
        _check_accepted(handoff, title, kind or own, tx.book)
        _check_twice(handoff, title, given, tx.book)
    kind = kind or own
    if rate is not None:
        rate = f"{money.amount(rate):f}"
    _write_payment(tx, handoff, given, kind, rate)
    tx.label = f"pay {money.say_money(given)} for {title}"
    return tx.done(f"Paid {money.say_money(given)} for {title}.", uid)


@verb("invoice")
def invoice(
    tx: Transaction,
    uid: str,
    amount: Money | None = None,
    *,
    number: str = "",
    due: str | None = None,
    anyway: bool = False,
) -> Done:
    """Log an invoice for a handoff: ``amount``, else its fixed price.

    Raises Refused without an amount of more than nothing, in another currency than the price's and, unless
    ``anyway``, above what was agreed or with a number that this contractor has used.
    """
    handoff = lookup.handoff(uid, "invoice", tx.book)
    title = tx.book.title(handoff)
    given = _asked(handoff, title, amount)
    check_date(due, "due", tx.book, past=True)
    if not anyway:
        _check_invoice(handoff, title, given, number, tx.book)
    made = tx.put(
        "invoices", contractor=handoff.contractor, number=number or None, currency=given.currency,
        lines=[InvoiceLine(handoff=uid, amount=given.amount)], gross=given.amount,
        received=tx.book.today.isoformat(), due=due,
    )  # fmt: skip
    tx.event("invoiced", uid, invoice=made, number=number or None, amount=given.amount)
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
    how = f" {instead} What is paid ahead is a deposit or a part: say so." if handoff.state in OPEN_HANDOFF else ""
    raise Refused(f"{title} is {lifecycle.SAY[handoff.state]}, not accepted.{how}", force="--anyway")


def _check_twice(handoff: Handoff, title: str, given: Money, book: Book) -> None:
    """Refuse the same amount for the same handoff on one day."""
    today = book.today.isoformat()
    same = (each for each in book.paid_for(handoff) if (each.currency, each.on) == (given.currency, today))
    if any(money.stored(each.amount) == money.stored(given.amount) for each in same):
        raise Refused(f"{money.say_money(given)} was paid for {title} today already.", force="--anyway")


def _kind(handoff: Handoff, given: Money, book: Book) -> str:
    owing = money.balance(handoff, book)
    if owing is None or Decimal(given.amount) >= money.stored(owing.amount):
        return "final"
    return "part" if handoff.first_delivered else "deposit"


def _write_payment(tx: Transaction, handoff: Handoff, given: Money, kind: str, rate: str | None) -> None:
    on = tx.book.today.isoformat()
    uid = tx.put(
        "payments", handoff=handoff.uid, amount=given.amount, currency=given.currency, on=on, rate=rate, kind=kind
    )
    owing = money.balance(handoff, tx.book)
    settles = kind == "final" or bool(owing and Decimal(given.amount) >= money.stored(owing.amount))
    closes = handoff.state == "accepted" and settles and not has_open_access(handoff, tx.book)
    fields = {"state": "closed", "next_move": None, "next_check": None} if closes else {}
    tx.set("handoffs", handoff.uid, payments=[*handoff.payments, uid], **fields)
    tx.event("paid", handoff.uid, amount=given.amount, currency=given.currency, kind=kind)
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
