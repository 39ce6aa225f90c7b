"""Every command, declared once. Keys, footer, palette, help, command line, story and docs are made from this table.

Data alone: it is read below the front ends, too, where a verb is refused or an event is told. To add a command is to
add its entry here; ``tests/test_commands.py`` says what is missing then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, get_args

from delegator_tui.model.states import LIVE_HANDOFF, OPEN_HANDOFF, OUT, SENT_ON, HandoffState

NO_WORDS: Mapping[str, str] = {}


class Cli(NamedTuple):
    """How a command is spelled in the shell: ``module`` of ``cli/`` has it; ``spelling`` with what it is given there.

    Without a module it is an option of the program itself.
    """

    module: str
    spelling: str


class Does(NamedTuple):
    """A verb of the desk that needs no more words, as the desk calls it: ``tasks.drop``.

    Of several records it is one step; ``several`` names that step ("drop"), ``past`` says it was done ("Dropped").
    """

    verb: str
    several: str = ""
    past: str = ""


class Command(NamedTuple):
    """One command.

    ``id`` names it in the owner's key map. ``keys`` are its keys, the first one shown; a command without has ``by``,
    the one whose key leads to it, or is of the shell alone. ``words`` are its label, ``help`` says what it does, ``on``
    what it works on: app, row, task … ``where`` says where it works, in the sentence that is said elsewhere;
    ``bulk``: it acts on all marked rows as one step.

    What its key does: ``app`` is the action of the app that it runs; on a row it asks a ``form`` of ``screens/forms``
    (``module:function``), whose answer is said in a ``tone``, or ``does`` a verb at once: of several rows, where it has
    a form as well. What needs more than that is a function in ``screens/views/row_keys.py``.

    Of a verb of the desk: ``verb`` is its name, ``sure`` whether it never takes a part of a title for a name that
    several have, for it moves money, ends or promises something, or sends. On a handoff it is offered in ``states`` (in
    all, where none are named); in others the desk refuses it as what cannot be ``past`` ("accepted"), with what to do
    ``instead``. ``events`` are those that it writes, with their words in the story of a record. ``reads``: a key that
    works everywhere does so where nothing can be saved, too, as in a look back.
    """

    id: str
    keys: str
    words: str
    help: str
    on: str = "view"
    where: str = ""
    bulk: bool = False
    by: str = ""
    app: str = ""
    form: str = ""
    tone: str = ""
    does: Does | None = None
    cli: Cli | None = None
    verb: str = ""
    sure: bool = False
    states: frozenset[str] = frozenset()
    past: str = ""
    instead: Mapping[str, str] = NO_WORDS
    events: Mapping[str, str] = NO_WORDS
    reads: bool = False

    @property
    def action(self) -> str:
        """What its key runs: an action of the app's, else of the view on show."""
        return self.app or f"do({self.id!r})"


def _same(*names: str) -> dict[str, str]:
    """Return events that are told by their names."""
    return {name: name for name in names}


SEND_FIRST = {"drafted": "Send it first."}
LOG_FIRST = dict.fromkeys(OUT - {"returned"}, "Log the delivery first.")
REVIEW = {"delivered": "Accept it, or return it."}
BUMPED = {"bumped": "date moved"}
TO_PAY = SENT_ON | {"accepted"}
WAS_SENT = frozenset(get_args(HandoffState)) - {"drafted"}

# fmt: off
TABLE: tuple[Command, ...] = (
    # ---- views
    Command("view.today", "1", "Today", "What needs you now", "app", cli=Cli("lists", "today"),
            app="app.go('today')", reads=True),
    Command("view.inbox", "2", "Inbox", "Your own tasks: to triage, yours to do, put away", "app",
            cli=Cli("lists", "list"), app="app.go('inbox')", reads=True),
    Command("view.handoffs", "3", "Handoffs", "Who has what, and how it stands", "app",
            cli=Cli("lists", "list handoffs"), app="app.go('handoffs')", reads=True),
    Command("view.roster", "4", "Roster", "Who works for you", "app",
            cli=Cli("lists", "list contractors"), app="app.go('roster')", reads=True),
    # ---- everywhere
    Command("add", "a", "add", "Capture a task in one line", "app", cli=Cli("tasks", "add"), verb="capture",
            events=_same("captured"), app="app.add"),
    Command("triage", "t", "triage", "Go through the inbox, task by task", "app", app="app.triage"),
    Command("review", "w", "review the week", "Review the week, list by list", "app",
            cli=Cli("weekly", "review"), events=_same("reviewed the week"), app="app.review"),
    Command("undo", "u", "undo", "Take back the last step", "app", cli=Cli("files", "undo"), app="app.undo"),
    Command("redo", "U", "redo", "Do again what was undone", "app", cli=Cli("files", "redo"), app="app.redo"),
    Command("contractor.add", "N", "new contractor", "Put somebody on the roster", "app",
            cli=Cli("contractors", "contractor add"), events=_same("added"), app="app.new_contractor"),
    Command("settings", "comma", "settings", "Your profile, the theme, the keys", "app",
            cli=Cli("profile", "settings"), app="app.settings"),
    Command("keys", "f2", "keys", "Choose your own keys", "app", app="app.keys"),
    Command("past", "f3", "look back", "See the book as it was on a day, read-only", "app",
            cli=Cli("", "--at"), app="app.past", reads=True),
    Command("watch", "f9", "watch", "Be reminded while delegator is closed", "app",
            cli=Cli("remind", "remind --install"), app="app.watch"),
    Command("backup", "f4", "back up", "Make a verified copy of the file now", "app",
            cli=Cli("care", "backup"), app="app.backup", reads=True),
    Command("file", "f5", "the file", "See the problems found in the file; closes the banner", "app",
            cli=Cli("care", "doctor"), app="app.file", reads=True),
    Command("away", "V", "time away", "Plan a time away, see what it means, tell contractors", "app",
            cli=Cli("away", "away"), verb="tell", sure=True, events={"wrote": "letter"}, app="app.away"),
    Command("away.report", "f12", "while away", "What came due in your last time away", "app",
            cli=Cli("away", "away --report"), app="app.away_report"),
    Command("unsaved", "E", "kept text", "What you were typing when the program ended", "app",
            app="app.unsaved", reads=True),
    Command("texts", "f6", "texts of the messages", "The wording of your messages to contractors", "app",
            cli=Cli("texts", "texts"), app="app.texts"),
    Command("mail.account", "f7", "mail account", "The account that sends your mail; try it", "app",
            cli=Cli("secrets", "secrets"), app="app.mail_account"),
    Command("mail.send", "f8", "send mail", "Send the mails that wait, now", "app",
            cli=Cli("mail", "mail send"), app="app.send_mail"),
    Command("palette", "colon,ctrl+p", "palette", "Find a command", "app", app="app.command_palette", reads=True),
    Command("help", "question_mark", "help", "Show the keys", "app", cli=Cli("", "--help"),
            app="app.toggle_help", reads=True),
    Command("quit", "q", "quit", "Leave", "app", app="app.leave", reads=True),
    # ---- the row under the cursor
    Command("likely", "full_stop", "likely next step", "Do the likely next step of the row", "row",
            "on a row with a next step"),
    Command("edit", "e", "edit", "Change it", "row", "on what is open", form="by_key:edit_form"),
    Command("link", "L", "open link", "Open the record's link", "row", "on a record with a link"),
    Command("finish", "d", "done", "Finished: a task done, a handoff delivered", "row",
            "on open tasks, and on handoffs they work on", bulk=True),
    Command("date.day_later", "right_square_bracket", "a day later", "Move its date a day on", "row",
            "on a row with a date", bulk=True, cli=Cli("tasks", "bump"), verb="bump", events=BUMPED),
    Command("date.day_earlier", "left_square_bracket", "a day earlier", "Move its date a day back",
            "row", "on a row with a date", bulk=True, cli=Cli("tasks", "bump"), verb="bump", events=BUMPED),
    Command("date.week_later", "right_curly_bracket", "a week later", "Move its date a week on", "row",
            "on a row with a date", bulk=True, cli=Cli("tasks", "bump"), verb="bump", events=BUMPED),
    Command("date.week_earlier", "left_curly_bracket", "a week earlier", "Move its date a week back",
            "row", "on a row with a date", bulk=True, cli=Cli("tasks", "bump"), verb="bump", events=BUMPED),
    Command("repeat", "asterisk", "comes again", "Have it come again, leave one out, stop it", "row",
            "on open tasks and handoffs", cli=Cli("linked", "repeat"), verb="repeat", sure=True,
            events=_same("repeats", "repeats no more") | {"skipped": "left out"}, form="linked_forms:repeat_form"),
    Command("after", "W", "waits for", "Have it wait for other work", "row", "on open tasks and handoffs",
            cli=Cli("linked", "after"), verb="after", sure=True,
            events=_same("waits for", "waits no longer") | {"moved": "comes later"}, form="linked_forms:after_form"),
    # ---- a task
    Command("task.edit", "", "edit", "Change a task", "task", by="edit", cli=Cli("tasks", "edit"),
            events=_same("edited")),
    Command("task.repeat", "", "comes again", "Have a task come again", "task", by="repeat",
            cli=Cli("linked", "repeat")),
    Command("task.after", "", "waits for", "Have a task wait", "task", by="after", cli=Cli("linked", "after")),
    Command("task.drop", "x", "drop", "Take the task off the plate", "task", bulk=True,
            cli=Cli("tasks", "drop"), verb="drop", sure=True, events=_same("dropped"),
            does=Does("tasks.drop", "drop", "Dropped")),
    Command("task.hand_off", "f", "hand off", "Hand the task to a contractor", "task", bulk=True,
            cli=Cli("handoffs", "handoff"), verb="hand off", sure=True, events=_same("drafted", "handed off"),
            form="handoff_forms:hand_off_form", does=Does("handoffs.draft", "draft", "Drafted")),
    Command("task.later", "h", "later", "Put the task away until a day", "task", bulk=True,
            cli=Cli("tasks", "later"), verb="later", events=_same("later"), form="task_forms:later_form"),
    Command("task.mine", "m", "mine", "Keep the task to do it yourself", "task",
            "on a task that is not yours yet", bulk=True, cli=Cli("tasks", "mine"), verb="mine", events=_same("mine"),
            does=Does("tasks.mine", "keep", "Yours to do:")),
    Command("task.done", "", "done", "Finish a task", "task", by="finish", cli=Cli("tasks", "done"),
            verb="done", sure=True, events=_same("done", "opened by recurrence")),
    Command("task.same", "equals_sign", "same as", "It is there already: link it and take it off", "task",
            cli=Cli("tasks", "same"), verb="same", sure=True, events=_same("same as"), form="task_forms:same_form"),
    Command("task.split", "s", "split", "Make several tasks of it", "task", verb="split",
            events=_same("split", "captured"), form="task_forms:split_form"),
    # ---- a handoff
    Command("handoff.send", "f", "send", "Complete a draft and send it", "draft", "on a draft",
            cli=Cli("handoffs", "send"), verb="send", sure=True, states=frozenset({"drafted"}), past="sent",
            events=_same("handed off"), form="handoff_forms:send_form"),
    Command("handoff.edit", "", "edit", "Change what it says", "handoff", by="edit",
            cli=Cli("handoffs", "handoff --draft"), verb="edit", states=OPEN_HANDOFF, past="edited",
            events=_same("edited", "changed", "delivered", "accepted", "closed")),
    Command("handoff.repeat", "", "comes again", "Have a handoff come again", "handoff", by="repeat",
            cli=Cli("linked", "repeat"), states=LIVE_HANDOFF),
    Command("handoff.after", "", "waits for", "Have a handoff wait", "handoff", by="after",
            cli=Cli("linked", "after"), states=OPEN_HANDOFF),
    Command("handoff.heard", "l", "heard from them", "Log what they said", "handoff",
            "while the contractor is working on it", cli=Cli("work", "log"), verb="log", states=SENT_ON,
            past="reported on", instead=SEND_FIRST,
            events=_same("on track", "later", "asks", "note") | {"no answer": "tried, no answer"},
            form="heard:heard_form"),
    Command("handoff.acknowledge", "K", "read back", "Keep what they read back", "handoff",
            "on a brief that is not read back", cli=Cli("work", "acknowledge"), verb="acknowledge",
            states=frozenset({"sent", "acknowledged"}), past="acknowledged", instead=SEND_FIRST,
            events=_same("acknowledged"), form="handoff_forms:acknowledge_form"),
    Command("handoff.start", "", "started", "Log that work has begun", "handoff", by="handoff.heard",
            cli=Cli("work", "start"), verb="start", states=frozenset({"sent", "acknowledged"}), past="started",
            instead=SEND_FIRST, events=_same("started")),
    Command("handoff.answer", "A", "answer", "Answer their question", "handoff",
            "where they asked something", cli=Cli("work", "answer"), verb="answer", states=TO_PAY, past="answered",
            events=_same("answered"), form="handoff_forms:answer_form"),
    Command("handoff.deliver", "", "delivered", "Log a delivery", "handoff", by="finish",
            cli=Cli("work", "deliver"), verb="deliver", sure=True, states=OUT, past="delivered",
            instead=SEND_FIRST | REVIEW, events=_same("delivered", "delivered a part"),
            form="part_forms:deliver_form"),
    Command("handoff.accept", "y", "accept", "Accept the delivery", "handoff", "on a delivery",
            cli=Cli("work", "accept"), verb="accept", sure=True, states=frozenset({"delivered"}), past="accepted",
            instead=SEND_FIRST | LOG_FIRST | {"returned": "Log the new delivery first."},
            events=_same("accepted", "accepted a part", "closed", "opened by recurrence"),
            form="part_forms:accept_form", tone="good"),
    Command("handoff.return", "r", "return", "Return the delivery for changes", "handoff", "on a delivery",
            cli=Cli("work", "return"), verb="return", sure=True, states=SENT_ON, past="returned", instead=SEND_FIRST,
            events=_same("returned"), form="part_forms:return_form"),
    Command("handoff.extend", "plus", "later date", "Agree a later date", "handoff",
            "while the contractor is working on it", cli=Cli("work", "extend"), verb="extend", sure=True,
            states=SENT_ON, past="extended", instead={"drafted": "Edit the draft's due date."},
            events=_same("extended"), form="part_forms:extend_form"),
    Command("handoff.hold", "minus", "hold the date", "Hold them to the agreed date", "handoff",
            "where they named a date after the agreed one", cli=Cli("work", "hold"), verb="hold", sure=True,
            states=OUT, past="held", instead=SEND_FIRST, events={"held": "held to the agreed date"},
            does=Does("handoffs.hold")),
    Command("handoff.nudge", "n", "nudge", "Write to them about this one", "handoff",
            "where the next move is theirs", cli=Cli("chase", "nudge"), verb="nudge", sure=True, states=OUT,
            events={"nudged": "nudge"}),
    Command("handoff.snooze", "H", "put off reminder", "Put its reminder off; the due date is unchanged",
            "handoff",
            cli=Cli("chase", "snooze"), verb="snooze", states=LIVE_HANDOFF, events={"snoozed": "reminder put off"},
            form="reminder_forms:snooze_form"),
    Command("handoff.decide", "D", "decide", "Choose: later date, less, somebody else, the end", "handoff",
            "on a handoff they work on", states=OUT),
    Command("handoff.cut", "C", "cut scope", "Take some of what is owed off", "handoff",
            "where several things are owed", cli=Cli("chase", "cut"), verb="cut", sure=True, states=OUT, past="cut",
            instead={"drafted": "Edit what the draft owes."} | REVIEW,
            events={"cut": "cut scope", "delivered": "delivered", "accepted": "accepted"},
            form="reminder_forms:cut_form"),
    Command("handoff.write", "O", "tell them it's on you", "Tell them that they wait for you", "handoff",
            "where the next move is yours", states=TO_PAY, events={"wrote": "letter"}),
    Command("handoff.message", "M", "message", "Write to them what you decided last, or what is due",
            "handoff", "on a handoff that was sent", cli=Cli("chase", "write"), verb="write", sure=True,
            states=WAS_SENT, events={"wrote": "letter"}),
    Command("handoff.pay", "p", "paid", "Log a payment", "handoff", "where money is open",
            cli=Cli("work", "pay"), verb="pay", sure=True, states=TO_PAY, past="paid", instead=SEND_FIRST,
            events=_same("paid", "closed"), form="money_forms:pay_form"),
    Command("handoff.invoice", "i", "invoice", "Log an invoice", "handoff", "on a handoff that was sent",
            cli=Cli("work", "invoice"), verb="invoice", sure=True, states=TO_PAY, past="invoiced",
            instead=SEND_FIRST, events=_same("invoiced"), form="money_forms:invoice_form"),
    Command("handoff.brief", "B", "brief", "Show the brief, to copy it", "handoff", "on any handoff",
            cli=Cli("show", "show --brief")),
    Command("handoff.take_back", "T", "take back", "End it and do the task yourself", "handoff",
            "on a handoff that is not accepted", cli=Cli("handoffs", "take-back"), verb="take back", sure=True,
            states=OPEN_HANDOFF, past="taken back", events=_same("taken back"), form="handoff_forms:take_back_form"),
    Command("handoff.reassign", "R", "reassign", "Give it to somebody else", "handoff",
            "on a handoff that is not accepted", cli=Cli("handoffs", "reassign"), verb="reassign", sure=True,
            states=OPEN_HANDOFF, past="reassigned", events=_same("reassigned", "drafted", "handed off"),
            form="handoff_forms:reassign_form"),
    Command("handoff.cancel", "X", "cancel", "End it and drop the task", "handoff",
            "on a handoff that is not accepted", cli=Cli("handoffs", "cancel"), verb="cancel", sure=True,
            states=OPEN_HANDOFF, past="cancelled", events=_same("cancelled"), form="handoff_forms:cancel_form"),
    Command("handoff.close", "Z", "close", "Close it: nothing is open any more", "handoff",
            "on what is accepted and settled", bulk=True, cli=Cli("work", "close"), verb="close", sure=True,
            states=frozenset({"accepted"}), past="closed", events=_same("closed"),
            does=Does("handoffs.close", "close", "Closed")),
    Command("activities", "", "activities", "What you could hand over, with what tells that it is done", "shell",
            cli=Cli("advice", "activities")),
    Command("reply", "", "reply", "Read a pasted reply, and keep what it says after a yes", "shell",
            cli=Cli("reply", "reply")),
    Command("money", "", "money", "What is committed, delivered, approved and paid, with each contractor", "shell",
            cli=Cli("ledger", "money")),
    Command("lint", "", "lint", "What is missing in a brief, clashes, or is vague, and how much it says", "shell",
            cli=Cli("advice", "lint")),
    Command("match", "", "match", "Who fits a task: ranked, with what speaks for and against each", "shell",
            cli=Cli("advice", "match")),
    # ---- a contractor
    Command("contractor.edit", "", "edit", "Change a contractor", "contractor", by="edit",
            cli=Cli("contractors", "contractor edit"), events=_same("edited")),
    Command("contractor.end", "X", "end", "End the work with them; the record stays", "contractor",
            cli=Cli("contractors", "contractor end"), verb="end contractor", sure=True, events=_same("ended"),
            form="contractor_form:end_form"),
    Command("contractor.level", "Y", "level", "Raise a skill to the level that accepted work speaks for",
            "contractor", "on a contractor whose accepted work speaks for a level",
            cli=Cli("contractors", "contractor level"), events={"level": "level"}),
    # ---- a mail that is stuck
    Command("mail.again", "s", "send again", "Send the mail again", "mail",
            cli=Cli("mail", "mail again"), verb="mail", sure=True),
    Command("mail.settle", "y", "settle", "Say whether the mail arrived", "mail",
            cli=Cli("mail", "mail settle"), verb="mail", sure=True),
    # ---- a list
    Command("chase", "c", "chase", "Write to everyone who is late or due a check-in", "list",
            "in Today and Handoffs", cli=Cli("chase", "chase"), verb="chase", sure=True, events={"nudged": "nudge"}),
    Command("list.filter", "slash", "filter", "Narrow the list while you type", "list"),
    Command("list.sort", "o", "sort", "Sort the list another way", "list", "in Inbox, Handoffs and Roster"),
    Command("list.closed", "z", "closed too", "Show closed ones too, or hide them", "list",
            "in Inbox, Handoffs and Roster"),
    Command("list.group", "b", "group by", "Group the list another way", "list",
            "in Inbox, Handoffs and Roster"),
    # ---- the shell alone
    Command("overdue", "", "overdue", "What is late by the contractor", "shell", cli=Cli("lists", "overdue")),
    Command("show", "", "show", "One record whole", "shell", cli=Cli("show", "show")),
    Command("remind", "", "remind", "Say what needs saying now", "shell", cli=Cli("remind", "remind")),
    Command("status", "", "status", "One line for a shell prompt", "shell", cli=Cli("remind", "status")),
    Command("history", "", "history", "What was done, newest first", "shell", cli=Cli("files", "history")),
    Command("import", "", "import", "Bring in a CSV file", "shell", cli=Cli("files", "import"),
            events=_same("captured", "added", "drafted", "handed off", "delivered", "accepted", "closed", "paid")),
    Command("export", "", "export", "Everything, or one kind of record", "shell", cli=Cli("files", "export")),
    Command("demo", "", "demo", "The dashboard on sample data", "shell", cli=Cli("files", "demo")),
    Command("compact", "", "compact", "Fold the journal into the file", "shell", cli=Cli("care", "compact")),
    Command("restore", "", "restore", "Go back to a copy", "shell", cli=Cli("care", "restore")),
    Command("merge", "", "merge", "Take over what a conflicted copy has", "shell", cli=Cli("care", "merge")),
    Command("recover", "", "recover", "Go on with what is whole", "shell", cli=Cli("care", "recover")),
    Command("completion", "", "completion", "Complete commands in a shell", "shell",
            cli=Cli("completion", "completion")),
)
# fmt: on
"""All commands, in the order in which they are told."""

WHERE = {
    "task": "on an open task without a handoff",
    "handoff": "on an open handoff",
    "contractor": "on a contractor who is not ended",
    "mail": "on a mail that waits",
    "list": "in a list with rows",
}
"""Where a command works that does not say so itself, by what it works on."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "Look": ("lists", "weekly", "show"),
    "Tasks": ("tasks",),
    "Contractors": ("contractors",),
    "Hand off": ("handoffs", "advice"),
    "Work that is out": ("work", "reply", "linked", "chase", "ledger"),
    "Reminders, messages, time away": ("texts", "remind", "away", "mail", "secrets"),
    "Undo, history, files": ("files", "care"),
    "The program": ("profile", "completion"),
}
"""The sections of ``--help``, with the modules whose commands stand in each."""

COMMANDS = tuple(command for command in TABLE if command.keys)
"""The commands that have a key."""
BY_ID = {command.id: command for command in COMMANDS}
OF_ROWS = ("row", "task", "draft", "handoff", "contractor", "mail")
"""What a row may be that a command works on."""
IN_BULK = frozenset(command.id for command in TABLE if command.bulk)
"""Commands that act on all marked rows as one step."""
EVENTS: dict[str, str] = {name: words for command in TABLE for name, words in command.events.items()}
"""The words in the story of every event that a command writes."""


def where(command: Command) -> str:
    """Return where a command works: told where its key does nothing."""
    return command.where or WHERE[command.on]


def _shell() -> dict[str, str]:
    """Return each command of the shell by its first word, with its module, in the order of the sections."""
    found: dict[str, dict[str, str]] = {module: {} for modules in SECTIONS.values() for module in modules}
    for command in TABLE:
        if command.cli is not None and command.cli.module:
            found[command.cli.module][command.cli.spelling.split()[0]] = command.cli.module
    return {name: module for names in found.values() for name, module in names.items()}


SHELL = _shell()
"""The commands of the shell and the module of ``cli/`` that has each; a module is read when it is asked for."""
