"""The capture line: understood while it is typed. Backspace right after a mark turns it into text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from delegator_tui.model.text import one_line, shown
from delegator_tui.rules.quickadd.phrases import Line, Mark
from delegator_tui.widgets.fields import TextLine

Read = Callable[[str, frozenset[int]], Line]
Chips = Callable[[Line], list[str]]
"""Says what was understood of a line: one short text a mark."""


class MarkSuggester(Suggester):
    """Completes ``>contractor``, ``#project`` and ``@label`` at the end of the line."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed."""
        head, space, word = value.rpartition(" ")
        if len(word) < 2 or word[0] not in self._names:
            return None
        typed = word[1:].casefold()
        for name in self._names[word[0]]:
            if name.casefold().startswith(typed):
                quoted = f'"{name}"' if " " in name else name
                return f"{head}{space}{word[0]}{quoted}" if " " in name else value + name[len(typed) :]
        return None


class CaptureInput(TextLine):
    """An input that knows where the marks of its line end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "complete", show=False, priority=False),
        Binding("backspace", "backspace", "backspace", show=False),
    ]

    def __init__(self, suggester: Suggester) -> None:
        super().__init__(compact=True, suggester=suggester, select_on_focus=False)
        self.marks: list[Mark] = []
        self.literal: frozenset[int] = frozenset()

    @dataclass
    class Freed(Message):
        """A mark was turned back into text."""

        start: int

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        lines: list[str]

    def action_complete(self) -> None:
        """Take the suggestion."""
        if self._suggestion:
            self.value = self._suggestion
            self.cursor_position = len(self.value)

    def action_backspace(self) -> None:
        """Turn the mark that ends here into text, else delete a character."""
        at = self.cursor_position
        for mark in self.marks:
            if mark.end == at and mark.start not in self.literal:
                self.literal |= {mark.start}
                self.post_message(self.Freed(mark.start))
                return
        self.literal = frozenset(start for start in self.literal if start < at)
        self.action_delete_left()

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Pasted(lines))


class CaptureLine(Vertical):
    """The input and, below it, the title and what was understood."""

    DEFAULT_CSS = """
    CaptureLine { height: auto; }
    CaptureLine Input { background: $background; padding: 0; }
    CaptureLine .chips { height: 1; }
    """

    @dataclass
    class Captured(Message):
        """The lines are to be captured, the first with these marks as text."""

        lines: tuple[str, ...]
        literal: tuple[int, ...]

    def __init__(self, read: Read, chips: Chips, names: dict[str, list[str]]) -> None:
        super().__init__()
        self._read = read
        self._chips = chips
        self._names = names
        self._below: list[str] = []

    def compose(self) -> ComposeResult:
        yield CaptureInput(MarkSuggester(self._names))
        yield Static("", classes="chips")

    @property
    def typed(self) -> str:
        """All that is typed and pasted, a task a line."""
        return "\n".join(line for line in (self.query_one(CaptureInput).value, *self._below) if line.strip())

    def put(self, text: str) -> None:
        """Type a text of one line or several."""
        first, *self._below = text.splitlines() or [""]
        self.query_one(CaptureInput).value = first
        self.query_one(CaptureInput).cursor_position = len(first)
        self._show()

    def on_mount(self) -> None:
        self.query_one(CaptureInput).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def on_capture_input_freed(self, event: CaptureInput.Freed) -> None:
        event.stop()
        self._show()

    def on_capture_input_pasted(self, event: CaptureInput.Pasted) -> None:
        event.stop()
        self._below += event.lines[1:]
        self.query_one(CaptureInput).insert_text_at_cursor(event.lines[0])
        self._show()

    def _show(self) -> None:
        field = self.query_one(CaptureInput)
        line = self._read(field.value, field.literal)
        field.marks = line.marks
        parts: list[tuple[str, str] | str] = [(shown(one_line(line.title)), "bold $foreground")]
        for chip in self._chips(line):
            parts += ["  ", (shown(chip), "$text-primary")]
        if self._below:
            count = len(self._below) + 1
            parts = [(f"{count} lines: enter adds {count} tasks, esc none.", "$text-primary")]
        self.query_one(".chips", Static).update(Content.assemble(*parts))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        field = self.query_one(CaptureInput)
        lines = tuple(line for line in (field.value, *self._below) if line.strip())
        literal = () if self._below else tuple(sorted(field.literal))
        if lines:
            self.post_message(self.Captured(lines, literal))
