"""The forms of what links work to other work: how often it comes again, and what it waits for."""

from __future__ import annotations

from collections.abc import Callable

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.desk.verbs.repeating import say_rule
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Task
from delegator_tui.rules.handoffs import series
from delegator_tui.rules.handoffs.dependencies import Work, name, say_work, waits_for
from delegator_tui.rules.search import names
from delegator_tui.screens.forms.form import Answers, Field, Form, nothing_changed
from delegator_tui.screens.forms.opened import STATE, Opened
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.fields import Meaning, read_as, unread

ELSE = (("", "as it says above"), ("skip", "leave the next one out, once"), ("stop", "let it come no more"))
PLACEHOLDER = "every month, every 2 weeks, every mon, every 1st, after 10d"


def repeat_form(work: Work, book: Book, runner: VerbRunner) -> Form:
    """Ask how often work comes again, or whether the next one is left out, or it is stopped."""
    task = book.tasks.get(work.task) if isinstance(work, Handoff) else work
    due = series.day_of(task, work if isinstance(work, Handoff) else None) if task else None

    def understand(text: str) -> Meaning:
        try:
            return read_as(series.say(series.read_rule(text, due, book), book))
        except Refused:
            return unread("not a rhythm yet")

    fields = [Field("rule", "How often", placeholder=PLACEHOLDER, understand=understand)]
    if task is not None and task.recurrence:
        fields.append(Field("instead", "Or", "", "choice", ELSE))

    def save(desk: Desk, typed: Answers) -> Done:
        if typed.get("instead"):
            return desk.work.skip(work.uid) if typed["instead"] == "skip" else desk.work.stop(work.uid)
        return desk.work.repeat(work.uid, typed["rule"]) if typed["rule"].strip() else nothing_changed(desk)

    title, note = f"Comes again: {name(work, book)}", say_rule(work.uid, book)
    return Form(title, fields, save, runner, "keep it", note, opened=_opened(work, book, ("how often", _how_often)))


def after_form(work: Work, book: Book, runner: VerbRunner) -> Form:
    """Ask what work has to wait for, and what it waits for no longer."""
    waits = waits_for(work, book)
    others = [name(each, book) for each in _open_works(book) if each.uid != work.uid]

    def understand(text: str) -> Meaning:
        try:
            found = names.twin(text, book, "after")
            return read_as(name(found, book) + (f", due {Due.of(found.due).say(book.now)}" if found.due else ""))
        except Refused:
            return unread("no such work yet")

    fields = [Field("other", "Waits for", names=others, understand=understand, placeholder="other work, by its name")]
    if waits:
        options = (("", "all of it still"), *((each.uid, name(each, book)) for each in waits))
        fields.append(Field("no_more", "No longer", "", "choice", options))

    def save(desk: Desk, typed: Answers) -> Done:
        if typed.get("no_more"):
            return desk.work.not_after(work.uid, typed["no_more"])
        if not typed["other"].strip():
            return nothing_changed(desk)
        return desk.work.after(work.uid, _named(typed["other"], desk.book))

    note = f"Waits for {' and '.join(say_work(each, book) for each in waits)}." if waits else ""
    opened = _opened(work, book, ("what it waits for", _waits))
    return Form(f"Waits for: {name(work, book)}", fields, save, runner, "keep it", note, opened=opened)


def _named(text: str, book: Book) -> str:
    try:
        return names.twin(text, book, "after").uid
    except Refused as error:
        error.field = "other"
        raise


def _open_works(book: Book) -> list[Work]:
    out = book.handoffs_by_task
    return [*book.open_handoffs, *(task for task in book.tasks.open.values() if task.uid not in out)]


def _opened(work: Work, book: Book, fact: tuple[str, Callable[[Work, Book], str]]) -> Opened:
    """Return what such a form rests on: how the work stands, and one thing of it."""
    label, say = fact

    def facts(now: Book) -> Answers:
        found = now.handoffs.get(work.uid) or now.tasks.get(work.uid) or work
        return {STATE: found.state, label: say(found, now)}

    return Opened(work, book, facts)


def _how_often(work: Work, book: Book) -> str:
    task = book.tasks.get(work.task) if isinstance(work, Handoff) else work
    return series.say(task.recurrence, book) if isinstance(task, Task) and task.recurrence else "once"


def _waits(work: Work, book: Book) -> str:
    return ", ".join(name(each, book) for each in waits_for(work, book)) or "nothing"
