"""The home screen: its figures on a real shop's data, and each rule of what stands where."""

from __future__ import annotations

import msgspec
import pytest

from delegator_tui.model.book import Book
from delegator_tui.model.records import Access, Handoff, Price, Question, Said, Sent
from delegator_tui.rules.contractors import people
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.today import agenda
from delegator_tui.rules.today.agenda import Headline
from tests.making import book_of, contractor, handoff, moment, task, uid


def titles(handoffs: list[Handoff], book: Book) -> list[str]:
    return [book.title(h) for h in handoffs]


# ---- the shop on Monday 23 November 2026, 09:00


def test_the_shop_has_what_its_files_hold(shop: Book) -> None:
    assert len(list(shop.tasks.all())) == 62 + 31 + 2
    assert len(list(shop.contractors.all())) == 14
    assert len(shop.open_handoffs) == 12
    assert len(list(shop.handoffs.all())) == 31


def test_the_shops_headline(shop: Book) -> None:
    day = agenda.whole(shop)
    expected = Headline(
        overdue=5, due_today=1, to_review=1, to_pay=2, questions=0, inbox=62, drafts=0, leaks=2, later=2, yours_due=4,
        silent=2,
    )  # fmt: skip
    assert day.headline == expected
    assert agenda.say_headline(day.headline) == (
        "5 overdue · 1 due today · 2 silent · 1 to review · 2 to pay · 2 slipping"
    )


def test_exactly_these_five_are_overdue_most_days_late_first_then_by_contractor(shop: Book) -> None:
    late = [(shop.title(h), account(h, shop).days_late, shop.name(h.contractor)) for h in agenda.overdue(shop)]
    assert late == [
        ("Workshop video edit", 5, "Cutting Room Nine"),
        ("Care card design", 4, "Paper Plane Design"),
        ("Glaze range photos", 3, "Northlight Photo"),
        ("Courier contract review", 3, "Plainly Legal"),
        ("Mailbox two-factor", 3, "Root Access IT"),
    ]


def test_what_is_due_to_review_to_pay_and_leaking_in_the_shop(shop: Book) -> None:
    day = agenda.agenda(shop)
    assert titles(day.due_today, shop) == ["Returns page in German"]
    assert [(d.kind, shop.title(d.handoff)) for d in day.on_you if d.handoff] == [
        ("review", "Product alt text"), ("pay", "October bookkeeping"), ("pay", "Saturday packing"),
    ]  # fmt: skip
    leaking = [(leak.text, shop.title(found)) for leak in day.leaks if (found := shop.handoffs.get(leak.uid))]
    reason = "brief not confirmed, 3 d"
    assert leaking == [(reason, "Mailbox two-factor"), (reason, "December newsletter")]
    assert (day.to_hand_off, day.checks) == ([], [])


def test_the_owners_own_tasks_of_today_in_the_order_of_the_plate(shop: Book) -> None:
    assert [t.title for t in agenda.agenda(shop).yours] == [
        "Turn on two-factor for the shared mailbox", "Call the kiln repair people",
        "Answer the questions on the marketplace listing", "Christmas opening hours on the maps profile",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected", "free"),
    [
        ("Brightline Web", (0, 2), 13), ("Cutting Room Nine", (1, 2), 4), ("Harbour Admin", (2, 2), 11),
        ("Northlight Photo", (0, 2), 5), ("Paper Plane Design", (2, 3), 8), ("Tally & Daughters", (2, 3), 8),
    ],
)  # fmt: skip
def test_on_time_and_free_hours_in_the_shop(shop: Book, name: str, expected: tuple[int, int], free: float) -> None:
    found = next(c for c in shop.contractors.all() if c.name == name)
    assert people.on_time(people.handoffs_of(found, shop), shop) == expected
    assert people.free_hours(found, shop) == free


# ---- each rule by itself

NORTH, SOUTH = contractor("Northlight Photo"), contractor("South")
PHOTOS = task("Photos", state="delegated")
LATE = "2026-11-20"


def test_an_empty_book_asks_nothing() -> None:
    day = agenda.agenda(book_of())
    assert day.headline == Headline(0, 0, 0, 0, 0, 0, 0, 0)
    assert not any(day[1:])
    assert agenda.say_headline(day.headline) == "Nothing is out late, due today or waiting on you."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Headline(0, 0, 0, 0, 1, 9, 0, 1), "1 question · 1 slipping"),
        (Headline(0, 0, 0, 0, 0, 9, 0, 0, 3, 2, 1), "Nothing is out late or waiting on you; 1 of yours is due."),
        (Headline(0, 0, 0, 0, 0, 0, 0, 0, yours_due=2), "Nothing is out late or waiting on you; 2 of yours are due."),
        (Headline(0, 0, 0, 0, 0, 9, 0, 0, 3, 2), "Nothing is out late, due today or waiting on you."),
        (Headline(1, 2, 3, 4, 5, 6, 7, 8), "1 overdue · 2 due today · 3 to review · 4 to pay · 5 questions · "
         "7 to hand off · 8 slipping"),
    ],
)  # fmt: skip
def test_the_headline_leaves_out_what_is_nothing(line: Headline, said: str) -> None:
    assert agenda.say_headline(line) == said


def test_a_draft_is_to_hand_off_and_never_late() -> None:
    draft = handoff(PHOTOS, NORTH, state="drafted", due=LATE, updated="2026-11-23T08:00:00.000Z")
    day = agenda.agenda(book_of(PHOTOS, NORTH, draft))
    assert (day.to_hand_off, day.overdue, day.due_today) == ([draft], [], [])


def test_a_question_waits_on_the_owner_until_it_is_answered_and_while_the_handoff_lives() -> None:
    out, closed = handoff(PHOTOS, NORTH), handoff(PHOTOS, NORTH, state="closed")
    new = Question(uid=uid(), handoff=out.uid, asked=Said(at="2026-11-22T09:00:00.000Z", text="Which size?"))
    old = msgspec.structs.replace(new, uid=uid(), asked=Said(at="2026-11-20T09:00:00.000Z", text="Which day?"))
    told = msgspec.structs.replace(new, uid=uid(), answered=Said(at="2026-11-22T10:00:00.000Z"))
    stale = msgspec.structs.replace(new, uid=uid(), handoff=closed.uid)
    day = agenda.agenda(book_of(PHOTOS, NORTH, out, closed, new, old, told, stale))
    assert [debt.about for debt in day.on_you] == [old, new]
    assert day.headline.questions == 2


def test_reviews_stand_oldest_delivery_first() -> None:
    new = handoff(PHOTOS, NORTH, state="delivered", first_delivered="2026-11-22T09:00:00.000Z")
    old = handoff(PHOTOS, NORTH, state="delivered", first_delivered="2026-11-20T09:00:00.000Z")
    assert [debt.about for debt in agenda.on_you(book_of(PHOTOS, NORTH, new, old))] == [old, new]


def test_what_is_accepted_and_unpaid_is_to_pay_oldest_acceptance_first() -> None:
    price = Price(amount="10.00", currency="USD")
    new = handoff(PHOTOS, NORTH, state="accepted", price=price, accepted="2026-11-22T09:00:00.000Z")
    old = handoff(PHOTOS, NORTH, state="accepted", price=price, accepted="2026-11-20T09:00:00.000Z")
    free = handoff(PHOTOS, NORTH, state="accepted")
    debts = agenda.on_you(book_of(PHOTOS, NORTH, new, old, free))
    assert [(debt.kind, debt.about) for debt in debts] == [("pay", old), ("pay", new)]


def test_access_is_to_revoke_when_its_day_has_come_or_the_work_is_over() -> None:
    out, over = handoff(PHOTOS, NORTH), handoff(PHOTOS, NORTH, state="closed")
    kinds = {
        "today": (out.uid, "2026-11-23"), "tomorrow": (out.uid, "2026-11-24"), "open": (out.uid, None),
        "over": (over.uid, None), "own": (None, "2026-11-01"),
    }  # fmt: skip
    grants = [
        Access(uid=uid(), contractor=NORTH.uid, system=name, handoff=on, revoke_by=by)
        for name, (on, by) in kinds.items()
    ]
    gone = Access(uid=uid(), contractor=NORTH.uid, system="gone", handoff=over.uid, revoked="2026-11-20")
    debts = agenda.on_you(book_of(PHOTOS, NORTH, out, over, *grants, gone))
    assert [getattr(debt.about, "system", "") for debt in debts] == ["today", "over", "own"]


def test_a_check_stands_only_where_no_section_above_has_its_handoff() -> None:
    today = "2026-11-23"
    plain, tomorrow = handoff(PHOTOS, SOUTH, next_check=today), handoff(PHOTOS, SOUTH, next_check="2026-11-24")
    late = handoff(PHOTOS, NORTH, next_check=today, due=LATE)
    due_now = handoff(PHOTOS, NORTH, next_check=today, due=today)
    review = handoff(PHOTOS, NORTH, next_check=today, state="delivered")
    draft = handoff(PHOTOS, NORTH, next_check=today, state="drafted", updated="2026-11-23T08:00:00.000Z")
    day = agenda.agenda(book_of(PHOTOS, NORTH, SOUTH, plain, tomorrow, late, due_now, review, draft))
    assert day.checks == [plain]


def test_leaks_stand_by_reason_then_most_days_then_due() -> None:
    def sent(at: str, due_on: str) -> Handoff:
        return handoff(PHOTOS, NORTH, state="sent", sent=Sent(at=at), due=due_on)

    later, sooner = sent("2026-11-19T09:00:00.000Z", "2026-12-04"), sent("2026-11-19T09:00:00.000Z", "2026-12-01")
    oldest = sent("2026-11-17T09:00:00.000Z", "2026-12-20")
    bare = handoff(PHOTOS, NORTH, next_check=None)
    day = agenda.agenda(book_of(PHOTOS, NORTH, later, sooner, oldest, bare))
    assert [leak.uid for leak in day.leaks] == [oldest.uid, sooner.uid, later.uid, bare.uid]


def test_the_owners_tasks_overdue_first_then_the_urgent_of_today() -> None:
    today = "2026-11-23"
    normal, urgent = task("Normal", due=today), task("Urgent", due=today, state="mine", priority="high")
    late = task("Late", due=LATE, state="mine")
    back = task("Back", due=today, state="later", defer_until=today)
    away = task("Away", due=today, state="later", defer_until="2026-11-24")
    out, ahead = task("Out", due=today, state="delegated"), task("Ahead", due="2026-11-24")
    book = book_of(normal, urgent, late, back, away, out, ahead, task("Undated"))
    assert [t.title for t in plate.due_now(book)] == ["Late", "Urgent", "Normal", "Back", "Away"]


def test_a_due_of_a_zone_far_ahead_is_not_missed() -> None:
    when = "2026-11-25T00:30[Pacific/Kiritimati]"
    book = book_of(task("Call", due=when), now=moment("2026-11-24T10:00:00+00:00", "-11"))
    assert book.today.isoformat() == "2026-11-23"
    assert [t.title for t in plate.due_now(book)] == ["Call"]
