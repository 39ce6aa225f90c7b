"""The command ``delegator``: its options, and the list of its commands."""

from __future__ import annotations

from importlib import import_module

import click

from delegator_tui import __version__
from delegator_tui.cli.front import Front, pass_front
from delegator_tui.errors import WrongUsage

ROOMS: dict[str, tuple[str, ...]] = {
    "lists": ("list", "today", "overdue"),
    "weekly": ("review",),
    "show": ("show",),
    "tasks": ("add", "edit", "drop", "mine", "done", "later", "same"),
    "contractors": ("contractor",),
    "handoffs": ("handoff", "send", "take-back", "reassign", "cancel"),
    "work": (
        "acknowledge",
        "start",
        "log",
        "answer",
        "deliver",
        "return",
        "accept",
        "extend",
        "invoice",
        "pay",
        "close",
    ),
    "chase": ("chase", "nudge", "snooze", "cut"),
    "texts": ("texts",),
    "remind": ("remind", "status"),
    "away": ("away",),
    "files": ("undo", "redo", "history", "import", "export", "demo"),
    "care": ("compact", "backup", "restore", "merge", "recover", "doctor"),
    "profile": ("settings",),
    "mail": ("mail",),
    "secrets": ("secrets",),
    "completion": ("completion",),
}  # fmt: skip
"""The commands, by the module of this room that has them in its ``COMMANDS``; a module is read when it is asked for."""
LONGEST = 200
"""Characters of what a command does that stand in the list of all."""
ROOM_OF = {name: room for room, names in ROOMS.items() for name in names}


class Commands(click.Group):
    """A group that reads a command's module only when the command is run or told of."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of their rooms."""
        return list(ROOM_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        return command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, whole: click would cut it at the end of the line."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(limit=LONGEST)) for name, each in found if each])


def command(name: str) -> click.Command | None:
    """Return the command of a name; None when there is none."""
    if name not in ROOM_OF:
        return None
    commands: list[click.Command] = import_module(f"delegator_tui.cli.{ROOM_OF[name]}").COMMANDS
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
