"""The command settings: the owner's profile."""

from __future__ import annotations

import click
import msgspec

from delegator_tui.cli.front import Front, emit, json_option, pass_front, table
from delegator_tui.desk.profile import SETTABLE, value_of
from delegator_tui.errors import Refused
from delegator_tui.model.text import shown
from delegator_tui.rules.money import say
from delegator_tui.rules.workdays import say_days

AWAY = "away"
"""What ``settings`` shows and another command sets."""
KEYS = (*SETTABLE, AWAY)


@click.command()
@click.argument("key", required=False)
@click.argument("words", nargs=-1, metavar="[VALUE]")
@json_option
@pass_front
def settings(front: Front, key: str | None, words: tuple[str, ...], as_json: bool) -> None:
    """Show your profile, one KEY of it, or set KEY to VALUE."""
    if key == AWAY and words:
        raise Refused("A time away is planned with: delegator away 5 dec to 12 dec.")
    if key and key not in KEYS:
        raise Refused(f"There is no setting “{key}”: use one of {', '.join(KEYS)}.")
    said = front.desk.set_profile({key: " ".join(words)}).said if key and words else ""
    now = {name: msgspec.to_builtins(value_of(front.book.settings, name)) for name in KEYS}
    shown_now = {key: now[key]} if key else now
    text = said or table([(name, _said(name, each)) for name, each in shown_now.items()], flexible=1)
    emit(shown_now, shown(text) if said else text, as_json=as_json)


def _said(name: str, value: object) -> str:
    if name == "working_days" and isinstance(value, list | tuple):
        return say_days(value)
    if name == AWAY and isinstance(value, list | tuple):
        return ", ".join(map(_span, value)) or "not set"
    if name == "channels" and isinstance(value, list | tuple):
        return " ".join(map(str, value)) or "none"
    if isinstance(value, dict) and {"amount", "currency"} <= set(value):
        return say(value["amount"], value["currency"])
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in (None, "") else "not set"


def _span(span: dict[str, str]) -> str:
    days = span["start"] if span["start"] == span["end"] else f"{span['start']} to {span['end']}"
    return f"{days} ({span['note']})" if span.get("note") else days


COMMANDS: list[click.Command] = [settings]
