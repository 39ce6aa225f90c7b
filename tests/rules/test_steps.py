"""What can be done with a record now: the keys that are offered, and the likely one."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.keys import BY_ID
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.rules.links import links
from delegator_tui.rules.steps import steps
from delegator_tui.rules.story import story
from tests.sample import bring_in


@pytest.fixture
def sample(desk: Desk) -> Desk:
    bring_in(desk)
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


def test_what_is_offered_on_a_handoff_is_not_refused_for_its_state(sample: Desk) -> None:
    from delegator_tui.rules.life import MAY

    verbs = {
        "handoff.accept": "accept", "handoff.return": "return", "handoff.extend": "extend", "handoff.pay": "pay",
        "handoff.take_back": "take back", "handoff.cancel": "cancel", "handoff.reassign": "reassign",
        "handoff.acknowledge": "acknowledge", "handoff.send": "send", "handoff.heard": "log", "finish": "deliver",
        "handoff.cut": "cut",
    }  # fmt: skip
    for handoff in sample.book.handoffs.all():
        for id_ in steps(handoff, sample.book).works:
            if id_ in verbs:
                assert handoff.state in MAY[verbs[id_]], (id_, handoff.state)


def test_a_question_makes_the_answer_likely(sample: Desk) -> None:
    uid = _handoff(sample, "Workshop video edit").uid
    sample.heard(uid, "asks", "Which music?")
    assert steps(sample.book.handoffs.get(uid), sample.book).likely == "handoff.answer"


def test_a_task_that_is_out_offers_no_verdict(sample: Desk) -> None:
    task = sample.book.tasks.get(_handoff(sample, "Workshop video edit").task)
    assert steps(task, sample.book).works == ("edit",)


def test_a_task_due_today_is_likely_done_and_another_handed_off(sample: Desk) -> None:
    tasks = {task.title: task for task in sample.book.tasks.open.values()}
    assert steps(tasks["Call the kiln repair people"], sample.book).likely == "finish"
    assert steps(tasks["Retouch last month's photos"], sample.book).likely == "task.hand_off"


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
