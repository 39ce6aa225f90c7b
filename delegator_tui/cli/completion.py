"""The command completion: what a shell needs to complete commands, options and names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from delegator_tui.cli.front import Front, emit, json_option, pass_front

SHELLS = ("bash", "zsh", "fish")
HOW = {
    "bash": 'eval "$(delegator completion bash)"   in ~/.bashrc',
    "zsh": 'eval "$(delegator completion zsh)"   in ~/.zshrc',
    "fish": "delegator completion fish > ~/.config/fish/completions/delegator.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@json_option
@pass_front
def completion(front: Front, shell: str, as_json: bool) -> None:
    """Print the script that completes commands in a shell.

    \b
    bash: eval "$(delegator completion bash)"   in ~/.bashrc
    zsh:  eval "$(delegator completion zsh)"    in ~/.zshrc
    fish: delegator completion fish > ~/.config/fish/completions/delegator.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    root = click.get_current_context().find_root().command
    script = kind(root, {}, "delegator", "_DELEGATOR_COMPLETE").source()
    emit({"shell": shell, "script": script, "how": HOW[shell]}, script, as_json=as_json)


COMMANDS: list[click.Command] = [completion]
