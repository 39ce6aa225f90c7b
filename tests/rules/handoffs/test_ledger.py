"""Money in its four states, each currency apart, nothing twice."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Invoice, InvoiceLine, Money, Payment, Record, Settings
from delegator_tui.rules.handoffs.ledger import STATES, accounts, open_money
from tests.effort import examples
from tests.making import book_of, contractor, handoff, owed, price, task, uid, with_owed
from tests.sample import DATA

ANA, BEN = contractor("Ana"), contractor("Ben")
JOB = task("Photos", state="delegated")


def usd(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


def paid_for(of: Handoff, amount: str, **fields: Any) -> tuple[Handoff, Payment]:
    made = {"on": "2026-11-02", "currency": "USD", "kind": "part", **fields}
    payment = Payment(uid=uid(), handoff=of.uid, amount=amount, **made)
    return msgspec.structs.replace(of, payments=(*of.payments, payment.uid)), payment


@pytest.mark.parametrize(
    ("state", "where"),
    [
        ("drafted", None), ("sent", "committed"), ("acknowledged", "committed"), ("working", "committed"),
        ("returned", "committed"), ("delivered", "delivered"), ("accepted", "approved"), ("closed", None),
        ("cancelled", None), ("taken_back", None), ("reassigned", None),
    ],
)  # fmt: skip
def test_a_price_stands_where_its_work_does(state: str, where: str | None) -> None:
    given_ = handoff(JOB, ANA, state=state, price=price("400.00"))
    whole = accounts(book_of(JOB, ANA, given_)).whole
    assert {name: getattr(whole, name) for name in STATES} == {
        name: (usd("400.00"),) if name == where else () for name in STATES
    }


def test_a_deposit_makes_less_of_what_is_still_to_come() -> None:
    given_, deposit = paid_for(handoff(JOB, ANA, price=price("400.00")), "100.00", kind="deposit")
    whole = accounts(book_of(JOB, ANA, given_, deposit)).whole
    assert (whole.committed, whole.paid) == ((usd("300.00"),), (usd("100.00"),))


def test_parts_stand_by_their_shares_and_what_was_paid_settles_what_is_approved_first() -> None:
    out = handoff(JOB, ANA, price=price("400.00"))
    parts = [
        owed(out, "A", state="accepted", share=usd("100.00")), owed(out, "B", state="delivered", share=usd("120.00")),
        owed(out, "C", state="owed", share=usd("80.00")),
    ]  # fmt: skip
    out = with_owed(out, *parts)
    assert open_money(out, book_of(JOB, ANA, out, *parts)) == {
        "approved": usd("100.00"), "delivered": usd("120.00"), "committed": usd("180.00"),
    }  # fmt: skip
    half, payment = paid_for(out, "150.00")
    assert open_money(half, book_of(JOB, ANA, half, payment, *parts)) == {
        "delivered": usd("70.00"), "committed": usd("180.00"),
    }  # fmt: skip


def test_what_is_settled_for_less_is_open_no_more() -> None:
    given_, last = paid_for(handoff(JOB, ANA, state="accepted", price=price("400.00")), "380.00", kind="final")
    assert open_money(given_, book_of(JOB, ANA, given_, last)) == {}


def test_currencies_stand_apart_and_each_contractor_has_a_ledger() -> None:
    other = task("Cards", state="delegated")
    one = handoff(JOB, ANA, price=price("400.00"))
    two = handoff(other, BEN, price=price("300.00", "EUR"))
    found = accounts(book_of(JOB, other, ANA, BEN, one, two))
    assert found.whole.committed == (usd("400.00"), Money(amount="300.00", currency="EUR"))
    assert found.by_contractor[BEN.uid].committed == (Money(amount="300.00", currency="EUR"),)
    assert accounts(book_of(JOB, other, ANA, BEN, one, two), contractor=ANA.uid).whole.committed == (usd("400.00"),)


def test_paid_is_that_of_a_calendar_year_whatever_became_of_the_work() -> None:
    given_, old = paid_for(handoff(JOB, ANA, state="cancelled", price=price("400.00")), "100.00", on="2025-12-31")
    given_, new = paid_for(given_, "50.00", on="2026-01-01")
    book = book_of(JOB, ANA, given_, old, new)
    assert accounts(book).whole.paid == (usd("50.00"),)
    assert accounts(book, 2025).by_contractor[ANA.uid].paid == (usd("100.00"),)
    assert accounts(book, 2024).whole.paid == ()


def test_a_payment_of_an_invoice_is_its_contractors() -> None:
    invoice = Invoice(uid=uid(), contractor=ANA.uid, lines=(InvoiceLine(handoff="x", amount="60.00"),))
    payment = Payment(uid=uid(), invoice=invoice.uid, amount="60.00", currency="USD", on="2026-11-02")
    assert accounts(book_of(ANA, invoice, payment)).by_contractor[ANA.uid].paid == (usd("60.00"),)


def test_another_currency_comes_home_at_the_rate_of_its_day_and_without_one_it_is_left_out_and_said() -> None:
    given_, euro = paid_for(handoff(JOB, ANA, price=price("300.00", "EUR")), "100.00", currency="EUR", rate="1.0850")
    given_, bare = paid_for(given_, "20.00", currency="EUR")
    found = accounts(book_of(JOB, ANA, given_, euro, bare))
    assert found.whole.paid == (Money(amount="120.00", currency="EUR"),)
    assert found.whole.paid_home == usd("108.50")
    assert [each.because for each in found.left_out] == ["€20 paid on Mon 2 Nov has no rate to USD"]


def test_a_price_by_the_hour_is_no_sum_yet_and_it_is_said() -> None:
    hourly = handoff(JOB, ANA, price=price("40.00", unit="hour"))
    bare = handoff(JOB, ANA, price=None)
    found = accounts(book_of(JOB, ANA, hourly))
    assert found.whole.committed == ()
    assert [each.because for each in found.left_out] == ["its price is $40/hour, no sum yet"]
    assert [each.because for each in accounts(book_of(JOB, ANA, bare)).left_out] == ["it has no price"]


@settings(max_examples=examples(30, 500))
@given(
    st.sampled_from(["sent", "working", "delivered", "accepted"]), st.integers(0, 500), st.integers(0, 600),
    st.lists(st.tuples(st.sampled_from(["owed", "delivered", "accepted", "waived"]), st.integers(0, 300)), max_size=4),
)  # fmt: skip
def test_what_is_open_and_what_was_paid_make_the_price(
    state: str, agreed: int, paid: int, shares: list[tuple[str, int]]
) -> None:
    out = handoff(JOB, ANA, state=state, price=price(f"{agreed}.00"))
    parts: list[Record] = [owed(out, f"P{n}", state=s, share=usd(f"{a}.00")) for n, (s, a) in enumerate(shares)]
    out = msgspec.structs.replace(out, deliverables=tuple(part.uid for part in parts))
    out, payment = paid_for(out, f"{paid}.00")
    left = open_money(out, book_of(JOB, ANA, out, payment, *parts)).values()
    assert sum(Decimal(each.amount) for each in left) == max(0, agreed - paid)


def test_the_sums_of_the_sample_are_those_of_its_rows(shop: Book) -> None:
    rows = list(csv.DictReader((DATA / "handoffs.csv").open(encoding="utf-8")))
    where = {"paid": "paid", "accepted": "approved", "delivered": "delivered"}
    expected: dict[str, dict[str, Decimal]] = {name: {} for name in STATES}
    for row in rows:
        state = where.get(row["state"], "committed")
        if row["price"] and row["state"] != "drafted":
            sums = expected[state]
            sums[row["currency"]] = sums.get(row["currency"], Decimal(0)) + Decimal(row["price"])
    whole = accounts(shop).whole
    told = {name: {each.currency: Decimal(each.amount) for each in getattr(whole, name)} for name in STATES}
    assert told == expected


def test_home_is_the_owners() -> None:
    given_, payment = paid_for(handoff(JOB, ANA, price=price("300.00", "EUR")), "100.00", currency="EUR")
    own = Settings(uid="settings", home_currency="EUR")
    found = accounts(book_of(JOB, ANA, given_, payment, own))
    assert found.whole.paid_home == Money(amount="100.00", currency="EUR")
    assert found.left_out == ()
