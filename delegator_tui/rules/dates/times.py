"""Times of day and durations as people type them: ``16:00``, ``4pm``, ``half past 4``, ``noon``; ``1h 30m``."""

from __future__ import annotations

import re

from delegator_tui.rules.dates.date_math import NUMBERS
from delegator_tui.rules.dates.span_phrases import read_number
from delegator_tui.rules.dates.vocabulary import MIDNIGHT, MOST_TIME_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOCK = r"([0-9]{1,2})(?::([0-9]{2}))? ?(am|pm)?"
_DOTTED = r"([0-9]{1,2})[.]([0-9]{2}) ?(am|pm)"
_HOURS = r"([0-9]{1,2})h([0-9]{2})?"
_HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm"}
_PARTS_OF_HOUR = {"half": 30, "quarter": 15}
_PAST_NOON = range(1, 7)
"""Hours that are of the afternoon when they are said without am or pm: nobody means half past four at night."""
_DURATION = (
    r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))? ?(h|hrs?|hours?|m|mins?|minutes?)(?: ?([0-5]?[0-9]) ?(?:m|mins?|minutes?)?)?"
)


def read_time(words: Sequence[str]) -> tuple[int, int] | None:
    """Exactly these words as a time of day: ``16:00``, ``4pm``, ``at 4:30 pm``, ``half past 4``, ``noon``; or ``None``.

    ``midnight`` and ``24:00`` are ``MIDNIGHT``, the end of the day.
    """
    said = bool(words) and words[0] in ("at", "@")
    rest = list(words[1:] if said else words)
    if not rest or len(rest) > MOST_TIME_WORDS:
        return None
    rest = ["pm" if word in ("p.m", "p.m.") else "am" if word in ("a.m", "a.m.") else word for word in rest]
    return _digits(" ".join(rest)) or _words(rest, said=said)


def _digits(text: str) -> tuple[int, int] | None:
    if text[0] not in "0123456789":
        return None
    if text == "24:00":
        return MIDNIGHT
    match = re.fullmatch(_CLOCK, text) or re.fullmatch(_DOTTED, text)
    if match and (match[2] or match[3]):
        return _of_day(int(match[1]), int(match[2] or 0), match[3])
    match = re.fullmatch(_HOURS, text)
    return _of_day(int(match[1]), int(match[2] or 0), None) if match else None


def _of_day(hour: int, minute: int, half: str | None) -> tuple[int, int] | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _words(words: list[str], *, said: bool) -> tuple[int, int] | None:
    """``noon``, ``half past 4``, ``quarter to five``, ``4 o'clock``; ``4`` after ``at``."""
    if words in (["noon"], ["midday"]):
        return (12, 0)
    if words == ["midnight"]:
        return MIDNIGHT
    half = words.pop() if len(words) > 1 and words[-1] in ("am", "pm") else None
    if len(words) > 3 and words[-3:-1] == ["in", "the"] and words[-1] in _HALVES:
        half, said = _HALVES[words[-1]], True
        words = words[:-3]
    match words[1:] if words[:2] == ["a", "quarter"] else words:
        case [minutes, "past" | "to" as way, hour]:
            count = _PARTS_OF_HOUR.get(minutes) or read_number(minutes) or 0
            fits = 0 < count < 30 or (way, minutes) == ("past", "half")
            return _spoken(hour, count if way == "past" else -count, half) if fits else None
        case [hour, "o'clock"] | [hour, "oclock"]:
            return _spoken(hour, 0, half)
        case [hour] if said or (half and hour in NUMBERS):
            return _spoken(hour, 0, half)
    return None


def _spoken(word: str, minutes: int, half: str | None) -> tuple[int, int] | None:
    hour = NUMBERS.get(word, int(word) if re.fullmatch("[0-9]{1,2}", word) else 24)
    if not half and hour in _PAST_NOON:
        half = "pm"
    found = _of_day(hour, 0, half)
    if found is None:
        return None
    total = (found[0] * 60 + minutes) % 1440
    return total // 60, total % 60


def read_duration_minutes(text: str) -> int | None:
    """``2h``, ``45m``, ``1h 30m``, ``1.5h``, ``1½h``, ``an hour`` as whole minutes (at least one), or ``None``."""
    said = text.strip().lower().replace(" and ", " ") if len(text) <= 40 else ""
    said = re.sub("^(?:an?|one) (?=hour|minute)", "1 ", said)
    if said in ("half an hour", "half hour"):
        return 30
    said = re.sub("^([0-9]*)½", lambda found: f"{found[1] or 0}.5", said)
    match = re.fullmatch(_DURATION, said)
    if not match:
        return None
    whole, part, unit, rest = match.groups()
    if part or unit[0] == "m":
        if rest or (part and unit[0] == "m"):
            return None
        hours = f"{whole}.{part or 0}"
        return round(float(hours) * (60 if unit[0] == "h" else 1)) or None
    return int(whole) * 60 + int(rest or 0) or None
