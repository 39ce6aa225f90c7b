"""What a damaged book opens to: which saves are whole, and the ways on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.rescue import Rescue
from delegator_tui.errors import DelegatorError
from delegator_tui.model.days import day_name, say_day_with_year
from delegator_tui.model.text import shown
from delegator_tui.screens.terminal.access import terminal_driver
from delegator_tui.screens.terminal.colours import as_they_are, dress
from delegator_tui.screens.terminal.ending import end_by_bug

MAX_BACKUPS = 9
"""Backups that are offered, the newest: one for each digit."""


class RescueApp(App[Desk]):
    """Asks what to do; answers a desk to go on with, or None to leave everything as it is."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { align: center middle; }
    .dialog { width: 96; max-width: 100%; height: auto; max-height: 100%; border: round $error; padding: 0 1; }
    .reading { height: auto; }
    .refusal { height: auto; color: $text-error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "look", "open read-only", show=False),
        Binding("r", "recover", "recover", show=False),
        *(Binding(str(number), f"restore({number})", "restore", show=False) for number in range(1, MAX_BACKUPS + 1)),
        Binding("q,escape,ctrl+c,ctrl+q", "leave", "leave", show=False, priority=True),
    ]

    def __init__(self, rescue: Rescue) -> None:
        super().__init__(driver_class=terminal_driver(), ansi_color=as_they_are())
        dress(self)
        self._rescue = rescue
        self._said = rescue.said()
        self._backups = rescue.backups()[:MAX_BACKUPS]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("This book is damaged")
            with VerticalScroll(classes="reading"):
                yield Static(Content("\n".join(map(shown, self._text()))))
            yield Static("", classes="refusal")

    def on_resize(self) -> None:
        self.query_one(".reading").styles.max_height = max(1, self.size.height - 4)

    def _text(self) -> Iterator[str]:
        yield from (str(self._rescue.why), "", *self._said, "")
        if self._said:
            yield "o  open what can be read, without saving"
            yield "r  recover: go on with what can be read; the damaged files are kept in"
            yield f"   {self._rescue.kept_in}"
        else:
            yield "Nothing can be got out of these files."
        for number, each in enumerate(self._backups, 1):
            day = f"{day_name(each.at)} {say_day_with_year(each.at)} {each.at:%H:%M} UTC"
            yield f"{number}  go back to the backup of {day}, save {each.seq}"
        yield "q  leave everything as it is"

    def action_look(self) -> None:
        """Open what can be read."""
        if self._said:
            self._go_on(self._rescue.read_only)

    def action_recover(self) -> None:
        """Write the book anew from what is whole."""
        if self._said:
            self._go_on(self._rescue.recover)

    def action_restore(self, number: int) -> None:
        """Go back to a backup."""
        if number <= len(self._backups):
            self._go_on(lambda: self._rescue.restore(self._backups[number - 1]))

    def _go_on(self, way: Callable[[], Desk]) -> None:
        try:
            self.exit(way())
        except DelegatorError as error:
            self.query_one(".refusal", Static).update(Content(shown(str(error))))

    def end(self, code: int) -> None:
        """End with this exit code, and change nothing: the terminal is gone, or a signal asks for it."""
        self.exit(return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        """End by a bug, and print nothing of the book."""
        end_by_bug(self, error)

    def action_leave(self) -> None:
        """Change nothing."""
        self.exit()
