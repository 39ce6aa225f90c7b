"""What a handoff owes, as the verbs on handoffs write it: made, matched by title, waived, named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verbs.lookup import check_date
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.states import OWED
from delegator_tui.model.text import one_line
from delegator_tui.rules.search import names


def check_draft(draft: HandoffDraft, book: Book) -> None:
    """Raise Unknown or Refused for a contractor, a due or a deliverable that is none."""
    if draft.contractor and book.contractors.get(draft.contractor) is None:
        raise Unknown("There is no such contractor.", field="contractor")
    check_date(draft.due, "due", book, past=True)
    for title, due in draft.deliverables:
        if not one_line(title):
            raise Refused("A deliverable needs a title.", field="deliverables")
        check_date(due, "deliverables", book, past=True)


def write_owed(tx: Transaction, handoff: str, owed: Iterable[tuple[str, str | None]], due: str | None) -> list[str]:
    """Make what is owed, each by its own due or that of the handoff; return the uids."""
    made = []
    for title, own in owed:
        when = own or due
        fields: dict[str, Any] = {"title": one_line(title), "state": "owed", "due": when, "original_due": when}
        made.append(tx.put("deliverables", handoff=handoff, **fields))
    return made


def rewrite_owed(tx: Transaction, handoff: Handoff, draft: HandoffDraft, title: str) -> tuple[list[str], list[str]]:
    """Match what is owed by its title: keep what stays, add what is new, waive what is gone and still owed.

    Returns the uids in order and the state that each is in then.
    """
    now = list(tx.book.owed_in(handoff))
    uids: list[str] = []
    states: list[str] = []
    for name, own in draft.deliverables or _as_they_are(now, handoff) or ((title, None),):
        old = _take(now, one_line(name))
        if old is None:
            uids += write_owed(tx, handoff.uid, [(name, own)], draft.due)
            states.append("owed")
        else:
            uids.append(old.uid)
            states.append(_renew(tx, handoff, old, own or draft.due))
    waive(tx, now)
    return uids + [d.uid for d in now], states + ["waived" if d.state in OWED else d.state for d in now]


def waive(tx: Transaction, owed: Sequence[Deliverable]) -> None:
    """Take what is still owed off."""
    for each in owed:
        if each.state in OWED:
            tx.set("deliverables", each.uid, state="waived")


def one_owed(handoff: Handoff, owed: Sequence[Deliverable], key: str, book: Book) -> Deliverable:
    """Return the one of ``owed`` that is named; one that is over is never passed by for another like it."""
    found = names.deliverable(key, book.owed_in(handoff), owed)
    if found is None or found not in owed:
        left = ", ".join(each.title for each in owed)
        if found is not None and found.state not in OWED:
            raise Refused(f"{found.title} is {found.state} already. Still open: {left}.")
        raise Refused(f"{book.title(handoff)} has no such deliverable open: {left}.")
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


def _renew(tx: Transaction, handoff: Handoff, old: Deliverable, due: str | None) -> str:
    """Owe again what was waived; set the due while nothing is agreed. Return the state that follows."""
    fields: dict[str, Any] = {}
    if handoff.state == "drafted" or old.state == "waived":
        fields = {"due": due, "original_due": due}
    state = "owed" if old.state == "waived" else old.state
    if fields:
        tx.set("deliverables", old.uid, **fields, state=state)
    return state
