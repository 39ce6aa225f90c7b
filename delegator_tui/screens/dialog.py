"""What every dialog is made of: a screen over the view, and its looks, which are read when the first one opens."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from textual.screen import ModalScreen

T = TypeVar("T")
OVER = Path(__file__).with_name("over.tcss")
"""The looks of what opens over a view."""


class Dialog(ModalScreen[T]):
    """A question or a text over the view."""

    CSS_PATH = OVER
