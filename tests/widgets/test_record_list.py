"""The list by its keys, its mouse and its picture."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import ClassVar

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input

from delegator_tui.widgets.list_layout import Blank, Cell, Heading, Layout, Line
from delegator_tui.widgets.list_lines import Lines
from delegator_tui.widgets.record_list import RecordList

GROUPS: list[Line] = [Heading("On you", "2"), "a1", "a2", Blank(), Heading("Overdue", "3"), "b1", "b2", "b3"]
COLUMNS = [Layout(1, gap=1), Layout(0, min_width=10), Layout(8, "right", drop=1)]
HOSTILE = [
    "see [/foo]",
    "[bold unclosed",
    "日本語 の タスク",
    "\x1b[31mred",
    "👩🏽\u200d💻 e\u0301",
    "x" * 10_000,
    "one\ntwo",
]


class ListApp(App[None]):
    """One list, a field that can take the focus, and what the list said."""

    CSS = "Input { height: 1; border: none; } RecordList { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "note('escape')"), Binding("enter", "note('enter')")]

    def __init__(self, lines: Iterable[Line], texts: dict[str, str] | None = None) -> None:
        super().__init__()
        self.lines = list(lines)
        self.texts = texts or {}
        self.drawn: list[str] = []
        self.said: list[object] = []

    def compose(self) -> ComposeResult:
        yield RecordList(self.draw, COLUMNS, empty="Nothing here yet.\n\na  adds the first task", id="list")
        yield Input()

    def draw(self, key: str) -> list[Cell]:
        self.drawn.append(key)
        return [Cell("!", "overdue"), Cell(self.texts.get(key, key), "title"), Cell("$180", "muted")]

    def on_mount(self) -> None:
        self.rows.set_lines(self.lines)
        self.rows.focus()

    @property
    def rows(self) -> RecordList:
        return self.query_one(RecordList)

    def action_note(self, key: str) -> None:
        self.said.append(key)

    def on_record_list_moved(self, event: RecordList.Moved) -> None:
        self.said.append(("moved", event.key))

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        self.said.append(("opened", event.key))

    def on_record_list_marked(self, event: RecordList.Marked) -> None:
        self.said.append(("marked", event.count))

    def screen_lines(self) -> list[str]:
        """What the list shows, without its scrollbar."""
        height, width = self.rows.region.height, self.rows.scrollable_size.width
        return [self.rows.render_line(y).text[:width] for y in range(height)]

    def pointed(self) -> str:
        """The text of the one line with the cursor."""
        [line] = [line for line in self.screen_lines() if line[1] == "▸"]
        return line[5:].split()[0]


@asynccontextmanager
async def running(app: ListApp, size: tuple[int, int] = (60, 13)) -> AsyncIterator[Pilot[None]]:
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        app.said.clear()
        yield pilot


def many(count: int) -> list[Line]:
    return [f"k{number}" for number in range(count)]


async def test_the_cursor_starts_on_the_first_row_and_says_so() -> None:
    app = ListApp(GROUPS)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.said == [("moved", "a1")]
        assert app.rows.current == app.pointed() == "a1"


async def test_headings_and_blanks_are_never_under_the_cursor() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        seen = []
        for key in ("up", "j", "down", "j", "j", "j", "k", "up", "k"):
            await pilot.press(key)
            seen.append(app.rows.current)
        assert seen == ["a1", "a2", "b1", "b2", "b3", "b3", "b2", "b1", "a2"]


async def test_movement_keys_jump_by_page_and_to_the_ends() -> None:
    app = ListApp(many(100))
    async with running(app) as pilot:
        seen = []
        for key in ("pagedown", "pageup", "ctrl+d", "ctrl+u", "G", "g", "end", "home"):
            await pilot.press(key)
            seen.append(app.rows.current)
        assert seen == ["k11", "k0", "k6", "k0", "k99", "k0", "k99", "k0"]


async def test_the_cursor_is_always_in_view_and_its_heading_with_it() -> None:
    app = ListApp([Heading("First"), *many(30), Blank(), Heading("Last"), "z"])
    async with running(app) as pilot:
        await pilot.press("G")
        assert app.pointed() == "z"
        await pilot.press("g")
        assert app.pointed() == "k0"
        assert app.screen_lines()[0].startswith(" First")


async def test_movement_keys_can_be_remapped_by_id() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        app.set_keymap({"list.down": "n"})
        await pilot.press("n", "j", "down")
        assert app.rows.current == "a2"


async def test_the_cursor_keeps_its_key_when_the_order_changes() -> None:
    app = ListApp(many(50))
    async with running(app) as pilot:
        await pilot.press("j", "j", "j")
        app.rows.set_lines([f"k{number}" for number in reversed(range(50))])
        await pilot.pause()
        assert app.rows.current == app.pointed() == "k3"
        assert app.said == [("moved", "k1"), ("moved", "k2"), ("moved", "k3")]


async def test_a_removed_row_leaves_the_cursor_to_the_row_that_took_its_place() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        app.rows.move_to("b2")
        app.rows.set_lines([line for line in GROUPS if line != "b2"])
        await pilot.pause()
        assert app.rows.current == "b3"
        app.rows.set_lines([line for line in GROUPS if line not in ("b2", "b3")])
        await pilot.pause()
        assert app.rows.current == app.pointed() == "b1"
        assert app.said == [("moved", "b2"), ("moved", "b3"), ("moved", "b1")]


async def test_rows_that_come_above_do_not_shift_what_is_looked_at() -> None:
    app = ListApp(many(50))
    async with running(app) as pilot:
        app.rows.move_to("k30")
        await pilot.press("k", "k")
        before = app.screen_lines()
        app.rows.set_lines(["new", "newer", *many(50)])
        await pilot.pause()
        assert app.screen_lines() == before


@pytest.mark.parametrize(("key", "then"), [
    ("review:a", ["b", "pay:a", "c"]), ("a", ["b", "c", "review:a"]), ("review:a", ["a", "b", "c"]),
])  # fmt: skip
async def test_the_cursor_follows_a_record_to_another_row_of_its(key: str, then: list[Line]) -> None:
    app = ListApp([key, "b", "c"])
    async with running(app):
        app.rows.follows = True
        app.rows.move_to(key)
        app.rows.set_lines(then)
        assert app.rows.current == next(each for each in then if str(each).endswith("a"))
        app.rows.set_lines(["b", "c"])
        assert app.rows.current in ("b", "c")


async def test_a_view_scrolled_away_from_the_cursor_stays_where_it_is() -> None:
    app = ListApp(many(50))
    async with running(app) as pilot:
        app.rows.scroll_to(y=20, animate=False)
        await pilot.pause()
        app.rows.set_lines(many(49))
        await pilot.pause()
        assert app.screen_lines()[0].split()[1] == "k20"
        assert app.rows.current == "k0"
        await pilot.press("j")
        assert app.pointed() == "k1"


async def test_a_list_that_shrinks_shows_its_last_rows() -> None:
    app = ListApp(many(1000))
    async with running(app) as pilot:
        await pilot.press("G")
        app.rows.set_lines(many(20))
        await pilot.pause()
        assert app.pointed() == "k19"
        assert app.screen_lines()[-1].split()[2] == "k19"


async def test_move_to_finds_a_key_and_says_when_there_is_none() -> None:
    app = ListApp(many(100))
    async with running(app) as pilot:
        assert app.rows.move_to("k70")
        assert not app.rows.move_to("gone")
        await pilot.pause()
        assert app.pointed() == "k70"


async def test_a_scrollbar_appears_where_the_view_is() -> None:
    app = ListApp([])
    async with running(app) as pilot:
        app.rows.set_lines(many(1000))
        app.rows.move_to("k700")
        await pilot.pause()
        assert app.rows.vertical_scrollbar.position == app.rows.scroll_y == 689


async def test_space_marks_and_moves_on_and_marks_keep_the_order_of_the_list() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        app.rows.move_to("b1")
        await pilot.press("space", "g", "space", "space", "k", "space")
        assert app.rows.marked == ("a1", "b1")
        assert [line[0] for line in app.screen_lines()[:8]] == [" ", "*", " ", " ", " ", "*", " ", " "]


async def test_marks_stay_by_key_and_those_of_gone_rows_go() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        await pilot.press("space", "space", "space")
        app.rows.set_lines(["b1", "a1", "new"])
        await pilot.pause()
        assert app.rows.marked == ("b1", "a1")
        assert [said for said in app.said if said[0] == "marked"][-1] == ("marked", 2)  # type: ignore[index]


async def test_a_range_follows_the_cursor_both_ways_until_it_is_ended() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        seen = []
        for keys in (["j", "v", "j", "j"], ["g"], ["v", "G"]):
            await pilot.press(*keys)
            seen.append(app.rows.marked)
        assert seen == [("a2", "b1", "b2"), ("a1", "a2"), ("a1", "a2")]


async def test_escape_ends_the_range_then_clears_the_marks_then_is_the_screens() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        await pilot.press("v", "j", "escape", "j")
        assert app.rows.marked == ("a1", "a2")
        await pilot.press("escape")
        assert not app.rows.marked
        assert "escape" not in app.said
        await pilot.press("escape")
        assert app.said[-1] == "escape"


async def test_a_range_whose_start_is_gone_ends() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        await pilot.press("v", "j", "j")
        app.rows.set_lines(["a2", "b1", "b2"])
        await pilot.press("j")
        assert app.rows.marked == ("a2", "b1")


async def test_enter_opens_the_row() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        await pilot.press("j", "enter")
        assert app.said == [("moved", "a2"), ("opened", "a2")]


async def test_a_click_chooses_and_a_second_click_opens() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        await pilot.click(RecordList, offset=(10, 6))
        assert app.said == [("moved", "b2")]
        await pilot.click(RecordList, offset=(10, 6))
        assert app.said[-1] == ("opened", "b2")
        await pilot.click(RecordList, offset=(10, 4))
        await pilot.click(RecordList, offset=(10, 11))
        assert app.rows.current == "b2"
        assert len(app.said) == 2


async def test_a_click_counts_from_what_is_scrolled_to() -> None:
    app = ListApp(many(50))
    async with running(app) as pilot:
        app.rows.scroll_to(y=20, animate=False)
        await pilot.pause()
        await pilot.click(RecordList, offset=(10, 3))
        assert app.rows.current == "k23"


async def test_an_empty_list_says_what_it_will_hold_and_leaves_keys_to_the_screen() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        app.rows.set_lines([])
        await pilot.press("enter", "j", "space", "v", "G", "pagedown")
        assert app.rows.current is None
        assert app.said == [("moved", None), "enter"]
        assert "a  adds the first task" in "\n".join(app.screen_lines())
        app.rows.set_lines(GROUPS)
        await pilot.pause()
        assert app.said[-1] == ("moved", "a1")


async def test_headings_alone_are_an_empty_list() -> None:
    app = ListApp([Heading("On you", "0")])
    async with running(app):
        assert "Nothing here yet." in "\n".join(app.screen_lines())
        assert app.rows.current is None


async def test_the_cursor_can_be_seen_without_colour_and_without_focus() -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        focused = app.rows.render_line(1)
        app.query_one(Input).focus()
        await pilot.pause()
        blurred = app.rows.render_line(1)
        assert focused.text == blurred.text
        assert focused.text.startswith(" ▸ !")
        grounds = [{segment.style.bgcolor for segment in strip if segment.style} for strip in (focused, blurred)]
        assert len(grounds[0]) == len(grounds[1]) == 1
        assert grounds[0] != grounds[1]


async def test_a_hundred_thousand_rows_draw_only_what_is_seen() -> None:
    app = ListApp(many(100_000))
    async with running(app) as pilot:
        await pilot.press("G")
        assert app.pointed() == "k99999"
        await pilot.press("pageup", "space", "g")
        assert app.rows.marked == ("k99988",)
        app.rows.set_lines(many(50_000))
        await pilot.pause()
        assert not app.rows.marked
        assert app.pointed() == "k0"
        assert len(app.drawn) < 500


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (4, 3), (1, 1)])
async def test_every_line_is_exactly_as_wide_as_the_list(size: tuple[int, int]) -> None:
    texts = {f"h{number}": text for number, text in enumerate(HOSTILE)}
    app = ListApp([Heading("日本語 [/x]", "12"), *texts, Blank()], texts)
    async with running(app, size) as pilot:
        await pilot.press("j", "space")
        width = app.rows.scrollable_size.width
        strips = [app.rows.render_line(y) for y in range(len(app.lines) + 2)]
        assert {strip.cell_length for strip in strips} == {width}
        assert {cell_len(strip.text) for strip in strips} == {width}
        assert not any("\x1b" in strip.text or "\n" in strip.text for strip in strips)


async def test_resizing_keeps_the_cursor_in_view_and_drops_columns() -> None:
    app = ListApp(many(100))
    async with running(app, (80, 24)) as pilot:
        app.rows.move_to("k15")
        await pilot.resize_terminal(24, 6)
        await pilot.pause()
        assert app.pointed() == "k15"
        assert "$180" not in "\n".join(app.screen_lines())
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.pointed() == "k15"
        assert all(line.endswith("$180") for line in app.screen_lines())


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light", "nord"])
async def test_every_style_exists_in_every_theme(theme: str) -> None:
    app = ListApp(GROUPS)
    async with running(app) as pilot:
        app.theme = theme
        await pilot.pause()
        for name in ("muted", "accent", "overdue", "soon", "good", "title", "heading", "mark"):
            assert app.rows.get_component_rich_style(f"record-list--{name}").color is not None


async def test_messages_name_their_list() -> None:
    heard: list[Message] = []

    class Listening(ListApp):
        def on_record_list_opened(self, event: RecordList.Opened) -> None:
            heard.append(event)

    app = Listening(GROUPS)
    async with running(app) as pilot:
        await pilot.press("enter")
        assert [message.control for message in heard] == [app.rows]


async def test_a_row_that_says_the_same_on_another_line_is_taken_as_it_was_painted() -> None:
    app = ListApp(many(9))
    async with running(app):
        before = [app.rows.render_line(y) for y in range(9)]
        app.rows.set_lines(many(9)[1:])
        after = [app.rows.render_line(y) for y in range(8)]
        assert [line.text for line in after[1:]] == [line.text for line in before[2:]]
        assert all(one is other for one, other in zip(after[1:], before[2:], strict=True))


@pytest.mark.parametrize("how", ["theme", "text", "mark", "width", "focus"])
async def test_a_row_is_painted_anew_where_it_looks_different(how: str) -> None:
    app = ListApp(many(9))
    async with running(app) as pilot:
        row = 0 if how == "focus" else 1
        before = app.rows.render_line(row)
        if how == "theme":
            app.theme = "textual-light"
        elif how == "text":
            app.texts["k1"] = "another"
        elif how == "mark":
            await pilot.press("j", "space", "k", "k")
        elif how == "width":
            await pilot.resize_terminal(40, 13)
        else:
            app.query_one(Input).focus()
        await pilot.pause()
        assert app.rows.render_line(row) != before


async def test_no_more_rows_are_kept_than_some_screens_full() -> None:
    app = ListApp(many(2000))
    async with running(app) as pilot:
        for _ in range(60):
            await pilot.press("pagedown")
            app.screen_lines()
            assert len(app.rows._strips) <= 512


@pytest.mark.parametrize(
    ("lines", "at", "others", "expected"),
    [
        ("abc", 0, "bc", True), ("abc", 1, "ac", True), ("abc", 2, "ab", True), ("a", 0, "", True),
        ("abc", 1, "bc", False), ("abc", 1, "abc", False), ("abc", 1, "a", False), ("abc", 1, "ca", False),
    ],
)  # fmt: skip
def test_lines_know_when_one_of_them_is_gone(lines: str, at: int, others: str, expected: bool) -> None:
    assert Lines(list(lines)).without(at, list(others)) is expected
