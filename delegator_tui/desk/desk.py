"""The desk: every verb in one place, and undo."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delegator_tui.desk.away import AwayVerbs
from delegator_tui.desk.billing import BillingVerbs
from delegator_tui.desk.contractors import ContractorVerbs
from delegator_tui.desk.core import Done, MomentOf
from delegator_tui.desk.files import FileVerbs
from delegator_tui.desk.imports import ImportVerbs
from delegator_tui.desk.pen import stamp
from delegator_tui.desk.profile import SETTABLE as SETTABLE
from delegator_tui.desk.profile import changed_fields
from delegator_tui.desk.reminders import ReminderVerbs
from delegator_tui.desk.reports import ReportVerbs
from delegator_tui.desk.texts import TextVerbs
from delegator_tui.desk.weekly import WeekVerbs
from delegator_tui.model.records import is_open
from delegator_tui.store.store import Clock, Commit, Store

if TYPE_CHECKING:
    from delegator_tui.store.edit_check import IsThere, Wrong

LEFT = frozenset({"claimed", "sent", "unsure"})
"""States of a mail that undo cannot call back."""


class Desk(
    AwayVerbs, ReminderVerbs, WeekVerbs, TextVerbs, ReportVerbs, BillingVerbs, ContractorVerbs, ImportVerbs, FileVerbs
):  # fmt: skip
    """Everything the owner can do. Each verb checks, commits and publishes; each is one step of undo."""

    def undo(self, *, anyway: bool = False) -> Done:
        """Take back the last step. Raises Refused when there is none or, unless ``anyway``, a field changed since."""
        with self._caught_up():
            step = self.store.history.undoable()
            commit = self.store.history.undo(even_if_changed=anyway)
            self._publish([commit])
        label = step.label if step else commit.label
        said = f"Undone: {label}. Redo brings it back. {self._stays_sent(commit)}"
        return Done(said.rstrip(), "", commit.seq, label)

    def _stays_sent(self, undone: Commit) -> str:
        """Say which mails an undo cannot call back."""
        mails = (self.book.messages.get(op["u"]) for op in undone.ops if op["t"] == "messages")
        gone = dict.fromkeys(self.book.name(mail.contractor) or "you" for mail in mails if mail and mail.state in LEFT)
        if not gone:
            return ""
        whose = f"The mail to {', '.join(gone)} stays" if len(gone) == 1 else f"The mails to {', '.join(gone)} stay"
        return f"{whose} sent; the record goes back."

    def redo(self, *, anyway: bool = False) -> Done:
        """Do again what was undone last. Raises Refused when there is nothing to redo."""
        with self._caught_up():
            commit = self.store.history.redo(even_if_changed=anyway)
            self._publish([commit])
        return Done(f"Done again: {commit.label}.", "", commit.seq, commit.label)

    def set_profile(self, values: Mapping[str, str]) -> Done:
        """Set values of the owner's profile from their texts. Raises Refused with what is accepted."""
        with self._act("settings") as pen:
            fields = changed_fields(dict(values), self.book.settings)
            since = {"review_since": stamp(pen.now.at)} if "review_day" in fields else {}
            self._write_profile(pen, fields | since)
            pen.label = f"set {', '.join(key.replace('_', ' ') for key in values)}"
        said = ", ".join(f"{key} to {value}" for key, value in values.items())
        return self._done(f"Set {said}.", self.book.settings.uid)

    def keep(self, *, kind: str = "act", **fields: Any) -> Done:  # noqa: ANN401 - one value a field
        """Keep values of the profile that a screen has checked already; ``system`` ones are no step of undo."""
        with self._act("settings", kind) as pen:
            self._write_profile(pen, fields)
            pen.label = f"set {', '.join(name.replace('_', ' ') for name in fields)}"
        return self._done("Your settings are kept.", self.book.settings.uid)


def _check_row(table: str, row: Mapping[str, Any], is_there: IsThere) -> Wrong | None:
    """Say what is wrong with a record that was edited by hand; the rules for that are read when there is one."""
    from delegator_tui.desk.hand_edit import check_row

    return check_row(table, row, is_there)


def open_desk(path: Path, clock: Clock, moment: MomentOf, source: str = "cli") -> Desk:
    """Open a desk over a file. Raises NeedsCare."""
    return Desk(Store.open(path, clock, is_open=is_open, check=_check_row), moment, source)
