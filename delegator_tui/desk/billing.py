"""The verb of invoices: what a contractor asks for, checked against what was agreed."""

from __future__ import annotations

from decimal import Decimal

from delegator_tui.desk.core import Done
from delegator_tui.desk.review import ReviewVerbs
from delegator_tui.errors import Refused
from delegator_tui.model.records import Handoff, InvoiceLine, Money
from delegator_tui.rules import money


class BillingVerbs(ReviewVerbs):
    """Taking invoices in."""

    def invoice(
        self, uid: str, amount: Money | None = None, *, number: str = "", due: str | None = None, anyway: bool = False
    ) -> Done:
        """Log an invoice for a handoff: ``amount``, else its fixed price.

        Raises Refused without an amount of more than nothing, in another currency than the price's and, unless
        ``anyway``, above what was agreed or with a number that this contractor has used.
        """
        with self._act("invoice") as pen:
            handoff = self._handoff(uid, "invoice")
            title = self.book.title(handoff)
            given = self._asked(handoff, title, amount)
            self._date(due, "due", past=True)
            if not anyway:
                self._check_invoice(handoff, title, given, number)
            made = pen.put(
                "invoices", contractor=handoff.contractor, number=number or None, currency=given.currency,
                lines=[InvoiceLine(handoff=uid, amount=given.amount)], gross=given.amount,
                received=self.book.today.isoformat(), due=due,
            )  # fmt: skip
            pen.event("invoiced", uid, invoice=made, number=number or None, amount=given.amount)
            pen.label = f"invoice {number or money.say_money(given)} for {title}"
        return self._done(f"Invoice of {money.say_money(given)} for {title} is logged.", uid)

    def _asked(self, handoff: Handoff, title: str, amount: Money | None) -> Money:
        price = handoff.price
        whole = Money(amount=price.amount, currency=price.currency) if price and price.unit == "fixed" else None
        given = amount or whole
        if given is None or Decimal(given.amount) <= 0:
            raise Refused(f"Say how much the invoice for {title} asks.", field="amount")
        if price and given.currency != price.currency:
            raise Refused(f"{title} is priced in {price.currency}: the invoice says {given.currency}.", field="amount")
        return given

    def _check_invoice(self, handoff: Handoff, title: str, given: Money, number: str) -> None:
        sent = (i for i in self.book.invoices.all() if i.contractor == handoff.contractor)
        if number and any(invoice.number == number for invoice in sent):
            name = self.book.name(handoff.contractor)
            raise Refused(f"{name} has sent invoice {number} before.", field="number", force="--anyway")
        price = handoff.price
        asked = money.asked(handoff, self.book, given)
        if price and price.unit == "fixed" and Decimal(asked.amount) > money.stored(price.amount):
            raise Refused(
                f"{title} was agreed for {money.say_price(price)}: with this one {money.say_money(asked)} is asked.",
                field="amount", force="--anyway",
            )  # fmt: skip
