"""The commands chase, nudge, write, snooze and cut: letters printed, copied, logged or sent; reminders put off."""

from __future__ import annotations

import click

from delegator_tui.cli import harmless
from delegator_tui.cli.copying import copied, copy_option
from delegator_tui.cli.front import Front, emit, json_option, pass_front
from delegator_tui.cli.handoffs import answer_handoff
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError, Refused, WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.text import printed
from delegator_tui.rules.messages import mails
from delegator_tui.rules.messages.letters import (
    MAIL,
    Letter,
    can_mail,
    chase_letter,
    chase_letters,
    message_letter,
    nudge_letter,
)
from delegator_tui.rules.records.event_words import say_channel
from delegator_tui.rules.search import names

NOBODY = "Nothing to ask anybody right now."


@click.command()
@click.option("--to", "key", metavar="CONTRACTOR", help="Only the message to this contractor.")
@click.option("--log", is_flag=True, help="Log them as nudged: you send the texts yourself.")
@click.option("--send", is_flag=True, help="Send them by mail.")
@click.option("--by", default="", metavar="CHANNEL", help="With --log: how they go, such as phone.")
@click.option("--anyway", is_flag=True, help="Even if you wrote today, it is night where they are, or they are away.")
@copy_option
@json_option
@pass_front
def chase(
    front: Front, /, key: str | None, log: bool, send: bool, by: str, anyway: bool, copy: bool, as_json: bool
) -> None:
    """Print one message to everyone who is late or due a check-in."""
    if (log and send) or (by and not log):
        raise WrongUsage("Choose --log or --send; --by goes with --log.")
    if copy and key is None:
        raise WrongUsage("--copy takes one message: say whose, by --to CONTRACTOR.")
    _check_account(front, send=send)
    letters = _letters(front, key, "chase" if log or send else "")
    said = [f"{text(letter, front)}\n" for letter in letters] or [NOBODY]
    done: set[str] = set()
    if log or send:
        said = _each(front, letters, done, by=by, send=send, anyway=anyway, alone=key is not None)
    items = [objects.letter(each, front.book) | {"logged": each.contractor in done} for each in letters]
    document = {"items": items, "count": len(items), "now": objects.now_text(front.book)}
    emit(document | _copied(front, letters[:1] if copy else []), "\n".join(said).rstrip("\n"), as_json=as_json)


def _copied(front: Front, letters: list[Letter]) -> objects.Json:
    """Copy what there is to copy; return what became of it."""
    for letter in letters:
        return {"copied": copied(letter.message.body, front.book.contractors.get(letter.contractor), letter.channel)}
    return {}


def _letters(front: Front, key: str | None, verb: str) -> list[Letter]:
    if key is None:
        return chase_letters(front.book)
    found = names.contractor(key, front.book, verb)
    letter = chase_letter(found.uid, front.book)
    if letter is None:
        raise Refused(f"Nothing to ask {found.name} right now.")
    return [letter]


def _each(
    front: Front, letters: list[Letter], done: set[str], *, by: str, send: bool, anyway: bool, alone: bool
) -> list[str]:
    """Log every letter, and say of each what was done or why not. Raises what refuses the only one."""
    said = []
    for letter in letters:
        try:
            said.append(printed(let_go(front, letter, by=by, send=send, anyway=anyway).message))
            done.add(letter.contractor)
        except Refused as error:
            if alone:
                raise
            force = f" {error.force} writes all the same." if error.force else ""
            said.append(printed(f"Left out. {error}{force}"))
    return said + (_sent(front) if send and done else [])


def let_go(front: Front, letter: Letter, *, by: str, send: bool, anyway: bool) -> Done:
    """Log a letter as sent by hand, or queue it. Raises Refused like the desk."""
    assert letter.chase is not None
    channel = MAIL if send or by == say_channel(MAIL) else by
    return front.desk.handoffs.nudge(letter.chase, letter.message, channel, anyway=anyway, by_hand=not send)


def _check_account(front: Front, *, send: bool) -> None:
    if send and not can_mail(front.book):
        raise Refused("No mail account is set: delegator settings mail_host smtp.example.com begins it.")


def _sent(front: Front) -> list[str]:
    """Send what is queued; what cannot leave now waits, and the sentence says why."""
    from delegator_tui.cli.mail import send_waiting
    from delegator_tui.outbox.secrets import Secrets

    try:
        tried = send_waiting(front, Secrets())
    except DelegatorError as error:
        return [printed(f"It waits: {error} delegator mail send, or the open dashboard, sends it.")]
    return [printed(mails.say_mail(each, front.book)) for each in tried]


def text(letter: Letter, front: Front) -> str:
    """Return a letter: whom it is to, what speaks against it, subject and words, which are exact but on a terminal."""
    who, message = front.book.name(letter.contractor), letter.message
    to = f"To {who}" + (f" <{message.to}>" if message.to else "")
    by = f", by {say_channel(letter.channel)}" if letter.channel else ""
    why = f" ({letter.why})" if letter.why else ""
    head = [f"{to}{by}{why}", *(each for each in (letter.held, letter.wrong) if each), f"Subject: {message.subject}"]
    return "\n".join([*map(printed, head), "", harmless.lines(message.body.rstrip("\n"))])


@click.command()
@click.argument("key", metavar="ID")
@click.option("--by", default="", metavar="CHANNEL", help="How it goes, such as phone.")
@click.option("--send", is_flag=True, help="Send it by mail.")
@click.option("--anyway", is_flag=True, help="Even if you wrote today, it is night where they are, or they are away.")
@copy_option
@json_option
@pass_front
def nudge(front: Front, /, key: str, by: str, send: bool, anyway: bool, copy: bool, as_json: bool) -> None:
    """Write to a contractor about one handoff: prints the message and logs it."""
    if by and send:
        raise WrongUsage("Choose --by or --send.")
    _check_account(front, send=send)
    found = names.handoff(key, front.book, "nudge")
    letter = nudge_letter(found, front.book)
    if letter is None:
        raise Refused(f"{front.book.title(found)} does not wait on them: nobody is nudged for what waits on you.")
    words = text(letter, front)
    done = let_go(front, letter, by=by, send=send, anyway=anyway)
    more = "\n".join(_sent(front)) if send else ""
    record = front.book.handoffs.get(found.uid)
    document = objects.handoff(record, front.book) if record else {}
    document |= _copied(front, [letter] if copy else [])
    emit(document, "\n".join(filter(None, [words, "", printed(done.message), more])), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.option("--text", "name", metavar="NAME", help="One of delegator texts, and not the one that fits.")
@click.option("--log", is_flag=True, help="Log it as sent: you send the text yourself.")
@click.option("--send", is_flag=True, help="Send it by mail.")
@click.option("--by", default="", metavar="CHANNEL", help="With --log: how it goes, such as phone.")
@copy_option
@json_option
@pass_front
def write(
    front: Front, /, key: str, name: str | None, log: bool, send: bool, by: str, copy: bool, as_json: bool
) -> None:
    """Print the message that a handoff asks for now: what you decided last, or what the round asks."""
    if (log and send) or (by and not log):
        raise WrongUsage("Choose --log or --send; --by goes with --log.")
    _check_account(front, send=send)
    found = names.handoff(key, front.book, "write" if log or send else "")
    letter = message_letter(found, front.book, name or "")
    if letter is None:
        raise Refused(f"{front.book.title(found)} is a draft: nobody has it to be written to.")
    said = [text(letter, front)]
    if log or send:
        said += ["", printed(_log(front, letter, by, send=send).message), *(_sent(front) if send else [])]
    document = objects.letter(letter, front.book) | {"logged": log or send}
    emit(document | _copied(front, [letter] if copy else []), "\n".join(said), as_json=as_json)


def _log(front: Front, letter: Letter, by: str, *, send: bool) -> Done:
    """Log a letter on a handoff as sent by hand, or queue it."""
    if letter.chase is not None:
        return let_go(front, letter, by=by, send=send, anyway=True)
    channel = MAIL if send or by == say_channel(MAIL) else by
    return front.desk.handoffs.write(
        letter.handoffs[0], letter.message, channel, by_hand=not send, tells=letter.tells
    )  # fmt: skip


@click.command()
@click.argument("key", metavar="ID")
@click.argument("until", nargs=-1, required=True)
@json_option
@pass_front
def snooze(front: Front, key: str, until: tuple[str, ...], as_json: bool) -> None:
    """Put the reminder of a handoff off until a day or a time; the due date is unchanged."""
    found = names.handoff(key, front.book)
    when = front.date(" ".join(until), "UNTIL", begins=True)
    answer_handoff(front, front.desk.reminders.snooze(found.uid, when), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.argument("deliverables", nargs=-1, required=True, metavar="DELIVERABLE...")
@click.option("--because", default="", metavar="TEXT")
@json_option
@pass_front
def cut(front: Front, key: str, deliverables: tuple[str, ...], because: str, as_json: bool) -> None:
    """Take some of what is owed off, each by a part of its title; the date stays."""
    found = names.handoff(key, front.book, "cut")
    answer_handoff(front, front.desk.handoffs.cut(found.uid, deliverables, because), as_json=as_json)


COMMANDS: list[click.Command] = [chase, nudge, write, snooze, cut]
