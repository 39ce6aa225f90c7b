"""What each view shows of the sample data on Monday 23 November 2026, 09:00, and what it says while it is empty."""

from __future__ import annotations

import re

import pytest

from delegator_tui.desk.desk import Desk
from tests.making import working
from tests.screens.conftest import Launch

HEADLINE = "5 overdue · 1 due today · 2 silent · 1 to review · 2 to pay · 2 slipping"


async def test_today_shows_what_needs_the_owner_in_order(sample: Desk, launch: Launch) -> None:
    async with launch(sample, rows=50) as board:
        await board.see(f"^ {HEADLINE}$")
        await board.see("^ Yours today +4$")
        sections = re.findall(
            r"^ (On you|Overdue|Due today|Silent|Slipping|Yours today) +(.+)$", board.text, re.MULTILINE
        )
        assert sections == [
            ("On you", "3"),
            ("Overdue", "c 9 messages ready, 3 for later"),
            ("Due today", "1"),
            ("Silent", "2"),
            ("Slipping", "2"),
            ("Yours today", "4"),
        ]
        late = re.findall(r"! (\d) d late +(\w+)", board.text)
        assert late == [("5", "Workshop"), ("4", "Care"), ("3", "Glaze"), ("3", "Courier"), ("3", "Mailbox")]
        await board.see(r"● to pay +October bookkeeping +Tally & Daughters +\$180$")
        await board.see("brief not confirmed, 3 d +December newslet… +Inkwell Copy")


async def test_today_shows_five_rows_of_a_section_and_opens_the_rest(sample: Desk, launch: Launch) -> None:
    sample.tasks.capture("Sixth thing today", "Seventh thing today")
    async with launch(sample, rows=50) as board:
        await board.see("Yours today +6")
        assert not board.sees("Seventh thing")
        await board.see("No reminders while")
        await board.press("G", "k")
        await board.wait(lambda: board.record is None)
        await board.see(r"▸ .*\+1 more")
        await board.press("enter")
        await board.see("Seventh thing")


async def test_the_bars_name_the_views_with_what_waits_there_and_the_day(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.see("^ delegator  1 Today  2 Inbox 62  3 Handoffs 12  4 Roster .*Mon 23 Nov$")


async def test_digits_go_from_view_to_view(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        for key, seen in (("2", "^ Inbox   62 to"), ("3", "^ Handoffs   12"), ("4", "^ Roster   10"), ("1", HEADLINE)):
            await board.press(key)
            await board.see(seen)


async def test_the_inbox_is_in_the_order_of_triage(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=120, rows=40) as board:
        await board.press("2")
        await board.see(r"^ Inbox   62 to triage · 2 later · 18 due this week")
        await board.see("▸ +today +Turn on two-factor for the shared mailbox +#it +~20 m$")
        await board.see("↑ fri 17:00 +Gift guide landing page")
        await board.see(r"Fix the checkout bug: postcode field \[/b\] eats the last letter")
        await board.see("日本語の問い合わせに返信")


async def test_handoffs_stand_by_standing_and_by_contractor(sample: Desk, launch: Launch) -> None:
    async with launch(sample, rows=60) as board:
        await board.press("3")
        await board.see("12 open · 2 to pay, by standing")
        await board.see("^ On you +1$")
        groups = re.findall(r"^ (Overdue|Silent|Due today|Soon|Ahead|On you) +(\d)$", board.text, re.MULTILINE)
        assert groups == [
            ("Overdue", "5"),
            ("Due today", "1"),
            ("Silent", "2"),
            ("Soon", "2"),
            ("Ahead", "1"),
            ("On you", "1"),
        ]
        await board.see(r"○ 15 d no word +Ads test on two best selle… +Signal Ads +€300$")
        await board.press("b")
        await board.see("by contractor")
        await board.see("^ Harbour Admin +3$")


async def test_a_wide_terminal_shows_the_handoff_beside_the_list(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=120, rows=40) as board:
        await board.press("3")
        await board.see("Cutting Room Nine · \\$240")
        await board.see(r"12-minute cut")
        await board.see("Mon  9 Nov +handed off")
        await board.press("j")
        await board.see("Print-ready PDF with bleed")
        assert not board.sees("12-minute cut")


async def test_a_narrow_terminal_shows_the_record_on_a_screen_of_its_own(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("3")
        await board.see("▸ ! 5 d late")
        assert not board.sees("12-minute cut")
        await board.press("enter")
        await board.see("12-minute cut")
        assert [hint.key for hint in board.hints][-2:] == ["esc", "?"]
        await board.press("escape")
        await board.see("▸ ! 5 d late")


async def test_the_roster_shows_skills_load_and_record(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=99, rows=40) as board:
        await board.press("4")
        await board.see("^ Roster   10 active · 2 on trial · 1 bench · 1 prospect")
        await board.see(r"Brightline Web +web-build, .* +\$80/h +13 h +1 +0/2 +not recorded")
        await board.see(r"Second Shelf.*  bench .*£38/h")


async def test_the_roster_opens_a_contractor(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("4")
        await board.see("▸ Brightline")
        await board.press("enter")
        await board.see("dev|hello@brightline.example")
        await board.press("escape")
        await board.see("▸ Brightline")


@pytest.mark.parametrize(
    ("key", "says", "starts"),
    [
        ("1", "Nothing needs you now", "a"),
        ("2", "Nothing is on your plate", "a"),
        ("3", "Nothing is handed off", "f"),
        ("4", "Nobody is on the roster", "N"),
    ],
)
async def test_an_empty_view_says_what_it_will_hold_and_the_key_that_starts_it(
    desk: Desk, launch: Launch, key: str, says: str, starts: str
) -> None:
    desk.tasks.capture("First")
    desk.undo()
    async with launch(desk) as board:
        await board.press(key)
        await board.see(says)
        await board.see(rf"(^|\W){starts}\W")
        for press in ("j", "k", "enter", "d", "x", "y", "full_stop", "e", "space", "G"):
            await board.press(press)
        assert not board.dialog
        await board.see(says)


async def test_the_first_run_says_the_keys_and_begins_with_a_task(desk: Desk, launch: Launch) -> None:
    async with launch(desk) as board:
        await board.open("Welcome")
        await board.press("a")
        await board.open("add")
        await board.type("Call Ann")
        await board.press("enter")
        await board.wait(lambda: "Added Call Ann" in board.said)


async def test_the_first_run_is_said_once(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("First")
    async with launch(desk) as board:
        await board.see("t triage 1")
        assert not board.dialog


async def test_a_filter_without_a_match_says_so_and_not_that_the_view_is_empty(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2")
        await board.see("62 to triage")
        await board.press("slash")
        await board.type("zebra")
        await board.see("only zebra")
        assert not board.sees("Nothing is on your plate")
        await board.press("escape")
        await board.see("▸ +today +Turn on two-factor")


async def test_help_shows_the_keys_and_goes_again(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=120, rows=60) as board:
        await board.press("question_mark")
        await board.see("Next row")
        await board.press("question_mark")
        await board.wait(lambda: not board.sees("Next row"))


async def test_a_part_that_came_waits_under_on_you_by_its_name_and_the_rest_stands_by_its_date(
    desk: Desk, launch: Launch
) -> None:
    made = working(desk, "Shop relaunch", due="2026-12-04", deliverables=(("home page", "2026-11-26"), ("menu", None)))
    desk.handoffs.deliver(made, "home page")
    async with launch(desk) as board:
        await board.see("● review +Shop relaun.+home page 1/2")
        await board.press("3")
        await board.see(r"○ Fri  4 Dec +Shop relaunch  menu 2/2")
        await board.see("^ On you +1$")
        await board.press("j")
        await board.see("▸ ● review +Shop relaun.+home page 1/2")
        assert board.record == desk.book.handoffs.get(made)
