"""Whether a date among the words of a line is the whole of what was meant, or half of something that is none.

``thu 4 dec`` when that is a Friday is no date, and neither is the ``4 dec`` in it; ``mon to wed`` is no Wednesday.
"""

from __future__ import annotations

import re

from delegator_tui.rules.dates.date_math import MONTHS, WEEKDAYS
from delegator_tui.rules.dates.dates import longest_date
from delegator_tui.rules.dates.times import read_time
from delegator_tui.rules.dates.vocabulary import LITTLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from delegator_tui.model.moment import Moment
    from delegator_tui.rules.dates.habits import Habits

_JOINS = frozenset("to - – — until till through or and & / +".split())  # noqa: SIM905 - a list of words
_ALSO_WORDS = frozenset(("sun", "sat", "wed", "mon", "mar", "march", "may"))
"""Days and months that are other words, too."""
_DAYS = frozenset(WEEKDAYS) | frozenset(MONTHS) | {"today", "tomorrow"}
_STRONG = _DAYS - _ALSO_WORDS
_TIME = r"[0-9]{1,3}(?::[0-9]{2}(?:am|pm)?|am|pm)"


def goes_on(rest: Sequence[str], now: Moment, habits: Habits) -> bool:
    """Tell whether the words behind a date go on with it."""
    if not rest or rest[0].lower() in LITTLE - _JOINS:
        return False
    if rest[0].lower() in _JOINS:
        return longest_date(rest[1:], now, habits) is not None
    return _is_date(rest, now, habits) or bool(
        re.fullmatch(_TIME, rest[0].lower()) and read_time([rest[0].lower()]) is None
    )


def _is_date(words: Sequence[str], now: Moment, habits: Habits) -> bool:
    found = longest_date(words, now, habits)
    return found is not None and (found[1] > 1 or words[0].lower() not in _ALSO_WORDS)


def is_half(words: Sequence[str], at: int) -> bool:
    """Tell whether the words before ``at`` belong to the date that begins there, which is then no date by itself."""
    before = words[at - 1].lower().strip(",(") if at else ""
    if before in _JOINS:
        return at > 1 and words[at - 2].lower().strip(",(") in _DAYS
    return _is_strong(before) or bool(re.fullmatch(_TIME, before))


def _is_strong(word: str) -> bool:
    lower = word.lower().strip(",(").rpartition(":")[2]
    return lower in _STRONG or (lower in WEEKDAYS and len(lower) > 3)
