"""The steps of the weekly review: what is in each, in which order, and which are done with."""

from __future__ import annotations

from typing import Any

from delegator_tui.model.book import Book
from delegator_tui.model.records import (
    Access,
    Invoice,
    InvoiceLine,
    Price,
    Question,
    Record,
    Said,
    Settings,
    WeekReview,
)
from delegator_tui.rules.review.steps import NAMES, first_left, had_something, say_reviewed, week_steps
from tests.making import FRIDAY, book_of, contractor, handoff, moment, task, uid

ANN = contractor("Ann")


def titles(book: Book, name: str) -> list[str]:
    """The titles in a step, each with its first word: ``5 d late: Photos``."""
    step = next(step for step in week_steps(book) if step.name == name)
    items = step.items(book)
    assert len({item.key for item in items}) == len(items) == len(step.rows)
    return [f"{item.lead}: {item.title}" for item in items]


def out(title: str, **fields: Any) -> tuple[Record, Record]:
    of = task(title, state="delegated")
    return of, handoff(of, ANN, **fields)


def test_the_steps_are_in_the_order_of_the_review() -> None:
    assert NAMES == ("inbox", "leaks", "on_you", "due", "overdue", "yours", "delivered", "unpaid", "access",
                     "hand_over")  # fmt: skip
    assert [step.name for step in week_steps(book_of())] == [*NAMES]


def test_an_empty_book_has_every_step_done() -> None:
    book = book_of()
    assert all(step.done and not step.ticked for step in week_steps(book))
    assert first_left(book) is None
    assert had_something(book) == []


def test_they_wait_for_the_owner_by_a_question_or_a_move_each_once() -> None:
    asked, moves = out("Film", next_move="owner"), out("Cards", next_move="owner")
    question = Question(uid=uid(), handoff=asked[1].uid, asked=Said(at="2026-11-22T09:00:00Z", text="Which?"))
    book = book_of(ANN, *asked, *moves, *out("Photos"), question)
    assert titles(book, "on_you") == ["question: Film", "your move: Cards"]


def test_what_is_due_within_seven_days_is_handoffs_and_own_tasks_by_date() -> None:
    book = book_of(
        ANN, *out("Late", due="2026-11-22"), *out("Today", due="2026-11-23"), *out("Last", due="2026-11-30"),
        *out("Far", due="2026-12-01"), *out("Draft", state="drafted"), *out("Here", state="delivered"),
        task("Bank", state="mine", due=FRIDAY), task("In the inbox", due=FRIDAY),
        task("Mail", state="later", due="2026-11-30T23:00[UTC]", defer_until="2026-11-29"),
        task("Late bank", state="mine", due="2026-11-20"), task("Done", state="done", due=FRIDAY),
    )  # fmt: skip
    found = [line.split(": ")[1] for line in titles(book, "due")]
    assert found == ["Today", "Bank", "Mail", "Last"]
    assert titles(book, "overdue") == ["1 d late: Late", "3 d late: Late bank"]


def test_no_task_of_the_owners_is_in_no_step() -> None:
    away = {"state": "later", "defer_until": "2027-01-04"}
    book = book_of(
        task("No date", state="mine", created="2026-11-11T09:00:00Z"), task("Bank", state="mine", due=FRIDAY),
        task("Away", **away), task("Away, due in it", due="2026-12-31", **away), task("Some day", state="later"),
        task("Away, due on Friday", due=FRIDAY, **away), task("In the inbox"), task("Out", state="delegated"),
    )  # fmt: skip
    assert titles(book, "yours") == [
        "no date, 12 d: No date",
        "Mon  4 Jan: Away",
        "Mon  4 Jan: Away, due in it",
        "some day: Some day",
    ]
    assert titles(book, "due") == ["Fri 27 Nov: Bank", "Fri 27 Nov: Away, due on Friday"]


def test_what_is_due_in_another_zone_is_counted_in_the_owners_days() -> None:
    one = task("Call", state="mine", due="2026-12-01T08:00[Asia/Tokyo]")
    assert titles(book_of(one), "due") == ["Mon 30 Nov: Call"]
    assert titles(book_of(one, now=moment(zone_name="Asia/Tokyo")), "due") == []


def test_unpaid_is_work_that_was_accepted_and_work_with_an_invoice() -> None:
    price = Price(amount="400", currency="USD")
    done = out("Photos", state="accepted", accepted="2026-11-20T09:00:00Z", price=price)
    billed, working = out("Film", price=price), out("Cards", price=price)
    line = InvoiceLine(handoff=billed[1].uid, amount="100")
    invoice = Invoice(uid=uid(), contractor=ANN.uid, lines=(line,), due="2026-11-20")
    book = book_of(ANN, *done, *billed, *working, invoice)
    assert titles(book, "unpaid") == ["3 d late: Film", "Fri  4 Dec: Photos"]


def test_access_is_named_by_its_system() -> None:
    closed = out("Photos", state="closed")
    grant = Access(uid=uid(), contractor=ANN.uid, handoff=closed[1].uid, system="the shop")
    book = book_of(ANN, *closed, grant)
    step = next(step for step in week_steps(book) if step.name == "access")
    assert [(item.title, item.note) for item in step.items(book)] == [("Photos", "the shop")]


def test_what_could_go_is_the_owners_with_an_intended_contractor_first_then_the_largest_then_the_first_due() -> None:
    book = book_of(
        ANN, task("Small", estimate_minutes=20), task("Large", state="mine", estimate_minutes=300),
        task("Soon", due=FRIDAY), task("Never"), task("Meant", state="later", contractor=ANN.uid),
        task("Mine alone", state="mine", only_me=True, estimate_minutes=900), task("Out", state="delegated"),
    )  # fmt: skip
    assert [line.split(": ")[1] for line in titles(book, "hand_over")] == ["Meant", "Large", "Small", "Soon", "Never"]


def test_a_step_is_done_when_it_is_ticked_or_empty() -> None:
    review = WeekReview(begun="2026-11-20T09:00:00Z", ticked=("inbox", "access"))
    book = book_of(Settings(uid=uid(), review=review), task("Photos"))
    assert [step.name for step in week_steps(book) if not step.done] == ["hand_over"]
    assert first_left(book) == NAMES.index("hand_over")
    assert had_something(book) == ["inbox", "access", "hand_over"]


def test_what_was_done_is_one_sentence() -> None:
    assert say_reviewed(6, book_of()) == "Reviewed the week: 6 of 10 steps had something; next Fri 27 Nov."
