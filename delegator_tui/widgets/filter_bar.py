"""The filter line of a list: narrows while one types, keeps what was typed, finds what was saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from delegator_tui.model.text import shown
from delegator_tui.widgets.fields import TextLine


class FilterBar(Horizontal):
    """``/`` opens it, enter goes to the list, esc empties and closes it, ctrl+s keeps the filter."""

    DEFAULT_CSS = """
    FilterBar { height: 1; padding: 0 1; display: none; }
    FilterBar.-open { display: block; }
    FilterBar Input { width: 1fr; background: $boost; padding: 0 1; }
    FilterBar .mark { width: 2; color: $text-primary; }
    FilterBar .unclear { width: auto; color: $text-muted; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "no filter", show=False),
        Binding("ctrl+s", "save", "keep this filter", show=False),
        Binding("up", "saved(-1)", "the kept one before", show=False),
        Binding("down", "saved(1)", "the next kept one", show=False),
    ]

    @dataclass
    class Typed(Message):
        """The filter is this now."""

        text: str

    @dataclass
    class Saved(Message):
        """This filter is to be kept."""

        text: str

    @dataclass
    class Left(Message):
        """Back to the list."""

    def __init__(self, saved: Callable[[], dict[str, str]]) -> None:
        super().__init__()
        self._saved = saved

    def compose(self) -> ComposeResult:
        yield Static("/", classes="mark")
        yield TextLine(
            compact=True, select_on_focus=False, placeholder="words  #project  >contractor  due<fri  state:sent"
        )
        yield Static("", classes="unclear")

    def open(self, text: str) -> None:
        """Show the line with ``text`` and take the focus."""
        self.add_class("-open")
        field = self.query_one(Input)
        field.value = text
        self.screen.set_focus(field)

    def say(self, text: str) -> None:
        """Say quietly what was not understood."""
        self.query_one(".unclear", Static).update(Content(shown(text)))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_class(bool(event.value.strip()), "-open")
        self.post_message(self.Left())

    def action_clear(self) -> None:
        """Take the filter away and go back to the list."""
        self.query_one(Input).value = ""
        self.remove_class("-open")
        self.post_message(self.Left())

    def action_save(self) -> None:
        """Keep this filter."""
        text = self.query_one(Input).value.strip()
        if text:
            self.post_message(self.Saved(text))

    def action_saved(self, by: int) -> None:
        """Show a kept filter."""
        kept = list(self._saved().values())
        field = self.query_one(Input)
        if kept:
            place = kept.index(field.value) if field.value in kept else (-1 if by > 0 else 0)
            field.value = kept[(place + by) % len(kept)]
            field.cursor_position = len(field.value)
