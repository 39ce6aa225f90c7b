"""The least Textual app: Header, Footer, a line that a key changes. What the dashboard is compared with."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Static


class Bare(App[None]):
    """Counts key presses."""

    TITLE = "bare"
    BINDINGS: ClassVar[list[BindingType]] = [("j", "count", "Count")]
    presses = 0

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("pressed 0 times")
        yield Footer()

    def action_count(self) -> None:
        """Show one more."""
        self.presses += 1
        self.query_one(Static).update(f"pressed {self.presses} times")


if __name__ == "__main__":
    Bare().run()
