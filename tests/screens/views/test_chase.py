"""The chase list: letters written already, one key each to let them go; and the keys of one handoff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from textual.widgets import TextArea

from delegator_tui.app import DelegatorApp
from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Event, Handoff, MailAccount
from delegator_tui.screens.views.chase import ChaseScreen
from delegator_tui.widgets.letter_pane import LetterPane
from tests.making import StandingClock, accepted, change, delivered, price
from tests.screens.conftest import Board, Launch

LATE = "Care card design"
HELD = "Workshop video edit"
DELIVERED = "Product alt text"


def handoff(desk: Desk, title: str) -> Handoff:
    return next(h for h in desk.book.handoffs.all() if desk.book.title(h) == title)


def nudges(desk: Desk) -> list[Event]:
    return [event for told in desk.book.events_by_record.values() for event in told if event.what == "nudged"]


def who(board: Board) -> str:
    """Whose letter is on show."""
    screen = board.app.screen
    assert isinstance(screen, ChaseScreen)
    return screen.the_book.name(screen.letters.here.contractor) if screen.letters.here else ""


def body(board: Board) -> str:
    return board.app.screen.query_one(TextArea).text


async def chase(board: Board) -> None:
    await board.press("c")
    await board.see("Chase   9 to write to · 5 late")


async def on(board: Board, title: str) -> None:
    """Stand on a handoff in the list of handoffs."""
    await board.press("3")
    await board.see("Handoffs   12 open")
    await board.go_to(title)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The links that went to the mail program; there is none where tests run."""
    found: list[str] = []
    monkeypatch.setattr(DelegatorApp, "open_url", lambda _, url, **__: found.append(url))
    return found


# ---- the list


async def test_today_says_how_many_nudges_the_key_writes(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"chase": "C"})
    async with launch(sample) as board:
        await board.see(r"Overdue +C 9 messages ready, 3 for later$")
        await board.press("C")
        await board.see("Chase   9 to write to · 5 late")


async def test_every_letter_names_what_is_late_and_asks_one_question(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        assert who(board) == "Cutting Room Nine"
        await board.see(r"04:00 where they are: send it at 14:00 \(09:00 there\)")
        await board.press("j")
        await board.see("Subject +Care card design: round 2 was due Thu 19 Nov")
        await board.see("^ *A  you have it on ___")
        await board.see(r"! 4 d late +Paper Plane Design")


async def test_copying_asks_whether_it_is_sent_then_logs_and_goes_on(
    sample: Desk, launch: Launch, clipboard: Path
) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await chase(board)
        await board.press("j", "c")
        await board.see(r"Copied. Paste it into a message to Paper Plane Design")
        await board.see(r"\(pp@paperplane.example\). +Is it sent.")
        assert clipboard.read_text().startswith("Hi Paper Plane Design,")
        assert sample.book.version == version, "what was only copied is not logged"
        await board.press("y")
        await board.wait(lambda: who(board) == "Northlight Photo")
        await board.see(r"Nudged Paper Plane Design by mail; next check Wed 25 Nov. u undoes it.")
        await board.see(r"✓ chased +Paper Plane")
        assert board.app.clipboard.startswith("Hi Paper Plane Design,")
        assert sample.book.version == version + 1
        assert handoff(sample, LATE).next_check == "2026-11-25"
        await board.press("u")
        await board.see(r"! 4 d late +Paper Plane Design")
        await board.see("Undone: nudge Paper Plane Design")
    assert nudges(sample) == []


async def test_what_was_copied_and_is_not_sent_counts_for_nothing(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await chase(board)
        for key in ("n", "escape", "enter"):
            await board.press("j", "k", "j", "c")
            await board.see("y yes · n not yet")
            await board.press(key)
            await board.see("It does not count as sent. The same key hands it out again.")
            assert who(board) == "Paper Plane Design"
            await board.press("k")
    assert sample.book.version == version


async def test_where_nothing_can_copy_it_is_said_and_nothing_is_asked(
    sample: Desk, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY")
    async with launch(sample, 100, 30) as board:
        await chase(board)
        await board.press("j", "c")
        await board.see("Nothing here can copy it")
        assert not board.app.screen.is_modal
    assert nudges(sample) == []


async def test_a_nudge_that_was_sent_by_hand_is_no_queued_mail(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("j", "c", "y")
        await board.wait(lambda: nudges(sample))
        assert "OSC" not in board.text
        assert nudges(sample)[0].details["channel"] == "email"
    assert not sample.book.messages.open


async def test_what_should_not_go_now_asks_first(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("c")
        await board.see("Cutting Room Nine: 04:00 where they are")
        await board.press("n")
        await board.rest()
        assert nudges(sample) == []
        await board.press("c")
        await board.see("y write all the same")
        await board.press("y")
        await board.see("Is it sent.")
        await board.press("y")
        await board.wait(lambda: len(nudges(sample)) == 1)
        await board.see(r"✓ chased +Cutting Room")


async def test_twice_a_day_asks_first(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await on(board, LATE)
        await board.press("n")
        await board.see("Write to Paper Plane Design")
        await board.press("c", "y")
        await board.wait(lambda: len(nudges(sample)) == 1)
        await board.see(r"Nudged Paper Plane Design by mail; next check Wed 25 Nov. u undoes it.")
        await board.press("n")
        await board.see("chased just now: wait until Tue 24 Nov")
        await board.press("c")
        await board.see("y write all the same")
        await board.press("escape", "escape")
        await board.see("Handoffs   12 open")
    assert len(nudges(sample)) == 1


async def test_five_are_chased_by_copying_and_a_yes_each(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("c", "y", "y", *["c", "y"] * 4)
        await board.wait(lambda: len(nudges(sample)) == 5)
        await board.see("Chase   4 to write to · 5 late")
        assert who(board) == "Brightline Web"
        await board.press("escape")
        await board.see(r"Overdue +c 4 messages ready, 2 for later$")


async def test_skipping_goes_on_and_changes_nothing(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await chase(board)
        await board.press(*["x"] * 9)
        await board.see("Nobody left to write to: esc goes back.")
        await board.press("escape")
        await board.see("5 overdue")
    assert sample.book.version == version


async def test_a_call_is_logged_where_it_belongs(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("j", "p")
        await board.open("Heard from Paper Plane Design: Care card design")
        await board.see(r"By +phone")
        await board.press("6")
        await board.wait(lambda: who(board) == "Northlight Photo")
        await board.see(r"✓ chased +Paper Plane")


async def test_there_is_nobody_to_ask(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("Photos today")
    async with launch(desk) as board:
        await board.see("Photos")
        await board.press("c")
        await board.see("Nothing to ask anybody right now.")
        await board.press("2", "c", "4", "c")
        assert not isinstance(board.app.screen, ChaseScreen)


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (160, 50)], ids=str)
async def test_it_fits_every_terminal(sample: Desk, launch: Launch, size: tuple[int, int]) -> None:
    async with launch(sample, *size) as board:
        await board.press("c")
        await board.see("Chase   9")
        await board.press("G", "g", "j", "e", "escape", "ctrl+d", "c", "y", "y", *["x"] * 8)
        await board.see("Chase   8")


# ---- the words


async def test_what_is_typed_stays_while_you_look_at_others(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("j", "e")
        await board.type("Dear all. ")
        await board.press("escape", "j")
        assert body(board).startswith("Hi Northlight Photo")
        await board.press("k")
        assert body(board).startswith("Dear all. Hi Paper Plane Design")
        await board.press("c", "y")
        await board.wait(lambda: nudges(sample))
        assert str(nudges(sample)[0].details["text"]).startswith("Dear all. Hi Paper Plane Design")
        assert board.app.clipboard.startswith("Dear all.")


async def test_leaving_asks_when_a_text_was_changed(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("e")
        await board.type("x")
        await board.press("escape", "escape")
        await board.see("What you changed has not gone to anybody: esc again leaves it.")
        await board.press("escape")
        await board.see("5 overdue")


async def test_the_quit_key_asks_too(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("e")
        await board.type("q?u1")
        assert body(board).startswith("q?u1")
        await board.press("escape", "ctrl+q")
        await board.see("ctrl.q again leaves it")
        assert board.app.is_running


async def test_a_blank_is_pointed_out_and_not_mailed(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(mail=MailAccount(host="localhost", port=1, sender="me@shop.example"))  # nobody listens there
    async with launch(sample) as board:
        await chase(board)
        await board.press("j", "e")
        await board.type("Hello ___ ")
        await board.press("escape")
        await board.see("1 blank .___. to fill in")
        await board.press("s")
        await board.see("Fill in the blanks")
    assert nudges(sample) == []


# ---- mail


async def test_the_mail_program_gets_the_whole_letter(sample: Desk, launch: Launch, opened: list[str]) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("j", "o")
        await board.wait(lambda: opened)
        await board.see("Opened in your mail program, to pp@paperplane.example.")
        assert nudges(sample) == []
        await board.press("y")
        await board.wait(lambda: nudges(sample))
    link = urlsplit(opened[0])
    said = parse_qs(link.query, strict_parsing=True)
    assert (link.scheme, unquote(link.path)) == ("mailto", "pp@paperplane.example")
    assert said["subject"] == ["Care card design: round 2 was due Thu 19 Nov"]
    assert said["body"][0].startswith("Hi Paper Plane Design,\r\n\r\nI sent it back for changes.")
    assert nudges(sample)[0].details["channel"] == "email"


async def test_a_long_letter_goes_by_the_clipboard(sample: Desk, launch: Launch, opened: list[str]) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("j", "e")
        board.app.screen.query_one(TextArea).insert("long words " * 300)
        await board.press("escape", "o")
        await board.wait(lambda: opened)
        assert "body" not in opened[0]
        assert board.app.clipboard.startswith("long words")
        await board.see("long for a link: it is copied")


async def test_mail_is_queued_where_an_account_is_set(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        await board.press("j", "s")
        assert nudges(sample) == []
        await board.press("escape")
    sample.settings.keep(mail=MailAccount(host="mail.example", sender="me@shop.example"))
    async with launch(sample) as board:
        await chase(board)
        await board.press("j")
        await board.wait(lambda: board.app.screen.query_one("KeyBar").hints[0].words == "send")  # type: ignore[attr-defined]
        await board.press("s")
        await board.see("The mail to Paper Plane Design is queued")
    (mail,) = sample.book.messages.open.values()
    assert (mail.to, mail.state) == ("pp@paperplane.example", "queued")


async def test_without_an_address_there_is_the_clipboard(sample: Desk, launch: Launch, opened: list[str]) -> None:
    change(sample, "contractors", str(handoff(sample, LATE).contractor), email="not an address; me@x", phone="")
    async with launch(sample) as board:
        await chase(board)
        await board.press("j")
        await board.see("is not one mail address")
        await board.press("o", "s")
        assert opened == []
        await board.press("c", "y")
        await board.wait(lambda: nudges(sample))
    assert nudges(sample)[0].details["channel"] in ("message", "email")


async def test_after_two_without_an_answer_the_telephone_comes_first(
    sample: Desk, launch: Launch, clock: StandingClock
) -> None:
    uid, person = handoff(sample, LATE).uid, str(handoff(sample, LATE).contractor)
    change(sample, "contractors", person, phone="+44 1")
    for _ in range(2):
        sample.handoffs.heard(uid, "no answer", by="mail")
        clock.go(days=1)
    async with launch(sample) as board:
        await on(board, LATE)
        await board.press("n")
        await board.see("phone: 2 unanswered by mail")
        await board.see("^ *p I called")


# ---- one handoff


async def test_the_likely_step_of_what_is_late_is_to_nudge(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await on(board, HELD)
        await board.wait(lambda: board.hints[0].words == "nudge")
        await board.press("full_stop")
        await board.see("Write to Cutting Room Nine")
        await board.press("escape")
        await board.see("Handoffs   12 open")


async def test_nobody_is_nudged_for_what_waits_on_you(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await on(board, DELIVERED)
        await board.press("n")
        assert not isinstance(board.app.screen, ChaseScreen)
        await board.press("O")
        await board.see("Subject +Product alt text: I owe you an answer")
        await board.press("c", "y")
        await board.see(r"Wrote to Harbour Admin by mail")
    told = sample.book.events_by_record[handoff(sample, DELIVERED).uid]
    assert told[-1].what == "wrote"


async def test_putting_a_reminder_off_keeps_the_date(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await on(board, HELD)
        await board.press("H")
        await board.open("Put off the reminder: Workshop video edit")
        await board.see("Its date stays Wed 18 Nov. Not put off yet; after three times you decide.")
        await board.type("wed")
        await board.see("→ Wed 25 Nov 09:00")
        await board.press("enter")
        await board.closed()
        await board.see("No reminders about .* until Wed 25 Nov")
        await board.wait(lambda: board.hints[0].words == "heard from them")
    found = handoff(sample, HELD)
    assert (found.due, found.next_check) == ("2026-11-18", "2026-11-25")


async def test_a_time_is_needed_to_put_it_off(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await on(board, HELD)
        await board.press("H", "enter")
        await board.see("Say until when")
        await board.type("yesterday")
        await board.press("enter")
        await board.open("Put off the reminder")


async def test_the_fourth_time_it_is_to_be_decided(sample: Desk, launch: Launch) -> None:
    uid = handoff(sample, HELD).uid
    for day in ("2026-11-24", "2026-11-25", "2026-11-26"):
        sample.reminders.snooze(uid, day)
    async with launch(sample) as board:
        await on(board, HELD)
        await board.press("H")
        await board.open("Decide: Workshop video edit")
        await board.see("Its reminder was put off 3 times: decide now.")
        await board.press("escape")
        await board.closed()


def to_pay(desk: Desk) -> str:
    return accepted(desk, price=price())


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (delivered, r"Photos was put off 3 times: accept it \(y\) or return it \(r\)\."),
        (to_pay, r"Photos was put off 3 times: pay it \(p\)\."),
    ],
)
async def test_where_there_is_no_choice_to_make_the_key_names_what_works(
    desk: Desk, launch: Launch, make: Callable[[Desk], str], said: str
) -> None:
    uid = make(desk)
    for day in ("2026-11-24", "2026-11-25", "2026-11-26"):
        desk.reminders.snooze(uid, day)
    async with launch(desk) as board:
        await board.go_to("Photos")
        await board.press("H")
        await board.see(said)
        assert not board.app.screen.is_modal


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("1", "Agree a later date"), ("2", "Cut scope"), ("3", "Reassign"), ("4", "Take back"), ("5", "Cancel"),
        ("plus", "Agree a later date"), ("X", "Cancel"),
    ],
)  # fmt: skip
async def test_a_decision_opens_the_form_that_does_it(sample: Desk, launch: Launch, key: str, title: str) -> None:
    async with launch(sample) as board:
        await on(board, HELD)
        await board.press("D")
        await board.open("Decide: Workshop video edit")
        await board.press(key)
        await board.open(f"{title}: Workshop video edit")


async def test_after_the_ladder_the_likely_step_is_to_decide(
    sample: Desk, launch: Launch, clock: StandingClock
) -> None:
    clock.set("2026-11-30T10:00:00+00:00")
    async with launch(sample) as board:
        await on(board, HELD)
        await board.wait(lambda: board.hints[0].words == "decide")
        await board.press("full_stop")
        await board.open("Decide: Workshop video edit")
        await board.press("j", "enter")
        await board.open("Cut scope: Workshop video edit")
        await board.see("Owed: 12-minute cut; project file; captions")
        await board.type("captions; project")
        await board.press("enter")
        await board.closed()
        await board.see("goes on without project file, captions")
        await board.press("u")
        await board.wait(lambda: "Undone: cut project file, captions from Workshop video edit" in board.said)
    assert {d.state for d in sample.book.owed_in(handoff(sample, HELD))} == {"owed"}


async def test_the_letter_is_opened_whole_in_your_own_editor(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await chase(board)
        pane = board.app.screen.query_one(LetterPane)
        await board.press("j", "ctrl+g")
        await board.see("No editor|not here")
        assert pane.typed is None


async def test_on_a_tiny_terminal_the_text_is_read_and_edited(sample: Desk, launch: Launch) -> None:
    async with launch(sample, 40, 10) as board:
        await board.press("c")
        await board.see("^ The work .Workshop video edit. was$")
        await board.see("esc back")
        await board.press("e")
        await board.see("^ due Wed 18 Nov and I do not see it$")
        await board.press("pagedown", "pagedown", "pagedown")
        await board.see("Thank you|Thanks|Best")
        await board.press("escape")
        await board.see("^ To jobs@cr9.example")
