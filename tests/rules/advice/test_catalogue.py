"""The catalogue of activities: whole, honest about its rates, and found by words."""

from __future__ import annotations

import pytest

from delegator_tui.rules.advice.catalogue import READ, activities, by_id, find, search

RHYTHMS = {"once", "daily", "weekly", "monthly", "quarterly", "yearly"}


def test_there_are_88_activities_each_with_a_skill_a_rhythm_and_checks() -> None:
    found = activities()
    assert len(found) == len(by_id()) == len({each.name for each in found}) == 88
    for each in found:
        assert each.skill, each.id
        assert each.done_when, each.id
        assert all(each.done_when), each.id
        assert each.rhythm in RHYTHMS
        assert each.strong, f"no word speaks for {each.id}"


def test_39_have_a_rate_whose_source_and_year_are_told_and_the_others_have_none() -> None:
    rates = [each.rate for each in activities() if each.rate]
    assert len(rates) == 39
    for rate in rates:
        assert 0 < rate.low < rate.high
        assert rate.source
        assert rate.year <= READ


def test_a_rate_says_whether_its_source_tells_the_year() -> None:
    support, ads = by_id()["F9"].rate, by_id()["D9"].rate
    assert support is not None
    assert support.say() == "$85-250/h in 2020"
    assert ads is None
    cleaning = by_id()["G10"].rate
    assert cleaning is not None
    assert cleaning.say() == "$20-45/h seen 2026"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["newsletter"], "D5"), (["NEWSLETTERS"], "D5"), (["vat"], "B7"), (["payroll"], "B6"), (["logo"], "E1"),
        (["backup"], "F11"), (["back", "up"], "F11"), (["product", "photos"], "E5"), (["customer", "mail"], "C1"),
        (["subtitles"], "E10"), (["trans"], "E10"), (["wcag"], "F13"), (["zapier"], "F7"), (["wages"], "B6"),
        (["two-factor"], "F10"), (["instagram"], "D1"), (["plumber"], "G11"), (["books", "reconciled"], "B1"),
    ],
)  # fmt: skip
def test_it_is_searched_by_words(words: list[str], first: str) -> None:
    assert search(words)[0].id == first


def test_without_words_all_are_listed_and_with_unknown_ones_none() -> None:
    assert search([]) == list(activities())
    assert search(["xyzzy"]) == []


def test_where_none_has_all_words_those_with_most_are_found() -> None:
    assert {each.id for each in search(["newsletter", "xyzzy"])} == {"D5"}


@pytest.mark.parametrize(("text", "id_"), [("b1", "B1"), ("Monthly bookkeeping", "B1"), ("zz", None), ("", None)])
def test_a_record_names_one_by_id_or_name(text: str, id_: str | None) -> None:
    found = find(text)
    assert (found.id if found else None) == id_
