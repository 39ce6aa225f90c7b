"""User text: on its way in kept whole but sound; on its way out never able to move the cursor, colour or hide.

Cheap to import: capture needs it.
"""

from __future__ import annotations

import re

_SPACE = "\t-\r\x1c-\x1e\x85\u2028\u2029"
_CONTROL = "\x00-\x1f\x7f-\x9f\ud800-\udfff"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
HARMFUL = f"\x7f-\x9f\u2028\u2029{_DIRECTION}{_INVISIBLE}"
"""Characters, for a class of a pattern, that JSON keeps as they are and that command a terminal or hide in it."""
_EMOJI_PARTS = "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff"
_UNSAFE = re.compile(f"\r\n|[{_SPACE}{_CONTROL}{_DIRECTION}{_INVISIBLE}{_EMOJI_PARTS}]")
_HIDES = "\xad\u115f\u1160\u17b4\u17b5\u200b\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
_NO_FLAG = "(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e0fff]"
_MOVES = re.compile(f"\r\n|[{_SPACE}{_CONTROL}{_HIDES}\u202a-\u202e]|{_NO_FLAG}")
_COMMANDS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_NO_TEXT = re.compile("[\ud800-\udfff]")
_IS_SPACE = re.compile(f"[{_SPACE}]")

_FLAG_A, _FLAG_Z = 0x1F1E6, 0x1F1FF


NONE = "none"
"""The word that takes a value away, wherever one can be typed."""


def is_none(text: str) -> bool:
    """Tell whether what is typed for a value takes it away: nothing, or the word for it."""
    return text.strip().lower() in ("", NONE)


def sound(text: str) -> str:
    """Return text that UTF-8 can hold: bytes that were none in the terminal become U+FFFD, NUL goes."""
    return _NO_TEXT.sub("\ufffd", text).replace("\0", "")


def one_line(text: str) -> str:
    """Return text as one line: line breaks and tabs become spaces, the ends are stripped. Inner spaces stay."""
    return "".join(" " if char in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029" else char for char in sound(text)).strip()


def several_lines(text: str) -> str:
    """Return text of several lines with plain line breaks, the ends stripped."""
    return sound(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def shown(text: str) -> str:
    """Return ``text`` as one line that is safe to paint.

    Line ends and tabs become a space; other control characters their picture (escape is ``␛``) or ``\ufffd``, as lone
    surrogates do. Marks of direction and invisible characters go, and so do joiners, variation selectors and skin
    tones: terminals disagree about their width. A flag becomes its two letters for the same reason. What is left has
    the width that ``rich.cells.cell_len`` gives, and that width is the sum over its characters.
    """
    return _UNSAFE.sub(_safe, text)


def printed(text: str) -> str:
    """Return ``text`` as one line that cannot command a terminal, for where nobody counts its cells.

    Line ends and tabs become a space, other control characters their picture; marks that turn the direction round, and
    what nobody sees and that joins nothing, go. All else stays as it is typed: joiners, joined emoji, flags, marks of
    right-to-left words.
    """
    return _MOVES.sub(_safe, text)


def visible(text: str) -> str:
    """Return text whose control characters are pictures (escape is ``␛``), for a field in which it can be edited.

    All else stays as it is, line breaks and tabs too.
    """
    return _COMMANDS.sub(_safe, text)


def _safe(match: re.Match[str]) -> str:
    """Return what stands for one unsafe character."""
    character = match[0][0]
    code = ord(character)
    if _IS_SPACE.match(character):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "\ufffd" if code != 0xAD else ""
    return chr(ord("A") + code - _FLAG_A) if _FLAG_A <= code <= _FLAG_Z else ""
