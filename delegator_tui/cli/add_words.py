"""What of the words behind ``add`` is text, and what is an option that ``add`` does not have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import click

from delegator_tui.errors import WrongUsage

IN_TEXT = {
    "due": "due {}", "wait": "wait:{}", "later": "wait:{}", "defer": "wait:{}", "project": "project:{}",
    "label": "label:{}", "estimate": "est:{}", "est": "est:{}", "to": "to:{}", "contractor": "to:{}",
    "chase": "chase:{}",    "every": "every {}", "repeat": "every {}", "price": "{}usd", "price-idea": "{}usd",
}  # fmt: skip
"""Options of other commands by the mark that says the same in a line; ``{}`` is the value."""
EXAMPLES = {"due": "fri", "wait": "fri", "estimate": "2h", "chase": "2d", "every": "mon", "price": "300"}
_OPTION = re.compile(r"--([A-Za-z][\w-]*)(?:=(.*))?")


class Verbatim(click.Command):
    """A command that is handed every word as it was typed, ``--`` too, which click would take out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take all words as its one argument."""
        ctx.params["words"] = tuple(args)
        return []


class Arguments(NamedTuple):
    """The words behind ``add``, as one text; ``is_literal``: they follow ``--``, so that nothing of them is asked.

    ``encoding`` is that of standard input, if it is told.
    """

    text: str
    as_json: bool
    is_literal: bool
    encoding: str = ""


def arguments_of(words: Sequence[str]) -> Arguments:
    """Return what is to be added. Raises WrongUsage for an option that ``add`` lacks, with the right spelling.

    What begins with two dashes is an option before the text; behind its first word only what other commands have for
    what a mark says here. Behind ``--`` anything is text.
    """
    words, encoding = _encoding(words)
    as_json, text = False, list[str]()
    for at, word in enumerate(words):
        if word == "--" and (not text or any(each[:2] == "--" for each in words[at + 1 :])):
            return Arguments(" ".join([*text, *words[at + 1 :]]), as_json, is_literal=True)
        option = _OPTION.fullmatch(word)
        if word == "--json":
            as_json = True
        elif option and word != "--help" and (not text or option[1].lower() in _KNOWN):
            raise WrongUsage(_spelling(option))
        else:
            text.append(word)
    return Arguments(" ".join(text), as_json, is_literal=False, encoding=encoding)


def _encoding(words: Sequence[str]) -> tuple[Sequence[str], str]:
    """Take ``--encoding NAME`` from before the text."""
    for at, word in enumerate(words[:2]):
        if word.startswith("--encoding="):
            return [*words[:at], *words[at + 1 :]], word.removeprefix("--encoding=")
        if word == "--encoding" and at + 1 < len(words):
            return [*words[:at], *words[at + 2 :]], words[at + 1]
        if word != "--json":
            break
    return words, ""


_KNOWN = (*IN_TEXT, "priority", "notes", "title", "dry-run")


def _spelling(option: re.Match[str]) -> str:
    """Say how to write what an option was to say."""
    name = option[1].lower()
    start = f"add has no option --{option[1]}"
    if name == "dry-run":
        return f"{start}: it says what it understood, and delegator undo takes it back."
    if name == "priority":
        return f"{start}: write !high or !low in the text."
    if name in ("notes", "title"):
        return f"{start}: add it, then use delegator edit ID --{name} TEXT."
    if name in IN_TEXT:
        value = option[2] or EXAMPLES.get(name) or "…"
        return f"{start}: write it in the text, such as delegator add Call Ann {IN_TEXT[name].format(value)}."
    return (
        f"{start}: write what it says in the text. For text that begins with dashes: delegator add -- --{option[1]} …"
    )
