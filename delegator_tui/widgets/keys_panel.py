"""The keys that work now, beside the view: those of the row first, and what each of them does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from delegator_tui.keys import BY_ID, shown
from delegator_tui.model.display import wrapped
from delegator_tui.widgets.key_bar import KeyBar

WORDY = 36
"""Cells of the lines from which on it tells beside the words of a key what that does."""
PLACES = {id_: place for place, id_ in enumerate(BY_ID)}
GAP = 2
KEY, QUIET = "bold $text-primary", "$foreground 70%"
GROUPS = ("On this row", "In this view", "Everywhere")
LEFT_OUT = frozenset(each.action for each in (*Screen.BINDINGS, *App.BINDINGS) if isinstance(each, Binding))
"""Keys that come with every program made of Textual."""
ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "pgup", "pagedown": "pgdn"}


class Entry(NamedTuple):
    """One line: keys that do the same, what that is called, and what it does."""

    keys: tuple[str, ...]
    words: str
    help: str


def display(key: str) -> str:
    """Return a key as the panel writes it."""
    return ARROWS.get(key, shown(key))


def group_of(binding: Binding) -> str:
    """Return under which heading a key stands."""
    command = BY_ID.get(binding.id or "")
    on = command.on if command else "list"
    return {"app": "Everywhere", "list": "In this view"}.get(on, "On this row")


def grouped(bindings: Iterable[Binding], likely: str = "") -> dict[str, list[Entry]]:
    """Return the entries under each heading: commands as their table has them, then the moves; each action once.

    ``likely`` is what the likely next step of the row is called.
    """
    found: dict[str, dict[str, Entry]] = {title: {} for title in GROUPS}
    for binding in sorted(bindings, key=lambda each: PLACES.get(each.id or "", len(PLACES))):
        if not binding.description or binding.action in (*LEFT_OUT, "close_help"):
            continue
        entries = found[group_of(binding)]
        words = (binding.action == "likely" and likely) or binding.description
        known = entries.get(binding.action) or Entry((), words, binding.tooltip)
        key = display(binding.key)
        if key not in known.keys:
            entries[binding.action] = known._replace(keys=(*known.keys, key))
    return {title: list(entries.values()) for title, entries in found.items() if entries}


class KeyList(Widget):
    """The lines of the panel, as long as they take."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "KeyList { height: auto; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """Return headings, and keys with what they do. Words go on under words, never under a key."""
        hints = [hint for bar in self.screen.query(KeyBar) for hint in bar.hints]
        likely = next((hint.words for hint in hints if hint.action == "likely"), "")
        active = (each.binding for each in self.screen.active_bindings.values() if each.enabled)
        groups = grouped(active, likely)
        least = max((cell_len(" ".join(entry.keys)) for entries in groups.values() for entry in entries), default=0)
        lines = []
        for title, entries in groups.items():
            lines.append(Content.assemble((title, QUIET)))
            for entry in entries:
                lines += _entry_lines(entry, least, width - least - GAP, wordy=width >= WORDY)
            lines.append(Content(""))
        return lines[:-1]


class KeysPanel(Vertical):
    """The keys of the screen it is mounted on; it follows the row. ``help_key`` opens it and turns its pages."""

    DEFAULT_CSS = """
    KeysPanel {
        split: right; width: 33%; min-width: 30; max-width: 60; height: 100%;
        border-left: vkey $panel; padding: 0 1; background: $background;
        & .all { height: 1fr; scrollbar-gutter: stable; }
        & .how { height: 1; color: $text-muted; }
        &:ansi { background: ansi_default; }
    }
    """

    def __init__(self, help_key: str) -> None:
        super().__init__()
        self._help_key = help_key
        self._keys, self._how = KeyList(), Static("", classes="how")
        self._pages = VerticalScroll(self._keys, classes="all", can_focus=False)

    def compose(self) -> ComposeResult:
        yield self._pages
        yield self._how

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._follow())

    def _follow(self) -> None:
        self._keys.refresh(layout=True)
        self.call_after_refresh(self._say_how)

    def on_resize(self) -> None:
        """Say whether there are more pages at this size."""
        self.call_after_refresh(self._say_how)

    def more(self) -> bool:
        """Turn to the next page; false when the last one is on show."""
        if not self._goes_on:
            return False
        self._pages.scroll_page_down(animate=False, on_complete=self._say_how)
        return True

    @property
    def _goes_on(self) -> bool:
        return self._pages.scroll_offset.y < self._pages.max_scroll_y

    def _say_how(self) -> None:
        how = "more · esc close" if self._goes_on else "or esc close"
        self._how.update(Content(f"{self._help_key} {how}"))


def _entry_lines(entry: Entry, width: int, room: int, *, wordy: bool) -> Iterator[Content]:
    """Yield the lines of an entry: its keys in ``width`` cells, and what is said of them in ``room``."""
    said = f"{entry.words}  {entry.help}" if wordy and entry.help else entry.words
    keys, words = " ".join(entry.keys), len(entry.words)
    for line in wrapped(said, room):
        gap = " " * (width - cell_len(keys))
        yield Content.assemble(gap, (keys, KEY), " " * GAP, line[:words], (line[words:], QUIET))
        keys, words = "", max(0, words - len(line) - 1)
