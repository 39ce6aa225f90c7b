"""What a contractor is told after a verb: each text read whole, as the person reads it who gets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import MESSAGE
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.records import Brief, Handoff, Money
from delegator_tui.rules.messages.after import text_for, to_tell
from delegator_tui.rules.messages.fill import Message
from delegator_tui.rules.messages.letters import message_letter
from tests.making import NEXT_FRIDAY, StandingClock, accepted, add_contractor, delivered, drafted, price, sent, working

Verb = Callable[[Desk, str], Any]
PARTS = (("Menu", None), ("Logo", "2026-12-04"))


def handoff(desk: Desk, uid: str) -> Handoff:
    found = desk.book.handoffs.get(uid)
    assert found is not None
    return found


def words(desk: Desk, uid: str) -> str:
    """Subject and words of the message that is ready, without greeting and thanks at the end."""
    letter = message_letter(handoff(desk, uid), desk.book)
    assert letter is not None
    assert letter.message.blanks == 0
    body = letter.message.body.removesuffix("\n\nThank you\n").split("\n\n", 1)[1]
    return f"{letter.message.subject}\n{body}"


def return_all(desk: Desk, uid: str, cause: str = "missed", due: str = NEXT_FRIDAY) -> None:
    desk.handoffs.return_(uid, "Two photos are blurred.\nThe files are missing.", cause, due)


# ---- a text for each verb


def test_a_return_tells_what_is_missing_since_when_it_came_and_the_new_date(desk: Desk, clock: StandingClock) -> None:
    uid = delivered(desk)
    clock.go(days=1)
    return_all(desk, uid)
    assert words(desk, uid) == (
        "Photos: changes, by Fri 4 Dec\n"
        "Thank you for Photos, which came on Mon 23 Nov. Against the brief this is still missing:\n\n"
        "Two photos are blurred.\nThe files are missing.\n\n"
        "Please send it again by Fri 4 Dec.\n\n"
        "If anything here is new rather than a fix, quote it first and we agree on it."
    )


@pytest.mark.parametrize(("cause", "begins"), [
    ("brief_gap", "My brief did not say this"), ("changed_mind", "I have changed my mind here"),
    ("new_information", "I did not know this before"),
])  # fmt: skip
def test_a_return_that_is_the_owners_cause_says_so(desk: Desk, cause: str, begins: str) -> None:
    uid = delivered(desk)
    return_all(desk, uid, cause)
    assert begins in words(desk, uid)
    assert "rather than a fix" not in words(desk, uid)


def test_a_second_return_counts_the_rounds_that_the_price_includes(desk: Desk) -> None:
    uid = delivered(desk, brief=Brief(rounds_included=2))
    return_all(desk, uid)
    assert "includes 2 rounds of changes; this is number 1." in words(desk, uid)
    desk.handoffs.deliver(uid)
    return_all(desk, uid)
    assert "includes 2 rounds of changes; this is number 2." in words(desk, uid)


def test_a_part_that_is_returned_is_named(desk: Desk) -> None:
    uid = working(desk, deliverables=PARTS)
    desk.handoffs.deliver(uid, "Menu")
    desk.handoffs.return_(uid, "No prices", "missed", NEXT_FRIDAY, "Menu")
    assert words(desk, uid).startswith(
        "Menu (Photos): changes, by Fri 4 Dec\nThank you for Menu (Photos), which came on"
    )


def test_an_acceptance_tells_what_is_paid_and_when(desk: Desk) -> None:
    assert words(desk, accepted(desk)) == (
        "Photos: accepted\nI have looked at Photos, and it is accepted.\n\nI pay $400 by Mon 7 Dec."
    )


def test_an_acceptance_after_a_deposit_tells_the_rest(desk: Desk) -> None:
    uid = delivered(desk)
    desk.handoffs.pay(uid, Money(amount="300", currency="USD"), kind="deposit")
    desk.handoffs.accept(uid)
    assert "You have had $300; I pay the remaining $100 by Mon 7 Dec." in words(desk, uid)


def test_an_acceptance_without_a_price_says_nothing_of_money(desk: Desk) -> None:
    assert words(desk, accepted(desk, price=None)) == "Photos: accepted\nI have looked at Photos, and it is accepted."


def test_a_later_date_is_told_with_the_one_before(desk: Desk) -> None:
    uid = working(desk)
    desk.handoffs.extend(uid, NEXT_FRIDAY, "They were ill.")
    said = words(desk, uid)
    assert said.startswith("Photos: due Fri 4 Dec now\nPhotos is due Fri 4 Dec now, not Fri 27 Nov.")
    assert "ill" not in said  # the reason is the owner's own note


def test_a_promise_that_was_agreed_is_no_date_that_they_named_any_more(desk: Desk) -> None:
    uid = working(desk)
    desk.handoffs.heard(uid, "later", promised=NEXT_FRIDAY)
    desk.handoffs.extend(uid, NEXT_FRIDAY, "agreed")
    assert "the date you named" not in words(desk, uid)


def test_who_is_held_to_the_agreed_date_reads_it_apart_from_the_one_they_named(desk: Desk) -> None:
    uid = working(desk)
    desk.handoffs.heard(uid, "later", promised=NEXT_FRIDAY)
    assert desk.handoffs.hold(uid).offers[0].command == MESSAGE
    letter = message_letter(handoff(desk, uid), desk.book)
    assert letter is not None
    assert letter.message.subject == "Photos: please keep Fri 27 Nov"
    assert "we agreed on Fri 27 Nov. You named Fri 4 Dec, and I need it on the date" in letter.message.body
    assert letter.message.blanks == 0  # those after B and C are for them to fill in


def test_nobody_is_held_to_a_date_that_is_over(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    clock.set("2026-11-30T09:00:00+00:00")
    desk.handoffs.heard(uid, "later", promised="2026-12-11")
    desk.handoffs.hold(uid)
    letter = message_letter(handoff(desk, uid), desk.book)
    assert letter is not None
    assert letter.message.subject == "Photos: Fri 11 Dec is too late"
    assert "we agreed on Fri 27 Nov. You named Fri 11 Dec, and that is too late for me." in letter.message.body
    assert "A  you have it by Tue 1 Dec\n" in letter.message.body


def test_a_change_of_the_brief_tells_what_was_and_what_is_now(desk: Desk) -> None:
    uid = working(desk)
    was = handoff(desk, uid)
    desk.handoffs.edit(uid, HandoffDraft(contractor=was.contractor, due=was.due, price=price("500.00")))
    assert words(desk, uid).startswith("Photos: a change\nFor Photos this changes:\n\n")
    assert "$400" in words(desk, uid)
    assert "$500" in words(desk, uid)


def test_an_answer_goes_with_its_question_and_the_date_that_stays(desk: Desk) -> None:
    uid = working(desk)
    desk.handoffs.heard(uid, "asks", "Which paper?")
    desk.handoffs.answer(uid, "Matt, please.")
    assert words(desk, uid) == (
        "Photos: my answer\nYou asked: Which paper?\n\nMatt, please.\n\nThe date stays Fri 27 Nov."
    )


def test_an_answer_on_late_work_does_not_say_that_a_date_stays_which_is_over(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    clock.go(days=7)
    desk.tick()
    desk.handoffs.heard(uid, "asks", "Which paper?")
    desk.handoffs.answer(uid, "Matt, please.")
    assert words(desk, uid).endswith("Matt, please.\n\nIt was due Fri 27 Nov: please tell me when you have it.")


def test_what_is_left_out_is_named_with_what_stays(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk, deliverables=PARTS)
    desk.handoffs.cut(uid, ["Logo"])
    assert words(desk, uid).startswith("Photos: without Logo\nPlease leave this out of Photos: Logo.")
    assert "Still with you: Menu, due Fri 27 Nov." in words(desk, uid)
    clock.go(days=7)
    desk.tick()
    assert "Still with you: Menu, due since Fri 27 Nov." in words(desk, uid)


@pytest.mark.parametrize(("verb", "why"), [
    (lambda desk, uid: desk.handoffs.cancel(uid), "it is not needed any more"),
    (lambda desk, uid: desk.handoffs.take_back(uid), "I do it myself now"),
    (lambda desk, uid: desk.handoffs.reassign(uid, add_contractor(desk, "Ann")), "somebody else goes on with it"),
])  # fmt: skip
def test_who_has_to_stop_is_told_why_and_what_was_paid(desk: Desk, verb: Verb, why: str) -> None:
    uid = working(desk)
    desk.handoffs.pay(uid, Money(amount="300", currency="USD"), kind="deposit")
    verb(desk, uid)
    assert words(desk, uid) == (
        f"Photos: please stop\nPlease stop working on Photos: {why}. Send me what there is by Tue 24 Nov, and what is "
        "open for it on your side. I have paid you $300 for it so far."
    )
    letter = message_letter(handoff(desk, uid), desk.book)
    assert letter is not None
    assert desk.book.name(letter.contractor) == "Northlight Photo"


# ---- what is told, and until when


def test_what_was_decided_and_not_told_goes_with_the_next(desk: Desk) -> None:
    uid = working(desk, deliverables=PARTS)
    desk.handoffs.heard(uid, "asks", "Which paper?")
    desk.handoffs.deliver(uid, "Menu")
    desk.handoffs.answer(uid, "Matt.")
    desk.handoffs.return_(uid, "No prices", "missed", NEXT_FRIDAY, "Menu")
    assert words(desk, uid).endswith("My answer to your question: Matt.")


def test_what_was_told_is_not_told_again(desk: Desk) -> None:
    uid = delivered(desk)
    return_all(desk, uid)
    tells = [event.uid for event in to_tell(handoff(desk, uid), desk.book)]
    desk.handoffs.write(uid, Message("", "Photos: changes", "words\n"), "message", by_hand=True, tells=tells)
    assert to_tell(handoff(desk, uid), desk.book) == []
    desk.undo()
    assert text_for(handoff(desk, uid), desk.book) == "returned"


def test_a_message_on_something_else_tells_nothing_of_it(desk: Desk) -> None:
    uid = delivered(desk)
    return_all(desk, uid)
    desk.handoffs.write(uid, Message("", "Photos", "I am late.\n"), "message", by_hand=True)
    assert text_for(handoff(desk, uid), desk.book) == "returned"


def test_a_return_whose_date_was_moved_is_told_with_the_date_that_it_has_now(desk: Desk) -> None:
    uid = delivered(desk, deliverables=PARTS)
    desk.handoffs.return_(uid, "No logo.", "missed", "2026-11-30", "Menu")
    desk.handoffs.extend(uid, "2026-12-11", "agreed on the phone")
    assert "Menu (Photos) is still missing this, by Fri 11 Dec: No logo." in words(desk, uid)
    assert "30 Nov" not in words(desk, uid)


def test_what_is_noted_later_and_came_before_a_decision_does_not_tell_of_it(desk: Desk, clock: StandingClock) -> None:
    uid = delivered(desk, deliverables=PARTS)
    clock.go(days=2)
    desk.tick()
    desk.handoffs.return_(uid, "No logo.", "missed", "2026-12-04", "Menu")
    desk.handoffs.heard(uid, "note", "They rang.")
    desk.handoffs.heard(uid, "on track", on="2026-11-24")
    assert words(desk, uid).startswith("Menu (Photos): changes, by Fri 4 Dec")
    desk.handoffs.heard(uid, "on track")
    assert "changes" not in words(desk, uid)


def test_who_delivers_again_knows_what_was_missing(desk: Desk) -> None:
    uid = delivered(desk)
    return_all(desk, uid)
    desk.handoffs.deliver(uid)
    assert text_for(handoff(desk, uid), desk.book) == ""
    desk.handoffs.accept(uid)
    assert "blurred" not in words(desk, uid)


def test_an_end_makes_a_return_before_it_needless(desk: Desk) -> None:
    uid = delivered(desk)
    return_all(desk, uid)
    desk.handoffs.cancel(uid)
    assert "blurred" not in words(desk, uid)


def test_what_is_undone_is_not_told(desk: Desk) -> None:
    uid = delivered(desk)
    return_all(desk, uid)
    desk.undo()
    assert text_for(handoff(desk, uid), desk.book) == ""


def test_nobody_is_told_of_a_draft(desk: Desk) -> None:
    uid = drafted(desk, contractor=add_contractor(desk))
    assert desk.handoffs.cancel(uid).offers == ()
    assert to_tell(handoff(desk, uid), desk.book) == []
    assert text_for(handoff(desk, uid), desk.book) == ""


def test_where_nothing_is_to_be_told_it_is_the_text_of_the_round(desk: Desk) -> None:
    letter = message_letter(handoff(desk, sent(desk)), desk.book)
    assert letter is not None
    assert letter.chase is not None


# ---- what a verb offers


@pytest.mark.parametrize("verb", [
    lambda desk, uid: desk.handoffs.accept(uid),
    lambda desk, uid: desk.handoffs.return_(uid, "blurred", "missed", NEXT_FRIDAY),
    lambda desk, uid: desk.handoffs.extend(uid, NEXT_FRIDAY, "agreed"),
    lambda desk, uid: desk.handoffs.cancel(uid),
    lambda desk, uid: desk.handoffs.take_back(uid),
    lambda desk, uid: desk.handoffs.reassign(uid, add_contractor(desk, "Ann")),
])  # fmt: skip
def test_every_decision_offers_the_message_to_who_had_the_work(desk: Desk, verb: Verb) -> None:
    uid = delivered(desk)
    done = verb(desk, uid)
    assert [(each.command, each.about, each.words) for each in done.offers[:1]] == [
        (MESSAGE, uid, "message to Northlight Photo")
    ]
