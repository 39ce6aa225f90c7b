"""The lines of the card of triage: what is known of the task, what it looks like, and the keys of the verdicts."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Task
from delegator_tui.model.text import shown
from delegator_tui.rules.dates import due
from delegator_tui.rules.handoffs.money import say_money
from delegator_tui.rules.quickadd.rule_words import say_rule
from delegator_tui.rules.search.similar import Alike, say
from delegator_tui.rules.today.sections import effort
from delegator_tui.screens.views.triage_advice import KEY, question
from delegator_tui.screens.views.triage_choice import Choice
from delegator_tui.widgets.list_look import MUTED

VERDICTS = (
    ("task.drop", "drop"), ("task.hand_off", "hand off"), ("task.later", "later"), ("task.mine", "mine"),
    ("finish", "done already"), ("task.split", "split"),
)  # fmt: skip
SAME = "  it is the same: link it and take it off the inbox"
NOBODY_YET, ANOTHER_DAY = "nobody yet", "another day"


def facts(task: Task, book: Book) -> Content:
    """Return what is known of a task on one line."""
    parts: list[tuple[str, str] | str] = []
    for text, style in _facts(task, book, due.of_task(task, book)):
        parts += [" · " if parts else "", (shown(text), style)]
    return Content.assemble(*parts)


def looks_like(found: Alike, book: Book, key: str) -> Content:
    """Return what a task looks like, and the key that links the two."""
    said = Content.assemble(("Looks like  ", "$text-warning"), shown(say(found, book)))
    return Content("\n").join([said, Content.assemble((key, KEY), SAME)])


def verdicts(choice: Choice, book: Book, key_of: Callable[[str], str]) -> Content:
    """Return the keys of the verdicts, or the answers to what one of them asks; ``key_of`` gives a command's key."""
    if choice.asked:
        command, words = ("task.hand_off", NOBODY_YET) if choice.asked == "who" else ("task.later", ANOTHER_DAY)
        return question(choice, book, f"{key_of(command)} {words}")
    keys: list[tuple[str, str] | str] = []
    for command, words in VERDICTS:
        keys += ["    " if keys else "", (key_of(command), KEY), f" {words}"]
    return Content.assemble(*keys)


def _facts(task: Task, book: Book, stand: due.Standing) -> list[tuple[str, str]]:
    quiet = MUTED
    tone = "$text-error" if stand.overdue else "$text-warning" if stand.kind in ("today", "soon") else quiet
    facts = [(f"{effort(task.estimate_minutes)} of yours", quiet)] if task.estimate_minutes else []
    if task.due:
        late = f", {due.say_standing(stand, task.due, book.now)}" if stand.overdue else ""
        facts.append((f"due {Due.of(task.due).say(book.now)}{late}", tone))
    if task.price_idea:
        facts.append((f"price idea {say_money(task.price_idea)}", quiet))
    if task.recurrence:
        rule = task.recurrence
        facts.append((say_rule({"rule": rule.rule, "start": rule.start, "from": rule.since}), quiet))
    if task.contractor:
        facts.append((f"to {book.name(task.contractor)}", quiet))
    facts += [(f"#{task.project}", quiet)] if task.project else []
    facts += [(f"@{label}", quiet) for label in task.labels]
    return facts + ([(f"{task.priority} priority", quiet)] if task.priority != "normal" else [])
