"""The desk: every verb in one place, and undo."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from delegator_tui.desk.billing import BillingVerbs
from delegator_tui.desk.contractors import ContractorVerbs, check_zone
from delegator_tui.desk.core import Done, MomentOf
from delegator_tui.desk.files import FileVerbs
from delegator_tui.desk.hand_edit import check_row
from delegator_tui.desk.imports import ImportVerbs
from delegator_tui.desk.pen import Pen
from delegator_tui.desk.reports import ReportVerbs
from delegator_tui.errors import Refused
from delegator_tui.model.records import Settings, is_open
from delegator_tui.rules import money
from delegator_tui.rules.date_math import WEEKDAYS
from delegator_tui.store.store import Clock, Store

SETTABLE = ("home_currency", "zone", "working_days", "hour_value", "month_first", "name", "theme", "quiet_hours")
"""What ``settings`` may set."""


class Desk(ReportVerbs, BillingVerbs, ContractorVerbs, ImportVerbs, FileVerbs):
    """Everything the owner can do. Each verb checks, commits and publishes; each is one step of undo."""

    def undo(self, *, anyway: bool = False) -> Done:
        """Take back the last step. Raises Refused when there is none or, unless ``anyway``, a field changed since."""
        with self._caught_up():
            step = self.store.undoable()
            commit = self.store.undo(even_if_changed=anyway)
            self._publish([commit])
        return Done(f"Undone: {step.label if step else commit.label}. Redo brings it back.", "", commit.seq)

    def redo(self, *, anyway: bool = False) -> Done:
        """Do again what was undone last. Raises Refused when there is nothing to redo."""
        with self._caught_up():
            commit = self.store.redo(even_if_changed=anyway)
            self._publish([commit])
        return Done(f"Done again: {commit.label}.", "", commit.seq)

    def set_profile(self, values: Mapping[str, str]) -> Done:
        """Set values of the owner's profile from their texts. Raises Refused with what is accepted."""
        with self._act("settings") as pen:
            self._write_profile(pen, {key: self._setting(key, value) for key, value in values.items()})
            pen.label = f"set {', '.join(key.replace('_', ' ') for key in values)}"
        said = ", ".join(f"{key} to {value}" for key, value in values.items())
        return self._done(f"Set {said}.", self.book.settings.uid)

    def keep(self, *, kind: str = "act", **fields: Any) -> Done:  # noqa: ANN401 - one value a field
        """Keep values of the profile that a screen has checked already; ``system`` ones are no step of undo."""
        with self._act("settings", kind) as pen:
            self._write_profile(pen, fields)
            pen.label = f"set {', '.join(name.replace('_', ' ') for name in fields)}"
        return self._done("Your settings are kept.", self.book.settings.uid)

    def _write_profile(self, pen: Pen, fields: dict[str, Any]) -> None:
        own = self.book.settings
        if own.uid:
            pen.set("settings", own.uid, **fields)
        else:
            pen.put("settings", **fields)

    def _setting(self, key: str, value: str) -> object:
        text = value.strip()
        match key:
            case "home_currency":
                if not (len(text) == 3 and text.isascii() and text.isalpha()):
                    raise Refused(f"“{value}” is not a currency: use three letters such as USD.", field=key)
                return text.upper()
            case "zone":
                return check_zone(text, key) if text else None
            case "working_days":
                return _days(text)
            case "hour_value":
                return money.read_money(text, self.book.settings.home_currency) if text else None
            case "month_first":
                return _yes(text, key)
        if key not in SETTABLE or key not in Settings.__struct_fields__:
            raise Refused(f"There is no setting “{key}”: use one of {', '.join(SETTABLE)}.")
        return text


def _days(text: str) -> list[int]:
    found: set[int] = set()
    for word in text.lower().replace(",", " ").split():
        first, dash, last = word.partition("-")
        if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
            found.clear()
            break
        span = (WEEKDAYS[last] - WEEKDAYS[first]) % 7 if dash else 0
        found |= {(WEEKDAYS[first] + step) % 7 for step in range(span + 1)}
    if not found:
        raise Refused("Working days are names such as mon tue wed thu fri, or mon-fri.", field="working_days")
    return sorted(found)


def _yes(text: str, key: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false", "on", "off"):
        raise Refused(f"Set {key} to yes or no.", field=key)
    return text.lower() in ("yes", "true", "on")


def open_desk(path: Path, clock: Clock, moment: MomentOf, source: str = "cli") -> Desk:
    """Open a desk over a file. Raises NeedsCare."""
    return Desk(Store.open(path, clock, is_open=is_open, check=check_row), moment, source)
