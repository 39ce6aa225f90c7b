"""The command money: what is committed, delivered, approved and paid."""

from __future__ import annotations

import click
import msgspec

from delegator_tui.cli.front import Front, emit, json_option, pass_front, table, wrapped
from delegator_tui.exchange import objects
from delegator_tui.model.book import Book
from delegator_tui.model.records import Money
from delegator_tui.model.text import shown
from delegator_tui.rules.handoffs.ledger import STATES, Accounts, Ledger, accounts
from delegator_tui.rules.handoffs.money import say_money
from delegator_tui.rules.search import names

FIRST_YEAR, LAST_YEAR = 1970, 9999
NOBODY = "nobody yet"


@click.command()
@click.option("--contractor", metavar="NAME", help="Only with this contractor.")
@click.option(
    "--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), metavar="YEAR", help="Paid in it; this one unless said."
)
@json_option
@pass_front
def money(front: Front, contractor: str | None, year: int | None, as_json: bool) -> None:
    """Show what is committed, delivered, approved and paid, in all and with each contractor; currencies apart."""
    book = front.book
    who = names.contractor(contractor, book).uid if contractor else None
    found = accounts(book, year, who)
    emit(_document(found, book), _text(found, book), as_json=as_json)


def _document(found: Accounts, book: Book) -> objects.Json:
    by_contractor = [
        {"contractor": objects.reference(who, "name", who.name if who else ""), **_ledger(ledger)}
        for uid, ledger in _by_name(found, book)
        for who in [book.contractors.get(uid)]
    ]
    left = [{"uid": each.record, "title": each.title, "because": each.because} for each in found.left_out]
    return {
        "year": found.year, **_ledger(found.whole), "budget": None, "by_contractor": by_contractor, "left_out": left,
        "now": objects.now_text(book),
    }  # fmt: skip


def _ledger(ledger: Ledger) -> objects.Json:
    sums = {state: [msgspec.to_builtins(each) for each in getattr(ledger, state)] for state in STATES}
    return {**sums, "paid_home": msgspec.to_builtins(ledger.paid_home)}


def _by_name(found: Accounts, book: Book) -> list[tuple[str, Ledger]]:
    return sorted(found.by_contractor.items(), key=lambda each: (book.name(each[0]).casefold(), each[0]))


def _text(found: Accounts, book: Book) -> str:
    if not found.by_contractor and not found.left_out:
        return f"No money is agreed, and none was paid in {found.year}."
    rows: list[tuple[str, ...]] = [("", "committed", "delivered", "approved", f"paid in {found.year}")]
    rows += [(book.name(uid) or NOBODY, *map(_said, _states(ledger))) for uid, ledger in _by_name(found, book)]
    rows.append(("in all", *map(_said, _states(found.whole))))
    lines = [table(rows, right=(1, 2, 3, 4), flexible=0)]
    if any(each.currency != found.whole.paid_home.currency for each in found.whole.paid):
        lines += ["", f"Paid in {found.year}, at the rates of the days: {say_money(found.whole.paid_home)}."]
    if found.left_out:
        lines += ["", "Left out:"]
        lines += [line for each in found.left_out for line in wrapped(f"  {shown(each.title)}: {shown(each.because)}")]
    return "\n".join(lines)


def _states(ledger: Ledger) -> list[tuple[Money, ...]]:
    return [ledger.committed, ledger.delivered, ledger.approved, ledger.paid]


def _said(sums: tuple[Money, ...]) -> str:
    return " + ".join(map(say_money, sums))


COMMANDS: list[click.Command] = [money]
