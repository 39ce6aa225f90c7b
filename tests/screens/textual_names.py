"""Which private names of Textual the program uses, read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widgets import Input, TextArea

import delegator_tui

ROOT = Path(delegator_tui.__file__).parent
OURS = (ROOT / "app.py", *sorted((ROOT / "screens").rglob("*.py")), *sorted((ROOT / "widgets").glob("*.py")))


def theirs() -> frozenset[str]:
    """Return the private names that classes and objects of Textual have."""
    objects: tuple[DOMNode, ...] = (App(), Screen(), ScrollView(), Input(), TextArea())
    return frozenset(name for each in objects for name in dir(each) if _is_private(name))


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and not name.startswith("_reactive_")


def _trees() -> Iterator[ast.AST]:
    for path in OURS:
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def used() -> frozenset[str]:
    """Return the private attributes that the program takes of anything."""
    nodes = (node for node in _trees() if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load))
    return frozenset(node.attr for node in nodes if _is_private(node.attr))


def made() -> frozenset[str]:
    """Return the private names that classes of the program make: methods, attributes, what is set on an object."""
    names: set[str] = set()
    for node in _trees():
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
        elif isinstance(node, ast.ClassDef):
            names |= {each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}
            names |= {
                each.target.id
                for each in node.body
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
            }
            targets = [target for each in node.body if isinstance(each, ast.Assign) for target in each.targets]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return frozenset(filter(_is_private, names))
