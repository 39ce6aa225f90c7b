"""The command show: one record whole, with what happened to it; or its brief."""

from __future__ import annotations

import click

from delegator_tui.cli import harmless
from delegator_tui.cli.copying import copied, copy_option
from delegator_tui.cli.front import Front, emit, json_option, pass_front, width
from delegator_tui.errors import WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.book import Book
from delegator_tui.model.display import wrapped
from delegator_tui.model.records import Record
from delegator_tui.model.text import printed
from delegator_tui.rules.handoffs.happened import events_of
from delegator_tui.rules.messages import brief
from delegator_tui.rules.records.story import story
from delegator_tui.rules.search import names


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
    emit({**objects.whole(table_name, record, book), "events": events}, _text(record, book), as_json=as_json)


def _text(record: Record, book: Book) -> str:
    """Return a record in the sentences of the detail pane, none of them cut; exactly but on a terminal."""
    most = width()
    (title, *rest) = story(record, book)
    lines = [title.text, *(f"{part.text}   {part.right}" if part.right else part.text for part in rest)]
    lines.insert(2, f"id {title.right}")
    if most is None:
        return "\n".join(map(printed, lines))
    return "\n".join(line for each in lines for line in wrapped(each, most) or [""])


def _brief(front: Front, key: str, *, copy: bool, as_json: bool) -> None:
    handoff = names.handoff(key, front.book)
    text = brief.brief_text(handoff, front.book)
    document = {"handoff": objects.handoff(handoff, front.book), "brief": text}
    if copy:
        document["copied"] = copied(text, front.book.contractors.get(handoff.contractor))
    emit(document, harmless.lines(text.rstrip("\n")), as_json=as_json)


COMMANDS: list[click.Command] = [show]
