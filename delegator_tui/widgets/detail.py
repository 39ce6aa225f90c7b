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


class Detail(VerticalScroll):
    """Shows the parts of a record's story; everything wraps."""

    DEFAULT_CSS = """
    Detail { padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    parts: reactive[tuple[Part, ...]] = reactive(())

    def compose(self) -> ComposeResult:
        yield Static("")

    def show(self, parts: Sequence[Part]) -> None:
        """Show these parts, from the top when they are another record's."""
        same = bool(self.parts) and bool(parts) and self.parts[0] == parts[0]
        self.parts = tuple(parts)
        if not same:
            self.scroll_home(animate=False)

    def watch_parts(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        body = self.query(Static)
        width = self.scrollable_content_region.width
        if body and width > 0:
            lines = [line for part in self.parts for line in _lines(part, width)]
            body.first(Static).update(Content("\n").join(lines))


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
