"""What stands typed in the open screens: a screen with something to type says so by ``unsaved``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.screen import Screen

from delegator_tui.model.kept import Kept


def typed_in(app: App[Any]) -> list[Kept]:
    """Return every text that stands unsaved in the screens of an app. Passwords are never among them."""
    screens = [screen for stack in app._screen_stacks.values() for screen in stack]
    return [text for screen in screens for text in _of_screen(screen)]


def _of_screen(screen: Screen[Any]) -> Iterator[Kept]:
    unsaved = getattr(screen, "unsaved", None)
    found = unsaved() if unsaved is not None and screen.is_mounted else None
    if isinstance(found, Kept):
        yield found
    elif found is not None:
        yield from found
