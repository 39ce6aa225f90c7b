"""What a widget watched forgets it when it goes."""

from __future__ import annotations

from textual.dom import DOMNode


def unwatch(gone: DOMNode, watched: DOMNode) -> None:
    """Have ``watched`` forget a widget that goes: Textual keeps it, all it stood on, until the attribute changes."""
    for watchers in getattr(watched, "__watchers", {}).values():
        watchers[:] = [each for each in watchers if each[0] is not gone]
