"""One small shop's plate, roster and handoffs, as their owner would bring them in on Monday 23 November 2026."""

from __future__ import annotations

from pathlib import Path

from delegator_tui.desk.desk import Desk
from delegator_tui.exchange import csv_in

DATA = Path(__file__).parent / "data"


def plate() -> list[str]:
    """The lines of the plate, one task each."""
    lines = (DATA / "plate.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("# ")]


def bring_in(desk: Desk) -> None:
    """Put everything on a desk: the plate captured, the two files imported."""
    desk.tasks.capture(*plate())
    for name in ("roster.csv", "handoffs.csv"):
        sheet = csv_in.read(DATA / name)
        desk.imports.bring_in(sheet.kind, sheet.rows, name)
