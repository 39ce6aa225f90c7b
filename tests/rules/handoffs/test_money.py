"""Money: decimal strings only, currencies apart, and what is still to pay."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.currency import CODES, places
from delegator_tui.model.records import Handoff, Invoice, InvoiceLine, Money, Payment, Price, Rate
from delegator_tui.rules.handoffs import money
from tests.making import book_of, handoff, task, uid


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("$300", "USD", "300.00 USD"), ("$300", "CAD", "300.00 CAD"), ("$300", "EUR", "300.00 USD"),
        ("€300", "USD", "300.00 EUR"), ("£1,200.5", "USD", "1200.50 GBP"), ("300 eur", "USD", "300.00 EUR"),
        ("400usd", "EUR", "400.00 USD"), ("160", "GBP", "160.00 GBP"), (" 160.50 ", "USD", "160.50 USD"),
        ("¥300.0", "USD", "300 JPY"), ("€ 1.234,50", "USD", "1234.50 EUR"), ("1234.567 kwd", "USD", "1234.567 KWD"),
        ("12,34", "USD", "12.34 USD"), ("300 huf", "USD", "300.00 HUF"), ("5 qqq", "QQQ", "5.00 QQQ"),
        ("0", "USD", "0.00 USD"), (".5", "USD", "0.50 USD"), ("5.", "USD", "5.00 USD"),
        ("$ 12,345,678.90", "USD", "12345678.90 USD"),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(text: str, home: str, expected: str) -> None:
    read = money.read_money(text, home)
    assert f"{read.amount} {read.currency}" == expected


@pytest.mark.parametrize(
    "text",
    ["", "abc", "usd", "-5", "$-5", "1,2,3", "1_000", "1e5", "NaN", "inf", "1e12", "1000000000000",
     "１２", "3 00", "$", "5 5 usd", "--", "0x10", "300€€"],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(Refused, match="write a number such as 160"):
        money.read_money(text)


@pytest.mark.parametrize(
    ("value", "currency", "expected"),
    [
        ("0.005", "USD", "0.01"), ("0.004", "USD", "0.00"), ("2.675", "USD", "2.68"), ("1e3", "USD", "1000.00"),
        ("0.5", "JPY", "1"), ("999999999999.99", "EUR", "999999999999.99"),
    ],
)  # fmt: skip
def test_amounts_are_rounded_half_up_to_the_smallest_unit(value: str, currency: str, expected: str) -> None:
    assert money.exact(Decimal(value), currency) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.234 eur", "“1.234 eur” may be €1,234 or €1.23: write the one that you mean."),
        ("12.345", "“12.345” may be $12,345 or $12.35: write the one that you mean."),
        ("100.005", "“100.005” may be $100,005 or $100.01: write the one that you mean."),
        ("1.500 jpy", "“1.500 jpy” may be ¥1,500 or ¥2: write the one that you mean."),
        ("0.004", "“0.004” lies between $0 and $0.01, and USD has 2 decimals: write the one that you mean."),
        ("1500.50 jpy", "“1500.50 jpy” lies between ¥1,500 and ¥1,501, and JPY has no decimals: write the one that"),
        ("1.0005 kwd", "“1.0005 kwd” lies between 1 KWD and 1.001 KWD, and KWD has 3 decimals: write the one that"),
        ("1234,567", "“1234,567” lies between $1,234.56 and $1,234.57, and USD has 2 decimals"),
        ("5 xyz", "“XYZ” is not a currency: use three letters such as USD."),
        ("300 kr", "“kr” is the sign of several currencies: write three letters, such as SEK, NOK or INR."),
    ],
)
def test_what_would_be_rounded_or_guessed_is_refused_with_what_it_may_be(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        money.read_money(text)
    assert str(refused.value).startswith(sentence)


@given(st.decimals(0, 10**11, places=4), st.sampled_from(sorted(CODES)), st.sampled_from(["USD", "EUR", "KWD", "JPY"]))
def test_money_that_is_printed_and_read_is_the_same_money(value: Decimal, currency: str, home: str) -> None:
    made = money.money(value, currency)
    assert money.read_money(money.say_money(made), home) == made
    assert money.read_money(f"{made.amount} {currency}", home) == made


@given(
    st.integers(0, 10**9), st.text("0123456789", max_size=4), st.sampled_from(sorted(CODES)),
    st.sampled_from(("", ",", ".", "'", " ", "\u202f")), st.sampled_from(".,"), st.booleans(),
)  # fmt: skip
def test_an_amount_however_written_is_read_as_it_is_or_refused(
    whole: int, part: str, currency: str, group: str, point: str, before: bool
) -> None:
    if group == point:
        return
    figure = f"{whole:,}".replace(",", group) + (point + part if part else "")
    try:
        read = money.read_money(f"{currency} {figure}" if before else f"{figure} {currency}")
    except Refused:
        assert len(part.rstrip("0")) > places(currency) or len(part) == 3 or (group == "." and whole > 999)
        return
    plain = Decimal(f"{whole}.{part or 0}")
    thousands = Decimal(f"{whole}{part}") if point == "," and len(part) == 3 and not (group and whole > 999) else plain
    assert Decimal(read.amount) in (plain, thousands)


@given(st.lists(st.tuples(st.decimals(0, 10**6, places=2), st.sampled_from(["USD", "EUR", "JPY"])), max_size=30))
def test_totals_keep_currencies_apart_and_lose_no_cent(amounts: list[tuple[Decimal, str]]) -> None:
    sums = money.total(Money(amount=f"{value:f}", currency=currency) for value, currency in amounts)
    assert set(sums) == {currency for _, currency in amounts}
    for currency, found in sums.items():
        cents = sum(int(value * 100) for value, other in amounts if other == currency)
        assert isinstance(found, Decimal)
        assert found * 100 == cents


def test_a_tenth_ten_times_is_one() -> None:
    assert money.total([Money(amount="0.10", currency="USD")] * 10) == {"USD": Decimal("1.00")}


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("35/hour", "USD", "35 USD hour"), ("$0.11/word", "USD", "0.11 USD word"), ("35", "EUR", "35 EUR hour"),
        ("300 eur/project", "USD", "300 EUR project"), ("$80/Day", "CAD", "80 CAD day"),
        ("0.085/word", "GBP", "0.085 GBP word"), ("95chf / item", "USD", "95 CHF item"),
    ],
)  # fmt: skip
def test_rates_as_people_type_them(text: str, home: str, expected: str) -> None:
    rate = money.read_rate(text, home)
    assert f"{rate.amount} {rate.currency} {rate.unit}" == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0/hour", "more than nothing: write one such as 35/hour"),
        ("33.333/hour", "may be"),
        ("35/mile", "not a unit of work"),
        ("35/", "not a unit"),
        ("x/hour", "not an amount"),
    ],
)
def test_what_is_no_rate_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        money.read_rate(text)


@pytest.mark.parametrize(
    ("value", "currency", "said"),
    [
        ("276.00", "USD", "$276"), ("1200.5", "EUR", "€1,200.50"), ("300.00", "CHF", "300 CHF"),
        ("0.11", "USD", "$0.11"),
        ("0.085", "USD", "$0.085"), ("1234567", "JPY", "¥1,234,567"), ("0", "GBP", "£0"), ("10.10", "USD", "$10.10"),
    ],
)  # fmt: skip
def test_how_an_amount_is_said(value: str, currency: str, said: str) -> None:
    assert money.say(value, currency) == said


def test_how_a_price_is_said() -> None:
    assert money.say_price(None) == money.say_money(None) == ""
    assert money.say_price(Price(amount="240.00", currency="USD")) == "$240"
    assert money.say_price(Price(amount="35.00", currency="USD", unit="hour")) == "$35/hour"
    assert money.say_price(Price(amount="300.00", currency="EUR", cap=True)) == "up to €300"


# ---- what is paid and what is open


def paid(*payments: tuple[str, str, str], price: Price | None) -> tuple[Handoff, Book]:
    """An accepted handoff with payments of (amount, currency, kind), and its book."""
    made = [Payment(uid=uid(), amount=a, currency=c, on="2026-11-20", kind=k) for a, c, k in payments]
    out = handoff(task(), state="accepted", price=price, payments=tuple(p.uid for p in made))
    return out, book_of(out, *made)


FIXED = Price(amount="100.00", currency="USD")
HOURLY = Price(amount="35.00", currency="USD", unit="hour")


@pytest.mark.parametrize(
    ("price", "payments", "settled", "open_now", "spent"),
    [
        (None, [], True, None, None),
        (None, [("5.00", "EUR", "part"), ("7.00", "USD", "part")], True, None, "5.00"),
        (FIXED, [], False, "100.00", "0.00"),
        (FIXED, [("30.00", "USD", "deposit")], False, "70.00", "30.00"),
        (FIXED, [("30.00", "USD", "deposit"), ("70.00", "USD", "part")], True, "0.00", "100.00"),
        (FIXED, [("99.99", "USD", "part")], False, "0.01", "99.99"),
        (FIXED, [("80.00", "USD", "final")], True, "20.00", "80.00"),
        (FIXED, [("120.00", "USD", "part")], True, "0.00", "120.00"),
        (FIXED, [("100.00", "EUR", "part")], False, "100.00", "0.00"),
        (HOURLY, [], False, None, "0.00"),
        (HOURLY, [("500.00", "USD", "part")], False, None, "500.00"),
        (HOURLY, [("500.00", "USD", "final")], True, None, "500.00"),
        (Price(amount="0.00", currency="USD"), [], True, "0.00", "0.00"),
    ],
)  # fmt: skip
def test_when_money_is_settled(
    price: Price | None, payments: list[tuple[str, str, str]], settled: bool, open_now: str | None, spent: str | None
) -> None:
    out, book = paid(*payments, price=price)
    balance, total = money.balance(out, book), money.paid(out, book)
    assert money.is_settled(out, book) is settled
    assert money.is_to_pay(out, book) is not settled
    assert (balance.amount if balance else None) == open_now
    assert (total.amount if total else None) == spent


@pytest.mark.parametrize("state", ["sent", "working", "delivered", "closed", "cancelled"])
def test_only_what_is_accepted_is_to_pay(state: str) -> None:
    out = handoff(task(), state=state, price=FIXED)
    assert not money.is_to_pay(out, book_of(out))


def test_invoices_are_added_by_handoff_and_currency() -> None:
    out, other = handoff(task()), handoff(task())
    lines = (InvoiceLine(handoff=out.uid, amount="60.10"), InvoiceLine(handoff=other.uid, amount="5.00"))
    book = book_of(
        Invoice(uid=uid(), contractor="c", lines=lines, currency="USD"),
        Invoice(uid=uid(), contractor="c", lines=lines[:1], currency="EUR"),
    )
    assert money.asked(out, book, Money(amount="20.20", currency="USD")) == Money(amount="80.30", currency="USD")


def test_a_rate_is_kept_as_typed() -> None:
    assert money.read_rate("0.1150/word") == Rate(amount="0.1150", currency="USD", unit="word")


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e999999999", "9" * 5000, "12 EUR", "", "٣", "0." + "1" * 5000])
def test_a_kept_amount_that_is_none_is_shown_as_unknown_and_counts_nothing(text: str) -> None:
    given = Money(amount=text, currency="USD")
    assert money.say_money(given) == "$?"
    assert money.total([given, Money(amount="5.00", currency="USD")]) == {"USD": Decimal("5.00")}
