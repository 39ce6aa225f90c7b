"""The words of which dates are made: what is none of these need not be tried. Cheap to import: capture needs it."""

from __future__ import annotations

from delegator_tui.rules.dates import date_math as calendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_WORDS = 9
"""So many words has the longest phrase: ``the last working day of the month of november 2027`` and its like."""
MIDNIGHT = (24, 0)
"""The end of a day: what is due at midnight of Friday lasts until Friday is over."""
MOST_TIME_WORDS = 7
"""So many words has the longest time: ``at half past nine in the morning``."""
PARTS = {
    "morning": ((12, 0), None), "afternoon": ((17, 0), (12, 0)), "evening": (MIDNIGHT, (17, 0)),
    "night": (MIDNIGHT, (20, 0)),
}  # fmt: skip
"""When a part of a day ends, and when it begins; the morning begins with its day."""
MOST_WORDS = 1 + MAX_WORDS + MOST_TIME_WORDS
"""No date phrase has more words: ``by half past four pm on the first monday of january 2027`` and its like."""

UNITS = {
    "day": (1, "d"), "week": (1, "w"), "wk": (1, "w"), "fortnight": (2, "w"), "month": (1, "m"), "quarter": (3, "m"),
    "year": (1, "y"), "yr": (1, "y"), "workday": (1, "b"),
}  # fmt: skip
"""Units of whole days: how many of which letter each is."""
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
"""Which one of a month is meant; the last one from its end."""
LITTLE = frozenset(["by", "on", "for", "before", "until", "till", "til", "from", "starting"])
"""Little words that go with the date behind them."""
FEASTS = {
    "christmas": (12, 25), "christmas day": (12, 25), "xmas": (12, 25), "xmas day": (12, 25),
    "christmas eve": (12, 24), "xmas eve": (12, 24), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new years eve": (12, 31), "nye": (12, 31), "new year's day": (1, 1), "new years day": (1, 1),
    "new year's": (1, 1), "new year": (1, 1), "valentine's day": (2, 14), "valentines day": (2, 14),
    "valentine's": (2, 14), "halloween": (10, 31),
}  # fmt: skip
AFTER_EASTER = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1, "pentecost": 49}
FEAST_WORDS = frozenset(word for name in (*FEASTS, *AFTER_EASTER) for word in name.split())
"""The words of which names of feasts are made."""
_DIGITS = frozenset("0123456789")
_BEGIN_FIGURES = frozenset("0123456789+-wWkKqQ")
_LONGEST_WORD = 60
_STRAY = (
    "no not than at @ the of in within this next last past coming after before week weekend day days month quarter "
    "year fortnight working business end start beginning mid middle from now ago time a an couple to half o'clock "
    "oclock am pm a.m. p.m. noon midday midnight later today tod tonight tomorrow tom tmrw tmr yesterday eod cob eob "
    "close eonw eonm hour hours hr hrs minute minutes min mins month's quarter's year's eow eom eoq eoy sow som soq "
    "soy q1 q2 q3 q4"
)
_FORMS = tuple(unit + ending for unit in UNITS for ending in ("", "s", "'s", "s'"))
_VOCABULARY = frozenset(
    (*calendar.WEEKDAYS, *calendar.MONTHS, *calendar.NUMBERS, *_FORMS, *ORDINALS, *PARTS, *LITTLE, *FEAST_WORDS)
) | frozenset(_STRAY.split())
"""Every word of letters that a date phrase may have."""


def run_length(words: Sequence[str]) -> int:
    """How many words from the first on could be of a date: what is none of these need not be tried."""
    for count, word in enumerate(words):
        if not is_date_word(word):
            return count
    return len(words)


def is_date_word(word: str) -> bool:
    """Tell whether a word could be part of a date: one of the vocabulary, or with a digit."""
    if word[0] in _BEGIN_FIGURES and not _DIGITS.isdisjoint(word[:3]):
        return len(word) <= _LONGEST_WORD
    return _plain(word) in _VOCABULARY


def _plain(word: str) -> str:
    """A word as the grammar has it: in lower case, without a comma or full stop behind it."""
    lower = word.lower().replace("’", "'").removeprefix("mid-")
    return lower if lower in ("a.m.", "p.m.") else lower.rstrip(".,")
