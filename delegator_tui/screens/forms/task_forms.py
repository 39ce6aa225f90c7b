"""The forms of a task: edit, and until when it is put away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.desk.groups import TaskVerbs
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Task
from delegator_tui.model.states import PRIORITIES
from delegator_tui.rules.dates import dates, times
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.search import names
from delegator_tui.rules.search.similar import Alike, alike
from delegator_tui.rules.tasks.put_off import say_after_due
from delegator_tui.screens.forms import asking
from delegator_tui.screens.forms.facts import opened_on, opened_on_each
from delegator_tui.screens.forms.form import Answers, Field, Form, nothing_changed
from delegator_tui.screens.forms.opened import Opened
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.fields import Meaning, Understand


def later_form(task: Task, book: Book, runner: VerbRunner, *others: Task) -> Form:
    """Ask until when a task is put away; with ``others`` it is one step of all."""
    tasks = (task, *others)
    field = Field("defer_until", "Back on", understand=_understood_back(tasks, book), placeholder="mon, 1 feb, +2w")

    def save(desk: Desk, typed: Answers) -> Done:
        until = asking.date_of(typed["defer_until"], desk.book, "defer_until", begins=True)
        if until is None:
            raise Refused("Say when it comes back: mon, 1 feb, +2w.", field="defer_until")
        if len(tasks) == 1:
            return desk.tasks.later(task.uid, until)
        label, message = f"put {len(tasks)} away", f"Put {len(tasks)} away until {Due.of(until).say(desk.book.now)}."
        late = _due_while_away(tasks, until, desk.book)
        message += f" That is after the due date of {late} of them." if late else ""
        return desk.on_each(partial(TaskVerbs.later, until=until), [task.uid for task in tasks], label, message)

    title = task.title if len(tasks) == 1 else f"{len(tasks)} tasks"
    opened = opened_on(task, book) if len(tasks) == 1 else opened_on_each(tasks, book)
    due = f"Due {Due.of(task.due).say(book.now)}" if task.due and len(tasks) == 1 else ""
    note = f"{due}: put away for longer, it is on Today on that day all the same." if due else ""
    return Form(f"Later: {title}", [field], save, runner, "put away", note, opened=opened)


def _due_while_away(tasks: Sequence[Task], until: str, book: Book) -> int:
    """Return how many of these tasks are due before that day."""
    return sum(bool(say_after_due(until, task.due, book.now)) for task in tasks)


def _understood_back(tasks: Sequence[Task], book: Book) -> Understand:
    """Return what shows the understood day beside the field, and that it is after a due date."""
    plainly = asking.understood_date(book, begins=True)

    def understand(text: str) -> Meaning:
        found, meaning = dates.read(text, book, begins=True), plainly(text)
        late = _due_while_away(tasks, found, book) if found else 0
        if not found or not late:
            return meaning
        return meaning._replace(
            words=f"{meaning.words}, after its due" if len(tasks) == 1 else f"{meaning.words}, {late} due before"
        )

    return understand


def same_form(task: Task, book: Book, runner: VerbRunner) -> Form:
    """Ask what a task is the same as: an open handoff or another task; what looks alike stands there."""
    found = alike(task, book)
    titles = [book.title(handoff) for handoff in book.open_handoffs]
    titles += [other.title for other in book.tasks.open.values() if other.uid != task.uid]
    likely = _title_of(found, book)
    field = Field("other", "Same as", likely, names=titles, placeholder="a part of its title, or its id")

    def save(desk: Desk, typed: Answers) -> Done:
        return desk.tasks.same(task.uid, _named(typed["other"], task, desk.book))

    return Form(f"The same as: {task.title}", [field], save, runner, "link them", opened=opened_on(task, book))


def _title_of(found: Alike | None, book: Book) -> str:
    if found is None:
        return ""
    return book.title(found.record) if isinstance(found.record, Handoff) else found.record.title


def _named(text: str, task: Task, book: Book) -> str:
    found = names.twin(text, book)
    if found.uid == task.uid:
        raise Refused("It cannot be the same as itself: say another title.", field="other")
    return found.uid


def split_form(task: Task, book: Book, runner: VerbRunner) -> Form:
    """Ask for the parts of a task, a quick-add line each."""
    field = Field("lines", "Parts", "", "text", placeholder="a task a line, with marks as in add: ~2h due fri #shop")

    def save(desk: Desk, typed: Answers) -> Done:
        return desk.tasks.split(task.uid, *typed["lines"].splitlines())

    return Form(f"Split: {task.title}", [field], save, runner, "split", opened=opened_on(task, book))


def task_form(task: Task, book: Book, runner: VerbRunner) -> Form:
    """Ask every field of a task."""
    fields = _task_fields(task, book)
    before = {field.name: field.value for field in fields}

    def save(desk: Desk, typed: Answers) -> Done:
        changed = {name for name, value in typed.items() if value != before[name]}
        if not changed:
            return nothing_changed(desk)
        readers = {name: read for name, read in READERS.items() if _typed_as(name) in changed}
        return desk.tasks.edit(task.uid, **{name: read(typed, desk.book) for name, read in readers.items()})

    def facts(now: Book) -> Answers:
        return {field.name: field.value for field in _task_fields(now.tasks.get(task.uid) or task, now)}

    form = Form(f"Edit: {task.title}", fields, save, runner, opened=Opened(task, book, facts, fields))
    form.add_class("-wide")
    return form


def _task_fields(task: Task, book: Book) -> list[Field]:
    minutes = task.estimate_minutes
    estimate = "" if not minutes else f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"
    others = book.tasks.open.values()
    projects = {other.project for other in others if other.project}
    labels = {label for other in others for label in other.labels}
    return [
        Field("title", "Title", task.title),
        Field("due", "Due", asking.typed_date(task.due, book), understand=asking.understood_date(book)),
        Field("estimate", "Your time", estimate, placeholder="2h or 45m"),
        Field("price_idea", "Price idea", money.say_money(task.price_idea), understand=asking.understood_price(book)),
        *_what_it_is(task, book),
        Field("project", "Project", task.project or "", names=sorted(projects)),
        Field("labels", "Labels", " ".join(task.labels), names=sorted(labels)),
        Field(
            "contractor", "Meant for", book.name(task.contractor), names=asking.contractor_names(book),
            understand=asking.understood_contractor(book),
        ),
        Field("priority", "Priority", task.priority, "choice", tuple((each, each) for each in PRIORITIES)),
        Field("notes", "Notes", task.notes, "text"),
    ]  # fmt: skip


def _what_it_is(task: Task, book: Book) -> list[Field]:
    """Return the fields of what a task is and takes; what it seems to be is shown, and kept only when it is typed."""
    from delegator_tui.rules.advice.catalogue import activities, find
    from delegator_tui.rules.advice.guess import guess_title

    said, seems = find(task.activity), guess_title(task.title, task.skill or "")
    known = {skill for each in book.contractors.open.values() for skill in each.skills}
    usual = {each.skill for each in activities()}
    looks, takes = (seems.activity.name, seems.activity.skill) if seems else ("", "")
    return [
        Field(
            "activity", "Activity", said.name if said else "", names=[each.name for each in activities()],
            placeholder=f"seems to be {looks}" if looks else "what it is, of the catalogue",
        ),
        Field(
            "skill", "Skill", task.skill or "", names=sorted(known) + sorted(usual - known),
            placeholder=f"it would take {takes}" if takes else "what it takes",
        ),
    ]  # fmt: skip


def _typed_as(name: str) -> str:
    return "estimate" if name == "estimate_minutes" else name


def _minutes(text: str) -> int | None:
    if not text.strip():
        return None
    found = times.read_duration_minutes(text.strip().lstrip("~"))
    if found is None:
        raise Refused(f"“{text.strip()}” is not a time: try 2h or 45m.", field="estimate")
    return found


READERS: dict[str, Callable[[Answers, Book], object]] = {
    "title": lambda typed, _: typed["title"],
    "due": lambda typed, book: asking.date_of(typed["due"], book, "due"),
    "estimate_minutes": lambda typed, _: _minutes(typed["estimate"]),
    "price_idea": lambda typed, book: asking.money_of(typed["price_idea"], book, "price_idea"),
    "activity": lambda typed, _: typed["activity"].strip() or None,
    "skill": lambda typed, _: typed["skill"].strip() or None,
    "project": lambda typed, _: typed["project"].strip().lstrip("#") or None,
    "labels": lambda typed, _: [label.lstrip("@") for label in typed["labels"].split()],
    "contractor": lambda typed, book: asking.contractor_of(typed["contractor"], book),
    "priority": lambda typed, _: typed["priority"],
    "notes": lambda typed, _: typed["notes"],
}
"""What is written of each field that was changed, and nothing of the others."""
