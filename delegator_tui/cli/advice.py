"""Commands that help to decide what to hand over, and to whom: activities."""

from __future__ import annotations

import textwrap

import click

from delegator_tui.cli.front import Front, emit, json_option, pass_front, table, width
from delegator_tui.exchange import advice_objects, objects
from delegator_tui.model.text import shown
from delegator_tui.rules.advice import catalogue
from delegator_tui.rules.advice.guess import Guess, guess
from delegator_tui.rules.search import names

FEW = 5
"""Activities up to which each is told with what tells that it is done."""
HINT = "Rates are hints of what others pay, in US dollars; what you pay yourself counts more."


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--for", "task", metavar="TASK", help="The activity that a task seems to be, by its words.")
@json_option
@pass_front
def activities(front: Front, words: tuple[str, ...], task: str | None, as_json: bool) -> None:
    """List what small businesses hand over: the skill that it takes, how often it comes, and what tells that it is
    done. With WORDS, those that have them."""
    if task is None:
        found, seems = catalogue.search(words), None
    else:
        seems = guess(names.task(task, front.book))
        found = [seems.activity] if seems else []
    items = [advice_objects.activity(each) for each in found]
    document = objects.listing(items, objects.now_text(front.book))
    if task is not None:
        document["guess"] = advice_objects.guess(seems)
    emit(document, _text(found, words, seems, for_task=task is not None), as_json=as_json)


def _text(found: list[catalogue.Activity], words: tuple[str, ...], seems: Guess | None, *, for_task: bool) -> str:
    if for_task and not seems:
        return "Nothing in the catalogue speaks of this task. delegator activities lists what there is."
    if not found:
        return f"No activity has the words “{shown(' '.join(words))}”. Without words, all of them are listed."
    lines = [] if seems is None or seems.sure == "said" else [SEEMS[seems.sure]]
    if len(found) <= FEW:
        lines += [line for each in found for line in _whole(each)]
    else:
        rows = [(each.id, each.name, each.skill, each.rhythm, each.rate.say() if each.rate else "") for each in found]
        lines.append(table([("", "activity", "skill", "how often", "others pay"), *rows], flexible=1))
    return "\n".join([*lines, *([HINT] if any(each.rate for each in found) else [])])


SEEMS = {"likely": "It seems to be:", "maybe": "It may be, but the words are not clear:"}


def _whole(activity: catalogue.Activity) -> list[str]:
    hint = activity.rate
    rate = [f"others pay {hint.say()}: {hint.source}"] if hint else []
    facts = [f"skill {activity.skill}", f"usually {activity.rhythm}", *rate]
    return [
        f"{activity.id}  {activity.name}",
        *_indented(" · ".join(facts)),
        "      It is done when:",
        *(line for check in activity.done_when for line in _indented(f"- {check}")),
        "",
    ]


def _indented(text: str) -> list[str]:
    room = width()
    return textwrap.wrap(text, room, initial_indent=" " * 6, subsequent_indent=" " * 8) if room else [" " * 6 + text]


COMMANDS: list[click.Command] = [activities]
