"""Verbs on money: pay, close, invoice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Invoice, InvoiceLine, Money, Payment
from delegator_tui.rules.handoffs import money
from tests.desk.look import handoff
from tests.desk.same import last_event, one_step, refused, told
from tests.making import StandingClock, accepted, delivered, drafted, price, sent, working

Make = Callable[[Desk], str]
HOURLY = price("35.00", unit="hour")
TODAY = "2026-11-23"


def usd(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


def payments(desk: Desk, uid: str) -> list[tuple[str, str, str, str]]:
    def plain(paid: Payment) -> tuple[str, str, str, str]:
        return (paid.amount, paid.currency, paid.kind, paid.on)

    return [plain(paid) for paid in desk.book.paid_for(handoff(desk, uid))]


# ---- pay


def test_paying_what_is_open_closes_an_accepted_handoff(desk: Desk) -> None:
    made = accepted(desk)
    with one_step(desk):
        assert desk.handoffs.pay(made).message == "Paid $400 for Photos."
    found = handoff(desk, made)
    assert (found.state, found.next_move, found.next_check) == ("closed", None, None)
    assert payments(desk, made) == [("400.00", "USD", "final", TODAY)]
    assert told(desk, made)[-2:] == ["paid", "closed"]
    assert made not in desk.book.handoffs.open


def test_a_deposit_a_part_and_the_rest(desk: Desk) -> None:
    made = working(desk)
    with one_step(desk):
        desk.handoffs.pay(made, usd("100.00"))
    assert (payments(desk, made)[-1][2], handoff(desk, made).state) == ("deposit", "working")
    desk.handoffs.deliver(made)
    with one_step(desk):
        desk.handoffs.pay(made, usd("50.00"))
    assert (payments(desk, made)[-1][2], handoff(desk, made).state) == ("part", "delivered")
    assert desk.handoffs.accept(made).message == "Accepted Photos. $250 to pay."
    with one_step(desk):
        assert desk.handoffs.pay(made).message == "Paid $250 for Photos."
    assert handoff(desk, made).state == "closed"
    assert last_event(desk, made) == {"by": "system"}


def test_a_final_payment_settles_also_when_it_is_less(desk: Desk) -> None:
    made = accepted(desk)
    with one_step(desk):
        desk.handoffs.pay(made, usd("300.00"), kind="final")
    assert handoff(desk, made).state == "closed"


def test_paying_all_early_lets_the_acceptance_close(desk: Desk) -> None:
    made = sent(desk)
    desk.handoffs.pay(made, anyway=True)
    assert handoff(desk, made).state == "sent"
    desk.handoffs.deliver(made)
    desk.handoffs.accept(made)
    assert handoff(desk, made).state == "closed"


def test_a_rate_of_exchange_is_kept_with_the_payment(desk: Desk) -> None:
    made = accepted(desk, price=price("300.00", "EUR"))
    desk.handoffs.pay(made, Money(amount="300.00", currency="EUR"), rate="1.0850")
    (paid,) = desk.book.paid_for(handoff(desk, made))
    assert (paid.currency, paid.rate) == ("EUR", "1.0850")


def test_work_by_the_hour_needs_an_amount_and_a_final_payment(desk: Desk) -> None:
    made = accepted(desk, price=HOURLY)
    with refused(desk, "Say how much is paid for Photos.", field="amount"):
        desk.handoffs.pay(made)
    desk.handoffs.pay(made, usd("70.00"), kind="part")
    assert handoff(desk, made).state == "accepted"
    desk.handoffs.pay(made, usd("35.00"))
    assert handoff(desk, made).state == "closed"
    assert [kind for _, _, kind, _ in payments(desk, made)] == ["part", "final"]


@pytest.mark.parametrize(
    ("given", "options", "sentence", "field", "force"),
    [
        (Money(amount="5.00", currency="EUR"), {}, "Photos is priced in USD: say the amount in that.", "amount", None),
        (usd("400.01"), {}, "Only $400 of Photos is open.", "amount", "--anyway"),
        (usd("0.00"), {}, "Say how much is paid for Photos.", "amount", None),
        (usd("-5.00"), {}, "Say how much is paid for Photos.", "amount", None),
        (usd("5.00"), {"kind": "tip"}, "“tip” is not a kind of payment: use one of deposit, part, final.",
         "kind", None),
        (usd("5.00"), {"rate": "much"},
         "“much” is not a number: write one such as 160 or 160.50.", "amount", None),
    ],
)  # fmt: skip
def test_a_payment_that_cannot_be_is_refused(
    desk: Desk, given: Money, options: dict[str, str], sentence: str, field: str, force: str | None
) -> None:
    made = accepted(desk)
    with refused(desk, sentence, field=field, force=force):
        desk.handoffs.pay(made, given, **options)  # type: ignore[arg-type]


def test_more_than_is_open_can_be_forced(desk: Desk) -> None:
    made = accepted(desk)
    with one_step(desk):
        desk.handoffs.pay(made, usd("450.00"), anyway=True)
    assert handoff(desk, made).state == "closed"


def test_what_is_settled_has_nothing_to_pay_unless_forced(desk: Desk) -> None:
    made, free = working(desk), working(desk, "Favour", price=None)
    desk.handoffs.pay(made, anyway=True)
    with refused(desk, "Photos is paid: $400 to Northlight Photo on Mon 23 Nov.", force="--anyway"):
        desk.handoffs.pay(made)
    with refused(desk, "Favour has nothing open to pay.", force="--anyway"):
        desk.handoffs.pay(free, usd("20.00"))
    with one_step(desk):
        desk.handoffs.pay(free, usd("20.00"), anyway=True)
    assert money.paid(handoff(desk, free), desk.book) == usd("20.00")


def test_a_draft_is_not_paid(desk: Desk) -> None:
    draft = drafted(desk, "Draft", price=price())
    with refused(desk, "Draft is still a draft: it cannot be paid. Send it first."):
        desk.handoffs.pay(draft)


# ---- close


def test_nothing_closes_while_money_is_open(desk: Desk) -> None:
    fixed, hourly = accepted(desk), accepted(desk, "Hours", price=HOURLY)
    with refused(desk, "Photos is not paid: $400 is open."):
        desk.handoffs.close(fixed)
    with refused(desk, "Hours is not paid: its price is open."):
        desk.handoffs.close(hourly)


def test_only_what_is_accepted_is_closed(desk: Desk) -> None:
    made = delivered(desk)
    with refused(desk, "Photos is delivered and waits for your review: it cannot be closed."):
        desk.handoffs.close(made)


# ---- invoice


def invoices(desk: Desk) -> list[Invoice]:
    return list(desk.book.invoices.all())


def test_an_invoice_asks_for_the_price(desk: Desk) -> None:
    made = accepted(desk)
    with one_step(desk):
        assert (
            desk.handoffs.invoice(made, number="N-1", due="2026-12-20").message
            == "Invoice of $400 for Photos is logged."
        )
    (found,) = invoices(desk)
    assert found.lines == (InvoiceLine(handoff=made, amount="400.00"),)
    assert (found.number, found.gross, found.currency, found.received, found.due) == (
        "N-1", "400.00", "USD", TODAY, "2026-12-20",
    )  # fmt: skip
    assert found.contractor == handoff(desk, made).contractor
    assert last_event(desk, made) == {"by": "owner", "invoice": found.uid, "number": "N-1", "amount": "400.00"}
    assert handoff(desk, made).state == "accepted"


@pytest.mark.parametrize("rate", [None, HOURLY])
def test_without_a_fixed_price_an_invoice_needs_an_amount(desk: Desk, rate: object) -> None:
    made = working(desk, price=rate)
    with refused(desk, "Say how much the invoice for Photos asks.", field="amount"):
        desk.handoffs.invoice(made)
    with one_step(desk):
        desk.handoffs.invoice(made, usd("500.00"))


def test_an_invoice_of_nothing_or_in_another_currency_is_refused(desk: Desk) -> None:
    made = working(desk)
    with refused(desk, "Say how much the invoice for Photos asks.", field="amount"):
        desk.handoffs.invoice(made, usd("0.00"), anyway=True)
    with refused(desk, "Photos is priced in USD: the invoice says EUR.", field="amount"):
        desk.handoffs.invoice(made, Money(amount="5.00", currency="EUR"), anyway=True)
    with refused(desk, "“soon” is not a date.", field="due"):
        desk.handoffs.invoice(made, due="soon")


def test_invoices_above_the_price_must_be_forced(desk: Desk) -> None:
    made = working(desk)
    desk.handoffs.invoice(made, usd("300.00"))
    sentence = "Photos was agreed for $400: with this one $500 is asked."
    with refused(desk, sentence, field="amount", force="--anyway"):
        desk.handoffs.invoice(made, usd("200.00"))
    with one_step(desk):
        desk.handoffs.invoice(made, usd("200.00"), anyway=True)
    assert len(invoices(desk)) == 2


def test_a_number_that_was_used_must_be_forced(desk: Desk) -> None:
    one, other = working(desk), working(desk, "Film")
    desk.handoffs.invoice(one, number="N-1")
    sentence = "Northlight Photo has sent invoice N-1 before."
    with refused(desk, sentence, field="number", force="--anyway"):
        desk.handoffs.invoice(other, number="N-1")
    desk.handoffs.invoice(other, number="N-1", anyway=True)
    assert [found.number for found in invoices(desk)] == ["N-1", "N-1"]


def test_what_is_not_out_is_not_invoiced(desk: Desk) -> None:
    draft = drafted(desk, price=price())
    with refused(desk, "Photos is still a draft: it cannot be invoiced. Send it first."):
        desk.handoffs.invoice(draft)


# ---- what is asked first


@pytest.mark.parametrize(("make", "said"), [
    (sent, "Photos is not accepted: it is sent and not read back. Log what came and accept it first."),
    (working, "Photos is not accepted: it is being worked on. Log what came and accept it first."),
    (delivered, "Photos is not accepted: it is delivered and waits for your review. Review it first."),
])  # fmt: skip
def test_all_of_what_is_not_accepted_is_paid_only_when_that_is_meant(desk: Desk, make: Make, said: str) -> None:
    made = make(desk)
    for amount in (None, usd("400.00")):
        with refused(desk, f"{said} To pay ahead, say that it is a deposit or a part.", force="--anyway"):
            desk.handoffs.pay(made, amount)
    with one_step(desk):
        desk.handoffs.pay(made, kind="deposit")
    desk.undo()
    with one_step(desk):
        desk.handoffs.pay(made, anyway=True)


def test_work_by_the_hour_that_is_not_accepted_is_paid_when_that_is_meant(desk: Desk) -> None:
    made = working(desk, price=HOURLY)
    with refused(
        desk, "Photos is not accepted: it is being worked on. Log what came and accept it first. "
        "To pay ahead, say that it is a deposit or a part.", force="--anyway",
    ):  # fmt: skip
        desk.handoffs.pay(made, usd("70.00"))
    desk.handoffs.pay(made, usd("70.00"), kind="part")


def test_the_same_amount_on_one_day_is_asked_about_and_another_is_not(desk: Desk, clock: StandingClock) -> None:
    made = accepted(desk)
    desk.handoffs.pay(made, usd("100.00"))
    with refused(desk, "$100 was paid for Photos today already.", force="--anyway"):
        desk.handoffs.pay(made, usd("100"))
    desk.handoffs.pay(made, usd("50.00"))
    clock.go(days=1)
    desk.handoffs.pay(made, usd("100.00"))
    assert [paid[0] for paid in payments(desk, made)] == ["100.00", "50.00", "100.00"]


def test_what_is_paid_says_so_and_takes_more_only_when_that_is_meant(desk: Desk) -> None:
    made = accepted(desk)
    desk.handoffs.pay(made)
    with refused(desk, "Photos is paid: $400 to Northlight Photo on Mon 23 Nov.", force="--anyway"):
        desk.handoffs.pay(made)
    with one_step(desk):
        desk.handoffs.pay(made, usd("20.00"), anyway=True)
    assert handoff(desk, made).state == "closed"


def test_what_was_called_back_is_paid_only_when_that_is_meant(desk: Desk) -> None:
    made = delivered(desk)
    desk.handoffs.cancel(made)
    for kind in (None, "part"):
        with refused(desk, "Photos is not accepted: it is cancelled.", force="--anyway"):
            desk.handoffs.pay(made, usd("100.00"), kind=kind)
    with one_step(desk):
        assert desk.handoffs.pay(made, usd("100.00"), anyway=True).message == "Paid $100 for Photos."
    assert handoff(desk, made).state == "cancelled"
