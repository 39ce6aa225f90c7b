"""What a handoff owes, as the verbs on handoffs write it: made, matched by title, waived; and what a draft keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from delegator_tui.desk.pen import Pen
from delegator_tui.desk.tasks import TaskVerbs
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import Brief, Deliverable, Handoff, Price
from delegator_tui.model.states import OWED
from delegator_tui.model.text import one_line
from delegator_tui.rules import names


class HandoffDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a form or a command says of a handoff. ``deliverables`` are (title, due or None)."""

    contractor: str | None = None
    due: str | None = None
    price: Price | None = None
    deliverables: tuple[tuple[str, str | None], ...] = ()
    brief: Brief = Brief()
    stakes: str = "routine"
    autonomy: str = "act_tell"
    channel: str = ""


def over_draft(said: HandoffDraft, draft: Handoff) -> HandoffDraft:
    """Return what is said with what a draft says already wherever nothing is said anew."""
    names = Brief.__struct_fields__
    brief = {
        name: value if value not in ("", (), None) else getattr(draft.brief, name)
        for name in names
        for value in (getattr(said.brief, name),)
    }
    plain = HandoffDraft()
    kept = {
        name: getattr(draft, name)
        for name in ("contractor", "due", "price", "stakes", "autonomy")
        if getattr(said, name) == getattr(plain, name)
    }
    return msgspec.structs.replace(said, brief=Brief(**brief), **kept)


class OwedVerbs(TaskVerbs):
    """Writing what is owed."""

    def _check_said(self, said: HandoffDraft) -> None:
        """Raise Unknown or Refused for a contractor, a due or a deliverable that is none."""
        if said.contractor and self.book.contractors.get(said.contractor) is None:
            raise Unknown("There is no such contractor.", field="contractor")
        self._date(said.due, "due", past=True)
        for title, due in said.deliverables:
            if not one_line(title):
                raise Refused("A deliverable needs a title.", field="deliverables")
            self._date(due, "deliverables", past=True)

    def _write_owed(self, pen: Pen, handoff: str, owed: Iterable[tuple[str, str | None]], due: str | None) -> list[str]:
        made = []
        for title, own in owed:
            when = own or due
            fields: dict[str, Any] = {"title": one_line(title), "state": "owed", "due": when, "original_due": when}
            made.append(pen.put("deliverables", handoff=handoff, **fields))
        return made

    def _rewrite_owed(self, pen: Pen, handoff: Handoff, said: HandoffDraft, title: str) -> tuple[list[str], list[str]]:
        """Match what is owed by its title: keep what stays, add what is new, waive what is gone and still owed.

        Returns the uids in order and the state that each is in then.
        """
        now = list(self.book.owed_in(handoff))
        uids: list[str] = []
        states: list[str] = []
        for name, own in said.deliverables or _as_they_are(now, handoff) or ((title, None),):
            old = _take(now, one_line(name))
            if old is None:
                uids += self._write_owed(pen, handoff.uid, [(name, own)], said.due)
                states.append("owed")
            else:
                uids.append(old.uid)
                states.append(_renew(pen, handoff, old, own or said.due))
        self._waive(pen, now)
        return uids + [d.uid for d in now], states + ["waived" if d.state in OWED else d.state for d in now]

    def _waive(self, pen: Pen, owed: Sequence[Deliverable]) -> None:
        for each in owed:
            if each.state in OWED:
                pen.set("deliverables", each.uid, state="waived")

    def _one_owed(self, handoff: Handoff, owed: list[Deliverable], key: str) -> Deliverable:
        """Return the one of ``owed`` that is named; one that is over is never passed by for another like it."""
        found = names.deliverable(key, self.book.owed_in(handoff), owed)
        if found is None or found not in owed:
            left = ", ".join(each.title for each in owed)
            if found is not None and found.state not in OWED:
                raise Refused(f"{found.title} is {found.state} already. Still open: {left}.")
            raise Refused(f"{self.book.title(handoff)} has no such deliverable open: {left}.")
        return found


def _as_they_are(owed: list[Deliverable], handoff: Handoff) -> tuple[tuple[str, str | None], ...]:
    """Return what is owed as if it were said again; a due of its own is kept."""
    return tuple((d.title, d.due if d.due != handoff.due else None) for d in owed if d.state != "waived")


def _take(owed: list[Deliverable], title: str) -> Deliverable | None:
    """Take the deliverable of a title out of a list, a waived one last; None when there is none."""
    fits = sorted((d for d in owed if d.title == title), key=lambda d: d.state == "waived")
    if fits:
        owed.remove(fits[0])
    return fits[0] if fits else None


def _renew(pen: Pen, handoff: Handoff, old: Deliverable, due: str | None) -> str:
    """Owe again what was waived; set the due while nothing is agreed. Return the state that follows."""
    fields: dict[str, Any] = {}
    if handoff.state == "drafted" or old.state == "waived":
        fields = {"due": due, "original_due": due}
    state = "owed" if old.state == "waived" else old.state
    if fields:
        pen.set("deliverables", old.uid, **fields, state=state)
    return state
