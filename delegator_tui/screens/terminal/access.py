"""What an app asks of its terminal: which driver it takes, whether it is still there, and to write to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver


def terminal_driver() -> type[Driver] | None:
    """Return our driver of the terminal; None where Textual's own must do."""
    try:
        from delegator_tui.screens.terminal.driver import TerminalDriver
    except ImportError:  # Windows has no termios
        return None
    return TerminalDriver


def has_terminal(app: App[Any]) -> bool:
    """Tell whether somebody can read what the app shows: false once its terminal was taken away."""
    return bool(getattr(app._driver, "is_there", True))


def write(app: App[Any], sequence: str) -> bool:
    """Write a sequence to the terminal; return False where there is none, or it is a browser."""
    if app._driver is None or app.is_headless or app.is_web:
        return False
    app._driver.write(sequence)
    app._driver.flush()
    return True
