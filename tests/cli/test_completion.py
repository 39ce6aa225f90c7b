"""Completion for bash, zsh and fish: the scripts, and what a real bash completes with them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, surroundings

NEEDS_BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="install bash")


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ("bash", ("complete -o nosort -F _delegator_completion delegator", "_DELEGATOR_COMPLETE=bash_complete")),
        ("zsh", ("#compdef delegator", "_DELEGATOR_COMPLETE=zsh_complete", "compdef _delegator_completion delegator")),
        ("fish", ("complete --no-files --command delegator", "_DELEGATOR_COMPLETE=fish_complete")),
    ],
)
def test_each_shell_has_a_script(run: Run, shell: str, words: tuple[str, ...]) -> None:
    answer = run("completion", shell)
    assert [word for word in words if word not in answer.out] == []
    assert answer.err == ""
    told = run("completion", shell, "--json").json
    assert (told["shell"], told["script"].strip()) == (shell, answer.out.strip())
    assert f"delegator completion {shell}" in told["how"]


def test_another_shell_is_refused_with_those_that_work(run: Run) -> None:
    assert "'bash', 'zsh', 'fish'" in run("completion", "tcsh", code=2).err


@pytest.mark.parametrize(
    ("shell", "line", "found"),
    [
        ("bash", "plain,handoff", "plain,handoff"),
        ("zsh", "plain\nhandoff", "handoff"),
        ("fish", "plain,handoff", "handoff"),
    ],
)
def test_the_program_completes_a_command(program: Run, shell: str, line: str, found: str) -> None:
    asked = {"_DELEGATOR_COMPLETE": f"{shell}_complete", "COMP_WORDS": "delegator ha", "COMP_CWORD": "1"}
    if shell == "fish":
        asked["COMP_CWORD"] = "ha"
    answer = program(**asked)
    assert found in answer.out
    assert answer.err == ""


def test_options_and_commands_of_a_group_are_completed(program: Run) -> None:
    def complete(words: str, at: int) -> set[str]:
        asked = {"_DELEGATOR_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        return {line.partition(",")[2] for line in program(**asked).out.splitlines()}

    assert {"--db", "--help"} <= complete("delegator --", 1)
    assert {"send", "accept"} <= complete("delegator handoff ", 2) | complete("delegator ", 1)
    assert complete("delegator completion z", 2) == {"zsh"}


def test_completing_makes_no_file(program: Run, tmp_path: Path) -> None:
    program(_DELEGATOR_COMPLETE="bash_complete", COMP_WORDS="delegator ", COMP_CWORD="1")
    assert list(tmp_path.iterdir()) == []


@NEEDS_BASH
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    """What ``eval "$(delegator completion bash)"`` sets up answers ``delegator ha`` and tab."""
    program = Path(sys.executable).with_name("delegator")
    typed = f"""
        PATH={program.parent}:$PATH
        eval "$(delegator completion bash)"
        complete -p delegator
        COMP_WORDS=(delegator ha) COMP_CWORD=1
        _delegator_completion delegator ha delegator
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    env = {**os.environ, **surroundings(tmp_path)}
    done = subprocess.run(["bash", "-c", typed], env=env, capture_output=True, text=True, check=True, timeout=60)
    first, *found = done.stdout.splitlines()
    assert first.endswith("-F _delegator_completion delegator")
    assert "handoff" in found
    assert all(word.startswith("ha") for word in found)
