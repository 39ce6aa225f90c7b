"""Spans of time as people say them: ``3d``, ``2 weeks``, ``a fortnight``, ``three working days``."""

from __future__ import annotations

import re

from delegator_tui.rules.dates.date_math import NUMBERS
from delegator_tui.rules.dates.vocabulary import UNITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_GLUED = r"([0-9]{1,5})([dwmyb])"


def read_span(words: Sequence[str]) -> tuple[int, str] | None:
    """Exactly these words as so many days (``d``), weeks, months, years or working days (``b``); or ``None``."""
    match words:
        case [glued]:
            found = re.fullmatch(_GLUED, glued)
            return (int(found[1]), found[2]) if found else None
        case ["a", "couple", "of", noun] | ["a", "couple", noun]:
            return _counted(2, noun)
        case [number, noun]:
            return _counted(read_number(number), noun)
        case [number, "working" | "business", noun]:
            count = read_number(number)
            return (count, "b") if count is not None and unit_of(noun) == (1, "d") else None
    return None


def _counted(number: int | None, noun: str) -> tuple[int, str] | None:
    unit = unit_of(noun)
    return (number * unit[0], unit[1]) if unit and number is not None else None


def unit_of(noun: str) -> tuple[int, str] | None:
    """The unit that a noun names, also in the plural or as ``week's`` and ``weeks'``; or ``None``."""
    return UNITS.get(noun.rstrip("'").removesuffix("'s").removesuffix("s"))


def read_number(word: str) -> int | None:
    """``3``, ``a``, ``one`` to ``twelve`` as a number; or ``None``."""
    if word in ("a", "an"):
        return 1
    if word.isascii() and word.isdigit() and len(word) <= 5:
        return int(word)
    return NUMBERS.get(word)
