"""Commands that show many records: list, today, overdue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import click

from delegator_tui.cli.front import Front, emit, json_option, loud, pass_front, put_out, table, wrapped
from delegator_tui.errors import WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.model.states import ContractorStatus, HandoffState, TaskState
from delegator_tui.rules.columns import handoffs, roster, tasks
from delegator_tui.rules.columns.column import Column, right, texts, titles
from delegator_tui.rules.contractors import people
from delegator_tui.rules.dates import due
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.followup.parts import late_in
from delegator_tui.rules.search import names
from delegator_tui.rules.search.folding import fold
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.today import agenda, sections

STATES: dict[str, tuple[str, ...]] = {
    "inbox": get_args(TaskState),
    "yours": get_args(TaskState),
    "later": get_args(TaskState),
    "tasks": get_args(TaskState),
    "handoffs": get_args(HandoffState),
    "contractors": get_args(ContractorStatus),
}
"""The kinds that can be listed, and the states of each."""
CALLED = {"task": "tasks", "handoff": "handoffs", "contractor": "contractors", "triage": "inbox"}
"""What else a kind may be called."""
Columns = tuple[Column[tasks.Row], ...]
"""How a list of tasks is printed."""
LISTS: dict[str, plate.Place] = {"inbox": "triage", "yours": "yours", "later": "later"}
"""The kinds that are a list of the owner's own plate."""


@click.command("list")
@click.argument("words", nargs=-1, metavar="[inbox|yours|later|tasks|handoffs|contractors] [WORDS]...")
@click.option("--all", "everything", is_flag=True, help="Closed ones too.")
@click.option("--state", help="Only those in this state.")
@click.option("--contractor", help="Only those of this contractor.")
@click.option("--project", help="Only those of this project.")
@click.option("--due-before", metavar="DATE", help="Only those due before this day.")
@json_option
@pass_front
def list_(front: Front, /, words: tuple[str, ...], as_json: bool, **chosen: object) -> None:
    """List what is open, with all WORDS in the title: the inbox (unless said), yours to do, put away till later, all
    tasks, handoffs or contractors."""
    book = front.book
    kind, words = _kind(words)
    everything = bool(chosen["everything"] or chosen["state"])
    records = [r for r in _pool(kind, book, everything=everything) if _has(r, words, book)]
    if chosen["state"]:
        state = _state(kind, str(chosen["state"]))
        records = [r for r in records if getattr(r, "state", getattr(r, "status", "")) == state]
    if chosen["contractor"]:
        who = names.contractor(str(chosen["contractor"]), book).uid
        records = [r for r in records if who in (getattr(r, "contractor", None), r.uid)]
    if chosen["project"]:
        records = [r for r in records if _project(r, book) == fold(str(chosen["project"]).lstrip("#"))]
    before = front.date(str(chosen["due_before"]), "--due-before") if chosen["due_before"] else ""
    if before:
        day = Due.of(before).date_in(book.now)
        records = [r for r in records if (when := getattr(r, "due", None)) and Due.of(when).date_in(book.now) < day]
    counted = people.on_time_by_contractor(book) if kind == "contractors" else {}
    items = [_object(r, book, counted) for r in records] if as_json else []
    text = _text(records, book, tasks.LATER if kind == "later" else tasks.SHELL)
    heading = f"Due before {Due.of(before).say(book.now)}:\n" if before else ""
    emit(objects.listing(items, objects.now_text(book)), heading + text, as_json=as_json)


def _kind(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return what is to be listed, also by its singular, and the words that follow it."""
    first = words[0].casefold() if words else ""
    kind = CALLED.get(first, first)
    return (kind, words[1:]) if kind in STATES else ("inbox", words)


def _state(kind: str, text: str) -> str:
    state = text.casefold().replace(" ", "_").replace("-", "_")
    if state not in STATES[kind]:
        raise WrongUsage(f"“{text}” is not a state of {kind}. Use one of {', '.join(STATES[kind])}.")
    return state


def _pool(kind: str, book: Book, *, everything: bool) -> Sequence[Record]:
    if kind == "contractors":
        contractors = book.contractors.all() if everything else book.contractors.open.values()
        return sorted(contractors, key=lambda c: c.name)
    if kind == "handoffs":
        found = list(book.handoffs.all()) if everything else list(book.open_handoffs)
        return sorted(found, key=lambda h: (due.ORDER[account(h, book).kind], sort_key(h.due, book.now)))
    if kind in ("yours", "later"):
        return [*plate.on_list(LISTS[kind], book), *(book.tasks.closed() if everything else ())]
    if kind == "tasks" or everything:
        return list(book.tasks.all() if everything else book.tasks.open.values())
    return plate.triage(book)


def _has(record: Record, words: tuple[str, ...], book: Book) -> bool:
    title = fold(title_of(record, book))
    return all(fold(word) in title for word in words)


def title_of(record: Record, book: Book) -> str:
    """Return the title or the name of a record."""
    if isinstance(record, Handoff):
        return book.title(record)
    return str(getattr(record, "title", getattr(record, "name", "")))


def _project(record: Record, book: Book) -> str:
    task = book.tasks.get(record.task) if isinstance(record, Handoff) else record
    return fold(str(getattr(task, "project", None) or ""))


def _object(record: Record, book: Book, counted: dict[str, people.OnTime]) -> objects.Json:
    if isinstance(record, Contractor):
        return objects.contractor(record, book, counted.get(record.uid, people.OnTime(0, 0)))
    return objects.anything("", record, book)


def _text(records: list[Record], book: Book, columns: Columns = tasks.SHELL) -> str:
    if not records:
        return "Nothing here."
    if isinstance(records[0], Contractor):
        rows = [texts(roster.SHELL, roster.Row(r, book)) for r in records if isinstance(r, Contractor)]
        return table([titles(roster.SHELL), *rows], right(roster.SHELL), flexible=roster.SHELL.index(roster.SKILLS))
    if isinstance(records[0], Handoff):
        rows = [texts(handoffs.SHELL, handoffs.Row(r, book)) for r in records if isinstance(r, Handoff)]
        return table(rows, right(handoffs.SHELL), flexible=handoffs.SHELL.index(handoffs.TITLE))
    rows = [texts(columns, tasks.Row(r, book)) for r in records if isinstance(r, Task)]
    return table(rows, right(columns), flexible=columns.index(tasks.TITLE))


@click.command()
@json_option
@pass_front
def today(front: Front, as_json: bool) -> None:
    """Show the home screen as text: the headline and what needs you, in order."""
    book = front.book
    day = agenda.whole(book)
    found = sections.sections(day, book)
    lines = wrapped(agenda.say_headline(day.headline))
    for section in found:
        lines += ["", f"{section.title}  {len(section.items)}"]
        rows = [(i.mark, i.lead, i.title, i.note, i.who, i.amount) for i in section.items]
        lines.append(table(rows, right=(5,), flexible=2, indent="  "))
    own = ((day.headline.inbox, "in the inbox"), (day.headline.yours, "yours"), (day.headline.later, "later"))
    if waiting := ", ".join(f"{count} {words}" for count, words in own if count):
        lines += ["", f"{waiting}."]
    document = {
        "headline": day.headline._asdict(),
        "sections": [
            {"name": s.name, "title": s.title, "count": len(s.items), "items": [item_object(i, book) for i in s.items]}
            for s in found
        ],
        "now": objects.now_text(book),
    }
    emit(document, "\n".join(lines), as_json=as_json)


def item_object(item: sections.Item, book: Book) -> objects.Json:
    """Return a line of the home screen for JSON: what it is, its lead, and the record that it is about."""
    about = objects.anything(item.table, item.record, book) if item.record else None
    word = {"handoffs": "handoff", "tasks": "task", "messages": "mail"}.get(item.table, item.table)
    return {"kind": item.key.split(":")[0] if ":" in item.key else word, "text": item.lead, word: about}


@click.command()
@click.option("--count", is_flag=True, help="Only how many handoffs are overdue.")
@json_option
@pass_front
def overdue(front: Front, count: bool, as_json: bool) -> None:
    """Show the handoffs that are late by the contractor, most days late first."""
    book = front.book
    late = agenda.whole(book).overdue
    if count and not as_json:
        put_out(f"{len(late)}\n")
        return
    items = [
        {"handoff": objects.handoff(h, book), "late": [objects.deliverable(d, book) for d in late_in(h, book)]}
        for h in late
    ]
    lines = [(i.mark, i.lead, i.title, i.note, i.who, i.amount) for i in (sections.handoff_item(h, book) for h in late)]
    text = loud(table(lines, right=(5,), flexible=2)) if late else "Nothing is overdue."
    emit(objects.listing(items, objects.now_text(book)), text, as_json=as_json)


COMMANDS = [list_, today, overdue]
