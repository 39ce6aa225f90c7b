"""The commands mail, mail send, mail again and mail settle: what waits to leave, and its fate."""

from __future__ import annotations

from functools import partial

import click

from delegator_tui.cli.front import Front, emit, json_option, pass_front, table
from delegator_tui.desk.done import Done
from delegator_tui.errors import WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Message
from delegator_tui.model.text import printed
from delegator_tui.outbox.secrets import Secrets
from delegator_tui.rules.messages import mails
from delegator_tui.rules.search import names


@click.group(invoke_without_command=True)
@json_option
@pass_front
@click.pass_context
def mail(context: click.Context, front: Front, as_json: bool) -> None:
    """List the mails that wait, were refused, or may not have arrived."""
    if context.invoked_subcommand is None:
        _answer(front, mails.waiting(front.book), _listed(front), as_json=as_json)


@mail.command()
@json_option
@pass_front
def send(front: Front, as_json: bool) -> None:
    """Send what waits, now; what cannot leave stays and is tried again later."""
    tried = send_waiting(front, Secrets())
    if not tried and any(each.state == "queued" for each in mails.waiting(front.book)):
        from delegator_tui.cli.secrets import account_of

        account_of(front)  # raises: no later try will get further
    said = [mails.say_mail(each, front.book) for each in tried] or _none_left(front)
    _answer(front, tried, "\n".join(map(printed, said)), as_json=as_json)


@mail.command()
@click.argument("key", metavar="ID")
@json_option
@pass_front
def again(front: Front, key: str, as_json: bool) -> None:
    """Queue a refused or uncertain mail again; mail send sends it."""
    _answer_one(front, front.desk.mail.send_again(names.mail(key, front.book).uid), as_json=as_json)


@mail.command()
@click.argument("key", metavar="ID")
@click.option("--arrived", "fate", flag_value="arrived", help="It arrived.")
@click.option("--given-up", "fate", flag_value="given up", help="It will not be sent.")
@json_option
@pass_front
def settle(front: Front, key: str, fate: str | None, as_json: bool) -> None:
    """Say what became of a mail that is stuck."""
    if fate is None:
        raise WrongUsage("Say what became of it: --arrived or --given-up.")
    found = names.mail(key, front.book)
    _answer_one(front, front.desk.mail.settle(found.uid, arrived=fate == "arrived"), as_json=as_json)


def send_waiting(front: Front, session: Secrets, *, ask: bool = True) -> list[Message]:
    """Send what may leave now; return each mail as it is afterwards. Asks for the password only at a terminal.

    Without ``ask`` nobody is asked there either: for what runs by itself.

    Raises Refused for an account that cannot send or is not approved, NoPassword when no source has the password: then
    nothing was tried.
    """
    front.stay_in_the_present()
    if not mails.is_ready(front.book):
        return []
    from delegator_tui.cli.secrets import account_of, password
    from delegator_tui.outbox.mail import deliver

    approved = account_of(front)
    secret = password(approved, session, ask=ask)
    desk, name = front.desk, front.book.settings.name
    claim = partial(desk.mail.claim, approved.account, desk.store.store_id)
    told = deliver(claim, desk.mail.record, approved, secret, name=name)
    return [found for each in told if (found := desk.book.messages.get(each.mail.uid))]


def _none_left(front: Front) -> list[str]:
    waiting = mails.waiting(front.book)
    if not waiting:
        return ["No mail waits to be sent."]
    head = "Nothing was tried now. To try one at once: delegator mail again ID, then delegator mail send."
    return [head, *(mails.say_mail(each, front.book) for each in waiting)]


def _listed(front: Front) -> str:
    rows = [
        (short_id(m.uid), mails.LEADS.get(m.state, m.state), m.subject, mails.to_whom(m, front.book), m.outcome)
        for m in mails.waiting(front.book)
    ]
    return table(rows, flexible=2) or "No mail waits."


def _answer(front: Front, found: list[Message], text: str, *, as_json: bool) -> None:
    items = [objects.mail(each, front.book) for each in found]
    emit(objects.listing(items, objects.now_text(front.book)), text, as_json=as_json)


def _answer_one(front: Front, done: Done, *, as_json: bool) -> None:
    found = front.book.messages.get(done.uid)
    assert found is not None
    emit(objects.mail(found, front.book), printed(done.message), as_json=as_json)


COMMANDS: list[click.Command] = [mail]
