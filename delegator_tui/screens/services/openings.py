"""What opens from every view: the capture line, triage, the review, the settings. Read when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from delegator_tui.desk.done import Done
from delegator_tui.model.kept import Kept
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner


def nothing() -> None:
    """Do nothing."""


class Openings:
    """Opens screens and forms over the view on show."""

    def __init__(self, runner: VerbRunner, app: Dashboard) -> None:
        self._runner = runner
        self._app = app
        self.place: str | None = None
        """The task at which the next triage begins."""

    def capture(self, kept: Kept | None = None, then: Callable[[], None] = nothing) -> None:
        """Open the capture line, with a text that was kept; ``then`` is called once something is captured."""
        from delegator_tui.screens.dialogs.add import AddDialog

        def captured(uids: list[str] | None) -> None:
            screen = self._app.view_on_show()
            if uids:
                then()
            if uids and screen is not None:
                titles = [task.title for uid in uids if (task := self._runner.desk.book.tasks.get(uid))]
                said = f"Added {titles[0]}." if len(titles) == 1 else f"Added {len(titles)} tasks."
                screen.tell(Done(said, uids[0], 0))

        self._app.push_screen(AddDialog(self._runner, self._app.the_book, kept), captured)

    def new_contractor(self) -> None:
        """Put somebody on the roster."""
        screen = self._app.view_on_show()
        if screen is not None and screen.FORMS_OVER:
            from delegator_tui.screens.forms.by_key import new_contractor_form

            screen.commands.fill(new_contractor_form(self._app.the_book, self._runner))

    def triage(self) -> None:
        """Go through the inbox; begins where the last triage stopped."""
        from delegator_tui.screens.views.triage import TriageScreen

        if self._app.is_open(TriageScreen):
            return
        triage = TriageScreen(self._runner, self._app.the_book, self.place)

        def stopped(_: None) -> None:
            self.place = triage.current

        self._app.push_screen(triage, stopped)

    def review(self) -> None:
        """Review the week; begins at the first step that is not done with."""
        screen, why = self._app.view_on_show(), self._runner.desk.read_only
        from delegator_tui.screens.views.listing import ListScreen
        from delegator_tui.screens.views.weekly import Week

        if screen is None or self._app.is_open(Week):
            return
        if why:
            screen.say(why)
        else:
            book = self._app.the_book
            self._app.push_screen(ListScreen(self._runner, book, Week(book, screen.tell)))

    def settings(self, themes: Sequence[str], theme: str) -> None:
        """Ask the profile; ``themes`` are those to choose from, ``theme`` is the one on the screen."""
        screen = self._app.view_on_show()
        if screen is not None and screen.FORMS_OVER:
            from delegator_tui.screens.forms.settings import settings_form

            screen.commands.fill(settings_form(self._app.the_book, self._runner, themes, theme))

    def keys(self) -> None:
        """Show the keys, to change them."""
        from delegator_tui.screens.forms.settings import KeysDialog

        self._app.push_screen(KeysDialog(self._runner, self._app.the_book))

    def texts(self) -> None:
        """Show the texts of the messages, to change them."""
        from delegator_tui.screens.forms.texts import TextsDialog

        self._app.push_screen(TextsDialog(self._runner))
