"""A record is found by any word of it and of its story."""

from __future__ import annotations

import pytest
from msgspec import structs

from delegator_tui.model.book import Book
from delegator_tui.model.records import Brief, Event, Question, Said
from delegator_tui.rules.search.depths import Depths
from tests.making import book_of, contractor, handoff, owed, task, uid

TASK = task("Site", notes="the fair in Leeds")
ANN = contractor("Ann", phone="0131 496", papers={"public liability": "missing"})
OUT = handoff(TASK, ANN, brief=Brief(outcome="It sells bowls", done_when=("no typos",)))
PART = owed(OUT, "Home page", link="https://example.com/preview")
OUT = structs.replace(OUT, deliverables=(PART.uid,))
ASKED = Question(uid=uid(), handoff=OUT.uid, asked=Said(at="2026-11-20T09:00:00.000Z", text="Matt or gloss?"))
HEARD = Event(
    uid=uid(), at="2026-11-20T09:00:00.000Z", what="heard", record=OUT.uid, details={"text": "Café printer broke"}
)
OTHER = task("Bowls")
BOOK: Book = book_of(TASK, ANN, OUT, PART, ASKED, HEARD, OTHER)


@pytest.mark.parametrize(
    "typed", ["sells", "typos", "preview", "home page", "gloss", "cafe", "printer sells", "leeds", "heard", "Ann fair"]
)
def test_a_handoff_is_found_by_any_word_of_it_and_its_story(typed: str) -> None:
    assert Depths().find(typed, BOOK, [], 9) == [OUT]


@pytest.mark.parametrize("typed", ["0131", "liability"])
def test_a_contractor_is_found_by_what_is_known_of_them(typed: str) -> None:
    assert Depths().find(typed, BOOK, [], 9) == [ANN]


def test_what_was_found_already_and_what_nobody_wrote_is_not_found() -> None:
    depths = Depths()
    assert depths.find("sells", BOOK, [OUT], 9) == []
    assert depths.find("", BOOK, [], 9) == depths.find("a", BOOK, [], 9) == depths.find("sells", BOOK, [], 0) == []
    assert depths.find(OUT.uid, BOOK, [], 9) == []
    assert depths.find("sells zebra", BOOK, [], 9) == []
