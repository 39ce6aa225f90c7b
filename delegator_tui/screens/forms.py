"""The forms by the key that asks them. Read when the first form is asked: a dashboard that only shows needs none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.screens import contractor_form, handoff_forms, reminder_forms, task_forms
from delegator_tui.screens.form import Form
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.heard import Heard

OF_HANDOFF: dict[str, Callable[[Handoff, Book, Hands], Form]] = {
    "heard": Heard,
    "answer": handoff_forms.answer_form,
    "acknowledge": handoff_forms.acknowledge_form,
    "invoice": handoff_forms.invoice_form,
    "accept": handoff_forms.accept_form,
    "return": handoff_forms.return_form,
    "extend": handoff_forms.extend_form,
    "pay": handoff_forms.pay_form,
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
SENDING = handoff_forms.SENDING


def edit_form(record: Record | None, book: Book, hands: Hands) -> Form:
    """Return the form of a record."""
    if isinstance(record, Task):
        return task_forms.task_form(record, book, hands)
    if isinstance(record, Contractor):
        return contractor_form.contractor_form(record, book, hands)
    assert isinstance(record, Handoff)
    return handoff_forms.edit_form(record, book, hands)


def new_contractor_form(book: Book, hands: Hands) -> Form:
    """Return the form that adds somebody."""
    return contractor_form.contractor_form(None, book, hands)
