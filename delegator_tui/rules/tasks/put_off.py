"""What is said of a task that is put away past its due. Cheap to import: capture needs it."""

from __future__ import annotations

from delegator_tui.model.due import Due

TYPE_CHECKING = False
if TYPE_CHECKING:
    from delegator_tui.model.moment import Moment


def is_away_when_due(until: str, due: str, now: Moment) -> bool:
    """Tell whether what is put away until a day begins (or until a time) is still away when its due is over."""
    known = Due.is_due(until) and Due.is_due(due)
    return known and Due.of(until).begins(now) >= Due.of(due).ends(now)


def say_after_due(until: str | None, due: str | None, now: Moment) -> str:
    """Return ``that is after its due date, Thu 31 Dec`` where a task is put away until its due is over; else nothing.

    It is allowed: on its due day the task is due all the same.
    """
    if not until or not due or not is_away_when_due(until, due, now):
        return ""
    return f"that is after its due date, {Due.of(due).say(now)}"


def sentence_after_due(until: str | None, due: str | None, now: Moment) -> str:
    """Return the same as a sentence that follows another: `` That is after its due date, Thu 31 Dec.``; or nothing."""
    said = say_after_due(until, due, now)
    return f" {said[0].upper()}{said[1:]}." if said else ""
