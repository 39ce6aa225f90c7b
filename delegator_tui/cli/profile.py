"""The command settings: the owner's profile."""

from __future__ import annotations

import click
import msgspec

from delegator_tui import streams
from delegator_tui.cli.front import Front, emit, json_option, pass_front, table
from delegator_tui.desk.profile import OF_MAIL, SETTABLE, value_of
from delegator_tui.errors import NotApproved, Refused, WrongUsage
from delegator_tui.model.text import printed
from delegator_tui.rules.dates.holidays_of import INSTALL, is_installed
from delegator_tui.rules.dates.workdays import say_days
from delegator_tui.rules.handoffs.money import say

AWAY = "away"
"""What ``settings`` shows and another command sets."""
KEYS = (*SETTABLE, AWAY)


@click.command()
@click.argument("key", required=False)
@click.argument("words", nargs=-1, metavar="[VALUE]")
@click.option("--approve-mail", is_flag=True, help="Show what the book's mail account would do, and approve it here.")
@json_option
@pass_front
def settings(front: Front, key: str | None, words: tuple[str, ...], approve_mail: bool, as_json: bool) -> None:
    """Show your profile, one KEY of it, or set KEY to VALUE."""
    if approve_mail:
        if key:
            raise WrongUsage("--approve-mail goes with no KEY.")
        _approve(front, as_json=as_json)
        return
    if key == AWAY and words:
        raise Refused("A time away is planned with: delegator away 5 dec to 12 dec.")
    if key and key not in KEYS:
        raise Refused(f"There is no setting “{key}”: use one of {', '.join(KEYS)}.")
    said = _set(front, key, " ".join(words)) if key and words else ""
    now = {name: msgspec.to_builtins(value_of(front.book.settings, name)) for name in KEYS}
    shown_now = {key: now[key]} if key else now
    text = said or table([(name, _said(name, each)) for name, each in shown_now.items()], flexible=1)
    emit(shown_now, printed(text) if said else text, as_json=as_json)


def _set(front: Front, key: str, value: str) -> str:
    """Set a value; return what was done. A value of the mail account that is typed here is approved here."""
    said = front.desk.settings.change({key: value}).message
    if key in OF_MAIL:
        from delegator_tui.outbox.approvals import approve_typed

        try:
            approve_typed(front.book.settings.mail, [OF_MAIL[key]], front.desk.store)
        except NotApproved:
            pass  # said after every command that changes the account
        except Refused as error:  # the value is set all the same
            streams.say_aside(f"delegator: {printed(str(error))}")
    return said


def _approve(front: Front, *, as_json: bool) -> None:
    """Show what the mail account would do, and approve it; who sits at a terminal is asked first."""
    from delegator_tui.cli.secrets import is_there
    from delegator_tui.outbox.approvals import approve, described, unapproved
    from delegator_tui.outbox.smtp import ready_account

    account = ready_account(front.book.settings.mail)
    known = unapproved(account, front.desk.store) is None
    shows = "\n".join(described(account))  # a table would cut it on a terminal
    if not known and is_there():
        streams.say_aside(f"{shows}\n")
        if not click.confirm("Approve it on this machine?", err=True):
            raise Refused("It is not approved, and nothing is sent.")
        shows = ""
    if not known:
        approve(account, front.desk.store)
    said = "It is approved on this machine" + (" already." if known else ".")
    document = {"mail": msgspec.to_builtins(account), "approved": True, "said": said}
    emit(document, "\n\n".join(filter(None, [shows, said])), as_json=as_json)


def _said(name: str, value: object) -> str:
    if name == "working_days" and isinstance(value, list | tuple):
        return say_days(value)
    if name == AWAY and isinstance(value, list | tuple):
        return ", ".join(map(_span, value)) or "not set"
    if name == "holidays" and value:
        return str(value) if is_installed() else f"{value} (not known here: {INSTALL})"
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
