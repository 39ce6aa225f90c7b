"""What a table is made of: what a cell says, and how much room a column takes."""

from __future__ import annotations

from typing import NamedTuple

from delegator_tui.model.display import Align


class Cell(NamedTuple):
    """What one column of a row says: user text is fine. ``note`` follows the text, quiet, and gives way to it."""

    text: str
    style: str = ""
    note: str = ""


class Layout(NamedTuple):
    """The room of one column on a screen; all sizes in terminal cells.

    ``width`` 0 takes a ``share`` (1 or more) of what the fixed columns leave, at least ``min_width``. When not all
    fits, the columns with the highest ``drop`` are hidden first, together; those with 0 never are. ``gap`` is the space
    after the column. ``less`` cells of its share it leaves to a wider column before it: what follows both then stands
    where it does in another shape.
    """

    width: int = 0
    align: Align = "left"
    min_width: int = 8
    share: int = 1
    drop: int = 0
    gap: int = 2
    less: int = 0
