"""Closing a screen after something was saved, while another may stand over it by now."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


class Closer:
    """Closes one screen, and never what stands over it. The screen calls ``resume`` in its ``on_screen_resume``."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._answer: tuple[object, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether the screen is closed as soon as nothing stands over it."""
        return bool(self._answer)

    def close(self, answer: object) -> None:
        """Close with this answer: now, or once what stands over the screen is gone."""
        self._answer = (answer,)
        self.resume()

    def resume(self) -> None:
        """Close if that is due and nothing stands over the screen any more."""
        if self._answer and self._screen.app.screen is self._screen:
            (answer,), self._answer = self._answer, ()
            self._screen.dismiss(answer)
