"""The private names of Textual that the program rests on: another Textual may lack them, or mean something else."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from delegator_tui.app import DelegatorApp
from delegator_tui.desk.desk import Desk
from delegator_tui.model.text import visible
from delegator_tui.screens.views.inbox import Inbox
from delegator_tui.screens.views.listing import ListScreen
from tests.screens.conftest import Launch
from tests.screens.textual_names import made, theirs, used

TAKEN = {
    "_close_messages_no_wait": App,  # ends by a bug without the variables that Textual would print
    "_exception_event": App,
    "_exit_renderables": App,
    "_screen_stacks": App,  # what stands typed in screens of other modes
    "_running": App,
    "_on_timer_update": Screen,  # lays out what was asked for since
    "_layout_required": Widget,
    "_repaint_required": Widget,
    "_scroll_required": Widget,
    "_bindings": Screen,  # a content brings keys of its own
    "_vertical_scrollbar": Widget,
    "_suggestion": Input,
}
"""What the program takes of an object of Textual."""
OF_DRIVER = frozenset({
    "_auto_restart", "_disable_line_wrap", "_enable_bracketed_paste", "_enable_mouse_support", "_get_terminal_size",
    "_in_band_window_resize", "_query_in_band_window_resize", "_request_terminal_sync_mode_support",
})  # fmt: skip
"""What the drivers of ours take of Textual's."""
IN_DRIVER = frozenset({
    "_app", "_debug", "_file", "_key_thread", "_loop", "_must_signal_resume", "_patch_iflag", "_patch_lflag",
    "_run_input_thread", "_sigcont_application", "_sigtstp_application", "_writer_thread",
})  # fmt: skip
"""What both have: ours sets it, or does it in another way, and Textual's rests on it."""
SET = {
    "_clipboard": App,  # what was copied last, for a field to paste
    "_css_update_count": Screen,  # whether it has the styles as the app has them
    "_build_driver": App, "_driver": App, "_exception": App, "_handle_exception": App, "_return_code": App,
}  # fmt: skip
"""What the program sets, or does in another way, as it starts and ends."""
OURS_TOO = frozenset({"_replace"})
"""Of named tuples."""
OVERRIDDEN = {"_compositor_refresh": Screen, "_load_screen_css": App, "_on_paste": Input}
"""What classes of the program do in another way than those of Textual."""
OF_OTHERS = frozenset({"_running", "_log", "_task", "_loop"})
"""Names that objects of the program have which are nothing of Textual's."""


def test_every_private_name_that_is_taken_of_textual_is_there() -> None:
    assert used() - made() - OURS_TOO == (set(TAKEN) | OF_DRIVER) - OF_OTHERS
    objects = {App: App(), Screen: Screen(), Widget: Widget(), Input: Input()}
    assert [name for name, kind in (TAKEN | SET).items() if not hasattr(objects[kind], name)] == []


async def test_every_private_name_that_is_taken_of_a_driver_is_there() -> None:
    driver = LinuxDriver(App())
    assert [name for name in OF_DRIVER | IN_DRIVER if not hasattr(driver, name)] == []
    assert hasattr(WriterThread(io.StringIO()), "_queue")


def test_the_program_makes_no_private_name_that_is_textuals_but_to_override_it() -> None:
    assert made() & theirs() == set(OVERRIDDEN) | set(SET) | OF_OTHERS
    assert [name for name, kind in OVERRIDDEN.items() if name not in vars(kind)] == []
    assert "_on_paste" in vars(TextArea)


class Counted(ListScreen):
    """A view that counts how often Textual asks it to paint."""

    asked = 0

    def _compositor_refresh(self) -> None:
        self.asked += 1
        super()._compositor_refresh()


class Written(DelegatorApp):
    """A dashboard whose inbox counts."""

    def _maker(self, name: str) -> Callable[[], Screen[Any]]:
        return (lambda: Counted(self.runner, self.the_book, Inbox())) if name == "inbox" else super()._maker(name)


async def test_textual_asks_the_screen_to_paint_and_a_change_is_noted_where_we_look(
    sample: Desk, launch: Launch
) -> None:
    async with launch(sample, app_of=Written) as board:
        await board.press("2")
        view = board.view
        assert isinstance(view, Counted)
        before = view.asked
        await board.press("j")
        await board.wait(lambda: view.asked > before)
        rows = board.rows_list
        rows.refresh(layout=True)
        assert rows._repaint_required
        assert rows._layout_required
        rows._refresh_scroll()
        assert rows._scroll_required
        await board.rest()
        assert not any((rows._repaint_required, rows._layout_required, rows._scroll_required))


async def test_a_paste_comes_through_our_fields_and_a_driver_is_there(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("N")
        await board.wait(lambda: isinstance(board.app.screen.focused, Input))
        board.app.post_message(events.Paste("a\x1bb"))
        await board.rest()
        focused = board.app.screen.focused
        assert isinstance(focused, Input)
        assert focused.value == visible("a\x1bb")
        assert board.app._driver is not None
