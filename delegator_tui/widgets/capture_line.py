"""The capture line: understood while it is typed. Backspace right after a mark turns it into text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from delegator_tui.model.display import fit
from delegator_tui.model.text import one_line, shown
from delegator_tui.rules.quickadd.phrases import Line, Mark
from delegator_tui.widgets.fields import TextLine

Read = Callable[[str, frozenset[int]], Line]
Chips = Callable[[Line], list[tuple[str, str]]]
"""Says what was understood of a line: the field and one short text of each."""
BETWEEN = "  "
NARROW = 60
"""Cells, until the line is laid out."""
MOST_LINES = 3
"""Lines for what was understood where one is too few; of what is left over, how many."""


def folded(title: str, chips: Sequence[tuple[str, str]], marks: Sequence[Mark], width: int) -> list[list[str]]:
    """Return what was understood in lines of at most ``width`` cells, each of parts; the title is the first part.

    In one line where that is wide enough, else the title is cut and what was understood last comes first below it.
    """
    said = [text for _, text in chips]
    if not chips or cell_len(BETWEEN.join([title, *said])) <= width:
        return [[title, *said]]
    lines: list[list[str]] = [[fit(title, width).rstrip()]]
    order = [text for _, text in sorted(chips, key=lambda chip: _place(chip, marks), reverse=True)]
    for at, text in enumerate(fit(each, max(width - 4, 1)).rstrip() for each in order):
        room = width - cell_len(BETWEEN.join([*lines[-1], text]))
        rest = len(order) - at - 1
        if len(lines) > 1 and room >= (len(f"{BETWEEN}+{rest}") if rest and len(lines) == MOST_LINES else 0):
            lines[-1].append(text)
        elif len(lines) < MOST_LINES:
            lines.append([text])
        else:
            lines[-1].append(f"+{rest + 1}")
            break
    return lines


def _styled(parts: Sequence[str], line: int) -> Content:
    """Return the parts of a line as they look; the title is the first of the first."""
    styles = ["bold $foreground" if not line else "$text-primary", *["$text-primary"] * len(parts)]
    return Content(BETWEEN).join(Content.styled(*each) for each in zip(parts, styles, strict=False))


def _place(chip: tuple[str, str], marks: Sequence[Mark]) -> int:
    """Return where the mark of a chip ends; a date that comes from what repeats has the place of that."""
    ends = {mark.field: mark.end for mark in marks}
    label = {mark.text: mark.end for mark in marks if mark.field == "labels"}.get(chip[1])
    return label or ends.get(chip[0], ends.get("recurrence", 0))


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
    CaptureLine .chips { height: auto; min-height: 1; }
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
        below = self.query_one(".chips", Static)
        chips = [(name, shown(chip)) for name, chip in self._chips(line)]
        if self._below:
            count = len(self._below) + 1
            below.update(Content.styled(f"{count} lines: enter adds {count} tasks, esc none.", "$text-primary"))
            return
        lines = folded(shown(one_line(line.title)), chips, line.marks, self.size.width or NARROW)
        below.update(Content("\n").join(map(_styled, lines, range(len(lines)))))

    def on_resize(self) -> None:
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        field = self.query_one(CaptureInput)
        lines = tuple(line for line in (field.value, *self._below) if line.strip())
        literal = () if self._below else tuple(sorted(field.literal))
        if lines:
            self.post_message(self.Captured(lines, literal))
