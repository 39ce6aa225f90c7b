"""Undo and redo of the last step, and the question before what changed since is written over."""

from __future__ import annotations

from collections.abc import Callable

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner


class UndoService:
    """Takes steps back, and does them again."""

    def __init__(self, runner: VerbRunner, app: Dashboard) -> None:
        self._runner = runner
        self._app = app

    def undo(self) -> None:
        """Take back the last step."""
        self._step(Desk.undo)

    def redo(self) -> None:
        """Do again what was undone."""
        self._step(Desk.redo)

    def _step(self, verb: Callable[..., Done], *, anyway: bool = False) -> None:
        async def step() -> None:
            outcome = await self._runner.do(lambda desk: verb(desk, anyway=anyway))
            screen = self._app.view_on_show()
            if isinstance(outcome, Refused) and outcome.force and not anyway:
                self._ask_anyway(outcome, verb)
            elif isinstance(outcome, DelegatorError):
                self._app.refuse(outcome)
            elif screen is not None:
                screen.tell(outcome)

        self._app.run_worker(step(), group="verbs")

    def _ask_anyway(self, why: Refused, verb: Callable[..., Done]) -> None:
        """Ask before a step is taken back over what changed since."""
        from delegator_tui.screens.dialogs.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self._step(verb, anyway=True)

        self._app.push_screen(Confirm(str(why), "do it all the same"), answered)
