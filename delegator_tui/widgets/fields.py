"""The fields of a form: one row each, label, what is typed, and what was understood or is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from delegator_tui.model.text import shown, visible
from delegator_tui.widgets.unwatch import unwatch


class Meaning(NamedTuple):
    """What is shown beside a typed text: how it is read, or that it is not (yet), which looks like a fault."""

    words: str = ""
    is_fault: bool = False


def read_as(words: str) -> Meaning:
    """Return the reading of a text that means ``words``."""
    return Meaning(f"→ {words}")


def unread(words: str) -> Meaning:
    """Return the reading of a text that means nothing yet; ``words`` say what is missing."""
    return Meaning(f"? {words}", is_fault=True)


Understand = Callable[[str], Meaning]
"""Returns how a typed text is read."""

GAP = 2


class NameSuggester(Suggester):
    """Completes what is typed, or the last of its words, from names that the book knows."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = sorted((name for name in names if name == visible(name)), key=str.casefold)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the text completed by the first name that begins so."""
        for typed in (value, value.rpartition(" ")[2]):
            begins = (name for name in self._names if typed and name.casefold().startswith(typed.casefold()))
            if found := next(begins, None):
                return value + found[len(typed) :]
        return None


_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DIRECTION = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
BREAK = "\u2424"
"""What stands for a line break in a field of one line."""


def lines(value: str) -> str:
    """Return what a ``TextLine`` holds with its line breaks."""
    return value.replace(BREAK, "\n")


def _plain(strip: Strip) -> Strip:
    """Return a painted line without marks of direction: they would turn round what stands beside the text."""
    segments = (segment._replace(text=segment.text.translate(_DIRECTION)) for segment in strip)
    return Strip(segments, strip.cell_length)


class TextLine(Input):
    """An input that sends no command of a pasted or kept text to the terminal; a line break is ``␤``."""

    def validate_value(self, value: str) -> str:
        return visible(_BREAK.sub(BREAK, value).replace("\t", " "))

    def render_line(self, y: int) -> Strip:
        return _plain(super().render_line(y))


class TextPage(TextArea):
    """Several lines to edit, as safe as ``TextLine``."""

    def __init__(self, text: str, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(visible(text), id=id, compact=True, tab_behavior="focus", placeholder=placeholder)

    def on_unmount(self) -> None:
        """Follow the theme no more, as ``TextArea`` does from its mount on."""
        unwatch(self, self.app)

    def _on_paste(self, event: events.Paste) -> None:  # type: ignore[override]
        """Make it safe; Textual then calls the handler of ``TextArea``."""
        event.text = visible(event.text)

    def render_line(self, y: int) -> Strip:
        return _plain(super().render_line(y))


class Choice(Widget, can_focus=True):
    """``1 my brief  ▸2 missed  3 …``: digits and arrows choose while it has the focus.

    What is ``off`` cannot be chosen now and is not shown; the others keep their digits.
    """

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; }
    Choice:focus { background: $block-cursor-blurred-background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Choice before", show=False),
        Binding("right,space", "step(1)", "Next choice", show=False),
    ]
    chosen: reactive[int] = reactive(-1)

    @dataclass
    class Chosen(Message):
        """A choice was made by key or mouse; ``picked`` by its digit or a click, not on the way to another."""

        choice: Choice
        value: str
        picked: bool = True

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str = "",
        id: str | None = None,  # noqa: A002
        off: Collection[str] = (),
    ) -> None:
        super().__init__(id=id)
        self.options = tuple((option, shown(words)) for option, words in options)
        self._on = [place for place, (option, _) in enumerate(self.options) if option not in off]
        values = [option for option, _ in self.options]
        self.set_reactive(Choice.chosen, values.index(value) if value in values else -1)

    @property
    def value(self) -> str:
        """The value of what is chosen; empty for nothing."""
        return self.options[self.chosen][0] if self.chosen >= 0 else ""

    def put(self, value: str) -> None:
        """Choose a value; nothing for one that is not offered."""
        values = [option for option, _ in self.options]
        self.choose(values.index(value) if value in values else -1, picked=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[list[int]]:
        """Return which options stand on each line; none is broken."""
        lines: list[list[int]] = [[]]
        at = 0
        for place in self._on:
            words = self.options[place][1]
            if lines[-1] and at + cell_len(words) + 3 > width:
                lines.append([])
                at = 0
            lines[-1].append(place)
            at += cell_len(words) + 3 + GAP
        return lines

    def render(self) -> Content:
        lines = (Content(" " * GAP).join(map(self._option, line)) for line in self._lines(self.size.width))
        return Content("\n").join(lines)

    def is_chosen(self, place: int) -> bool:
        """Tell whether the option at ``place`` is chosen."""
        return place == self.chosen

    def _option(self, place: int) -> Content:
        chosen = self.is_chosen(place)
        words = f"{'▸' if chosen else ' '}{place + 1} {self.options[place][1]}"
        return Content.assemble((words, "bold $text-primary" if chosen else "$foreground"))

    def choose(self, place: int, *, picked: bool = True) -> None:
        """Choose the option at ``place`` and say so."""
        if place in self._on:
            self.chosen = place
            self.post_message(self.Chosen(self, self.value, picked))

    def action_step(self, by: int) -> None:
        """Choose the option before or after."""
        at = self._on.index(self.chosen) + by if self.chosen in self._on else 0
        self.choose(self._on[at % len(self._on)], picked=False)

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in "123456789" and int(event.character) <= len(self.options):
            event.stop()
            self.choose(int(event.character) - 1)

    def on_click(self, event: events.Click) -> None:
        lines = self._lines(self.size.width)
        at = 0
        for place in lines[event.y] if 0 <= event.y < len(lines) else ():
            width = cell_len(self.options[place][1]) + 3
            if at <= event.x < at + width:
                self.choose(place)
                return
            at += width + GAP


class Several(Choice):
    """``▸1 all  2 home  3 shop``: the first option is all of them, every other digit takes one more, or leaves it out.

    The value is what is taken, a space between; empty for all.
    """

    picked: reactive[frozenset[str]] = reactive(frozenset())

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__([("", "all"), *options], "", id)
        self.set_reactive(Several.picked, self._known(value))

    def _known(self, value: str) -> frozenset[str]:
        return frozenset(value.split()) & {option for option, _ in self.options if option}

    @property
    def value(self) -> str:
        """What is taken, in their order; empty for all."""
        return " ".join(option for option, _ in self.options if option in self.picked)

    def put(self, value: str) -> None:
        """Take what a value says."""
        self.picked = self._known(value)

    def is_chosen(self, place: int) -> bool:
        """Tell whether the option at ``place`` is taken."""
        option = self.options[place][0]
        return option in self.picked if option else not self.picked

    def choose(self, place: int, *, picked: bool = True) -> None:
        """Take all, or one more by its digit or a click; on the way to another by arrows only that one."""
        if place not in self._on:
            return
        self.chosen, option = place, self.options[place][0]
        one = frozenset([option]) if option else frozenset()
        self.picked = self.picked ^ one if picked and option else one
        self.post_message(self.Chosen(self, self.value, picked and not option))


class FieldRow(Horizontal):
    """One row of a form. ``understand`` shows beside the text what it means, while it is typed."""

    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow:focus-within { height: auto; /* without a rule about the row Textual does not style it anew */ }
    FieldRow .label { width: 15; color: $text-muted; }
    FieldRow:focus-within .label { color: $text-primary; }
    FieldRow Input { width: 1fr; background: $boost; padding: 0 1; }
    FieldRow Input:focus { background: $block-cursor-blurred-background; }
    FieldRow .understood { width: auto; max-width: 40%; color: $text-muted; padding: 0 0 0 1; height: 1; }
    FieldRow .understood { display: none; }
    FieldRow .understood.-said { display: block; }
    FieldRow .understood.-bad { color: $text-error; }
    """

    def __init__(self, label: str, editor: Widget, understand: Understand | None = None) -> None:
        super().__init__()
        self.editor = editor
        self._label = label
        self._understand = understand

    def compose(self) -> ComposeResult:
        yield Static(Content(self._label), classes="label")
        yield self.editor
        yield Static("", classes="understood")

    def on_mount(self) -> None:
        if isinstance(self.editor, Input):
            self._show(self.editor.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, value: str) -> None:
        reading = self._understand(value) if self._understand and value.strip() else Meaning()
        note = self.query_one(".understood", Static)
        note.set_class(bool(reading.words), "-said")
        note.set_class(reading.is_fault, "-bad")
        note.update(Content(shown(reading.words)))

    @property
    def value(self) -> str:
        """What is typed or chosen."""
        return lines(str(getattr(self.editor, "value", getattr(self.editor, "text", ""))))

    def put(self, text: str) -> None:
        """Type over what stands there, or choose."""
        if isinstance(self.editor, Choice):
            self.editor.put(text)
        elif isinstance(self.editor, TextArea):
            self.editor.text = visible(text)
        elif isinstance(self.editor, Input):
            self.editor.value = text
