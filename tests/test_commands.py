"""The table of commands, entry by entry: reached by key, by palette and in the shell, documented, and told."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest

from delegator_tui import cli
from delegator_tui.app import DelegatorApp
from delegator_tui.cli.root import root
from delegator_tui.commands import BY_ID, COMMANDS, EVENTS, OF_ROWS, SECTIONS, SHELL, TABLE, WHERE, Command, where
from delegator_tui.desk.verbs import reports
from delegator_tui.rules.handoffs.history import SNOOZED
from delegator_tui.screens.forms.by_key import maker
from delegator_tui.screens.views.row_commands import verb_of
from delegator_tui.screens.views.row_keys import DOES
from docs import tables

VERBS = Path(reports.__file__).parent
ONLY_IN_THE_DASHBOARD = {
    "triage", "keys", "unsaved", "palette", "quit", "likely", "link", "edit", "finish", "task.split", "handoff.decide",
    "handoff.write", "list.filter", "list.sort", "list.closed", "list.group",
}  # fmt: skip
"""What only makes sense on a screen, and three that are not in the shell yet: split, write, link."""


def test_ids_are_unique() -> None:
    assert len({command.id for command in TABLE}) == len(TABLE)


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.id)
def test_each_command_is_reached_by_a_key_or_is_of_the_shell_alone(command: Command) -> None:
    leads = command.keys or BY_ID.get(command.by) or (command.on == "shell" and command.cli)
    assert leads, "it has no key, and none that leads to it"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_key_does_something(command: Command) -> None:
    """Of the app it runs a method of ours; of a row it asks, does a verb, or has a function; lists have their own."""
    assert bool(command.app) == (command.on == "app")
    if command.app:
        name = "action_" + command.app.removeprefix("app.").partition("(")[0]
        assert name in vars(DelegatorApp), f"DelegatorApp has no {name}"
    elif command.on in OF_ROWS:
        assert command.id in DOES or command.form or command.does
    assert not command.form or callable(maker(command.form))
    assert command.does is None or callable(verb_of(command.does))
    assert not (command.does and command.bulk) or command.does.several, "of several it has no name"


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.id)
def test_each_command_is_in_the_shell_unless_it_needs_a_screen(command: Command) -> None:
    assert (command.cli is None) == (command.id in ONLY_IN_THE_DASHBOARD)
    if command.cli is None:
        return
    words = command.cli.spelling.split()
    assert (command.cli.module == "") == words[0].startswith("--")
    assert known(root, words), f"delegator {command.cli.spelling}: no such command"


def known(group: click.Command, words: list[str]) -> bool:
    """Tell whether a command has these words: subcommands, options, or what it takes as an argument."""
    context = click.Context(group)
    if not words:
        return True
    if words[0].startswith("--"):
        return any(words[0] in each.opts for each in group.get_params(context))
    if isinstance(group, click.Group):
        found = group.get_command(context, words[0])
        return found is not None and known(found, words[1:])
    return any(isinstance(each, click.Argument) for each in group.params)


def test_each_command_of_the_shell_is_in_the_table() -> None:
    modules = {name: import_module(f"{cli.__name__}.{name}") for _, name, _ in iter_modules(cli.__path__)}
    found = {each.name: name for name, module in modules.items() for each in getattr(module, "COMMANDS", ())}
    assert found == SHELL
    assert {module for modules in SECTIONS.values() for module in modules} == set(SHELL.values())


def test_each_command_below_a_group_is_in_the_table() -> None:
    told = {" ".join(command.cli.spelling.split()[:2]) for command in TABLE if command.cli}
    below = {name for name, _ in tables._walk(root) if " " in name}
    assert below - told == {"secrets forget", "secrets set", "secrets test"}, "what is below a command of the table"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_key_and_what_it_does_is_in_the_docs(command: Command) -> None:
    told = (tables.ROOT / "docs" / "keys.md").read_text("utf-8")
    assert f"| {tables.key(command.keys)} | {command.help} |" in told


def test_every_command_of_a_row_or_a_list_says_where_it_works() -> None:
    told = {c.id: where(c) for c in COMMANDS if c.on in (*OF_ROWS, "list")}
    assert [id_ for id_, place in told.items() if place.partition(" ")[0] not in ("on", "in", "where", "while")] == []
    assert set(WHERE) <= {c.on for c in COMMANDS}


def test_every_verb_with_states_says_what_cannot_be_done_in_others() -> None:
    assert [c.id for c in TABLE if c.past and not (c.states and c.verb)] == []
    assert [c.id for c in TABLE if set(c.instead) & c.states or (c.instead and not c.past)] == []


# ---- events

FROM_NAMES = {
    "state.replace('_', ' ')": {"taken back", "reassigned", "cancelled"},
    "state": {"dropped", "mine", "later"},
    "what": {*reports.HEARD} - {"started", "finished"} | {"handed off", "delivered", "accepted", "drafted"},
    "SNOOZED": {SNOOZED},
}
"""What an event may be that a verb names by a variable."""


def written() -> Iterator[tuple[str, str]]:
    """Every event that a verb writes, and where."""
    for path in sorted(VERBS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "tx.event":
                yield from ((f"{path.name}:{node.lineno}", name) for name in names_of(node.args[0]))


def names_of(said: ast.expr) -> set[str]:
    if isinstance(said, ast.Constant):
        return {str(said.value)}
    if isinstance(said, ast.IfExp):
        return names_of(said.body) | names_of(said.orelse)
    return FROM_NAMES[ast.unparse(said)]


def test_each_event_that_a_verb_writes_has_its_words() -> None:
    assert [(place, name) for place, name in written() if name not in EVENTS] == []
    assert {name for _, name in written()} == set(EVENTS), "the table tells of an event that no verb writes"


def test_an_event_has_the_same_words_whoever_writes_it() -> None:
    told = {(name, words) for command in TABLE for name, words in command.events.items()}
    assert sorted(told) == sorted(EVENTS.items())
