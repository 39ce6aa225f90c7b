"""What every command stands on: the desk, opened when first needed, and the two ways to answer: text or JSON."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from delegator_tui import streams
from delegator_tui.errors import DelegatorError, Refused, TransientNotice, WrongUsage
from delegator_tui.model.due import Due

if TYPE_CHECKING:  # the desk and the rules are read when a command needs them: --version and --help do not
    from delegator_tui.desk.desk import Desk
    from delegator_tui.desk.reading import MomentOf
    from delegator_tui.model.book import Book
    from delegator_tui.model.records import MailAccount
    from delegator_tui.store.store import Clock

F = TypeVar("F", bound=Callable[..., Any])
Typed = tuple[tuple[str, ...], tuple[int, ...]]
"""Lines to capture, and where the marks of a single one begin that are to stay text."""
LEAST = 8
"""Cells that a column of a table keeps on a narrow terminal."""


class Front:
    """The program as one command sees it. ``moment`` answers now in the owner's zone; ``clock`` in UTC."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        moment: MomentOf,
        dashboard: Callable[[Desk], int],
        prompt: Callable[[Desk], Typed],
    ) -> None:
        self.path = path
        self.clock = clock
        self.moment = moment
        self.dashboard = dashboard
        self.prompt = prompt
        self.at: str | None = None
        """The date phrase of ``--at``."""
        self.settles = True
        """Whether the file is left in order at the end; not by a command that only looks whether it is."""
        self.folds = False
        """Whether the TinyDB file is brought up to date at the end although something was saved."""
        self.account: MailAccount | None = None
        """The mail account of the book as it was opened."""

    @cached_property
    def desk(self) -> Desk:
        """The desk over the file that ``--db`` names, as of the day that ``--at`` names."""
        desk = self.open_desk(self.path)
        self.account = desk.book.settings.mail
        if self.at is None:
            return desk
        try:
            return desk.as_of(self._when(desk.book, self.at))
        finally:
            desk.store.close(compact=False)

    def open_desk(self, path: Path, source: str = "cli") -> Desk:
        """Open a desk over a file."""
        from delegator_tui.desk.desk import open_desk

        return open_desk(path, self.clock, self.moment, source)

    def _when(self, book: Book, text: str) -> str:
        from delegator_tui.rules.dates import dates, why_not

        when = dates.read(text, book, past=True)
        if when is None:
            raise WrongUsage(f"--at: {why_not.refusal(text, book, past=True)}")
        return when

    @property
    def book(self) -> Book:
        """The book as it is now."""
        return self.desk.book

    def stay_in_the_present(self) -> None:
        """Raise Refused for what acts outside of the book, such as a timer or a mail, while ``--at`` looks back."""
        if self.at is not None:
            raise Refused("--at only looks back, and this does something: run it without --at.")

    def date(self, text: str, option: str, *, past: bool = False, begins: bool = False) -> str:
        """Read a date phrase of an option or argument. Raises WrongUsage, naming it, when it is none."""
        from delegator_tui.rules.dates import dates, why_not

        found = dates.read(text, self.book, past=past, begins=begins)
        if found is None:
            raise WrongUsage(f"{option}: {why_not.refusal(text, self.book, past=past)}")
        return found

    def past(self, text: str | None, option: str = "--on") -> str | None:
        """Read a date phrase of what has happened: without a year the latest that is not to come; None for none."""
        return self.date(text, option, past=True) if text else None

    def say(self, when: str | None) -> str:
        """Return a date as it was understood, for a sentence."""

        return Due.of(when).say(self.book.now) if when else "no date"


def json_option(command: F) -> F:
    """Add ``--json`` to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(command)


def on_option(command: F) -> F:
    """Add ``--on``: when it happened, if not now."""
    say = "The day, or day and time, on which it happened; now unless said."
    return click.option("--on", metavar="DATE", help=say)(command)


def deliverable_option(command: F) -> F:
    """Add ``--deliverable``, once for each part that is meant."""
    say = "Only this part, by a part of its title; may be given again."
    return click.option("--deliverable", multiple=True, metavar="D", help=say)(command)


pass_front = click.make_pass_decorator(Front)


def emit(document: object, text: str, *, as_json: bool) -> None:
    """Print the answer: ``document`` as JSON, or ``text``, which must be safe to paint. Raises NotSaved."""
    if as_json:
        from delegator_tui.cli import harmless

        put_out(harmless.document(as_document(document)))
    elif text:
        put_out(text + "\n")


def as_document(document: object) -> str:
    """Return a JSON document as text that standard output can take."""
    return json.dumps(document, ensure_ascii=not takes_all(), indent=2) + "\n"


def put_out(text: str) -> None:
    """Write to standard output. Raises NotSaved when it takes nothing, such as a file on a full disk."""
    try:
        click.echo(text, nl=False)
    except BrokenPipeError as error:
        streams.let_go(sys.stdout)
        raise click.exceptions.Exit(0) from error
    except OSError as error:
        raise streams.not_taken(error) or error from None


def read_stdin(encoding: str = "", *, has_option: bool = False) -> str:
    """Return standard input as text. Raises Refused, naming the line, for bytes that are none."""
    from delegator_tui.exchange.given import STANDARD_INPUT, as_text, read_some

    return as_text(read_some(sys.stdin.buffer, STANDARD_INPUT), STANDARD_INPUT, encoding, has_option=has_option)


def read_secret() -> str:
    """Return standard input as text, whatever its bytes are: no sentence may repeat them."""
    from delegator_tui.exchange.given import STANDARD_INPUT, read_some

    return read_some(sys.stdin.buffer, STANDARD_INPUT).decode("utf-8-sig", "replace")


def read_text(path: str) -> str:
    """Read a text file that the user named; ``-`` is standard input. Raises Refused when it cannot be read."""
    from delegator_tui.exchange import given

    try:
        return read_stdin() if path == "-" else given.read_text(Path(path))
    except OSError as error:
        raise Refused(f"{path} cannot be read as text: {error}.") from error


def takes_all() -> bool:
    """Tell whether standard output takes every character."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def width() -> int | None:
    """Return how many cells a line may have: the terminal's, or None when the answer is piped."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def wrapped(text: str) -> list[str]:
    """Return a line as the lines that it takes on this terminal; broken between words."""
    import textwrap

    most = width()
    return textwrap.wrap(text, most) if most else [text]


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = (), flexible: int = 0, indent: str = "") -> str:
    """Return rows as aligned columns. Columns in ``right`` are right-aligned and keep their width.

    On a terminal ``flexible`` gives way first, then the widest of the others.
    """
    from delegator_tui.model.text import printed, shown

    if not rows:
        return ""
    most = width()
    safe = [[printed(cell) if most is None else shown(cell) for cell in row] for row in rows]
    widths = [max(cells(row[column]) for row in safe) for column in range(len(safe[0]))]
    if most is not None:
        over = len(indent) + sum(widths) + 2 * (len(widths) - 1) - most
        others = sorted({*range(len(widths))} - {flexible, *right}, key=lambda column: -widths[column])
        for column in (flexible, *others):
            gives = min(max(0, over), max(0, widths[column] - LEAST))
            widths[column] -= gives
            over -= gives
    lines = (
        "  ".join(_padded(cell, widths[i], right=i in right, cut=most is not None) for i, cell in enumerate(row))
        for row in safe
    )
    return "\n".join(f"{indent}{line}".rstrip() for line in lines)


def _padded(cell: str, wide: int, *, right: bool, cut: bool) -> str:
    """Return a cell as wide as its column; on a terminal a longer one is cut, elsewhere nothing of it changes."""
    from delegator_tui.model.display import fit

    if cut:
        return fit(cell, wide, "right" if right else "left")
    room = " " * (wide - cells(cell))
    return room + cell if right else cell + room


def cells(text: str) -> int:
    """Return how many terminal cells a safe text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def loud(text: str) -> str:
    """Return text in red where colour is wanted: on a terminal without NO_COLOR."""
    return click.style(text, fg="red") if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else text


@contextmanager
def closing(front: Front) -> Iterator[None]:
    """Leave the file in order when a command ends, and say what was found and put right in it.

    The TinyDB file is brought up to date by what only reads; the first command of a day that finds something new also
    keeps the day's backup.
    """
    from delegator_tui.model.text import printed

    said = ""
    try:
        yield
    except DelegatorError as error:
        said = str(error)
        raise
    finally:
        if "desk" in front.__dict__:
            store = front.desk.store
            if front.settles:
                front.desk.file.settle(fold=front.folds or not store.saves)
            store.close(compact=False)
            for notice in [*store.notices, *unapproved(front)]:
                if notice != said:
                    streams.say_aside(f"delegator: {printed(notice)}")


def unapproved(front: Front) -> list[str]:
    """Return the sentence on a mail account that came into the book just now and is not approved; none for others.

    By whatever way it came: a merge, a copy, a step taken back, an edit by hand.
    """
    account, store = front.book.settings.mail, front.desk.store
    edited = any(isinstance(notice, TransientNotice) for notice in store.notices)
    if account is None or not (edited or account != front.account):
        return []
    from delegator_tui.outbox import approvals

    refused = approvals.unapproved(account, store)
    return [str(refused)] if refused else []
