"""What was typed when the program ended: offered in the banner until each text is saved or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from delegator_tui.errors import DelegatorError
from delegator_tui.keys import key_of
from delegator_tui.keys import shown as key_shown
from delegator_tui.model.display import fit
from delegator_tui.model.kept import Kept
from delegator_tui.model.text import one_line, shown
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner

if TYPE_CHECKING:  # read when there is something to show
    from delegator_tui.screens.dialogs.unsaved import Answer

MAX_CELLS = 40
"""Cells of a title in the banner."""


class Captures(Protocol):
    """Opens the capture line with a text that was kept; ``then`` is called once something is captured."""

    def __call__(self, kept: Kept, then: Callable[[], None], /) -> None: ...


class UnsavedTexts:
    """Offers the texts that are kept beside the book. ``capture`` opens the line of ``add`` on one."""

    def __init__(
        self, runner: VerbRunner, app: Dashboard, show_file_status: Callable[[], None], capture: Captures
    ) -> None:
        self._runner = runner
        self._app = app
        self._show_file_status = show_file_status
        self._capture = capture
        self._texts: Sequence[Kept] = ()

    async def look(self) -> None:
        """Find out whether something is kept, and offer it in the banner."""
        found = await self._runner.do(lambda desk: desk.store.unsaved.all(), quiet=True)
        self._texts = () if isinstance(found, DelegatorError) or self._runner.desk.read_only else found
        self._runner.file_status.offer = self._said() if self._texts else ""
        self._show_file_status()

    async def show(self) -> None:
        """Show the texts, and do with one what the owner says: another dashboard may have taken it meanwhile."""
        await self.look()
        if not self._texts:
            self._app.notify("There is no unsaved text.", markup=False)
            return
        from delegator_tui.screens.dialogs.unsaved import UnsavedDialog

        texts = self._texts[::-1]
        self._app.push_screen(UnsavedDialog(texts, [self._can_open(text) for text in texts]), self._answered)

    def _said(self) -> str:
        """Return the sentence for the banner."""
        key = key_shown(key_of("unsaved", self._app.the_book.settings.keys))
        more = f" and {len(self._texts) - 1} more" if len(self._texts) > 1 else ""
        title = fit(one_line(self._texts[-1].title), MAX_CELLS).rstrip()
        return f"what you were typing when the program ended: “{shown(title)}”{more}. {key} opens it."

    def _can_open(self, text: Kept) -> bool:
        from delegator_tui.screens.dialogs.add import ADD
        from delegator_tui.screens.forms import by_key

        return text.form == ADD or by_key.can_ask_again(text, self._app.the_book)

    def _answered(self, answer: Answer | None) -> None:
        if answer is None:
            return
        if answer.way == "open":
            self._open(answer.text)
        elif answer.way == "copy":
            self._app.run_worker(self._copy(answer.text), group="unsaved")
        else:
            self._drop(answer.text)

    async def _copy(self, text: Kept) -> None:
        done = await self._app.copy("\n\n".join(words for _, _, words in text.fields))
        self._app.notify(f"{done.say('where it belongs')} The text stays kept, too.", markup=False)

    def _open(self, text: Kept) -> None:
        from delegator_tui.screens.dialogs.add import ADD
        from delegator_tui.screens.forms import by_key

        screen = self._app.view_on_show()
        if text.form == ADD:
            self._capture(text, lambda: self._drop(text))
        elif screen is not None and screen.FORMS_OVER:
            form = by_key.again(text, self._app.the_book, self._runner).with_kept(text)
            screen.commands.fill(form, then=lambda: self._drop(text))

    def _drop(self, text: Kept) -> None:
        async def drop() -> None:
            outcome = await self._runner.do(lambda desk: desk.store.unsaved.drop(text.name))
            if isinstance(outcome, DelegatorError):
                self._app.refuse(outcome)
            await self.look()

        self._app.run_worker(drop(), group="unsaved")
