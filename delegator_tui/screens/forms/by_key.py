"""The forms by the command that asks them, as its entry names them. A module of forms is read when one is asked."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from delegator_tui.commands import TABLE, Command
from delegator_tui.model.book import Book
from delegator_tui.model.kept import Kept
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.rules.messages.templates import TEXTS
from delegator_tui.rules.records.available import steps
from delegator_tui.screens.forms.form import Form
from delegator_tui.screens.verb_runner import VerbRunner

NAMES = {"contractor.end": "end_contractor"}
"""What a form is called in a text that was kept, where it is not the last word of the command's id."""
KINDS: dict[str, type[Record]] = {"task": Task, "draft": Handoff, "handoff": Handoff, "contractor": Contractor}


def name_of(command: Command) -> str:
    """Return what the form of a command is called in a text that was kept."""
    return NAMES.get(command.id) or command.id.rpartition(".")[2]


BY_NAME = {name_of(command): command for command in TABLE if command.form}


def maker(form: str) -> Callable[..., Form]:
    """Return the function that an entry names as its form; it takes a record, the book and the runner."""
    module, _, function = form.partition(":")
    made: Callable[..., Form] = getattr(import_module(f"delegator_tui.screens.forms.{module}"), function)
    return made


def form_of(command: Command, record: Record, book: Book, runner: VerbRunner) -> Form:
    """Return the form that a command asks about a record."""
    form = maker(command.form)(record, book, runner)
    return form.asked_by(name_of(command), record.uid)


def edit_form(record: Record | None, book: Book, runner: VerbRunner) -> Form:
    """Return the form of a record."""
    from delegator_tui.screens.forms import contractor_form, handoff_forms, task_forms

    if isinstance(record, Task):
        return task_forms.task_form(record, book, runner)
    if isinstance(record, Contractor):
        return contractor_form.contractor_form(record, book, runner)
    assert isinstance(record, Handoff)
    return handoff_forms.edit_form(record, book, runner)


def new_contractor_form(book: Book, runner: VerbRunner) -> Form:
    """Return the form that adds somebody."""
    from delegator_tui.screens.forms.contractor_form import contractor_form

    return contractor_form(None, book, runner).asked_by("contractor")


def can_ask_again(text: Kept, book: Book) -> bool:
    """Tell whether the form in which a text stood can be asked again: it has no record, or its key works on that."""
    record = _record_of(text, book)
    command = BY_NAME.get(text.form)
    if command is not None and KINDS.get(command.on) is Handoff:
        return record is not None and (command.by or command.id) in steps(record, book).works
    return record is not None or text.form == "contractor" or (text.form == "text" and text.about in TEXTS)


def _record_of(text: Kept, book: Book) -> Record | None:
    """Return the open record that a text is about; none where it is of another kind than the form asks about."""
    command = BY_NAME.get(text.form)
    if command is None:
        return None
    tables: tuple[Any, ...] = (book.tasks, book.handoffs, book.contractors)
    found = next((record for table in tables if (record := table.open.get(text.about))), None)
    return found if isinstance(found, KINDS.get(command.on, Record)) else None


def again(text: Kept, book: Book, runner: VerbRunner) -> Form:
    """Return the form in which a text stood; only asked where ``can_ask_again``."""
    record = _record_of(text, book)
    if record is not None:
        return form_of(BY_NAME[text.form], record, book, runner)
    if text.form == "text":
        from delegator_tui.screens.forms.texts import text_form

        return text_form(text.about, runner).asked_by("text", text.about)
    return new_contractor_form(book, runner)
