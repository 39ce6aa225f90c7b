"""Words as they are compared: names whatever their case and way of writing; what is looked for without accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ALIKE = str.maketrans("’‘“”–—‐øłđðħıيك", "''\"\"---olddhiیک") | str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})
_UNSEEN = dict.fromkeys([0xAD, 0x34F, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x61C, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F])
"""Characters that nobody types when looking for a word: joiners, marks of direction, ways to draw an emoji."""


def folded(text: str) -> str:
    """Return a name as names are compared: whatever its case, width, way of writing accents, and spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold()
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


def fold(text: str) -> str:
    """Return text as it is looked for: no case, no accents, one space for any white space, none at the ends."""
    lower = text.lower()
    if not lower.isascii():
        lower = _NOT_ASCII.sub(lambda run: _without_accents(run[0]), lower)
    return " ".join(lower.split())


@lru_cache(maxsize=16384)
def _without_accents(run: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFKD", run) if not unicodedata.combining(char))
    return bare.casefold().translate(_ALIKE).translate(_UNSEEN)
