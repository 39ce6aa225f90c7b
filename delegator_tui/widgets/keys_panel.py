"""The keys that work now, beside the view: those of the row first, and what each of them does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from delegator_tui.commands import BY_ID
from delegator_tui.keys import shown
from delegator_tui.model.display import wrapped
from delegator_tui.widgets.key_bar import KeyBar

WORDY = 36
"""Cells of the lines from which on it tells beside the words of a key what that does."""
LIKELY = BY_ID["likely"].action
PLACES = {id_: place for place, id_ in enumerate(BY_ID)}
GAP = 2
KEY, QUIET = "bold $text-primary", "$foreground 70%"
GROUPS = ("On this row", "In this view", "Everywhere")
WIDEST = 12
"""Cells of the keys: longer ones push their words aside."""
ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "pgup", "pagedown": "pgdn"}


class Entry(NamedTuple):
    """One line: keys that do the same, what that is called, and what it does."""

    keys: tuple[str, ...]
    words: str
    help: str


def display(key: str) -> str:
    """Return a key as the panel writes it."""
    return ARROWS.get(key, shown(key))


@cache
def of_textual(kind: type) -> frozenset[str]:
    """Return the actions whose keys come with every program made of Textual, such as those of a text field."""
    theirs = (each for each in kind.__mro__ if each.__module__.startswith("textual."))
    bindings = (binding for each in theirs for binding in vars(each).get("BINDINGS", ()))
    return frozenset(binding.action for binding in bindings if isinstance(binding, Binding))


def group_of(active: ActiveBinding) -> str:
    """Return under which heading a key stands."""
    command = BY_ID.get(active.binding.id or "")
    on = command.on if command else "list"
    if on == "app" and isinstance(active.node, App):
        return "Everywhere"
    return "In this view" if on in ("app", "list") else "On this row"


def _place(active: ActiveBinding) -> tuple[int, bool]:
    """Return where a key stands: commands as their table has them, then the keys of the screen, then the moves."""
    return PLACES.get(active.binding.id or "", len(PLACES)), not isinstance(active.node, Screen)


def grouped(bindings: Iterable[ActiveBinding], likely: str = "") -> dict[str, list[Entry]]:
    """Return the entries under each heading, each action once.

    ``likely`` is what the likely next step of the row is called.
    """
    found: dict[str, dict[str, Entry]] = {title: {} for title in GROUPS}
    for active in sorted(bindings, key=_place):
        binding = active.binding
        if not binding.description or binding.action in (*of_textual(type(active.node)), "close_help"):
            continue
        entries = found[group_of(active)]
        words = (binding.action == LIKELY and likely) or binding.description
        known = entries.get(binding.action) or Entry((), words, binding.tooltip)
        key = display(binding.key)
        if key not in known.keys:
            entries[binding.action] = known._replace(keys=(*known.keys, key))
    return {title: list(entries.values()) for title, entries in found.items() if entries}


def typed(screen: Screen[object], key: str) -> bool:
    """Tell whether a key only writes what it says, because a text has the focus."""
    focused = screen.focused
    character = shown(key) if len(shown(key)) == 1 else key_to_character(key)
    return focused is not None and focused.check_consume_key(key, character)


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
        likely = next((hint.words for hint in hints if hint.action == LIKELY), "")
        screen = self.screen
        active = (each for key, each in screen.active_bindings.items() if each.enabled and not typed(screen, key))
        groups = grouped(active, likely)
        longest = max((cell_len(" ".join(entry.keys)) for entries in groups.values() for entry in entries), default=0)
        least = min(longest, WIDEST)
        lines = []
        for title, entries in groups.items():
            lines.append(Content.assemble((title, QUIET)))
            for entry in entries:
                lines += _entry_lines(entry, least, width - least - GAP, wordy=width >= WORDY)
            lines.append(Content(""))
        return lines[:-1]


class HowLine(Widget):
    """The last line of the panel: how to go on."""

    DEFAULT_CSS = "HowLine { height: 1; color: $text-muted; }"

    def __init__(self, help_key: Callable[[], str], pages: VerticalScroll) -> None:
        super().__init__()
        self._help_key, self._pages = help_key, pages

    @property
    def goes_on(self) -> bool:
        """Whether there is another page."""
        return self._pages.scroll_offset.y < self._pages.max_scroll_y

    def render(self) -> Content:
        key = self._help_key()
        if typed(self.screen, key):
            return Content("esc close")
        return Content(f"{shown(key)} more · esc close" if self.goes_on else f"{shown(key)} or esc close")


class KeysPanel(Vertical):
    """The keys of the screen it is mounted on; it follows the row. ``help_key`` opens it and turns its pages."""

    DEFAULT_CSS = """
    KeysPanel {
        split: right; width: 33%; min-width: 30; max-width: 60; height: 100%;
        border-left: vkey $panel; padding: 0 1; background: $background;
        & .all { height: 1fr; overflow-y: scroll; }
        &:ansi { background: ansi_default; }
    }
    """

    def __init__(self, help_key: Callable[[], str]) -> None:
        super().__init__()
        self._keys = KeyList()
        self._pages = VerticalScroll(self._keys, classes="all", can_focus=False)
        self._how = HowLine(help_key, self._pages)

    def compose(self) -> ComposeResult:
        yield self._pages
        yield self._how

    def on_mount(self) -> None:
        self._news = self.screen.bindings_updated_signal  # of another focus, too
        self._news.subscribe(self, self._follow)
        self.watch(self._pages, "scroll_y", self._scrolled, init=False)

    def on_unmount(self) -> None:
        """Say that nothing need be told any more: Textual would keep a panel that is gone until the next row."""
        self._news.unsubscribe(self)

    def _scrolled(self) -> None:
        self._how.refresh()

    def _follow(self, _: object) -> None:
        self._keys.refresh(layout=True)
        self._how.refresh()

    def more(self) -> bool:
        """Turn to the next page; false when the last one is on show."""
        if self._pages.size and not self._how.goes_on:
            return False
        self._pages.scroll_page_down(animate=False)
        return True


def _entry_lines(entry: Entry, width: int, room: int, *, wordy: bool) -> Iterator[Content]:
    """Yield the lines of an entry: its keys in ``width`` cells, and what is said of them in ``room``."""
    said = f"{entry.words}  {entry.help}" if wordy and entry.help else entry.words
    keys, words = " ".join(entry.keys), len(entry.words)
    for line in wrapped(said, room):
        gap = " " * (width - cell_len(keys))
        yield Content.assemble(gap, (keys, KEY), " " * GAP, line[:words], (line[words:], QUIET))
        keys, words = "", max(0, words - len(line) - 1)
