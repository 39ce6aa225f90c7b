"""The three streams that a program is started with: each may be closed, full, or gone.

Cheap to import, for a plain ``add`` needs it.
"""

from __future__ import annotations

import os
import sys

from delegator_tui.errors import NotSaved

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

NAMES = ("stdin", "stdout", "stderr")
REFUSALS = ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EBADF", "EAGAIN")
"""Errors with which an output says that it takes nothing more."""


def make_ready() -> None:
    """Have all three there, and print what their encoding lacks as ``?`` instead of failing after the work is done."""
    if any(getattr(sys, name) is None for name in NAMES):
        _open_closed()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _open_closed() -> None:
    """Have a closed stream lead nowhere: the next file opened, such as a journal, would be taken for it."""
    fd = os.open(os.devnull, os.O_RDWR)
    while fd < len(NAMES):
        os.set_inheritable(fd, True)
        fd = os.dup(fd)
    os.close(fd)
    for number, name in enumerate(NAMES):
        if getattr(sys, name) is None:
            stream = open(number, "w" if number else "r", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def let_go(stream: TextIO) -> None:
    """Have what is still to be written to a stream go nowhere: it takes nothing, and would say so at the end again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def not_taken(error: OSError, done: str = "What was done is saved.") -> NotSaved | None:
    """Return the sentence for an answer that standard output did not take; None when the error is another one."""
    import errno

    if error.filename is not None or errno.errorcode.get(error.errno or 0) not in REFUSALS:
        return None
    let_go(sys.stdout)
    return NotSaved(f"The answer could not be written ({error.strerror}). {done}".rstrip())


def say_aside(text: str) -> None:
    """Print a line on standard error, if that takes it."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        let_go(sys.stderr)


def screen() -> TextIO:
    """Return the stream on which a terminal is painted: standard error, or the output where that was sent elsewhere."""
    error, out = sys.__stderr__, sys.__stdout__
    assert error is not None
    assert out is not None
    return error if error.isatty() else out
