"""Verbs on tasks: capture, edit, the four verdicts, done, same as, split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from delegator_tui.desk.capture import check, fields_of
from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction, plain
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.depending import say_freed
from delegator_tui.desk.verbs.recurring import TASK_FIELDS, open_next, say_next
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Task
from delegator_tui.model.states import PRIORITIES
from delegator_tui.model.text import one_line
from delegator_tui.rules.dates.due import has_begun
from delegator_tui.rules.dates.habits import of_settings
from delegator_tui.rules.quickadd import recurrence
from delegator_tui.rules.quickadd.phrases import Line, read_line
from delegator_tui.rules.search import names
from delegator_tui.rules.tasks import put_off
from delegator_tui.rules.tasks.bump import agreed
from delegator_tui.rules.tasks.words import say_back_after

INHERITED = ("due", "project", "labels", "priority", "contractor", "skill")
"""What the parts of a split task take from it unless they say it themselves."""


def read(text: str, book: Book, literal: Sequence[int] = ()) -> Line:
    """Return how a quick-add line is understood as of the book's moment."""
    profile = book.settings
    return read_line(text, book.now, home_currency=profile.home_currency, habits=of_settings(profile), literal=literal)


@verb("capture")
def capture(tx: Transaction, *lines: str, literal: Sequence[int] = ()) -> list[str]:
    """Put one task a line on the plate, in one commit; return their uids.

    A name after ``>`` that nobody has stays in the title. Raises Ambiguous for one that several have.
    """
    found = [_understood(tx, text if literal else one_line(text), literal) for text in lines]
    if any(not line.title for line, _ in found):
        raise Refused("A task needs a title.", field="title")
    uids = [_capture(tx, *each) for each in found]
    title = one_line(found[0][0].title) if len(found) == 1 else f"{len(lines)} tasks"
    tx.label = f"capture {title}"
    return uids


@verb("edit")
def edit(tx: Transaction, /, uid: str, **fields: Any) -> Done:  # noqa: ANN401 - one value a field
    """Change fields of a task; None empties one. Raises Refused for an empty title or a date that is none."""
    task = lookup.task(uid, tx.book)
    unknown = set(fields) - TASK_FIELDS
    if unknown:
        raise Refused(f"A task has no field “{min(unknown)}”.")
    if "title" in fields:
        fields["title"] = one_line(str(fields["title"] or ""))
        if not fields["title"]:
            raise Refused("A task needs a title.", field="title")
    _check_values(fields, tx.book)
    if fields.get("activity"):
        from delegator_tui.rules.advice.catalogue import choose  # read when it is said: the catalogue is not small

        fields["activity"] = choose(str(fields["activity"])).id
    tx.set("tasks", uid, **fields)
    tx.event("edited", uid, fields=sorted(fields))
    tx.label = f"edit {task.title}"
    after = say_back_after(task, fields["due"], tx.book) + _say_agreed(task, tx.book) if "due" in fields else ""
    return tx.done(f"Changed {fields.get('title', task.title)}.{after}", uid)


def _say_agreed(task: Task, book: Book) -> str:
    """Say that the date that was agreed with who has the work stays; nothing of a task that is with nobody."""
    out = agreed(task, book)
    if out is None or not out.due:
        return ""
    return f" The date agreed with {book.name(out.contractor)} stays {Due.of(out.due).say(book.now)}."


@verb("drop")
def drop(tx: Transaction, uid: str) -> Done:
    """Take a task off the plate for good; a recurring one does not come again."""
    return _verdict(tx, uid, "drop", "dropped", "Dropped {title}.{series}")


@verb("mine")
def mine(tx: Transaction, uid: str) -> Done:
    """Keep a task for the owner to do."""
    return _verdict(tx, uid, "mine", "mine", "Yours to do: {title}.", defer_until=None)


@verb("later")
def later(tx: Transaction, uid: str, until: str) -> Done:
    """Put a task away until a day (a stored due) begins; refused when that day has begun already.

    Past its due is allowed, and said: on its due day it is due all the same.
    """
    lookup.check_date(until, "defer_until", tx.book, past=True)
    if has_begun(until, tx.now):
        raise Refused(f"{Due.of(until).say(tx.now)} has begun already: say a later date.", field="defer_until")
    task = lookup.task(uid, tx.book)
    after = put_off.sentence_after_due(until, task.due, tx.now)
    message = f"Back on {Due.of(until).say(tx.now)}: {{title}}.{after}"
    return _verdict(tx, uid, "later", "later", message, defer_until=until)


@verb("done")
def done(tx: Transaction, uid: str, minutes: int | None = None) -> Done:
    """Finish a task of the owner's; ``minutes`` it took. A recurring one opens the next."""
    task = lookup.undecided(uid, "done", tx.book)
    tx.set("tasks", uid, state="done", defer_until=None)
    tx.event("done", uid, minutes=minutes)
    following = open_next(tx, task)
    tx.label = f"done {task.title}"
    return tx.done(f"Done: {task.title}.{say_next(following, tx.book)}{say_freed(uid, tx.book)}", uid)


@verb("same as")
def same(tx: Transaction, uid: str, other: str) -> Done:
    """Link a task to the task or handoff that it duplicates, and take it off the plate."""
    task = lookup.undecided(uid, "same as something else", tx.book)
    twin = tx.book.handoffs.get(other) or tx.book.tasks.get(other)
    if twin is None:
        raise Unknown("There is no such task or handoff.")
    if twin.uid == uid or (isinstance(twin, Handoff) and twin.task == uid):
        raise Refused(f"{task.title} cannot be the same as itself.")
    if isinstance(twin, Task) and _leads_to(twin, uid, tx.book):
        raise Refused(f"{twin.title} is the same as {task.title} already: that one has to stay.")
    title = tx.book.title(twin) if isinstance(twin, Handoff) else twin.title
    tx.set("tasks", uid, state="dropped", same_as=other, defer_until=None)
    tx.event("same as", uid, other=other)
    tx.label = f"same as {title}"
    return tx.done(f"Linked to {title}, and off the plate: {task.title}.", uid)


@verb("split")
def split(tx: Transaction, uid: str, *lines: str) -> Done:
    """Make several tasks of one, a quick-add line each; what a line does not say it takes from the one split.

    The one split leaves the plate. Raises Refused for fewer than two lines.
    """
    task = lookup.undecided(uid, "split", tx.book)
    parts = [_understood(tx, one_line(line), ()) for line in lines if line.strip()]
    if len(parts) < 2:
        raise Refused("Say at least two parts, one a line.", field="lines")
    rest = {name: value for name in INHERITED if (value := getattr(task, name))}
    made = [_capture(tx, line, who, rest) for line, who in parts]
    tx.set("tasks", uid, state="dropped", defer_until=None)
    tx.event("split", uid, into=made)
    tx.label = f"split {task.title}"
    return tx.done(f"{task.title} is {len(made)} tasks now.", made[0])


def _verdict(tx: Transaction, uid: str, name: str, state: str, message: str, **fields: Any) -> Done:  # noqa: ANN401
    task = lookup.undecided(uid, name, tx.book)
    tx.set("tasks", uid, state=state, **fields)
    tx.event(state, uid, **{name: value for name, value in fields.items() if value})
    tx.label = f"{name} {task.title}"
    series = " It will not come again." if task.recurrence else ""
    return tx.done(message.format(title=task.title, series=series), uid)


def _understood(tx: Transaction, text: str, literal: Sequence[int]) -> tuple[Line, str | None]:
    """Return a line as understood and the uid of the contractor that it names, if anybody has that name."""
    line = read(text, tx.book, literal)
    check(line, tx.now)
    if not line.contractor:
        return line, None
    try:
        return line, names.contractor(line.contractor, tx.book).uid
    except Unknown:
        at = next(mark.start for mark in line.marks if mark.field == "contractor")
        return read(text, tx.book, [*literal, at]), None


def _capture(tx: Transaction, line: Line, contractor: str | None, rest: Mapping[str, Any] | None = None) -> str:
    fields = {**(rest or {}), **fields_of(line)}
    if contractor:
        fields["contractor"] = contractor
    uid = tx.put("tasks", **fields)
    if "recurrence" in fields:
        tx.set("tasks", uid, series=uid)
    tx.event("captured", uid)
    return uid


def _check_values(fields: dict[str, Any], book: Book) -> None:
    for name in ("due", "defer_until"):
        lookup.check_date(fields.get(name), name, book, past=True)
    if fields.get("priority") not in (None, *PRIORITIES):
        raise Refused(f"“{fields['priority']}” is not a priority: use {', '.join(PRIORITIES)}.", field="priority")
    if fields.get("contractor") and book.contractors.get(fields["contractor"]) is None:
        raise Unknown("There is no such contractor.", field="contractor")
    repeats = fields.get("recurrence")
    if repeats is not None and not recurrence.is_rule(plain(repeats)["rule"]):
        raise Refused("That is not a rule by which a task can come again.", field="recurrence")


def _leads_to(task: Task, uid: str, book: Book) -> bool:
    """Tell whether a task is linked to the task or handoffs of ``uid``, in however many steps."""
    seen: set[str] = set()
    while task.same_as and task.uid not in seen:
        seen.add(task.uid)
        handoff = book.handoffs.get(task.same_as)
        found = book.tasks.get(handoff.task if handoff else task.same_as)
        if found is None or found.uid == uid:
            return found is not None
        task = found
    return False
