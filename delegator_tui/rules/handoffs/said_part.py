"""A part of a handoff as it is typed in one line, the same everywhere: ``home @9 dec =$100``, ``page@wed``."""

from __future__ import annotations

import re

from delegator_tui.errors import Refused
from delegator_tui.model.amounts import read_amount
from delegator_tui.model.book import Book
from delegator_tui.model.records import Money
from delegator_tui.rules.dates.dates import read
from delegator_tui.rules.dates.why_not import not_a_date
from delegator_tui.rules.handoffs.money import read_money

Said = tuple[str, str | None, Money | None]
"""Its title, the date of its own if it has one, and its share of the price if it has one."""

_ADDRESS = re.compile(r"\S+@\S+\.\S+|@\S+")
"""A mail address, or the name of somebody somewhere: of the title."""


def read_part(text: str, book: Book) -> Said:
    """Read a part. What stands behind ``@`` and ``=`` and is an address or words is of the title.

    Raises Refused for what stands close behind a word as a date does and is none, and for an amount that may be two.
    """
    bare, share = _share(text, book)
    title, at, day = bare.rpartition("@")
    if not at or not title.strip():
        return bare.strip(), None, share
    due = read(day, book)
    if due:
        return title.strip(), due, share
    glued = bare.split()[-1]
    if "@" in glued and not _ADDRESS.fullmatch(glued):
        raise Refused(f"“{bare.strip()}”: {not_a_date(day)}", field="deliverables")
    return bare.strip(), None, share


def _share(text: str, book: Book) -> tuple[str, Money | None]:
    bare, equals, amount = text.rpartition("=")
    home = book.settings.home_currency
    if not equals or not bare.strip() or read_amount(amount, home) is None:
        return text, None
    return bare, read_money(amount, home)
