"""The book: one frozen picture, compared by version and moment, shared where nothing changed."""

from __future__ import annotations

import msgspec
import pytest

from delegator_tui.model.book import PROFILE, Book, empty_book
from delegator_tui.model.records import TABLES, Event, Payment, Question, Said, Settings, Task, is_open
from tests.making import book_of, contractor, handoff, moment, owed, task, uid, with_owed


def test_an_empty_book_has_every_table_and_the_profile_of_nobody() -> None:
    book = empty_book(moment())
    assert list(book.everything()) == []
    assert (book.settings, book.version) == (PROFILE, 0)
    assert all(not book.table(table).open for table in TABLES)


def test_books_are_compared_by_version_and_moment() -> None:
    book = empty_book(moment())
    assert book == empty_book(moment())
    assert hash(book) == hash(empty_book(moment()))
    assert book != empty_book(moment("2026-11-23T09:00:01+00:00"))
    assert book != book.put({"tasks": []}, 1)
    assert book != "book"


def test_put_shares_the_tables_that_did_not_change() -> None:
    photos = task()
    book = book_of(photos, contractor())
    after = book.put({"tasks": [(photos.uid, None, False)]}, 2)
    assert after.contractors is book.contractors
    assert (len(book.tasks.open), len(after.tasks.open), after.version) == (1, 0, 2)


def test_put_passes_over_a_table_that_this_version_does_not_know() -> None:
    assert book_of().put({"reminders": [("x", None, True)]}, 5).version == 5


def test_another_moment_shares_everything_else() -> None:
    book = book_of(task())
    tomorrow = book.at(moment("2026-11-24T09:00:00+00:00"))
    assert tomorrow.tasks is book.tasks
    assert (tomorrow.today.isoformat(), book.today.isoformat()) == ("2026-11-24", "2026-11-23")


def test_another_moment_keeps_what_was_found_that_no_moment_changes() -> None:
    book = book_of(photos := task(), handoff(photos))
    found = (book.events_by_record, book.open_handoffs, book.once(lambda asked: asked.today))
    later = book.at(moment("2026-11-24T09:00:00+00:00"))
    assert (later.events_by_record, later.open_handoffs) == found[:2]
    assert later.events_by_record is found[0]
    assert later.once(lambda asked: asked.today) != found[2]


def test_today_is_the_owners_date() -> None:
    assert book_of(now=moment("2026-11-23T12:00:00+00:00", "+14")).today.isoformat() == "2026-11-24"


def test_open_handoffs_are_those_from_drafted_to_returned() -> None:
    photos = task(state="delegated")
    states = ("drafted", "sent", "acknowledged", "working", "delivered", "returned", "accepted", "closed", "cancelled")
    book = book_of(photos, *(handoff(photos, state=state) for state in states))
    assert [h.state for h in book.open_handoffs] == list(states[:6])
    assert {h.state for h in book.handoffs.open.values()} == set(states[:7])


def test_a_task_finds_its_live_handoff_only() -> None:
    photos, film = task("Photos"), task("Film")
    ended, live = handoff(photos, state="taken_back"), handoff(photos, state="sent")
    book = book_of(photos, film, ended, live, handoff(film, state="closed"))
    assert book.handoffs_by_task == {photos.uid: live}


def test_questions_are_found_by_handoff_until_they_are_answered() -> None:
    out = handoff(task())
    first = Question(uid=uid(), handoff=out.uid, asked=Said(at="2026-11-20T09:00:00.000Z", text="Which size?"))
    second = msgspec.structs.replace(first, uid=uid())
    told = msgspec.structs.replace(first, uid=uid(), answered=Said(at="2026-11-21T09:00:00.000Z", text="A4"))
    assert book_of(out, first, told, second).questions_by_handoff == {out.uid: [first, second]}


def test_a_story_leaves_out_what_was_undone_and_is_told_in_order() -> None:
    late = Event(uid=uid(), at="2026-11-22T09:00:00.000Z", what="delivered", record="h")
    early = Event(uid=uid(), at="2026-11-20T09:00:00.000Z", what="handed off", record="h")
    undone = Event(uid=uid(), at="2026-11-21T09:00:00.000Z", what="started", record="h", undone_by=9)
    book = book_of(late, undone, early)
    assert book.events_by_record == {"h": [early, late]}


def test_a_handoff_is_called_what_its_task_is_called() -> None:
    photos, north = task("Photos"), contractor("Northlight Photo")
    out = handoff(photos, north)
    book = book_of(photos, north, out)
    assert (book.title(out), book.name(out.contractor), book.name(None)) == ("Photos", "Northlight Photo", "")
    assert book_of(out).title(out) == "(task missing)"


def test_what_is_owed_and_paid_comes_in_the_order_of_the_handoff() -> None:
    out = handoff(task())
    one, two = owed(out, "One"), owed(out, "Two", state="accepted")
    part = Payment(uid=uid(), amount="50.00", currency="USD", on="2026-11-20", handoff=out.uid)
    rest = msgspec.structs.replace(part, uid=uid(), amount="70.00")
    out = msgspec.structs.replace(with_owed(out, two, one), payments=(rest.uid, part.uid, "gone"))
    book = book_of(out, one, two, part, rest)
    assert book.owed_in(out) == (two, one)
    assert book.paid_for(out) == (rest, part)


def test_the_settings_are_the_one_record_there_is() -> None:
    own = Settings(uid=uid(), home_currency="CAD")
    assert book_of(own).settings.home_currency == "CAD"


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("tasks", {}, True), ("tasks", {"state": "later"}, True), ("tasks", {"state": "done"}, False),
        ("tasks", {"state": "dropped"}, False), ("handoffs", {}, True), ("handoffs", {"state": "accepted"}, True),
        ("handoffs", {"state": "closed"}, False), ("handoffs", {"state": "reassigned"}, False),
        ("deliverables", {}, True), ("deliverables", {"state": "delivered"}, True),
        ("deliverables", {"state": "waived"}, False), ("contractors", {}, True),
        ("contractors", {"status": "bench"}, True), ("contractors", {"status": "ended"}, False),
        ("questions", {}, True), ("questions", {"answered": {"at": ""}}, False), ("access", {}, True),
        ("access", {"revoked": "2026-11-20"}, False), ("settings", {}, True), ("events", {}, False),
        ("payments", {}, False), ("invoices", {}, False), ("something later", {}, False),
    ],
)  # fmt: skip
def test_which_rows_are_open(table: str, row: dict[str, object], expected: bool) -> None:
    assert is_open(table, row) is expected


def test_a_reader_of_today_passes_over_fields_of_later_versions() -> None:
    row = {"uid": "u", "title": "Photos", "mood": "sunny"}
    assert msgspec.convert(row, Task) == Task(uid="u", title="Photos")


def test_a_question_on_one_thing_is_answered_once_and_anew_for_one_that_changed() -> None:
    asked: list[str] = []

    def title(each: Task, _: Book) -> str:
        asked.append(each.title)
        return each.title

    photos = task("Photos")
    book = book_of(photos)
    assert [book.once_on(title, photos, photos.uid) for _ in range(2)] == ["Photos", "Photos"]
    changed = msgspec.structs.replace(photos, title="Films")
    assert book.once_on(title, changed, photos.uid) == "Films"
    assert asked == ["Photos", "Films"]
