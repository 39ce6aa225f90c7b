"""Closing a screen after something was saved, while another may stand over it by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    Base = Screen[Any]
else:
    Base = object  # plain until a screen is made of it: each class of screens costs milliseconds at the start


class Leaving(Base):
    """A screen that closes itself, and never what stands over it."""

    _answer: tuple[object, ...] = ()

    @property
    def has_left(self) -> bool:
        """Whether it is closed as soon as nothing stands over it."""
        return bool(self._answer)

    def leave(self, answer: object) -> None:
        """Close with this answer: now, or once what stands over it is gone."""
        self._answer = (answer,)
        self._close()

    def on_screen_resume(self) -> None:
        self._close()

    def _close(self) -> None:
        if self._answer and self.app.screen is self:
            (answer,), self._answer = self._answer, ()
            self.dismiss(answer)
