"""The owner's profile and theme in one form, and the keys in a list of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from delegator_tui.commands import BY_ID, COMMANDS
from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.keys import key_of, refusal, shown
from delegator_tui.model.book import Book
from delegator_tui.rules.dates.workdays import say_days
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.reminders import channels
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.forms.away import away_field, read_away
from delegator_tui.screens.forms.form import Answers, Field, Form, nothing_changed
from delegator_tui.screens.forms.opened import Opened
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.key_lines import KeyLines
from delegator_tui.widgets.list_layout import Cell, Layout
from delegator_tui.widgets.record_list import RecordList

MONTHS = (("no", "3 December"), ("yes", "12 March"))


def settings_form(book: Book, runner: VerbRunner, themes: Sequence[str], theme: str) -> Form:
    """Ask the profile; ``themes`` are the names that the theme may have."""
    fields = _fields(book, themes, theme)
    before = {field.name: field.value for field in fields}

    def save(desk: Desk, typed: Answers) -> Done:
        changed = {name: value for name, value in typed.items() if value != before[name]}
        if changed.get("theme") and changed["theme"] not in themes:
            raise Refused(f"There is no theme “{changed['theme']}”: {', '.join(themes[:6])} …", field="theme")
        days = changed.pop("away", "").strip()
        span = read_away(days, desk.book) if days else None
        done = desk.settings.change(changed) if changed else nothing_changed(desk)
        return desk.away.plan(span) if span else done

    def facts(now: Book) -> Answers:
        return {field.name: field.value for field in _fields(now, themes, now.settings.theme or theme)}

    form = Form("Settings", fields, save, runner, opened=Opened(None, book, facts, fields, "The settings"))
    form.add_class("-wide")
    return form


def _fields(book: Book, themes: Sequence[str], theme: str) -> list[Field]:
    own = book.settings
    return [
        Field("name", "Your name", own.name, placeholder="signs the briefs"),
        Field("hour_value", "Your hour", money.say_money(own.hour_value), placeholder="$50: what it is worth"),
        Field("home_currency", "Currency", own.home_currency),
        Field("zone", "Time zone", own.zone or "", placeholder="Europe/London; empty is the system's"),
        Field("working_days", "Working days", say_days(own.working_days)),
        Field("holidays", "Holidays", own.holidays or "", placeholder="GB or GB-SCT: a country; empty is none"),
        Field("quiet_hours", "Quiet hours", own.quiet_hours, placeholder="19:00-08:00"),
        Field("channels", "Remind me with", channels.say(own.channels), placeholder=channels.say(channels.CHANNELS)),
        away_field(book),
        Field("review_day", "Review on", own.review_day, placeholder="fri: when you review the week; or none"),
        Field("month_first", "3/12 means", _yes(own.month_first), "choice", MONTHS),
        Field("theme", "Theme", theme, names=themes),
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


class NewKey(Static):
    """While it has the focus it takes the next key press, whatever that does elsewhere."""

    @dataclass
    class Pressed(Message):
        """This key was pressed, named as Textual does."""

        key: str

    def take(self) -> None:
        """Take the next key press."""
        self.can_focus = True
        self.focus()

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.can_focus = False
        self.post_message(self.Pressed(event.key))


class KeysDialog(Dialog[None]):
    """Every command with its key. Enter takes the next key press for it, backspace gives its own key back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "leave", show=False),
        Binding("backspace,delete", "own", "its own key", show=False),
    ]

    def __init__(self, runner: VerbRunner, book: Book) -> None:
        super().__init__(classes="-wide")
        self._runner = runner
        self._own = dict(book.settings.keys)
        self._taking: str | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("Keys")
            yield RecordList(self._draw, (Layout(7), Layout(17), Layout(0, min_width=20), Layout(5, gap=0)))
            yield NewKey("", classes="refusal")
            yield KeyLines("enter another key", "backspace its own key", "esc leave")

    def on_mount(self) -> None:
        rows = self.query_one(RecordList)
        rows.set_lines([command.id for command in COMMANDS])
        rows.focus()
        self.on_resize()

    def on_resize(self) -> None:
        """Keep what is said and the keys on the screen."""
        room = self.app.size.height - 6 - self.query_one(KeyLines).more()
        self.query_one(RecordList).styles.height = max(3, min(len(COMMANDS), room))

    def _draw(self, id_: str) -> Sequence[Cell]:
        command = BY_ID[id_]
        mine = key_of(id_, self._own) != key_of(id_, {})
        return (
            Cell(shown(key_of(id_, self._own)), "accent"), Cell(command.words), Cell(command.help, "muted"),
            Cell("yours" if mine else "", "muted"),
        )  # fmt: skip

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        self._taking = message.key
        self._say(f"Press the new key for {BY_ID[message.key].words}; esc keeps the old one.")
        self.query_one(NewKey).take()

    def on_new_key_pressed(self, message: NewKey.Pressed) -> None:
        self.query_one(RecordList).focus()
        self._take(message.key)

    def _take(self, key: str) -> None:
        id_, self._taking = self._taking or "", None
        if key == "escape":
            self._say("")
            return
        why = refusal(id_, key, self._own)
        if why:
            self._say(why)
        else:
            self._keep({**self._own, id_: key})

    def action_own(self) -> None:
        """Give the command its own key back."""
        id_ = self.query_one(RecordList).current
        if id_ in self._own:
            rest = {name: key for name, key in self._own.items() if name != id_}
            why = refusal(id_, key_of(id_, {}), rest)
            if why:
                self._say(why)
            else:
                self._keep(rest)

    def _keep(self, own: dict[str, str]) -> None:
        async def keep() -> None:
            outcome = await self._runner.do(lambda desk: desk.settings.keep(keys=own))
            if isinstance(outcome, DelegatorError):
                self._say(str(outcome))
                return
            self._own = own
            self._say("Kept.")
            self.query_one(RecordList).refresh()

        self.run_worker(keep())

    def _say(self, text: str) -> None:
        self.query_one(".refusal", Static).update(Content(text))

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)
