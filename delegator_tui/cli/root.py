"""The command ``delegator``: its options, and the list of its commands."""

from __future__ import annotations

import click

from delegator_tui import __version__
from delegator_tui.cli import (
    care,
    completion,
    contractors,
    files,
    handoffs,
    lists,
    profile,
    show,
    tasks,
    work,
)
from delegator_tui.cli.front import Front, pass_front
from delegator_tui.errors import WrongUsage


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="delegator")
@click.option("--db", metavar="FILE", help="The TinyDB file to use; DELEGATOR_DB names it too.")
@click.option("--at", metavar="DATE", help="Show the book as it was at the end of DATE; nothing can be changed there.")
@pass_front
@click.pass_context
def root(context: click.Context, front: Front, db: str | None, at: str | None) -> None:
    """Get work off your plate: an inbox, a roster, open handoffs, and what is overdue.

    Without a command the dashboard opens. Dates are words such as fri, 3 dec, +3d or eom.
    """
    if db is not None:
        raise WrongUsage("--db FILE comes first, before all other options.")
    front.at = at
    if context.invoked_subcommand is None:
        context.exit(front.dashboard(front.desk))


for room in (completion, lists, show, tasks, contractors, handoffs, work, files, care, profile):
    for command in room.COMMANDS:
        root.add_command(command)
