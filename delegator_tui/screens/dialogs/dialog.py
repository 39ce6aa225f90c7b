"""What every dialog is made of: a screen over the view, and its looks, which are read when the first one opens."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from textual.screen import ModalScreen

from delegator_tui.screens.styling import keep_styles
from delegator_tui.screens.whole import Whole

T = TypeVar("T")
OVER = Path(__file__).with_name("over.tcss")
"""The looks of what opens over a view."""


class Dialog(ModalScreen[T]):
    """A question or a text over the view."""

    CSS_PATH = OVER
    _keep_styles = keep_styles

    @cached_property
    def _whole(self) -> Whole:
        return Whole(self)

    def _compositor_refresh(self) -> None:
        if self._whole.may_be_painted():
            super()._compositor_refresh()
