"""A machine's clock behind the book, far ahead, or at the end of time: no view or text ends, nothing is negative."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from delegator_tui.clock import make_clock
from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.errors import Refused, WrongUsage
from delegator_tui.exchange import calendar, objects
from delegator_tui.exchange.export import csv_rows, export_json
from delegator_tui.model.book import Book
from delegator_tui.model.moment import FIRST, LAST, Moment
from delegator_tui.model.records import Handoff, Span, Task
from delegator_tui.rules.away import notice, plan, report
from delegator_tui.rules.contractors import people
from delegator_tui.rules.followup import asking
from delegator_tui.rules.handoffs import clocks, leaks
from delegator_tui.rules.messages import chase, digest, letters, mails
from delegator_tui.rules.records import available, story
from delegator_tui.rules.records.event_words import event_words
from delegator_tui.rules.reminders import change, ladder, remind, summary
from delegator_tui.rules.review import steps  # fmt: skip
from delegator_tui.rules.today import agenda, sections
from tests.making import StandingClock, add_contractor, desk_at, sent, zone
from tests.sample import bring_in

MADE = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
WRONG = [
    ("2026-11-23T08:58:00+00:00", "UTC"), ("2026-11-22T09:00:00+00:00", "UTC"), ("2022-11-23T09:00:00+00:00", "UTC"),
    ("2026-11-23T09:00:00+00:00", "Pacific/Pago_Pago"), ("2026-11-23T09:00:00+00:00", "Pacific/Kiritimati"),
    ("2030-01-01T00:00:00+00:00", "UTC"), ("2000-02-29T12:00:00+00:00", "UTC"), ("2038-01-19T03:14:08+00:00", "UTC"),
    (FIRST.isoformat(), "Pacific/Pago_Pago"), (FIRST.isoformat(), "UTC"),
    (LAST.isoformat(), "Pacific/Kiritimati"), (LAST.isoformat(), "Europe/London"),
]  # fmt: skip
LIVED = [
    "2030-01-01T00:00:00+00:00",
    "1970-01-02T00:00:00+00:00",
    "9999-12-31T23:59:59+00:00",
    "0001-01-01T00:00:00+00:00",
]
"""Clocks at which something was saved, before the clock was set right."""
NEGATIVE = re.compile(r"(?<![\w.,:$€£-])[-\u2212]\d+(?:\.\d+)? ?(?:d|h|m|min|w|y|days?|hours?|weeks?|working)\b|in -\d")


def live(desk: Desk) -> None:
    """Have something happen to every handoff and to a task, one handed off just now, a time away planned."""
    desk.away.plan(Span(start="2026-12-05", end="2026-12-12"))
    for number, handoff in enumerate(list(desk.book.open_handoffs)):
        happen(desk, handoff.uid, number)
    desk.settings.change({"mail_host": "smtp.example.com", "mail_from": "me@example.com", "mail_to": "me@example.com"})
    task = desk.tasks.capture("Water the plants every mon due mon >Northlight")[0]
    desk.tasks.done(task)
    sent(desk, "Just handed off")


def happen(desk: Desk, uid: str, number: int) -> None:
    verbs: list[Callable[[], object]] = [
        lambda: desk.handoffs.heard(uid, "asks", "why?"),
        lambda: desk.reminders.snooze(uid, "2026-12-20"),
        lambda: desk.handoffs.heard(uid, "later", "", promised="2026-12-24"),
        lambda: desk.handoffs.deliver(uid),
        lambda: desk.handoffs.invoice(uid),
        lambda: desk.handoffs.pay(uid),
        lambda: desk.handoffs.heard(uid, "no answer", ""),
    ]
    for verb in verbs[number % 3 :: 2]:
        with contextlib.suppress(Refused):
            verb()


def told(book: Book) -> Iterator[str]:
    """Everything that views, commands and files tell of a book, as text."""
    day = agenda.agenda(book)
    yield agenda.say_headline(day.headline) + agenda.say_status(day.headline)
    for section in sections.sections(day, book):
        yield from (" ".join(map(str, item[:6])) for item in section.items)
    yield from (str(each) for each in leaks.all_leaks(book))
    for table in ("tasks", "handoffs", "contractors", "messages"):
        for record in book.table(table).all():
            yield from (part.text for part in story.story(record, book))
            yield repr(available.steps(record, book))
            yield json.dumps(objects.anything(table, record, book)) if table != "messages" else ""
    yield from (sections.task_item(task, book).lead for task in book.tasks.all())
    for handoff in book.handoffs.all():
        yield of_handoff(handoff, book)
    for events in book.events_by_record.values():
        yield from (event_words(event, book, events[n:]) for n, event in enumerate(events, 1))
    yield from of_people(book)
    yield f"{steps.week_steps(book)}"
    yield f"{change.next_change(book)} {change.changes_between(book, book)} {remind.next_look(book)}"
    yield from of_files(book)


def of_handoff(handoff: Handoff, book: Book) -> str:
    both = clocks.clocks(handoff, book)
    assert min(*both, clocks.waits_on_you(handoff, book)) >= 0
    letter = letters.nudge_letter(handoff, book)
    item = sections.handoff_item(handoff, book)
    return f"{item.lead} {item.note} {asking.turn(handoff, book)} {letter and letter.message.body}"


def of_people(book: Book) -> Iterator[str]:
    for each in book.contractors.all():
        yield f"{people.free_hours(each, book)} {letters.say_last(each.uid, book)} {chase.held(each.uid, book)}"
    for letter in letters.chase_letters(book):
        yield f"{letter.why} {letter.held} {letter.message.subject} {letter.message.body}"
    yield from (summary.say_step(step, book) for step in ladder.all_steps(book))
    yield from summary.summary(remind.to_say(book), book)
    yield digest.digest(book).body if book.settings.mail else ""
    yield from (mails.say_mail(mail, book) for mail in book.messages.all())
    span = Span(start="2026-12-05", end="2026-12-12")
    yield from (each.message.body for each in notice.notices(span, book))
    yield f"{len(plan.plan(span, book).due)} {len(report.report(span, book).waits)}"
    yield str(report.last_away(book))


def of_files(book: Book) -> Iterator[str]:
    yield calendar.calendar(book, everything=True).decode()
    yield json.dumps(export_json(book))
    for kind in ("tasks", "handoffs", "contractors"):
        yield from (" ".join(row) for row in csv_rows(kind, book))


def check(book: Book) -> None:
    """Fail with what is negative."""
    wrong = [found.group() + "  in  " + text[:200] for text in told(book) if (found := NEGATIVE.search(text))]
    assert not wrong, "\n".join(wrong[:10])


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The sample book after a busy hour."""
    desk = desk_at(tmp_path_factory.mktemp("lived") / "delegator.json", StandingClock(MADE))
    bring_in(desk)
    live(desk)
    list(desk.book.everything())
    desk.store.close(compact=False)
    return desk.book


@pytest.mark.parametrize(("at", "where"), WRONG)
def test_nothing_is_negative_and_nothing_ends_by_a_wrong_clock(lived: Book, at: str, where: str) -> None:
    check(lived.at(Moment(dt.datetime.fromisoformat(at), zone(where))))


@pytest.mark.parametrize("at", LIVED)
@pytest.mark.parametrize("where", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_what_was_saved_by_a_wrong_clock_is_told_by_the_right_one(tmp_path: Path, at: str, where: str) -> None:
    clock = StandingClock(MADE)
    desk = desk_at(tmp_path / "delegator.json", clock, where)
    ann = add_contractor(desk, "Ann", email="ann@example.com")
    made = [desk.tasks.capture(f"Task {n} due 4 dec")[0] for n in range(6)]
    out = [desk.handoffs.hand_off(uid, HandoffDraft(contractor=ann, due="2026-12-04")).uid for uid in made[:3]]
    clock.now = dt.datetime.fromisoformat(at)
    desk._session.moment = lambda _: Moment(clock(), dt.UTC)
    desk.handoffs.heard(out[0], "asks", "why?")
    desk.handoffs.deliver(out[1])
    desk.tasks.done(made[3])
    clock.now = MADE + dt.timedelta(hours=1)
    desk._session.moment = lambda _: Moment(clock(), zone(where))
    check(desk.tick())
    desk.undo()
    desk.handoffs.heard(out[2], "later", "", promised="2026-12-09")
    check(desk.tick())
    desk.store.close()
    again = desk_at(tmp_path / "delegator.json", clock, where)
    check(again.book)
    assert isinstance(again.book.tasks.get(made[4]), Task)


@pytest.mark.parametrize("start", ["9999-12-31T23:59:59+00:00", "3000-01-01T00:00:00Z", "1969-12-31T00:00:00Z",
                                   "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])  # fmt: skip
def test_a_clock_that_cannot_be_right_is_refused_with_a_sentence(start: str) -> None:
    with pytest.raises(WrongUsage) as caught:
        make_clock(start)
    said = f"DELEGATOR_NOW is “{start}”: set it to a day between 1970 and 2999, then try again."
    assert str(caught.value) == said


@pytest.mark.parametrize("start", [FIRST.isoformat(), "2999-12-30T23:59:59+00:00", "2026-11-23T09:00:00+00:00"])
def test_a_clock_within_those_years_is_taken(start: str) -> None:
    assert abs(make_clock(start)() - dt.datetime.fromisoformat(start)) < dt.timedelta(hours=1)


def test_a_clock_that_leaves_those_years_while_it_runs_stands_at_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = make_clock("2026-11-23T09:00:00+00:00")
    for seconds, at in ((4e11, LAST), (1e300, LAST), (-4e11, FIRST)):
        monkeypatch.setattr("delegator_tui.clock.time.time", lambda seconds=seconds: seconds)
        assert clock() == at
