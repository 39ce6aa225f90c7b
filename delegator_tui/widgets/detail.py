"""One record whole, beside its list or on a screen of its own."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from delegator_tui.model.display import fit, wrapped
from delegator_tui.rules.records.story import Part
from delegator_tui.widgets.list_look import MUTED

STYLES = {
    "title": "bold $foreground",
    "heading": f"bold {MUTED}",
    "overdue": "$text-error",
    "soon": "$text-warning",
    "muted": MUTED,
}


FIRST = 400
"""Lines that are drawn at first, which is more than any screen has."""


class Detail(VerticalScroll):
    """Shows the parts of a record's story; everything wraps."""

    DEFAULT_CSS = """
    Detail { padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    parts: reactive[tuple[Part, ...]] = reactive(())
    _most = FIRST
    """So many lines are drawn; more when somebody comes to their end."""
    _has_more = False

    def compose(self) -> ComposeResult:
        yield Static("")

    def show(self, parts: Sequence[Part]) -> None:
        """Show these parts, from the top when they are another record's."""
        same = bool(self.parts) and bool(parts) and self.parts[0] == parts[0]
        if not same:
            self._most = FIRST
        self.parts = tuple(parts)
        if not same:
            self.scroll_home(animate=False)

    def watch_parts(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._has_more and new_value >= self.max_scroll_y - self.size.height:
            self._most *= 4
            self._draw()

    def _draw(self) -> None:
        body = self.query(Static)
        width = self.scrollable_content_region.width
        if body and width > 0:
            lines, self._has_more = first_lines(self.parts, width, self._most)
            body.first(Static).update(Content("\n").join(lines))


def first_lines(parts: Sequence[Part], width: int, most: int) -> tuple[list[Content], bool]:
    """Return at most so many lines of parts, and whether there are more; what is not drawn is not looked at."""
    lines: list[Content] = []
    for part in parts:
        room = (most - len(lines)) * width * 2
        lines += _lines(part._replace(text=part.text[:room]), width) if room > 0 else []
        if len(part.text) > room:
            return lines[:most], True
    return lines[:most], len(lines) > most


def _lines(part: Part, width: int) -> list[Content]:
    style = STYLES.get(part.tone, "$foreground")
    room = width - cell_len(part.right) - 2 if part.right else width
    if not part.text:
        return [Content("")]
    indent = " " * (len(part.text) - len(part.text.lstrip(" ")))
    broken = wrapped(part.text.lstrip(" "), max(8, room - len(indent)))
    lines = [Content.assemble((indent + line, style)) for line in broken]
    if part.right:
        lines[0] = Content.assemble((fit(indent + broken[0], max(0, room)), style), "  ", (part.right, MUTED))
    return lines
