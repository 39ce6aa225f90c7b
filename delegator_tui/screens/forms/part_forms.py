"""The forms of what came and of when it comes: delivered, accept, return, a later date. Each asks of which parts."""

from __future__ import annotations

from functools import partial

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff
from delegator_tui.rules.dates import dates
from delegator_tui.rules.handoffs import dependencies
from delegator_tui.rules.records.story import CAUSE
from delegator_tui.screens.forms import asking, part_fields
from delegator_tui.screens.forms.facts import opened_on
from delegator_tui.screens.forms.form import Answers, Field, Form
from delegator_tui.screens.forms.part_fields import meant, on, parts_in, when, which
from delegator_tui.screens.verb_runner import VerbRunner

DELIVERED = ("delivered",)
RATINGS = (("1", "poor"), ("2", "weak"), ("3", "fair"), ("4", "good"), ("5", "very good"))
REHIRE = (("yes", "yes"), ("maybe", "maybe"), ("no", "no"))


def deliver_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask which parts came, and when; the digit of all of them saves at once."""
    fields = [*which(parts_in(handoff, book), label="What came"), when(book)]

    def save(desk: Desk, typed: Answers) -> Done:
        return desk.handoffs.deliver(handoff.uid, meant(typed), on=on(typed, desk.book))

    opened = opened_on(handoff, book, "the contractor", "still owed", "sent back")
    form = Form(f"Delivered: {book.title(handoff)}", fields, save, runner, "log it", opened=opened)
    return form.when_chosen(lambda event: form.action_save() if event.picked else None)


def accept_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask for the rating; it may stay empty. Where several parts came, ask which."""
    fields = [
        *which(parts_in(handoff, book, DELIVERED)),
        Field("rating", "Rating", "", "choice", RATINGS),
        Field("rehire", "Again?", "", "choice", REHIRE),
        when(book),
    ]

    def save(desk: Desk, typed: Answers) -> Done:
        rating = int(typed["rating"]) if typed["rating"] else None
        return desk.handoffs.accept(
            handoff.uid, rating, rehire=typed["rehire"] or None, deliverable=meant(typed), on=on(typed, desk.book)
        )

    title, opened = f"Accept: {book.title(handoff)}", opened_on(handoff, book)
    return Form(title, fields, save, runner, "accept", _left(handoff, book), opened=opened)


def return_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask what is missing, whose cause it is, and the new date; of which parts, where several came."""
    fields = [
        *which(parts_in(handoff, book, DELIVERED)),
        Field("because", "Missing", placeholder="what is missing, in a sentence they can act on"),
        Field("cause", "Cause", "", "choice", tuple(CAUSE.items())),
        Field("due", "New date", understand=asking.understood_date(book)),
        when(book),
    ]

    def save(desk: Desk, typed: Answers) -> Done:
        due, day = asking.date_of(typed["due"], desk.book, "due"), on(typed, desk.book)
        return desk.handoffs.return_(handoff.uid, typed["because"], typed["cause"], due, meant(typed), on=day)

    title, opened = f"Return: {book.title(handoff)}", opened_on(handoff, book)
    return Form(title, fields, save, runner, "return", _left(handoff, book), opened=opened)


def extend_form(handoff: Handoff, book: Book, runner: VerbRunner, due: str | None = None) -> Form:
    """Ask the later date that both agree, and why.

    ``due`` stands there, else what they promised, for the parts of which they said it.
    """
    owed = parts_in(handoff, book)
    named = [part for part in owed if part.promised]
    promised = handoff.promised or (named[0].promised if named else None)
    only = named if not due and not handoff.promised and len(named) < len(owed) else []
    fields = [
        Field("due", "Later date", asking.typed_date(due or promised, book), understand=asking.understood_date(book)),
        Field("because", "Because", placeholder="why it moves: it is kept with the handoff"),
        *which(owed, only),
    ]

    def save(desk: Desk, typed: Answers, *, anyway: bool = False) -> Done:
        due = asking.date_of(typed["due"], desk.book, "due")
        return desk.handoffs.extend(handoff.uid, due or "", typed["because"], part_fields.meant(typed), anyway=anyway)

    opened = opened_on(handoff, book, "the agreed date", "the promised date", "still owed", "sent back")
    agreed = f", agreed for {Due.of(handoff.due).say(book.now)}" if handoff.due else ""
    title = f"Agree a later date: {book.title(handoff)}{agreed}"
    form = Form(title, fields, save, runner, "agree", opened=opened).or_anyway(partial(save, anyway=True))
    if not dependencies.waiting_on(handoff, book):
        return form

    def advice(typed: Answers) -> str:
        now = runner.desk.book
        later = dates.read(typed["due"], now)
        moved = dependencies.moves(now.handoffs.get(handoff.uid) or handoff, later, now) if later else ()
        return dependencies.say_moves(moved, now)

    return form.advised_by(advice)


def _left(handoff: Handoff, book: Book) -> str:
    """Say what is still to come, where that is not all."""
    left = [part.title for part in parts_in(handoff, book)]
    return f"Still to come: {', '.join(left)}." if left else ""
