"""The quick-add line: what is understood, what stays in the title."""

from __future__ import annotations

import datetime as dt
import time
import zoneinfo
from collections.abc import Mapping

import pytest

from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates.habits import Habits
from delegator_tui.rules.quickadd.phrases import Line, read_line

MONDAY = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), dt.UTC)
USD = "USD"


def understood(line: Line) -> dict[str, object]:
    """The fields that have a value; money and recurrence with their parts in one string."""
    fields = {name: getattr(line, name) for name in Line.__slots__ if name != "marks" and getattr(line, name)}
    for name in ("price_idea", "recurrence"):
        if isinstance(fields.get(name), dict):
            fields[name] = " ".join(fields[name].values())
    return fields


# One shop owner's own lines: as typed, the title, and the rest as field=value.
PLATE = """
Reply to the stockist about the January order tomorrow => Reply to the stockist about the January order; due=2026-11-24
Monthly bookkeeping ~4h every month due 10 dec #money => Monthly bookkeeping; due=2026-12-10; estimate_minutes=240; \
project=money; recurrence=FREQ=MONTHLY 2026-12-10 due
Chase the unpaid invoices ~45m fri #money !high => Chase the unpaid invoices; due=2026-11-27; estimate_minutes=45; \
priority=high; project=money
New product photos ~5h $400 due 4 dec #shop => New product photos; due=2026-12-04; estimate_minutes=300; \
price_idea=400.00 USD; project=shop
Retouch last month's photos ~2h #shop => Retouch last month's photos; estimate_minutes=120; project=shop
Newsletter ~2h fri @writing #marketing => Newsletter; due=2026-11-27; estimate_minutes=120; labels=['writing']; \
project=marketing
Schedule two weeks of social posts ~3h every 2w mon #marketing => Schedule two weeks of social posts; \
due=2026-11-30; estimate_minutes=180; project=marketing; recurrence=FREQ=WEEKLY;INTERVAL=2;BYDAY=MO 2026-11-30 due
Gift guide ~6h due 27 nov 17:00 #shop !high => Gift guide; due=2026-11-27T17:00[UTC]; estimate_minutes=360; \
priority=high; project=shop
Fix the field [/b] eats the last letter #shop !high tomorrow => Fix the field [/b] eats the last letter; \
due=2026-11-24; priority=high; project=shop
Turn on two-factor for the mailbox ~20m today #it => Turn on two-factor for the mailbox; due=2026-11-23; \
estimate_minutes=20; project=it
Book the van due eow => Book the van; due=2026-11-27
Print 500 care cards ~30m $120 due 3 dec #print => Print 500 care cards; due=2026-12-03; estimate_minutes=30; \
price_idea=120.00 USD; project=print
Answer the questions ~30m every day => Answer the questions; due=2026-11-23; estimate_minutes=30; \
recurrence=FREQ=DAILY 2026-11-23 due
Look at the courier's new contract due eom #legal => Look at the courier's new contract; due=2026-11-30; project=legal
List the 22 new mugs ~4h due +10d => List the 22 new mugs; due=2026-12-03; estimate_minutes=240
Write to last year's customers ~2h wait:1 feb #sales => Write to last year's customers; defer_until=2027-02-01; \
estimate_minutes=120; project=sales
Ask ten customers for a review every month => Ask ten customers for a review; due=2026-12-23; \
recurrence=FREQ=MONTHLY 2026-12-23 due
Podcast interview prep ~1h due 1 dec 15:00 => Podcast interview prep; due=2026-12-01T15:00[UTC]; estimate_minutes=60
SEO audit, dropped for "stoneware mug" ~4h => SEO audit, dropped for "stoneware mug"; estimate_minutes=240
Try ads with a $200 cap ~3h #marketing => Try ads with a $200 cap; estimate_minutes=180; project=marketing
Subscription audit: what for? every quarter #money => Subscription audit: what for?; due=2027-02-23; project=money; \
recurrence=FREQ=MONTHLY;INTERVAL=3 2027-02-23 due
Plan spring collection every year @studio !high => Plan spring collection; due=2027-11-23; labels=['studio']; \
priority=high; recurrence=FREQ=YEARLY 2027-11-23 due
Sort the clay delivery sometime => Sort the clay delivery sometime
12 sample tiles due 3/12 => 12 sample tiles; due=2026-12-03
Ring the accountant re: "payments on account" in 3 days => Ring the accountant re: "payments on account"; due=2026-11-26
Pay the photographer's deposit $150 tomorrow => Pay the photographer's deposit; due=2026-11-24; price_idea=150.00 USD
Return the wrong-sized boxes next fri => Return the wrong-sized boxes; due=2026-12-04
Trade show application due 2026-12-18 => Trade show application; due=2026-12-18
Read the book on pricing wait:eoy => Read the book on pricing; defer_until=2026-12-31
日本語の問い合わせに返信 (mail from Kyoto) due wed => 日本語の問い合わせに返信 (mail from Kyoto); due=2026-11-25
Café order, "no handles" ~30m due 1st => Café order, "no handles"; due=2026-12-01; estimate_minutes=30
"""

MARKS = """
Logo v2 >maria fri $300 ~2h chase:2d #brand => Logo v2; chase_days=2; contractor=maria; due=2026-11-27; \
estimate_minutes=120; price_idea=300.00 USD; project=brand
project:shop label:x est:5h to:north 400usd Mugs p2 => 400usd Mugs; project=shop; labels=['x']; estimate_minutes=300; \
contractor=north; priority=normal
Mugs project:shop label:x est:5h to:north 400usd => Mugs; project=shop; labels=['x']; estimate_minutes=300; \
contractor=north; price_idea=400.00 USD
#shop Mugs @a @b @a p1 chase:1w => Mugs; project=shop; labels=['a', 'b']; priority=high; chase_days=7
Mugs p3 ~1h30 => Mugs; priority=low; estimate_minutes=90
Mugs !LOW due:fri => Mugs; priority=low; due=2026-11-27
Mugs due:14 dec $1,200.50 => Mugs; due=2026-12-14; price_idea=1200.50 USD
Mugs due: fri => Mugs; due=2026-11-27
Mugs due by fri 4pm => Mugs; due=2026-11-27T16:00[UTC]
Mugs due 16:00 today => Mugs; due=2026-11-23T16:00[UTC]
Mugs due 3d wait:2d => Mugs; due=2026-11-26; defer_until=2026-11-25
The rent is due tomorrow => The rent; due=2026-11-24
Invoice due 3 dec for the bakery => Invoice for the bakery; due=2026-12-03
Mugs €300 => Mugs; price_idea=300.00 EUR
Mugs £40.5 => Mugs; price_idea=40.50 GBP
Mugs 300 eur fri => Mugs; price_idea=300.00 EUR; due=2026-11-27
Mugs fri 300 CHF => Mugs; price_idea=300.00 CHF; due=2026-11-27
Mugs 90€ => Mugs; price_idea=90.00 EUR
Mugs ¥5000 => Mugs; price_idea=5000 JPY
Mugs due 3 dec 2000 eur => Mugs; due=2026-12-03; price_idea=2000.00 EUR
Mugs #größe @écru >zoë => Mugs; project=größe; labels=['écru']; contractor=zoë
Photos >"Northlight Photo" #"big shop" => Photos; contractor=Northlight Photo; project=big shop
Photos to:ann@example.com => Photos; contractor=ann@example.com
Mugs #old #new fri => Mugs #old; project=new; due=2026-11-27
Mugs ~1h p1 ~2h p3 => Mugs ~1h p1; estimate_minutes=120; priority=low
Mugs tomorrow tue => Mugs; due=2026-11-24
Water the plants every day fri => Water the plants; due=2026-11-27; recurrence=FREQ=DAILY 2026-11-27 due
Mugs for Monday due fri => Mugs for Monday; due=2026-11-27
Mugs due thu now fri => Mugs now fri; due=2026-11-26
Standup every mon 9:30 => Standup; due=2026-11-30T09:30[UTC]; recurrence=FREQ=WEEKLY;BYDAY=MO 2026-11-30 due
Standup every day at 8am => Standup; due=2026-11-24T08:00[UTC]; recurrence=FREQ=DAILY 2026-11-24 due
Standup every mon 9:30 due 8 dec => Standup; due=2026-12-08T09:30[UTC]; recurrence=FREQ=WEEKLY;BYDAY=MO 2026-12-08 due
Descale after 10d => Descale; due=2026-12-03; recurrence=FREQ=DAILY;INTERVAL=10 2026-12-03 completion
Descale after 2w fri => Descale; due=2026-11-27; recurrence=FREQ=WEEKLY;INTERVAL=2 2026-11-27 completion
Pay rent every month due 31 dec => Pay rent; due=2026-12-31; \
recurrence=FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1 2026-12-31 due
tomorrow => tomorrow
#money => #money
#money tomorrow => #money; due=2026-11-24
due fri => due fri
  Two   spaces   stay ~1h  here   => Two   spaces   stay here; estimate_minutes=60
"""

UNTOUCHED = """
The rent is due tomorrow says Ann
Due diligence on the lease|An unknown due x|due sometime|Meet at 16:00|Take 3d glasses|Order #1234|Ranked #1|C# and F#
mail ann@example.com|a $200 cap stays|Fold 300 all|Buy 2 cup|$|€|$0|$1,20|€1.200|$-5|$5/h|300 xyz|Say "see you tomorrow"
Sign “due fri #x” there|Say 'due fri' there|Read ("#foo bar")|https://example.com/#due|p4|!|!!|!urgent|~|~5%|~/notes|~0h|@|#|>
if > 5|->north|>>|est:|est:soon|chase:|chase:0d|chase:soon|wait:|wait:never|project:|to:|label:|re: fri, maybe|#shop,
#a#b|(#shop)|fri and more|tomorrow's mugs|every|every so often|every other|every last fri|every third tue|every 0d
after work|after 2 weeks|after x|each fri|Call Tom|due:|due ²|٣d|Zeit für 3° Kälte|every 29th and 30th
"""


def rows(table: str) -> list[tuple[str, str]]:
    found = (line.split(" => ") for line in table.strip("\n").splitlines())
    return [(typed, expected) for typed, expected in found]


def expectation(text: str) -> Mapping[str, str]:
    title, *fields = text.replace(";BY", "&BY").replace(";INTERVAL", "&INTERVAL").split("; ")
    pairs = (field.partition("=") for field in fields)
    return {"title": title, **{name: value.replace("&", ";") for name, _, value in pairs}}


@pytest.mark.parametrize(("typed", "expected"), rows(PLATE))
def test_an_owners_own_line_is_understood(typed: str, expected: str) -> None:
    assert {name: str(value) for name, value in understood(read_line(typed, MONDAY)).items()} == expectation(expected)


@pytest.mark.parametrize(("typed", "expected"), rows(MARKS))
def test_a_mark_leaves_the_title_and_nothing_else_does(typed: str, expected: str) -> None:
    assert {name: str(value) for name, value in understood(read_line(typed, MONDAY)).items()} == expectation(expected)


@pytest.mark.parametrize("typed", [cell for line in UNTOUCHED.strip().splitlines() for cell in line.split("|")])
def test_what_is_not_understood_stays_untouched(typed: str) -> None:
    line = read_line(typed, MONDAY)
    assert (line.title, line.marks, understood(line)) == (typed, [], {"title": typed})


@pytest.mark.parametrize("home", ["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "aud"])
def test_a_dollar_sign_is_the_home_dollar(home: str) -> None:
    assert read_line("Mugs $5", MONDAY, home_currency=home).price_idea == {"amount": "5.00", "currency": home.upper()}


@pytest.mark.parametrize("home", ["EUR", "GBP", "JPY"])
def test_a_dollar_sign_is_the_us_dollar_where_home_has_none(home: str) -> None:
    assert read_line("Mugs $5", MONDAY, home_currency=home).price_idea == {"amount": "5.00", "currency": USD}


def test_the_home_currency_counts_even_if_its_code_is_a_word() -> None:
    assert read_line("Mugs 300 all", MONDAY, home_currency="ALL").price_idea == {"amount": "300.00", "currency": "ALL"}


def test_the_month_may_come_first() -> None:
    assert read_line("Mugs due 12/3", MONDAY, habits=Habits(month_first=True)).due == "2026-12-03"
    assert read_line("Mugs 12/3", MONDAY, habits=Habits(month_first=True)).due == "2026-12-03"


def test_a_blank_line_has_no_title() -> None:
    assert read_line(" \t ", MONDAY).title == ""


def test_marks_say_where_they_stand_in_the_typed_line() -> None:
    typed = "Logo #brand due 3 dec  ~2h"
    marks = [(mark.field, mark.text, typed[mark.start : mark.end]) for mark in read_line(typed, MONDAY).marks]
    expected = [("project", "#brand"), ("due", "due 3 dec"), ("estimate_minutes", "~2h")]
    assert marks == [(field, text, text) for field, text in expected]


def test_a_mark_turned_back_into_text_stays_in_the_title() -> None:
    typed = "Logo #brand due fri $30"
    line = read_line(typed, MONDAY, literal={typed.index("due")})
    assert understood(line) == {"title": "Logo due fri", "project": "brand", "price_idea": "30.00 USD"}


def test_a_recurrence_turned_back_into_text_gives_no_date() -> None:
    line = read_line("Logo every mon", MONDAY, literal=[5])
    assert understood(line) == {"title": "Logo every mon"}


def test_a_due_time_has_the_owners_zone() -> None:
    now = Moment(dt.datetime(2028, 2, 27, 3, 30, tzinfo=dt.UTC), zoneinfo.ZoneInfo("America/New_York"))
    assert read_line("Mugs due 22:00", now).due == "2028-02-27T22:00[America/New_York]"
    assert read_line("Mugs every month", now).recurrence == {
        "rule": "FREQ=MONTHLY",
        "start": "2028-03-26",
        "from": "due",
    }


@pytest.mark.parametrize("piece", ["due ", "due 3 ", "fri ", '"a ', "'a ", "(", "#a ", "1,", "every 3 ", "\ud800", "@"])
def test_a_line_of_ten_thousand_characters_is_read_at_once(piece: str) -> None:
    typed = (piece * 10_000)[:10_000] + " every mon"
    began = time.process_time()
    read_line(typed, MONDAY)
    assert time.process_time() - began < 0.2
