"""Words on their way into a notification: sound, safe to show, and no longer than anybody reads."""

from __future__ import annotations

from delegator_tui.model.text import several_lines, shown

TITLE = 100
BODY = 500
"""The most characters of each."""


def title_of(text: str) -> str:
    """Return text as one line of at most ``TITLE`` characters without control characters."""
    return _cut(shown(text).strip(), TITLE)


def body_of(text: str) -> str:
    """Return text with its line breaks, at most ``BODY`` characters, without other control characters."""
    return _cut("\n".join(map(shown, several_lines(text).split("\n"))).strip(), BODY)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
