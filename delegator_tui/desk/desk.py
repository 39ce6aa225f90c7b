"""The desk: every verb in one place, by noun, and undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from delegator_tui.desk.done import UNDONE, Done, numbered
from delegator_tui.desk.files import Files
from delegator_tui.desk.past import past_moment
from delegator_tui.desk.reading import MomentOf
from delegator_tui.desk.session import Session
from delegator_tui.desk.transaction import Transaction
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import is_open
from delegator_tui.store.store import Clock, Commit, Store

if TYPE_CHECKING:
    from delegator_tui.desk import groups
    from delegator_tui.store.state.edit_check import IsThere, Wrong

LEFT = frozenset({"claimed", "sent", "unsure"})
"""States of a mail that undo cannot call back."""
K = TypeVar("K")


class Desk:
    """Everything the owner can do. Each verb checks, commits and publishes; each is one step of undo.

    A verb is asked of the group of its noun: ``desk.handoffs.accept(uid)``. Several of them are one step inside
    ``with desk.transaction("drop 3 tasks") as tx:``, each called with it: ``TaskVerbs.drop(tx, uid)``.
    ``throw_away``: the file goes away with the program, as that of the demo does. ``looks_back``: it shows the book as
    it was, and nothing can be changed.
    """

    def __init__(self, store: Store, moment: MomentOf, source: str = "cli") -> None:
        session = self._session = Session(store, moment, source)
        self.throw_away = False
        self.looks_back = False
        self.file = Files(session)

    # ---- the verbs, by noun: read when the first is asked for, since a first picture needs none

    @cached_property
    def tasks(self) -> groups.TaskVerbs:
        """What is on the owner's plate."""
        from delegator_tui.desk.groups import TaskVerbs

        return TaskVerbs(self._session)

    @cached_property
    def handoffs(self) -> groups.HandoffVerbs:
        """Work that is given to contractors."""
        from delegator_tui.desk.groups import HandoffVerbs

        return HandoffVerbs(self._session)

    @cached_property
    def work(self) -> groups.WorkVerbs:
        """What tasks and handoffs have in common."""
        from delegator_tui.desk.groups import WorkVerbs

        return WorkVerbs(self._session)

    @cached_property
    def contractors(self) -> groups.ContractorVerbs:
        """Who does the work."""
        from delegator_tui.desk.groups import ContractorVerbs

        return ContractorVerbs(self._session)

    @cached_property
    def reminders(self) -> groups.ReminderVerbs:
        """What was said of what is due."""
        from delegator_tui.desk.groups import ReminderVerbs

        return ReminderVerbs(self._session)

    @cached_property
    def mail(self) -> groups.MailVerbs:
        """Mails that wait or left."""
        from delegator_tui.desk.groups import MailVerbs

        return MailVerbs(self._session)

    @cached_property
    def settings(self) -> groups.SettingsVerbs:
        """The owner's profile."""
        from delegator_tui.desk.groups import SettingsVerbs

        return SettingsVerbs(self._session)

    @cached_property
    def away(self) -> groups.AwayVerbs:
        """When the owner is away."""
        from delegator_tui.desk.groups import AwayVerbs

        return AwayVerbs(self._session)

    @cached_property
    def weekly(self) -> groups.WeekVerbs:
        """The review of the week."""
        from delegator_tui.desk.groups import WeekVerbs

        return WeekVerbs(self._session)

    @cached_property
    def texts(self) -> groups.TextVerbs:
        """The owner's own texts."""
        from delegator_tui.desk.groups import TextVerbs

        return TextVerbs(self._session)

    @cached_property
    def imports(self) -> groups.ImportVerbs:
        """What comes from files."""
        from delegator_tui.desk.groups import ImportVerbs

        return ImportVerbs(self._session)

    # ---- the book

    @property
    def book(self) -> Book:
        """The book as it was last read."""
        return self._session.book

    @property
    def store(self) -> Store:
        """The store that the book is read from."""
        return self._session.store

    @property
    def read_only(self) -> str:
        """Why nothing can be saved now, as a sentence for a badge; empty while it can. Verbs are refused with it."""
        return self.store.read_only

    @property
    def source(self) -> str:
        """Where verbs are typed, as events say it: in the ``dashboard`` or the ``cli``."""
        return self._session.source

    @source.setter
    def source(self, source: str) -> None:
        self._session.source = source

    def now(self) -> Moment:
        """Return the present moment in the owner's zone."""
        return self._session.now()

    def refresh(self) -> bool:
        """Take in what other processes committed or edited by hand; tell whether the book changed. For idle moments."""
        return self._session.refresh()

    def tick(self) -> Book:
        """Return the book as of now, without reading the file."""
        return self._session.tick()

    def as_of(self, when: str) -> Self:
        """Return a desk over the book as it was when ``when`` (a stored due: a day, or a time) was over.

        Its now is that moment, at most the present one, and stands still; every verb is refused with its ``read_only``.
        This desk goes on as it is. Close the store of the one returned. Raises Refused when ``when`` is still to come,
        or the history does not go back so far; NeedsCare when the history is damaged.
        """
        at, said = past_moment(when, self.now())
        store = self.store.as_of(at, f"This is the book as of {said}: nothing can be changed here.")
        moment = self._session.moment
        back = type(self)(store, lambda zone: Moment(at, moment(zone).zone), self._session.source)
        back.looks_back = True
        return back

    # ---- several verbs as one step, and back

    def transaction(self, label: str = "") -> AbstractContextManager[Transaction]:
        """Hold the lock for verbs that are one step; a refusal of any of them changes nothing.

        ``label`` names the step, else the last of the verbs does.
        """
        return self._session.transaction(label)

    def on(self, verb: Callable[[Transaction, K], Done], one: K) -> Done:
        """Do a verb on a record, where only the function is at hand: ``TaskVerbs.drop``."""
        with self.transaction() as tx:
            done = verb(tx, one)
        return numbered(done, tx.number)

    def on_each(self, verb: Callable[[Transaction, K], Done], each: Sequence[K], label: str, message: str) -> Done:
        """Do a verb on each of several records as one step; ``label`` names it, ``message`` is what it answers.

        A refusal of any of them changes nothing.
        """
        with self.transaction(label) as tx:
            done = [verb(tx, one) for one in each]
        return Done(message, done[0].uid, tx.number)

    def checked(self, check: Callable[[Book], None], verb: Callable[[], Done]) -> Done:
        """Do a verb once ``check`` has looked at the book that it will find: nobody commits in between."""
        with self._session.locked():
            check(self.book)
            return verb()

    def undo(self, *, anyway: bool = False) -> Done:
        """Take back the last step. Raises Refused when there is none or, unless ``anyway``, a field changed since."""
        with self._session.locked():
            step = self.store.history.undoable()
            commit = self.store.history.undo(even_if_changed=anyway)
            self._session.publish(commit)
        label = step.label if step else commit.label
        message = f"Undone: {label}. {self._stays_sent(commit)}"
        return Done(message.rstrip(), "", commit.seq, label, UNDONE)

    def redo(self, *, anyway: bool = False) -> Done:
        """Do again what was undone last. Raises Refused when there is nothing to redo."""
        with self._session.locked():
            commit = self.store.history.redo(even_if_changed=anyway)
            self._session.publish(commit)
        return Done(f"Done again: {commit.label}.", "", commit.seq, commit.label)

    def _stays_sent(self, undone: Commit) -> str:
        """Say which mails an undo cannot call back."""
        mails = (self.book.messages.get(op["u"]) for op in undone.ops if op["t"] == "messages")
        gone = dict.fromkeys(self.book.name(mail.contractor) or "you" for mail in mails if mail and mail.state in LEFT)
        if not gone:
            return ""
        whose = f"The mail to {', '.join(gone)} stays" if len(gone) == 1 else f"The mails to {', '.join(gone)} stay"
        return f"{whose} sent; the record goes back."


def _check_row(table: str, row: Mapping[str, Any], is_there: IsThere) -> Wrong | None:
    """Say what is wrong with a record that was edited by hand; the rules for that are read when there is one."""
    from delegator_tui.desk.hand_edit import check_row

    return check_row(table, row, is_there)


def open_desk(path: Path, clock: Clock, moment: MomentOf, source: str = "cli") -> Desk:
    """Open a desk over a file. Raises NeedsCare."""
    return Desk(Store.open(path, clock, is_open=is_open, check=_check_row), moment, source)
