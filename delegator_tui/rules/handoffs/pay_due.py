"""By when money is due: of an invoice that is not paid, or of work that was accepted."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Contractor, Handoff, Invoice, Money
from delegator_tui.rules.dates.hours import SANE
from delegator_tui.rules.handoffs import money

PAY_DAYS = 14
"""Days after acceptance in which a contractor is paid who agreed no other terms."""


class Pay(NamedTuple):
    """By when money is due, and what that follows from: the same in whatever zone the day is counted."""

    by: str
    mark: str


def pay_due(handoff: Handoff, book: Book) -> str | None:
    """Return by when the next money of a handoff is due; None while none is."""
    pay = next_pay(handoff, book)
    return pay.by if pay else None


def next_pay(handoff: Handoff, book: Book) -> Pay | None:
    """Return the next money of a handoff that is due; None while none is.

    That is the due of its first unpaid invoice (or its receipt and the terms), else acceptance and the terms.
    """
    if money.is_settled(handoff, book) and handoff.price is not None:
        return None
    terms = _terms(book.contractors.get(handoff.contractor))
    pays = [pay for invoice in _unpaid(handoff, book) if (pay := _of_invoice(invoice, terms, book))]
    if not pays and handoff.accepted and money.is_to_pay(handoff, book):
        day = instants.date_of(handoff.accepted, book.now) + terms
        pays = [Pay(day.isoformat(), f"{handoff.accepted}+{terms.days}")]
    return min(pays, key=lambda pay: sort_key(pay.by, book.now), default=None)


def _of_invoice(invoice: Invoice, terms: dt.timedelta, book: Book) -> Pay | None:
    if invoice.due:
        return Pay(invoice.due, invoice.due)
    by = _after(invoice.received, terms, book)
    return Pay(by, f"{invoice.received}+{terms.days}") if by else None


def _terms(contractor: Contractor | None) -> dt.timedelta:
    terms = contractor.pay_terms if contractor else None
    return dt.timedelta(days=PAY_DAYS if terms is None or terms.days is None else min(terms.days, 3650))


def _after(received: str | None, terms: dt.timedelta, book: Book) -> str | None:
    day = Due.of(received).date_in(book.now) if received else None
    return (day + terms).isoformat() if day and day.year in SANE else None


def _unpaid(handoff: Handoff, book: Book) -> list[Invoice]:
    """Return the invoices of a handoff that its payments do not cover; the earliest due is paid first."""
    invoices = sorted(book.once(_invoices).get(handoff.uid, []), key=lambda i: sort_key(i.due, book.now))
    paid = money.paid(handoff, book)
    spent = money.total([paid] if paid else [])
    asked: list[Money] = []
    found = []
    for invoice in invoices:
        asked += [Money(amount=line.amount, currency=invoice.currency) for line in invoice.lines]
        if spent.get(invoice.currency, 0) < money.total(asked)[invoice.currency]:
            found.append(invoice)
    return found


def _invoices(book: Book) -> dict[str, list[Invoice]]:
    """Return the invoices of every live handoff, each with the lines of that handoff alone."""
    found: dict[str, list[Invoice]] = {}
    for invoice in book.invoices.all():
        for line in invoice.lines:
            if line.handoff in book.handoffs.open:
                own = Invoice(uid=invoice.uid, contractor=invoice.contractor, lines=(line,), currency=invoice.currency,
                              received=invoice.received, due=invoice.due)  # fmt: skip
                found.setdefault(line.handoff, []).append(own)
    return found
