"""The command ``delegator``: its options, and the list of its commands."""

from __future__ import annotations

from importlib import import_module

import click

from delegator_tui import __version__
from delegator_tui.cli.front import Front, pass_front
from delegator_tui.commands import SECTIONS, SHELL
from delegator_tui.errors import WrongUsage

MAX_CHARS = 200
"""Characters of what a command does that stand in the list of all."""


class Commands(click.Group):
    """A group that reads a command's module only when the command is run or told of."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the sections."""
        return list(SHELL)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        return command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, by section, whole: click would cut it at the end of the line."""
        width = max(map(len, SHELL))
        for title, modules in SECTIONS.items():
            found = (self.get_command(ctx, name) for name, module in SHELL.items() if module in modules)
            rows = [(f"{each.name:<{width}}", each.get_short_help_str(limit=MAX_CHARS)) for each in found if each]
            with formatter.section(title):
                formatter.write_dl(rows)


def command(name: str) -> click.Command | None:
    """Return the command of a name; None when there is none."""
    if name not in SHELL:
        return None
    commands: list[click.Command] = import_module(f"delegator_tui.cli.{SHELL[name]}").COMMANDS
    return next(each for each in commands if each.name == name)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
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
