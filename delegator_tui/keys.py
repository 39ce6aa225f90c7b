"""The one table of commands: bindings, footer, palette, help and README come from it. Plain data."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """``id`` names it in the owner's key map, ``words`` are its label; ``on`` says what it works on: app, row, task …"""

    id: str
    keys: str
    action: str
    words: str
    help: str
    on: str = "view"


COMMANDS: tuple[Command, ...] = (
    # views
    Command("view.today", "1", "app.go('today')", "Today", "What needs you now", "app"),
    Command("view.inbox", "2", "app.go('inbox')", "Inbox", "Tasks not yet triaged", "app"),
    Command("view.handoffs", "3", "app.go('handoffs')", "Handoffs", "Who has what, and how it stands", "app"),
    Command("view.roster", "4", "app.go('roster')", "Roster", "Who works for you", "app"),
    # everywhere
    Command("add", "a", "app.add", "add", "Capture a task in one line", "app"),
    Command("triage", "t", "app.triage", "triage", "Go through the inbox, one key a task", "app"),
    Command("undo", "u", "app.undo", "undo", "Take back the last step", "app"),
    Command("redo", "U", "app.redo", "redo", "Do again what was undone", "app"),
    Command("palette", "colon", "app.command_palette", "palette", "Find a command", "app"),
    Command("help", "question_mark", "app.toggle_help", "help", "Show the keys", "app"),
    Command("quit", "q", "app.leave", "quit", "Leave", "app"),
    # the row under the cursor
    Command("likely", "full_stop", "likely", "likely next step", "Do the likely next step of the row", "row"),
    Command("edit", "e", "edit", "edit", "Change it", "row"),
    Command("finish", "d", "finish", "done", "Finished: a task done, a handoff delivered", "row"),
    # a task
    Command("task.drop", "x", "drop", "drop", "Take the task off the plate", "task"),
    Command("task.hand_off", "f", "hand_off", "hand off", "Hand the task to a contractor", "task"),
    Command("task.later", "h", "later", "later", "Put the task away until a day", "task"),
    Command("task.mine", "m", "mine", "mine", "Keep the task to do it yourself", "task"),
    # a handoff
    Command("handoff.send", "f", "send", "send", "Complete a draft and send it", "draft"),
    Command("handoff.heard", "l", "heard", "heard from them", "Log what they said", "handoff"),
    Command("handoff.answer", "A", "answer", "answer", "Answer their question", "handoff"),
    Command("handoff.accept", "y", "accept", "accept", "Accept the delivery", "handoff"),
    Command("handoff.return", "r", "return", "return", "Return the delivery for changes", "handoff"),
    Command("handoff.extend", "plus", "extend", "later date", "Agree a later date", "handoff"),
    Command("handoff.pay", "p", "pay", "paid", "Log a payment", "handoff"),
    Command("handoff.brief", "B", "brief", "brief", "Show the brief, to copy it", "handoff"),
    Command("handoff.take_back", "T", "take_back", "take back", "End it and do the task yourself", "handoff"),
    Command("handoff.reassign", "R", "reassign", "reassign", "Give it to somebody else", "handoff"),
    Command("handoff.cancel", "X", "cancel", "cancel", "End it and drop the task", "handoff"),
    # a list
    Command("list.group", "b", "group", "group by", "Group the list another way", "list"),
)

BY_ID = {command.id: command for command in COMMANDS}

SHOWN = {
    "colon": ":",
    "question_mark": "?",
    "full_stop": ".",
    "plus": "+",
    "equals_sign": "=",
    "slash": "/",
    "space": "space",
    "escape": "esc",
    "ctrl+p": "ctrl+p",
}


def shown(key: str) -> str:
    """Return a key as people read it: ``plus`` is ``+``."""
    return SHOWN.get(key, key)
