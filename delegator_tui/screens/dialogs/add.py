"""Capture from anywhere: the line, what was understood, and several pasted lines after a yes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.constants import DEBUG
from textual.containers import Vertical
from textual.content import Content
from textual.driver import Driver
from textual.widgets import Static

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, understood
from delegator_tui.model.kept import Kept
from delegator_tui.rules.dates.habits import of_settings
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.quickadd.phrases import Line, read_line
from delegator_tui.rules.quickadd.rule_words import say_rule
from delegator_tui.rules.search import names
from delegator_tui.rules.tasks.put_off import say_after_due
from delegator_tui.rules.today.sections import effort
from delegator_tui.screens.closing import Closer
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.file_status import refusal
from delegator_tui.screens.terminal.colours import as_they_are, dress
from delegator_tui.screens.terminal.ending import end_by_bug, farewell, keep
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.capture_line import CaptureLine

ADD = "add"
"""The name by which the capture line is asked again."""
KEYS = "enter add · tab complete · backspace after a mark makes it text · esc"


def reader(book: Book) -> CaptureLine:
    """Return a capture line that understands what this book knows."""
    profile = book.settings

    def read(text: str, literal: frozenset[int]) -> Line:
        return read_line(
            text, book.now, home_currency=profile.home_currency, habits=of_settings(profile), literal=literal
        )

    return CaptureLine(read, lambda line: chips(line, book), _names(book))


def _names(book: Book) -> dict[str, list[str]]:
    tasks = book.tasks.open.values()
    projects = {task.project for task in tasks if task.project}
    labels = {label for task in tasks for label in task.labels}
    contractors = [contractor.name for contractor in book.contractors.open.values()]
    return {">": sorted(contractors), "#": sorted(projects), "@": sorted(labels)}


def chips(line: Line, book: Book) -> list[tuple[str, str]]:
    """Return what was understood of a line: the field, and one short text of each."""
    said = {
        "due": f"due {understood(line.due, book.now)}" if line.due else "",
        "defer_until": _back(line.defer_until, line.due, book) if line.defer_until else "",
        "recurrence": say_rule(line.recurrence) if line.recurrence else "",
        "estimate_minutes": effort(line.estimate_minutes) if line.estimate_minutes else "",
        "price_idea": money.say(line.price_idea["amount"], line.price_idea["currency"]) if line.price_idea else "",
        "project": f"#{line.project}" if line.project else "",
    }
    more = {
        "priority": line.priority or "",
        "chase_days": f"chase after {line.chase_days} d" if line.chase_days is not None else "",
        "contractor": _to(line.contractor, book) if line.contractor else "",
        "doubt": line.doubt,
    }
    labels = [("labels", f"@{label}") for label in line.labels]
    return [each for each in (*said.items(), *labels, *more.items()) if each[1]]


def _back(until: str, due: str | None, book: Book) -> str:
    after = say_after_due(until, due, book.now)
    return f"back {Due.of(until).say(book.now)}" + (": after its due date" if after else "")


def _to(name: str, book: Book) -> str:
    try:
        return f"to {names.say_contractor(names.contractor(name, book).uid, book)}"
    except Refused:
        return f"to {name}?"


def kept_line(typed: str, name: str = "") -> Kept:
    """Return the text of the capture line as it is kept."""
    return Kept("add", ((ADD, "", typed),), ADD, name=name)


class AddDialog(Dialog[list[str] | None]):
    """The capture line over any view; answers the uids of what was captured."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False)]

    def __init__(self, runner: VerbRunner, book: Book, kept: Kept | None = None) -> None:
        super().__init__()
        self._runner = runner
        self._book = book
        self._saving = False
        self._kept = kept
        self._closer = Closer(self)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("add")
            dialog.border_subtitle = Content(KEYS)
            yield reader(self._book)
            yield Static("", classes="refusal")

    def on_mount(self) -> None:
        if self._kept is not None:
            self.query_one(CaptureLine).put(self._kept.fields[0][2])

    def unsaved(self) -> Kept | None:
        """Return what is typed; None when nothing is, or it is saved."""
        typed = "" if self._closer.is_due else self.query_one(CaptureLine).typed
        return kept_line(typed, self._kept.name if self._kept else "") if typed else None

    def on_screen_resume(self) -> None:
        self._closer.resume()

    def on_capture_line_captured(self, message: CaptureLine.Captured) -> None:
        if not self._saving:
            self._saving = True
            self.run_worker(self._capture(message.lines, message.literal))

    async def _capture(self, lines: Sequence[str], literal: tuple[int, ...]) -> None:
        outcome = await self._runner.do(lambda desk: desk.tasks.capture(*lines, literal=literal))
        if isinstance(outcome, DelegatorError):
            self._saving = False
            self.query_one(".refusal", Static).update(Content(refusal(outcome)))
        else:
            self._closer.close(outcome)

    def action_leave(self) -> None:
        """Capture nothing. What is being saved is waited for."""
        if not self._saving:
            self.dismiss(None)


class AddPrompt(App[CaptureLine.Captured]):
    """One prompt line in the shell, with the same chips; answers what is to be captured."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+c", "leave", "leave", show=False, priority=True)]
    CSS = "Screen:inline { border: none; } AddPrompt .keys { color: $text-muted; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__(ansi_color=as_they_are())
        dress(self)
        self._desk = desk
        self._words = ""
        self._is_kept = False

    def compose(self) -> ComposeResult:
        yield reader(self._desk.book)
        yield Static(Content(KEYS), classes="keys")

    def on_capture_line_captured(self, message: CaptureLine.Captured) -> None:
        self.exit(message)

    def end(self, code: int) -> None:
        """End with this exit code, and capture nothing: the terminal is gone, or a signal asks for it."""
        self.exit(return_code=code, message=farewell(self, self._keep()))

    def _keep(self) -> str:
        """Keep what is typed, once: a terminal that goes may be told of by its end and by a signal."""
        if not self._is_kept:
            self._is_kept = True
            typed = [line.typed for line in self.query(CaptureLine) if line.is_mounted and line.typed]
            self._words = keep(self._desk, [kept_line(each) for each in typed])[1]
        return self._words

    def _handle_exception(self, error: Exception) -> None:
        """End by a bug: what is typed is kept, and nothing of the book is printed."""
        end_by_bug(self, error, self._keep())

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        """Take our driver for a few lines; which one it is cannot be told to Textual otherwise."""
        if headless or sys.platform == "win32":
            return super()._build_driver(headless, inline, mouse, size)
        from delegator_tui.screens.terminal.inline_driver import InlineDriver

        self._driver = InlineDriver(self, debug=DEBUG, mouse=mouse, size=size)
        return self._driver

    def action_leave(self) -> None:
        """Capture nothing."""
        self.exit()
