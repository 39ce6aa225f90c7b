"""The commands of a row: which work now, and what each does. One object a view, driven by the table of commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from delegator_tui.commands import BY_ID, IN_BULK, OF_ROWS, Command, Does
from delegator_tui.desk.done import TO_SEND, TO_SEND_ANYWAY, Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.model.book import Book
from delegator_tui.model.records import Record
from delegator_tui.rules.records.available import NOTHING, Steps, steps
from delegator_tui.screens.views.row_keys import DOES, offered, send_brief

if TYPE_CHECKING:
    from delegator_tui.screens.forms.form import Form
    from delegator_tui.screens.views.base import BookScreen

Do = Callable[[], Awaitable[None] | None]
ON_A_ROW = frozenset(command.action for command in BY_ID.values() if command.on in OF_ROWS)
"""The actions that act on a row."""


class RowCommands:
    """The commands of the row under the cursor of ``view``, or of all that are marked.

    ``own`` are those that the view does in a way of its own, by their ids.
    """

    def __init__(self, view: BookScreen, own: Mapping[str, Do] | None = None) -> None:
        self.view = view
        self._own = own or {}
        self._kept: tuple[Book, bool, list[Record], Steps] | None = None
        self._reading = False

    # ---- which work

    def steps(self) -> Steps:
        """Return what works on the chosen rows: on all of them, where several are marked.

        It is asked for each key that may be offered, and worked out once.
        """
        view = self.view
        if view.book is None or view.runner.file_status.read_only:
            return NOTHING
        book, chosen = view.the_book, view.chosen()
        kept = self._kept
        if kept is None or kept[0] is not book or kept[1] != book.events_at_hand or kept[2] != chosen:
            kept = self._kept = (book, book.events_at_hand, chosen, _on_all(chosen, book))
        return kept[3]

    def offers(self, id_: str) -> bool:
        """Tell whether a command works on the chosen rows, or on what the last step offered."""
        if self.view.FORMS_OVER and offered(self.view, id_):
            return True
        now = self.view.steps_now()
        return bool(now.likely) if id_ == "likely" else id_ in now.works

    def read_events(self) -> None:
        """Have what only the events tell read, off the screen's thread, where work is out."""
        view = self.view
        if not (view.the_book.events_at_hand or self._reading) and view.the_book.open_handoffs:
            self._reading = True
            view.run_worker(self._read_events())

    async def _read_events(self) -> None:
        """Read them once the first picture stands; then show what they tell."""
        view = self.view
        await view.runner.painted.wait()
        book = view.the_book
        await view.runner.do(lambda _: book.events_by_record, quiet=True)
        self._reading = False
        if view.is_ready:
            view.redraw()

    # ---- what they do

    def do(self, id_: str) -> Awaitable[None] | None:
        """Do a command on the chosen rows: in the view's own way, by its function, by its verb, or by asking."""
        command = BY_ID[id_]
        if id_ in self._own:
            return self._own[id_]()
        if id_ in DOES:
            return DOES[id_](self)
        if command.does is not None and (not command.form or len(self.view.chosen()) > 1):
            self.on_all(command.does, verb_of(command.does))
        elif command.form:
            self.ask(command)
        return None

    def on_all(self, does: Does, verb: Callable[[Transaction, str], Done]) -> None:
        """Have the desk do a verb on every chosen record, as one step."""
        view = self.view
        uids = [record.uid for record in view.chosen()]
        if len(uids) == 1:
            view.act(lambda desk: desk.on(verb, uids[0]))
        else:
            count = f"{len(uids)} at once"
            view.act(lambda desk: desk.on_each(verb, uids, f"{does.several} {count}", f"{does.past} {count}."))
        view.unmark()

    def ask(self, command: Command) -> None:
        """Ask the form of a command about the chosen records; one that takes several is asked once for all."""
        from delegator_tui.screens.forms import by_key

        view = self.view
        first, *others = view.chosen()
        if others:
            self.fill(by_key.maker(command.form)(first, view.the_book, view.runner, *others), command.tone)
        else:
            self.fill(by_key.form_of(command, first, view.the_book, view.runner), command.tone)
        if command.bulk:
            view.unmark()

    def fill(self, form: Form, tone: str = "", then: Callable[[], None] | None = None) -> None:
        """Ask a form; its answer is what the desk did. ``then`` is called once that is saved."""

        def saved(done: Any) -> None:  # noqa: ANN401 - Textual's callback
            assert isinstance(done, Done)
            if then is not None:
                then()
            if done.kind in (TO_SEND, TO_SEND_ANYWAY):
                send_brief(self.view, done.uid, anyway=done.kind == TO_SEND_ANYWAY, offers=done.offers)
            else:
                self.view.tell(done, tone)

        self.view.ask(form, saved)


def verb_of(does: Does) -> Callable[[Transaction, str], Done]:
    """Return the verb of the desk that an entry names: ``tasks.drop``."""
    from delegator_tui.desk.groups import HandoffVerbs, TaskVerbs

    group, _, name = does.verb.partition(".")
    verb: Callable[[Transaction, str], Done] = getattr({"tasks": TaskVerbs, "handoffs": HandoffVerbs}[group], name)
    return verb


def _on_all(records: list[Record], book: Book) -> Steps:
    each = [steps(record, book) for record in records]
    if len(each) < 2:
        return each[0] if each else NOTHING
    works = (id_ for id_ in each[0].works if id_ in IN_BULK and all(id_ in other.works for other in each))
    return Steps(tuple(works))
