"""Hours of a day as people write them: ``9-17``, ``9am to 5pm``, ``08:30-12:00, 13-17``, ``20-8`` over midnight."""

from __future__ import annotations

import re
from functools import lru_cache

Windows = tuple[tuple[int, int], ...]
"""Spans of minutes of the day, in order and apart: from the first up to, not including, the last; 1440 is midnight."""

WORK: Windows = ((540, 1020),)
"""Nine to five."""

_TIME = r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]m)?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|—|to|till|until)\s*{_TIME}", re.IGNORECASE)


@lru_cache(maxsize=512)
def read_hours(text: str, *, work: bool = False) -> Windows:
    """Return the spans that ``text`` names; none when it names none.

    A span that ends before it begins goes over midnight; but for ``work``, ``9-5`` ends in the afternoon.
    """
    found: list[tuple[int, int]] = []
    for match in _SPAN.finditer(text):
        hour, minute, half, to_hour, to_minute, to_half = match.groups()
        first, last = _minute(hour, minute, half), _minute(to_hour, to_minute, to_half)
        if first is None or last is None or first == last:
            continue
        if work and not (half or to_half) and last <= first < last + 720:
            last += 720
        found += [(first, last)] if first < last else [(first, 1440), (0, last)]
    return _joined(found)


def _minute(hour: str, minute: str | None, half: str | None) -> int | None:
    """Return the minute of the day; None when there is no such time."""
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    total = hours * 60 + int(minute or 0)
    return total if int(minute or 0) < 60 and total <= 1440 else None


def _joined(spans: list[tuple[int, int]]) -> Windows:
    """Return spans in order, those that touch made one, empty ones left out."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(span for span in spans if span[0] < span[1]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def without(spans: Windows, taken: Windows) -> Windows:
    """Return what is left of ``spans`` when ``taken`` is cut out."""
    left = list(spans)
    for first, last in taken:
        parts = [part for a, b in left for part in ((a, min(b, first)), (max(a, last), b))]
        left = [(a, b) for a, b in parts if a < b]
    return _joined(left)
