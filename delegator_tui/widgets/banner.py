"""Lines below the tabs that stay until what they tell of is over: not saved, read-only, something found in the file."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from delegator_tui.model.display import wrapped

MAX_LINES = 3
"""Lines that one notice may take; the whole of it is in the dialog of the file."""


class Notice(NamedTuple):
    """What stands there: a head in capitals, a sentence, and whether it is told in red."""

    head: str
    said: str
    bad: bool = False


class Banner(Widget):
    """Shows notices one below the other, each wrapped; takes no room when there is none."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Banner { height: auto; padding: 0 1; display: none; }
    Banner.-told { display: block; }
    """
    notices: reactive[tuple[Notice, ...]] = reactive((), layout=True)

    def watch_notices(self, notices: tuple[Notice, ...]) -> None:
        self.set_class(bool(notices), "-told")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        return [line for notice in self.notices for line in _drawn(notice, width)]


def _drawn(notice: Notice, width: int) -> list[Content]:
    """Return the lines of one notice; one that is cut says so."""
    lines = wrapped(f"{notice.head} – {notice.said}", width)
    if len(lines) > MAX_LINES:
        lines = [*lines[: MAX_LINES - 1], lines[MAX_LINES - 1][: max(0, width - 2)].rstrip() + " …"]
    return [Content.styled(line, "bold $text-error" if notice.bad else "$text-warning") for line in lines]
