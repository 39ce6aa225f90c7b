"""The commands remind and status: what needs saying now, once, and one line for a prompt."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import click

from delegator_tui import streams
from delegator_tui.cli import harmless
from delegator_tui.cli.front import Front, emit, json_option, pass_front, put_out, width
from delegator_tui.cli.status import line_of
from delegator_tui.errors import NotApproved, NotReached, Refused, WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.text import printed
from delegator_tui.outbox.notifications import Channel, Notification, deliver, notification_of, on_the_desktop
from delegator_tui.rules.reminders import remind as rule
from delegator_tui.rules.reminders.channels import (
    ASKED_FOR,
    by_command,
    by_timer,
    failed_key,
    failed_today,
    morning_is_due,
)
from delegator_tui.rules.reminders.ladder import Step
from delegator_tui.rules.reminders.summary import FEW, apart, say_step, summary
from delegator_tui.rules.today import agenda

EXIT_DUE = 5
"""The exit code of ``remind --check`` when there was something to say."""
WIDE = 100
"""Columns of a shell from which on everything is named; in a narrower one three lines, and more the next time."""


class Said(NamedTuple):
    """What was said, and by channel the sentence why it failed."""

    steps: list[Step]
    failed: Mapping[str, str] = {}


@click.command()
@click.option("--channel", "channels", multiple=True, type=click.Choice(ASKED_FOR), help="By what; may be repeated.")
@click.option("--check", is_flag=True, help="End with exit code 5 when there was something to say.")
@click.option("--dry-run", is_flag=True, help="Show what would be said or set up, and do nothing.")
@click.option("--digest", is_flag=True, help="Mail yourself what the day asks of you, once a day.")
@click.option("--timer", is_flag=True, help="As the timer runs it: by the channels of your settings.")
@click.option("--install", is_flag=True, help="Set up a timer that runs it every five minutes.")
@click.option("--uninstall", is_flag=True, help="Remove that timer.")
@json_option
@pass_front
def remind(front: Front, /, channels: tuple[str, ...], as_json: bool, **asked: bool) -> None:
    """Say what needs saying now, each step once: for a timer, a login shell or a status bar."""
    if asked["install"] and asked["uninstall"]:
        raise WrongUsage("--install and --uninstall are two things: give one of them.")
    if asked["install"] or asked["uninstall"] or not asked["dry_run"]:
        front.stay_in_the_present()
    if asked["install"] or asked["uninstall"]:
        _watch(front, put_up=asked["install"], dry_run=asked["dry_run"], as_json=as_json)
        return
    if asked["dry_run"]:
        _show(front, digest=asked["digest"], as_json=as_json)
        said = Said(rule.to_say(front.book))
    else:
        said = _speak(front, channels, **asked, as_json=as_json)
    if asked["check"] and said.steps:
        raise click.exceptions.Exit(EXIT_DUE)


def _show(front: Front, *, digest: bool, as_json: bool) -> None:
    """Show what would be said, or mailed, and leave it unsaid."""
    if digest:
        from delegator_tui.rules.messages.digest import digest as morning

        mail = morning(front.book)
        text = f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.body}".rstrip()
        emit(mail._asdict(), harmless.lines(text), as_json=as_json)
    else:
        said = Said(rule.to_say(front.book))
        emit(_document(front.book, said), _text(front.book, said.steps), as_json=as_json)


def _speak(front: Front, channels: tuple[str, ...], *, digest: bool, timer: bool, as_json: bool, **_: bool) -> Said:
    """Say what needs saying, mail what is to be mailed; what failed is told, by a timer once a day."""
    front.folds = timer
    failed = _mail_the_morning(front, timer=timer) if digest or timer else {}
    by = by_timer(front.book) if timer else by_command(channels, digest=digest)
    said = _say(front, by, failed, as_json=as_json)
    failed = {**said.failed, **(_post(front) if digest or timer or "mail" in by else {})}
    for channel, sentence in failed.items():
        if not (timer and failed_today(channel, front.book)):
            streams.say_aside(f"delegator: {printed(sentence)}")
        if timer:
            front.desk.reminders.claim_once(failed_key(channel, front.book))
    return said


def _mail_the_morning(front: Front, *, timer: bool) -> dict[str, str]:
    """Queue the mail of the morning: when it is asked for, or by a timer when it is chosen and due."""
    if timer and not morning_is_due(front.book):
        return {}
    from delegator_tui.outbox.approvals import unapproved

    try:
        refused = unapproved(front.book.settings.mail, front.desk.store)
        if refused is not None:
            raise refused
        front.desk.reminders.morning_mail()
    except Refused as error:
        if not timer:
            raise
        return {"mail" if isinstance(error, NotApproved) else "digest": f"mail: {error}"}
    return {}


def _post(front: Front) -> dict[str, str]:
    """Send the mails that wait; nobody is asked for a password. What cannot leave stays queued."""
    from delegator_tui.cli.mail import send_waiting
    from delegator_tui.outbox.secrets import Secrets

    try:
        tried = send_waiting(front, Secrets(), ask=False)
    except Refused as error:
        return {"mail": f"mail: {error}"}
    stuck = [mail.outcome for mail in tried if mail.state != "sent"]
    return {"mail": f"mail: {stuck[0]}"} if stuck else {}


def _watch(front: Front, *, put_up: bool, dry_run: bool, as_json: bool) -> None:
    """Set the timer of this book up, or take it away, and show what was written and run; or only show it."""
    from delegator_tui.outbox import timers
    from delegator_tui.outbox.watch import timer_command, told

    if put_up and not front.path.exists():
        raise Refused("There is no book yet: add something first.")
    done = (
        timers.install(front.path, timer_command(front.path), dry_run=dry_run)
        if put_up
        else timers.uninstall(front.path, dry_run=dry_run)
    )
    if done is None:
        raise Refused("No timer is set up for this book.")
    document = {**done._asdict(), "written": [piece._asdict() for piece in done.written], "dry_run": dry_run}
    text = "\n\n".join(told(done, put_up=put_up, dry_run=dry_run))
    emit(document, "\n".join(map(printed, text.split("\n"))), as_json=as_json)


def _say(front: Front, channels: Sequence[str], failed: Mapping[str, str], *, as_json: bool) -> Said:
    """Claim what needs saying and say it; what no channel named, or nobody got, is given back and said later."""
    room = None if as_json or any(_has_room(channel) for channel in channels) else FEW
    steps = front.desk.reminders.claim(room) if channels and rule.to_say(front.book) else []
    ways = {name: _channel(front, name, as_json=as_json) for name in dict.fromkeys(channels)} if steps else {}
    said, heard = Said(steps, failed), list[Step]()
    try:
        everything = [*steps, *rule.to_say(front.book)]
        notice = notification_of(summary(everything, front.book, FEW), summary(steps, front.book, None))
        found = deliver(notice, ways)
        said = Said(steps, {**failed, **found.failed})
        if as_json:
            emit(_document(front.book, said), "", as_json=True)
        whole = as_json or any(_has_room(channel) for channel in found.by)
        heard = (steps if whole else apart(everything, FEW)[0]) if found.by else []
    finally:
        unheard = [step for step in steps if step not in heard]
        if unheard:  # also when the answer could not be written
            front.desk.reminders.release(unheard)
    return said


def _has_room(channel: str) -> bool:
    """Tell whether a channel names everything: a mail does, a pipe, and a shell that is wide."""
    columns = width()
    return channel == "mail" or (channel == "print" and (columns is None or columns >= WIDE))


def _channel(front: Front, name: str, *, as_json: bool) -> Channel:
    if name == "print" and as_json:
        return _keep_for_json
    if name == "mail":
        return partial(_mail, front)
    return {"print": _print, "bell": _ring, "terminal": _by_terminal, "desktop": on_the_desktop}[name]


def _print(notice: Notification) -> None:
    lines = notice.in_full if _has_room("print") else notice.lines
    put_out("\n".join(map(printed, lines)) + "\n")


def _keep_for_json(_: Notification) -> None:
    """Say nothing here: the JSON document says it."""


def _mail(front: Front, notice: Notification) -> None:
    """Queue a mail to the owner."""
    from delegator_tui.rules.messages.digest import address
    from delegator_tui.rules.messages.fill import Message

    text = "\n".join(notice.in_full) + "\n"
    front.desk.mail.queue_digest(Message(address(front.book.settings.mail), notice.title, text))


def _ring(_: Notification) -> None:
    _to_terminal("\a")


def _by_terminal(notice: Notification) -> None:
    from delegator_tui.outbox.terminal import notification

    sequence = notification(notice.title, notice.body, os.environ)
    if not sequence:
        raise NotReached("This terminal is not known to show notifications.")
    _to_terminal(sequence)


def _to_terminal(sequence: str) -> None:
    """Write to the terminal, if there is one, else to standard error."""
    sys.stderr.write(sequence)
    sys.stderr.flush()


def _text(book: Book, steps: list[Step]) -> str:
    return "\n".join(map(printed, summary(steps, book, None if _has_room("print") else FEW)))


def _document(book: Book, said: Said) -> objects.Json:
    listing = objects.listing([_item(step, book) for step in said.steps], objects.now_text(book))
    return {**listing, "lines": summary(said.steps, book), "failed": list(said.failed.values())}


def _item(step: Step, book: Book) -> objects.Json:
    handoff = book.handoffs.get(step.handoff)
    contractor, task = book.contractors.get(step.contractor), book.tasks.get(step.about)
    return {
        "step": step.step,
        "to": step.to,
        "text": say_step(step, book),
        "at": instants.iso_to_the_second(step.at.astimezone(book.now.zone)),
        "task": objects.reference(task, "title", task.title if task else ""),
        "handoff": objects.reference(handoff, "title", book.title(handoff) if handoff else ""),
        "contractor": objects.reference(contractor, "name", contractor.name if contractor else ""),
        "message": step.message or None,
        "channel": step.channel or None,
    }


@click.command()
@json_option
@pass_front
def status(front: Front, as_json: bool) -> None:
    """Print one line for a shell prompt or a status bar; nothing when nothing needs you."""
    headline = agenda.whole(front.book).headline
    document = {"headline": headline._asdict(), "text": line_of(front.book), "now": objects.now_text(front.book)}
    emit(document, line_of(front.book), as_json=as_json)


COMMANDS: list[click.Command] = [remind, status]
