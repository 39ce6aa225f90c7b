"""What a list looks like: theme variables only, so that it follows every theme."""

from __future__ import annotations

import re

MUTED = "$foreground 70%"
"""The second grey, for styles within a text: there ``$text-muted`` would be drawn brighter than the text itself."""


def headline(text: str) -> list[tuple[str, str]]:
    """Return a headline's words, each with its style: the numbers stand out."""
    words = re.split(r"(\d+)", text)
    return [(word, "bold $text-primary" if word.isdigit() else "bold $foreground") for word in words if word]


COMPONENTS = {
    "record-list--cursor",
    "record-list--pointer",
    "record-list--mark",
    "record-list--heading",
    "record-list--title",
    "record-list--muted",
    "record-list--accent",
    "record-list--overdue",
    "record-list--soon",
    "record-list--good",
}
"""The styles of a list; those of cells are named by what follows ``--``."""

# The accent is the theme's primary: in the themes that come with Textual, $accent is the amber that means "soon".
CSS = """
RecordList {
    height: 1fr;
    overflow-x: hidden;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    scrollbar-background: $background;
    scrollbar-background-hover: $background;
    scrollbar-background-active: $background;
    scrollbar-color: $panel;
    & > .record-list--pointer { color: $text-muted; }
    & > .record-list--mark { color: $text-primary; text-style: bold; }
    & > .record-list--heading { text-style: bold; }
    & > .record-list--muted { color: $text-muted; }
    & > .record-list--accent { color: $text-primary; }
    & > .record-list--overdue { color: $text-error; }
    & > .record-list--soon { color: $text-warning; }
    & > .record-list--good { color: $text-success; }
    &:focus > .record-list--pointer { color: $text-primary; text-style: bold; }
    &:focus > .record-list--cursor { background: $block-cursor-blurred-background; }
    &:light:focus > .record-list--cursor { background: $primary 15%; }
    &:ansi { scrollbar-color: $scrollbar; }
    &:ansi > .record-list--muted { text-style: dim; }
    &:ansi > .record-list--overdue { text-style: bold; }
    &:ansi > .record-list--pointer { text-style: dim; }
    &:ansi:focus > .record-list--pointer { text-style: bold; }
    &:ansi:focus > .record-list--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: none;
    }
}
"""
