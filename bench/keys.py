"""From a key to what it changed on the screen: moving, marking, changing views, and a verb that is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median

from bench.books import Size
from bench.figures import Figure, Room, in_turn, ratio
from bench.terminal import Terminal

ROUNDS = 100
SIZES = {"10": Size(10, 300, 200), "10,000": Size(10_000, 300, 200), "100,000": Size(100_000, 300, 200)}
ROWS = 14
"""Lines of the terminal: ten rows fill its list, so that every size paints as much."""
CURSOR, MARK = "▸", "*"
VIEWS = "1234"
KEY_LIMIT, VIEW_LIMIT = 1.5, 1.3
ACT_LIMIT = 40
"""Milliseconds more than the bare app takes to show a key."""


def _inbox(room: Room, size: Size, *, rows: int = ROWS) -> Terminal:
    """Start the dashboard and go to the inbox, some rows above its end."""
    terminal = room.dashboard(room.book(size), rows=rows)
    terminal.wait_for(f"Inbox {size.tasks}")
    terminal.quiet()
    for key in "2Gkkkk":
        terminal.press(key)
        terminal.quiet()
    return terminal


def _timed(terminal: Terminal, key: str, arrived: Callable[[list[str]], bool]) -> float:
    """Return the milliseconds from a key to the paint that shows its effect; the terminal is quiet before and after."""
    terminal.quiet(0.02)
    pressed = terminal.press(key)
    return (terminal.wait(arrived) - pressed) * 1000


def _cursor(lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines) if CURSOR in line[:5]), -1)


def _marks(lines: list[str]) -> int:
    return sum(MARK in line[:4] for line in lines)


def _moves(terminal: Terminal) -> Callable[[], float]:
    """Return what moves up, then down, then up …"""
    keys = "kj"

    def move() -> float:
        nonlocal keys
        before, key, keys = _cursor(terminal.lines), keys[0], keys[::-1]
        return _timed(terminal, key, lambda lines: _cursor(lines) not in (-1, before))

    return move


def _toggles(terminal: Terminal) -> Callable[[], float]:
    """Return what marks a row and, the next time, takes the mark away."""

    def toggle() -> float:
        before = _marks(terminal.lines)
        took = _timed(terminal, " ", lambda lines: _marks(lines) != before)
        terminal.quiet(0.05)
        terminal.press("k")
        terminal.quiet(0.05)
        return took

    return toggle


def _compared(room: Room, name: str, words: str, way: Callable[[Terminal], Callable[[], float]]) -> Iterator[Figure]:
    with ExitStack() as stack:
        open_now = {words: stack.enter_context(_inbox(room, size)) for words, size in SIZES.items()}
        times = in_turn(ROUNDS, {words: way(terminal) for words, terminal in open_now.items()})
    for size in list(SIZES)[1:]:
        yield ratio(name, (f"{words} at {size} rows", times[size]), ("at 10", times["10"]), KEY_LIMIT)


def move(room: Room) -> Iterator[Figure]:
    """Compare ``j`` and ``k`` in lists of three lengths."""
    yield from _compared(room, "move", "move", _moves)


def mark(room: Room) -> Iterator[Figure]:
    """Compare ``space`` in lists of three lengths."""
    yield from _compared(room, "mark", "mark", _toggles)


def _switches(terminal: Terminal) -> Callable[[], float]:
    """Return what goes once through the views and answers how long a change takes. All have been open before."""
    pictures = {}
    for key in VIEWS:
        terminal.press(key)
        terminal.quiet(0.4)
        pictures[key] = terminal.lines

    def switch() -> float:
        return sum(_timed(terminal, key, pictures[key].__eq__) for key in VIEWS) / len(VIEWS)

    return switch


def views(room: Room) -> Iterator[Figure]:
    """Compare changing views in a full book with the same among ten tasks."""
    with ExitStack() as stack:
        sizes = list(SIZES.items())[:2]
        open_now = {words: stack.enter_context(_inbox(room, size, rows=30)) for words, size in sizes}
        times = in_turn(ROUNDS // 5, {words: _switches(terminal) for words, terminal in open_now.items()})
    yield ratio("views", ("change view at 10,000 tasks", times["10,000"]), ("at 10", times["10"]), VIEW_LIMIT)


def _verdicts(terminal: Terminal, left: int) -> Callable[[], float]:
    """Return what keeps a task of the inbox to do it oneself, so that its row goes."""

    def verdict() -> float:
        nonlocal left
        left -= 1
        took = _timed(terminal, "m", lambda lines: any(f"{left} to triage" in line for line in lines))
        terminal.quiet(0.05)
        return took

    return verdict


FILTER_LIMIT = 40
"""Milliseconds that a key of the filter may take longer at 100,000 rows than at 10."""
BACKSPACE = "\x7f"


def _filters(terminal: Terminal) -> Callable[[], float]:
    """Return what types a letter into the filter and takes it away, and answers how long the letter took."""
    terminal.press("/")
    terminal.quiet()

    def narrow() -> float:
        took = _timed(terminal, "e", lambda lines: any("only e" in line for line in lines))
        _timed(terminal, BACKSPACE, lambda lines: not any("only e" in line for line in lines))
        return took

    return narrow


def narrow(room: Room) -> Iterator[Figure]:
    """Compare a key of the filter in lists of two lengths."""
    with ExitStack() as stack:
        sizes = {words: SIZES[words] for words in ("10", "100,000")}
        open_now = {words: stack.enter_context(_inbox(room, size)) for words, size in sizes.items()}
        times = in_turn(ROUNDS // 2, {words: _filters(terminal) for words, terminal in open_now.items()})
    few, many = median(times["10"]), median(times["100,000"])
    measured = f"filter 100,000 rows {many:.1f} ms, 10 rows {few:.1f} ms: {many - few:.1f} ms more"
    yield Figure("filter", measured, f"{FILTER_LIMIT} ms", many - few <= FILTER_LIMIT)


def _counts(terminal: Terminal) -> Callable[[], float]:
    """Return what has the bare app count one key press more."""
    presses = 0

    def count() -> float:
        nonlocal presses
        presses += 1
        return _timed(terminal, "j", lambda lines: any(f"pressed {presses} times" in line for line in lines))

    return count


def act(room: Room) -> Iterator[Figure]:
    """Compare a verdict, from its key until the row is gone, with a key of the bare app."""
    size = SIZES["10,000"]
    with _inbox(room, size, rows=30) as terminal, room.bare() as bare:
        bare.wait_for("pressed 0 times")
        bare.quiet()
        times = in_turn(ROUNDS // 2, {"ours": _verdicts(terminal, size.tasks), "bare": _counts(bare)})
    ours, other = median(times["ours"]), median(times["bare"])
    measured = f"m at 10,000 tasks {ours:.1f} ms, key of the bare app {other:.1f} ms: {ours - other:.1f} ms more"
    yield Figure("act", measured, f"{ACT_LIMIT} ms", ours - other <= ACT_LIMIT)
