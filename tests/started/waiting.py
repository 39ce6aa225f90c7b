"""The process that waits: reads the program once, then forks for every run that is asked for.

Run with a socket as standard input, which listens, and a pipe as standard output: it ends when nobody reads that.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import gc
import importlib
import io
import json
import os
import pkgutil
import random
import select
import signal
import socket
import sys
import termios
import threading
import time
from typing import Any, TextIO


def read_modules() -> None:
    """Import what any run may need, with the colours of this environment."""
    from delegator_tui.screens.terminal import colours

    colours.prepare(os.environ)
    import delegator_tui

    for module in pkgutil.walk_packages(delegator_tui.__path__, "delegator_tui."):
        importlib.import_module(module.name)
    importlib.import_module("textual.drivers.linux_driver")
    gc.collect()
    gc.freeze()


def serve(listening: socket.socket, life: int) -> None:
    """Fork for each run; comes back only in a process that is to be the program."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those who look after a run are waited for by nobody
    poll = select.poll()
    poll.register(listening, select.POLLIN)
    poll.register(life, 0)
    while life not in (ready := dict(poll.poll())):
        if listening.fileno() in ready:
            asking, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                look_after(asking)
                return
            asking.close()
    os._exit(0)


def look_after(asking: socket.socket) -> None:
    """Start the run that is asked for, tell its process, and how it ended; comes back in that process alone."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    head, streams, _, _ = socket.recv_fds(asking, 8, 3)
    wanted = json.loads(read_whole(asking, int.from_bytes(head, "big")))
    run = os.fork()
    if run == 0:
        asking.close()
        become(wanted, streams)
        return
    for stream in (0, 1, 2, *streams):
        with contextlib.suppress(OSError):
            os.close(stream)
    with contextlib.suppress(OSError):  # who asked may be gone
        asking.sendall(run.to_bytes(8, "big"))
    _, status = os.waitpid(run, 0)
    with contextlib.suppress(OSError):
        asking.sendall(os.waitstatus_to_exitcode(status).to_bytes(8, "big", signed=True))
    os._exit(0)


def read_whole(asking: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length and (more := asking.recv(length - len(data))):
        data += more
    return data


def become(wanted: dict[str, Any], streams: list[int]) -> None:
    """Be the run: streams, session, folder, environment and arguments."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, 64)
    if wanted["session"]:
        os.setsid()
        if os.isatty(0):
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["env"])
    time.tzset()
    random.seed()
    sys.argv = wanted["words"]
    sys.stdin = sys.__stdin__ = stream_as_python_opens(0, sys.stdin)  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = stream_as_python_opens(1, sys.stdout)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = stream_as_python_opens(2, sys.stderr)  # type: ignore[misc]


def stream_as_python_opens(number: int, like: TextIO) -> io.TextIOWrapper:
    """Open a stream as Python does when it starts, in the encoding that it chose for the one of this process."""
    if number == 0:
        return io.TextIOWrapper(io.open(0, "rb", closefd=False), like.encoding, like.errors)  # noqa: UP020
    lines = number == 2 or os.isatty(number)
    raw = io.open(number, "wb", closefd=False)  # noqa: SIM115, UP020
    return io.TextIOWrapper(raw, like.encoding, like.errors, newline="\n", line_buffering=lines)


def leave(code: int) -> None:
    """End as Python does, but for taking all modules apart: that takes longer than most runs."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120
    os._exit(code)


if __name__ == "__main__":
    read_modules()
    serve(socket.socket(fileno=os.dup(0)), os.dup(1))
    from delegator_tui.__main__ import main

    leave(main())
