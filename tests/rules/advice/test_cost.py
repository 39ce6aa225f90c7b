"""What a task costs done by the owner, and with a contractor."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.model.records import (
    Contractor,
    Event,
    Handoff,
    Money,
    Rate,
    Record,
    Recurrence,
    Settings,
    Task,
)
from delegator_tui.rules.advice import cost
from delegator_tui.rules.advice.cost import Way
from tests.making import book_of, contractor, handoff, price, task, uid

WORTH_50 = Settings(uid="settings", hour_value=Money(amount="50.00", currency="USD"))


def usd(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


def rate(amount: str, unit: str = "hour", currency: str = "USD") -> tuple[Rate, ...]:
    return (Rate(amount=amount, currency=currency, unit=unit),)


def way_of(job: Task, who: Contractor, *more: Record) -> Way:
    book = book_of(job, who, *more)
    return cost.way(job, who, cost.own(job, book), cost.like(job, book), book)


def done_by(who: Contractor, title: str, amount: str = "110.00", **fields: Any) -> tuple[Task, Handoff]:
    job = task(title, state="done", estimate_minutes=fields.pop("minutes", 120))
    made = {"state": "closed", "price": price(amount), "accepted": "2026-10-01T09:00:00.000Z", **fields}
    return job, handoff(job, who, **made)


def minutes(of: Record, count: int, what: str = "handed off") -> Event:
    return Event(uid=uid(), at="2026-10-01T09:00:00.000Z", what=what, record=of.uid, owner_minutes=count)


def test_the_photos_free_four_and_a_half_hours_for_175_more() -> None:
    job = task("New product photos", estimate_minutes=300, price_idea=usd("400.00"))
    found = way_of(job, contractor("Northlight Photo", rates=rate("65")), WORTH_50)
    assert found.own.cost == usd("250.00")
    assert (found.price, found.source, found.minutes, found.cases) == (usd("400.00"), "your price", 30, 0)
    assert found.total == usd("425.00")
    assert found.freed == 270
    assert found.gain == usd("-175.00")
    assert found.price_of_hour == usd("88.89")
    assert found.asked == usd("325.00"), "what their rate makes of it"


@pytest.mark.parametrize(
    ("rates", "estimate", "asked"),
    [
        (rate("40"), 90, "60.00"), (rate("320", "day"), 240, "160.00"), (rate("500", "project"), 90, "500.00"),
        (rate("0.11", "word"), 90, None), (rate("2", "item"), 90, None), (rate("300", "retainer"), 90, None),
        (rate("1", "minute"), 90, None), ((), 90, None), (rate("40"), None, None),
        (rate("500", "project"), None, "500.00"),
        (rate("NaN"), 90, None), (rate("1e9999"), 90, None),
    ],
)  # fmt: skip
def test_what_a_rate_makes_of_an_estimate(rates: tuple[Rate, ...], estimate: int | None, asked: str | None) -> None:
    job = task("Zzz", estimate_minutes=estimate)
    found = way_of(job, contractor("Ana", rates=rates), WORTH_50)
    assert found.asked == (usd(asked) if asked else None)
    assert bool(found.missing) == (asked is None)


def test_the_last_such_job_says_more_than_the_rate_where_it_was_as_big() -> None:
    ana = contractor("Ana", rates=rate("40"))
    before = done_by(ana, "October newsletter")
    same, bigger = task("December newsletter", estimate_minutes=120), task("Big newsletter", estimate_minutes=600)
    unknown = task("Some newsletter")
    assert (way_of(same, ana, *before).price, way_of(same, ana, *before).source) == (usd("110.00"), "last time")
    assert (way_of(bigger, ana, *before).price, way_of(bigger, ana, *before).source) == (usd("400.00"), "rate")
    assert way_of(unknown, ana, *before).price == usd("110.00")


def test_the_minutes_that_were_logged_stand_before_the_usual_ones() -> None:
    ana, ben = contractor("Ana", rates=rate("40")), contractor("Ben", rates=rate("40"))
    job, given = done_by(ana, "October newsletter")
    again = task("December newsletter", estimate_minutes=120)
    more = (job, given, minutes(given, 10), minutes(given, 5))
    assert (way_of(again, ana, *more).minutes, way_of(again, ana, *more).cases) == (15, 1)
    assert (way_of(again, ben, ana, *more).minutes, way_of(again, ben, ana, *more).cases) == (15, 1)
    assert way_of(again, ana, job, given).minutes == 30


def test_work_that_comes_again_takes_less_of_the_owner_each_time() -> None:
    rule = Recurrence(rule="FREQ=DAILY", start="2026-11-23")
    job = task("Answer marketplace questions", estimate_minutes=30, recurrence=rule)
    found = way_of(job, contractor("Ana", rates=rate("18")), WORTH_50)
    assert found.minutes == 3.75
    again = cost.repeated(job, found.own)
    assert again is not None
    assert (again.times_a_year, again.teach_at_most) == (365, 900)
    assert cost.repeated(task("Once", estimate_minutes=30), found.own) is None


def test_without_an_estimate_what_such_tasks_took_is_told_and_then_what_such_jobs_were_thought_to_take() -> None:
    ana = contractor("Ana")
    timed = task("October newsletter", state="done")
    asked = task("December newsletter")
    book = book_of(asked, timed, minutes(timed, 95, "done"), ana, *done_by(ana, "May newsletter", minutes=150))
    assert (cost.own(asked, book).minutes, cost.own(asked, book).source) == (95, "took")
    without = book_of(asked, ana, *done_by(ana, "May newsletter", minutes=150))
    assert (cost.own(asked, without).minutes, cost.own(asked, without).source) == (150, "such jobs")
    assert cost.own(asked, book_of(asked)).minutes is None


def test_what_is_not_known_is_named_with_the_command_that_fills_it_in() -> None:
    job = task("Zzz")
    ana = contractor("Ana", rates=rate("0.11", "word"))
    found = cost.own(job, book_of(job))
    assert [(each.field, each.command, each.about) for each in found.missing] == [
        ("estimate_minutes", "edit", job.uid), ("hour_value", "settings", ""),
    ]  # fmt: skip
    lacks = [(each.field, each.command, each.about) for each in way_of(job, ana).missing]
    assert lacks == [("price_idea", "edit", job.uid)]
    assert [each.field for each in way_of(job, contractor("Ben")).missing] == ["rates"]
    assert [each.field for each in way_of(job, contractor("Cy", rates=rate("40"))).missing] == ["estimate_minutes"]


def test_a_price_in_another_currency_stays_beside_the_owners_time() -> None:
    job = task("Zzz", estimate_minutes=120)
    found = way_of(job, contractor("Ana", rates=rate("50", currency="EUR")), WORTH_50)
    assert found.price == Money(amount="100.00", currency="EUR")
    assert found.own_part == usd("25.00")
    assert found.total is found.gain is None
    assert found.freed == 90


def test_without_an_hour_value_there_are_hours_and_price_alone() -> None:
    job = task("Zzz", estimate_minutes=120)
    found = way_of(job, contractor("Ana", rates=rate("50")))
    assert (found.price, found.freed) == (usd("100.00"), 90)
    assert found.own.cost is found.own_part is found.total is found.gain is None


def test_a_short_task_frees_nothing() -> None:
    found = way_of(task("Zzz", estimate_minutes=20), contractor("Ana", rates=rate("50")), WORTH_50)
    assert found.freed == -10
    assert found.price_of_hour is None


def test_a_hint_is_of_the_catalogue_and_is_no_cost() -> None:
    known, unknown = cost.hint(task("Monthly bookkeeping")), cost.hint(task("Newsletter"))
    assert known is not None
    assert known.say() == "$20-90/h in 2026"
    assert unknown is None
    assert way_of(task("Monthly bookkeeping", estimate_minutes=60), contractor("Ana"), WORTH_50).price is None


def test_the_guide_line_hangs_on_the_hour_value() -> None:
    assert cost.buyback(book_of(WORTH_50)) == usd("12.50")
    assert cost.buyback(book_of()) is None
