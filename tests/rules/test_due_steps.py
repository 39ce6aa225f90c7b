"""What is said now: once a step, not in quiet hours, together in one summary; and the two clocks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Invoice, InvoiceLine, Payment, Price, Sent, Settings
from delegator_tui.rules.handoffs.clocks import Clocks, clocks
from delegator_tui.rules.reminders.ladder import Step, all_steps, due_steps, next_step
from delegator_tui.rules.reminders.summary import say_step, summary
from tests.making import book_of, contractor, handoff, moment, owed, task, uid, with_owed
from tests.rules.situations import Case, access, at, away, case, events, instant, question

ON_TIME = ("11-23 11:00 acknowledged", "11-26 11:00 on track", "12-02 11:00 on track", "12-08 11:00 on track")
BILL = Invoice(uid=uid(), contractor="here", due="2026-12-17", lines=(InvoiceLine(handoff="here", amount="400"),))


def seen_at(made: Case, now: str, zone: str = "UTC") -> Book:
    return made.book.at(moment(at(now), zone))


def names(steps: list[Step]) -> list[str]:
    return [step.step for step in steps]


def five_minutes(book: Book, first: str, last: str, stamps: dict[str, str]) -> list[tuple[str, dt.datetime]]:
    """Ask every five minutes from one instant to another, stamping what is said; return it."""
    now, said = instant(first), []
    while now <= instant(last):
        for step in due_steps(book.at(moment(now.isoformat())), stamps):
            stamps[step.key] = now.isoformat()
            said.append((step.step, now))
        now += dt.timedelta(minutes=5)
    return said


def test_asked_every_five_minutes_for_a_week_each_step_is_said_once() -> None:
    made = case("12-11 12:00", *ON_TIME)
    said = five_minutes(made.book, "12-11 12:00", "12-18 18:00", {})
    assert said == [
        ("late 1", instant("12-14 09:00")), ("late 2", instant("12-16 09:00")), ("decide", instant("12-18 09:00"))
    ]  # fmt: skip


def test_due_today_is_never_said() -> None:
    made = case("12-11 12:00", *ON_TIME)
    step = next_step(made.handoff, made.book)
    assert step
    assert step.silent
    assert due_steps(made.book, {}) == []


def test_three_days_asleep_say_only_what_counts_now() -> None:
    made = case("12-16 20:00", *ON_TIME)
    assert names(due_steps(made.book, {})) == ["late 2"]


@pytest.mark.parametrize(
    ("now", "zone"),
    [
        ("12-16 09:05", "America/New_York"), ("12-16 09:05", "Asia/Tokyo"), ("12-16 08:00", "UTC"),
        ("12-15 09:00", "UTC"), ("12-14 12:00", "UTC"),
    ],
)  # fmt: skip
def test_another_zone_or_a_clock_put_back_says_nothing_again(now: str, zone: str) -> None:
    made = case("12-16 09:05", *ON_TIME)
    stamps = {step.key: at("12-16 09:05") for step in due_steps(made.book, {})}
    assert stamps
    assert due_steps(seen_at(made, now, zone), stamps) == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tokyo"])
@pytest.mark.parametrize("accepted", ["12-10 02:00", "12-10 22:00"])
def test_a_payment_or_an_access_whose_day_is_another_one_elsewhere_is_not_said_again(accepted: str, zone: str) -> None:
    made = case(
        "12-24 21:00", f"{accepted} accepted", state="accepted", accepted=at(accepted), next_move="owner",
        price=Price(amount="400", currency="USD"), more=(access(),),
    )  # fmt: skip
    said = due_steps(made.book, {})
    assert {step.step for step in said} >= {"access"}
    assert len(said) == 2
    stamps = {step.key: at("12-24 21:00") for step in said}
    for now in ("12-24 21:05", "12-24 09:05"):
        assert due_steps(seen_at(made, now, zone), stamps) == []


def test_a_clock_that_was_years_ahead_keeps_nothing_from_being_said() -> None:
    made = case("12-14 09:05", *ON_TIME, "2029-01-01 09:00 nudged step=late_1", "2029-01-01 09:00 on track")
    ahead = due_steps(seen_at(made, "2028-12-29 12:00"), {})
    stamps = {step.key: at("2028-12-29 12:00") for step in ahead}
    assert names(ahead) == ["decide"]
    assert names(due_steps(made.book, stamps)) == ["late 1"]


@pytest.mark.parametrize(
    ("now", "said"), [("12-14 19:59", 1), ("12-14 20:00", 0), ("12-15 07:59", 0), ("12-15 08:00", 1)]
)
def test_nothing_is_said_in_the_owners_quiet_hours(now: str, said: int) -> None:
    made = case(now, *ON_TIME, own={"quiet_hours": "20-8"})
    assert len(due_steps(made.book, {})) == said


def test_quiet_hours_all_day_are_none() -> None:
    assert due_steps(case("12-14 12:00", *ON_TIME, own={"quiet_hours": "0-24"}).book, {})


def test_nothing_is_said_while_the_owner_is_away_and_it_is_when_they_are_back() -> None:
    made = case("12-14 12:00", *ON_TIME, own={"away": away("12-14", "12-15")})
    assert due_steps(made.book, {}) == []
    assert names(due_steps(seen_at(made, "12-16 12:00"), {})) == ["late 2"]


def test_a_snooze_is_over_at_its_time_and_then_it_is_said_once_more() -> None:
    put_off = "12-14 09:30 snoozed until=2026-12-14T15:00:00Z"
    made = case("12-14 09:00", *ON_TIME)
    stamps = {step.key: at("12-14 09:00") for step in due_steps(made.book, {})}
    later = case("12-14 14:59", *ON_TIME, put_off)
    same = {key.replace(made.handoff.uid, later.handoff.uid): when for key, when in stamps.items()}
    assert due_steps(later.book, same) == []
    said = due_steps(seen_at(later, "12-14 15:00"), same)
    assert names(said) == ["late 1"]
    assert due_steps(seen_at(later, "12-14 16:00"), same | {said[0].key: at("12-14 15:00")}) == []


@pytest.mark.parametrize(
    ("now", "told", "fields"),
    [
        ("12-11 12:00", ("12-08 11:00 delivered",), {"state": "delivered"}),
        ("12-11 12:00", (), {"more": (question("12-10 09:00"),)}),
        ("12-14 12:00", (), {"state": "accepted", "accepted": at("12-09 12:00"), "more": (BILL,)}),
        ("12-14 12:00", ("12-09 12:00 closed",), {"state": "closed", "more": (access(),)}),
    ],
)  # fmt: skip
def test_a_snooze_made_while_it_was_theirs_puts_off_nothing_that_waits_on_the_owner_later(
    now: str, told: tuple[str, ...], fields: dict[str, Any]
) -> None:
    early, late = "12-08 10:00 snoozed until=2026-12-30T09:00:00Z", f"{now} snoozed until=2026-12-30T09:00:00Z"
    fields = {"next_move": "owner", **fields}
    plain = names(due_steps(case(now, *ON_TIME, *told, **fields).book, {}))
    assert len(plain) == 1
    assert names(due_steps(case(now, *ON_TIME, early, *told, **fields).book, {})) == plain
    assert due_steps(case(now, *ON_TIME, *told, late, **fields).book, {}) == []


def test_after_a_new_date_the_same_step_is_said_again() -> None:
    made = case("12-17 09:00", *ON_TIME, "12-14 10:00 later promised=2026-12-16", promised="2026-12-16")
    first = case("12-14 09:00", *ON_TIME)
    key = due_steps(first.book, {})[0].key.replace(first.handoff.uid, made.handoff.uid)
    assert names(due_steps(made.book, {key: at("12-14 09:00")})) == ["late 1"]


def test_undone_events_count_for_nothing() -> None:
    made = case("12-14 12:00", *ON_TIME)
    nudged = msgspec.structs.replace(events(made.handoff.uid, "12-14 10:00 nudged step=late_1")[0], undone_by=9)
    book = made.book.put({"events": [(nudged.uid, nudged, False)]}, 2)
    assert names(due_steps(book, {})) == ["late 1"]


def several(now: str, count: int, *told: str, **fields: Any) -> Book:
    """A book with one contractor and several handoffs like those of a case."""
    by = contractor(email="mira@example.com")
    records: list[Any] = [by, Settings(uid=uid())]
    for n in range(count):
        job = task(f"Job {n}")
        made = {"due": "2026-12-11", "sent": Sent(at=at("11-23 10:00")), "updated": at("11-20 09:00")} | fields
        out = handoff(job, by, **made)
        records += [job, out, *events(out.uid, "11-23 10:00 handed off", *told)]
    return book_of(*records, now=moment(at(now)))


def test_who_was_nudged_today_on_one_thing_is_not_to_be_nudged_on_another() -> None:
    book = several("12-14 10:00", 2, *ON_TIME)
    first, second = book.open_handoffs
    assert len(due_steps(book, {})) == 2
    nudged = events(first.uid, "12-14 09:30 nudged step=late_1")[0]
    book = book.put({"events": [(nudged.uid, nudged, False)]}, 2)
    assert due_steps(book, {}) == []
    step = next_step(second, book)
    assert step
    assert (step.step, step.at) == ("late 1", instant("12-15 09:00"))


def test_the_first_of_what_is_owed_counts() -> None:
    by, job = contractor(), task()
    out = handoff(job, by, due="2026-12-11", sent=Sent(at=at("11-23 10:00")))
    early, late = owed(out, "Draft", due="2026-11-27"), owed(out, "Final", due="2026-12-11")
    out = with_owed(out, early, late)
    told = events(out.uid, "11-23 10:00 handed off", "11-26 10:00 on track")
    now = moment(at("11-30 09:00"))
    assert names(due_steps(book_of(by, job, out, early, late, *told, now=now), {})) == ["late 1"]
    came = msgspec.structs.replace(early, state="delivered", first_delivered=at("11-27 10:00"))
    told += events(out.uid, "11-27 10:00 delivered a part")
    assert due_steps(book_of(by, job, out, came, late, *told, now=now), {}) == []


def test_imported_work_without_events_has_a_ladder_too() -> None:
    by, job = contractor(email="a@example.com"), task()
    out = handoff(job, by, due="2026-11-20", sent=None)
    assert names(due_steps(book_of(by, job, out), {})) == ["late 1"]
    assert names(due_steps(book_of(job, msgspec.structs.replace(out, contractor=None)), {})) == ["late 1"]


@pytest.mark.parametrize("due", ["0001-01-01", "9999-12-31", "1900-01-01T00:00[Europe/London]"])
def test_the_ends_of_the_calendar_have_no_ladder_and_do_no_harm(due: str) -> None:
    invoice = Invoice(uid=uid(), contractor="here", lines=(InvoiceLine(handoff="here", amount="1"),), due=due)
    for state in ("working", "sent", "delivered", "accepted", "drafted"):
        made = case("12-14 12:00", due=due, promised=due, state=state, more=(invoice, access(revoke_by=due)),
                    price=Price(amount="1", currency="USD"), next_check=due, updated=at("12-11 09:00"))  # fmt: skip
        assert isinstance(due_steps(made.book, {}), list)
        assert isinstance(summary(all_steps(made.book), made.book), list)


# ---- the owner's own


def test_two_questions_are_two_debts() -> None:
    made = case("11-27 12:00", "11-23 11:00 acknowledged", next_move="owner",
                more=(question("11-26 10:00"), question("11-26 11:00")))  # fmt: skip
    assert names(due_steps(made.book, {})) == ["question", "question"]


def test_access_is_said_a_day_after_its_handoff_ended() -> None:
    told = ("12-10 12:00 accepted", "12-10 13:00 closed")
    made = case("12-11 08:00", *told, state="closed", next_move=None, more=(access(),))
    assert due_steps(made.book, {}) == []
    said = due_steps(seen_at(made, "12-11 09:00"), {})
    assert [(step.step, step.message) for step in said] == [("access", "ending")]
    assert say_step(said[0], made.book) == "Revoke the shop from Northlight Photo"


def test_access_with_a_day_of_its_own_is_said_a_day_after_it() -> None:
    made = case(
        "12-01 12:00", "11-23 11:00 acknowledged", "11-30 11:00 on track", more=(access(revoke_by="2026-12-01"),)
    )
    assert "access" not in names(due_steps(made.book, {}))
    assert "access" in names(due_steps(seen_at(made, "12-02 09:00"), {}))
    without = case("12-20 12:00", "11-23 11:00 acknowledged", more=(access(),))
    assert "access" not in names(all_steps(without.book))


def test_a_paid_invoice_is_no_debt_and_of_two_the_unpaid_one_is() -> None:
    def invoice(due: str) -> Invoice:
        return Invoice(uid=uid(), contractor="here", lines=(InvoiceLine(handoff="here", amount="200"),), due=due)

    deposit = Payment(uid=uid(), amount="200", currency="USD", on="2026-11-24", handoff="here", kind="deposit")
    paid: dict[str, Any] = {"price": Price(amount="400", currency="USD"), "payments": (deposit.uid,)}
    first, second = invoice("2026-11-30"), invoice("2026-12-18")
    one = case("12-14 12:00", *ON_TIME, more=(first, deposit), **paid)
    assert "pay late" not in names(all_steps(one.book))
    two = case("12-15 12:00", *ON_TIME, more=(first, second, deposit), **paid)
    assert "pay before" in names(due_steps(two.book, {}))


def test_a_review_is_not_said_twice_a_day_when_the_owner_looks_early() -> None:
    made = case("12-16 08:00", *ON_TIME, "12-10 11:00 delivered", state="delivered", next_move="owner")
    assert [when for _, when in five_minutes(made.book, "12-16 08:00", "12-17 12:00", {})] == [
        instant("12-16 08:00"), instant("12-17 09:00")
    ]  # fmt: skip


# ---- the summary


def test_at_most_three_are_said_and_the_rest_are_counts() -> None:
    book = several("12-14 12:00", 6, state="drafted", next_move="owner")
    lines = summary(due_steps(book, {}), book)
    assert lines == [
        "Send or drop the draft Job 0", "Send or drop the draft Job 1", "Send or drop the draft Job 2",
        "and 3 more to send",
    ]  # fmt: skip


def test_nudges_to_one_contractor_are_one_line() -> None:
    book = several("12-14 12:00", 4, *ON_TIME)
    assert summary(due_steps(book, {}), book) == ["Nudge Northlight Photo on 4 things: Job 0, Job 1 and 2 more"]
    one = several("12-14 12:00", 1, *ON_TIME)
    assert summary(due_steps(one, {}), one) == ["Nudge Northlight Photo: Job 0, 3 d late"]


def test_what_others_wait_for_comes_first() -> None:
    made = case("12-18 12:00", *ON_TIME, next_move="owner", more=(question("12-10 10:00"),))
    lines = summary([*all_steps(case("12-18 12:00", *ON_TIME).book), *due_steps(made.book, {})], made.book)
    assert lines[0] == "Northlight Photo waits for your answer on Glaze range photos"


def test_nothing_due_is_no_line() -> None:
    assert summary([], several("12-14 12:00", 0)) == []


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ("Review Glaze range photos from Northlight Photo", {"state": "delivered", "next_move": "owner"}),
        ("Your move on Glaze range photos: Northlight Photo waits", {"next_move": "owner"}),
        ("Check on Glaze range photos: a third party has it", {"next_move": "third"}),
        ("Send or drop the draft Glaze range photos", {"state": "drafted", "updated": at("11-23 09:00")}),
        ("Nudge Northlight Photo: Glaze range photos, brief not confirmed", {"state": "sent", "due": "2026-12-31"}),
        ("Decide on Glaze range photos, 9 d late: extend, cut scope, reassign or end", {"due": "2026-11-27"}),
        ("Glaze range photos is due today from Northlight Photo", {"due": "2026-12-06"}),
        ("Pay $400 to Northlight Photo for Glaze range photos, 2 d late",
         {"state": "accepted", "accepted": at("11-20 09:00"), "price": Price(amount="400", currency="USD")}),
    ],
)  # fmt: skip
def test_a_step_is_one_sentence(said: str, fields: dict[str, Any]) -> None:
    now = "11-25 09:00" if fields.get("state") == "sent" else "12-06 12:00"
    made = case(now, **fields)
    step = next_step(made.handoff, made.book)
    assert step
    assert say_step(step, made.book) == said


# ---- the two clocks


@pytest.mark.parametrize(
    ("told", "fields", "expected"),
    [
        ((), {}, Clocks(14, 0)),
        (("11-27 10:00 asks", "12-01 10:00 answered"), {}, Clocks(12, 2)),
        (("11-27 10:00 asks", "11-30 10:00 asks", "12-01 10:00 answered"), {"next_move": "owner"}, Clocks(4, 10)),
        (("12-08 10:00 delivered",), {"state": "delivered", "next_move": "owner"}, Clocks(11, 3)),
        (("12-08 10:00 delivered", "12-09 10:00 asks", "12-10 10:00 answered"),
         {"state": "delivered", "next_move": "owner"}, Clocks(11, 3)),
        (("12-01 10:00 delivered", "12-03 10:00 returned"), {"state": "returned"}, Clocks(12, 2)),
        (("12-01 10:00 delivered", "12-03 10:00 accepted", "12-04 10:00 closed"),
         {"state": "closed", "next_move": None}, Clocks(6, 3)),
        (("12-01 10:00 on track",), {"next_move": "third"}, Clocks(0, 0)),
    ],
)  # fmt: skip
def test_two_clocks_count_working_days(told: tuple[str, ...], fields: dict[str, Any], expected: Clocks) -> None:
    made = case("12-11 12:00", *told, **fields)
    assert clocks(made.handoff, made.book) == expected


def test_the_clocks_know_their_week_and_times_away() -> None:
    made = case("12-11 12:00", who={"working_days": (0,), "away": away("11-30", "12-01")})
    assert clocks(made.handoff, made.book) == Clocks(1, 0)


def test_imported_work_has_clocks_from_its_record() -> None:
    def of(**fields: Any) -> Clocks:
        out: Handoff = handoff(task(), sent=Sent(at=at("11-16 12:00")), **fields)
        by: Contractor = contractor()
        return clocks(out, book_of(out, by))

    assert of() == Clocks(5, 0)
    assert of(state="delivered", next_move="owner", first_delivered=at("11-19 12:00")) == Clocks(3, 2)
