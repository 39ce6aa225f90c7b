"""Why a key does nothing here: one sentence, told from the table of commands."""

from __future__ import annotations

from delegator_tui.commands import COMMANDS, IN_BULK, OF_ROWS, Command, where
from delegator_tui.keys import key_of, shown
from delegator_tui.model.records import Contractor, Handoff, Message, Record, Task
from delegator_tui.screens.views.base import BookScreen

KINDS: dict[type[Record], tuple[str, ...]] = {
    Task: ("task",), Handoff: ("handoff", "draft"), Contractor: ("contractor",), Message: ("mail",),
}  # fmt: skip
"""Which commands are of a record's kind."""

NARROW = 64
"""Cells below which the sentence leaves out what the command is called."""


def why_not(screen: BookScreen, key: str) -> str:
    """Return why a key of a row or of a list has no effect now; empty when it has one, or is none of ours."""
    own, stands_still = screen.the_book.settings.keys, bool(screen.runner.file_status.read_only)
    kinds = (*OF_ROWS, "list", "app") if stands_still else (*OF_ROWS, "list")
    found = [each for each in COMMANDS if each.on in kinds and key_of(each.id, own) == key]
    if not found or _works(found, screen) or key in screen.active_bindings:
        return ""
    if stands_still:
        return "Nothing can be changed here: the banner says why."
    return _said(_meant(found, screen.record()), shown(key), screen)


def _works(commands: list[Command], screen: BookScreen) -> bool:
    """Tell whether a key of a row works on it; asked first, for going through all bindings takes longer."""
    return any(each.on in OF_ROWS and screen.offers(each.id) for each in commands)


def _meant(commands: list[Command], record: Record | None) -> Command:
    """Return which of the commands on one key is meant on this row."""
    kinds = KINDS.get(type(record), ()) if record else ()
    return next((each for each in commands if each.on in kinds), commands[0])


def _said(command: Command, key: str, screen: BookScreen) -> str:
    head = f"{key} ({command.words}) works" if screen.app.size.width >= NARROW else f"{key} works"
    if len(screen.chosen()) > 1 and command.id not in IN_BULK:
        return f"{head} on one row, not on several that are marked."
    several = "; not every marked row is like that" if len(screen.chosen()) > 1 else ""
    return f"{head} only {where(command)}{several}."
