"""Commands on work that is out, from the acknowledgement to the closing."""

from __future__ import annotations

import click

from delegator_tui.cli.front import Front, deliverable_option, json_option, on_option, pass_front, read_text
from delegator_tui.cli.handoffs import answer_handoff
from delegator_tui.desk.verbs.deliveries import CAUSES, REHIRE
from delegator_tui.desk.verbs.money import KINDS
from delegator_tui.errors import WrongUsage
from delegator_tui.model.records import Handoff
from delegator_tui.rules.handoffs.money import read_money
from delegator_tui.rules.search import names


@click.command()
@click.argument("key", metavar="ID")
@click.option("--read-back", metavar="FILE", help="What they wrote back; - is standard input. It starts the work.")
@on_option
@json_option
@pass_front
def acknowledge(front: Front, key: str, read_back: str | None, on: str | None, as_json: bool) -> None:
    """Log that the contractor has the brief."""
    found = names.handoff(key, front.book)
    text = read_text(read_back) if read_back else ""
    made = front.desk.handoffs.acknowledge(found.uid, text, on=front.past(on))
    answer_handoff(front, made, as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.option("--anyway", is_flag=True, help="Without a read-back; that is logged.")
@on_option
@json_option
@pass_front
def start(front: Front, key: str, anyway: bool, on: str | None, as_json: bool) -> None:
    """Log that work has begun."""
    found = names.handoff(key, front.book)
    made = front.desk.handoffs.start(found.uid, anyway=anyway, on=front.past(on))
    answer_handoff(front, made, as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.argument("text", nargs=-1)
@click.option("--promised", metavar="DATE", help="They say it comes on this day; the agreed date stays.")
@click.option("--question", is_flag=True, help="TEXT is what they ask; the ball is yours.")
@click.option("--no-answer", is_flag=True, help="You tried and nobody answered.")
@click.option("--on-track", is_flag=True, help="They say that it goes well.")
@click.option("--by", default="", metavar="phone", help="How you heard.")
@deliverable_option
@on_option
@json_option
@pass_front
def log(
    front: Front, key: str, text: tuple[str, ...], promised: str | None, question: bool, no_answer: bool,
    on_track: bool, by: str, deliverable: tuple[str, ...], on: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Log what you heard from them; without an option it is only a note and moves nothing."""
    chosen = {"later": bool(promised), "asks": question, "no answer": no_answer, "on track": on_track}
    kinds = [kind for kind, picked in chosen.items() if picked]
    if len(kinds) > 1:
        raise WrongUsage("Choose one of --promised, --question, --no-answer, --on-track.")
    found = names.handoff(key, front.book)
    day = front.date(promised, "--promised") if promised else None
    words = " ".join(text)
    made = front.desk.handoffs.heard(
        found.uid, kinds[0] if kinds else "note", words, promised=day, by=by, deliverable=deliverable,
        on=front.past(on),
    )  # fmt: skip
    answer_handoff(front, made, as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.argument("text", nargs=-1, required=True)
@on_option
@json_option
@pass_front
def answer(front: Front, key: str, text: tuple[str, ...], on: str | None, as_json: bool) -> None:
    """Answer the oldest open question."""
    found = names.handoff(key, front.book)
    answer_handoff(front, front.desk.handoffs.answer(found.uid, " ".join(text), on=front.past(on)), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@deliverable_option
@click.option("--link", default="")
@on_option
@json_option
@pass_front
def deliver(front: Front, key: str, deliverable: tuple[str, ...], link: str, on: str | None, as_json: bool) -> None:
    """Log a delivery: all that is owed, or some of it."""
    found = names.handoff(key, front.book, "deliver")
    made = front.desk.handoffs.deliver(found.uid, deliverable, link=link, on=front.past(on))
    answer_handoff(front, made, as_json=as_json)


@click.command("return")
@click.argument("key", metavar="ID")
@click.option("--because", required=True, metavar="TEXT", help="What is missing.")
@click.option("--cause", required=True, type=click.Choice(CAUSES))
@click.option("--due", required=True, metavar="DATE", help="By when it comes back.")
@deliverable_option
@on_option
@json_option
@pass_front
def return_(
    front: Front, key: str, because: str, cause: str, due: str, deliverable: tuple[str, ...], on: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Return a delivery, or a part of it, for changes: one round more, and a date of its own."""
    found = names.handoff(key, front.book, "return")
    day = front.date(due, "--due")
    made = front.desk.handoffs.return_(found.uid, because, cause, day, deliverable, on=front.past(on))
    answer_handoff(front, made, as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.option("--rating", type=click.IntRange(1, 5), metavar="1-5")
@click.option("--rehire", type=click.Choice(REHIRE))
@deliverable_option
@on_option
@json_option
@pass_front
def accept(
    front: Front, key: str, rating: int | None, rehire: str | None, deliverable: tuple[str, ...], on: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Accept what was delivered, or a part of it. The last part ends it; it closes when nothing is left to pay."""
    found = names.handoff(key, front.book, "accept")
    made = front.desk.handoffs.accept(found.uid, rating, rehire=rehire, deliverable=deliverable, on=front.past(on))
    answer_handoff(front, made, as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.argument("date", nargs=-1, required=True)
@click.option("--because", required=True, metavar="TEXT")
@deliverable_option
@click.option("--anyway", is_flag=True, help="Also an earlier date: they agreed to it.")
@json_option
@pass_front
def extend(
    front: Front, key: str, date: tuple[str, ...], because: str, deliverable: tuple[str, ...], anyway: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Agree a later date, for all that is owed or for a part of it; the original one is kept."""
    found = names.handoff(key, front.book, "extend")
    day = front.date(" ".join(date), "DATE")
    made = front.desk.handoffs.extend(found.uid, day, because, deliverable, anyway=anyway)
    answer_handoff(front, made, as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.option("--because", default="", help="Why; kept with the handoff.")
@json_option
@pass_front
def hold(front: Front, key: str, because: str, as_json: bool) -> None:
    """Hold them to the agreed date: the later one that they named does not stand."""
    found = names.handoff(key, front.book, "hold")
    answer_handoff(front, front.desk.handoffs.hold(found.uid, because), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.argument("amount", required=False)
@click.option("--number", default="", help="The invoice's number.")
@click.option("--due", metavar="DATE")
@click.option("--anyway", is_flag=True, help="Also above the price, or with a number that is known.")
@on_option
@json_option
@pass_front
def invoice(
    front: Front, key: str, amount: str | None, number: str, due: str | None, anyway: bool, on: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Log an invoice for a handoff; AMOUNT is its price unless given."""
    found = names.handoff(key, front.book, "invoice")
    given = read_money(amount, _currency(front, found)) if amount else None
    day = front.date(due, "--due") if due else None
    made = front.desk.handoffs.invoice(found.uid, given, number=number, due=day, anyway=anyway, on=front.past(on))
    said = f"{made.message} To pay by {front.say(day)}." if day else made.message
    answer_handoff(front, made._replace(message=said), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.argument("amount", required=False)
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--rate", metavar="RATE", help="Home currency for one of the price's, on this day.")
@click.option("--anyway", is_flag=True, help="Also for more than is open, twice, or before it is accepted.")
@deliverable_option
@on_option
@json_option
@pass_front
def pay(
    front: Front, key: str, amount: str | None, kind: str | None, rate: str | None, anyway: bool,
    deliverable: tuple[str, ...], on: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Log a payment: AMOUNT, else the shares of the parts that are accepted, else all that is open."""
    found = names.handoff(key, front.book, "pay")
    given = read_money(amount, _currency(front, found)) if amount else None
    made = front.desk.handoffs.pay(
        found.uid, given, kind=kind, rate=rate, anyway=anyway, deliverable=deliverable, on=front.past(on)
    )
    answer_handoff(front, made, as_json=as_json)


def _currency(front: Front, found: Handoff) -> str:
    return found.price.currency if found.price else front.book.settings.home_currency


@click.command()
@click.argument("key", metavar="ID")
@json_option
@pass_front
def close(front: Front, key: str, as_json: bool) -> None:
    """Close an accepted handoff; refused while money or access is open."""
    found = names.handoff(key, front.book, "close")
    answer_handoff(front, front.desk.handoffs.close(found.uid), as_json=as_json)


COMMANDS: list[click.Command] = [
    acknowledge, start, log, answer, deliver, return_, accept, extend, hold, invoice, pay, close,
]  # fmt: skip
