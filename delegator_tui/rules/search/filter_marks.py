"""What each mark of a filter asks of a record: ``#shop``, ``due<fri``, ``price>200``, ``overdue``.

A reader turns the value of a mark into an ``Ask``; given a book, that answers one test for each kind of record. A
handoff is asked through its task where the field is the task's, a contractor through any open handoff of theirs where
they have no such field of their own. Verdicts are kept by value: many records share a due, a project, a contractor.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, get_args

from delegator_tui.model.amounts import read_amount
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Contractor, Handoff, Money, Price, Rate, Task
from delegator_tui.model.states import (
    OPEN_TASK,
    OWED,
    PRIORITIES,
    ContractorStatus,
    HandoffState,
    TaskState,
)
from delegator_tui.rules.contractors.people import rate_now
from delegator_tui.rules.dates import due
from delegator_tui.rules.dates.dates import read_date
from delegator_tui.rules.dates.habits import Habits
from delegator_tui.rules.dates.times import read_duration_minutes
from delegator_tui.rules.followup.account import account, at_hand
from delegator_tui.rules.handoffs import leaks, money
from delegator_tui.rules.search.folding import fold
from delegator_tui.rules.tasks import plate

Test = Callable[[Any], bool]
Tests = dict[type, Test]
Ask = Callable[[Book], Tests]

STATES = {*get_args(TaskState), *get_args(HandoffState), *get_args(ContractorStatus)}
EQUAL = ("", ":", "=")
_COMPARE: dict[str, Callable[[Any, Any], bool]] = dict.fromkeys(EQUAL, operator.eq)
_COMPARE |= {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_WHERE_WORDS_MEET = re.compile(r"(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])", re.IGNORECASE)


def word_start(word: str) -> str:
    """Return the pattern of a folded word that begins so."""
    return r"(?<!\w)" + re.escape(word)


class Value(NamedTuple):
    """What follows a mark: how to compare, the text, whether quotes say that it is whole, and when it is read."""

    sign: str
    text: str
    quoted: bool
    now: Moment
    habits: Habits

    @property
    def is_none(self) -> bool:
        """Whether records without a value are asked for."""
        return self.sign in EQUAL and fold(self.text) == "none"


def by_kind(book: Book, on_task: Test, on_handoff: Test | None = None, on_contractor: Test | None = None) -> Tests:
    """Return a test for each kind of record; a kind without its own is asked through its task, or its handoffs."""

    def by_task(handoff: Handoff) -> bool:
        task = book.tasks.get(handoff.task)
        return task is not None and on_task(task)

    of_handoff = on_handoff or by_task

    @cache
    def fitting() -> set[str | None]:
        return {handoff.contractor for handoff in book.open_handoffs if of_handoff(handoff)}

    return {Task: on_task, Handoff: of_handoff, Contractor: on_contractor or (lambda who: who.uid in fitting())}


# ---- names: the field begins with the value, or is the value when that is quoted


def _name_fits(value: Value) -> Callable[[str | None], bool]:
    wanted = fold(value.text)
    if value.quoted:
        return cache(lambda name: name is not None and fold(name) == wanted)
    return cache(lambda name: name is not None and fold(name).startswith(wanted))


def _project(value: Value) -> Ask:
    fits = _name_fits(value)
    return lambda book: by_kind(book, lambda task: fits(task.project))


def _label(value: Value) -> Ask:
    fits = _name_fits(value)
    return lambda book: by_kind(book, lambda task: any(map(fits, task.labels)))


def _skill(value: Value) -> Ask:
    fits = _name_fits(value)
    return lambda book: by_kind(book, lambda task: fits(task.skill), None, lambda who: any(map(fits, who.skills)))


def _contractor(value: Value) -> Ask:
    """Any word of the name begins so; quoted, whole words of it."""
    pattern = re.compile(word_start(fold(value.text)) + (r"(?!\w)" if value.quoted else ""))

    def ask(book: Book) -> Tests:
        fits = cache(lambda uid: bool(pattern.search(fold(book.name(uid)))))
        return by_kind(book, lambda t: fits(t.contractor), lambda h: fits(h.contractor), lambda who: fits(who.uid))

    return ask


def _priority(value: Value) -> Ask | None:
    found = [each for each in PRIORITIES if each.startswith(fold(value.text))]
    return (lambda book: by_kind(book, lambda task: task.priority == found[0])) if found else None


def _state(value: Value) -> Ask | None:
    """A state or the beginning of one; several with commas between them."""
    parts = [part for part in re.sub(r"[ -]", "_", fold(value.text)).split(",") if part.strip("_")]
    named = [{state for state in STATES if state.startswith(part)} for part in parts]
    if not named or not all(named):
        return None
    wanted = set[str]().union(*named)
    back = "inbox" in wanted

    def ask(book: Book) -> Tests:
        def on_task(task: Task) -> bool:
            return task.state in wanted or (task.state == "later" and back and plate.is_to_triage(task, book))

        return by_kind(book, on_task, lambda handoff: handoff.state in wanted, lambda who: who.status in wanted)

    return ask


# ---- figures


def _estimate(value: Value) -> Ask | None:
    if value.is_none:
        return lambda book: by_kind(book, lambda task: not task.estimate_minutes)
    minutes, compare = read_duration_minutes(value.text), _COMPARE[value.sign]
    if minutes is None:
        return None
    fits = cache(lambda estimate: bool(estimate) and compare(estimate, minutes))
    return lambda book: by_kind(book, lambda task: fits(task.estimate_minutes))


def _price(value: Value) -> Ask | None:
    """An amount; without a currency it is compared in any, for a filter adds nothing up."""
    if value.is_none:
        return lambda book: _priced(book, lambda price: price is None)
    said = read_amount(value.text, "")
    if said is None:
        return None
    limit, compare = Decimal(said.figure), _COMPARE[value.sign]

    def ask(book: Book) -> Tests:
        wanted = read_amount(value.text, book.settings.home_currency) or said

        def fits(price: Money | Price | Rate | None) -> bool:
            alike = price is not None and (not said.currency or price.currency == wanted.currency)
            return price is not None and alike and compare(money.stored(price.amount), limit)

        return _priced(book, fits)

    return ask


def _priced(book: Book, fits: Callable[[Money | Price | Rate | None], bool]) -> Tests:
    return by_kind(book, lambda t: fits(t.price_idea), lambda h: fits(h.price), lambda who: fits(rate_now(who)))


# ---- dues, moves, leaks


def _due(value: Value) -> Ask | None:
    """A day compares whole days where the owner is; a time compares the minutes at which dues are over."""
    if value.is_none:
        return lambda book: _dated(book, lambda when: when is None)
    wanted = _read_due(value)
    if wanted is None:
        return None
    compare, limit = _COMPARE[value.sign], Due.of(wanted)

    def seen(each: Due, now: Moment) -> Any:  # noqa: ANN401 - an instant or a date: both compare
        return each.ends(now) if limit.has_time else each.date_in(now)

    def ask(book: Book) -> Tests:
        at = seen(limit, book.now)
        return _dated(book, lambda when: bool(when) and compare(seen(Due.of(when or ""), book.now), at))

    return ask


def _read_due(value: Value) -> str | None:
    """Read a date phrase, to come before past: ``_`` stands for a space, and ``1dec`` and ``fri16:00`` need none."""
    phrase = value.text[:200].replace("_", " ")
    apart = _WHERE_WORDS_MEET.sub(" ", phrase)
    for past in (False, True):
        for text in (phrase, apart):
            found = read_date(text, value.now, value.habits, past=past)
            if found:
                return found
    return None


def _dated(book: Book, fits: Callable[[str | None], bool]) -> Tests:
    """A task that is handed off has its handoff's date."""
    known = cache(fits)

    def on_task(task: Task) -> bool:
        handoff = plate.handoff_of(task, book)
        return known(task.due if handoff is None else _due_shown(handoff, book) or task.due)

    return by_kind(book, on_task, lambda handoff: known(_due_shown(handoff, book)))


def _due_shown(handoff: Handoff, book: Book) -> str | None:
    """The due in a handoff's line: the first of what is still owed, else its own."""
    owed = [each.due or handoff.due for each in book.owed_in(handoff) if each.state in OWED]
    return min((each for each in owed if each), key=lambda each: sort_key(each, book.now), default=handoff.due)


def _standing(kind: str) -> Ask:
    """Standing as home counts it: a draft is with nobody, so it is not late. What is handed off stands as that does."""

    def ask(book: Book) -> Tests:
        days, country = book.settings.working_days, book.settings.holidays
        known = cache(lambda when: due.standing(when, book.now, days=days, country=country).kind == kind)

        def on_handoff(handoff: Handoff) -> bool:
            return handoff.state != "drafted" and at_hand(handoff, book).kind == kind

        def on_task(task: Task) -> bool:
            handoff = plate.handoff_of(task, book)
            return task.state in OPEN_TASK and (known(task.due) if handoff is None else on_handoff(handoff))

        return by_kind(book, on_task, on_handoff)

    return ask


def _move(who: str) -> Ask:
    """Whose move is next: the owner's is what lists mark as on you, and each open task that nobody else has."""

    def on_handoff(handoff: Handoff, book: Book) -> bool:
        return who in at_hand(handoff, book).moves

    def ask(book: Book) -> Tests:
        def on_task(task: Task) -> bool:
            if task.state != "delegated":
                return who == "yours" and task.state in OPEN_TASK
            handoff = book.handoffs_by_task.get(task.uid)
            return handoff is not None and on_handoff(handoff, book)

        return by_kind(book, on_task, lambda handoff: on_handoff(handoff, book))

    return ask


def _follows(standing: str) -> Ask:
    """How a handoff stands as its group in Handoffs says it; a delegated task as its handoff."""

    def on_handoff(handoff: Handoff, book: Book) -> bool:
        return account(handoff, book).standing == standing

    def ask(book: Book) -> Tests:
        def on_task(task: Task) -> bool:
            handoff = book.handoffs_by_task.get(task.uid)
            return handoff is not None and on_handoff(handoff, book)

        return by_kind(book, on_task, lambda handoff: on_handoff(handoff, book))

    return ask


def _leaks(book: Book) -> Tests:
    return by_kind(book, lambda task: bool(leaks.of_task(task, book)), lambda h: bool(leaks.of_handoff(h, book)))


WORDS: dict[str, Ask] = {kind: _standing(kind) for kind in ("overdue", "today", "soon")}
WORDS |= {"mine": _move("yours"), "yours": _move("yours"), "theirs": _move("theirs"), "leak": _leaks}
WORDS |= {"silent": _follows("silent"), "slip": _follows("slip")}
"""Words that are marks by themselves."""

Reader = Callable[[Value], Ask | None]
"""Turns a value into what it asks; None when it cannot be read."""
SIGNS: dict[str, Reader] = {"#": _project, "@": _label, ">": _contractor}
NAMES: dict[str, Reader] = {
    "project": _project, "label": _label, "to": _contractor, "skill": _skill, "state": _state,
}  # fmt: skip
READERS: dict[str, Reader] = {
    **SIGNS, **NAMES, "!": _priority, "~": _estimate, "est": _estimate, "price": _price, "due": _due,
}  # fmt: skip
