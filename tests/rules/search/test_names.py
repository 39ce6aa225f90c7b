"""Finding a record by what a person types."""

from __future__ import annotations

import pytest

from delegator_tui.errors import Ambiguous, Unknown
from delegator_tui.model.ids import short_id
from delegator_tui.rules.search import names
from tests.making import book_of, contractor, handoff, task

ONE = "019ab3c4-1f5e-7d2a-8f3b-0044321100a1"
TWO = "019ab3c4-1f5e-7d2a-8f3b-0044321200b2"
THREE = "019ab3c4-1f5e-7d2a-8f3b-00ff000000c3"
PHOTOS = task("Glaze range photos", uid=ONE)
FILM = task("Workshop film", uid=TWO)
DONE = task("Photos of the shop", uid=THREE, state="done")
BOOK = book_of(PHOTOS, FILM, DONE)


@pytest.mark.parametrize(
    "key",
    [ONE, ONE.upper(), short_id(ONE), short_id(ONE).upper(), short_id(ONE)[:7], "Glaze range photos",
     " glaze RANGE photos ", "glaze", "photos"],
)  # fmt: skip
def test_a_task_by_uid_id_prefix_title_or_part(key: str) -> None:
    assert names.task(key, BOOK) is PHOTOS


@pytest.mark.parametrize("key", [THREE, short_id(THREE), short_id(THREE)[:3], "of the shop"])
def test_a_closed_one_is_found_when_no_open_one_fits(key: str) -> None:
    assert names.task(key, BOOK) is DONE


def test_an_exact_title_goes_before_a_part_of_another() -> None:
    exact, longer = task("Photos"), task("Photos again")
    assert names.task("photos", book_of(longer, exact)) is exact


def test_an_id_goes_before_a_title() -> None:
    other = task(f"About {short_id(ONE)}")
    assert names.task(short_id(ONE), book_of(PHOTOS, other)) is PHOTOS


def test_two_characters_are_no_prefix_of_an_id() -> None:
    assert short_id(THREE)[:3] == "zw0"
    with pytest.raises(Unknown):
        names.task("zw", BOOK)


def test_several_that_fit_are_listed_to_choose_from() -> None:
    with pytest.raises(Ambiguous) as caught:
        names.task("o", BOOK)
    lines = str(caught.value).splitlines()
    assert lines[0] == "“o” fits 2 tasks. Say more of the name, or the id:"
    assert lines[1:] == [f"  {short_id(ONE)}  Glaze range photos", f"  {short_id(TWO)}  Workshop film"]
    assert caught.value.candidates == [line.strip() for line in lines[1:]]


def test_a_prefix_of_two_ids_is_ambiguous() -> None:
    assert short_id(ONE)[:4] == short_id(TWO)[:4]
    with pytest.raises(Ambiguous):
        names.task(short_id(ONE)[:4], BOOK)


def test_a_long_list_of_candidates_is_cut() -> None:
    with pytest.raises(Ambiguous) as caught:
        names.task("photo", book_of(*(task(f"Photo {n}") for n in range(12))))
    assert len(caught.value.candidates) == 9
    assert caught.value.candidates[-1] == "… and 4 more"


@pytest.mark.parametrize("look", [names.task, names.contractor, names.handoff])
def test_what_nobody_is_called_is_unknown(look: object) -> None:
    assert callable(look)
    with pytest.raises(Unknown, match="“zebra”"):
        look("zebra", BOOK)


@pytest.mark.parametrize("key", ["", "   "])
def test_nothing_typed_is_unknown(key: str) -> None:
    with pytest.raises(Unknown, match="Say which task"):
        names.task(key, BOOK)


def test_a_contractor_by_a_part_of_the_name_the_working_ones_first() -> None:
    north, south = contractor("Northlight Photo"), contractor("North Sea Photo", status="ended")
    book = book_of(south, north)
    assert names.contractor("north", book) is north
    assert names.contractor("sea photo", book) is south


def test_a_handoff_by_its_tasks_title_open_ones_before_accepted_before_ended() -> None:
    ended, accepted = handoff(PHOTOS, state="taken_back"), handoff(PHOTOS, state="accepted")
    live = handoff(PHOTOS, state="sent")
    assert names.handoff("glaze", book_of(PHOTOS, ended, accepted, live)) is live
    assert names.handoff("glaze", book_of(PHOTOS, ended, accepted)) is accepted
    assert names.handoff("glaze", book_of(PHOTOS, ended)) is ended


@pytest.mark.parametrize("key", [ONE, short_id(ONE)])
def test_a_handoff_by_the_id_of_its_task_is_the_live_one(key: str) -> None:
    ended, live = handoff(PHOTOS, state="taken_back"), handoff(PHOTOS, state="sent")
    assert names.handoff(key, book_of(PHOTOS, ended, live)) is live
    assert names.handoff(key, book_of(PHOTOS, ended)) is ended


def test_anything_looks_at_handoffs_then_contractors_then_tasks() -> None:
    north, live = contractor("Northlight Photo"), handoff(PHOTOS, state="sent")
    book = book_of(PHOTOS, FILM, north, live)
    assert names.anything("glaze", book) == ("handoffs", live)
    assert names.anything("northlight", book) == ("contractors", north)
    assert names.anything("film", book) == ("tasks", FILM)
    with pytest.raises(Unknown, match="Nothing here is called “zebra”"):
        names.anything("zebra", book)


def test_anything_that_is_ambiguous_says_so() -> None:
    book = book_of(PHOTOS, FILM, handoff(PHOTOS, state="sent"), handoff(FILM, state="sent"))
    with pytest.raises(Ambiguous):
        names.anything("o", book)
