"""How a dashboard ends when its owner does not leave it: a signal, a terminal that is gone, a bug.

Nothing more is claimed or sent, the verb that is being saved is waited for, and what stands typed is kept.
"""

from __future__ import annotations

import asyncio
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from delegator_tui.errors import NotSaved
from delegator_tui.model.text import shown
from delegator_tui.screens.terminal.access import has_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text
    from textual.app import App

    from delegator_tui.desk.desk import Desk
    from delegator_tui.model.kept import Kept
    from delegator_tui.screens.verb_runner import VerbRunner

PATIENCE = 6.0
"""Seconds for which a verb that is being saved is waited for: longer than another program's lock is."""
KEPT = "delegator: what you were typing is kept; the dashboard offers it when you open it again."
NOT_KEPT = "delegator: what you were typing could not be kept: {why} It was:\n"
BUG = "delegator stopped because of a bug. What was saved is safe. This is where it happened, nothing of yours:\n"
TELLING = (AttributeError, NameError, ImportError, TypeError, RecursionError, ZeroDivisionError, IndexError)
"""Errors whose words come from Python and name no value."""


def report(bug: BaseException) -> str:
    """Say where a bug is, without a value: those of variables, and the words of most errors, may come from the book."""
    bug = getattr(bug, "error", bug)  # what a worker of Textual's wraps
    said = f": {bug}" if isinstance(bug, TELLING) else ""
    if isinstance(bug, OSError) and bug.strerror:
        said = f": {bug.strerror}"
    frames = "".join(traceback.format_list(traceback.extract_tb(bug.__traceback__)))
    return f"{BUG}{frames}{type(bug).__name__}{said}"


def end_by_bug(app: App[Any], bug: Exception, words: str = "") -> None:
    """End an app by a bug, with exit code 1; Textual would show the variables, too."""
    from rich.text import Text

    app._return_code = 1
    if app._exception is None:
        app._exception = bug
        app._exception_event.set()
        app._exit_renderables.append(Text("\n".join(filter(None, [report(bug), words]))))
    app._close_messages_no_wait()


def keep(desk: Desk, texts: Sequence[Kept], before: Sequence[str] = ()) -> tuple[list[str], str]:
    """Keep texts beside the book, instead of those named ``before`` and of what they were opened with.

    Returns their names, and the sentence about it; in a book that is thrown away nothing is kept, and nothing is said.
    """
    names: list[str] = []
    if desk.throw_away:
        return names, ""
    try:
        names += [desk.store.unsaved.keep(text) for text in texts]
        for name in (*before, *(text.name for text in texts if text.name)):
            desk.store.unsaved.drop(name)
    except NotSaved as error:
        return names, NOT_KEPT.format(why=error) + "\n".join(map(in_words, texts))
    return names, KEPT if texts else ""


def farewell(app: App[Any], words: str) -> Text | None:
    """Return what is printed once the terminal is given back; None where nobody reads it."""
    from rich.text import Text

    return Text(words) if words and bool(getattr(app._driver, "takes_text", has_terminal(app))) else None


class Ending:
    """Ends an app over a desk in order."""

    def __init__(self, app: App[Any], runner: VerbRunner) -> None:
        self._app = app
        self._runner = runner
        self._task: asyncio.Task[None] | None = None
        self._texts: list[Kept] = []
        self._names: list[str] = []
        self._words = ""

    def begin(self, code: int) -> None:
        """End with this exit code; asked for once more it changes nothing."""
        if not self._runner.leaving:
            self._runner.leaving = True
            self._task = asyncio.create_task(self._end(code))

    async def _end(self, code: int) -> None:
        self._keep()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._runner.settled()
                await asyncio.sleep(0)
        self._keep()
        self._app.exit(return_code=code, message=farewell(self._app, self._words))

    def fail(self, bug: Exception) -> None:
        """End by a bug."""
        self._runner.leaving = True
        self._keep()
        end_by_bug(self._app, bug, self._words)

    def _keep(self) -> None:
        """Keep what stands typed now, instead of what stood there when this was asked before."""
        from delegator_tui.screens.terminal.typed import typed_in

        try:
            texts = typed_in(self._app)
            if texts != self._texts:
                self._names, self._words = keep(self._runner.desk, texts, self._names)
                self._texts = texts
        except Exception as bug:  # noqa: BLE001 - whatever is wrong, the program must end
            self._words = f"delegator: what you were typing could not be kept ({type(bug).__name__})."


def in_words(text: Kept) -> str:
    """Return a text with its labels, safe to paint."""
    parts = [text.title, *(f"{label}: {words}" if label else words for _, label, words in text.fields)]
    return "\n".join(shown(line) for part in parts for line in part.split("\n"))
