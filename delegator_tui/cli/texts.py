"""The command texts: the words of the messages, shown, changed in the owner's editor or from a file, and taken back."""

from __future__ import annotations

import click

from delegator_tui.cli import harmless
from delegator_tui.cli.front import Front, emit, json_option, pass_front, read_text, table
from delegator_tui.errors import Refused, WrongUsage
from delegator_tui.model.text import printed
from delegator_tui.rules.messages.fill import template
from delegator_tui.rules.messages.templates import FIELDS, TEXTS


@click.command()
@click.argument("name", required=False)
@click.option("--edit", "how", flag_value="edit", help="Open it in your editor.")
@click.option("--reset", "how", flag_value="reset", help="Go back to the standard text.")
@click.option("--set", "file", metavar="FILE", help="Take it from a file; - is standard input.")
@json_option
@pass_front
def texts(front: Front, name: str | None, how: str | None, file: str | None, as_json: bool) -> None:
    """Show the texts of the messages, one of them, or change it."""
    if (how and file) or (name is None and (how or file)):
        raise WrongUsage("Name one text and one of --edit, --set FILE, --reset.")
    if name is None:
        _list(front, as_json=as_json)
        return
    said = _change(front, name, how, file)
    now = template(name, front.book.settings.texts)
    document = {"name": name, "when": TEXTS[name].when, "yours": name in front.book.settings.texts, "text": now}
    emit(document, printed(said) if said else harmless.lines(now.rstrip("\n")), as_json=as_json)


def _list(front: Front, *, as_json: bool) -> None:
    own = front.book.settings.texts
    rows = [(name, each.when, "yours" if name in own else "") for name, each in TEXTS.items()]
    items = [{"name": name, "when": when, "yours": bool(yours)} for name, when, yours in rows]
    document = {"items": items, "count": len(items), "fields": dict(FIELDS)}
    emit(document, table(rows, flexible=1), as_json=as_json)


def _change(front: Front, name: str, how: str | None, file: str | None) -> str:
    """Change a text as the options say; return the sentence, empty when only to be shown."""
    before = template(name, front.book.settings.texts)
    if how == "reset":
        return front.desk.texts.keep(name, None).message
    if file:
        return front.desk.texts.keep(name, read_text(file)).message
    if how == "edit":
        front.stay_in_the_present()
        after = click.edit(before, extension=".txt")
        if after is None or after == before:
            raise Refused("Nothing was changed.")
        return front.desk.texts.keep(name, after).message
    return ""


COMMANDS: list[click.Command] = [texts]
