"""Files to import."""

from __future__ import annotations

from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.exchange.csv_in import read

DATA = Path(__file__).parents[1] / "data"


def bring(desk: Desk, file: Path) -> int:
    """Import a file as the command line does; answer how many rows were added."""
    sheet = read(file, None, "USD", desk.now())
    return desk.imports.bring_in(sheet.kind, sheet.rows, file.name).added


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk with the sample roster and handoffs."""
    bring(desk, DATA / "roster.csv")
    bring(desk, DATA / "handoffs.csv")
    return desk
