"""The weekly review: which steps are done with, finishing it as one step of undo, beginning anew."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Settings
from delegator_tui.rules.review.steps import in_progress, week_steps
from tests.desk.same import one_step, refused
from tests.making import StandingClock, add_task, change, delivered, reread


def ticked(desk: Desk) -> list[str]:
    return [step.name for step in week_steps(desk.book) if step.ticked]


def test_a_tick_is_kept_and_is_no_step_of_undo(desk: Desk) -> None:
    add_task(desk)
    desk.weekly.tick("inbox")
    desk.weekly.tick("leaks")
    assert ticked(desk) == ["inbox", "leaks"]
    desk.undo()
    assert ticked(desk) == ["inbox", "leaks"]
    assert not desk.book.tasks.open


def test_a_tick_twice_changes_nothing(desk: Desk) -> None:
    desk.weekly.tick("inbox")
    version = desk.book.version
    desk.weekly.tick("inbox")
    assert desk.book.version == version


def test_there_is_no_other_step(desk: Desk) -> None:
    said = "There is no step “zebra” in the review: use one of "
    names = "inbox, leaks, on_you, due, overdue, yours, delivered, unpaid, access, hand_over"
    with refused(desk, f"{said}{names}."):
        desk.weekly.tick("zebra")


def test_to_finish_is_one_step_that_says_what_there_was(desk: Desk) -> None:
    desk.settings.change({"name": "Jo"})
    delivered(desk)
    add_task(desk)
    desk.weekly.tick("unpaid")
    with one_step(desk):
        done = desk.weekly.finish()
    assert done.message == "Reviewed the week: 4 of 10 steps had something; next Fri 27 Nov."
    own = desk.book.settings
    assert (own.reviewed, ticked(desk)) == ("2026-11-23T09:00:00.000Z", [])
    event = desk.book.events_by_record[own.uid][-1]
    assert event.what == "reviewed the week"
    assert event.details == {"had": 4, "of": 10, "left": {"inbox": 1, "delivered": 1, "hand_over": 1}}


def test_undo_brings_the_review_in_progress_back(desk: Desk) -> None:
    desk.weekly.tick("inbox")
    desk.weekly.finish()
    assert ticked(desk) == []
    assert desk.undo().message == "Undone: review the week."
    assert ticked(desk) == ["inbox"]
    assert desk.book.settings.reviewed is None


def test_undo_does_not_ask_for_the_sake_of_the_next_one(desk: Desk) -> None:
    desk.weekly.tick("inbox")
    desk.weekly.finish()
    desk.weekly.tick("leaks")
    assert ticked(desk) == ["leaks"]
    desk.undo()
    assert desk.book.settings.reviewed is None


def test_an_empty_book_is_reviewed_in_no_time(desk: Desk) -> None:
    assert desk.weekly.finish().message == "Reviewed the week: nothing was there to look at; next Fri 27 Nov."
    desk.settings.change({"review_day": "none"})
    assert desk.weekly.finish().message == "Reviewed the week: nothing was there to look at."


def test_after_six_days_a_review_begins_anew(desk: Desk, clock: StandingClock) -> None:
    desk.weekly.tick("inbox")
    clock.go(days=6)
    desk.tick()
    assert ticked(desk) == ["inbox"]
    clock.go(minutes=1)
    desk.tick()
    assert ticked(desk) == []
    desk.weekly.tick("due")
    assert ticked(desk) == ["due"]


def test_to_forget_begins_anew(desk: Desk) -> None:
    desk.weekly.tick("inbox")
    desk.weekly.begin_again()
    assert in_progress(desk.book) is None
    version = desk.book.version
    desk.weekly.begin_again()
    assert desk.book.version == version


def test_what_another_file_says_of_steps_and_times_does_no_harm(desk: Desk) -> None:
    desk.weekly.tick("inbox")
    change(desk, "settings", desk.book.settings.uid, review={"begun": "once", "ticked": ["inbox"]})
    assert in_progress(desk.book) is None
    change(desk, "settings", desk.book.settings.uid, review={"begun": "2026-11-23T09:00:00.000Z", "ticked": ["x"]})
    assert ticked(desk) == []


def test_the_day_of_review_is_kept_with_when_it_was_set(desk: Desk) -> None:
    desk.settings.change({"review_day": "Thursday"})
    assert reread(desk).settings.review_day == "thu"
    assert desk.book.settings.review_since == "2026-11-23T09:00:00.000Z"
    with refused(desk, "The day of the weekly review is a name such as fri, or none.", field="review_day"):
        desk.settings.change({"review_day": "3"})
    desk.undo()
    assert desk.book.settings.review_day == "fri"
    assert desk.book.settings.review_since is None


def test_an_older_file_reads_with_friday_and_no_review() -> None:
    own = Settings(uid="s")
    assert (own.review_day, own.reviewed, own.review, own.review_since) == ("fri", None, None, None)
