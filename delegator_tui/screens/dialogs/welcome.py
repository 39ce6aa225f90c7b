"""The first run: one screen, three keys, and the demo."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.screens.dialogs.dialog import Dialog

THREE = (
    ("a", "put everything on your mind into the inbox, a line each"),
    ("t", "decide on each: drop it, hand it off, later, or yours"),
    ("f", "hand one to somebody good, with a date and a price"),
)


class Welcome(Dialog[str | None]):
    """Answers the key that was pressed. It covers the view: what stands there works only after it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "leave('a')", "add", show=False),
        Binding("d", "leave('d')", "demo", show=False),
        Binding("escape,enter,space,t,f", "leave('')", "go on", show=False),
        Binding("question_mark", "leave('?')", "keys", show=False),
        Binding("q", "app.leave", "leave", show=False),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("Welcome to delegator")
            parts: list[str | tuple[str, str]] = ["Get work off your plate. Three keys do most of it:\n\n"]
            for key, words in THREE:
                parts += ["  ", (key, "bold $text-primary"), f"   {words}\n"]
            parts += ["\nEverything is in one file of yours, and ", ("u", "bold $text-primary"), " undoes any step."]
            parts += ["\nTo look around first, ", ("d", "bold $text-primary"), " opens a demo with sample data. "]
            parts += ["Leave it with q; your book stays empty."]
            with VerticalScroll(classes="reading"):
                yield Static(Content.assemble(*parts))
            yield Static(Content("a add the first task · d demo · enter go on"), classes="keys")

    def on_resize(self) -> None:
        """Keep the keys on the screen, however small it is."""
        self.query_one(".reading").styles.max_height = max(1, self.app.size.height - 4)

    def action_leave(self, key: str) -> None:
        """Go on to the dashboard."""
        self.dismiss(key)
