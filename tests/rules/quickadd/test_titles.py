"""Ordinary titles keep every word; where a mark is meant, it is never missed."""

from __future__ import annotations

import datetime as dt

import pytest

from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates.habits import Habits
from delegator_tui.rules.quickadd.phrases import read_line
from tests.rules.quickadd.titles import TITLES

CLOCKS = [Moment(dt.datetime(*day, 9, tzinfo=dt.UTC), dt.UTC) for day in ((2026, 11, 23), (2027, 1, 31), (2028, 2, 29))]
MONDAY = CLOCKS[0]


def test_there_are_titles_enough() -> None:
    assert len(set(TITLES)) == len(TITLES) >= 300


@pytest.mark.parametrize("month_first", [False, True])
@pytest.mark.parametrize("home", ["USD", "EUR"])
def test_no_ordinary_title_loses_a_word(home: str, month_first: bool) -> None:
    for now in CLOCKS:
        read = {t: read_line(t, now, home_currency=home, habits=Habits(month_first=month_first)) for t in TITLES}
        assert {line.title: [(m.field, m.text) for m in line.marks] for line in read.values() if line.marks} == {}
        assert [line.title for line in read.values()] == TITLES


def test_marks_behind_a_mark_are_understood_whatever_the_title() -> None:
    for title in TITLES:
        line = read_line(f"{title} !high #shop fri $300 ~2h @quick >maria chase:2d", MONDAY)
        assert (line.title, len(line.marks)) == (title, 8)


# As typed, the title, and the fields of the marks in their order with what was typed of each.
MARKED = """
Call maria about the vase #shop fri | Call maria about the vase | #shop, fri
Fix the login page #web before launch | Fix the login page before launch | #web
Fix login #web p1 bug | Fix login bug | #web, p1
#shop Mugs | Mugs | #shop
#shop p1 Mugs | Mugs | #shop, p1
@phone Ring the bank | Ring the bank | @phone
!high Ring the bank | Ring the bank | !high
Ring the bank !high | Ring the bank | !high
Ring the bank !HIGH | Ring the bank | !HIGH
Ring the bank p1 | Ring the bank | p1
Ring the bank P1 | Ring the bank | P1
Ring the bank p3 tomorrow | Ring the bank | p3, tomorrow
Ring the bank tomorrow p2 | Ring the bank | tomorrow, p2
Order lens p1 | Order lens | p1
New P2 lens p1 | New P2 lens | p1
Buy a P1 lens p2 #gear | Buy a P1 lens | p2, #gear
Raise price to $30 fri | Raise price to $30 | fri
Raise price to $30 #shop $5 | Raise price to $30 | #shop, $5
Buy stamps for $5 fri | Buy stamps for $5 | fri
Read chapter 3/4 fri | Read chapter 3/4 | fri
Fix bug #12 #web | Fix bug #12 | #web
Renew 24/7 contract due 1 dec | Renew 24/7 contract | due 1 dec
Logo >maria fri $300 ~2h | Logo | >maria, fri, $300, ~2h
Logo $300 fri | Logo | $300, fri
Logo €300 | Logo | €300
Logo 300 € | Logo | 300 €
Logo € 1.234,50 | Logo | € 1.234,50
Logo 1.234,50 € | Logo | 1.234,50 €
Logo 1 234,50 € | Logo | 1 234,50 €
Logo 1,234.50 EUR | Logo | 1,234.50 EUR
Logo CHF 1'200 | Logo | CHF 1'200
Logo 1234.567 kwd | Logo | 1234.567 kwd
Logo R$ 50 | Logo | R$ 50
Logo £1k | Logo | £1k
Logo $2.5k fri | Logo | $2.5k, fri
Logo 300 eur fri | Logo | 300 eur, fri
Logo fri 300 eur | Logo | fri, 300 eur
Logo due 3 dec 2000 eur | Logo | due 3 dec, 2000 eur
Logo 40 euros | Logo | 40 euros
Logo 300,- € #brand | Logo | 300,- €, #brand
Pay the photographer's deposit $150 | Pay the photographer's deposit | $150
Pay Ann $150 tomorrow | Pay Ann | $150, tomorrow
Second quote $500 | Second quote | $500
Blue paint $30 | Blue paint | $30
Newsletter ~2h | Newsletter | ~2h
Newsletter ~1h30 | Newsletter | ~1h30
Newsletter ~45m @writing | Newsletter | ~45m, @writing
Write the newsletter ~2h @writing #marketing fri | Write the newsletter | ~2h, @writing, #marketing, fri
Newsletter est:45m | Newsletter | est:45m
Newsletter project:shop label:x to:north | Newsletter | project:shop, label:x, to:north
Newsletter #"big shop" | Newsletter | #"big shop"
Newsletter >"Northlight Photo" | Newsletter | >"Northlight Photo"
Newsletter to:ann@example.com | Newsletter | to:ann@example.com
Newsletter #2026-taxes | Newsletter | #2026-taxes
Newsletter #größe @écru >zoë | Newsletter | #größe, @écru, >zoë
Newsletter chase:2d | Newsletter | chase:2d
Newsletter chase:1w fri | Newsletter | chase:1w, fri
Newsletter wait:1 feb | Newsletter | wait:1 feb
Newsletter wait:fri p1 | Newsletter | wait:fri, p1
Newsletter due:fri | Newsletter | due:fri
Newsletter due: fri | Newsletter | due: fri
Newsletter due fri 16:00 | Newsletter | due fri 16:00
Newsletter due by fri 4pm | Newsletter | due by fri 4pm
Newsletter due on fri | Newsletter | due on fri
Newsletter due tomorrow | Newsletter | due tomorrow
Newsletter due 3/12 | Newsletter | due 3/12
Newsletter due 1/2 | Newsletter | due 1/2
Newsletter due 1st | Newsletter | due 1st
Newsletter due 3d | Newsletter | due 3d
Newsletter due eow | Newsletter | due eow
Newsletter due eom #shop | Newsletter | due eom, #shop
The rent is due fri | The rent | is due fri
Taxes are due 15 jan | Taxes | are due 15 jan
VAT falls due 7 feb | VAT | falls due 7 feb
Call the bank fri | Call the bank | fri
Call the bank friday | Call the bank | friday
Call Ann Friday | Call Ann | Friday
Call the bank sun | Call the bank | sun
Call the bank sat 10:00 | Call the bank | sat 10:00
Call the bank wed | Call the bank | wed
Call the bank next fri | Call the bank | next fri
Call the bank tomorrow 9am | Call the bank | tomorrow 9am
Call the bank today | Call the bank | today
Call the bank in 3 days | Call the bank | in 3 days
Call the bank in 2 weeks | Call the bank | in 2 weeks
Call the bank +3d | Call the bank | +3d
Call the bank +5b | Call the bank | +5b
Call the bank 3 dec | Call the bank | 3 dec
Call the bank dec 3 | Call the bank | dec 3
Call the bank may 3 | Call the bank | may 3
Call the bank 3 may | Call the bank | 3 may
Call the bank 3/12 | Call the bank | 3/12
Call the bank 2026-12-03 | Call the bank | 2026-12-03
Call the bank 2026-12-03T15:00 | Call the bank | 2026-12-03T15:00
Call the bank fri 27 nov | Call the bank | fri 27 nov
Call the bank eow | Call the bank | eow
Call the bank eom | Call the bank | eom
Call fri | Call | fri
One fri | One | fri
A fri $5 | A | fri, $5
A $5 | A | $5
X p1 | X | p1
Drop by tomorrow | Drop by | tomorrow
Check in tomorrow | Check in | tomorrow
Hand in fri | Hand in | fri
Carry on fri | Carry on | fri
Plan the menu next fri | Plan the menu | next fri
Descale after 10d | Descale | after 10d
Descale after 2w fri | Descale | after 2w, fri
Water the plants every day | Water the plants | every day
Water the plants every mon and thu | Water the plants | every mon and thu
Stock count every 2w mon #shop | Stock count | every 2w mon, #shop
Books every month due 10 dec #money | Books | every month, due 10 dec, #money
Pay rent every 1st $900 | Pay rent | every 1st, $900
Standup every mon 9:30 @team | Standup | every mon 9:30, @team
"""


def lines() -> list[tuple[str, str, list[str]]]:
    found = (line.split(" | ") for line in MARKED.strip().splitlines())
    return [(typed, title, marks.split(", ")) for typed, title, marks in found]


def test_there_are_lines_with_marks_enough() -> None:
    assert len(lines()) >= 100


@pytest.mark.parametrize(("typed", "title", "marks"), lines())
def test_no_mark_is_missed(typed: str, title: str, marks: list[str]) -> None:
    line = read_line(typed, MONDAY)
    assert (line.title, [mark.text for mark in line.marks]) == (title, marks)
    assert all(getattr(line, mark.field) for mark in line.marks)
