"""How amounts are written where the rules of money are not loaded: as those write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.currency import DOLLARS, NO_CENTS, SIGNS, say_stored
from delegator_tui.rules.handoffs import money

CODES = sorted({*SIGNS, *NO_CENTS, *DOLLARS, "CHF"})


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("400.00", "USD", "$400"), ("1200.50", "EUR", "€1,200.50"), ("0.05", "GBP", "£0.05"), ("300", "JPY", "¥300"),
        ("300.00", "CHF", "300 CHF"), ("1000000.00", "AUD", "1,000,000 AUD"),
    ],
)  # fmt: skip
def test_a_stored_amount_is_written_as_people_read_it(amount: str, currency: str, said: str) -> None:
    assert say_stored(amount, currency) == said


@given(st.decimals(0, 10**9, places=2), st.sampled_from(CODES))
def test_it_says_what_the_rules_of_money_say(value: Decimal, currency: str) -> None:
    stored = money.exact(value, currency)
    assert say_stored(stored, currency) == money.say(stored, currency)
