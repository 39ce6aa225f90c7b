"""The command reply: what a pasted reply would change, and keep it after a yes."""

from __future__ import annotations

import click

from delegator_tui.cli.front import Front, emit, json_option, on_option, pass_front, read_text
from delegator_tui.desk.done import Done
from delegator_tui.errors import Refused
from delegator_tui.exchange import objects
from delegator_tui.model.due import iso
from delegator_tui.model.records import Handoff
from delegator_tui.model.text import shown
from delegator_tui.rules.messages.reply import Reply, read_reply, say_reply
from delegator_tui.rules.search import names

NOTHING = "Nothing in it is one answer of those that your messages ask for: nothing would change."


@click.command()
@click.argument("key", metavar="ID")
@click.argument("file", metavar="[FILE]", default="-")
@click.option("--yes", is_flag=True, help="Keep what it says.")
@on_option
@json_option
@pass_front
def reply(front: Front, key: str, file: str, yes: bool, on: str | None, as_json: bool) -> None:
    """Read a pasted reply to a handoff (A, B, C; done, late to DATE, question: …) and say what it would change.

    FILE is standard input unless said. Quotes and signatures are passed over. Nothing is kept without --yes.
    """
    handoff = names.handoff(key, front.book, "log")
    found = read_reply(read_text(file), handoff, front.book)
    said = _would(found, handoff, front)
    if found is not None and yes:
        said = _keep(front, handoff, found, on).message
    now = front.book.handoffs.get(handoff.uid) or handoff
    document = {
        "handoff": objects.reference(now, "title", front.book.title(now)),
        "says": found.says if found else None,
        "promised": iso(found.promised) if found else None,
        "text": found.text if found else None,
        "line": found.line if found else None,
        "lacks": found.lacks or None if found else None,
        "said": said,
        "kept": bool(found and yes),
    }
    emit(document, shown(said), as_json=as_json)


def _would(found: Reply | None, handoff: Handoff, front: Front) -> str:
    if found is None:
        return NOTHING
    who, title = front.book.name(handoff.contractor) or "Somebody", front.book.title(handoff)
    after = found.lacks or "--yes keeps it."
    return f"{who} on {title}: {say_reply(found, front.book)}. {after}"


def _keep(front: Front, handoff: Handoff, found: Reply, on: str | None) -> Done:
    """Log what a reply says, as the owner would. Raises Refused where it lacks something."""
    if found.lacks:
        raise Refused(found.lacks)
    day, handoffs = front.past(on), front.desk.handoffs
    if found.says == "acknowledged":
        read_back = found.text if found.text != found.line else ""
        return handoffs.acknowledge(handoff.uid, read_back, on=day)
    if found.says == "finished":
        return handoffs.deliver(handoff.uid, None, by="mail", text=found.text, on=day)
    return handoffs.heard(handoff.uid, found.says, found.text, promised=found.promised, by="mail", on=day)


COMMANDS: list[click.Command] = [reply]
