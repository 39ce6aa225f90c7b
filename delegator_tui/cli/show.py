"""The command show: one record whole, with what happened to it; or its brief."""

from __future__ import annotations

import textwrap

import click
import msgspec

from delegator_tui.cli.copying import copied, copy_option
from delegator_tui.cli.front import Front, cells, emit, json_option, pass_front, width
from delegator_tui.cli.lists import title_of
from delegator_tui.errors import WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day_in_column
from delegator_tui.model.display import fit
from delegator_tui.model.records import Handoff, Record, Task
from delegator_tui.model.text import shown
from delegator_tui.rules.handoffs import money, scope, series
from delegator_tui.rules.handoffs.happened import day_of, events_of
from delegator_tui.rules.messages import brief
from delegator_tui.rules.records.event_words import event_words
from delegator_tui.rules.search import names

HIDDEN = ("uid", "created", "updated", "id", "title", "name", "task", "deliverables", "payments")
"""Fields that `show` does not repeat from the record itself: they say nothing to people, or are said already."""


@click.command()
@click.argument("key", metavar="ID")
@click.option("--brief", "as_brief", is_flag=True, help="The brief as text to paste into a message.")
@copy_option
@json_option
@pass_front
def show(front: Front, key: str, as_brief: bool, copy: bool, as_json: bool) -> None:
    """Show one record whole, with its events."""
    if copy and not as_brief:
        raise WrongUsage("--copy takes a text: add --brief.")
    if as_brief:
        _brief(front, key, copy=copy, as_json=as_json)
        return
    book = front.book
    table_name, record = names.anything(key, book)
    events = [objects.event(event) for event in events_of(record.uid, book)]
    document = objects.anything(table_name, record, book)
    whole = {**msgspec.to_builtins(record), **document}
    said = {**whole, **_words(record, whole, book)}
    text = "\n".join((shown(title_of(record, book)), _fields(document, said), "", _story(record, book)))
    emit({**whole, "events": events}, text.rstrip(), as_json=as_json)


def _words(record: Record, whole: objects.Json, book: Book) -> objects.Json:
    """Return what people read instead of some values: a price with its unit, how often it comes, what is missing."""
    if not isinstance(record, Handoff | Task):
        return {}
    task = book.tasks.get(record.task) if isinstance(record, Handoff) else record
    rule = task.recurrence if task else None
    found: objects.Json = {"recurrence": series.say(rule, book) if rule else None, "depends_on": None}
    if isinstance(record, Handoff):
        found |= {"price": money.say_price(record.price), "gaps": [gap["text"] for gap in whole["gaps"]]}
        found["scope_log"] = scope.say_log(scope.scope_log(record, book), book)
        found["first_days_late"] = whole["first_days_late"] or None
    return found


def _brief(front: Front, key: str, *, copy: bool, as_json: bool) -> None:
    handoff = names.handoff(key, front.book)
    text = brief.brief_text(handoff, front.book)
    safe = "\n".join(map(shown, text.rstrip("\n").split("\n")))
    document = {"handoff": objects.handoff(handoff, front.book), "brief": text}
    if copy:
        document["copied"] = copied(text, front.book.contractors.get(handoff.contractor))
    emit(document, safe, as_json=as_json)


def _fields(document: objects.Json, whole: objects.Json) -> str:
    more = [key for key in whole if key not in document and key not in HIDDEN]
    keys = [*(key for key in document if key not in ("uid", "title", "name")), *more]
    rows = [(key.replace("_", " "), _said(whole[key])) for key in keys if whole[key] not in (None, [], {}, "")]
    return _wrapped(rows)


def _wrapped(rows: list[tuple[str, str]]) -> str:
    """Return rows as two columns; on a terminal the second goes on below itself, for nothing may be cut here."""
    widest = max((cells(shown(key)) for key, _ in rows), default=0)
    room = max(20, (width() or 10**6) - widest - 4)
    lines = []
    for key, value in rows:
        first, *more = textwrap.wrap(shown(value), room) or [""]
        lines.append(f"  {fit(shown(key), widest)}  {first}".rstrip())
        lines += [f"  {' ' * widest}  {line}" for line in more]
    return "\n".join(lines)


def _said(value: object) -> str:
    if isinstance(value, dict):
        named = value.get("title") or value.get("name")
        if named:
            return str(named)
        if set(value) == {"amount", "currency"}:
            return money.say(value["amount"], value["currency"])
        return ", ".join(f"{key.replace('_', ' ')} {_said(each)}" for key, each in value.items() if each is not None)
    if isinstance(value, list):
        return "; ".join(_said(each) for each in value)
    return str(value)


def _story(record: Record, book: Book) -> str:
    story = events_of(record.uid, book)
    rows = [
        (say_day_in_column(day_of(e, book), book.today), event_words(e, book, story[n:]))
        for n, e in enumerate(story, 1)
    ]
    return _wrapped(rows)


COMMANDS: list[click.Command] = [show]
