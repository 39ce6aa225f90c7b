"""Levels grow with accepted work: what speaks for the next one, what does not, and that only the owner raises it."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Refused
from delegator_tui.model.records import Handoff, Record
from delegator_tui.rules.contractors.levels import Proposal, proposals
from tests.making import accepted, add_contractor, book_of, contractor, delivered, handoff, task
from tests.sample import bring_in

EARLY, LATE = "2026-11-20T12:00:00.000Z", "2026-11-29T12:00:00.000Z"


def found(level: str, *ratings: int | None, skill: str | None = "photo", **fields: Any) -> list[Proposal]:
    """What is proposed of a photographer of this level after accepted work with these ratings, one a day."""
    who = contractor(skills={"photo": level, "retouch": "untried"})
    records: list[Record] = [who]
    for day, rating in enumerate(ratings, 1):
        of = task("Glaze range", skill=skill)
        kept = {"state": "closed", "original_due": "2026-11-27", "first_delivered": EARLY, **fields}
        records += [of, handoff(of, who, rating=rating, accepted=f"2026-11-{day:02}T12:00:00.000Z", **kept)]
    return proposals(who, book_of(*records))


@pytest.mark.parametrize(("level", "ratings", "to"), [
    ("untried", [5], "trial"),
    ("untried", [None], "trial"),
    ("untried", [3], "trial"),
    ("untried", [], ""),
    ("untried", [2], ""),
    ("untried", [5, 1], ""),
    ("untried", [5] * 9, "trial"),
    ("trial", [5, 5], ""),
    ("trial", [5, None, 4], "proven"),
    ("trial", [5, 3, 5], ""),
    ("trial", [3, 5, 5, 5], "proven"),
    ("trial", [5, 5, 1, 5, 5], ""),
    ("trial", [5, 5, 1, 5, 5, 5], "proven"),
    ("proven", [5] * 5, ""),
    ("proven", [5] * 6, "trusted"),
    ("proven", [5, 5, 5, 3, 5, 5, 5, 5, 5], ""),
    ("trusted", [5] * 20, ""),
    ("wonderful", [5], ""),
])  # fmt: skip
def test_accepted_work_speaks_for_the_next_level(level: str, ratings: list[int | None], to: str) -> None:
    assert [each.to for each in found(level, *ratings)] == ([to] if to else [])


def test_nobody_is_trusted_who_was_late_twice() -> None:
    assert found("proven", *[5] * 6, first_delivered=LATE) == []


def test_who_is_not_to_be_asked_again_goes_up_no_level() -> None:
    assert found("untried", 5, rehire="no") == []


def test_what_is_not_accepted_speaks_for_nothing() -> None:
    assert found("untried", 5, state="delivered") == []
    assert found("untried", 5, state="cancelled") == []


@pytest.mark.parametrize(("title", "skills", "speaks_for"), [
    ("Autumn range photos", ("photo", "retouch"), ["photo"]),
    ("24 retouched photos", ("photo", "retouch"), ["photo", "retouch"]),
    ("Graphic leaflet", ("photo", "retouch"), []),
    ("Anything", ("photo",), ["photo"]),
    ("A web shop, built", ("web-build", "seo"), []),
    ("Build the web shop", ("web-build", "seo"), ["web-build"]),
])  # fmt: skip
def test_without_a_skill_on_the_task_its_words_tell(title: str, skills: tuple[str, ...], speaks_for: list[str]) -> None:
    who, of = contractor(skills=dict.fromkeys(skills, "untried")), task(title)
    done = handoff(of, who, state="closed", accepted=EARLY)
    assert [each.skill for each in proposals(who, book_of(who, of, done))] == speaks_for


def test_the_photographer_of_the_sample_is_proposed_for_the_shoot_of_five_stars(desk: Desk) -> None:
    bring_in(desk)
    who = next(c for c in desk.book.contractors.open.values() if c.name == "Northlight Photo")
    assert [str(each) for each in proposals(who, desk.book)] == ["photo: untried → trial", "retouch: untried → trial"]
    assert proposals(who, desk.book)[0].why == "1 accepted, the last 5/5"


# ---- the verb


def photographer(desk: Desk) -> str:
    return add_contractor(desk, skills={"photo": "untried"})


def level(desk: Desk, who: str) -> str:
    found = desk.book.contractors.get(who)
    assert found is not None
    return found.skills["photo"]


def test_an_acceptance_offers_the_level_and_raises_nothing(desk: Desk) -> None:
    who = photographer(desk)
    done = desk.handoffs.accept(delivered(desk, contractor=who), 5)
    offer = done.offers[-1]
    assert (offer.command, offer.about, offer.words, offer.what) == (
        "contractor.level", who, "photo: untried → trial", "photo",
    )  # fmt: skip
    assert level(desk, who) == "untried"


def test_the_owner_raises_it_to_what_is_proposed_and_undo_takes_it_back(desk: Desk) -> None:
    who = photographer(desk)
    accepted(desk, contractor=who)
    assert desk.contractors.raise_level(who, "photo").message == "Northlight Photo, photo: untried → trial."
    assert level(desk, who) == "trial"
    event = desk.book.events_by_record[who][-1]
    assert (event.what, event.details["old"], event.details["new"]) == ("level", "untried", "trial")
    desk.undo()
    assert level(desk, who) == "untried"


def test_the_owner_may_name_any_level(desk: Desk) -> None:
    who = photographer(desk)
    desk.contractors.raise_level(who, "photo", "trusted")
    assert level(desk, who) == "trusted"


@pytest.mark.parametrize(("named", "why"), [
    ("", "No accepted work speaks"), ("untried", "already"), ("splendid", "is not a level of photo"),
])  # fmt: skip
def test_no_level_is_raised_that_is_none_or_that_nothing_speaks_for(desk: Desk, named: str, why: str) -> None:
    who = photographer(desk)
    with pytest.raises(Refused, match=why):
        desk.contractors.raise_level(who, "photo", named)


def test_the_handoff_of_another_skill_offers_nothing(desk: Desk) -> None:
    who = add_contractor(desk, skills={"photo": "untried", "retouch": "proven"})
    uid = delivered(desk, "Retouching", contractor=who)
    found: Handoff | None = desk.book.handoffs.get(uid)
    assert found is not None
    assert [each.command for each in desk.handoffs.accept(uid).offers] == ["handoff.message"]
