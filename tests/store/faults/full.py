"""A file system that is really full: every refusal is clean, and saving works again when there is space."""

from __future__ import annotations

from pathlib import Path

from delegator_tui.errors import NotSaved
from tests.store.support import add, opened, state_of, titles


def full_disk(path: Path, filler: Path) -> tuple[int, list[str]]:
    """Fill the file system of ``path`` with commits and compactions; return how many were saved, and what was wrong."""
    wrong: list[str] = []
    filler.write_bytes(bytes(64_000))
    store = opened(path)
    saved: list[str] = []
    refused = 0
    while refused < 5:
        title = f"Task {len(saved) + refused}"
        try:
            add(store, title, notes="n" * 500)
            saved.append(title)
            if len(saved) % 20 == 0:
                store.compact()
        except NotSaved as error:
            refused += 1
            wrong += [] if "full" in str(error) else [str(error)]
        if titles(store) != sorted(saved):
            wrong.append(f"after {len(saved)} saves and {refused} refusals something else is shown")
    before = state_of(store)
    store.close()
    if state_of(opened(path)) != before:
        wrong.append("reopened on the full disk, something else is shown")
    filler.unlink()
    again = opened(path)
    add(again, "Afterwards")
    again.close()
    if titles(opened(path)) != sorted([*saved, "Afterwards"]):
        wrong.append("saving after space was made lost something")
    if list(path.parent.rglob("*.new")):
        wrong.append("an unfinished file is left")
    return len(saved), wrong
