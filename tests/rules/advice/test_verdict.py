"""One verdict on a task, with its reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from delegator_tui.commands import BY_ID
from delegator_tui.model.book import Book
from delegator_tui.model.records import Money, Rate, Recurrence, Settings, Span, Task
from delegator_tui.rules.advice.verdict import COMMANDS, Verdict, verdict
from delegator_tui.rules.tasks import plate
from tests.making import book_of, contractor, task

WORTH_50 = Settings(uid="settings", hour_value=Money(amount="50.00", currency="USD"))
OLD = "2026-06-01T09:00:00.000Z"
NEW = "2026-11-20T09:00:00.000Z"


def on(job: Task, *, level: str = "proven", rate: str = "40", known: bool = True, **fields: Any) -> Verdict:
    ana = contractor(
        "Ana", skills={"email-marketing": level}, rates=(Rate(amount=rate, currency="USD"),), **fields
    )  # fmt: skip
    return verdict(job, book_of(job, WORTH_50, *([ana] if known else [])))


def newsletter(**fields: Any) -> Task:
    return task(
        "Write the December newsletter", **{"estimate_minutes": 120, "due": "2026-11-27", "created": NEW, **fields}
    )


@pytest.mark.parametrize(
    ("job", "roster", "name", "because"),
    [
        (newsletter(), {}, "hand off", "Ana: frees about 1.5 h for $80, $5 more than your own time."),
        (newsletter(), {"rate": "30"}, "hand off", "Ana: frees about 1.5 h for $60, $15 less than your own time."),
        (newsletter(), {"level": "untried", "rate": "30"}, "hand off",
         "Ana: frees about 1.5 h for $60, $15 less than your own time."),
        (newsletter(), {"level": "untried"}, "mine",
         "$100 of your time; with Ana, untried in this, $105, which frees about 1.5 h."),
        (newsletter(only_me=True), {}, "mine", "You said that only you can do it."),
        (newsletter(estimate_minutes=5), {}, "mine", "It takes 5 minutes: done sooner than explained."),
        (newsletter(estimate_minutes=20), {}, "mine",
         "To hand it off takes about 30 min of yours, to do it 20 min."),
        (newsletter(), {"known": False}, "mine", "It is due Fri 27 Nov, and nobody on your roster is known for it."),
        (newsletter(due="2026-11-20"), {"known": False}, "mine",
         "It was due Fri 20 Nov, and nobody on your roster is known for it."),
        (newsletter(), {"away": (Span(start="2026-11-20", end="2026-12-03"),)}, "mine", "Ana is away until Thu 3 Dec."),
        (newsletter(due="2026-12-18"), {"known": False}, "later", "It is due in 25 days."),
        (newsletter(due=None), {"known": False}, "later", "It has no date, and nobody on your roster is known for it."),
        (newsletter(due=None, created=OLD), {}, "drop",
         "It has no date and has waited for 175 days. What happens if nobody ever does it?"),
        (newsletter(due=None, created=OLD, priority="high"), {}, "hand off",
         "Ana: frees about 1.5 h for $80, $5 more than your own time."),
        (newsletter(due=None, priority="high"), {"known": False}, "mine", "Nobody on your roster is known for it."),
        (newsletter(estimate_minutes=None), {}, "hand off", "Ana: has the skill it takes."),
    ],
)  # fmt: skip
def test_a_verdict_and_its_reason(job: Task, roster: dict[str, Any], name: str, because: str) -> None:
    found = on(job, **roster)
    assert (found.name, found.because) == (name, because)


def test_what_is_put_away_comes_back_a_week_before_its_due_or_on_monday() -> None:
    assert on(newsletter(due="2026-12-18"), known=False).until == dt.date(2026, 12, 11)
    assert on(newsletter(due=None), known=False).until == dt.date(2026, 11, 30)


def test_short_work_that_comes_again_is_not_the_owners_for_being_short() -> None:
    rule = Recurrence(rule="FREQ=DAILY", start="2026-11-23")
    assert on(newsletter(estimate_minutes=5, recurrence=rule), rate="20").name == "hand off"


def test_who_is_not_to_be_had_again_is_advised_to_nobody() -> None:
    from tests.rules.advice.test_match import past

    ana = contractor("Ana", skills={"email-marketing": "proven"}, rates=(Rate(amount="40", currency="USD"),))
    job = newsletter()
    assert verdict(job, book_of(job, ana, *past(ana, rehire="no"))).name != "hand off"


def test_each_verdict_is_given_by_a_command_with_a_key() -> None:
    assert set(COMMANDS.values()) <= set(BY_ID)


def test_every_task_of_the_sample_has_a_verdict_with_a_reason(shop: Book) -> None:
    for each in plate.triage(shop):
        found = verdict(each, shop)
        assert found.because.endswith((".", "?")), found
        assert (found.to is not None) == (found.name == "hand off")
        assert (found.until is not None) == (found.name == "later")
        assert "sav" not in found.because
