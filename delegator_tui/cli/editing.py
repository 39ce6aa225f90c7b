"""What the command edit does to a handoff: what is typed is put over what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click
from msgspec import structs

from delegator_tui.cli.front import Front
from delegator_tui.cli.handoffs import answer_handoff
from delegator_tui.cli.terms import read_piece, read_price
from delegator_tui.desk.draft import HandoffDraft, Piece
from delegator_tui.desk.verbs.editing import WANTED_BY
from delegator_tui.errors import WrongUsage
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.model.text import is_none
from delegator_tui.rules.search import names

OPTIONS = (
    click.option("--price", metavar="AMOUNT",
                 help="Of a handoff: $240, 300 eur, 35/hour. “none” takes it away, here and below."),
    click.option("--cap", is_flag=True, help="The price is an upper limit."),
    click.option("--deliverable", "deliverables", multiple=True, metavar="T[@DATE][=AMOUNT]",
                 help="All that is owed from now on; what is not named is taken off."),
    click.option("--outcome", help="What is true when it is done."),
    click.option("--why"),
    click.option("--done-when", multiple=True, help="All the checks from now on."),
    click.option("--out-of-scope"),
    click.option("--stakes", type=click.Choice(["routine", "matters", "critical"])),
    click.option("--autonomy", type=click.Choice(["propose", "act_tell", "own"])),
    click.option("--agreed/--not-agreed", default=True, help="Whether both agree to a change of sent work."),
    click.option("--by", type=click.Choice(WANTED_BY), default="owner", help="Who wanted that change."),
)  # fmt: skip
"""What can be changed of a handoff."""
SAID = ("price", "deliverables", "outcome", "why", "done_when", "out_of_scope", "stakes", "autonomy")
"""Those of them that change something."""


def handoff_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a handoff to a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def edit_handoff(front: Front, key: str, typed: dict[str, Any], *, as_json: bool) -> None:
    """Change a handoff, and print the verb's sentence or the handoff."""
    found = names.handoff(key, front.book, "edit")
    said = {name: typed[name] for name in SAID if typed[name] not in (None, ())}
    brief = {name: said.pop(name) for name in ("outcome", "why", "done_when", "out_of_scope") if name in said}
    brief = {name: _words(text) for name, text in brief.items()}
    if "price" in said:
        said["price"] = None if is_none(said["price"]) else read_price(front, said["price"], cap=typed["cap"])
    if "deliverables" in said:
        if not _words(said["deliverables"]):
            raise WrongUsage("A handoff owes something: name all of it by --deliverable, or cancel the handoff.")
        said["deliverables"] = tuple(read_piece(front, text) for text in said["deliverables"])
    draft = structs.replace(_as_it_is(found, front.book), **said, brief=structs.replace(found.brief, **brief))
    made = front.desk.handoffs.edit(found.uid, draft, agreed=typed["agreed"], by=typed["by"])
    answer_handoff(front, made, as_json=as_json)


T = TypeVar("T", str, tuple[str, ...])


def _words(said: T) -> T:
    """Return what is typed, one text or several; nothing where that is “none”."""
    if isinstance(said, tuple):
        return () if any(map(is_none, said)) else said
    return "" if is_none(said) else said


def _as_it_is(found: Handoff, book: Book) -> HandoffDraft:
    owed = (part for part in book.owed_in(found) if part.state != "waived")
    return HandoffDraft(
        contractor=found.contractor, due=found.due, price=found.price, brief=found.brief, stakes=found.stakes,
        autonomy=found.autonomy,
        deliverables=tuple(Piece(part.title, part.due if part.due != found.due else None) for part in owed),
    )  # fmt: skip
