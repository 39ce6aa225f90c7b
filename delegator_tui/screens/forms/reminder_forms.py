"""The forms of a reminder: put it off; and of the choice at the end of the ladder: cut what is owed."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff
from delegator_tui.model.states import OWED
from delegator_tui.rules.dates import dates, hours
from delegator_tui.rules.handoffs.history import times_put_off
from delegator_tui.rules.reminders.schedule import SNOOZES
from delegator_tui.screens.forms import asking
from delegator_tui.screens.forms.facts import opened_on
from delegator_tui.screens.forms.form import Answers, Field, Form
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.fields import Meaning, Understand, read_as, unread

TIMES = ("Not put off yet", "Put off once", "Put off twice", "Put off three times")


def snooze_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask until when the reminder is put off; says that the date stays, and how often it was put off."""
    field = Field("until", "Nothing until", placeholder="tomorrow, wed, wed 14:00", understand=_wakes(book))

    def save(desk: Desk, typed: Answers) -> Done:
        until = asking.date_of(typed["until"], desk.book, "until", begins=True)
        return desk.reminders.snooze(handoff.uid, until or "")

    date = f"Its date stays {Due.of(handoff.due).say(book.now)}. " if handoff.due else ""
    note = f"{date}{say_times(handoff, book)}"
    opened = opened_on(handoff, book, "the agreed date", "the reminder", "still owed", "open questions")
    return Form(f"Put off the reminder: {book.title(handoff)}", [field], save, runner, "put off", note, opened=opened)


def say_times(handoff: Handoff, book: Book) -> str:
    """Return how often the reminder was put off, and how often it may be."""
    times = times_put_off(handoff, book)
    return f"{TIMES[min(times, SNOOZES)]}; after three times you decide."


def _wakes(book: Book) -> Understand:
    """Return what shows the moment at which the reminder comes back; a day begins when the owner's does."""

    def understand(text: str) -> Meaning:
        found = dates.read(text, book, begins=True)
        if found is None:
            return unread("no date yet")
        until = Due.of(found)
        if until.has_time:
            return read_as(until.say(book.now))
        opens = hours.of_owner(book).opening(until.day).astimezone(book.now.zone)
        return read_as(f"{say_day(opens.date(), book.today)} {opens:%H:%M}")

    return understand


def cut_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask which of what is owed is taken off, and why."""
    owed = [d.title for d in book.owed_in(handoff) if d.state in OWED]
    fields = [
        Field("deliverables", "Take off", names=owed, placeholder="a part of its title; another"),
        Field("because", "Because"),
    ]

    def save(desk: Desk, typed: Answers) -> Done:
        return desk.handoffs.cut(handoff.uid, _named(typed["deliverables"], owed), typed["because"])

    title, note = f"Cut scope: {book.title(handoff)}", f"Owed: {'; '.join(owed)}"
    opened = opened_on(handoff, book, "still owed", "the contractor", "the agreed date", "the price", "sent back")
    return Form(title, fields, save, runner, "cut", note, opened=opened)


def _named(text: str, owed: list[str]) -> list[str]:
    """Return the titles that are typed, at semicolons; one that has a semicolon itself may be typed whole."""
    return [text] if text in owed else [part for part in text.split(";") if part.strip()]
