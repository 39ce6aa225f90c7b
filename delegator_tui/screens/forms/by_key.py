"""The forms by the key that asks them. Read when the first form is asked: a dashboard that only shows needs none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from delegator_tui.model.book import Book
from delegator_tui.model.kept import Kept
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.rules.messages.templates import TEXTS
from delegator_tui.rules.records.available import steps
from delegator_tui.screens.forms import (
    contractor_form,
    handoff_forms,
    linked_forms,
    money_forms,
    reminder_forms,
    task_forms,
)
from delegator_tui.screens.forms.form import Form
from delegator_tui.screens.forms.heard import heard_form
from delegator_tui.screens.forms.texts import text_form
from delegator_tui.screens.hands import Hands

OF_HANDOFF: dict[str, Callable[[Handoff, Book, Hands], Form]] = {
    "heard": heard_form,
    "answer": handoff_forms.answer_form,
    "acknowledge": handoff_forms.acknowledge_form,
    "invoice": money_forms.invoice_form,
    "accept": handoff_forms.accept_form,
    "return": handoff_forms.return_form,
    "extend": handoff_forms.extend_form,
    "pay": money_forms.pay_form,
    "snooze": reminder_forms.snooze_form,
    "cut": reminder_forms.cut_form,
    "reassign": handoff_forms.reassign_form,
    "take_back": partial(handoff_forms.end_form, verb="take_back"),
    "cancel": partial(handoff_forms.end_form, verb="cancel"),
}

later_form = task_forms.later_form
same_form = task_forms.same_form
split_form = task_forms.split_form
hand_off_form = handoff_forms.hand_off_form
end_contractor_form = contractor_form.end_form


def edit_form(record: Record | None, book: Book, hands: Hands) -> Form:
    """Return the form of a record."""
    if isinstance(record, Task):
        return task_forms.task_form(record, book, hands)
    if isinstance(record, Contractor):
        return contractor_form.contractor_form(record, book, hands)
    assert isinstance(record, Handoff)
    return handoff_forms.edit_form(record, book, hands)


OF_TASK: dict[str, Callable[[Task, Book, Hands], Form]] = {
    "later": lambda task, book, hands: later_form([task], book, hands),
    "same": same_form,
    "split": split_form,
    "hand_off": lambda task, book, hands: hand_off_form(task, book.handoffs_by_task.get(task.uid), book, hands),
}


OF_WORK: dict[str, Callable[[Task | Handoff, Book, Hands], Form]] = {
    "repeat": linked_forms.repeat_form,
    "after": linked_forms.after_form,
}


def can_ask_again(text: Kept, book: Book) -> bool:
    """Tell whether the form in which a text stood can be asked again: it has no record, or its key works on that."""
    record = _record_of(text, book)
    if text.form in OF_HANDOFF:
        return record is not None and f"handoff.{text.form}" in steps(record, book).works
    return record is not None or text.form == "contractor" or (text.form == "text" and text.about in TEXTS)


def _record_of(text: Kept, book: Book) -> Record | None:
    of = {
        "edit": (book.tasks, book.handoffs, book.contractors), "end_contractor": (book.contractors,),
        **dict.fromkeys(OF_TASK, (book.tasks,)), **dict.fromkeys(OF_HANDOFF, (book.handoffs,)),
        **dict.fromkeys(OF_WORK, (book.tasks, book.handoffs)),
    }  # fmt: skip
    found = (table.open.get(text.about) for table in of.get(text.form, ()))
    return next((record for record in found if record is not None), None)


def again(text: Kept, book: Book, hands: Hands) -> Form:
    """Return the form in which a text stood; only asked where ``can_ask_again``."""
    record = _record_of(text, book)
    if record is not None:
        form = _about(record, text.form, book, hands)
    else:
        form = text_form(text.about, hands) if text.form == "text" else new_contractor_form(book, hands)
    return form.asked_by(text.form, text.about)


def _about(record: Record, name: str, book: Book, hands: Hands) -> Form:
    if name == "edit":
        return edit_form(record, book, hands)
    if isinstance(record, Contractor):
        return end_contractor_form(record, book, hands)
    if name in OF_WORK and isinstance(record, Task | Handoff):
        return OF_WORK[name](record, book, hands)
    if isinstance(record, Handoff):
        return OF_HANDOFF[name](record, book, hands)
    assert isinstance(record, Task)
    return OF_TASK[name](record, book, hands)


def new_contractor_form(book: Book, hands: Hands) -> Form:
    """Return the form that adds somebody."""
    return contractor_form.contractor_form(None, book, hands)
