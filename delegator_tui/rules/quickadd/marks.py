"""The marks of a quick-add line: one word each, with the date that follows ``due`` and ``wait:``; and money.

A mark is answered as its field, its value and the number of words that it takes.
"""

from __future__ import annotations

import re

from delegator_tui.model.amounts import in_units, read_amount
from delegator_tui.rules.dates.vocabulary import MOST_WORDS, run_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from delegator_tui.model.moment import Moment
    from delegator_tui.rules.dates.habits import Habits

# A name is in any language: only what opens, ends or joins something is no part of it.
_NAME = r"[^\s\"“”'#@,;:!?()\[\]{}<>.~$/\\&*+=|^`_-](?:[^\s\"“”#@,;:!?()\[\]{}<>]*[^\s\"“”'#@,;:!?()\[\]{}<>.])?"
_QUOTED = r"\"([^\"]+)\""
_MOST_LOOKS = 5
_SPAN_DAYS = r"([1-9][0-9]{0,2})([dw])"

WORDS = {"p1": "high", "p2": "normal", "p3": "low"}
"""Marks that are words, too: ``Buy a P1 lens``."""
_SINGLE = {"!high": "high", "!normal": "normal", "!low": "low", **WORDS}
_NUMBER_LIKE = r"[0-9]+(?:[.,:][0-9]+)?[a-z%]{0,3}"
_SIGN_FIELDS = {"#": "project", "@": "labels", ">": "contractor"}
_KEY_FIELDS = {
    "project": "project",
    "label": "labels",
    "to": "contractor",
    "est": "estimate_minutes",
    "chase": "chase_days",
    "due": "due",
    "wait": "defer_until",
}


class MarkReader:
    """Reads marks at one moment, for an owner with a home currency and habits.

    ``doubt``: why something that was to be a date is none; empty when nothing was.
    """

    __slots__ = ("_looks", "doubt", "habits", "home", "now")

    def __init__(self, now: Moment, home: str, habits: Habits) -> None:
        self.now = now
        self.home = home.upper()
        self.habits = habits
        self.doubt = ""
        self._looks = 0

    def mark(self, words: Sequence[str], at: int) -> tuple[str, object, int] | None:
        """The mark that may stand anywhere and begins with word ``at``, or ``None``."""
        word = words[at]
        if word[0] in _SIGN_FIELDS:
            name = _read_name(word[1:])
            return (_SIGN_FIELDS[word[0]], name, 1) if name and _names(name) else None
        if word[0] == "~":
            return _effort(word[1:], words[at + 1 : at + 4])
        lower = word[:12].lower()
        if lower in _SINGLE:
            return "priority", _SINGLE[lower], 1
        if lower == "due":
            return self._dated("due", words, at, "")
        key, colon, _ = lower.partition(":")
        return self._keyed(_KEY_FIELDS[key], words, at, word[len(key) + 1 :]) if colon and key in _KEY_FIELDS else None

    def money(self, words: Sequence[str]) -> dict[str, str] | None:
        """Exactly these words as money: ``$300``, ``€ 1.234,50``, ``300 eur``, ``CHF 1'200``; or ``None``."""
        found = read_amount(" ".join(words), self.home, in_title=True)
        kept = in_units(found.figure, found.currency) if found and not found.grouped else None
        return {"amount": kept, "currency": found.currency} if found and kept and kept.strip("0.") else None

    def _keyed(self, field: str, words: Sequence[str], at: int, value: str) -> tuple[str, object, int] | None:
        if field in ("due", "defer_until"):
            return self._dated(field, words, at, value)
        if field == "estimate_minutes":
            return _effort(value, words[at + 1 : at + 4])
        if field == "chase_days":
            match = re.fullmatch(_SPAN_DAYS, value.lower())
            return _valued(field, int(match[1]) * (7 if match[2] == "w" else 1) if match else None)
        return _valued(field, _read_name(value))

    def _dated(self, field: str, words: Sequence[str], at: int, value: str) -> tuple[str, object, int] | None:
        """``due`` or ``wait:`` with the longest date that follows. What contradicts itself is none, and is told."""
        from delegator_tui.rules.dates.dates import longest_date
        from delegator_tui.rules.quickadd.half_dates import goes_on

        given = [value] if value else []
        following = [*given, *self._up_to_money(words[at + 1 : at + 1 + MOST_WORDS])]
        begins = field == "defer_until"
        found = longest_date(following, self.now, self.habits, bare=True, begins=begins)
        if found is None or goes_on(following[found[1] :], self.now, self.habits):
            self._doubt(following)
            return None
        return field, found[0], 1 + found[1] - len(given)

    def _doubt(self, words: Sequence[str]) -> None:
        """Keep why words that were to be a date are none, if they look like one."""
        said = words[: run_length(words)]
        if said and self._may_doubt():
            from delegator_tui.rules.dates.why_not import not_a_date, reason

            if reason(said, self.now, self.habits):
                self.doubt = not_a_date(" ".join(said), self.now, self.habits)

    def _may_doubt(self) -> bool:
        """Tell whether a doubt is still worth a look; a line with many is no line of dates."""
        self._looks += 1
        return not self.doubt and self._looks <= _MOST_LOOKS

    def doubt_of_ending(self, words: Sequence[str]) -> None:
        """Keep why the words that end a line are no date, where they name a day twice or one that there is not."""
        if len(words) > 1 and self._may_doubt():
            from delegator_tui.rules.dates.why_not import contradiction, not_a_date

            if contradiction(words, self.now, self.habits):
                self.doubt = not_a_date(" ".join(words), self.now, self.habits)

    def _up_to_money(self, words: Sequence[str]) -> Sequence[str]:
        """The words before an amount and its currency: in ``3 dec 2000 eur`` the 2000 is no year."""
        for at in range(1, min(run_length(words), len(words) - 1)):
            if words[at][0].isdigit() and self.money(words[at : at + 2]):
                return words[:at]
        return words


def _effort(first: str, following: Sequence[str]) -> tuple[str, object, int] | None:
    """The longest duration that begins so: ``~2h``, ``~1h 30m``, ``~2 hours``. A number alone goes with no unit."""
    from delegator_tui.rules.dates.times import read_duration_minutes

    for count in range(len(following), -1, -1):
        if count and not following[count - 1][-1].isalpha():
            continue
        minutes = read_duration_minutes(" ".join((first, *following[:count])))
        if minutes is not None and first:
            return "estimate_minutes", minutes, 1 + count
    return None


def _valued(field: str, value: object) -> tuple[str, object, int] | None:
    return None if value is None else (field, value, 1)


def _names(name: str) -> bool:
    """Whether this is a name: not ``#12``, ``#4th``, ``@5pm``, ``>5k``."""
    return any(map(str.isalpha, name)) and not re.fullmatch(_NUMBER_LIKE, name.lower())


def _read_name(text: str) -> str | None:
    """A name as typed; quoted, it may have spaces. A mail address is one too."""
    quoted = re.fullmatch(_QUOTED, text)
    if quoted:
        return quoted[1].strip() or None
    return text if re.fullmatch(_NAME, text.replace("@", "", 1) if text[:1] != "@" else text) else None
