"""Having work wait for other work."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import MESSAGE
from delegator_tui.rules.handoffs.dependencies import waits_for
from delegator_tui.rules.messages.letters import message_letter
from tests.desk.look import handoff, task
from tests.desk.same import last_event, one_step, refused, told
from tests.making import FRIDAY, NEXT_FRIDAY, accepted, add_contractor, add_task, sent, working


def waits(desk: Desk, uid: str) -> list[str]:
    found = desk.book.handoffs.get(uid) or desk.book.tasks.get(uid)
    assert found is not None
    return [each.uid for each in waits_for(found, desk.book)]


def test_a_handoff_waits_for_another_until_that_is_accepted(desk: Desk) -> None:
    logo, page = working(desk, "Logo"), sent(desk, "Page", due=NEXT_FRIDAY)
    with one_step(desk):
        assert desk.work.after(page, logo).message == "Page waits for Logo now."
    assert waits(desk, page) == [logo]
    assert last_event(desk, page) == {"by": "owner", "other": logo}
    desk.handoffs.deliver(logo)
    assert waits(desk, page) == [logo]
    said = desk.handoffs.accept(logo).message
    assert said == "Accepted Logo. $400 to pay. Page (Northlight Photo) waited for it, and can go on now."
    assert waits(desk, page) == []


def test_a_task_waits_for_a_handoff_and_a_handoff_for_a_task(desk: Desk) -> None:
    logo, launch, text = working(desk, "Logo"), add_task(desk, "Launch"), add_task(desk, "Text")
    assert desk.work.after(launch, logo).message == "Launch waits for Logo now."
    assert desk.work.after(logo, text).message == "Logo waits for Text now."
    assert (waits(desk, launch), waits(desk, logo)) == ([logo], [text])
    assert desk.tasks.done(text).message == "Done: Text. Logo (Northlight Photo) waited for it, and can go on now."


def test_nobody_is_free_while_something_else_is_waited_for(desk: Desk) -> None:
    logo, text, page = working(desk, "Logo"), add_task(desk, "Text"), sent(desk, "Page", due=NEXT_FRIDAY)
    desk.work.after(page, logo)
    desk.work.after(page, text)
    assert desk.tasks.done(text).message == "Done: Text."


def test_a_task_that_waits_still_waits_once_it_is_handed_off_or_taken_back(desk: Desk) -> None:
    logo, page = working(desk, "Logo"), add_task(desk, "Page")
    desk.work.after(page, logo)
    draft = desk.handoffs.draft(page).uid
    assert (waits(desk, draft), task(desk, page).depends_on) == ([logo], ())
    desk.work.after(draft, add_task(desk, "Text"))
    desk.handoffs.take_back(draft)
    assert len(waits(desk, page)) == 2


def test_who_has_it_next_waits_for_the_same(desk: Desk) -> None:
    logo, page = working(desk, "Logo"), sent(desk, "Page", due=NEXT_FRIDAY)
    desk.work.after(page, logo)
    new = desk.handoffs.reassign(page, add_contractor(desk, "Ben")).uid
    assert waits(desk, new) == [logo]
    other = desk.handoffs.reassign(logo, add_contractor(desk, "Cleo")).uid
    assert waits(desk, new) == [other]


def test_what_waits_need_wait_no_longer(desk: Desk) -> None:
    logo, text, page = working(desk, "Logo"), add_task(desk, "Text"), sent(desk, "Page", due=NEXT_FRIDAY)
    desk.work.after(page, logo)
    desk.work.after(page, text)
    with one_step(desk):
        assert desk.work.not_after(page, logo).message == "Page does not wait for Logo any more."
    assert waits(desk, page) == [text]
    assert told(desk, page)[-1] == "waits no longer"
    with refused(desk, "Page does not wait for Logo.", field="after"):
        desk.work.not_after(page, logo)


def test_nothing_waits_in_a_circle_for_itself_or_twice(desk: Desk) -> None:
    logo, text, page = working(desk, "Logo"), add_task(desk, "Text"), sent(desk, "Page", due=NEXT_FRIDAY)
    desk.work.after(page, logo)
    desk.work.after(text, page)
    with refused(desk, "Text waits for Logo: they cannot wait for each other.", field="after"):
        desk.work.after(logo, text)
    with refused(desk, "Page waits for Logo already.", field="after"):
        desk.work.after(page, handoff(desk, logo).task)
    with refused(desk, "Page cannot wait for itself.", field="after"):
        desk.work.after(page, handoff(desk, page).task)


def test_what_is_over_neither_waits_nor_is_waited_for(desk: Desk) -> None:
    over, page, gone = accepted(desk, "Logo"), sent(desk, "Page", due=NEXT_FRIDAY), add_task(desk, "Text")
    desk.tasks.drop(gone)
    with refused(desk, "Logo is accepted: it cannot be waited for.", field="after"):
        desk.work.after(page, over)
    with refused(desk, "Logo is accepted: it cannot wait.", field="after"):
        desk.work.after(over, page)
    with refused(desk, "Text is dropped: it cannot be waited for.", field="after"):
        desk.work.after(page, gone)


@pytest.mark.parametrize("due", [FRIDAY, "2026-11-26"])
def test_a_date_that_what_is_waited_for_does_not_leave_time_for_is_said(desk: Desk, due: str) -> None:
    logo, page = sent(desk, "Logo", due=FRIDAY), sent(desk, "Page", due=due)
    said = desk.work.after(page, logo).message
    assert said.startswith("Page waits for Logo now. But that is due Fri 27 Nov, and this")


def test_a_later_date_and_a_later_promise_say_what_they_move(desk: Desk) -> None:
    logo, page = working(desk, "Logo", due=FRIDAY), sent(desk, "Page", due=NEXT_FRIDAY)
    launch = add_task(desk, "Launch")
    desk.work.after(page, logo)
    desk.work.after(launch, page)
    moved = " Waiting for it: Page (Northlight Photo), due Fri 4 Dec, would be Tue 15 Dec; Launch, no date."
    assert desk.handoffs.heard(logo, "later", promised="2026-12-08").message.endswith(moved)
    assert desk.handoffs.extend(logo, "2026-12-08", "ill").message == "Logo is due Tue 8 Dec now." + moved


def note(desk: Desk, uid: str) -> tuple[str, str]:
    letter = message_letter(handoff(desk, uid), desk.book)
    return (letter.message.subject, letter.message.body) if letter else ("", "")


def test_who_waits_has_a_note_ready_when_what_they_wait_for_comes_later(desk: Desk) -> None:
    logo, page = working(desk, "Logo", due=FRIDAY), sent(desk, "Page", due=NEXT_FRIDAY)
    draft = desk.handoffs.draft(add_task(desk, "Flyer")).uid
    for waiter in (page, draft):
        desk.work.after(waiter, logo)
    with one_step(desk):
        done = desk.handoffs.extend(logo, "2026-12-01", "ill")
    assert [(each.command, each.about, each.words) for each in done.offers] == [
        (MESSAGE, logo, "message to Northlight Photo"), (MESSAGE, page, "message to Northlight Photo on Page"),
    ]  # fmt: skip
    assert note(desk, page) == ("Page: what it waits for comes later", (
        "Hi Northlight Photo,\n\n"
        "Page waits for Logo, and that comes later than planned: Tue 1 Dec. So please plan for it from then on.\n\n"
        "Your date for Page is Fri 4 Dec so far. Which of these will it be? Please reply with A, B or C:\n\n"
        "A  Fri 4 Dec still works\nB  you have it on Tue 8 Dec\nC  it needs another date: ___\n\n"
        "Nothing moves until we have agreed on it. Please answer by Tue 24 Nov.\n\nThank you\n"
    ))  # fmt: skip
    assert told(desk, draft)[-1] == "waits for"


def test_a_note_that_is_true_no_more_is_not_ready_any_more(desk: Desk) -> None:
    logo, page = working(desk, "Logo", due=FRIDAY), sent(desk, "Page", due=NEXT_FRIDAY)
    desk.work.after(page, logo)
    desk.handoffs.heard(logo, "later", promised="2026-12-01")
    assert "comes later than planned: Tue 1 Dec" in note(desk, page)[1]
    desk.handoffs.heard(logo, "later", promised="2026-12-02")
    assert "comes later than planned: Wed 2 Dec" in note(desk, page)[1]
    desk.work.not_after(page, logo)
    assert "comes later" not in note(desk, page)[0]
    desk.undo()
    assert "comes later" in note(desk, page)[0]
    desk.handoffs.deliver(logo)
    desk.handoffs.accept(logo)
    assert "comes later" not in note(desk, page)[0]
