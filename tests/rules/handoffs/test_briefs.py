"""Every planted fault of a brief is found where it is, and no good brief has any."""

from __future__ import annotations

import pytest

from delegator_tui.model.records import Brief
from delegator_tui.rules.handoffs import readiness, wording
from delegator_tui.rules.handoffs.readiness import Plan, gaps
from tests.making import book_of
from tests.rules.handoffs.briefs import FAULTY, FRI, GOOD, PRICE, Written, person


def found_in(written: Written) -> tuple[tuple[readiness.Gap, ...], Plan]:
    who = person(**written.who)
    brief = Brief(outcome=written.outcome, done_when=written.done_when, **written.brief)
    said = {"contractor": who.uid, "due": FRI, "price": PRICE, "brief": brief, "stakes": "routine", **written.more}
    plan = Plan(**said)
    return gaps(plan, book_of(who)), plan


def test_there_are_sixty() -> None:
    assert (len(GOOD), len(FAULTY)) == (20, 40)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_brief_has_no_gap(name: str) -> None:
    assert [gap.text for gap in found_in(GOOD[name])[0]] == []


@pytest.mark.parametrize("name", FAULTY)
def test_a_planted_fault_is_found_and_nothing_else(name: str) -> None:
    fault = FAULTY[name]
    found, _ = found_in(fault.written)
    assert [(gap.field, gap.kind) for gap in found] == [(fault.field, fault.kind)], [gap.text for gap in found]


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_of_the_brief_costs_points(name: str) -> None:
    fault = FAULTY[name]
    found, plan = found_in(fault.written)
    mended = found_in(Written("The newsletter is scheduled", ("links tested",)))
    if fault.kind != "clash" and fault.field not in ("contractor", "deliverables", "constraints", "check_ins"):
        assert readiness.score(plan, found) < readiness.score(mended[1], mended[0])


def test_a_brief_that_says_everything_has_a_hundred_points() -> None:
    _, plan = found_in(Written(
        "The newsletter is scheduled", ("links tested",), more={"deliverables": (("Text", None),)},
        brief={
            "why": "Bookings.", "out_of_scope": "none", "inputs": "/Brand", "if_then": "No word: go on.",
            "rounds_included": 2,
        },
    ))  # fmt: skip
    assert readiness.score(plan, ()) == 100
    assert readiness.score(plan._replace(read_back=""), ()) == 94
    empty = Plan(None, None, None, Brief(), "routine")
    assert readiness.score(empty, gaps(empty, book_of())) == 9


@pytest.mark.parametrize(
    "outcome",
    [
        "Post is answered by 10:00", "Set of 12 cards is printed", "Design is signed off", "Plan agreed by both",
        "Book launch has 40 guests", "Copy of the key lies in the safe", "Test orders pass in three browsers",
        "Packing is done by 15:00", "Writing is on the wall by Friday", "Support tickets are answered within a day",
        "Help page is live", "Contact list has 60 rows", "Work on the roof is over",
        "Checklist for the fair exists", "Report sent", "Working title is chosen", "Reply-to address works",
        "The work on the roof is finished", "October newsletter", "日本語のページ", "", "?!", "3 photos",
    ],
)  # fmt: skip
def test_a_state_is_no_activity_whatever_word_it_begins_with(outcome: str) -> None:
    assert not wording.is_activity(outcome)


@pytest.mark.parametrize(
    "outcome",
    [
        "write the newsletter", "Writing newsletter", "Design a logo", "Designing our new logo", "Fix bugs",
        "Fix the bug that is in the checkout", "Can you fix the checkout?", "- Make a landing page", "We need photos",
        "Help us with the stand", "Ongoing support with the website", "Set up the shop", "Setting up the shop",
        "Sorting out the mailbox", "Please look into why sales are down", "Follow up the leads", "Clean the kitchen",
        "Please, kindly update our prices", "to create 3 posts", "Research competitors", "Chase invoices",
    ],
)  # fmt: skip
def test_an_activity_is_one_however_it_is_said(outcome: str) -> None:
    assert wording.is_activity(outcome)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ASAP", "ASAP"), ("as soon as possible", "as soon as possible"), ("Nice photos", "Nice"), ("in Nice", ""),
        ("Some rows", "Some"), ("awesome", ""), ("something", ""), ("etc.", "etc"), ("fetch", ""), ("soon-to-be", ""),
        ("Modern Times is on", "Modern"), ("the Modern Museum", ""), ("noticeably improved", "improved"),
        ("twelve cards", ""), ("İstanbul, soon", "soon"), ("", ""),
    ],
)  # fmt: skip
def test_vague_words_are_found_as_they_are_written_and_names_are_none(text: str, word: str) -> None:
    assert wording.vague_in(text) == word


@pytest.mark.parametrize(
    ("checks", "can"),
    [
        (("It is good",), False), (("Looks professional!",), False), (("We are satisfied",), False), (("done",), False),
        (("good quality",), False), (("It works as expected",), False), (("the logo looks great",), False),
        (("Client is happy with the result",), False), (("It looks good", "it is done"), False), (("",), False),
        (("It looks good", "vector file"), True), (("licence",), True), (("links OK",), True), (("approved",), True),
        (("right names/prices",), True), (("works; tidy; warranty",), True), (("no broken links",), True),
        (("sound level even",), True), (("rights",), True), (("original",), True), (("3 looks",), True),
        (("Sieht gut aus für uns",), True), (("reads well aloud",), True), (("loads < 3 s",), True),
    ],
)  # fmt: skip
def test_a_check_is_one_when_a_stranger_could_look(checks: tuple[str, ...], can: bool) -> None:
    assert wording.can_be_checked(checks) is can


def test_every_check_of_the_catalogue_can_be_checked() -> None:
    from delegator_tui.rules.advice.catalogue import activities

    assert [each.id for each in activities() if not wording.can_be_checked(each.done_when)] == []
    assert [
        (each.id, word) for each in activities() for check in each.done_when if (word := wording.vague_in(check))
    ] == []
