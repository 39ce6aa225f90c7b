"""Writes the tables in README.md and docs/ from the program itself, so that they cannot say anything else.

Run it after a change of keys, commands or JSON: ``python docs/tables.py``. tests/test_docs.py fails until then.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from textual.binding import Binding, BindingType

from delegator_tui import keys
from delegator_tui.cli.root import root
from delegator_tui.commands import BY_ID, COMMANDS
from delegator_tui.desk.capture import fields_of, say_captured
from delegator_tui.exchange import objects
from delegator_tui.exchange.export import COLUMNS
from delegator_tui.model.book import empty_book
from delegator_tui.model.due import Due
from delegator_tui.model.ids import new_uid
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Contractor, Deliverable, Event, Handoff, Task
from delegator_tui.rules.dates.dates import read_date
from delegator_tui.rules.dates.why_not import not_a_date
from delegator_tui.rules.messages.templates import FIELDS, TEXTS
from delegator_tui.rules.quickadd.phrases import read_line
from delegator_tui.rules.quickadd.rule_words import say_rule
from delegator_tui.screens.dialogs.brief import BriefDialog
from delegator_tui.screens.forms.form import Form
from delegator_tui.screens.views.chase import ChaseScreen
from delegator_tui.screens.views.record import RecordScreen
from delegator_tui.screens.views.triage import TriageScreen
from delegator_tui.screens.views.weekly import Week
from delegator_tui.widgets.record_list import RecordList

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?P<start><!-- table: (?P<name>[\w-]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)
FIRST = (
    "add", "triage", "task.hand_off", "likely", "handoff.heard", "handoff.accept", "handoff.return", "undo", "help",
    "quit",
)  # fmt: skip
"""The ten commands that README tells."""
GROUPS = {
    "app": "Everywhere",
    "list": "On a list",
    "row": "On any row",
    "task": "On a task",
    "draft": "On a draft of a handoff",
    "handoff": "On a handoff",
    "contractor": "On a contractor",
    "mail": "On a mail that is stuck",
}
"""What commands work on, in the order of docs/keys.md."""
WORDS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "page up", "pagedown": "page down"}
"""Keys that a keyboard writes in another way than Textual."""
NOW = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), ZoneInfo("Europe/London"))
"""The moment of all examples: a Monday."""
PHRASES = (
    "today", "tomorrow", "day after tomorrow", "fri", "this fri", "next fri", "friday week", "a week on friday",
    "by friday", "fri 16:00", "4pm on fri", "fri at noon", "fri midnight", "16:00", "half past 4", "tomorrow morning",
    "in 3 days", "in a fortnight", "in two weeks", "in 2 hours", "+3d", "+2w", "+1m", "+5b", "in 3 working days",
    "next working day", "3 dec", "dec 3", "25th of december", "fri 4 dec", "3 dec 2027", "3/12", "25.12.2026",
    "2026/12/25", "2026-12-03", "2026-12-03T15:00", "w48 fri", "the 25th", "1st", "the 1st of next month", "eod", "eow",
    "eonw", "eom", "eoq", "eoy", "sow", "som", "end of next month", "end of january", "mid january",
    "first monday of january",
    "last friday of the month", "last working day of the month", "this weekend", "next week", "next month",
    "new year's eve", "good friday",
)  # fmt: skip
NO_DATES = ("thu 4 dec", "31 feb", "fri 25:00", "tomorrow fri", "12/25", "last friday", "someday")
REPEATS = (
    "every day", "every workday 8am", "every mon and thu", "every 2w mon", "every other fri", "every fortnight",
    "every 1st", "every month due eom", "every month due 31st", "every last friday", "every month on the first monday",
    "every last working day of the month", "every quarter end", "every 10 dec", "every year due 29 feb",
    "every three weeks from 7 dec", "after 10d",
)  # fmt: skip
LINES = (
    "New product photos ~5h $400 due 4 dec #shop",
    "Courier claim !high @post >north due fri 16:00",
    "Care cards 300 eur wait:1 feb",
    "Bookkeeping every month due 1st chase:2d",
    "Turn the compost every 2w mon",
    "Clean the kiln after 10d",
    "Photos project:shop label:studio est:45m to:north 400usd",
    "Find a $200 cap for the lens",
)
OTHERS: dict[str, Sequence[BindingType]] = {
    "Moving in a list": RecordList.BINDINGS,
    "In triage": TriageScreen.BINDINGS,
    "In the chase list": ChaseScreen.BINDINGS,
    "In the review of the week": Week.KEYS,
    "On a record of its own": RecordScreen.BINDINGS,
}
DIALOGS: dict[str, Sequence[BindingType]] = {"In a form": Form.BINDINGS, "On the brief": BriefDialog.BINDINGS}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def key(names: str) -> str:
    """Return the keys of a binding as people read them."""
    single = (name.strip() for name in names.split(","))
    return " ".join(f"`{WORDS.get(name) or keys.shown(name)}`" for name in single)


def first_keys() -> str:
    """Return the table of README."""
    found = (BY_ID[name] for name in FIRST)
    return table(("key", "does"), ((key(each.keys), each.help) for each in found))


def all_keys() -> str:
    """Return every key of the dashboard, by what it works on."""
    parts = [_commands(on, title) for on, title in GROUPS.items()]
    parts += [f"## {title}\n\n{_bindings(found)}" for title, found in (OTHERS | DIALOGS).items()]
    return "\n".join(parts)


def _commands(on: str, title: str) -> str:
    found = [command for command in COMMANDS if command.on == on]
    rows = ((key(command.keys) if command.keys else "", command.help) for command in found)
    return f"## {title}\n\n" + table(("key", "does"), rows)


def _bindings(found: Sequence[Any]) -> str:
    own = [each for each in found if isinstance(each, Binding) and each.description]
    return table(("key", "does"), ((key(each.key), each.description.capitalize()) for each in own))


def said_when_silent() -> str:
    """Return what is said of a job of which nothing is ever heard."""
    from docs import ladder

    return table(("when", "step", "what is said"), ladder.silent())


def said_when_begun() -> str:
    """Return what is said of a job that was begun, and of which nothing is heard after that."""
    from docs import ladder

    return table(("when", "step", "what is said"), ladder.heard())


def said_when_unreviewed() -> str:
    """Return what is said of the weekly review of an owner who misses it."""
    from docs import ladder

    return table(("when", "step", "what is said"), ladder.unreviewed())


def commands() -> str:
    """Return the table of the command line."""
    rows = ((f"`{name}{_arguments(each)}`", _options(each), _said(each)) for name, each in _walk(root))
    return table(("command", "options", "does"), rows)


def _walk(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _walk(command, f"{before}{name} ")
        elif command is not None:
            yield f"{before}{name}", command


def _arguments(command: click.Command) -> str:
    context = click.Context(command)
    found = [each.make_metavar(context) for each in command.params if isinstance(each, click.Argument)]
    return "".join(f" {each}" for each in found)


def _options(command: click.Command) -> str:
    context = click.Context(command)
    found = []
    for each in command.params:
        if isinstance(each, click.Option) and each.name != "as_json":
            value = "" if each.is_flag else f" {each.make_metavar(context)}"
            found.append(f"`{each.opts[0]}{value}`")
    return " ".join(found)


def _said(command: click.Command) -> str:
    return (command.help or "").split("\n\n")[0].replace("\n", " ")


def date_phrases() -> str:
    """Return what dates in words mean on the day of the examples."""
    found = ((phrase, read_date(phrase, NOW)) for phrase in PHRASES)
    return table(("phrase", "is"), ((f"`{phrase}`", Due.of(when or "").say(NOW)) for phrase, when in found))


def no_dates() -> str:
    """Return what is said of words that name no date."""
    return table(("typed", "answer"), ((f"`{phrase}`", not_a_date(phrase, NOW)) for phrase in NO_DATES))


def repeat_phrases() -> str:
    """Return what comes again, and when first, by the words at the end of a captured line."""
    lines = ((phrase, read_line(f"Post {phrase}", NOW)) for phrase in REPEATS)
    rows = ((f"`{p}`", say_rule(line.recurrence or {}), Due.of(line.due or "").say(NOW)) for p, line in lines)
    return table(("words", "comes again", "first"), rows)


def captured_lines() -> str:
    """Return what quick-add lines become on the day of the examples."""
    lines = ((text, read_line(text, NOW)) for text in LINES)
    rows = ((f"`{text}`", say_captured(fields_of(line), NOW, line.contractor or "")) for text, line in lines)
    return table(("line", "answer"), rows)


def csv_columns() -> str:
    """Return the columns that import reads and export writes."""
    rows = ((kind, " ".join(f"`{each}`" for each in columns)) for kind, columns in COLUMNS.items())
    return table(("rows", "columns"), rows)


def json_keys() -> str:
    """Return the keys of each JSON object, as the program writes them."""
    book = empty_book(NOW)
    uid = new_uid(int(book.now.at.timestamp() * 1000))
    made = {
        "task": objects.task(Task(uid=uid, title="Photos"), book),
        "contractor": objects.contractor(Contractor(uid=uid, name="Northlight Photo"), book),
        "handoff": objects.handoff(Handoff(uid=uid, task=uid, state="closed"), book),
        "deliverable": objects.deliverable(Deliverable(uid=uid, handoff=uid, title="Photos"), book),
        "event": objects.event(Event(uid=uid, at="2026-11-23T09:00:00.000Z", what="captured", record=uid)),
    }
    return table(("object", "keys"), ((name, " ".join(f"`{each}`" for each in keys)) for name, keys in made.items()))


def message_texts() -> str:
    """Return the texts of the messages and what each is for."""
    return table(("text", "for"), ((f"`{name}`", each.when) for name, each in TEXTS.items()))


def message_fields() -> str:
    """Return the fields that a text may have."""
    return table(("field", "holds"), ((f"`{{{name}}}`", holds) for name, holds in FIELDS.items()))


TABLES: dict[str, Callable[[], str]] = {
    "date-phrases": date_phrases,
    "no-dates": no_dates,
    "repeat-phrases": repeat_phrases,
    "captured-lines": captured_lines,
    "csv-columns": csv_columns,
    "first-keys": first_keys,
    "all-keys": all_keys,
    "commands": commands,
    "json-keys": json_keys,
    "message-texts": message_texts,
    "message-fields": message_fields,
    "said-when-silent": said_when_silent,
    "said-when-begun": said_when_begun,
    "said-when-unreviewed": said_when_unreviewed,
}


def filled(text: str) -> str:
    """Return a page with its tables as the program has them now."""
    return BLOCK.sub(lambda found: found["start"] + TABLES[found["name"]]() + found["end"], text)


def pages() -> list[Path]:
    """Return every page that may have tables."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def main() -> None:
    """Write the tables anew where they differ."""
    sys.path.insert(0, str(ROOT))  # as a script only this folder is on it
    for page in pages():
        text = page.read_text("utf-8")
        if filled(text) != text:
            page.write_text(filled(text), "utf-8")
            print(f"{page.relative_to(ROOT)} is written anew.", file=sys.stderr)


if __name__ == "__main__":
    main()
