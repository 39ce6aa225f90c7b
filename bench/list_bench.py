"""How long a list takes from a key press to painted lines, at 10, 10,000 and 100,000 rows.

Run ``python bench/list_bench.py``. Prints medians in milliseconds, and each as a ratio to the list of ten rows, which
says more than the milliseconds of one machine. The screen has ten lines, so that every list fills it, and keys are
pressed half way down. ``fill`` gives the list new lines with the cursor at its end. In process, with the headless
driver, up to the lines that the list hands over: what Textual and the terminal do with them is not timed.
"""

from __future__ import annotations

import asyncio
from statistics import median
from time import perf_counter

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from delegator_tui.widgets.list_layout import Cell, Layout
from delegator_tui.widgets.record_list import RecordList

SIZES = (10, 10_000, 100_000)
ROUNDS = 25
KEYS = {"down": "down", "page": "pagedown", "last": "G", "first": "g"}


class TimedList(RecordList):
    """A list that tells when it has painted."""

    painted: asyncio.Event | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = super().render_lines(crop)
        if self.painted is not None:
            self.painted.set()
        return strips


class Bench(App[None]):
    """One list that fills the screen."""

    def compose(self) -> ComposeResult:
        columns = [Layout(1, gap=1), Layout(12), Layout(share=3), Layout(share=2), Layout(9, "right")]
        yield TimedList(self.draw, columns)

    def draw(self, key: str) -> list[Cell]:
        return [Cell("!", "overdue"), Cell("3 d late", "overdue"), Cell(key), Cell("Contractor", "muted"), Cell("$95")]

    def on_mount(self) -> None:
        self.query_one(TimedList).focus()


async def timed_key(pilot: Pilot[None], rows: TimedList, middle: str, key: str) -> float:
    """Return the milliseconds from a key press half way down to the paint after it."""
    rows.move_to(middle)
    await pilot.pause()
    rows.painted = asyncio.Event()
    start = perf_counter()
    pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await rows.painted.wait()
    return (perf_counter() - start) * 1000


async def timed_fill(pilot: Pilot[None], rows: TimedList, lines: list[str]) -> float:
    """Return the milliseconds from new lines to the paint after them."""
    rows.set_lines(lines)
    rows.action_last()
    await pilot.pause()
    rows.painted = asyncio.Event()
    start = perf_counter()
    rows.set_lines(lines[1:])
    await rows.painted.wait()
    return (perf_counter() - start) * 1000


async def measure(size: int) -> dict[str, float]:
    """Return the median milliseconds of giving a list its lines, and of each key."""
    app = Bench()
    lines = [f"Task number {number}" for number in range(size)]
    async with app.run_test(size=(80, 10)) as pilot:
        rows = app.query_one(TimedList)
        figures = {"fill": median([await timed_fill(pilot, rows, lines) for _ in range(ROUNDS)])}
        for name, key in KEYS.items():
            times = [await timed_key(pilot, rows, lines[size // 2], key) for _ in range(ROUNDS)]
            figures[name] = median(times)
        return figures


async def main() -> None:
    results = {size: await measure(size) for size in SIZES}
    print(f"{'':8}" + "".join(f"{size:>20,}" for size in SIZES))
    for name in results[SIZES[0]]:
        base = results[SIZES[0]][name]
        print(f"{name:8}" + "".join(f"{results[s][name]:11.2f} ms {results[s][name] / base:5.2f}x" for s in SIZES))


if __name__ == "__main__":
    asyncio.run(main())
