"""Currencies as ISO 4217 has them, and how amounts are written where the rules of money are not loaded."""

from __future__ import annotations

from decimal import Decimal

import iso4217
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.currency import CODES, NO_CENTS, places, say_stored
from delegator_tui.rules.handoffs import money

PLACES = {each.code: each.exponent for each in iso4217.Currency if each.exponent is not None}
"""Of each currency that has a smallest unit: how many decimals that has."""


def test_every_currency_has_the_smallest_unit_of_the_standard() -> None:
    assert {code: places(code) for code in PLACES} == PLACES


def test_no_currency_is_known_that_the_standard_never_had() -> None:
    assert CODES - PLACES.keys() == {"BGN"}
    assert {code for code, count in PLACES.items() if count == 0} == NO_CENTS


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("400.00", "USD", "$400"), ("1200.50", "EUR", "€1,200.50"), ("0.05", "GBP", "£0.05"), ("300", "JPY", "¥300"),
        ("300.00", "CHF", "300 CHF"), ("1000000.00", "AUD", "1,000,000 AUD"), ("1234.567", "KWD", "1,234.567 KWD"),
    ],
)  # fmt: skip
def test_a_stored_amount_is_written_as_people_read_it(amount: str, currency: str, said: str) -> None:
    assert say_stored(amount, currency) == said


@given(st.decimals(0, 10**9, places=4), st.sampled_from(sorted(PLACES)))
def test_it_says_what_the_rules_of_money_say(value: Decimal, currency: str) -> None:
    stored = money.exact(value, currency)
    assert say_stored(stored, currency) == money.say(stored, currency)
