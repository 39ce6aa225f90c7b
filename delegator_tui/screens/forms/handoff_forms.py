"""The forms of a handoff: hand off, edit, reassign, end, acknowledge, answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

import msgspec

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import TO_SEND, TO_SEND_ANYWAY, Done
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.desk.verbs.handoffs import plan_of_draft
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Price, Task
from delegator_tui.rules.handoffs import money, readiness
from delegator_tui.rules.records.story import AUTONOMY
from delegator_tui.rules.search import names
from delegator_tui.screens.forms import asking, part_fields, pieces
from delegator_tui.screens.forms.facts import opened_on
from delegator_tui.screens.forms.form import Answers, Field, Form, nothing_changed
from delegator_tui.screens.forms.opened import STATE, Opened
from delegator_tui.screens.verb_runner import VerbRunner

STAKES = (("routine", "routine"), ("matters", "matters"), ("critical", "critical"))


def send_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask what a draft lacks, and send it."""
    task = book.tasks.get(handoff.task)
    assert task is not None
    return hand_off_form(task, book, runner)


def hand_off_form(task: Task, book: Book, runner: VerbRunner) -> Form:
    """Ask all that a handoff needs. It is kept as a draft; the brief that follows sends it."""
    handoff = book.handoffs_by_task.get(task.uid)
    start = starting(task, handoff, book)
    fields = [*_fields(start, handoff, book), THEN]

    def now(book: Book) -> HandoffDraft:
        return starting(book.tasks.get(task.uid) or task, book.handoffs_by_task.get(task.uid), book)

    def save(desk: Desk, typed: Answers, *, anyway: bool = False) -> Done:
        add_if_new(typed, desk)
        draft = draft_of(typed, fields, now(desk.book), desk.book)
        if typed["send"] == "draft":
            return _keep_draft(desk, task, draft)
        desk.handoffs.check_hand_off(task.uid, draft, anyway=anyway)
        kind = TO_SEND_ANYWAY if anyway else TO_SEND
        return _keep_draft(desk, task, draft)._replace(message="Not sent yet.", kind=kind)

    def advice(typed: Answers) -> str:
        return _advice(typed, fields, now(runner.desk.book), handoff or task, runner.desk.book)

    def facts(book: Book) -> Answers:
        own = book.handoffs_by_task.get(task.uid)
        state = "not sent" if own is None or own.state == "drafted" else own.state
        return {STATE: state, **{field.name: field.value for field in _fields(now(book), None, book)}}

    opened = Opened(handoff or task, book, facts, fields)
    form = Form(f"Hand off: {task.title}", fields, save, runner, "read the brief", opened=opened)
    form.add_class("-wide")
    return form.advised_by(advice).or_anyway(partial(save, anyway=True))


def _advice(typed: Answers, fields: Iterable[Field], start: HandoffDraft, of: Task | Handoff, book: Book) -> str:
    """Say what is missing or clashes in what is typed; nothing while a date or a name in it is half typed."""
    try:
        draft = draft_of(typed, fields, start, book)
    except Refused:
        return ""
    return readiness.in_short(readiness.gaps(plan_of_draft(draft, of, book), book))


def _keep_draft(desk: Desk, task: Task, draft: HandoffDraft) -> Done:
    own = desk.book.handoffs_by_task.get(task.uid)
    return desk.handoffs.edit(own.uid, draft) if own else desk.handoffs.draft(task.uid, draft)


def edit_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask what a handoff says; a sent one keeps its contractor and date."""
    task = book.tasks.get(handoff.task)
    assert task is not None
    fields = _edited(task, handoff, book)

    def save(desk: Desk, typed: Answers) -> Done:
        if all(typed[field.name] == field.value for field in fields):
            return nothing_changed(desk)
        start = starting(task, desk.book.handoffs.get(handoff.uid) or handoff, desk.book)
        draft, agreed = draft_of(typed, fields, start, desk.book), typed.get("agreed") != "no"
        return desk.handoffs.edit(handoff.uid, draft, agreed=agreed, by=typed.get("by", "owner"))

    def facts(now: Book) -> Answers:
        return {field.name: field.value for field in _edited(task, now.handoffs.get(handoff.uid) or handoff, now)}

    def advice(typed: Answers) -> str:
        start = starting(task, runner.desk.book.handoffs.get(handoff.uid) or handoff, runner.desk.book)
        return _advice(typed, fields, start, handoff, runner.desk.book)

    change = [] if handoff.state == "drafted" else [AGREED, WANTED_BY]
    form = Form(f"Edit: {task.title}", [*fields, *change], save, runner, opened=Opened(handoff, book, facts, fields))
    form.add_class("-wide")
    return form.advised_by(advice)


def _edited(task: Task, handoff: Handoff, book: Book) -> list[Field]:
    """Return the fields of a handoff that can be changed: nobody new is asked for."""
    return [field for field in _fields(starting(task, handoff, book), handoff, book) if field.name != "reach"]


def starting(task: Task, handoff: Handoff | None, book: Book) -> HandoffDraft:
    """Return what the form of a handoff begins with: what it says, and what the task says where it says nothing."""
    idea = task.price_idea
    price = Price(amount=idea.amount, currency=idea.currency) if idea else None
    if handoff is None:
        return HandoffDraft(contractor=task.contractor, due=_to_come(task.due, book), price=price)
    due = handoff.due or task.due
    return HandoffDraft(
        contractor=handoff.contractor or task.contractor,
        due=_to_come(due, book) if handoff.state == "drafted" else due,
        price=handoff.price,
        deliverables=pieces.of(handoff, book),
        brief=handoff.brief,
        stakes=handoff.stakes,
        autonomy=handoff.autonomy,
    )


def _to_come(due: str | None, book: Book) -> str | None:
    return None if due is None or Due.of(due).is_over(book.now) else due


AGREED = Field("agreed", "A change is", "yes", "choice", (("yes", "agreed with them"), ("no", "not agreed yet")))
WANTED_BY = Field("by", "Wanted by", "owner", "choice", (("owner", "you"), ("contractor", "them")))
"""What is asked when sent work is changed."""
THEN = Field("send", "Then", "sent", "choice", (("sent", "it is sent"), ("draft", "only keep the draft")))


def _fields(start: HandoffDraft, handoff: Handoff | None, book: Book) -> list[Field]:
    brief = start.brief
    who, due = book.name(start.contractor), asking.typed_date(start.due, book)
    price = money.say_price(start.price)
    owed = "; ".join(pieces.typed(piece, book) for piece in start.pieces)
    known = asking.contractor_names(book)
    return [
        Field("contractor", "To", who, names=known, understand=asking.understood_contractor(book)),
        Field("reach", "Mail or phone", placeholder="only for somebody new: adds them to the roster"),
        Field("due", "Due", due, understand=asking.understood_date(book)),
        Field("price", "Price", price, placeholder="$240 or 35/hour", understand=asking.understood_price(book)),
        Field("outcome", "Outcome", brief.outcome, placeholder="what is true when it is done"),
        Field("deliverables", "Deliverables", owed, placeholder="one; another @9 dec; a third =$80"),
        Field("done_when", "Done when", "; ".join(brief.done_when), placeholder="a check; another check"),
        Field("out_of_scope", "Not included", brief.out_of_scope),
        Field("why", "Why", brief.why, placeholder="why it matters"),
        Field("if_then", "If, then", brief.if_then, placeholder="blocked or over the price: ask first"),
        Field("autonomy", "How free", start.autonomy, "choice", tuple(AUTONOMY.items())),
        Field("stakes", "Stakes", start.stakes, "choice", STAKES),
    ]


def add_if_new(typed: Answers, desk: Desk) -> None:
    """Put somebody whose name nobody has on the roster, when a mail or phone is given; Ann beside Annabel is new."""
    name, reach = typed["contractor"].strip(), typed["reach"].strip()
    if not name or not reach:
        return
    if not names.is_on_roster(name, desk.book):
        desk.contractors.add(name, email=reach) if "@" in reach else desk.contractors.add(name, phone=reach)


def draft_of(typed: Answers, fields: Iterable[Field], start: HandoffDraft, book: Book) -> HandoffDraft:
    """Read a handoff's form: ``start`` with what was typed over it. Raises Refused with the field."""
    changed = {field.name for field in fields if typed[field.name] != field.value}
    own = [pieces.typed(piece, book) for piece in start.pieces]
    said = {name: typed[name].strip() for name in ("outcome", "why", "out_of_scope", "if_then") if name in changed}
    read: dict[str, object] = {name: typed[name] for name in ("stakes", "autonomy") if name in changed}
    brief = msgspec.structs.replace(start.brief, **said)
    if "done_when" in changed:
        brief = msgspec.structs.replace(brief, done_when=_many(typed["done_when"], brief.done_when))
    if "contractor" in changed:
        read["contractor"] = asking.contractor_of(typed["contractor"], book)
    if "due" in changed:
        read["due"] = asking.date_of(typed["due"], book, "due")
    if "price" in changed:
        read["price"] = asking.price_of(typed["price"], book)
    titles = _many(typed["deliverables"], own) if "deliverables" in changed else ()
    owed = tuple(pieces.read(text, start.pieces, book) for text in titles)
    return msgspec.structs.replace(start, brief=brief, deliverables=owed, **read)


def _many(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what stands between semicolons; one that is known stays whole."""
    whole = "|".join(re.escape(each) for each in known if ";" in each)
    parts = re.findall(rf"\s*(?:{whole}|[^;]+)" if whole else "[^;]+", text)
    return tuple(part for each in parts if (part := each.strip()))


def reassign_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask who has it from now on, by when, and for what price; what was paid for the old one is said."""
    cost = money.say_price(handoff.price)
    others = [name for name in asking.contractor_names(book) if name != book.name(handoff.contractor)]
    fields = [
        Field("contractor", "To", names=others, understand=asking.understood_contractor(book)),
        Field("due", "Due", understand=asking.understood_date(book), placeholder="empty keeps the date"),
        Field("price", "Price", cost, understand=asking.understood_price(book), placeholder="what the new one costs"),
        Field("because", "Because"),
    ]

    def save(desk: Desk, typed: Answers, *, anyway: bool = False) -> Done:
        who = asking.contractor_of(typed["contractor"], desk.book) or ""
        due = asking.date_of(typed["due"], desk.book, "due")
        price = asking.price_of(typed["price"], desk.book) if typed["price"] != cost else None
        because = typed["because"].strip()
        reassign = partial(desk.handoffs.reassign, handoff.uid, who, anyway=anyway, sent=False)
        return reassign(due=due, price=price, because=because)

    paid = money.say_paid(handoff, book)
    note = f"Paid so far: {paid}. It is not taken off the new price." if paid else ""
    title, opened = f"Reassign: {book.title(handoff)}", opened_on(handoff, book)
    return Form(title, fields, save, runner, "reassign", note, opened=opened).or_anyway(partial(save, anyway=True))


def take_back_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask why a handoff is taken back."""
    return _end_form("Take back", lambda desk, why: desk.handoffs.take_back(handoff.uid, why), handoff, book, runner)


def cancel_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask why a handoff is cancelled."""
    return _end_form("Cancel", lambda desk, why: desk.handoffs.cancel(handoff.uid, why), handoff, book, runner)


def _end_form(words: str, end: Callable[[Desk, str], Done], handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask why a handoff ends; saving is the yes."""

    def save(desk: Desk, typed: Answers) -> Done:
        return end(desk, typed["because"].strip())

    title, fields = f"{words}: {book.title(handoff)}", [Field("because", "Because")]
    note = f"Paid so far: {paid}." if (paid := money.say_paid(handoff, book)) else ""
    return Form(title, fields, save, runner, words.lower(), note, opened=opened_on(handoff, book))


def acknowledge_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask for the read-back; it may stay empty, then the work has not begun."""
    fields = [Field("read_back", "They say", "", "text"), part_fields.when(book)]

    def save(desk: Desk, typed: Answers) -> Done:
        return desk.handoffs.acknowledge(handoff.uid, typed["read_back"], on=part_fields.on(typed, desk.book))

    title = f"{book.name(handoff.contractor)} has: {book.title(handoff)}"
    opened = opened_on(handoff, book, "the contractor", "what they said")
    return Form(title, fields, save, runner, "keep", opened=opened)


def answer_form(handoff: Handoff, book: Book, runner: VerbRunner) -> Form:
    """Ask for the answer to the oldest open question."""
    asked = book.questions_by_handoff[handoff.uid][0].asked.text

    def save(desk: Desk, typed: Answers) -> Done:
        return desk.handoffs.answer(handoff.uid, typed["text"], on=part_fields.on(typed, desk.book))

    fields, opened = [Field("text", "Answer"), part_fields.when(book)], opened_on(handoff, book, "the question")
    return Form(f"{book.name(handoff.contractor)} asks: {asked}", fields, save, runner, "answer", opened=opened)
