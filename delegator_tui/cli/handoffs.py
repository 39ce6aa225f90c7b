"""Commands that give work out and call it back: handoff, send, take-back, reassign, cancel."""

from __future__ import annotations

import shlex
from typing import Any

import click
from msgspec import structs

from delegator_tui.cli.front import Front, emit, json_option, pass_front
from delegator_tui.cli.terms import read_piece, read_price, terms_of_file
from delegator_tui.desk.done import LEVEL, Done, Offer
from delegator_tui.desk.draft import HandoffDraft, Piece
from delegator_tui.exchange import objects
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Brief, Handoff, Price, Task
from delegator_tui.model.text import printed
from delegator_tui.rules.dates.dates import read
from delegator_tui.rules.handoffs.money import say_price
from delegator_tui.rules.search import names

HALF_A_YEAR = 183
"""Days ahead up to which a date is taken as one to come, also where one that is over is allowed."""


def answer_handoff(front: Front, done: Done, *, as_json: bool) -> None:
    """Print a verb's sentence, or the handoff as it now is."""
    record = front.book.handoffs.get(done.uid)
    proposed = [_proposed(offer, front.book) for offer in done.offers if offer.command == LEVEL]
    said = "\n".join(printed(line) for line in (done.message, *(f"  {note}" for note in done.notes), *proposed))
    emit(objects.handoff(record, front.book) if record else {}, said, as_json=as_json)


def _proposed(offer: Offer, book: Book) -> str:
    """Return a level that is proposed, and the command that says yes."""
    command = shlex.join(["delegator", "contractor", "level", book.name(offer.about), offer.what])
    return f"{offer.words}?  {command}"


@click.command()
@click.argument("key", metavar="TASK")
@click.option("--draft", is_flag=True, help="Only prepare it: contractor and due may wait.")
@click.option("--to", metavar="CONTRACTOR")
@click.option("--due", metavar="DATE")
@click.option("--price", metavar="AMOUNT", help="$240, 300 eur, or 35/hour.")
@click.option("--cap", is_flag=True, help="The price is an upper limit.")
@click.option("--deliverable", "deliverables", multiple=True, metavar="T[@DATE][=AMOUNT]")
@click.option("--outcome", default="", help="What is true when it is done.")
@click.option("--why", default="", help="Why it matters.")
@click.option("--done-when", multiple=True, help="One check that a stranger could tick.")
@click.option("--out-of-scope", default="")
@click.option("--brief", "brief_file", metavar="FILE", help="A brief as text; - is standard input.")
@click.option("--stakes", type=click.Choice(["routine", "matters", "critical"]), help="routine unless said.")
@click.option("--autonomy", type=click.Choice(["propose", "act_tell", "own"]), help="act_tell unless said.")
@click.option("--anyway", is_flag=True, help="Even where delegator would stop you.")
@json_option
@pass_front
def handoff(front: Front, /, key: str, draft: bool, anyway: bool, as_json: bool, **typed: Any) -> None:  # noqa: ANN401
    """Hand a task to a contractor, with a date and a price. What its draft says stays unless you give it again."""
    task = names.task(key, front.book, "hand off")
    drafted = _drafted(task, front.book)
    said = _said(front, _start(task, drafted, front.book), typed, past=anyway)
    if not draft:
        made = front.desk.handoffs.hand_off(task.uid, said, anyway=anyway)
    elif drafted:
        made = front.desk.handoffs.edit(drafted.uid, said)
    else:
        made = front.desk.handoffs.draft(task.uid, said)
    answer_handoff(
        front, made._replace(message=made.message + _understood(front, made.uid, draft=draft)), as_json=as_json
    )


def _drafted(task: Task, book: Book) -> Handoff | None:
    live = book.handoffs_by_task.get(task.uid)
    return live if live and live.state == "drafted" else None


def _start(task: Task, drafted: Handoff | None, book: Book) -> HandoffDraft:
    """Return what is known before anything was typed: what the draft says, or the task's own ideas."""
    if drafted is None:
        idea = task.price_idea
        price = Price(amount=idea.amount, currency=idea.currency) if idea else None
        return HandoffDraft(contractor=task.contractor, price=price)
    owed = (d for d in book.owed_in(drafted) if d.state != "waived")
    return HandoffDraft(
        contractor=drafted.contractor, due=drafted.due, price=drafted.price, brief=drafted.brief,
        stakes=drafted.stakes, autonomy=drafted.autonomy,
        deliverables=tuple(Piece(d.title, d.due if d.due != drafted.due else None) for d in owed),
    )  # fmt: skip


def _due(front: Front, text: str, *, past: bool) -> str:
    """Read the due; where one that is over is allowed, a phrase without a year may also mean the day just over."""
    if not past:
        return front.date(text, "--due")
    before, now = front.date(text, "--due", past=True), front.book.now
    ahead = read(text, front.book)
    return ahead if ahead and (Due.of(ahead).date_in(now) - now.today).days <= HALF_A_YEAR else before


def _said(front: Front, start: HandoffDraft, typed: dict[str, Any], *, past: bool) -> HandoffDraft:
    said = terms_of_file(front, typed)
    written = said.pop("brief")
    said |= {name: typed[name] for name in ("stakes", "autonomy") if typed[name]}
    if typed["to"]:
        said["contractor"] = names.contractor(typed["to"], front.book, "hand off").uid
    if typed["due"]:
        said["due"] = _due(front, typed["due"], past=past)
    if typed["price"]:
        said["price"] = read_price(front, typed["price"], cap=typed["cap"])
    if typed["deliverables"]:
        said["deliverables"] = tuple(read_piece(front, text) for text in typed["deliverables"])
    return structs.replace(start, **said, brief=_brief(typed, start.brief, written))


def _understood(front: Front, uid: str, *, draft: bool) -> str:
    """Return in brackets what of the dates and the price the sentence did not say."""
    made = front.book.handoffs.get(uid)
    if made is None:
        return ""
    parts = [f"due {front.say(made.due)}"] if draft and made.due else []
    parts += [say_price(made.price)] if made.price else []
    owed = front.book.owed_in(made)
    parts += [f"{d.title} by {front.say(d.due)}" for d in owed if d.state != "waived" and d.due and d.due != made.due]
    return f"  ({', '.join(parts)})" if parts else ""


def _filled(brief: Brief) -> dict[str, Any]:
    return {name: value for name, value in structs.asdict(brief).items() if value not in ("", (), None)}


def _brief(typed: dict[str, Any], before: Brief, written: Brief) -> Brief:
    """Return the brief: options first, then the file, then what it said before."""
    given = {name: typed[name] for name in ("outcome", "why", "done_when", "out_of_scope") if typed[name]}
    return structs.replace(before, **{**_filled(written), **given})


@click.command()
@click.argument("key", metavar="ID")
@click.option("--channel", default="", help="How it goes out: mail, phone.")
@click.option("--anyway", is_flag=True, help="Also with a due that is over, or critical work without a brief.")
@json_option
@pass_front
def send(front: Front, key: str, channel: str, anyway: bool, as_json: bool) -> None:
    """Send a draft."""
    found = names.handoff(key, front.book, "send")
    answer_handoff(front, front.desk.handoffs.send(found.uid, channel=channel, anyway=anyway), as_json=as_json)


@click.command("take-back")
@click.argument("key", metavar="ID")
@click.option("--because", default="", metavar="TEXT")
@json_option
@pass_front
def take_back(front: Front, key: str, because: str, as_json: bool) -> None:
    """End a handoff and do its task yourself."""
    found = names.handoff(key, front.book, "take back")
    answer_handoff(front, front.desk.handoffs.take_back(found.uid, because), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.option("--because", default="", metavar="TEXT")
@json_option
@pass_front
def cancel(front: Front, key: str, because: str, as_json: bool) -> None:
    """End a handoff and drop its task."""
    found = names.handoff(key, front.book, "cancel")
    answer_handoff(front, front.desk.handoffs.cancel(found.uid, because), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.option("--to", required=True, metavar="CONTRACTOR")
@click.option("--due", metavar="DATE", help="The new agreed date; else the old one.")
@click.option("--price", metavar="AMOUNT", help="The new price; else the old one.")
@click.option("--because", default="", metavar="TEXT")
@click.option("--anyway", is_flag=True, help="Also with a due that is over.")
@json_option
@pass_front
def reassign(
    front: Front, key: str, to: str, due: str | None, price: str | None, because: str, anyway: bool, as_json: bool
) -> None:
    """End a handoff and open the same one with another contractor."""
    found = names.handoff(key, front.book, "reassign")
    who = names.contractor(to, front.book, "reassign").uid
    day = front.date(due, "--due") if due else None
    cost = read_price(front, price, cap=False) if price else None
    made = front.desk.handoffs.reassign(found.uid, who, due=day, price=cost, because=because, anyway=anyway)
    answer_handoff(front, made, as_json=as_json)


COMMANDS: list[click.Command] = [handoff, send, take_back, reassign, cancel]
