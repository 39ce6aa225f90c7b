"""Commands on contractors: contractor add, edit, end."""

from __future__ import annotations

from typing import Any

import click

from delegator_tui.cli.front import Front, emit, json_option, pass_front, table
from delegator_tui.desk.done import Done
from delegator_tui.errors import WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.records import Contractor, Rate
from delegator_tui.model.states import CONTRACTOR_STATUSES, SKILL_LEVELS
from delegator_tui.model.text import is_none, printed
from delegator_tui.rules.contractors.papers import Papers, read_papers
from delegator_tui.rules.handoffs.money import number, read_currency, read_rate
from delegator_tui.rules.search import names


@click.group()
def contractor() -> None:
    """Your roster: whoever work is handed to."""


PAPER_HELP = "Of any name: contract=1 mar, w9=5 jan until 5 jan 2028, nda=missing."


def _fields(command: Any) -> Any:  # noqa: ANN401 - click's decorators
    options = [
        click.option("--email", help="“none” takes it away; so it does with all below."),
        click.option("--phone"),
        click.option("--contact", help="The person to address."),
        click.option(
            "--skill", "skills", multiple=True, metavar="S[=LEVEL]", help=f"LEVEL: {', '.join(SKILL_LEVELS)}."
        ),
        click.option("--rate", metavar="35/hour"),
        click.option("--currency", metavar="USD"),
        click.option("--timezone", metavar="Europe/London"),
        click.option("--capacity", "capacity_hours_week", metavar="HOURS", help="Hours a week."),
        click.option("--paper", "papers", multiple=True, metavar="NAME=DATE", help=PAPER_HELP),
        click.option("--status", type=click.Choice(CONTRACTOR_STATUSES)),
        click.option("--source"),
        click.option("--notes"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _typed(front: Front, typed: dict[str, Any], own: Contractor | None = None) -> tuple[dict[str, Any], Rate | None]:
    fields = {
        name: value for name, value in typed.items() if value not in (None, ()) and name not in ("rate", "currency")
    }
    if "papers" in fields:
        before = Papers(own.papers, own.papers_until) if own else None
        known = read_papers(fields.pop("papers"), front.book, before)
        fields |= {"papers": known.kept, "papers_until": known.until}
    fields = {name: _value(name, said) for name, said in fields.items()}
    currency = read_currency(typed["currency"]) if typed["currency"] else front.book.settings.home_currency
    if not typed["rate"]:
        if typed["currency"]:
            raise WrongUsage("--currency says in what --rate is: give both.")
        return fields, None
    if is_none(typed["rate"]):
        return {**fields, "no_rate": True}, None
    return fields, read_rate(typed["rate"], currency)


def _value(name: str, said: Any) -> Any:  # noqa: ANN401 - one value a field
    """Return what is typed for a field as it is kept; “none” takes a value away."""
    if name == "skills":
        pairs = (skill.partition("=") for skill in said)
        return {skill.strip(): level.strip() or "untried" for skill, _, level in pairs}
    if name in ("papers", "papers_until"):
        return said
    if name not in ("name", "status") and is_none(said):
        return None if name in ("timezone", "capacity_hours_week") else ""
    if name == "capacity_hours_week":
        return float(number(said))
    return said


def _answer(front: Front, done: Done, *, as_json: bool) -> None:
    record = front.book.contractors.get(done.uid)
    emit(objects.contractor(record, front.book) if record else {}, printed(done.message), as_json=as_json)


@contractor.command()
@click.argument("name")
@_fields
@json_option
@pass_front
def add(front: Front, /, name: str, as_json: bool, **typed: Any) -> None:  # noqa: ANN401 - click's values
    """Put somebody on the roster."""
    fields, rate = _typed(front, typed)
    _answer(front, front.desk.contractors.add(name, rate=rate, **fields), as_json=as_json)


@contractor.command()
@click.argument("key", metavar="ID")
@click.option("--name")
@_fields
@json_option
@pass_front
def edit(front: Front, /, key: str, as_json: bool, **typed: Any) -> None:  # noqa: ANN401 - click's values
    """Change a contractor; a new rate holds from today, past ones are kept."""
    ends = typed["status"] == "ended"
    found = names.contractor(key, front.book, "end contractor" if ends else "")
    fields, rate = _typed(front, typed, found)
    if not fields and rate is None:
        raise WrongUsage("Say what to change, for example --rate 40/hour.")
    if "skills" in fields:
        fields["skills"] = _over(found.skills, fields["skills"])
    _answer(front, front.desk.contractors.edit(found.uid, rate=rate, **fields), as_json=as_json)


def _over(known: dict[str, str], said: dict[str, str]) -> dict[str, str]:
    """Return skills with what is said put over them: ``photo=none`` takes one away, ``none`` alone all."""
    if any(map(is_none, said)):
        return {}
    return {skill: level for skill, level in {**known, **said}.items() if not is_none(level)}


@contractor.command()
@click.argument("key", metavar="ID")
@click.option("--because", default="", metavar="TEXT")
@json_option
@pass_front
def end(front: Front, key: str, because: str, as_json: bool) -> None:
    """End the work with a contractor; the record stays."""
    found = names.contractor(key, front.book, "end contractor")
    _answer(front, front.desk.contractors.end(found.uid, because), as_json=as_json)


@contractor.command()
@click.argument("key", metavar="[ID]", required=False)
@click.argument("skill", required=False)
@click.argument("level", required=False, type=click.Choice(SKILL_LEVELS))
@json_option
@pass_front
def level(front: Front, key: str | None, skill: str | None, level: str | None, as_json: bool) -> None:
    """Show which skills accepted work speaks for; with a skill, set its level: the next one, or the one you name."""
    if key is None or skill is None:
        _show_proposals(front, key, as_json=as_json)
        return
    found = names.contractor(key, front.book)
    known = next((each for each in found.skills if each.lower() == skill.strip().lower()), skill.strip())
    _answer(front, front.desk.contractors.raise_level(found.uid, known, level or ""), as_json=as_json)


def _show_proposals(front: Front, key: str | None, *, as_json: bool) -> None:
    from delegator_tui.rules.contractors.levels import proposals

    book = front.book
    who = [names.contractor(key, book)] if key is not None else list(book.contractors.open.values())
    found = [(each, proposal) for each in who for proposal in proposals(each, book)]
    items = [
        proposal._asdict() | {"contractor": objects.reference(each, "name", each.name)} for each, proposal in found
    ]
    rows = [(each.name, str(proposal), proposal.why) for each, proposal in found]
    text = table(rows) or "No accepted work speaks for a higher level."
    emit(objects.listing(items, objects.now_text(book)), text, as_json=as_json)


COMMANDS: list[click.Command] = [contractor]
