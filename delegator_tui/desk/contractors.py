"""Verbs on contractors: add, edit, end."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from delegator_tui.desk.core import DeskCore, Done
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import Contractor, Rate
from delegator_tui.model.states import CONTRACTOR_STATUSES, SKILL_LEVELS
from delegator_tui.model.text import one_line
from delegator_tui.rules.finding import folded
from delegator_tui.rules.people import open_handoffs_of

CONTRACTOR_FIELDS = frozenset(Contractor.__struct_fields__) - {"uid", "created", "updated", "rates"}
"""The fields that ``edit_contractor`` may change; a rate is added by ``rate``, for past rates stay."""


class ContractorVerbs(DeskCore):
    """What the owner does with the roster."""

    def add_contractor(self, name: str, *, rate: Rate | None = None, **fields: Any) -> Done:  # noqa: ANN401
        """Put somebody on the roster. Raises Refused for a name that is there already or a value that is none."""
        with self._act("add contractor") as pen:
            fields["name"] = name
            fields = self._checked(fields, None)
            uid = pen.put("contractors", **fields, rates=[rate] if rate else None)
            pen.event("added", uid)
            pen.label = f"add {fields['name']}"
        return self._done(f"{fields['name']} is on the roster.", uid)

    def edit_contractor(self, uid: str, *, rate: Rate | None = None, **fields: Any) -> Done:  # noqa: ANN401
        """Change fields of a contractor; None empties one. A new ``rate`` holds from today; past ones are kept."""
        with self._act("edit contractor") as pen:
            contractor = self._contractor(uid)
            fields = self._checked(fields, contractor)
            if fields.get("status") == "ended" != contractor.status:
                self._check_free(contractor)
            if rate is not None:
                dated = msgspec.structs.replace(rate, valid_from=rate.valid_from or self.book.today.isoformat())
                fields["rates"] = [*contractor.rates, dated]
            pen.set("contractors", uid, **fields)
            pen.event("edited", uid, fields=sorted(fields))
            pen.label = f"edit {contractor.name}"
        return self._done(f"Changed {fields.get('name', contractor.name)}.", uid)

    def end_contractor(self, uid: str, because: str = "") -> Done:
        """End the work with a contractor. Raises Refused while handoffs are open."""
        with self._act("end contractor") as pen:
            contractor = self._contractor(uid)
            if contractor.status == "ended":
                raise Refused(f"{contractor.name} is ended already.")
            self._check_free(contractor)
            pen.set("contractors", uid, status="ended")
            pen.event("ended", uid, because=because or None)
            pen.label = f"end {contractor.name}"
        return self._done(f"{contractor.name} is ended; the record stays.", uid)

    def _contractor(self, uid: str) -> Contractor:
        found = self.book.contractors.get(uid)
        if found is None:
            raise Unknown("There is no such contractor.")
        return found

    def _check_free(self, contractor: Contractor) -> None:
        still = len(open_handoffs_of(contractor, self.book))
        if still:
            count = "1 handoff is" if still == 1 else f"{still} handoffs are"
            raise Refused(f"{count} open with {contractor.name}: take back, reassign or finish first.", field="status")

    def _checked(self, fields: dict[str, Any], own: Contractor | None) -> dict[str, Any]:
        unknown = set(fields) - CONTRACTOR_FIELDS
        if unknown:
            raise Refused(f"A contractor has no field “{min(unknown)}”.")
        if "name" in fields:
            fields["name"] = self._free_name(str(fields["name"] or ""), own)
        zone = fields.get("timezone")
        if zone:
            check_zone(zone)
        if fields.get("status") not in (None, *CONTRACTOR_STATUSES):
            raise Refused(
                f"“{fields['status']}” is not a status: use one of {', '.join(CONTRACTOR_STATUSES)}.", field="status"
            )
        for skill, level in (fields.get("skills") or {}).items():
            if level not in SKILL_LEVELS:
                raise Refused(
                    f"“{level}” is not a level of {skill}: use one of {', '.join(SKILL_LEVELS)}.", field="skills"
                )
        capacity = fields.get("capacity_hours_week")
        if capacity is not None and not 0 <= capacity <= 168:
            raise Refused("Capacity is hours a week, from 0 to 168.", field="capacity_hours_week")
        return fields

    def _free_name(self, name: str, own: Contractor | None) -> str:
        name = one_line(name)
        if not name:
            raise Refused("A contractor needs a name.", field="name")
        for other in self.book.contractors.all():
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
