"""What a captured line becomes in the store, and the short way to put it there. Cheap to import.

A plain ``add`` needs neither TinyDB nor the book: it reads one header and one line, and appends one line.
"""

from __future__ import annotations

from delegator_tui.errors import Refused
from delegator_tui.model import instants
from delegator_tui.model.currency import say_stored
from delegator_tui.model.due import Due, understood
from delegator_tui.model.ids import new_uid
from delegator_tui.model.text import one_line, shown
from delegator_tui.rules.dates.habits import of_capture
from delegator_tui.rules.quickadd.phrases import read_line
from delegator_tui.rules.tasks.put_off import say_after_due
from delegator_tui.store.files.append import append

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from typing import Any

    from delegator_tui.model.moment import Moment
    from delegator_tui.rules.quickadd.phrases import Line
    from delegator_tui.store.files.append import Capture

KEPT = ("due", "defer_until", "estimate_minutes", "project", "chase_days", "price_idea", "recurrence")


class Captured:
    """A task that was added: what to say, and what `Capture` tells of the journal."""

    __slots__ = ("has_grown", "is_sound", "said")

    def __init__(self, said: str, capture: Capture) -> None:
        self.said = said
        self.has_grown = capture.has_grown
        self.is_sound = capture.is_sound


class NeedsBook(Exception):
    """The line names a contractor, who must be looked up."""


def fields_of(line: Line) -> dict[str, Any]:
    """Return the stored fields of a task for an understood line, all but the contractor that it may name."""
    fields: dict[str, Any] = {"title": line.title, "state": "later" if line.defer_until else "inbox"}
    for name in KEPT:
        value = getattr(line, name)
        if value is not None:
            fields[name] = value
    if line.recurrence:
        fields["recurrence"] = {**line.recurrence, "day": line.recurrence["start"]}
    if line.labels:
        fields["labels"] = list(line.labels)
    if line.priority:
        fields["priority"] = line.priority
    return fields


def capture_quickly(
    file: str, text: str, now: dt.datetime, moment: Callable[[str | None], Moment], *, anyway: bool = False
) -> Captured | None:
    """Append one captured task to the journal; None when it needs the long way. ``anyway``: to a damaged book, too.

    Raises NotSaved or NeedsCare as a commit does.
    """
    done: list[Captured] = []

    def make(capture: Capture) -> tuple[list[dict[str, Any]], str, str]:
        seen = moment(capture.cap.get("zone"))
        line = read_line(
            one_line(text), seen,
            home_currency=capture.cap.get("home_currency", "USD"),
            habits=of_capture(capture.cap),
        )  # fmt: skip
        check(line, seen)
        if line.contractor:
            raise NeedsBook
        fields = fields_of(line)
        done.append(Captured(say_captured(fields, seen, doubt=line.doubt), capture))
        return _records(fields, seen), "capture", f"capture {line.title}"

    try:
        return done[0] if append(file, make, now, anyway=anyway) is not None else None
    except NeedsBook:
        return None


def _records(fields: dict[str, Any], now: Moment) -> list[dict[str, Any]]:
    ms = int(now.at.timestamp() * 1000)
    uid, at = new_uid(ms), instants.stored(now.at)
    series = {"series": uid} if "recurrence" in fields else {}
    task = {"uid": uid, "created": at, "updated": at, **fields, **series}
    event = {"uid": new_uid(ms), "at": at, "what": "captured", "record": uid, "by": "owner", "source": "cli"}
    return [{"t": "tasks", "u": uid, "f": task}, {"t": "events", "u": event["uid"], "f": event}]


def check(line: Line, now: Moment) -> None:
    """Raise Refused for a line that puts a task away until a day that has begun, as ``later`` does."""
    if line.defer_until and now.at >= Due.of(line.defer_until).begins(now):
        day = Due.of(line.defer_until).say(now)
        raise Refused(f"{day} has begun already: say a later date after wait:", field="defer_until")


def say_captured(fields: dict[str, Any], now: Moment, contractor: str = "", doubt: str = "") -> str:
    """Return the sentence for a captured task: its title, and in brackets what was understood.

    ``doubt``: the sentence on what looked like a date in the line and is none.
    """
    parts: list[str] = []
    if fields.get("due"):
        parts.append(f"due {understood(fields['due'], now)}")
    if fields.get("defer_until"):
        after = say_after_due(fields["defer_until"], fields.get("due"), now)
        parts.append(f"back on {Due.of(fields['defer_until']).say(now)}" + (f": {after}" if after else ""))
    minutes = fields.get("estimate_minutes")
    if minutes:
        parts.append(f"~{minutes} m" if minutes % 60 else f"~{minutes // 60} h")
    price = fields.get("price_idea")
    if price:
        parts.append(say_stored(price["amount"], price["currency"]))
    if fields.get("recurrence"):
        from delegator_tui.rules.quickadd.rule_words import say_rule

        parts.append(say_rule(fields["recurrence"]))
    parts += [f"chase after {fields['chase_days']} d"] if fields.get("chase_days") is not None else []
    parts += [f"{fields['priority']} priority"] if fields.get("priority") in ("high", "low") else []
    parts += [f"to {contractor}"] if contractor else []
    parts += [f"#{fields['project']}"] if fields.get("project") else []
    parts += [f"@{label}" for label in fields.get("labels", ())]
    said = f"Added {fields['title']}" + (f"  ({', '.join(parts)})" if parts else "")
    return f"{shown(said)}\n{shown(doubt)}" if doubt else shown(said)
