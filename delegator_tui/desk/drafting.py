"""What a draft begins with: what was agreed the last time with the same contractor on work of the same kind."""

from __future__ import annotations

from delegator_tui.desk.draft import HandoffDraft, Piece
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Price, Rate, Task
from delegator_tui.rules.advice.fit import Fit
from delegator_tui.rules.advice.last_job import last_job
from delegator_tui.rules.contractors.people import rate_now


def draft_for(task: Task, it: Fit, book: Book) -> HandoffDraft:
    """Return what a handoff of ``task`` to one who fits begins with.

    The price is the owner's idea, else that of the last such job, else their rate; the due is the task's, unless it is
    over; brief, parts, stakes and how freely they decide are those of the last such job that is still in the book.
    """
    made = HandoffDraft(contractor=it.contractor.uid, due=_due(task, book), price=_price(it))
    last = last_job(task, it.contractor.uid, book)
    if last is None:
        return made
    return HandoffDraft(
        contractor=made.contractor, due=made.due, price=made.price, deliverables=_parts(last, book), brief=last.brief,
        stakes=last.stakes, autonomy=last.autonomy,
    )  # fmt: skip


def _due(task: Task, book: Book) -> str | None:
    return task.due if task.due and not Due.of(task.due).is_over(book.now) else None


def _price(it: Fit) -> Price | None:
    """Return the price that a draft starts with: an amount for the whole where there was one, else the rate."""
    way, rate = it.way, rate_now(it.contractor)
    if way.price is not None and way.source in ("your price", "last time"):
        return Price(amount=way.price.amount, currency=way.price.currency)
    return _by_the_hour(rate) if rate is not None and way.source == "rate" else None


def _by_the_hour(rate: Rate) -> Price:
    return Price(amount=rate.amount, currency=rate.currency, unit=rate.unit)


def _parts(last: Handoff, book: Book) -> tuple[Piece, ...]:
    """Return the parts of a handoff that had several; one alone is named after its task."""
    owed = book.owed_in(last)
    return tuple(Piece(each.title) for each in owed) if len(owed) > 1 else ()
