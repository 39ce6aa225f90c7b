"""The terminal lent to another program, such as the owner's own editor on the text of a field."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any, Protocol

from textual.app import SuspendNotSupported

from delegator_tui.errors import Refused
from delegator_tui.outbox.programs import found

KNOWN = ("sensible-editor", "nano", "vi")
"""What is tried when neither ``VISUAL`` nor ``EDITOR`` names an editor."""


ENDING = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
"""Signals that end the dashboard."""


class Suspends(Protocol):
    """An app that can give its terminal back for a while."""

    def suspend(self) -> AbstractContextManager[None]: ...


@contextmanager
def lent(app: Suspends) -> Iterator[None]:
    """Lend the terminal to what follows; ctrl+c there does not end the dashboard. Raises SuspendNotSupported."""
    lending = app.suspend()
    lending.__enter__()  # not by "with": after an error Textual would not take the terminal back, and hang
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        lending.__exit__(None, None, None)


@contextmanager
def told(then: Callable[[int], None]) -> Iterator[None]:
    """Call ``then`` with each signal that ends the dashboard, too: its loop stands still while the terminal is lent."""

    def pass_on(number: int, frame: FrameType | None) -> None:
        if callable(before[number]):
            before[number](number, frame)
        then(number)

    before: dict[int, Any] = {each: signal.signal(each, pass_on) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def run(words: Sequence[str]) -> int:
    """Run a program on the lent terminal; what ends the dashboard ends it, too. Return its exit code."""
    running: list[subprocess.Popen[bytes]] = []
    came: list[int] = []

    def pass_on(number: int) -> None:
        came.append(number)
        for program in running:
            program.send_signal(number)

    with told(pass_on), subprocess.Popen(words) as program:
        running.append(program)
        for number in came:  # while it was being started
            program.send_signal(number)
        return program.wait()


def command() -> list[str]:
    """Return the words that start the owner's editor. Raises Refused when there is none."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError as error:
        raise Refused(f"EDITOR is “{named}”, which is not a command: set it to one such as nano.") from error
    words = words or [path for each in KNOWN if (path := found(each))][:1]
    if not words:
        raise Refused("No editor is known here: set EDITOR to yours, such as nano.")
    if shutil.which(words[0]) is None:
        raise Refused(f"The editor {words[0]} is not here: set EDITOR to yours, such as nano.")
    return words


def changed(app: Suspends, text: str) -> str:
    """Return what the owner makes of ``text`` in their editor, the dashboard lent to it. Raises Refused."""
    words = command()
    try:
        with lent(app):
            return edited(text, words)
    except SuspendNotSupported as error:
        raise Refused("No editor can be opened in this terminal: type the text here.") from error


def edited(text: str, words: list[str]) -> str:
    """Return what the owner makes of ``text`` in the editor, which has the terminal meanwhile. Raises Refused.

    The file is the owner's alone (0600, in a folder of its own) and gone afterwards.
    """
    name = Path(words[0]).name
    with TemporaryDirectory(prefix="delegator-") as folder:
        file = Path(folder) / "text.txt"
        file.touch(0o600)
        file.write_text(text, "utf-8")
        try:
            code = run([*words, str(file)])
            again = file.read_text("utf-8", "replace")
        except OSError as error:
            raise Refused(f"{name} did not work: {error.strerror}. The text is as it was.") from error
    if code:
        raise Refused(f"{name} ended with {code}. The text is as it was.")
    return again.removesuffix("\n") if not text.endswith("\n") else again
