"""What is agreed of a handoff, as options and the file of a brief say it: price, parts, date, freedom."""

from __future__ import annotations

from typing import Any

from delegator_tui.cli.front import Front, read_text
from delegator_tui.desk.draft import Piece
from delegator_tui.errors import Refused, WrongUsage
from delegator_tui.exchange.brief_in import read_written
from delegator_tui.model.amounts import read_amount
from delegator_tui.model.records import Brief, Price
from delegator_tui.rules.dates.dates import read
from delegator_tui.rules.handoffs.money import UNITS, read_money
from delegator_tui.rules.handoffs.said_part import read_part


def read_price(front: Front, text: str, *, cap: bool) -> Price:
    """Read a price: an amount, and behind a slash of what unit of work. Raises Refused."""
    figure, slash, unit = text.partition("/")
    if slash and unit.strip() not in UNITS:
        raise Refused(f"“{unit}” is not a unit of work: use one of {', '.join(UNITS)}.", field="price")
    given = read_money(figure, front.book.settings.home_currency)
    return Price(amount=given.amount, currency=given.currency, unit=unit.strip() if slash else "fixed", cap=cap)


def read_piece(front: Front, text: str) -> Piece:
    """Read a part: its title, ``@DATE`` for a date of its own, ``=AMOUNT`` for its share of the price."""
    try:
        return Piece(*read_part(text, front.book))
    except Refused as error:
        raise WrongUsage(f"--deliverable T@DATE: {error}") from error


def terms_of_file(front: Front, typed: dict[str, Any]) -> dict[str, Any]:
    """Return what the file of a brief says: its words, and the parts, date, price and freedom that are printed in it.

    What an option says goes before.
    """
    if not typed["brief_file"]:
        return {"brief": Brief()}
    written = read_written(read_text(typed["brief_file"]))
    said: dict[str, Any] = {"brief": written.brief, "autonomy": written.autonomy}
    if written.due and not typed["due"]:
        said["due"] = front.date(written.due, "--brief, Due")
    if written.price and not typed["price"]:
        said["price"] = read_price(front, written.price, cap=written.cap)
    if written.deliverables and not typed["deliverables"]:
        said["deliverables"] = tuple(_part(front, text, said.get("due")) for text in written.deliverables)
    return {name: value for name, value in said.items() if value or name == "brief"}


def _part(front: Front, text: str, whole: str | None) -> Piece:
    """Read a part as a brief prints it: ``home, by Wed 9 Dec ($100)``."""
    title, _, amount = text.removesuffix(")").rpartition(" (") if text.endswith(")") else ("", "", "")
    home = front.book.settings.home_currency
    share = read_money(amount, home) if title and read_amount(amount, home) else None
    bare = title if share else text
    title, by, day = bare.rpartition(", by ")
    due = read(day, front.book) if by else None
    return Piece(title, due, share) if due else Piece(bare, None, share)
