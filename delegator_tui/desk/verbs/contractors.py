"""Verbs on contractors: add, edit, end."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.offers import with_levels_of
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Rate
from delegator_tui.model.states import CONTRACTOR_STATUSES, SKILL_LEVELS
from delegator_tui.model.text import one_line
from delegator_tui.rules.contractors.people import open_handoffs_of
from delegator_tui.rules.messages.fill import recipient
from delegator_tui.rules.search.folding import folded

CONTRACTOR_FIELDS = frozenset(Contractor.__struct_fields__) - {"uid", "created", "updated", "rates"}
"""The fields that ``edit`` may change; a rate is added by ``rate``, for past rates stay."""


@verb("add contractor")
def add(tx: Transaction, /, name: str, *, rate: Rate | None = None, **fields: Any) -> Done:  # noqa: ANN401
    """Put somebody on the roster. Raises Refused for a name that is there already or a value that is none."""
    fields["name"] = name
    fields = _checked(fields, None, tx.book)
    uid = tx.put("contractors", **fields, rates=[rate] if rate else None)
    tx.event("added", uid)
    tx.label = f"add {fields['name']}"
    return tx.done(f"{fields['name']} is on the roster.", uid)


@verb("edit contractor")
def edit(
    tx: Transaction,
    /,
    uid: str,
    *,
    rate: Rate | None = None,
    no_rate: bool = False,
    **fields: Any,  # noqa: ANN401
) -> Done:
    """Change fields of a contractor; None empties one. A new ``rate`` holds from today; past ones are kept.

    ``no_rate``: they have none, and never had.
    """
    contractor = lookup.contractor(uid, tx.book)
    fields = _checked(fields, contractor, tx.book)
    if fields.get("status") == "ended" != contractor.status:
        _check_free(contractor, tx.book)
    if no_rate:
        fields["rates"] = []
    if rate is not None:
        dated = msgspec.structs.replace(rate, valid_from=rate.valid_from or tx.book.today.isoformat())
        fields["rates"] = [*contractor.rates, dated]
    tx.set("contractors", uid, **fields)
    tx.event("edited", uid, fields=sorted(fields))
    tx.label = f"edit {contractor.name}"
    return tx.done(f"Changed {fields.get('name', contractor.name)}.", uid)


@verb("end contractor")
def end(tx: Transaction, uid: str, because: str = "") -> Done:
    """End the work with a contractor. Raises Refused while handoffs are open."""
    contractor = lookup.contractor(uid, tx.book)
    if contractor.status == "ended":
        raise Refused(f"{contractor.name} is ended already.")
    _check_free(contractor, tx.book)
    tx.set("contractors", uid, status="ended")
    tx.event("ended", uid, because=because or None)
    tx.label = f"end {contractor.name}"
    return tx.done(f"{contractor.name} is ended; the record stays.", uid)


@verb("level")
def raise_level(tx: Transaction, uid: str, skill: str, level: str = "") -> Done:
    """Set how far a skill of a contractor is known; without a ``level`` to the one that accepted work speaks for.

    Raises Refused for a level that is none or is theirs already, and when no accepted work speaks for a higher one.
    """
    from delegator_tui.rules.contractors.levels import proposals

    contractor = lookup.contractor(uid, tx.book)
    before = contractor.skills.get(skill)
    found = next((each for each in proposals(contractor, tx.book) if each.skill == skill), None)
    level = level or (found.to if found else "")
    if not level:
        raise Refused(
            f"No accepted work speaks for a higher level of {contractor.name} in {skill}: name the level.",
            field="level",
        )  # fmt: skip
    _check_level(skill, level, "level")
    if level == before:
        raise Refused(f"{contractor.name} is {level} in {skill} already.", field="level")
    tx.set("contractors", uid, skills={**contractor.skills, skill: level})
    tx.event("level", uid, skill=skill, old=before, new=level, because=found.why if found else None)
    tx.label = f"{skill} of {contractor.name}: {level}"
    done = tx.done(f"{contractor.name}, {skill}: {before or 'new'} → {level}.", uid)
    return with_levels_of(tx, done, uid)


def _check_free(contractor: Contractor, book: Book) -> None:
    still = len(open_handoffs_of(contractor, book))
    if still:
        count = "1 handoff is" if still == 1 else f"{still} handoffs are"
        raise Refused(f"{count} open with {contractor.name}: take back, reassign or finish first.", field="status")


def _checked(fields: dict[str, Any], own: Contractor | None, book: Book) -> dict[str, Any]:
    unknown = set(fields) - CONTRACTOR_FIELDS
    if unknown:
        raise Refused(f"A contractor has no field “{min(unknown)}”.")
    if "name" in fields:
        fields["name"] = _free_name(str(fields["name"] or ""), own, book)
    if fields.get("timezone"):
        check_zone(fields["timezone"])
    if fields.get("status") not in (None, *CONTRACTOR_STATUSES):
        raise Refused(
            f"“{fields['status']}” is not a status: use one of {', '.join(CONTRACTOR_STATUSES)}.", field="status"
        )
    for skill, level in (fields.get("skills") or {}).items():
        _check_level(skill, level, "skills")
    _check_reach(fields)
    return fields


def _check_reach(fields: dict[str, Any]) -> None:
    """Refuse a mail address that is none, and hours that no week has."""
    if fields.get("email"):
        fields["email"] = recipient(str(fields["email"]))
    capacity = fields.get("capacity_hours_week")
    if capacity is not None and not 0 <= capacity <= 168:
        raise Refused("Capacity is hours a week, from 0 to 168.", field="capacity_hours_week")


def _check_level(skill: str, level: str, field: str) -> None:
    if level not in SKILL_LEVELS:
        raise Refused(f"“{level}” is not a level of {skill}: use one of {', '.join(SKILL_LEVELS)}.", field=field)


def _free_name(name: str, own: Contractor | None, book: Book) -> str:
    name = one_line(name)
    if not name:
        raise Refused("A contractor needs a name.", field="name")
    for other in book.contractors.all():
        if folded(other.name) == folded(name) and (own is None or other.uid != own.uid):
            raise Refused(f"{other.name} is on the roster already.", field="name")
    return name


def check_zone(name: str, field: str = "timezone") -> str:
    """Return the IANA zone name. Raises Refused when there is no such zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Refused(f"“{name}” is not a time zone: use a name such as Europe/London.", field=field) from error
    return name
