"""The home screen as lines."""

from __future__ import annotations

import pytest

from delegator_tui.model.book import Book
from delegator_tui.model.records import Access, Payment, Price, Question, Rate, Said
from delegator_tui.rules.followup import standing
from delegator_tui.rules.today import sections
from delegator_tui.rules.today.agenda import whole
from delegator_tui.rules.today.sections import Item, Section
from tests.making import book_of, contractor, handoff, owed, task, uid, with_owed


def of(book: Book) -> dict[str, Section]:
    return {section.name: section for section in sections.sections(whole(book), book)}


def line(item: Item) -> tuple[str, ...]:
    return (item.mark, item.lead, item.title, item.note, item.who, item.amount, item.tone)


SHOP = """
on_you: On you
● | review | Product alt text | | Harbour Admin | |
● | to pay | October bookkeeping | | Tally & Daughters | $180 |
● | to pay | Saturday packing | | Steady Hands Packing | $96 |
overdue: Overdue
! | 5 d late | Workshop video edit | | Cutting Room Nine | $240 | overdue
! | 4 d late | Care card design | round 2 | Paper Plane Design | $120 | overdue
! | 3 d late | Glaze range photos | | Northlight Photo | $400 | overdue
! | 3 d late | Courier contract review | | Plainly Legal | $270 | overdue
! | 3 d late | Mailbox two-factor | | Root Access IT | $95 | overdue
due_today: Due today
○ | today | Returns page in German | | Lingua Due | $66 | soon
silent: Silent
○ | no word for 16 d | Daily marketplace replies | | Harbour Admin | $216 | soon
○ | no word for 15 d | Ads test on two best sellers | | Signal Ads | €300 | soon
leaks: Slipping
| brief not confirmed, 3 d | Mailbox two-factor | | Root Access IT | |
| brief not confirmed, 3 d | December newsletter | | Inkwell Copy | |
yours_today: Yours today
| today | Turn on two-factor for the shared mailbox | inbox | | ~20 m | soon
| today | Call the kiln repair people | inbox | | | soon
| today | Answer the questions on the marketplace listing | inbox | | ~30 m | soon
| today | Christmas opening hours on the maps profile | inbox | | ~15 m | soon
"""


def test_the_shops_home_screen(shop: Book) -> None:
    found = []
    for section in of(shop).values():
        found.append(f"{section.name}: {section.title}")
        found += [" | ".join(line(item)).replace("  ", " ").strip() for item in section.items]
    assert found == SHOP.strip().splitlines()


def test_each_line_has_a_key_of_its_own_and_opens_a_record(shop: Book) -> None:
    items = [item for section in of(shop).values() for item in section.items]
    assert len({item.key for item in items}) == len(items)
    assert all(item.record is not None for item in items)
    assert {item.table for item in items} == {"handoffs", "tasks"}


def test_a_section_without_lines_is_not_there() -> None:
    assert of(book_of()) == {}


NORTH = contractor("Northlight Photo", rates=(Rate(amount="65", currency="USD"),))
PHOTOS = task("Photos", state="delegated")
PRICE = Price(amount="400.00", currency="USD")


def test_a_draft_says_its_date_and_who() -> None:
    touched = {"state": "drafted", "updated": "2026-11-23T08:00:00.000Z", "price": PRICE}
    bare = handoff(PHOTOS, None, due=None, **touched)
    named = handoff(PHOTOS, NORTH, **touched)
    film = task("Film", state="delegated", due="2026-11-30")
    wanted = handoff(film, None, due=None, **touched)
    found = of(book_of(PHOTOS, NORTH, film, bare, named, wanted))["to_hand_off"].items
    assert sorted(line(item) for item in found if item.title == "Film") == [
        ("●", "Mon 30 Nov", "Film", "", "nobody yet", "$400", "")
    ]
    assert [line(item) for item in found if item.title != "Film"] == [
        ("●", "no date", "Photos", "", "nobody yet", "$400", ""),
        ("●", "Fri 27 Nov", "Photos", "", "Northlight Photo", "$400", ""),
    ]


def test_a_question_is_shown_with_its_words_and_access_with_its_system() -> None:
    out = handoff(PHOTOS, NORTH, price=PRICE)
    asked = Question(uid=uid(), handoff=out.uid, asked=Said(at="2026-11-22T09:00:00.000Z", text="Which size?"))
    grant = Access(uid=uid(), contractor=NORTH.uid, system="Shop", revoke_by="2026-11-20")
    on_it = Access(uid=uid(), contractor=NORTH.uid, system="Mail", revoke_by="2026-11-20", handoff=out.uid)
    found = of(book_of(PHOTOS, NORTH, out, asked, grant, on_it))["on_you"].items
    assert [line(item) for item in found] == [
        ("●", "question", "Photos", "Which size?", "Northlight Photo", "", ""),
        ("●", "revoke", "Shop", "", "", "", ""),
        ("●", "revoke", "Photos", "", "Northlight Photo", "", ""),
    ]
    assert found[1].record is None


def test_to_pay_shows_what_is_still_open() -> None:
    part = Payment(uid=uid(), amount="150.00", currency="USD", on="2026-11-20", kind="deposit")
    out = handoff(PHOTOS, NORTH, state="accepted", price=PRICE, payments=(part.uid,))
    hourly = handoff(PHOTOS, NORTH, state="accepted", price=Price(amount="35.00", currency="USD", unit="hour"))
    found = of(book_of(PHOTOS, NORTH, part, out, hourly))["on_you"].items
    assert [item.amount for item in found] == ["$250", "$35/hour"]


def test_a_check_and_a_leak_each_say_why() -> None:
    check = handoff(PHOTOS, NORTH, next_check="2026-11-23")
    orphan = task("Orphan", state="delegated")
    found = of(book_of(PHOTOS, NORTH, check, orphan))
    assert line(found["checks"].items[0]) == ("○", "check today", "Photos", "", "Northlight Photo", "", "")
    assert line(found["leaks"].items[0]) == ("", "delegated without a handoff", "Orphan", "", "", "", "")
    assert found["leaks"].items[0].record == orphan


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "drafted"}, ("●", "draft", "")), ({"state": "delivered"}, ("●", "review", "")),
        ({"state": "accepted", "price": PRICE}, ("●", "to pay", "")), ({"state": "accepted"}, ("●", "to settle", "")),
        ({"state": "closed"}, ("✓", "closed", "")), ({"state": "taken_back"}, ("✓", "taken back", "")),
        ({"due": "2026-11-20"}, ("!", "3 d late", "overdue")), ({"due": "2026-11-23"}, ("○", "today", "soon")),
        ({"due": "2026-11-24"}, ("○", "Tue 24 Nov", "soon")), ({"due": "2026-12-04"}, ("○", "Fri  4 Dec", "")),
        ({"due": "2026-12-04", "next_move": "owner"}, ("●", "Fri  4 Dec", "")),
        ({"due": "2026-11-23T08:00[UTC]"}, ("!", "late", "overdue")),
    ],
)  # fmt: skip
def test_how_a_handoff_stands_in_words(fields: dict[str, object], expected: tuple[str, str, str]) -> None:
    out = handoff(PHOTOS, NORTH, **fields)
    assert standing.say(out, book_of(PHOTOS, NORTH, out))[:3] == expected


def test_a_handoff_shows_the_date_of_what_is_owed_first() -> None:
    out = handoff(PHOTOS, NORTH, due="2026-12-20")
    soon, later = owed(out, due="2026-11-25"), owed(out, due="2026-12-20")
    came = owed(out, due="2026-11-01", state="delivered")
    out = with_owed(out, came, later, soon)
    book = book_of(PHOTOS, NORTH, out, soon, later, came)
    assert standing.say(out, book)[:3] == ("○", "Wed 25 Nov", "soon")


@pytest.mark.parametrize(
    ("state", "owing", "said"),
    [("returned", "returned", "round 3"), ("delivered", "delivered", ""), ("working", "owed", "")],
)
def test_the_round_is_shown_while_returned_work_is_out(state: str, owing: str, said: str) -> None:
    out = handoff(PHOTOS, NORTH, state=state)
    back = owed(out, state=owing, rounds=2)
    out = with_owed(out, back)
    assert standing.say(out, book_of(out, back)).note == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(None, ""), (0, ""), (20, "~20 m"), (59, "~59 m"), (60, "~1 h"), (90, "~1.5 h"), (300, "~5 h")],
)
def test_how_an_estimate_is_said(minutes: int | None, said: str) -> None:
    assert sections.effort(minutes) == said


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (Rate(amount="80", currency="USD"), "$80/h"), (Rate(amount="0.11", currency="USD", unit="word"), "$0.11/word"),
        (Rate(amount="0.085", currency="GBP", unit="word"), "£0.085/word"), (None, ""),
    ],
)  # fmt: skip
def test_how_a_rate_is_said(rate: Rate | None, said: str) -> None:
    assert sections.say_rate(contractor(rates=(rate,) if rate else ())) == said


def test_an_own_task_says_where_it_is() -> None:
    late = task("Late", state="mine", due="2026-11-20", estimate_minutes=60)
    item = sections.task_item(late, book_of(late))
    assert line(item) == ("!", "3 d late", "Late", "", "", "~1 h", "overdue")
