"""The forms of money: an invoice that came, a payment that was made."""

from __future__ import annotations

from functools import partial

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.rules.handoffs import money
from delegator_tui.screens.forms import asking, part_fields
from delegator_tui.screens.forms.facts import opened_on
from delegator_tui.screens.forms.form import Answers, Field, Form
from delegator_tui.screens.forms.opened import Opened
from delegator_tui.screens.verb_runner import VerbRunner


def invoice_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask what an invoice says."""
    fields = [
        Field("number", "Number"),
        Field("amount", "Amount", money.say_price(handoff.price), understand=asking.understood_price(book)),
        Field("due", "Pay by", understand=asking.understood_date(book)),
        part_fields.when(book),
    ]

    def save(desk: Desk, typed: Answers, *, anyway: bool = False) -> Done:
        given = asking.money_of(typed["amount"], desk.book, "amount")
        due = asking.date_of(typed["due"], desk.book, "due")
        return desk.handoffs.invoice(
            handoff.uid, given, number=typed["number"].strip(), due=due, anyway=anyway,
            on=part_fields.on(typed, desk.book),
        )  # fmt: skip

    title, opened = f"Invoice: {book.title(handoff)}", _opened(handoff, book)
    return Form(title, fields, save, runner, "log it", opened=opened).or_anyway(partial(save, anyway=True))


def pay_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask how much was paid; what is to be paid now stands there, else all that is open.

    Where parts have shares that are open, it may be for some of them: what stands there is then left to their shares.
    """
    shared = [part for part in money.parts_open(handoff, book) if part.share]
    owing = money.say_money(money.payable(handoff, book) or money.balance(handoff, book))
    fields = [
        Field("amount", "Amount", owing, understand=asking.understood_price(book)),
        Field("kind", "Kind", "", "choice", (("deposit", "deposit"), ("part", "part"), ("final", "final"))),
        *part_fields.which(shared, label="For"),
        part_fields.when(book),
    ]

    def save(desk: Desk, typed: Answers, *, anyway: bool = False) -> Done:
        given = None if owing and typed["amount"] == owing else asking.money_of(typed["amount"], desk.book, "amount")
        day = part_fields.on(typed, desk.book)
        return desk.handoffs.pay(
            handoff.uid, given, kind=typed["kind"] or None, anyway=anyway, on=day, deliverable=part_fields.meant(typed)
        )  # fmt: skip

    title, opened = f"Paid: {book.title(handoff)}", _opened(handoff, book)
    note = f"Paid so far: {paid}." if (paid := money.say_paid(handoff, book)) else ""
    return Form(title, fields, save, runner, "log it", note, opened=opened).or_anyway(partial(save, anyway=True))


def _opened(handoff: Handoff, book: Book) -> Opened:
    """Return what a bill rests on: not how far the work is, but what was sent back."""
    return opened_on(handoff, book, "the contractor", "the price", "what was paid", "the invoices", "sent back")
