"""Verbs of the weekly review: tick a step, finish, begin again. Only to finish is an act that undo takes back."""

from __future__ import annotations

from msgspec import structs

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs.settings import write_profile
from delegator_tui.errors import Refused
from delegator_tui.model.records import WeekReview

STEP = "tick a step of the review"


@verb(STEP, kind="system")
def tick(tx: Transaction, name: str) -> Done:
    """Keep that a step of the review in progress is done with; begins one. Raises Refused for no step."""
    from delegator_tui.rules.review.steps import NAMES, in_progress

    if name not in NAMES:
        raise Refused(f"There is no step “{name}” in the review: use one of {', '.join(NAMES)}.")
    review = in_progress(tx.book) or WeekReview(begun=stamp(tx.now.at), after=tx.book.settings.reviewed)
    own = tx.book.settings.uid
    if name not in review.ticked:
        own = write_profile(tx, {"review": structs.replace(review, ticked=(*review.ticked, name))})
        tx.label = STEP
    return tx.done("The step is ticked.", own)


@verb("review the week")
def finish(tx: Transaction) -> Done:
    """Log the review of the week as finished now, with how many steps had something and what is left in each."""
    from delegator_tui.rules.review.steps import NAMES, had_something, say_reviewed, week_steps

    had = had_something(tx.book)
    left = {step.name: len(step.rows) for step in week_steps(tx.book) if step.rows}
    own = write_profile(tx, {"reviewed": stamp(tx.now.at)})
    tx.event("reviewed the week", own, had=len(had), of=len(NAMES), left=left)
    tx.label = "review the week"
    return tx.done(say_reviewed(len(had), tx.book_after()), own)


@verb("begin the review anew", kind="system")
def begin_again(tx: Transaction) -> Done:
    """Forget which steps are ticked: the review begins anew."""
    if tx.book.settings.review is not None:
        write_profile(tx, {"review": None})
        tx.label = "start the review again"
    return tx.done("The review starts again.", tx.book.settings.uid)
