"""The command review: the steps of the weekly review with what is in each; log it as finished."""

from __future__ import annotations

import click

from delegator_tui.cli.front import Front, emit, json_option, pass_front, table
from delegator_tui.cli.lists import item_object
from delegator_tui.errors import WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.text import printed
from delegator_tui.rules.review.days import last_done, next_day
from delegator_tui.rules.review.steps import WeekStep, week_steps
from delegator_tui.rules.today.sections import FINISHED

MAX_LINES = 3
"""Lines of a step before ``+7 more``."""


@click.command()
@click.option("--done", "finished", is_flag=True, help="Log the review of this week as finished.")
@click.option("--anew", is_flag=True, help="Start again: forget which steps are ticked.")
@json_option
@pass_front
def review(front: Front, finished: bool, anew: bool, as_json: bool) -> None:
    """Show the weekly review: its steps, what is to do in each, and what is in it now."""
    if finished and anew:
        raise WrongUsage("Say one thing: --done or --anew.")
    said = ""
    if finished:
        said = f"{front.desk.weekly.finish().message} delegator undo takes it back."
    elif anew:
        said = front.desk.weekly.begin_again().message
    emit(_document(front.book, said), printed(said) or _text(front.book), as_json=as_json)


def _document(book: Book, said: str) -> objects.Json:
    last, following = last_done(book), next_day(book)
    return {
        "steps": [_step(step, book) for step in week_steps(book)],
        "last": last and last.isoformat(),
        "next": following and following.isoformat(),
        "now": objects.now_text(book),
        **({"said": said} if said else {}),
    }


def _step(step: WeekStep, book: Book) -> objects.Json:
    items = [item_object(item, book) for item in step.items(book)]
    return {"name": step.name, "words": step.words, "count": len(items), "done": step.done, "items": items}


def _text(book: Book) -> str:
    lines = [_headline(book)]
    for place, step in enumerate(week_steps(book), 1):
        mark = FINISHED if step.done else "·"
        lines += ["", f"{mark} {place} {step.title}  {len(step.rows) or 'nothing'}"]
        lines += [] if step.done else [f"    {step.words}"]
        lines += _first(step, book)
    return "\n".join(lines)


def _first(step: WeekStep, book: Book) -> list[str]:
    """Return the first lines of a step, and how many there are more."""
    items = [step.draw(row, book) for row in step.rows[:MAX_LINES]]
    rows = [(i.mark, i.lead, i.title, i.note, i.who, i.amount) for i in items]
    more = len(step.rows) - MAX_LINES
    return [*([table(rows, right=(5,), flexible=2, indent="    ")] if rows else []),
            *([f"    +{more} more"] if more > 0 else [])]  # fmt: skip


def _headline(book: Book) -> str:
    left = sum(not step.done for step in week_steps(book))
    steps = f"{left} step{'' if left == 1 else 's'} left" if left else "every step is done: --done logs it"
    last, following = last_done(book), next_day(book)
    days = [(last, "Last on"), (following, "Next on")]
    told = "".join(f" {words} {say_day(day, book.today)}." for day, words in days if day)
    return f"Review of the week: {steps}.{told}"


COMMANDS: list[click.Command] = [review]
