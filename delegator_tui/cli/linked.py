"""Commands on what links work to other work: what comes again, and what waits."""

from __future__ import annotations

import click

from delegator_tui.cli.front import Front, emit, json_option, pass_front
from delegator_tui.desk.done import Done
from delegator_tui.desk.verbs.repeating import say_rule
from delegator_tui.errors import WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.model.text import printed
from delegator_tui.rules.search import names


def answer_work(front: Front, done: Done, *, as_json: bool) -> None:
    """Print a verb's sentence, or the handoff or task as it now is."""
    book = front.book
    table, record = ("handoffs", book.handoffs.get(done.uid)) if book.handoffs.get(done.uid) else ("tasks", None)
    found = record or book.tasks.get(done.uid)
    emit(objects.anything(table, found, book) if found else {}, printed(done.message), as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.argument("rule", nargs=-1)
@click.option("--skip", is_flag=True, help="Leave the next one out, once.")
@click.option("--stop", is_flag=True, help="Let it come no more; this one stays.")
@json_option
@pass_front
def repeat(front: Front, key: str, rule: tuple[str, ...], skip: bool, stop: bool, as_json: bool) -> None:
    """Have a task or handoff come again: every month, every 2 weeks, every mon, every 1st, or after 10d.

    When it is accepted, the next one is there as a draft that says the same, with its dates moved on. Without a rule:
    how often it comes.
    """
    if bool(rule) + skip + stop > 1:
        raise WrongUsage("Choose one: a rule such as every month, --skip, or --stop.")
    found = names.twin(key, front.book, "repeat")
    work = front.desk.work
    if rule:
        done = work.repeat(found.uid, " ".join(rule))
    elif skip or stop:
        done = work.skip(found.uid) if skip else work.stop(found.uid)
    else:
        done = Done(say_rule(found.uid, front.book), found.uid, front.book.version)
    answer_work(front, done, as_json=as_json)


@click.command()
@click.argument("key", metavar="ID")
@click.argument("other")
@click.option("--not", "no_more", is_flag=True, help="It waits for OTHER no longer.")
@json_option
@pass_front
def after(front: Front, key: str, other: str, no_more: bool, as_json: bool) -> None:
    """Have a task or handoff wait for OTHER: nobody is chased about it until that is accepted, or done."""
    found, first = names.twin(key, front.book, "after"), names.twin(other, front.book, "after")
    verb = front.desk.work.not_after if no_more else front.desk.work.after
    answer_work(front, verb(found.uid, first.uid), as_json=as_json)


COMMANDS: list[click.Command] = [repeat, after]
