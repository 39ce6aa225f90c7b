"""The one table of commands: bindings, footer, palette, help and README come from it. Plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Command(NamedTuple):
    """``id`` names it in the owner's key map; ``words`` are its label; ``on`` is what it works on: app, row, task …"""

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
    Command("review", "w", "app.review", "review the week", "Review the week, list by list", "app"),
    Command("undo", "u", "app.undo", "undo", "Take back the last step", "app"),
    Command("redo", "U", "app.redo", "redo", "Do again what was undone", "app"),
    Command("contractor.add", "N", "app.new_contractor", "new contractor", "Put somebody on the roster", "app"),
    Command("settings", "comma", "app.settings", "settings", "Your profile, the theme, the keys", "app"),
    Command("keys", "f2", "app.keys", "keys", "Choose your own keys", "app"),
    Command("past", "f3", "app.past", "look back", "See the book as it was on a day, read-only", "app"),
    Command("watch", "f9", "app.watch", "watch", "Have this machine remind you while the program is closed", "app"),
    Command("backup", "f4", "app.backup", "back up", "Make a verified copy of the file now", "app"),
    Command("file", "f5", "app.file", "the file", "Read what was found in the file; puts its banner away", "app"),
    Command("away", "V", "app.away", "time away", "Plan a time away, see what it means, tell contractors", "app"),
    Command("away.report", "f12", "app.away_report", "while away", "What came due in your last time away", "app"),
    Command("unsaved", "E", "app.unsaved", "kept text", "What you were typing when the program ended", "app"),
    Command("texts", "f6", "app.texts", "texts of the messages", "The words of what is sent to contractors", "app"),
    Command("mail.account", "f7", "app.mail_account", "mail account", "From where mail is sent; try it", "app"),
    Command("mail.send", "f8", "app.send_mail", "send mail", "Send the mails that wait, now", "app"),
    Command("palette", "colon,ctrl+p", "app.command_palette", "palette", "Find a command", "app"),
    Command("help", "question_mark", "app.toggle_help", "help", "Show the keys", "app"),
    Command("quit", "q", "app.leave", "quit", "Leave", "app"),
    # the row under the cursor
    Command("likely", "full_stop", "likely", "likely next step", "Do the likely next step of the row", "row"),
    Command("edit", "e", "edit", "edit", "Change it", "row"),
    Command("link", "L", "link", "open link", "Open the record's link", "row"),
    Command("finish", "d", "finish", "done", "Finished: a task done, a handoff delivered", "row"),
    # a task
    Command("task.drop", "x", "drop", "drop", "Take the task off the plate", "task"),
    Command("task.hand_off", "f", "hand_off", "hand off", "Hand the task to a contractor", "task"),
    Command("task.later", "h", "later", "later", "Put the task away until a day", "task"),
    Command("task.mine", "m", "mine", "mine", "Keep the task to do it yourself", "task"),
    Command("task.same", "equals_sign", "same", "same as", "It is there already: link it and take it off", "task"),
    Command("task.split", "s", "split", "split", "Make several tasks of it", "task"),
    # a handoff
    Command("handoff.send", "f", "send", "send", "Complete a draft and send it", "draft"),
    Command("handoff.heard", "l", "heard", "heard from them", "Log what they said", "handoff"),
    Command("handoff.acknowledge", "K", "acknowledge", "read back", "Keep what they read back", "handoff"),
    Command("handoff.answer", "A", "answer", "answer", "Answer their question", "handoff"),
    Command("handoff.accept", "y", "accept", "accept", "Accept the delivery", "handoff"),
    Command("handoff.return", "r", "return", "return", "Return the delivery for changes", "handoff"),
    Command("handoff.extend", "plus", "extend", "later date", "Agree a later date", "handoff"),
    Command("handoff.nudge", "n", "nudge", "nudge", "Write to them about this one", "handoff"),
    Command("handoff.snooze", "H", "snooze", "put off reminder", "Put its reminder off; its date stays", "handoff"),
    Command("handoff.decide", "D", "decide", "decide", "Choose: later date, less, somebody else, the end", "handoff"),
    Command("handoff.cut", "C", "cut", "cut scope", "Take some of what is owed off", "handoff"),
    Command("handoff.write", "O", "write", "write", "Write that you keep them waiting", "handoff"),
    Command("handoff.pay", "p", "pay", "paid", "Log a payment", "handoff"),
    Command("handoff.invoice", "i", "invoice", "invoice", "Log an invoice", "handoff"),
    Command("handoff.brief", "B", "brief", "brief", "Show the brief, to copy it", "handoff"),
    Command("handoff.take_back", "T", "take_back", "take back", "End it and do the task yourself", "handoff"),
    Command("handoff.reassign", "R", "reassign", "reassign", "Give it to somebody else", "handoff"),
    Command("handoff.cancel", "X", "cancel", "cancel", "End it and drop the task", "handoff"),
    Command("handoff.close", "Z", "close", "close", "Close it: nothing is open any more", "handoff"),
    # a contractor
    Command("contractor.end", "X", "end_contractor", "end", "End the work with them; the record stays", "contractor"),
    # a mail that is stuck
    Command("mail.again", "s", "mail_again", "send again", "Send the mail again", "mail"),
    Command("mail.settle", "y", "mail_settle", "settle", "Say whether the mail arrived", "mail"),
    # a list
    Command("chase", "c", "chase", "chase", "Write to everybody of whom something is late or to be asked", "list"),
    Command("list.filter", "slash", "filter", "filter", "Narrow the list while you type", "list"),
    Command("list.sort", "o", "sort", "sort", "Sort the list another way", "list"),
    Command("list.closed", "z", "closed", "closed too", "With closed ones, or without", "list"),
    Command("list.group", "b", "group", "group by", "Group the list another way", "list"),
)

WORKS = {
    "task": "on an open task without a handoff", "draft": "on a draft", "handoff": "on an open handoff",
    "contractor": "on a contractor who is not ended", "mail": "on a mail that waits", "list": "in a list with rows",
    "likely": "on a row with a next step", "edit": "on what is open", "link": "on a record with a link",
    "finish": "on open tasks, and on handoffs they work on", "task.mine": "on a task that is not yours yet",
    "handoff.heard": "on a handoff they have", "handoff.extend": "on a handoff they have",
    "handoff.acknowledge": "on a brief that is not read back", "handoff.answer": "where they asked something",
    "handoff.accept": "on a delivery", "handoff.return": "on a delivery",
    "handoff.nudge": "where the next move is theirs", "handoff.write": "where the next move is yours",
    "handoff.decide": "on a handoff they work on", "handoff.cut": "where several things are owed",
    "handoff.pay": "where money is open", "handoff.invoice": "on a handoff that was sent",
    "handoff.brief": "on any handoff", "handoff.close": "on what is accepted and settled",
    "handoff.take_back": "on a handoff that is not accepted", "handoff.reassign": "on a handoff that is not accepted",
    "handoff.cancel": "on a handoff that is not accepted", "chase": "in Today and Handoffs",
    "list.sort": "in Inbox, Handoffs and Roster", "list.group": "in Inbox, Handoffs and Roster",
    "list.closed": "in Inbox, Handoffs and Roster",
}  # fmt: skip
"""Where a command works, by its id, else by what it works on: told where its key does nothing."""

BY_ID = {command.id: command for command in COMMANDS}

SHOWN = {
    "colon": ":",
    "question_mark": "?",
    "full_stop": ".",
    "plus": "+",
    "equals_sign": "=",
    "slash": "/",
    "comma": ",",
    "space": "space",
    "escape": "esc",
    "ctrl+p": "ctrl+p",
}


def shown(key: str) -> str:
    """Return a key as people read it: ``plus`` is ``+``."""
    return SHOWN.get(key, key)


def key_of(id_: str, own: Mapping[str, str]) -> str:
    """Return the key of a command: the owner's, if it may have that, else the first of its own."""
    key = own.get(id_, "")
    return key if is_free(key) else BY_ID[id_].keys.split(",")[0]


TOGETHER: dict[str, frozenset[str]] = {
    "app": frozenset({"app", "row", "list", "task", "draft", "handoff", "contractor", "mail"}),
    "list": frozenset({"app", "row", "list", "task", "draft", "handoff", "contractor", "mail"}),
    "row": frozenset({"app", "row", "list", "task", "draft", "handoff", "contractor", "mail"}),
    "task": frozenset({"app", "row", "list", "task"}),
    "draft": frozenset({"app", "row", "list", "draft", "handoff"}),
    "handoff": frozenset({"app", "row", "list", "draft", "handoff"}),
    "contractor": frozenset({"app", "row", "list", "contractor"}),
    "mail": frozenset({"app", "row", "list", "mail"}),
}
"""What commands of a kind can be offered at the same time as: there one key may have one meaning only."""
_OF_LISTS = """
j k g G v space enter escape up down pageup pagedown home end ctrl+d ctrl+u
"""
OF_LISTS = frozenset(_OF_LISTS.split())
"""Keys of every list and dialog, which no command may take."""
ALWAYS = frozenset({"ctrl+q", "ctrl+c", "tab"})
"""Keys that mean the same everywhere, whatever a map of keys says."""
_NAMED = """
tab backspace delete insert left right plus minus equals_sign slash full_stop comma colon semicolon question_mark
exclamation_mark at number_sign dollar_sign percent_sign circumflex_accent ampersand asterisk underscore
left_square_bracket right_square_bracket less_than_sign greater_than_sign apostrophe quotation_mark backslash
vertical_line tilde grave_accent
"""
NAMED = frozenset(_NAMED.split())
"""What Textual calls keys that are no letter."""


def refusal(id_: str, key: str, own: Mapping[str, str]) -> str:
    """Return why a command may not have a key, in a sentence; empty when it may."""
    if id_ not in BY_ID:
        return f"There is no command “{id_}”."
    if not is_key(key):
        return f"“{key}” is not a key: use one character, f1 to f12, or ctrl+ and a letter."
    if not is_free(key):
        return f"{shown(key)} belongs to every list: choose another key for {BY_ID[id_].words}."
    others = (c for c in COMMANDS if c.id != id_ and c.on in TOGETHER[BY_ID[id_].on])
    taken = next((c for c in others if key in (own.get(c.id) or c.keys).split(",")), None)
    return f"{shown(key)} is {taken.words} already: give that another key first." if taken else ""


def is_free(key: str) -> bool:
    """Tell whether a command may have such a key: not one that moves, or that leaves in any case.

    Asked of a map of keys from a file, too: whoever wrote it must not be able to keep anybody in.
    """
    return is_key(key) and key not in OF_LISTS and key not in ALWAYS


def is_key(key: str) -> bool:
    """Tell whether a terminal can send such a key."""
    if len(key) == 1 or key in NAMED or key in OF_LISTS:
        return key.isprintable() and key != " "
    head, _, last = key.rpartition("+")
    if head == "ctrl":
        return len(last) == 1 and last.isascii() and last.isalpha() and last not in "imhj"
    return re.fullmatch(r"f([1-9]|1[0-2])", key) is not None
