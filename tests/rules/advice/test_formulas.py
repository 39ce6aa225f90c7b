"""Each formula with its worked example."""

from __future__ import annotations

import pytest

from delegator_tui.model.records import Money
from delegator_tui.rules.advice import formulas
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.quickadd.recurrence import times_a_year


def usd(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


@pytest.mark.parametrize(
    ("take", "hours", "value"), [("100000", 2600, "38.46"), ("100000", 2000, "50.00"), ("90000", 2000, "45.00")]
)
def test_an_hour_is_worth_a_years_take_by_the_hours_worked(take: str, hours: float, value: str) -> None:
    assert formulas.hour_value(usd(take), hours) == usd(value)


@pytest.mark.parametrize(("take", "rate"), [("100000", "12.50"), ("90000", "11.25"), ("24000", "3.00")])
def test_the_buyback_rate_is_a_quarter_of_it(take: str, rate: str) -> None:
    assert formulas.buyback_rate(formulas.hour_value(usd(take))) == usd(rate)


def test_a_dear_specialist_costs_less_than_the_owners_six_hours() -> None:
    own = money.worth(6 * 60, usd("50"))
    total = money.plus(money.worth(2 * 60, usd("80")), money.worth(30, usd("50")))
    assert (own, total) == (usd("300.00"), usd("185.00"))
    assert money.minus(own, total) == usd("115.00")


def test_bookkeeping_pays_back_its_set_up_after_seven_months() -> None:
    hour = usd("45")
    gain = money.minus(money.worth(4 * 60, hour), money.plus(usd("125"), money.worth(30, hour)))
    assert gain == usd("32.50")
    assert gain is not None
    after = formulas.break_even(5 * 60, hour, gain)
    assert after is not None
    assert round(after, 1) == 6.9


def test_freed_hours_that_are_sold_pay_it_back_in_two() -> None:
    hour = usd("100")
    gain = money.minus(money.worth(3.5 * 60, hour), usd("125"))
    assert gain == usd("225.00")
    assert gain is not None
    assert round(formulas.break_even(5 * 60, hour, gain) or 0, 1) == 2.2


@pytest.mark.parametrize("gain", ["0.00", "-5.00"])
def test_what_gains_nothing_never_pays_back(gain: str) -> None:
    assert formulas.break_even(300, usd("45"), usd(gain)) is None
    assert formulas.break_even(300, usd("45"), Money(amount="50.00", currency="EUR")) is None


@pytest.mark.parametrize(("a_year", "back"), [(250, 7.33), (52, 0.73), (12, -0.60)])
def test_thirty_times_its_minutes_of_teaching_come_back_of_daily_work_alone(a_year: float, back: float) -> None:
    assert round(formulas.return_on_teaching(5, a_year, 150), 2) == back


@pytest.mark.parametrize(("a_year", "minutes"), [(250, 150), (52, 130), (12, 30), (1, 2.5)])
def test_teaching_is_worth_half_a_year_of_the_work_at_most(a_year: float, minutes: float) -> None:
    assert formulas.teaching_worth(5, a_year) == minutes


@pytest.mark.parametrize(("hits", "of", "score"), [(3, 4, 0.78), (0, 1, 0.64), (0, 0, 0.8), (8, 8, 0.93)])
def test_few_cases_are_drawn_to_what_is_usual(hits: int, of: int, score: float) -> None:
    assert round(formulas.shrunk(hits, of) + 1e-9, 2) == score


def test_the_students_took_1_64_times_their_forecast() -> None:
    assert round(55.5 / 34, 2) == 1.63
    assert formulas.delay_factor([55.5 / 34] * 3) == 55.5 / 34
    assert formulas.delay_factor([9.0, 9.0]) == 1.3, "two cases are too few"


@pytest.mark.parametrize(("part", "value"), [(0.5, 3), (0.85, 5), (0.2, 1), (1, 5)])
def test_a_percentile_is_a_value_that_was(part: float, value: float) -> None:
    assert formulas.percentile([5, 1, 3, 2, 4], part) == value


def test_three_who_have_60_25_and_15_are_as_spread_as_two_and_a_quarter() -> None:
    assert round(formulas.concentration([60, 25, 15]), 2) == 2.25
    assert formulas.concentration([1, 1, 1]) == pytest.approx(3)
    assert formulas.concentration([]) == 0


@pytest.mark.parametrize(
    ("hits", "of", "said"), [(3, 4, "3/4"), (0, 1, "0/1"), (4, 5, "4/5, 80%"), (7, 10, "7/10, 70%")]
)
def test_there_is_no_percentage_under_five_cases(hits: int, of: int, said: str) -> None:
    assert formulas.say_share(hits, of) == said


@pytest.mark.parametrize(
    ("rule", "often"),
    [
        ("FREQ=DAILY", 365), ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", 365 * 5 / 7), ("FREQ=WEEKLY", 52),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", 26), ("FREQ=WEEKLY;BYDAY=MO,TH", 104), ("FREQ=MONTHLY;BYMONTHDAY=1", 12),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", 12), ("FREQ=MONTHLY;INTERVAL=3", 4), ("FREQ=YEARLY", 1),
    ],
)  # fmt: skip
def test_how_often_a_rule_comes_in_a_year(rule: str, often: float) -> None:
    assert times_a_year(rule) == pytest.approx(often)


def test_currencies_are_never_added() -> None:
    euro = Money(amount="5.00", currency="EUR")
    assert money.plus(usd("5.00"), euro) is None
    assert money.minus(usd("5.00"), euro) is None
    assert money.plus(usd("5.00"), None) is None
