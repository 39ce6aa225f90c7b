"""How many colours a terminal has, and what Textual is told of that."""

from __future__ import annotations

import pytest

from delegator_tui.screens.terminal.colours import prepare

KNOWN = {"xterm": 8, "linux": 8, "vt100": -1, "vt220": -1, "xterm-mono": -1, "screen": 8, "foot": 256, "rxvt-88": 88}


@pytest.mark.parametrize(
    ("given", "system", "without"),
    [
        ({"TERM": "linux"}, "standard", False),
        ({"TERM": "xterm"}, "standard", False),
        ({"TERM": "rxvt-88"}, "standard", False),
        ({"TERM": "never-heard-of"}, "standard", False),
        ({"TERM": "foot"}, "256", False),
        ({"TERM": "xterm-256color"}, "256", False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, None, False),
        ({"TERM": "xterm-direct"}, None, False),
        ({"TERM": "vt100"}, None, True),
        ({"TERM": "xterm-mono"}, None, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, None, True),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "256", False),
        ({"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, "truecolor", False),
    ],
)
def test_textual_is_told_what_the_terminal_has(given: dict[str, str], system: str | None, without: bool) -> None:
    environ = dict(given)
    prepare(environ, KNOWN.get)
    assert environ.get("TEXTUAL_COLOR_SYSTEM") == system
    assert bool(environ.get("NO_COLOR")) == without
    assert (environ.get("TEXTUAL_THEME") == "ansi-dark") == without
