"""The owner's time away: the form that plans it, and the field of the settings that does."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Span
from delegator_tui.rules.away.span import check_span, read_span, say_span, span_of
from delegator_tui.screens.forms.asking import understood_date
from delegator_tui.screens.forms.form import Answers, Field, Form
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.fields import Meaning, read_as, unread


def away_form(book: Book, runner: VerbRunner) -> Form:
    """Ask from when to when the owner is away, and whom to ask when it cannot wait."""

    understand = understood_date(book)

    def save(desk: Desk, typed: Answers) -> Done:
        if not typed["from"].strip():
            raise Refused("Say the first day: 5 dec, fri or +3d.", field="from")
        return desk.away.plan(span_of(typed["from"], typed["to"].strip(), desk.book, typed["note"].strip()))

    fields = [
        Field("from", "From", understand=understand, placeholder="5 dec"),
        Field("to", "To, included", understand=understand, placeholder="12 dec; empty for one day"),
        Field("note", "Urgent: ask", placeholder="Sam, 555 1234: stands in the notices"),
    ]
    form = Form("Time away", fields, save, runner, "plan it", opened=None)  # it adds, and two that meet are refused
    form.add_class("-wide")
    return form


def away_field(book: Book) -> Field:
    """Return the field of the settings that plans a time away."""

    def understand(text: str) -> Meaning:
        try:
            return read_as(say_span(read_span(text, book), book))
        except Refused:
            return unread("no days yet")

    return Field("away", "Time away", understand=understand, placeholder="5 dec to 12 dec; V shows what it means")


def read_away(text: str, book: Book) -> Span:
    """Return what the field of the settings says. Raises Refused, naming that field."""
    try:
        span = read_span(text, book)
        check_span(span, book)
    except Refused as error:
        raise Refused(str(error), field="away") from error
    return span
