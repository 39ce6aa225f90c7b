"""Who fits a task: ranked by what is known, with reasons; never by the order of the roster, and never from nothing."""

from __future__ import annotations

import csv
import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Money, Rate, Record, Sent, Settings, Span, Task
from delegator_tui.model.states import SKILL_LEVELS
from delegator_tui.rules.advice import fit, jobs
from delegator_tui.rules.advice.match import Match, match
from delegator_tui.rules.contractors import people
from tests.effort import examples
from tests.making import book_of, contractor, handoff, price, task
from tests.sample import DATA

WORTH_50 = Settings(uid="settings", hour_value=Money(amount="50.00", currency="USD"))
NEWSLETTER = task("Write the December newsletter", estimate_minutes=120, due="2026-11-27")
SKILL = "email-marketing"


def person(name: str, level: str = "proven", rate: str = "40", **fields: Any) -> Contractor:
    made = {"rates": (Rate(amount=rate, currency="USD"),), "capacity_hours_week": 10.0, "skills": {SKILL: level}}
    return contractor(name, **{**made, **fields})


def past(who: Contractor, *, late: bool = False, n: int = 1, **fields: Any) -> tuple[Task, Handoff]:
    job = task(f"Something else {n}", state="done")
    came = "2026-10-08T09:00:00.000Z" if late else "2026-10-05T09:00:00.000Z"
    made = {
        "state": "closed", "sent": Sent(at="2026-10-01T09:00:00.000Z"), "original_due": "2026-10-05",
        "first_delivered": came, "accepted": "2026-10-09T09:00:00.000Z", "price": price("100.00"),
    }  # fmt: skip
    return job, handoff(job, who, **{**made, **fields})


def ranked(*records: Record, of: Task = NEWSLETTER) -> list[str]:
    return names(match(of, book_of(of, *records)))


def names(found: Match) -> list[str]:
    return [it.contractor.name for it in found.fits]


# ---- who is looked at


def test_only_who_has_the_skill_or_did_such_a_job_is_looked_at() -> None:
    has, other = person("Has"), person("Other", skills={"photo": "trusted"})
    did = person("Did", skills={})
    job = task("November newsletter", state="done")
    done = handoff(job, did, state="closed", accepted="2026-11-01T09:00:00.000Z")
    assert set(ranked(has, other, did, job, done)) == {"Has", "Did"}


def test_who_has_ended_is_not_looked_at() -> None:
    assert ranked(person("Gone", status="ended")) == []


def test_without_a_skill_to_look_for_there_is_no_advice_and_it_is_said() -> None:
    unknown = task("Think about it", estimate_minutes=60)
    found = match(unknown, book_of(unknown, person("Ana")))
    assert (found.skill, found.fits, found.out) == ("", (), ())
    assert found.missing[0].field == "skill"


def test_without_contractors_there_is_no_advice() -> None:
    assert match(NEWSLETTER, book_of(NEWSLETTER)).fits == ()


def test_the_skill_that_the_owner_said_goes_before_the_guess() -> None:
    said = task("Write the December newsletter", skill="photo")
    ana, ben = person("Ana"), person("Ben", skills={"photo": "trial"})
    assert ranked(ana, ben, of=said) == ["Ben"]


def test_a_skill_of_the_roster_that_the_title_names_is_looked_for() -> None:
    named, about = task("Pottery glazing for the hotel"), task("Pay for the glazing")
    ana = person("Ana", skills={"glazing": "proven"})
    assert ranked(ana, of=named) == ["Ana"]
    assert ranked(ana, of=about) == []


@pytest.mark.parametrize(
    ("have", "needed", "is_one"),
    [
        ("photo", "photo", True), ("Photo", "photo", True), ("product photos", "photo", True),
        ("web-build", "web build", True), ("video-edit", "editing", False), ("it-support", "support", False),
        ("support", "it-support", False), ("photo", "video-edit", False), ("", "photo", False), ("!", "?", False),
    ],
)  # fmt: skip
def test_a_skill_is_known_by_a_wider_name_too(have: str, needed: str, is_one: bool) -> None:
    assert fit.is_skill(have, needed) is is_one


def test_who_is_away_until_the_due_is_left_out_and_it_is_said() -> None:
    away = person("Away", away=(Span(start="2026-11-20", end="2026-12-03"),))
    back = person("Back", away=(Span(start="2026-11-20", end="2026-11-25"),))
    soon = person("Soon", away=(Span(start="2026-11-24", end="2026-12-03"),))
    found = match(NEWSLETTER, book_of(NEWSLETTER, away, back, soon))
    assert set(names(found)) == {"Back", "Soon"}
    assert [(each.contractor.name, each.because) for each in found.out] == [("Away", "away until Thu 3 Dec")]


def test_without_a_due_who_is_away_for_the_week_is_left_out() -> None:
    undated = task("A newsletter")
    away = person("Away", away=(Span(start="2026-11-20", end="2026-12-03"),))
    back = person("Back", away=(Span(start="2026-11-20", end="2026-11-26"),))
    found = match(undated, book_of(undated, away, back))
    assert (names(found), [each.contractor.name for each in found.out]) == (["Back"], ["Away"])


def test_it_is_said_when_only_one_has_the_skill() -> None:
    assert match(NEWSLETTER, book_of(NEWSLETTER, person("Ana"))).alone
    assert not match(NEWSLETTER, book_of(NEWSLETTER, person("Ana"), person("Ben"))).alone


# ---- the order

BETTER: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "level": ({"skills": {SKILL: "trusted"}}, {"skills": {SKILL: "untried"}}),
    "price": ({"rates": (Rate(amount="39.99", currency="USD"),)}, {}),
    "free": ({"capacity_hours_week": 12.0}, {"capacity_hours_week": 11.5}),
    "free at all": ({"capacity_hours_week": 2.0}, {"capacity_hours_week": 0.5}),
    "common": ({"timezone": "Europe/London"}, {"timezone": "Asia/Manila"}),
    "papers": ({"papers": {"nda": "2026-01-01"}}, {"papers": {"nda": "missing"}}),
    "status": ({"status": "active"}, {"status": "bench"}),
    "there": ({}, {"away": (Span(start="2026-11-20", end="2026-12-30"),)}),
}


@pytest.mark.parametrize("worth", [(), (WORTH_50,)], ids=["plain", "hour value"])
@pytest.mark.parametrize("respect", BETTER)
@pytest.mark.parametrize("flip", [False, True], ids=["first", "last"])
def test_better_in_one_respect_and_equal_in_all_others_goes_first(
    respect: str, flip: bool, worth: tuple[Record, ...]
) -> None:
    better, worse = BETTER[respect]
    good, bad = person("Zoe" if flip else "Ana", **better), person("Ana" if flip else "Zoe", **worse)
    pair = (bad, good) if flip else (good, bad)
    assert ranked(*pair, *worth)[0] == good.name


@pytest.mark.parametrize("flip", [False, True])
def test_who_was_on_time_goes_before_who_was_late(flip: bool) -> None:
    good, bad = person("Zoe" if flip else "Ana"), person("Ana" if flip else "Zoe")
    assert ranked(good, bad, *past(good), *past(bad, late=True))[0] == good.name


def test_one_late_job_of_one_says_less_than_half_of_ten() -> None:
    """Shrunk for few cases: 0 of 1 is 0.64, 5 of 10 is 0.59."""
    once, often = person("Once"), person("Often")
    many = [record for n in range(10) for record in past(often, late=n % 2 == 0, n=n)]
    assert ranked(once, often, *past(once, late=True), *many) == ["Once", "Often"]


def test_who_would_be_had_again_goes_first_and_who_would_not_goes_last() -> None:
    people_ = [person(name) for name in ("Maybe", "No", "Yes")]
    told = [past(who, rehire=who.name.lower()) for who in people_]
    assert ranked(*people_, *(record for pair in told for record in pair)) == ["Yes", "Maybe", "No"]


def test_who_did_the_last_ones_goes_first() -> None:
    ana, ben = person("Ana"), person("Ben")
    before = task("October newsletter", state="done")
    assert (
        ranked(ana, ben, before, handoff(before, ben, state="closed", accepted="2026-10-09T09:00:00.000Z"))[0] == "Ben"
    )


def test_of_equals_the_one_whose_last_job_is_later_goes_first_and_then_the_name_decides() -> None:
    ana, ben = person("Ana"), person("Ben")
    early, late = past(ana, accepted="2026-10-09T09:00:00.000Z"), past(ben, accepted="2026-10-10T09:00:00.000Z")
    assert ranked(ana, ben, *early, *late) == ["Ben", "Ana"]
    assert ranked(person("Ben"), person("Ana")) == ["Ana", "Ben"]


def test_the_more_is_open_with_one_the_more_speaks_for_the_other() -> None:
    ana, ben = person("Ana"), person("Ben")
    given = [record for n in range(4) for record in _open(ana, n)]
    found = match(NEWSLETTER, book_of(NEWSLETTER, ana, ben, *given))
    assert names(found) == ["Ben", "Ana"]
    told = found.candidates(book_of(NEWSLETTER, ana, ben, *given))[1]
    assert "4 of 4 open handoffs are with them" in told.speaks_against


def _open(who: Contractor, n: int) -> tuple[Task, Handoff]:
    job = task(f"Thing {n}", state="delegated")
    return job, handoff(job, who)


PEOPLE = st.builds(
    lambda level, rate, free, zone, papers, status: {
        "skills": {SKILL: level}, "rates": (Rate(amount=str(rate), currency="USD"),) if rate else (),
        "capacity_hours_week": free, "timezone": zone, "papers": papers, "status": status,
    },
    st.sampled_from(SKILL_LEVELS), st.one_of(st.none(), st.integers(5, 200)), st.one_of(st.none(), st.floats(0, 40)),
    st.sampled_from([None, "Europe/London", "Asia/Manila", "America/New_York"]),
    st.sampled_from([{}, {"nda": "missing"}, {"nda": "missing", "contract": "missing"}]),
    st.sampled_from(["active", "trial", "bench", "prospect"]),
)  # fmt: skip


@settings(max_examples=examples(30, 500), deadline=None)
@given(st.lists(PEOPLE, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_roster_changes_no_ranking(given_: list[dict[str, Any]], chance: Any) -> None:
    roster = [contractor(f"C{n % 3}", **fields) for n, fields in enumerate(given_)]
    mixed = list(roster)
    chance.shuffle(mixed)
    first, second = (match(NEWSLETTER, book_of(NEWSLETTER, *each)) for each in (roster, mixed))
    assert [it.contractor.uid for it in first.fits] == [it.contractor.uid for it in second.fits]


def _cheaper(rate: Rate, by: int) -> Rate:
    return msgspec.structs.replace(rate, amount=str(max(1, int(rate.amount) - by)))


IMPROVE: dict[str, Any] = {
    "level": lambda who, by: {"skills": {SKILL: SKILL_LEVELS[min(3, SKILL_LEVELS.index(who.skills[SKILL]) + by)]}},
    "rate": lambda who, by: {"rates": tuple(_cheaper(each, by) for each in who.rates)},
    "free": lambda who, by: {"capacity_hours_week": (who.capacity_hours_week or 0) + by},
    "papers": lambda who, _: {"papers": {}},
    "status": lambda who, _: {"status": "active"},
}  # fmt: skip


@settings(max_examples=examples(40, 1000), deadline=None)
@given(PEOPLE, st.lists(PEOPLE, max_size=4), st.sampled_from(sorted(IMPROVE)), st.integers(1, 3), st.booleans())
def test_a_better_twin_never_ranks_lower(
    fields: dict[str, Any], others: list[dict[str, Any]], respect: str, by: int, named_last: bool
) -> None:
    if respect == "free" and fields["capacity_hours_week"] is None:
        fields = {**fields, "capacity_hours_week": 0.0}
    plain = contractor("Ana" if named_last else "Zoe", **fields)
    better = msgspec.structs.replace(
        contractor("Zoe" if named_last else "Ana", **fields), **IMPROVE[respect](plain, by)
    )  # fmt: skip
    rest = [contractor(f"C{n}", **each) for n, each in enumerate(others)]
    found = [it.contractor.uid for it in match(NEWSLETTER, book_of(NEWSLETTER, plain, *rest, better)).fits]
    same = all(getattr(plain, name) == getattr(better, name) for name in fields)
    assert same or found.index(better.uid) < found.index(plain.uid)


# ---- what is said


def test_what_speaks_for_and_against_is_told() -> None:
    ana = person("Ana", "untried", status="bench", papers={"nda": "missing"}, capacity_hours_week=1.0, rate="400")
    told = match(NEWSLETTER, book_of(NEWSLETTER, ana, WORTH_50)).candidates(book_of(NEWSLETTER, ana, WORTH_50))[0]
    assert told.speaks_for == ()
    assert told.speaks_against == (
        "on the bench", "only 1 h free this week, it takes 2 h", "untried in this", "no nda",
        "$725 more than doing it yourself",
    )  # fmt: skip


def test_nothing_is_called_cheaper_that_costs_more() -> None:
    dear = person("Dear", rate="400")
    book = book_of(NEWSLETTER, dear, WORTH_50)
    said = " ".join(text for each in match(NEWSLETTER, book).candidates(book) for text in each.speaks_for)
    assert "less" not in said
    assert "sav" not in said


def test_a_forecast_stands_beside_the_due_where_three_jobs_tell_it() -> None:
    ana = person("Ana")
    slow = [past(ana, late=True, n=n) for n in range(3)]
    for count, expected in ((2, None), (3, dt.date(2026, 11, 30))):
        more = [record for pair in slow[:count] for record in pair]
        book = book_of(NEWSLETTER, ana, *more)
        comes = match(NEWSLETTER, book).candidates(book)[0].comes
        assert (comes.likely if comes else None) == expected
    assert comes is not None
    assert comes.ask_for == dt.date(2026, 11, 25)
    assert comes.say(book.today) == "likely by Mon 30 Nov; ask for Wed 25 Nov to have it Fri 27 Nov"


# ---- the sample history, told from its raw rows


def test_figures_of_the_sample_are_those_of_its_rows(shop: Book) -> None:
    rows = list(csv.DictReader((DATA / "handoffs.csv").open(encoding="utf-8")))
    by_title = {task_.title: task_ for task_ in shop.tasks.open.values()}
    done = [row for row in rows if row["contractor"] == "Tally & Daughters" and "bookkeeping" in row["title"]]
    last = max((row for row in done if row["accepted"]), key=lambda row: row["accepted"])
    found = match(by_title["Monthly bookkeeping for October"], shop)
    first = found.fits[0]
    assert first.contractor.name == "Tally & Daughters"
    assert len(first.done) == sum(bool(row["accepted"]) for row in done)
    assert first.way.price == Money(amount=f"{last['price']}.00", currency=last["currency"])
    assert [round(job.ratio or 0, 4) for job in first.done] == [
        round(_days(row["handed_off"], row["delivered"]) / _days(row["handed_off"], row["due"]), 4) for row in done
    ]


def _days(first: str, last: str) -> int:
    return max(1, (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days)


def test_on_time_of_the_sample_is_counted_from_its_rows(shop: Book) -> None:
    rows = list(csv.DictReader((DATA / "handoffs.csv").open(encoding="utf-8")))
    today = "2026-11-23"
    expected: dict[str, list[int]] = {}
    for row in rows:
        hits, of = expected.setdefault(row["contractor"], [0, 0])
        in_time = bool(row["delivered"]) and row["delivered"] <= row["due"]
        counts = (
            (in_time and bool(row["accepted"]))
            or (row["delivered"] > row["due"])
            or (not row["delivered"] and row["due"] < today)
        )
        expected[row["contractor"]] = [hits + (in_time and bool(row["accepted"])), of + counts]
    counted = people.on_time_by_contractor(shop)
    told = {who.name: list(counted.get(who.uid, (0, 0))) for who in shop.contractors.open.values()}
    assert {name: told[name] for name in expected} == expected


# ---- what is kept from book to book


def test_a_book_after_a_change_tells_what_one_that_was_just_read_tells() -> None:
    ana, ben = person("Ana"), person("Ben")
    old = [past(ana, n=n, rehire="yes") for n in range(3)] + [past(ben, n=9, late=True)]
    book = book_of(NEWSLETTER, ana, ben, *(record for pair in old for record in pair))
    assert len(jobs.of_contractor(ana.uid, book)) == 3
    again = msgspec.structs.replace(old[0][1], state="working")
    moved = msgspec.structs.replace(old[1][1], contractor=ben.uid, rehire="no")
    new_job, new = past(ben, n=5)
    changed = book.put(
        {
            "handoffs": [(again.uid, again, True), (moved.uid, moved, False), (new.uid, new, False)],
            "tasks": [(new_job.uid, new_job, False)],
        },
        2,
    )
    fresh = book_of(NEWSLETTER, ana, ben, *(t for t, _ in old), new_job, again, moved, new, old[2][1], old[3][1])
    for who in (ana, ben):
        kept, read = jobs.of_contractor(who.uid, changed), jobs.of_contractor(who.uid, fresh)
        assert kept == read
        assert jobs.rehire(who.uid, kept, changed) == jobs.rehire(who.uid, read, fresh)
    assert people.on_time_by_contractor(changed) == people.on_time_by_contractor(fresh)
    assert names(match(NEWSLETTER, changed)) == names(match(NEWSLETTER, fresh))


def test_the_archive_is_gone_through_once_for_all_books() -> None:
    ana = person("Ana")
    book = book_of(NEWSLETTER, ana, *past(ana))
    asked: list[int] = []

    def question(closed: Any) -> int:
        asked.append(1)
        return sum(1 for _ in closed)

    after = book.put({"tasks": [(NEWSLETTER.uid, NEWSLETTER, True)]}, 2)
    assert (book.handoffs.settled("q", question), after.handoffs.settled("q", question)) == (1, 1)
    assert len(asked) == 1
