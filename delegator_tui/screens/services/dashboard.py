"""What a service asks of the dashboard: what is on show, and to say, to ask or to have something done there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from textual.screen import Screen

from delegator_tui.errors import DelegatorError
from delegator_tui.model.book import Book
from delegator_tui.screens.views.base import BookScreen

if TYPE_CHECKING:  # read with the first copy
    from delegator_tui.outbox.clipboard import Copied

T = TypeVar("T")


class Dashboard(Protocol):
    """An app with views over a book. ``DelegatorApp`` is one; a service knows no more of it than this."""

    @property
    def the_book(self) -> Book:
        """The book on show."""

    @property
    def is_running(self) -> bool:
        """Whether the app is on the screen, and not being closed."""

    @property
    def screen(self) -> Screen[Any]:
        """What stands on top: a view, or a dialog over one."""

    def view_on_show(self) -> BookScreen | None:
        """Return the view on top, below any dialog."""

    def is_open(self, kind: type[object]) -> bool:
        """Tell whether a screen of this kind, or a list with such a content, stands over the view."""

    def refuse(self, error: DelegatorError) -> None:
        """Say a refusal above the keys."""

    def notify(
        self, message: str, *, title: str = "",
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float | None = None, markup: bool = True,
    ) -> None:  # fmt: skip
        """Show a text in the corner for a while."""

    def bell(self) -> None:
        """Ring the terminal's bell."""

    async def copy(self, text: str) -> Copied:
        """Put a text on the clipboard; return by which way, and whether that was seen to work."""

    def suspend(self) -> AbstractContextManager[None]:
        """Give the terminal back for a while. Raises SuspendNotSupported."""

    def push_screen(self, screen: Screen[T], callback: Callable[[T | None], None] | None = None) -> object:
        """Ask something on top; ``callback`` gets the answer."""

    def run_worker(self, work: Any, name: str | None = "", group: str = "default") -> object:  # noqa: ANN401 - Textual's
        """Have a coroutine done on the screen's loop; it is cancelled when the app closes."""
