"""The owner's time away: the form that plans it, what it means, and what came due in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Span
from delegator_tui.rules.away.span import check_span, read_span, say_span, span_of
from delegator_tui.rules.records.story import Part
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.forms.asking import understood_date
from delegator_tui.screens.forms.form import Answers, Field, Form
from delegator_tui.screens.hands import Hands
from delegator_tui.widgets.detail import Detail
from delegator_tui.widgets.fields import Meaning, read_as, unread
from delegator_tui.widgets.key_lines import KeyLines

PLAN_KEYS = ("w write the notices", "n another", "X cancel it", "esc leave")


def away_form(book: Book, hands: Hands) -> Form:
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
    form = Form("Time away", fields, save, hands, "plan it", opened=None)  # it adds, and two that meet are refused
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


class Reading(Dialog[str | None]):
    """Lines to read in a dialog; answers the key that led away from them, or None."""

    TITLE_OF = ""
    KEYS: tuple[str, ...] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "leave", show=False),
        Binding("j", "down", "down", show=False),
        Binding("k", "up", "up", show=False),
    ]

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__(classes="-wide")
        self._parts = parts

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self.TITLE_OF)
            yield Detail(classes="reading")
            yield KeyLines(*self.KEYS)

    def on_mount(self) -> None:
        self.query_one(Detail).show(self._parts)
        self.query_one(Detail).focus()

    def on_resize(self) -> None:
        """Keep the keys on the screen, however much there is to read."""
        room = self.query_one(KeyLines).room()
        self.query_one(Detail).styles.max_height = room
        self.query_one(Detail).styles.min_height = min(room, len(self._parts))

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one(Detail).scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one(Detail).scroll_up(animate=False)

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)

    def action_answer(self, answer: str) -> None:
        """Go on to something else."""
        self.dismiss(answer)


class PlanDialog(Reading):
    """What a time away means; answers write, another or cancel."""

    TITLE_OF = "Time away"
    KEYS = PLAN_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "answer('write')", "write the notices", show=False),
        Binding("n", "answer('another')", "plan another", show=False),
        Binding("X", "answer('cancel')", "cancel it", show=False),
    ]


class ReportDialog(Reading):
    """What came due while the owner was away."""

    TITLE_OF = "While you were away"
    KEYS = ("f12 shows it again", "enter go on")
