"""What a key is, how it is shown, which one a command has, and which one the owner may give it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from delegator_tui.commands import BY_ID, COMMANDS

SHOWN = {
    "colon": ":",
    "question_mark": "?",
    "full_stop": ".",
    "asterisk": "*",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "slash": "/",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "space": "space",
    "escape": "esc",
    "ctrl+p": "ctrl+p",
}


def shown(key: str) -> str:
    """Return a key as people read it: ``plus`` is ``+``."""
    return SHOWN.get(key, key)


def key_of(id_: str, own: Mapping[str, str]) -> str:
    """Return the key of a command: the owner's, if it may have that, else the first of its own."""
    key = own.get(id_, "")
    return key if is_free(key) else BY_ID[id_].keys.split(",")[0]


TOGETHER: dict[str, frozenset[str]] = {
    "app": frozenset({"app", "row", "list", "task", "draft", "handoff", "contractor", "mail"}),
    "list": frozenset({"app", "row", "list", "task", "draft", "handoff", "contractor", "mail"}),
    "row": frozenset({"app", "row", "list", "task", "draft", "handoff", "contractor", "mail"}),
    "task": frozenset({"app", "row", "list", "task"}),
    "draft": frozenset({"app", "row", "list", "draft", "handoff"}),
    "handoff": frozenset({"app", "row", "list", "draft", "handoff"}),
    "contractor": frozenset({"app", "row", "list", "contractor"}),
    "mail": frozenset({"app", "row", "list", "mail"}),
}
"""What commands of a kind can be offered at the same time as: there one key may have one meaning only."""
_OF_LISTS = """
j k g G v space enter escape up down pageup pagedown home end ctrl+d ctrl+u
"""
OF_LISTS = frozenset(_OF_LISTS.split())
"""Keys of every list and dialog, which no command may take."""
ALWAYS = frozenset({"ctrl+q", "ctrl+c", "tab"})
"""Keys that mean the same everywhere, whatever a map of keys says."""
_NAMED = """
tab backspace delete insert left right plus minus equals_sign slash full_stop comma colon semicolon question_mark
exclamation_mark at number_sign dollar_sign percent_sign circumflex_accent ampersand asterisk underscore
left_square_bracket right_square_bracket less_than_sign greater_than_sign apostrophe quotation_mark backslash
vertical_line tilde grave_accent left_curly_bracket right_curly_bracket
"""
NAMED = frozenset(_NAMED.split())
"""What Textual calls keys that are no letter."""


def refusal(id_: str, key: str, own: Mapping[str, str]) -> str:
    """Return why a command may not have a key, in a sentence; empty when it may."""
    if id_ not in BY_ID:
        return f"There is no command “{id_}”."
    if not is_key(key):
        return f"“{key}” is not a key: use one character, f1 to f12, or ctrl+ and a letter."
    if not is_free(key):
        return f"{shown(key)} belongs to every list: choose another key for {BY_ID[id_].words}."
    others = (c for c in COMMANDS if c.id != id_ and c.on in TOGETHER[BY_ID[id_].on])
    taken = next((c for c in others if key in (own.get(c.id) or c.keys).split(",")), None)
    return f"{shown(key)} is {taken.words} already: give that another key first." if taken else ""


def is_free(key: str) -> bool:
    """Tell whether a command may have such a key: not one that moves, or that leaves in any case.

    Asked of a map of keys from a file, too: whoever wrote it must not be able to keep anybody in.
    """
    return is_key(key) and key not in OF_LISTS and key not in ALWAYS


def is_key(key: str) -> bool:
    """Tell whether a terminal can send such a key."""
    if len(key) == 1 or key in NAMED or key in OF_LISTS:
        return key.isprintable() and key != " "
    head, _, last = key.rpartition("+")
    if head == "ctrl":
        return len(last) == 1 and last.isascii() and last.isalpha() and last not in "imhj"
    return re.fullmatch(r"f([1-9]|1[0-2])", key) is not None
