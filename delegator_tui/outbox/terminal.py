"""A notification by the terminal itself: the escape sequence that it understands.

There are three, and nobody understands all: OSC 9 (iTerm2), OSC 777 (rxvt-unicode, and most who came after) and
OSC 99 (kitty). A terminal is known by what it puts into the environment.
"""

from __future__ import annotations

import base64
import unicodedata
import zlib
from collections.abc import Mapping

from delegator_tui.outbox.words import body_of, title_of

ESC, BEL = "\x1b", "\x07"
PIECE = 500
"""How many characters GNU screen is given at once: it passes on at most 768."""
BY_VARIABLE = {
    "KITTY_WINDOW_ID": "99",
    "ITERM_SESSION_ID": "9",
    "WEZTERM_PANE": "777",
    "GHOSTTY_RESOURCES_DIR": "777",
    "KONSOLE_VERSION": "777",
    "WT_SESSION": "777",
}
BY_PROGRAM = {"iTerm.app": "9", "iTerm2": "9", "WezTerm": "777", "ghostty": "777"}
"""By ``TERM_PROGRAM``, or ``LC_TERMINAL``, which ssh hands on."""
BY_TERM = {"xterm-kitty": "99", "wezterm": "777", "xterm-ghostty": "777", "contour": "777"}
FAMILIES = {"foot": "777", "rxvt-unicode": "777"}
"""The beginnings of other values of ``TERM``."""
MULTIPLEXERS = ("tmux", "screen")


def notification(title: str, body: str, environ: Mapping[str, str]) -> str:
    """Return what, written to this terminal, has it show a notification; empty where nothing is known to work."""
    kind = _kind(environ)
    inside = [name for name, variable in (("tmux", "TMUX"), ("screen", "STY")) if environ.get(variable)]
    if not kind or len(inside) > 1:  # which of two is the inner one cannot be told
        return ""
    title, body = title_of(title), _flat(body_of(body))
    if inside == ["screen"] and kind != "99":
        title, body = _ascii(title), _ascii(body)
    sequences = _sequences(kind, title or "delegator", body)
    if inside == ["tmux"]:
        return "".join(f"{ESC}Ptmux;{each.replace(ESC, ESC + ESC)}{ESC}\\" for each in sequences)
    if inside == ["screen"]:
        pieces = (each[at : at + PIECE] for each in sequences for at in range(0, len(each), PIECE))
        return "".join(f"{ESC}P{piece}{ESC}\\" for piece in pieces)
    return "".join(sequences)


def _kind(environ: Mapping[str, str]) -> str:
    """Return the number of the sequence that the terminal understands, or nothing.

    ``TERM`` first: ssh hands it on, and a terminal started from another inherits the variables of that one.
    """
    term = environ.get("TERM", "")
    if term in ("", "dumb"):
        return ""
    of_family = (kind for family, kind in FAMILIES.items() if term == family or term.startswith(f"{family}-"))
    found = BY_TERM.get(term) or next(of_family, "")
    programs = environ.get("TERM_PROGRAM", ""), environ.get("LC_TERMINAL", "")
    found = found or next((BY_PROGRAM[program] for program in programs if program in BY_PROGRAM), "")
    if found or (programs[0] and programs[0] not in MULTIPLEXERS):
        return found  # or a terminal that is known not to be one of these
    return next((kind for variable, kind in BY_VARIABLE.items() if environ.get(variable)), "")


def _sequences(kind: str, title: str, body: str) -> list[str]:
    if kind == "99":
        name = f"delegator-{zlib.crc32((title + body).encode()):08x}"
        parts = [f"i={name}:e=1:d=0;{_coded(title)}", f"i={name}:e=1:p=body;{_coded(body)}"]
        return [f"{ESC}]99;{part}{BEL}" for part in parts]
    if kind == "777":
        return [f"{ESC}]777;notify;{_comma(title)};{_comma(body)}{BEL}"]
    text = _comma(f"{title}: {body}" if body else title)
    return [f"{ESC}]9;{'- ' if text[0] in '0123456789' else ''}{text}{BEL}"]  # a number would be a command of ConEmu


def _flat(text: str) -> str:
    """Return lines as one: no sequence has a line break."""
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


def _ascii(text: str) -> str:
    """Return text for GNU screen, which keeps the low byte of a character alone: of some that is an escape."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _flat(plain.encode("ascii", "replace").decode())


def _comma(text: str) -> str:
    """Return text without the semicolon, which ends a field."""
    return text.replace(";", ",")


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
