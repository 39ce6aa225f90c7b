"""Commands on tasks: add, edit, the verdicts, done, same."""

from __future__ import annotations

import sys
from typing import Any

import click
import msgspec

from delegator_tui.cli.add_words import Arguments, Verbatim, arguments_of
from delegator_tui.cli.editing import SAID, edit_handoff, handoff_options
from delegator_tui.cli.front import Front, Typed, emit, json_option, pass_front, read_stdin
from delegator_tui.desk.capture import say_captured
from delegator_tui.desk.done import Done
from delegator_tui.desk.verbs.tasks import read
from delegator_tui.errors import Refused, WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.due import Due, understood
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Handoff, Task
from delegator_tui.model.text import NONE, is_none, one_line, printed
from delegator_tui.rules.dates import times
from delegator_tui.rules.handoffs.money import read_money
from delegator_tui.rules.search import names
from delegator_tui.rules.tasks.bump import Step, agreed, read_step, to_agree


@click.command(cls=Verbatim, add_help_option=False)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@pass_front
def add(front: Front, words: tuple[str, ...]) -> None:
    """Put tasks on your plate: add TEXT…, or add - for one task a line from standard input.

    Marks: #project @label ~2h !high >contractor due fri wait:1 feb chase:2d $300 every 2w mon
    """
    given = arguments_of(words)
    if given.text in ("-h", "--help") and not given.is_literal:
        click.echo(click.get_current_context().get_help())
        return
    lines, literal = _lines(front, given)
    uids = front.desk.tasks.capture(*lines, literal=literal) if lines else []
    book = front.book
    tasks = [task for uid in uids if (task := book.tasks.get(uid))]
    items = [objects.task(task, book) for task in tasks]
    doubts = [read(line, book, literal).doubt for line in lines]
    said = "\n".join(
        say_captured(msgspec.to_builtins(task), book.now, names.say_contractor(task.contractor, book), doubt)
        for task, doubt in zip(tasks, doubts, strict=True)
    )
    emit(objects.listing(items, objects.now_text(book)), said or "Nothing to add.", as_json=given.as_json)


def _lines(front: Front, said: Arguments) -> Typed:
    text = said.text
    if text == "-" and not said.is_literal:
        typed = read_stdin(said.encoding, has_option=True).split("\n")
        return tuple(line for raw in typed if not raw.startswith("# ") and (line := one_line(raw))), ()
    if one_line(text):
        return (one_line(text),), ()
    if not sys.stdin.isatty():
        raise WrongUsage("Say what to add: delegator add TEXT, or delegator add - to read lines from standard input.")
    return front.prompt(front.desk)


def answer_task(front: Front, done: Done, *, as_json: bool) -> None:
    """Print a verb's sentence, or the task as it now is."""
    task = front.book.tasks.get(done.uid)
    emit(objects.task(task, front.book) if task else {}, printed(done.message), as_json=as_json)


def _verdict(name: str, verb: str, text: str) -> click.Command:
    @click.command(name, help=text)
    @click.argument("key", metavar="ID")
    @json_option
    @pass_front
    def run(front: Front, key: str, as_json: bool) -> None:
        task = names.task(key, front.book, verb)
        answer_task(front, getattr(front.desk.tasks, verb)(task.uid), as_json=as_json)

    return run


drop = _verdict("drop", "drop", "Take a task off the plate for good.")
mine = _verdict("mine", "mine", "Keep a task to do it yourself.")
done = _verdict("done", "done", "Finish a task; a recurring one opens the next.")


@click.command()
@click.argument("key", metavar="ID")
@click.argument("date", nargs=-1, required=True)
@json_option
@pass_front
def later(front: Front, key: str, date: tuple[str, ...], as_json: bool) -> None:
    """Put a task away until DATE."""
    task = names.task(key, front.book)
    answer_task(
        front, front.desk.tasks.later(task.uid, front.date(" ".join(date), "DATE", begins=True)), as_json=as_json
    )


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("key", metavar="ID")
@click.argument("by", metavar="STEP")
@json_option
@pass_front
def bump(front: Front, key: str, by: str, as_json: bool) -> None:
    """Move the date of a task or a draft by a STEP such as +1d, -2w, +1m: its due, else the day it comes back."""
    step = read_step(by)
    if step is None:
        raise WrongUsage(f"“{by}” is not a step: try +1d, -2d, +1w or +1m.")
    found = names.twin(key, front.book)
    out = agreed(found, front.book)
    if out is not None:
        raise Refused(_how_to_agree(out, step, front))
    done = front.desk.tasks.bump(found.uid, step)
    if isinstance(found, Task):
        answer_task(front, done, as_json=as_json)
        return
    draft = front.book.handoffs.get(done.uid)
    emit(objects.handoff(draft, front.book) if draft else {}, printed(done.message), as_json=as_json)


def _how_to_agree(handoff: Handoff, step: Step, front: Front) -> str:
    """Say that the date of what is out is agreed with the contractor, and by which command."""
    who, title = front.book.name(handoff.contractor), front.book.title(handoff)
    when = to_agree(handoff, step, front.book)
    day = Due.of(when).day if when else "DATE"
    return (
        f"{title} is out with {who}: its date moves when they agree. Then: "
        f"delegator extend {short_id(handoff.uid)} {day} --because TEXT"
    )


@click.command()
@click.argument("key", metavar="ID")
@click.argument("other")
@json_option
@pass_front
def same(front: Front, key: str, other: str, as_json: bool) -> None:
    """Link a task to the task or handoff that it duplicates, and take it off the plate."""
    task = names.task(key, front.book, "same")
    twin = names.twin(other, front.book).uid
    answer_task(front, front.desk.tasks.same(task.uid, twin), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.option("--title")
@click.option("--notes")
@click.option("--due", metavar="DATE", help="“none” takes it away; so it does with all below.")
@click.option("--estimate", metavar="2h", help="Your own time.")
@click.option("--project")
@click.option("--label", "labels", multiple=True)
@click.option("--priority", type=click.Choice(["high", "normal", "low", NONE]), help="“none” is normal.")
@click.option("--price-idea", metavar="AMOUNT")
@click.option("--activity", metavar="WORDS", help="What it is, of delegator activities; “none” leaves it to a guess.")
@click.option("--skill", help="What it takes; “none” leaves it to the activity.")
@click.option("--only-me/--anybody", default=None, help="Only you can do it.")
@handoff_options
@json_option
@pass_front
def edit(front: Front, /, key: str, as_json: bool, **typed: Any) -> None:  # noqa: ANN401 - click's values
    """Change a task, or what a handoff says; of sent work what was agreed before is kept, too."""
    said = [name for name in (*TASK_FIELDS, "estimate") if typed[name] not in (None, ())]
    if any(typed[name] not in (None, ()) for name in SAID):
        if said:
            raise WrongUsage(f"--{said[0].replace('_', '-')} is of a task, the rest of a handoff: use two commands.")
        edit_handoff(front, key, typed, as_json=as_json)
    else:
        _edit_task(front, key, typed, as_json=as_json)


def _edit_task(front: Front, key: str, typed: dict[str, Any], *, as_json: bool) -> None:
    task = names.task(key, front.book)
    fields = {name: typed[name] for name in TASK_FIELDS if typed[name] not in (None, ())}
    if typed["estimate"] is not None:
        fields["estimate_minutes"] = typed["estimate"]
    fields = {name: _value(name, said, front) for name, said in fields.items()}
    if not fields:
        raise WrongUsage("Say what to change, for example --due fri.")
    made = front.desk.tasks.edit(task.uid, **fields)
    own = "Your own date is" if agreed(task, front.book) else "Due"
    said = f"{made.message} {own} {understood(fields['due'], front.book.now)}." if fields.get("due") else made.message
    answer_task(front, made._replace(message=said), as_json=as_json)


def _value(name: str, said: Any, front: Front) -> Any:  # noqa: ANN401 - one value a field
    """Return what is typed for a field as it is kept; “none” takes a value away, but from a title."""
    if isinstance(said, bool):
        return said
    if name == "labels":
        return () if any(map(is_none, said)) else said
    if name != "title" and is_none(said):
        return EMPTY.get(name)
    if name == "due":
        return front.date(said, "--due")
    if name == "price_idea":
        return read_money(said, front.book.settings.home_currency)
    if name == "estimate_minutes":
        minutes = times.read_duration_minutes(said)
        if minutes is None:
            raise WrongUsage(f"“{said}” is not a time that --estimate understands: try 2h or 45m.")
        return minutes
    return said


EMPTY = {"notes": "", "priority": "normal"}
"""What stands in a field without a value, where that is not nothing at all."""
TASK_FIELDS = (
    "title", "notes", "due", "project", "labels", "priority", "price_idea", "activity", "skill", "only_me",
)  # fmt: skip

COMMANDS = [add, edit, drop, mine, done, later, same, bump]
