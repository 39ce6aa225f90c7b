"""Verbs on tasks: capture, edit, the four verdicts, done, same as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from delegator_tui.desk.capture import fields_of
from delegator_tui.desk.core import DeskCore, Done
from delegator_tui.desk.pen import Pen, plain
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import Handoff, Task
from delegator_tui.model.states import OPEN_TASK, PRIORITIES
from delegator_tui.model.text import one_line
from delegator_tui.rules import names, recurrence
from delegator_tui.rules.due import has_begun, say_long
from delegator_tui.rules.phrases import Line, read_line

TASK_FIELDS = frozenset(Task.__struct_fields__) - {"uid", "created", "updated", "state", "same_as", "series"}
"""The fields that ``edit_task`` may change."""


INHERITED = ("due", "project", "labels", "priority", "contractor", "skill")
"""What the parts of a split task take from it unless they say it themselves."""


class TaskVerbs(DeskCore):
    """What the owner does with what is on the plate."""

    def read(self, text: str, literal: Sequence[int] = ()) -> Line:
        """Return how a quick-add line is understood now."""
        profile = self.book.settings
        return read_line(
            text, self.now(), home_currency=profile.home_currency, month_first=profile.month_first, literal=literal
        )

    def capture(self, *lines: str, literal: Sequence[int] = ()) -> list[str]:
        """Put one task a line on the plate, in one commit; return their uids.

        A name after ``>`` that nobody has stays in the title. Raises Ambiguous for one that several have.
        """
        uids: list[str] = []
        with self._act("capture") as pen:
            found = [self._understood(text if literal else one_line(text), literal) for text in lines]
            if any(not line.title for line, _ in found):
                raise Refused("A task needs a title.", field="title")
            uids += [self._capture(pen, *each) for each in found]
            title = one_line(found[0][0].title) if len(found) == 1 else f"{len(lines)} tasks"
            pen.label = f"capture {title}"
        return uids

    def _understood(self, text: str, literal: Sequence[int]) -> tuple[Line, str | None]:
        """Return a line as understood and the uid of the contractor that it names, if anybody has that name."""
        line = self.read(text, literal)
        if not line.contractor:
            return line, None
        try:
            return line, names.contractor(line.contractor, self.book).uid
        except Unknown:
            at = next(mark.start for mark in line.marks if mark.field == "contractor")
            return self.read(text, [*literal, at]), None

    def _capture(self, pen: Pen, line: Line, contractor: str | None, rest: Mapping[str, Any] | None = None) -> str:
        fields = {**(rest or {}), **fields_of(line)}
        if contractor:
            fields["contractor"] = contractor
        uid = pen.put("tasks", **fields)
        if "recurrence" in fields:
            pen.set("tasks", uid, series=uid)
        pen.event("captured", uid)
        return uid

    def edit_task(self, uid: str, **fields: Any) -> Done:  # noqa: ANN401 - one value a field
        """Change fields of a task; None empties one. Raises Refused for an empty title or a date that is none."""
        with self._act("edit") as pen:
            task = self._task(uid)
            unknown = set(fields) - TASK_FIELDS
            if unknown:
                raise Refused(f"A task has no field “{min(unknown)}”.")
            if "title" in fields:
                fields["title"] = one_line(str(fields["title"] or ""))
                if not fields["title"]:
                    raise Refused("A task needs a title.", field="title")
            self._check_values(fields)
            pen.set("tasks", uid, **fields)
            pen.event("edited", uid, fields=sorted(fields))
            pen.label = f"edit {task.title}"
        return self._done(f"Changed {fields.get('title', task.title)}.", uid)

    def _check_values(self, fields: dict[str, Any]) -> None:
        for name in ("due", "defer_until"):
            self._date(fields.get(name), name, past=True)
        if fields.get("priority") not in (None, *PRIORITIES):
            raise Refused(f"“{fields['priority']}” is not a priority: use {', '.join(PRIORITIES)}.", field="priority")
        if fields.get("contractor") and self.book.contractors.get(fields["contractor"]) is None:
            raise Unknown("There is no such contractor.", field="contractor")
        repeats = fields.get("recurrence")
        if repeats is not None and not recurrence.is_rule(plain(repeats)["rule"]):
            raise Refused("That is not a rule by which a task can come again.", field="recurrence")

    def drop(self, uid: str) -> Done:
        """Take a task off the plate for good; a recurring one does not come again."""
        return self._verdict(uid, "drop", "dropped", "Dropped {title}.{series}")

    def mine(self, uid: str) -> Done:
        """Keep a task for the owner to do."""
        return self._verdict(uid, "mine", "mine", "Yours to do: {title}.", defer_until=None)

    def later(self, uid: str, until: str) -> Done:
        """Put a task away until a day (a stored due) begins; refused when that day has begun already."""
        now = self.now()
        self._date(until, "defer_until", past=True)
        if has_begun(until, now):
            raise Refused(f"{say_long(until, now)} has begun already: say a later date.", field="defer_until")
        said = f"Back on {say_long(until, now)}: {{title}}."
        return self._verdict(uid, "later", "later", said, defer_until=until)

    def done(self, uid: str, minutes: int | None = None) -> Done:
        """Finish a task of the owner's; ``minutes`` it took. A recurring one opens the next."""
        with self._act("done") as pen:
            task = self._undecided(uid, "done")
            pen.set("tasks", uid, state="done", defer_until=None)
            pen.event("done", uid, minutes=minutes)
            following = self._open_next(pen, task)
            pen.label = f"done {task.title}"
        return self._done(f"Done: {task.title}.{self._say_next(following)}", uid)

    def same(self, uid: str, other: str) -> Done:
        """Link a task to the task or handoff that it duplicates, and take it off the plate."""
        with self._act("same as") as pen:
            task = self._undecided(uid, "same as something else")
            twin = self.book.handoffs.get(other) or self.book.tasks.get(other)
            if twin is None:
                raise Unknown("There is no such task or handoff.")
            if twin.uid == uid or (isinstance(twin, Handoff) and twin.task == uid):
                raise Refused(f"{task.title} cannot be the same as itself.")
            if isinstance(twin, Task) and self._leads_to(twin, uid):
                raise Refused(f"{twin.title} is the same as {task.title} already: that one has to stay.")
            title = self.book.title(twin) if isinstance(twin, Handoff) else twin.title
            pen.set("tasks", uid, state="dropped", same_as=other, defer_until=None)
            pen.event("same as", uid, other=other)
            pen.label = f"same as {title}"
        return self._done(f"Linked to {title}, and off the plate: {task.title}.", uid)

    def _leads_to(self, task: Task, uid: str) -> bool:
        """Tell whether a task is linked to the task or handoffs of ``uid``, in however many steps."""
        seen: set[str] = set()
        while task.same_as and task.uid not in seen:
            seen.add(task.uid)
            handoff = self.book.handoffs.get(task.same_as)
            found = self.book.tasks.get(handoff.task if handoff else task.same_as)
            if found is None or found.uid == uid:
                return found is not None
            task = found
        return False

    def split(self, uid: str, *lines: str) -> Done:
        """Make several tasks of one, a quick-add line each; what a line does not say it takes from the one split.

        The one split leaves the plate. Raises Refused for fewer than two lines.
        """
        with self._act("split") as pen:
            task = self._undecided(uid, "split")
            parts = [self._understood(one_line(line), ()) for line in lines if line.strip()]
            if len(parts) < 2:
                raise Refused("Say at least two parts, one a line.", field="lines")
            rest = {name: value for name in INHERITED if (value := getattr(task, name))}
            made = [self._capture(pen, line, who, rest) for line, who in parts]
            pen.set("tasks", uid, state="dropped", defer_until=None)
            pen.event("split", uid, into=made)
            pen.label = f"split {task.title}"
        return self._done(f"{task.title} is {len(made)} tasks now.", made[0])

    def _verdict(self, uid: str, verb: str, state: str, said: str, **fields: Any) -> Done:  # noqa: ANN401
        with self._act(verb) as pen:
            task = self._undecided(uid, verb)
            pen.set("tasks", uid, state=state, **fields)
            pen.event(state, uid, **{name: value for name, value in fields.items() if value})
            pen.label = f"{verb} {task.title}"
        series = " It will not come again." if task.recurrence else ""
        return self._done(said.format(title=task.title, series=series), uid)

    def _task(self, uid: str) -> Task:
        task = self.book.tasks.get(uid)
        if task is None:
            raise Unknown("There is no such task.")
        return task

    def _undecided(self, uid: str, verb: str) -> Task:
        """Return a task that a verdict may still be given; refuse what is finished or out with a contractor."""
        task = self._task(uid)
        if task.state not in OPEN_TASK:
            raise Refused(f"{task.title} is {task.state} already; undo brings it back.")
        handoff = self.book.handoffs_by_task.get(uid)
        if handoff is not None:
            who = self.book.name(handoff.contractor) or "nobody yet, as a draft"
            raise Refused(f"{task.title} is handed off to {who}: take it back or cancel the handoff first.")
        return task

    def _open_next(self, pen: Pen, task: Task) -> str | None:
        """Open the next task of a recurring one that was just finished; return its due."""
        if task.recurrence is None:
            return None
        rule = {"rule": task.recurrence.rule, "start": task.recurrence.start, "from": task.recurrence.since}
        due = recurrence.next_due(rule, task.due, self.book.today)
        if due is None:
            return None
        names_kept = TASK_FIELDS - {"due", "defer_until"}
        fields = {name: getattr(task, name) for name in names_kept if getattr(task, name) not in (None, "", (), False)}
        state = "mine" if task.state == "mine" else "inbox"
        uid = pen.put("tasks", **fields, state=state, due=due, series=task.series or task.uid)
        pen.event("opened by recurrence", uid, by="system", after=task.uid)
        return due

    def _say_next(self, due: str | None) -> str:
        return f" Next one due {say_long(due, self.book.now)}." if due else ""
