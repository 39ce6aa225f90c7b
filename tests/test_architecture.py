"""The shape of the house: how long things are, who reads the clock, and which way imports point."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import delegator_tui
from delegator_tui.model.states import DeliverableState, HandoffState, TaskState

HOUSE = Path(delegator_tui.__file__).parent
ROOT = HOUSE.parent
MOST_LINES = {"file": 500, "class": 400, "handler": 8}
DEEPEST = 2
"""Classes of ours above one another, counting the last."""
HANDLERS = ("on_", "_on_", "watch_", "_watch_", "action_")
OPENERS = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "touch"}
CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns"}


@cache
def sources() -> list[tuple[str, ast.Module, str]]:
    """The files of the program, read once: name below the package, tree, text."""
    files = [(path, path.read_text("utf-8")) for path in sorted(HOUSE.rglob("*.py"))]
    return [(path.relative_to(HOUSE).as_posix(), ast.parse(text), text) for path, text in files]


def check_lengths(kind: str, found: Iterator[tuple[str, int]]) -> None:
    """Fail with all that is longer than its kind may be."""
    most = MOST_LINES[kind]
    over = [f"{name}: {lines} lines, at most {most} in a {kind}" for name, lines in found if lines > most]
    assert not over, "\n".join(over)


def test_files_stay_short() -> None:
    found = ((name, len(text.splitlines())) for name, _, text in sources())
    check_lengths("file", found)


def test_classes_stay_short_with_all_that_they_inherit_from_ours() -> None:
    found = classes()
    over = {
        name: (lines, len(chain))
        for name, chain in found.items()
        if "DelegatorError" not in chain  # refusals are told apart by what they are caught as
        if (lines := sum(chain.values())) > MOST_LINES["class"] or len(chain) > DEEPEST
    }
    assert not over, over


def classes() -> dict[str, dict[str, int]]:
    """Every class of the program by name: itself and its ancestors here, each with its lines."""
    bases: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    for _, tree, _ in sources():
        ours = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)} | imported(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                named = (ast.unparse(base).partition("[")[0] for base in node.bases)
                bases[node.name] = [name for name in named if name in ours]
                lines[node.name] = (node.end_lineno or 0) - node.lineno + 1

    def above(name: str) -> dict[str, int]:
        return {name: lines[name]} | {k: v for base in bases[name] if base in lines for k, v in above(base).items()}

    return {name: above(name) for name in lines}


def imported(tree: ast.Module) -> set[str]:
    """What a file imports from the program, by the names it uses."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    ours = (node for node in found if (node.module or "").startswith("delegator_tui"))
    return {alias.asname or alias.name for node in ours for alias in node.names}


def test_no_class_is_shown_to_the_type_checker_with_another_base_than_it_has() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree, _ in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.value) == "object"
    ]
    assert not found, found


def test_files_of_the_book_are_opened_in_one_place_that_follows_no_link() -> None:
    guarded = {"store/files/ordinary.py", "store/files/disk.py", "store/care/access.py", "store/files/machine.py"}
    found = [
        f"{name} line {node.lineno}: open it by store/files/ordinary.py"
        for name, tree, _ in sources()
        if name.startswith("store/") and name not in guarded
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in OPENERS
    ]
    assert not found, "\n".join(found)


def test_handlers_of_keys_and_messages_stay_short() -> None:
    found = (
        (f"{name} {node.name}", statement_lines(node))
        for name, tree, _ in sources()
        if name.startswith(("screens/", "widgets/", "app.py"))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(HANDLERS)
    )
    check_lengths("handler", found)


def statement_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines on which a statement of the function begins, all but its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return len({node.lineno for each in body for node in ast.walk(each) if isinstance(node, ast.stmt)})


def test_only_the_clock_reads_the_time() -> None:
    found = [
        f"{name}:{node.lineno} {called(node.func)}"
        for name, tree, _ in sources()
        if name != "clock.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node.func) in CLOCKS
    ]
    assert not found, "\n".join(found)


def called(node: ast.expr) -> str:
    """What a call calls, as ``datetime.now`` whatever name its module goes by; empty for anything longer."""
    if not isinstance(node, ast.Attribute):
        return ""
    base = node.value
    owner = base.id if isinstance(base, ast.Name) else base.attr if isinstance(base, ast.Attribute) else ""
    return f"{owner}.{node.attr}"


@pytest.mark.parametrize("module", ["datetime", "time"])
def test_no_clock_is_imported_by_its_bare_name(module: str) -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree, _ in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == module
    ]
    assert not found, "\n".join(found)


def test_a_set_of_states_stands_once() -> None:
    states = {*get_args(HandoffState), *get_args(TaskState), *get_args(DeliverableState)}
    found = [
        f"{name}:{node.lineno}"
        for name, tree, _ in sources()
        if name not in ("model/states.py", "rules/handoffs/clocks.py")  # the second has names of events
        for node in ast.walk(tree)
        if isinstance(node, ast.Set) or (isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load))
        if len(node.elts) > 2 and all(isinstance(each, ast.Constant) and each.value in states for each in node.elts)
    ]
    assert not found, f"name it in model/states.py: {', '.join(found)}"


def test_imports_point_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


_SLICED = re.compile(
    r"""\[:10\]|\[10:\]|\[11:|len\([^()]*\)\s*(?:<=?|>=?|==)\s*10\b|"T"\s+(?:not\s+)?in\b|partition\("[T\[]"\)"""
)


def test_no_module_takes_a_stored_date_apart() -> None:
    """Whether a due has a time, and on which day it is, is asked of ``Due`` (model/due.py)."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted((ROOT / "delegator_tui").rglob("*.py"))
        if path.name != "due.py" or path.parent.name != "model"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _SLICED.search(line)
    ]
    assert found == []


_SAID = re.compile(r"%[aAbB]\b|%m-?%d|isoformat\(timespec")


def test_days_and_instants_are_said_in_one_place() -> None:
    """How a day or an instant is written stands in model/days.py, model/due.py and model/instants.py."""
    homes = {"days.py", "due.py", "instants.py"}
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted((ROOT / "delegator_tui").rglob("*.py"))
        if path.parent.name != "model" or path.name not in homes
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _SAID.search(line)
    ]
    assert found == []
