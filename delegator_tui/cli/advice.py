"""Commands that help to decide what to hand over, to whom, and how clearly: activities, match, lint."""

from __future__ import annotations

import textwrap

import click

from delegator_tui.cli.front import Front, emit, json_option, pass_front, table, width, wrapped
from delegator_tui.exchange import advice_objects, objects
from delegator_tui.model.book import Book
from delegator_tui.model.text import printed
from delegator_tui.rules.advice import catalogue, cost
from delegator_tui.rules.advice import match as matching
from delegator_tui.rules.advice.cost import Own
from delegator_tui.rules.advice.guess import Guess, guess
from delegator_tui.rules.advice.last_job import lessons
from delegator_tui.rules.advice.match import Candidate, Match
from delegator_tui.rules.advice.verdict import ADVISED, Verdict, say_hours, verdict
from delegator_tui.rules.handoffs import readiness
from delegator_tui.rules.handoffs.money import say_money
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
        return f"No activity has the words “{printed(' '.join(words))}”. Without words, all of them are listed."
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


@click.command()
@click.argument("key", metavar="TASK")
@click.option("--all", "everybody", is_flag=True, help="Everybody with the skill, not only the first three.")
@json_option
@pass_front
def match(front: Front, key: str, everybody: bool, as_json: bool) -> None:
    """Say who fits a task, in order, with what speaks for and against each, and what it costs. Nobody is chosen."""
    book = front.book
    found = matching.match(names.task(key, book), book)
    advice, most = verdict(found.task, book), None if everybody else matching.FIRST
    document = {**advice_objects.match(found, advice, book, most), "now": objects.now_text(book)}
    emit(document, "\n".join(_matched(found, advice, book, most)), as_json=as_json)


def _matched(found: Match, advice: Verdict, book: Book, most: int | None) -> list[str]:
    candidates = found.candidates(book, most)
    lines = [printed(found.task.title), *_seems(found)]
    lines += wrapped(f"{ADVISED[advice.name]}. {printed(advice.because)}")
    if candidates:
        lines += ["", table([_you(found.own), *map(_line, candidates)], right=(0, 4), flexible=1)]
    for each in candidates:
        said = [*each.speaks_for, *(["but " + ", ".join(each.speaks_against)] if each.speaks_against else [])]
        lines += ["", f"{each.rank}  {printed(each.contractor.name)}", *_indented(printed(" · ".join(said) or NOTHING))]
    lines += ["", *(f"–  {printed(each.contractor.name)}: {each.because}" for each in found.out)] if found.out else []
    more = len(found.fits) - len(candidates)
    notes = [*([f"{more} more with --all."] if more else []), *_notes(found, book)]
    return [*lines, *(["", *notes] if notes else [])]


NOTHING = "nothing is known of their work"


def _seems(found: Match) -> list[str]:
    skill = f"skill {found.skill}" if found.skill else ""
    if found.activity is None:
        return [skill] if skill else []
    said = {"said": "", "likely": "it seems to be: ", "maybe": "it may be: "}[found.activity.sure]
    return [f"{said}{found.activity.activity.name} · {printed(skill)}"]


def _you(own: Own) -> tuple[str, str, str, str, str]:
    hour = f" at {say_money(own.an_hour)}/h" if own.an_hour else ""
    return ("", "you", f"{say_hours(own.minutes)}{hour}" if own.minutes is not None else "", "", say_money(own.cost))


FROM = {"your price": "your price", "last time": "as last time", "rate": "by their rate", "nothing": ""}


def _line(each: Candidate) -> tuple[str, str, str, str, str]:
    way = each.fit.way
    price = f"{say_money(way.price)} {FROM[way.source]}" if way.price else "price not known"
    return (
        str(each.rank), each.contractor.name, price, f"+ {say_hours(way.minutes)} of yours", say_money(way.total),
    )  # fmt: skip


def _notes(found: Match, book: Book) -> list[str]:
    notes = [each.text for each in found.missing]
    hint, again, line = cost.hint(found.task), cost.repeated(found.task, found.own), cost.buyback(book)
    if found.alone and found.fits:
        notes.append("Nobody else on your roster has this skill.")
    if before := lessons(found.task, book):
        notes.append(f"Such work came back before: {printed('; '.join(before))}.")
    if again:
        often, teach = round(again.times_a_year), say_hours(again.teach_at_most)
        notes.append(f"It comes about {often} times a year: up to {teach} of teaching somebody pays back.")
    if hint:
        notes.append(f"A hint: others pay {hint.say()} ({hint.source}).")
    if line and found.fits:
        notes.append(f"A guide line, no more: below {say_money(line)}/h nearly all work is worth handing over.")
    return [line for note in notes for line in wrapped(note)]


@click.command()
@click.argument("key", metavar="ID")
@json_option
@pass_front
def lint(front: Front, key: str, as_json: bool) -> None:
    """Say what is missing in the brief of a handoff, what clashes, and what is vague. Ends with 1 where it stops."""
    handoff = names.handoff(key, front.book)
    plan = readiness.plan_of(handoff, front.book)
    found = readiness.gaps(plan, front.book)
    points = readiness.score(plan, found)
    lines = [f"{front.book.title(handoff)}: brief {points} of 100."]
    lines += [f"{'!' if gap.stops or gap in readiness.hard(found) else '-'} {gap.text}" for gap in found]
    lines += [f"Clearer with: {', '.join(more)}."] if (more := readiness.clearer_with(plan)) else []
    document = {"score": points, "gaps": [objects.gap(gap) for gap in found], "clearer_with": more}
    emit(document, "\n".join(printed(part) for line in lines for part in wrapped(line)), as_json=as_json)
    if any(gap.stops for gap in found):
        raise click.exceptions.Exit(1)


COMMANDS: list[click.Command] = [activities, match, lint]
