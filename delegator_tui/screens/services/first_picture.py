"""The first picture is painted once, when all is there that it shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from textual.app import App

from delegator_tui.screens.verb_runner import VerbRunner


class FirstPicture:
    """Holds an app's paints back until the first picture is whole; ``begin`` is called once it stands."""

    def __init__(self, app: App[None], runner: VerbRunner, begin: Callable[[], None]) -> None:
        self._app = app
        self._runner = runner
        self._begin = begin
        self._unpainted = ExitStack()
        self.is_coming = False
        """Whether the first screen is there, made with the styles as they are."""
        runner.may_paint = False
        runner.painted.clear()

    def hold(self) -> None:
        """Paint nothing until all is there that the first picture shows, and then all of it at once."""
        self._unpainted.enter_context(self._app.batch_update())
        self.is_coming = True
        self._app.call_after_refresh(self._paint)

    def _paint(self) -> None:
        self._runner.may_paint = True
        self._unpainted.close()
        self._app.screen.refresh(repaint=False, layout=True)
        self._app.call_after_refresh(self._stand)

    def _stand(self) -> None:
        """Have what was typed so far handed on: the first picture stands, and a list has the focus."""
        self._runner.painted.set()
        self._begin()
