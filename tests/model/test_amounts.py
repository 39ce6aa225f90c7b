"""Amounts as people type them, all over the world; and what is no amount, or more than one."""

from __future__ import annotations

import pytest

from delegator_tui.model.amounts import in_units, read_amount

READ = """
$300 => 300 USD
300 € => 300 EUR
€300 => 300 EUR
€ 300 => 300 EUR
300€ => 300 EUR
€ 1.234,50 => 1234.50 EUR
1.234,50 € => 1234.50 EUR
1,234.50 EUR => 1234.50 EUR
EUR 1234,5 => 1234.5 EUR
1.234.567 eur => 1234567 EUR
1.234.567,89 eur => 1234567.89 EUR
1 234,50 € => 1234.50 EUR
1\u00a0234,50\u00a0€ => 1234.50 EUR
1\u202f234\u202f567,5 € => 1234567.5 EUR
1\u2009234 € => 1234 EUR
CHF 1'200 => 1200 CHF
CHF 1’200.50 => 1200.50 CHF
1'200,50 chf => 1200.50 CHF
Fr. 50.- => 50 CHF
50,- € => 50 EUR
300,– € => 300 EUR
1234.567 kwd => 1234.567 KWD
1,234.567 KWD => 1234.567 KWD
1,234 kwd => 1234 KWD
1.234 kwd => 1.234 KWD
₹1,00,000 => 100000 INR
₹12,34,567.50 => 1234567.50 INR
R$ 50 => 50 BRL
US$ 20 => 20 USD
$300 CAD => 300 CAD
A$5 => 5 AUD
50 zł => 50 PLN
1 500 Kč => 1500 CZK
300 dollars => 300 USD
40 euros => 40 EUR
20 quid => 20 GBP
£1k => 1000 GBP
$2.5k => 2500 USD
1,5k € => 1500 EUR
1.2345k => 1234.5 USD
160 => 160 USD
160.50 => 160.50 USD
1,500 => 1500 USD
1,50 => 1.50 USD
0,5 => 0.5 USD
.5 => .5 USD
$.50 => .50 USD
5. => 5 USD
007 => 7 USD
0.500 => 0.500 USD
$ 12,345,678.90 => 12345678.90 USD
"""
NONE = """
|abc|usd|-5|$-5|−5|1,2,3|12,34,56|1,23,45|1_000|1e5|NaN|inf|1000000000000|１２|3 00|$|5 5 usd|--|0x10|300€€|€300 usd
5,|,5|1..5|1.2.3|1,234,56|1'23|12 34|5%|5/h|$5 each|300 xyzw|½|(5)|1.234.56|1 2345|1.,5|€|+5|5€5
"""


def rows(table: str) -> list[tuple[str, str]]:
    found = (line.split(" => ") for line in table.strip("\n").splitlines())
    return [(typed, expected) for typed, expected in found]


@pytest.mark.parametrize(("typed", "expected"), rows(READ))
def test_an_amount_is_read_as_it_is_written_anywhere(typed: str, expected: str) -> None:
    found = read_amount(typed, "USD")
    assert found is not None
    figure = found.figure if typed[0] != "." and "$." not in typed else found.figure.removeprefix("0")
    assert (f"{figure} {found.currency}", found.grouped) == (expected, "")


@pytest.mark.parametrize("typed", [cell for line in NONE.strip("\n").splitlines() for cell in line.split("|")])
def test_anything_else_is_no_amount(typed: str) -> None:
    assert read_amount(typed, "USD") is None


@pytest.mark.parametrize(
    ("typed", "figure", "grouped"),
    [("1.234 eur", "1.234", "1234"), ("12.345", "12.345", "12345"), ("160.000", "160.000", "160000"),
     ("1.500 jpy", "1.500", "1500")],
)  # fmt: skip
def test_three_digits_behind_one_point_are_told_with_both_readings(typed: str, figure: str, grouped: str) -> None:
    found = read_amount(typed, "USD")
    assert found is not None
    assert (found.figure, found.grouped) == (figure, grouped)


@pytest.mark.parametrize("typed", ["0.004", "1234.567", "100,0055", "0.500"])
def test_where_it_cannot_group_thousands_a_point_is_before_decimals(typed: str) -> None:
    found = read_amount(typed, "USD")
    assert found is not None
    assert found.grouped == ""


@pytest.mark.parametrize(
    ("typed", "home", "currency"),
    [
        ("$5", "AUD", "AUD"), ("$5", "MXN", "MXN"), ("$5", "EUR", "USD"), ("US$5", "AUD", "USD"),
        ("5 dollars", "NZD", "NZD"), ("kr 300", "SEK", "SEK"), ("300 kr", "NOK", "NOK"), ("300 kr.", "DKK", "DKK"),
        ("¥500", "CNY", "CNY"), ("¥500", "USD", "JPY"), ("R 500", "ZAR", "ZAR"), ("Rs. 500", "PKR", "PKR"),
        ("300 kr", "USD", ""), ("5", "QQQ", "QQQ"),
    ],
)  # fmt: skip
def test_a_sign_of_several_currencies_is_the_owners(typed: str, home: str, currency: str) -> None:
    found = read_amount(typed, home)
    assert found is not None
    assert found.currency == currency


@pytest.mark.parametrize(
    ("figure", "currency", "kept"),
    [
        ("1", "USD", "1.00"), ("1.5", "USD", "1.50"), ("1.500", "USD", "1.50"), ("1.505", "USD", None),
        ("1.5", "KWD", "1.500"), ("1.0005", "KWD", None), ("1500.00", "JPY", "1500"), ("1500.5", "JPY", None),
        ("0.0001", "CLF", "0.0001"), ("1", "HUF", "1.00"), ("1.5", "QQQ", "1.50"),
    ],
)  # fmt: skip
def test_an_amount_is_kept_with_all_decimals_of_its_currency_and_never_rounded(
    figure: str, currency: str, kept: str | None
) -> None:
    assert in_units(figure, currency) == kept


TITLE = "$300|€ 1.234,50|300 €|CHF 1'200|1 234,50 €|300 eur|400usd|$2k|R$ 50|50 zł|40 euros|$300 CAD|EUR 300"
NOT_IN_A_TITLE = (
    "300|fold 300|300 all|12 awg|2 cup|25 kgs|300 ft|usd 300|top 300|rm 12|50 pounds|2 300 eur|$5.|300 xyz|€1.200|24"
)


@pytest.mark.parametrize("typed", TITLE.split("|"))
def test_in_a_title_an_amount_names_its_currency(typed: str) -> None:
    found = read_amount(typed, "USD", in_title=True)
    assert found is not None
    assert not found.grouped


@pytest.mark.parametrize("typed", NOT_IN_A_TITLE.split("|"))
def test_in_a_title_what_may_be_something_else_is_no_amount(typed: str) -> None:
    found = read_amount(typed, "USD", in_title=True)
    assert found is None or found.grouped
