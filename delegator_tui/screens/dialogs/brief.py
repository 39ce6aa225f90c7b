"""The brief as text: read it, copy it."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.text import shown
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.terminal.editor import lent, told
from delegator_tui.widgets.key_lines import KeyLines

if TYPE_CHECKING:  # read with the first copy
    from delegator_tui.outbox.clipboard import Copied

Copy = Callable[[str], Awaitable["Copied"]]
READ_KEYS = ("c copy", "p print", "esc leave")
SEND_KEYS = ("c copy", "p print", "s it is sent", "esc keep the draft")
SENT = "sent"
"""The answer of who has sent it in a way of their own."""


def no_more(_: int) -> None:
    """End the waiting for enter."""
    raise EOFError


class BriefDialog(Dialog[str | None]):
    """Shows a text; answers with the sentence on how it was copied or printed, and what to do then, or with None.

    ``into`` what it is pasted, ``copy`` puts it on the clipboard. ``sending``: it is to be sent now, and may be without
    any of that: then the answer is ``SENT``. ``gaps`` are sentences on what is missing or clashes, above the text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "copy", show=False),
        Binding("p", "print", "print", show=False),
        Binding("s", "sent", "it is sent", show=False),
        Binding("escape,q", "leave", "leave", show=False),
    ]

    def __init__(
        self, title: str, text: str, into: str, copy: Copy, *, sending: bool = False, gaps: Sequence[str] = ()
    ) -> None:
        super().__init__(classes="-wide")
        self._title = title
        self._into = into
        self._copy = copy
        self._sending = sending
        self._text = text
        self._gaps = "\n".join(f"! {shown(gap)}" for gap in gaps)
        self._safe_text = "\n".join(map(shown, text.split("\n")))
        self._keys = SEND_KEYS if sending else READ_KEYS

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(f"Brief: {shown(self._title)}")
            with VerticalScroll(classes="reading"):
                if self._gaps:
                    yield Static(Content(f"{self._gaps}\n"), classes="refusal")
                yield Static(Content(self._safe_text))
            yield KeyLines(*self._keys)

    def on_resize(self) -> None:
        """Keep the keys on the screen, however long the text is."""
        self.query_one(".reading").styles.max_height = max(
            1, self.app.size.height - 4 - self.query_one(KeyLines).more()
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "sent" or self._sending

    def action_copy(self) -> None:
        """Put the text on the clipboard."""
        self.run_worker(self._copy_it(), exclusive=True)

    async def _copy_it(self) -> None:
        done = await self._copy(self._text)
        said = done.say(self._into)
        if done.way:
            self.dismiss(said)
        else:
            self.notify(said, severity="warning", markup=False)

    def action_print(self) -> None:
        """Print the text on the terminal behind the dashboard, to read or to pick up with the mouse."""
        try:
            with lent(self.app), suppress(EOFError, OSError), told(no_more):
                sys.stdout.write(f"\n{self._safe_text}\n")
                input("enter goes back to delegator ")
        except SuspendNotSupported:
            self.action_copy()
            return
        self.dismiss(f"Printed. Take it over into {self._into}.")

    def action_sent(self) -> None:
        """Say that it is sent, by whatever way."""
        self.dismiss(SENT)

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)
