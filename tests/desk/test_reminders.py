"""What is to be said is claimed once, nudges are logged, mails leave once, and undo cannot call a mail back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.verbs.reminders import OWNER
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import Message as Mail
from delegator_tui.rules.contractors.contact import last_contact
from delegator_tui.rules.followup.slips import held_untold
from delegator_tui.rules.handoffs.history import history
from delegator_tui.rules.messages.after import to_tell
from delegator_tui.rules.messages.chase import Chase, chase_list, chase_one
from delegator_tui.rules.messages.fill import Message
from delegator_tui.rules.messages.mails import is_ready, say_mail
from delegator_tui.rules.records.event_words import event_words
from delegator_tui.rules.reminders.remind import next_look, to_say
from delegator_tui.rules.reminders.summary import summary
from tests.making import StandingClock, accepted, add_contractor, add_task, another, desk_at, sent, working
from tests.rules.messages.chasing import chase_text

MIRA = "mira@example.com"


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def desk(tmp_path: Path, clock: StandingClock) -> Iterator[Desk]:
    made = desk_at(tmp_path / "book.json", clock)
    add_contractor(made, "Mira", email=MIRA)
    yield made
    made.store.close(compact=False)


def late(desk: Desk, clock: StandingClock) -> Chase:
    """A chase of one handoff that was due on Friday, on the Monday after."""
    uid = working(desk)
    clock.set("2026-11-30T10:00:00+00:00")
    desk.tick()
    found = chase_one(desk.book.handoffs.open[uid], desk.book)
    assert found is not None
    return found


def nudge(desk: Desk, chase: Chase, channel: str = "email") -> str:
    desk.handoffs.nudge(chase, chase_text(chase, desk.book), channel)
    return next(iter(desk.book.messages.open), "")


def mail(desk: Desk, uid: str) -> Mail:
    found = desk.book.messages.get(uid)
    assert found is not None
    return found


# ---- what is said to the owner


def test_a_step_is_claimed_once_and_survives_another_process(desk: Desk, clock: StandingClock) -> None:
    late(desk, clock)
    assert [step.step for step in desk.reminders.claim()] == ["late 1"]
    assert desk.reminders.claim() == []
    other = another(desk)
    assert other.reminders.claim() == []
    other.store.close(compact=False)


def test_what_would_only_be_counted_is_not_claimed(desk: Desk, clock: StandingClock) -> None:
    for n in range(9):
        sent(desk, f"Job {n}", contractor=add_contractor(desk, f"Studio {n}"))
    clock.go(days=8)
    desk.tick()
    every = {step.key for step in to_say(desk.book)}
    rounds = []
    while steps := desk.reminders.claim(3):
        rounds.append({step.key for step in steps})
    assert [len(each) for each in rounds] == [3, 3, 3]
    assert set().union(*rounds) == every


def test_a_rest_of_one_line_is_said_and_claimed_with_the_others(desk: Desk, clock: StandingClock) -> None:
    for n in range(4):
        sent(desk, f"Job {n}", contractor=add_contractor(desk, f"Studio {n}"))
    clock.go(days=8)
    desk.tick()
    assert len(summary(to_say(desk.book), desk.book)) == 4
    assert len(desk.reminders.claim(3)) == 4
    assert to_say(desk.book) == []


def test_a_step_that_reached_nobody_for_days_is_said_once_when_it_does(desk: Desk, clock: StandingClock) -> None:
    """Its stamps were taken back each time: an empty record, which must not be put away as it is stamped again."""
    add_task(desk)
    clock.go(days=7)
    for _ in range(3):
        steps = desk.reminders.claim()
        assert {step.step for step in steps} == {"inbox"}
        desk.reminders.release(steps)
        clock.go(days=1)
    assert desk.reminders.claim()
    clock.go(minutes=5)
    assert desk.reminders.claim() == []


def test_a_claim_is_no_step_of_undo(desk: Desk, clock: StandingClock) -> None:
    late(desk, clock)
    step = desk.store.history.undoable()
    desk.reminders.claim()
    assert desk.store.history.undoable() == step


def test_stamps_of_what_is_over_are_put_away(desk: Desk, clock: StandingClock) -> None:
    chase = late(desk, clock)
    desk.reminders.claim()
    desk.handoffs.cancel(chase.things[0].handoff)
    clock.go(days=40)
    sent(desk, "Another thing", due="2027-02-01")
    clock.go(days=2)
    assert desk.reminders.claim()
    assert chase.things[0].handoff not in {r.about for r in desk.book.reminders.open.values()}


def test_stamps_of_the_owners_own_steps_are_never_put_away(desk: Desk, clock: StandingClock) -> None:
    assert desk.reminders.claim_once("digest:2026-11-23")
    clock.go(days=40)
    sent(desk, "Another thing", due="2027-02-01")
    clock.go(days=2)
    assert desk.reminders.claim()
    assert OWNER in {reminder.about for reminder in desk.book.reminders.open.values()}


def test_the_next_look_is_when_something_is_next_to_be_said(desk: Desk, clock: StandingClock) -> None:
    late(desk, clock)
    assert to_say(desk.book)
    assert dt.timedelta() < next_look(desk.book) - desk.book.now.at <= dt.timedelta(minutes=15)


def test_stamps_of_days_do_not_grow_for_ever(desk: Desk, clock: StandingClock) -> None:
    for day in range(60):
        assert desk.reminders.claim_once(f"digest:{day}")
        clock.go(days=1)
        desk.tick()
    (kept,) = [reminder.said for reminder in desk.book.reminders.open.values()]
    assert len(kept) <= 32
    assert not desk.reminders.claim_once("digest:59")


# ---- putting off


def test_a_part_that_came_while_others_are_owed_is_said_by_its_name(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk, "Site", due="2026-12-18", deliverables=(("home", None), ("shop", None), ("blog", None)))
    desk.handoffs.deliver(uid, "home")
    clock.go(days=1)
    desk.tick()
    desk.handoffs.deliver(uid, "blog")
    assert not [step for step in to_say(desk.book) if step.step == "review"]
    clock.go(days=1)
    assert [line for line in said_now(desk) if "Review" in line] == ["Review Site (home) from Mira"]
    assert said_now(desk) == []
    clock.go(days=1)
    assert [line for line in said_now(desk) if "Review" in line] == ["Review Site (blog) from Mira"]
    desk.handoffs.accept(uid, deliverable="home")
    clock.go(days=7)
    assert [line for line in said_now(desk) if "Review" in line] == ["Review Site (blog) from Mira"]
    desk.handoffs.deliver(uid)
    clock.go(days=4)
    assert [line for line in said_now(desk) if "Review" in line] == ["Review Site from Mira"]


def said_now(desk: Desk) -> list[str]:
    desk.tick()
    return summary(desk.reminders.claim(), desk.book, None)


def test_a_reminder_is_put_off_and_its_date_stays(desk: Desk, clock: StandingClock) -> None:
    uid = late(desk, clock).things[0].handoff
    due = desk.book.handoffs.open[uid].due
    assert "The due date is unchanged." in desk.reminders.snooze(uid, "2026-12-02").message
    assert desk.book.handoffs.open[uid].due == due
    assert to_say(desk.book) == []
    clock.set("2026-12-02T12:00:00+00:00")
    desk.tick()
    assert [step.handoff for step in to_say(desk.book)] == [uid]


def test_after_three_times_the_owner_must_decide(desk: Desk, clock: StandingClock) -> None:
    uid = late(desk, clock).things[0].handoff
    for n in range(3):
        done = desk.reminders.snooze(uid, f"2026-12-0{n + 1}")
    assert done.message == "Last time: no reminders about Photos until Thu 3 Dec. The due date is unchanged."
    with pytest.raises(Refused, match="decide now"):
        desk.reminders.snooze(uid, "2026-12-07")


@pytest.mark.parametrize("until", ["", "2026-11-20", "soon", "2026-11-30", "2026-11-30T08:00[UTC]"])
def test_putting_off_needs_a_time_to_come(desk: Desk, clock: StandingClock, until: str) -> None:
    uid = late(desk, clock).things[0].handoff
    with pytest.raises(Refused, match="Say until when"):
        desk.reminders.snooze(uid, until)


def test_only_an_open_handoff_can_be_put_off(desk: Desk) -> None:
    with pytest.raises(Unknown, match="open handoff"):
        desk.reminders.snooze("nobody", "2026-12-02")


# ---- nudges


def test_a_nudge_is_logged_on_everything_it_names(desk: Desk, clock: StandingClock) -> None:
    working(desk, "Photos")
    working(desk, "Labels")
    clock.set("2026-11-30T10:00:00+00:00")
    desk.tick()
    (chase,) = chase_list(desk.book)
    done = desk.handoffs.nudge(chase, chase_text(chase, desk.book), "phone")
    assert done.message == "Nudged Mira by phone; next check Wed 2 Dec."
    for thing in chase.things:
        assert desk.book.handoffs.open[thing.handoff].next_check == "2026-12-02"
        assert [e.what for e in desk.book.events_by_record[thing.handoff]][-1] == "nudged"
    desk.undo()
    assert desk.book.handoffs.open[chase.things[0].handoff].next_check != "2026-12-01"


def test_twice_a_day_needs_force(desk: Desk, clock: StandingClock) -> None:
    chase = late(desk, clock)
    desk.handoffs.nudge(chase, chase_text(chase, desk.book), "phone")
    clock.go(minutes=30)
    with pytest.raises(Refused, match="Mira: chased 30 min ago: wait until Tue 1 Dec") as found:
        desk.handoffs.nudge(chase, chase_text(chase, desk.book), "phone")
    assert found.value.force == "--anyway"
    desk.handoffs.nudge(chase, chase_text(chase, desk.book), "phone", anyway=True)


def test_nobody_is_nudged_for_what_waits_on_the_owner(desk: Desk, clock: StandingClock) -> None:
    chase = late(desk, clock)
    desk.handoffs.heard(chase.things[0].handoff, "asks", "Which ground?")
    with pytest.raises(Refused, match="Photos does not wait on them any more"):
        desk.handoffs.nudge(chase, chase_text(chase, desk.book), "phone")


@pytest.mark.parametrize(
    ("to", "subject", "body", "why"),
    [
        ("", "Photos", "Where are they?\n", "has no mail address"),
        (MIRA, "", "Where are they?\n", "a subject and words"),
        (MIRA, "Photos", " \n", "a subject and words"),
        (MIRA, "Photos", "By ___ please\n", "Fill in the blanks"),
        ("a@b.example\nBcc: x@y.example", "Photos", "Where?\n", "not one mail address"),
    ],
)
def test_a_mail_that_cannot_be_sent_is_not_queued(
    desk: Desk, clock: StandingClock, to: str, subject: str, body: str, why: str
) -> None:
    chase = late(desk, clock)
    with pytest.raises(Refused, match=why):
        desk.handoffs.nudge(chase, Message(to, subject, body), "email")
    assert not desk.book.messages.open


def test_a_letter_is_logged_and_moves_nothing(desk: Desk, clock: StandingClock) -> None:
    uid = late(desk, clock).things[0].handoff
    before = desk.book.handoffs.open[uid].next_check
    assert desk.handoffs.write(uid, Message(MIRA, "Sorry", "My answer comes today.\n"), "email").message == (
        "The mail to Mira is queued."
    )
    assert desk.book.handoffs.open[uid].next_check == before


# ---- the life of a mail


def test_a_mail_is_claimed_by_one(desk: Desk, clock: StandingClock) -> None:
    uid = nudge(desk, late(desk, clock))
    claimed = desk.mail.claim()
    assert claimed is not None
    assert (claimed.uid, claimed.state, claimed.attempts) == (uid, "claimed", 1)
    other = another(desk)
    assert other.mail.claim() is None
    other.store.close(compact=False)
    desk.mail.record(uid, "sent", "Taken by mail.example.", attempts=1)
    assert mail(desk, uid).state == "sent"
    assert desk.mail.claim() is None


def test_a_mail_that_failed_waits_for_its_time(desk: Desk, clock: StandingClock) -> None:
    uid = nudge(desk, late(desk, clock))
    desk.mail.claim()
    desk.mail.record(uid, "queued", "No connection.", attempts=1, retry_in=dt.timedelta(minutes=5))
    assert desk.mail.claim() is None
    clock.go(minutes=6)
    again = desk.mail.claim()
    assert again is not None
    assert again.attempts == 2


def test_a_mail_that_was_cut_off_is_not_sent_again_by_itself(desk: Desk, clock: StandingClock) -> None:
    uid = nudge(desk, late(desk, clock))
    desk.mail.claim()
    clock.go(minutes=11)
    assert desk.mail.claim() is None
    assert mail(desk, uid).state == "unsure"
    desk.mail.send_again(uid)
    assert desk.mail.claim() is not None


def test_an_uncertain_mail_is_settled_by_the_owner(desk: Desk, clock: StandingClock) -> None:
    uid = nudge(desk, late(desk, clock))
    desk.mail.claim()
    desk.mail.record(uid, "unsure", "The connection ended.", attempts=1)
    desk.mail.settle(uid, arrived=True)
    assert mail(desk, uid).sent
    with pytest.raises(Refused, match="stuck"):
        desk.mail.send_again(uid)


@pytest.mark.parametrize("given_up", [False, True])
def test_a_nudge_that_the_server_refused_is_none(desk: Desk, clock: StandingClock, *, given_up: bool) -> None:
    chase = late(desk, clock)
    uid = nudge(desk, chase)
    assert chase_list(desk.book) == []
    desk.mail.claim()
    desk.mail.record(uid, "refused", "The server does not know them.", attempts=1)
    if given_up:
        desk.mail.settle(uid, arrived=False)
    about = desk.book.handoffs.open[chase.things[0].handoff]
    assert [each.contractor for each in chase_list(desk.book)] == [chase.contractor]
    assert history(about, desk.book).attempts == ()
    assert last_contact(chase.contractor, desk.book) is None
    assert "did not leave" in event_words(desk.book.events_by_record[about.uid][-1], desk.book)
    assert [step.step for step in to_say(desk.book)] == ["late 1"]


def test_a_mail_that_arrived_after_all_or_was_sent_again_counts(desk: Desk, clock: StandingClock) -> None:
    chase = late(desk, clock)
    uid = nudge(desk, chase)
    desk.mail.claim()
    desk.mail.record(uid, "refused", "No.", attempts=1)
    desk.mail.settle(uid, arrived=True)
    assert chase_list(desk.book) == []


def test_who_was_written_to_by_a_mail_that_was_refused_was_not_told(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    desk.handoffs.heard(uid, "later", promised="2026-12-02")
    desk.handoffs.hold(uid)
    handoff = desk.book.handoffs.open[uid]
    message = Message(MIRA, "Photos", "I need them on Friday.")
    desk.handoffs.write(uid, message, "email", tells=[each.uid for each in to_tell(handoff, desk.book)])
    assert to_tell(desk.book.handoffs.open[uid], desk.book) == []
    mail_uid = next(iter(desk.book.messages.open))
    desk.mail.claim()
    desk.mail.record(mail_uid, "refused", "No.", attempts=1)
    assert [event.what for event in to_tell(desk.book.handoffs.open[uid], desk.book)] == ["held"]
    assert held_untold(desk.book.handoffs.open[uid], desk.book)


def test_undoing_a_queued_nudge_withdraws_the_mail(desk: Desk, clock: StandingClock) -> None:
    uid = nudge(desk, late(desk, clock))
    assert desk.undo().message == "Undone: nudge Mira."
    assert mail(desk, uid).undone_by == desk.book.version
    assert desk.mail.claim() is None
    desk.redo()
    assert desk.mail.claim() is not None


def test_undoing_a_sent_nudge_says_that_the_mail_stays_sent(desk: Desk, clock: StandingClock) -> None:
    chase = late(desk, clock)
    uid = nudge(desk, chase)
    desk.mail.claim()
    desk.mail.record(uid, "sent", "Taken.", attempts=1)
    assert desk.undo().message.endswith("The mail to Mira stays sent; the record goes back.")
    assert mail(desk, uid).state == "sent"
    assert all(e.what != "nudged" for e in desk.book.events_by_record[chase.things[0].handoff])
    desk.redo()
    assert desk.mail.claim() is None


def test_a_restored_copy_sends_no_mail_again_and_says_nothing_twice(
    desk: Desk, clock: StandingClock, tmp_path: Path
) -> None:
    uid = nudge(desk, late(desk, clock))
    desk.reminders.claim()
    copy = desk.store.copies.copy_to(tmp_path / "copy.json")
    desk.mail.claim()
    desk.mail.record(uid, "sent", "Taken.", attempts=1)
    queued = desk.mail.queue_digest(Message("me@example.com", "This morning", "Nothing is late.\n"))
    desk.file.restore(copy)
    assert mail(desk, queued).undone_by
    assert mail(desk, uid).state == "sent"
    assert desk.mail.claim() is None
    assert desk.reminders.claim() == []


def test_who_has_a_mail_of_an_undone_nudge_is_held_until_tomorrow(desk: Desk, clock: StandingClock) -> None:
    chase = late(desk, clock)
    uid = nudge(desk, chase)
    desk.mail.claim()
    desk.mail.record(uid, "sent", "Taken.", attempts=1)
    desk.undo()
    assert chase_list(desk.book) == []
    again = chase_one(desk.book.handoffs.open[chase.things[0].handoff], desk.book)
    assert again
    assert again.held.startswith("chased just now")
    with pytest.raises(Refused, match="chased just now"):
        desk.handoffs.nudge(again, chase_text(again, desk.book), "email")


def test_a_withdrawn_nudge_holds_nobody(desk: Desk, clock: StandingClock) -> None:
    nudge(desk, late(desk, clock))
    desk.undo()
    assert [chase.held for chase in chase_list(desk.book)] == [""]


@pytest.mark.parametrize("claimed", [False, True])
def test_a_mail_that_only_a_copy_has_is_not_sent_by_itself(
    desk: Desk, clock: StandingClock, tmp_path: Path, claimed: bool
) -> None:
    uid = nudge(desk, late(desk, clock))
    if claimed:
        desk.mail.claim()
    copy = desk.store.copies.copy_to(tmp_path / "copy.json")
    fresh = desk_at(tmp_path / "fresh.json", clock)
    fresh.file.restore(copy, anyway=True)
    clock.go(minutes=11)
    assert fresh.mail.claim() is None
    assert (mail(fresh, uid).state, mail(fresh, uid).outcome) == ("unsure", "From a copy: it may have left.")
    fresh.mail.send_again(uid)
    assert fresh.mail.claim() is not None
    fresh.store.close(compact=False)


@pytest.mark.parametrize(("left", "nudged"), [(False, 0), (True, 1)])
def test_a_copy_brings_a_nudge_back_only_where_its_mail_left(
    desk: Desk, clock: StandingClock, tmp_path: Path, left: bool, nudged: int
) -> None:
    chase = late(desk, clock)
    uid = nudge(desk, chase)
    copy = desk.store.copies.copy_to(tmp_path / "copy.json")
    if left:
        desk.mail.claim()
        desk.mail.record(uid, "sent", "Taken.", attempts=1)
    desk.undo()
    desk.file.restore(copy)
    told = [event.what for event in desk.book.events_by_record[chase.things[0].handoff]]
    assert told.count("nudged") == nudged
    assert mail(desk, uid).undone_by
    assert desk.mail.claim() is None


def test_a_digest_is_a_mail_to_the_owner_and_no_step_of_undo(desk: Desk) -> None:
    accepted(desk)
    step = desk.store.history.undoable()
    uid = desk.mail.queue_digest(Message("me@example.com", "This morning", "Nothing is late.\n"))
    assert mail(desk, uid).contractor is None
    assert desk.store.history.undoable() == step


def test_what_the_owner_settled_stays_when_a_late_answer_comes(desk: Desk, clock: StandingClock) -> None:
    uid = desk.mail.queue_digest(Message("me@example.com", "Today: fill in ___", "___\n"))
    assert desk.mail.claim()
    clock.go(minutes=11)
    assert desk.mail.claim() is None
    desk.mail.settle(uid, arrived=True)
    desk.mail.record(uid, "queued", "no connection", attempts=1, retry_in=dt.timedelta(minutes=5))
    assert mail(desk, uid).state == "sent"


# ---- when a mail that waited must not leave any more


@pytest.mark.parametrize("at", ["2026-11-30T22:00:00+00:00", "2026-12-01T08:59:00+00:00"])
def test_a_nudge_that_waited_does_not_leave_at_night(desk: Desk, clock: StandingClock, at: str) -> None:
    uid = nudge(desk, late(desk, clock))
    clock.set(at)
    assert desk.mail.claim() is None
    assert say_mail(mail(desk, uid), desk.book) == "The mail to Mira is waiting for their working hours."
    assert not is_ready(desk.book)
    clock.set("2026-12-01T09:00:00+00:00")
    assert desk.mail.claim() is not None


def test_a_nudge_that_the_owner_sends_anyway_leaves_at_night(desk: Desk, clock: StandingClock) -> None:
    chase = late(desk, clock)
    clock.set("2026-11-30T22:00:00+00:00")
    desk.handoffs.nudge(chase, chase_text(chase, desk.book), "email", anyway=True)
    assert desk.mail.claim() is not None


def test_a_letter_leaves_at_night(desk: Desk, clock: StandingClock) -> None:
    uid = late(desk, clock).things[0].handoff
    clock.set("2026-11-30T22:00:00+00:00")
    desk.handoffs.write(uid, Message(MIRA, "Sorry", "My answer comes today.\n"), "email")
    assert desk.mail.claim() is not None


def test_a_nudge_for_what_was_delivered_meanwhile_is_refused_until_the_owner_asks(
    desk: Desk, clock: StandingClock
) -> None:
    chase = late(desk, clock)
    uid = nudge(desk, chase)
    desk.handoffs.deliver(chase.things[0].handoff)
    assert desk.mail.claim() is None
    assert (mail(desk, uid).state, mail(desk, uid).outcome) == ("refused", "what it asks for is with you by now")
    desk.mail.send_again(uid)
    assert desk.mail.claim() is not None


def test_a_mail_that_says_what_is_no_longer_true_is_refused(desk: Desk, clock: StandingClock) -> None:
    nudged = nudge(desk, late(desk, clock))
    digest = desk.mail.queue_digest(Message("me@example.com", "This morning", "Nothing is late.\n"))
    clock.go(days=30)
    assert desk.mail.claim() is None
    for uid in (nudged, digest):
        assert (mail(desk, uid).state, mail(desk, uid).outcome) == (
            "refused", "too old: it says what is no longer true",
        )  # fmt: skip
        desk.mail.send_again(uid)
        assert desk.mail.claim() is not None


def test_a_late_answer_does_not_undo_the_claim_of_another(desk: Desk, clock: StandingClock) -> None:
    uid = nudge(desk, late(desk, clock))
    desk.mail.claim()
    clock.go(minutes=11)
    desk.mail.claim()
    desk.mail.send_again(uid)
    desk.mail.claim()
    desk.mail.record(uid, "queued", "no connection", attempts=1, retry_in=dt.timedelta(minutes=5))
    assert (mail(desk, uid).state, mail(desk, uid).attempts) == ("claimed", 2)
    desk.mail.record(uid, "sent", "", attempts=1)
    assert mail(desk, uid).state == "sent"
