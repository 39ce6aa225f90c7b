"""What can be done with a record now: the keys that are offered, and the likely one."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from delegator_tui.commands import BY_ID, TABLE
from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.model.parts import Price, Said
from delegator_tui.model.records import Contractor, Handoff, Question, Record, Task
from delegator_tui.rules.handoffs.lifecycle import MAY, SAY, may
from delegator_tui.rules.records.available import DATE_KEYS, steps
from delegator_tui.rules.records.links import links
from delegator_tui.rules.records.story import story
from tests.making import book_of, contractor, handoff, owed, task, uid, with_owed
from tests.sample import bring_in


@pytest.fixture
def sample(desk: Desk) -> Desk:
    bring_in(desk)
    assert desk.book.events_by_record
    return desk


def _handoff(desk: Desk, title: str) -> Handoff:
    return next(h for h in desk.book.handoffs.all() if desk.book.title(h) == title)


@pytest.mark.parametrize(
    ("title", "likely"),
    [
        ("Product alt text", "open"),
        ("October bookkeeping", "handoff.pay"),
        ("Workshop video edit", "handoff.nudge"),
        ("Mailbox two-factor", "handoff.nudge"),
        ("Returns page in German", "handoff.heard"),
        ("Paper orders data entry", "handoff.heard"),
        ("September bookkeeping", ""),
    ],
)
def test_the_likely_step_of_a_handoff(sample: Desk, title: str, likely: str) -> None:
    assert steps(_handoff(sample, title), sample.book).likely == likely


def test_only_commands_of_the_key_table_are_offered(sample: Desk) -> None:
    records: list[Record] = [record for _, record in sample.book.everything()]
    offered = {id_ for record in records for id_ in steps(record, sample.book).works}
    assert offered <= set(BY_ID)


OF_HANDOFF = [command for command in TABLE if command.on in ("draft", "handoff")]
VERBS = {
    command.by or command.id: command.verb for command in OF_HANDOFF if command.past and command.id != "handoff.start"
}
IN_ANY_STATE = {command.by or command.id for command in OF_HANDOFF if not command.past}
"""What the desk refuses for another reason than the state."""
NOT_AS_A_KEY = {"start"}
"""Verbs that no key asks for: to read back, or to log progress, starts the work."""


@pytest.mark.parametrize("state", SAY)
@pytest.mark.parametrize("paid", [True, False])
def test_what_is_offered_on_a_handoff_is_not_refused_for_its_state(state: str, paid: bool) -> None:
    record, book = in_state(state, paid=paid)
    offered = set(steps(record, book).works)
    parts = [part.state for part in book.owed_in(record)]
    assert offered <= set(VERBS) | IN_ANY_STATE | set(DATE_KEYS)
    assert [id_ for id_ in offered & set(VERBS) if not may(VERBS[id_], state, parts)] == []


def test_a_part_is_accepted_as_soon_as_it_came() -> None:
    work = handoff(task())
    home, shop = owed(work, "home", state="delivered"), owed(work, "shop")
    whole = with_owed(work, home, shop)
    assert steps(whole, book_of(whole, home, shop)).works[:2] == ("handoff.accept", "handoff.return")
    late = with_owed(work, shop)
    assert "handoff.accept" not in steps(late, book_of(late, shop)).works


def test_every_verb_of_a_handoff_is_offered_in_some_state() -> None:
    offered = {id_ for state in SAY for paid in (True, False) for id_ in steps(*in_state(state, paid=paid)).works}
    assert offered == set(VERBS) | IN_ANY_STATE | set(DATE_KEYS)
    assert set(VERBS.values()) == set(MAY) - NOT_AS_A_KEY


def in_state(state: str, *, paid: bool) -> tuple[Handoff, Book]:
    """A handoff in a state, with all that can make a key work there: a question, two things owed, one of them here."""
    job = task(state="delegated")
    price = None if paid else Price(amount="240.00", currency="USD")
    plain = handoff(job, contractor(), state=state, price=price)
    mine = plain if paid else structs.replace(plain, next_move="owner", next_check="2026-11-20", promised="2027-01-08")
    things = owed(mine, "Film", state="delivered"), owed(mine, "Cut")
    mine = with_owed(mine, *things)
    question = Question(uid=uid(), handoff=mine.uid, asked=Said(at="2026-11-20T09:00:00.000Z"))
    return mine, book_of(job, mine, *things, *(() if paid else (question,)))


def test_a_question_makes_the_answer_likely(sample: Desk) -> None:
    uid = _handoff(sample, "Workshop video edit").uid
    sample.handoffs.heard(uid, "asks", "Which music?")
    assert steps(sample.book.handoffs.get(uid), sample.book).likely == "handoff.answer"


def test_a_task_that_is_out_offers_no_verdict(sample: Desk) -> None:
    task = sample.book.tasks.get(_handoff(sample, "Workshop video edit").task)
    assert steps(task, sample.book).works == ("edit", *DATE_KEYS)


LATE, TODAY, AHEAD = "2026-11-20", "2026-11-23", "2026-12-04"


@pytest.mark.parametrize(
    ("fields", "likely", "words"),
    [
        ({}, "task.hand_off", "hand off"), ({"due": AHEAD}, "task.hand_off", "hand off"),
        ({"due": TODAY}, "task.mine", "mine"), ({"due": LATE}, "task.mine", "mine"),
        ({"only_me": True}, "task.mine", "mine"),
        ({"state": "mine", "due": TODAY}, "open", "open"), ({"state": "mine", "due": AHEAD}, "open", "open"),
        ({"state": "mine", "due": LATE}, "open", "open"), ({"state": "mine"}, "edit", "give it a date"),
        ({"state": "later", "defer_until": AHEAD}, "task.hand_off", "hand off"),
        ({"state": "later", "defer_until": AHEAD, "due": TODAY}, "task.mine", "mine"),
        ({"state": "later", "defer_until": TODAY}, "task.hand_off", "hand off"),
        ({"state": "delegated"}, "task.hand_off", "hand off"), ({"state": "done", "due": TODAY}, "", ""),
        ({"state": "dropped"}, "", ""),
    ],
)  # fmt: skip
def test_the_likely_step_of_undone_work_is_the_verdict_and_never_the_end(
    fields: dict[str, Any], likely: str, words: str
) -> None:
    one = task(**fields)
    found = steps(one, book_of(one))
    assert (found.likely, found.words) == (likely, words)
    assert ("finish" in found.works) is (one.state not in ("done", "dropped"))


ENDING = {"finish", "task.drop", "handoff.take_back", "handoff.cancel", "handoff.close", "handoff.reassign"}


@pytest.mark.parametrize("state", SAY)
@pytest.mark.parametrize("paid", [True, False])
def test_the_likely_step_of_a_handoff_never_ends_it(state: str, paid: bool) -> None:
    assert steps(*in_state(state, paid=paid)).likely not in ENDING


def test_only_web_addresses_are_links(desk: Desk) -> None:
    notes = "see https://example.com/a?b=1, (http://x.example/y) and file:///etc/passwd javascript:alert(1)"
    task = Task(uid="t", title="x", notes=notes)
    assert links(task, desk.book) == ["https://example.com/a?b=1", "http://x.example/y"]
    assert links(Contractor(uid="c", name="x", links=("https://a.example",)), desk.book) == ["https://a.example"]


def test_every_record_has_a_story(sample: Desk) -> None:
    for table, record in sample.book.everything():
        parts = story(record, sample.book)
        assert bool(parts) == (table in ("tasks", "handoffs", "contractors"))
        assert all("\n" not in part.text for part in parts)


def test_the_story_of_a_late_handoff_says_whose_move_it_is_and_since_when(sample: Desk) -> None:
    said = [part.text for part in story(_handoff(sample, "Workshop video edit"), sample.book)]
    assert "due Wed 18 Nov   ! 5 d late" in said
    assert "next move theirs, 14 d   ·   next check today" in said
