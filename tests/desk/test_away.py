"""Planning a time away, cancelling it, telling contractors of it; each one step of undo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Refused
from delegator_tui.model.records import Span
from delegator_tui.rules.away.notice import Notice, notices
from delegator_tui.rules.messages.fill import Message
from tests.desk.same import same_book
from tests.making import FRIDAY, NEXT_FRIDAY, StandingClock, add_contractor, change, desk_at, reread, working

TRIP = Span(start="2026-11-26", end="2026-11-29", note="Sam, 555 1234")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "delegator.json", StandingClock())


def checks(desk: Desk) -> dict[str, str | None]:
    return {desk.book.title(h): h.next_check for h in desk.book.open_handoffs}


def test_a_time_away_is_kept_and_the_checks_in_it_move_to_the_day_back(desk: Desk) -> None:
    first, second = working(desk, "In it"), working(desk, "Before it")
    change(desk, "handoffs", first, next_check=FRIDAY)
    change(desk, "handoffs", second, next_check="2026-11-24")
    done = desk.away.plan(TRIP)
    assert done.message == ("Away from Thu 26 Nov to Sun 29 Nov, back on Mon 30 Nov. 1 check is moved to that day.")
    assert checks(desk) == {"In it": "2026-11-30", "Before it": "2026-11-24"}
    assert desk.book.settings.away == (TRIP,)
    assert same_book(reread(desk), desk.book)


def test_undo_of_a_time_away_gives_the_same_book(desk: Desk) -> None:
    change(desk, "handoffs", working(desk), next_check=FRIDAY)
    before = desk.book
    desk.away.plan(TRIP)
    assert desk.undo().message == "Undone: be away from Thu 26 Nov to Sun 29 Nov."
    assert desk.book.settings.away == ()
    assert same_book(desk.book, before)


def test_spans_are_kept_in_order_beside_what_is_set_already(desk: Desk) -> None:
    desk.settings.change({"name": "Ada"})
    later = Span(start="2027-01-04", end="2027-01-08")
    desk.away.plan(later)
    desk.away.plan(TRIP)
    assert desk.book.settings.away == (TRIP, later)
    assert desk.book.settings.name == "Ada"


def test_a_time_away_that_cannot_be_changes_nothing(desk: Desk) -> None:
    desk.away.plan(TRIP)
    before = desk.book.version
    with pytest.raises(Refused, match="You are away from Thu 26 Nov to Sun 29 Nov already"):
        desk.away.plan(Span(start="2026-11-29", end="2026-12-02"))
    assert desk.book.version == before


def test_a_time_away_is_cancelled_by_any_day_of_it(desk: Desk) -> None:
    change(desk, "handoffs", working(desk), next_check=FRIDAY)
    desk.away.plan(TRIP)
    before = desk.book
    said = desk.away.cancel(dt.date(2026, 11, 28)).message
    assert said.startswith("You are not away from Thu 26 Nov to Sun 29 Nov any more")
    assert desk.book.settings.away == ()
    assert list(checks(desk).values()) == ["2026-11-30"]
    desk.undo()
    assert same_book(desk.book, before)


@pytest.mark.parametrize(
    ("day", "why"),
    [(dt.date(2026, 12, 1), "You are not away on Tue 1 Dec."), (dt.date(2026, 11, 26), "that is over.")],
)
def test_what_is_not_planned_or_over_cannot_be_cancelled(tmp_path: Path, day: dt.date, why: str) -> None:
    clock = StandingClock()
    desk = desk_at(tmp_path / "delegator.json", clock)
    desk.away.plan(TRIP)
    clock.go(days=14)
    with pytest.raises(Refused, match=why):
        desk.away.cancel(day)


def told(desk: Desk) -> tuple[Notice, str]:
    mira = add_contractor(desk, "Mira", email="mira@example.com")
    made = working(desk, "Photos", contractor=mira, due=NEXT_FRIDAY)
    working(desk, "Film", contractor=mira, due=FRIDAY)
    desk.away.plan(TRIP)
    (notice,) = notices(TRIP, desk.book)
    return notice, made


def tell(desk: Desk, notice: Notice, channel: str, message: Message | None = None, *, by_hand: bool = False) -> str:
    words = message or notice.message
    return desk.away.tell(notice.contractor, notice.handoffs, words, channel, TRIP, by_hand=by_hand).message


def test_a_notice_by_mail_is_queued_once_and_told_on_everything_that_it_names(desk: Desk) -> None:
    notice, made = told(desk)
    assert tell(desk, notice, "email") == "The mail to Mira is queued."
    (mail,) = desk.book.messages.open.values()
    assert (mail.to, mail.handoffs, mail.state) == ("mira@example.com", notice.handoffs, "queued")
    assert "If it cannot wait: Sam, 555 1234" in mail.body
    events = desk.book.events_by_record[made]
    assert (events[-1].what, events[-1].details["message"]) == ("wrote", mail.uid)
    assert [each.told for each in notices(TRIP, desk.book)] == [True]


def test_undo_of_a_notice_takes_the_queued_mail_back(desk: Desk) -> None:
    notice, _ = told(desk)
    before = desk.book
    tell(desk, notice, "email")
    desk.undo()
    assert same_book(desk.book, before)
    assert not desk.book.messages.open
    assert [each.told for each in notices(TRIP, desk.book)] == [False]


def test_a_notice_by_hand_is_only_logged(desk: Desk) -> None:
    notice, _ = told(desk)
    assert tell(desk, notice, "phone") == "Mira is told by phone."
    assert not desk.book.messages.open


def test_a_notice_that_is_sent_by_hand_from_a_mail_program_is_not_queued(desk: Desk) -> None:
    notice, _ = told(desk)
    said = tell(desk, notice, "email", by_hand=True)
    assert said == "Mira is told by mail."
    assert not desk.book.messages.open
    assert [each.told for each in notices(TRIP, desk.book)] == [True]


def test_a_mail_with_blanks_or_without_an_address_is_refused(desk: Desk) -> None:
    notice, _ = told(desk)
    with pytest.raises(Refused, match="Fill in the blanks"):
        desk.away.tell(
            notice.contractor, notice.handoffs, notice.message._replace(body="You have ___ of mine.\n"), "email", TRIP
        )
    with pytest.raises(Refused, match="Mira has no mail address"):
        tell(desk, notice, "email", notice.message._replace(to=""))
    assert [each.told for each in notices(TRIP, desk.book)] == [False]
