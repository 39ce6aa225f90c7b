"""Files that were cut, flipped, taken away or put back: what is shown then, and that looking destroys nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from delegator_tui.errors import NeedsCare
from tests.store.faults.work import State
from tests.store.support import add, change, files, opened, state_of


def book(path: Path) -> list[State]:
    """Make a book with some commits in the snapshot and five in the journal; return the state after each of those."""
    store = opened(path)
    uid = add(store, "One")
    add(store, "Done", state="done")
    store.compact()
    states = [state_of(store)]
    for n in range(5):
        change(store, uid, title=f"One {n} “ü”\n", labels=[str(n)])
        states.append(state_of(store))
    store.close(compact=False)
    return states


def flips(path: Path, every: int, *, start: int = 0) -> Iterator[str]:
    """Flip one bit at every so many bytes of the journal; yield what is wrong with what is shown then.

    Right is: refused with nothing touched; or, when it is in the last line, which then looks like a save that was never
    finished, the state before it; or the whole state, when the newline at its end was hit.
    """
    states = book(path)
    journal = Path(files(path).journal)
    whole = journal.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n")
    for at in range(start, len(whole), every):
        broken = bytearray(whole)
        broken[at] ^= 1 << at % 8
        journal.write_bytes(broken)
        try:
            store = opened(path)
        except NeedsCare:
            yield from () if journal.read_bytes() == bytes(broken) else (f"bit {at}: a refused journal was touched",)
            continue
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what we look for
            yield f"bit {at}: {type(error).__name__}"
            continue
        shown = state_of(store)
        if shown != states[-1] and (at <= last or shown != states[-2]):
            yield f"bit {at}: something else is shown"
        store.close(compact=False)
    journal.write_bytes(whole)


def cuts(path: Path, every: int = 1) -> Iterator[str]:
    """Cut the journal at every so many bytes; yield what is wrong with what is shown then."""
    states = book(path)
    journal = Path(files(path).journal)
    whole = journal.read_bytes()
    ends = [at for at, byte in enumerate(whole) if byte == 10]
    for cut in range(1, len(whole), every):
        journal.write_bytes(whole[:cut])
        lines = sum(end <= cut for end in ends)
        try:
            store = opened(path)
        except NeedsCare:
            yield from () if not lines else (f"cut at {cut}: refused",)
            continue
        if state_of(store) != states[lines - 1]:
            yield f"cut at {cut}: something else is shown"
        store.close(compact=False)
    journal.write_bytes(whole)


def lost(path: Path) -> Iterator[str]:
    """Take the snapshot away, empty it, halve it, zero it, put an older one in its place; yield what is wrong then."""
    store = opened(path)
    add(store, "Early")
    store.compact()
    older = path.read_bytes()
    store.close(compact=False)
    _more(path)
    good = {each: Path(each).read_bytes() for each in _all(path)}
    data = path.read_bytes()
    ways: dict[str, bytes | None] = {
        "missing": None, "emptied": b"", "halved": data[: len(data) // 2], "zeroed": bytes(len(data)), "older": older,
    }  # fmt: skip
    expected = state_of(opened(path))
    for how, bad in ways.items():
        for each, content in good.items():
            Path(each).write_bytes(content)
        path.unlink() if bad is None else path.write_bytes(bad)
        store = opened(path)
        if state_of(store) != expected:
            yield f"snapshot {how}: something else is shown"
        store.close()
        if state_of(opened(path)) != expected or opened(path).notices:
            yield f"snapshot {how}: closing did not put it right"


def _more(path: Path) -> None:
    store = opened(path)
    for n in range(3):
        add(store, f"Later {n}", state="done" if n else "inbox")
    store.compact()
    add(store, "Latest")
    store.close(compact=False)


def _all(path: Path) -> Iterable[str]:
    names = files(path)
    return names.snapshot, names.base, names.journal
