"""Asks a waiting process for a run, and follows it: what ``subprocess`` offers, as far as the tests use it."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from tests.effort import is_long

WAITING = Path(__file__).with_name("waiting.py")
ASKING = WAITING.with_name("asking.py")
LEARNT = ("PYTHON", "LANG", "LC_", "TERM", "COLORTERM", "NO_COLOR", "TEXTUAL", "NCURSES")
"""How the names of variables begin that count as a program starts."""
AS_MODULE = ("-m", "delegator_tui")
"""What is an argument of Python's, not of the program."""
LIMIT = 60.0
"""Seconds for a run without a terminal."""


class Run:
    """A run under way, as ``Popen`` is one."""

    def __init__(
        self, path: str, words: Sequence[str], env: Mapping[str, str], streams: Sequence[int], *, session: bool = False
    ) -> None:
        asked = {"words": list(words), "env": dict(env), "folder": str(Path.cwd()), "session": session}
        body = json.dumps(asked).encode()
        self._talk = socket.socket(socket.AF_UNIX)
        self._talk.connect(path)
        socket.send_fds(self._talk, [len(body).to_bytes(8, "big")], list(streams))
        self._talk.sendall(body)
        self.pid = self._number()
        self.returncode: int | None = None

    def _number(self) -> int:
        data = b""
        while len(data) < 8:
            more = self._talk.recv(8 - len(data))
            assert more, "the process that waits is gone"
            data += more
        return int.from_bytes(data, "big", signed=True)

    def poll(self) -> int | None:
        """Return the exit code; None while it runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.wait(0.001)
        return None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; return the exit code, negative after a signal."""
        if self.returncode is None:
            self._talk.settimeout(timeout)
            try:
                self.returncode = self._number()
            except TimeoutError:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0) from None
            self._talk.close()
        return self.returncode

    def kill(self) -> None:
        """End it, if it runs."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


class Done(NamedTuple):
    """What a run ended with and wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


def _is_of_python(variable: tuple[str, str]) -> bool:
    """Tell whether a test sets this to have Python itself do something else."""
    name, value = variable
    return name.startswith("PYTHON") and name != "PYTHONPATH" and os.environ.get(name) != value


class _Waiting:
    """The waiting processes of this test process, one for each way to start; each is started with its second run."""

    def __init__(self) -> None:
        self._folder = ""
        self._seen: dict[str, str] = {}

    def socket_for(self, env: Mapping[str, str]) -> str | None:
        """Return where one listens that was started like this; None for the first run of its kind."""
        if is_long() or not sys.platform.startswith("linux") or any(map(_is_of_python, env.items())):
            return None
        learnt = {name: value for name, value in sorted(env.items()) if name.startswith(LEARNT)}
        key = json.dumps(learnt)
        if key not in self._seen:
            self._seen[key] = ""
            return None
        self._seen[key] = self._seen[key] or self._start(learnt)
        return self._seen[key]

    def _start(self, env: Mapping[str, str]) -> str:
        if not self._folder:
            self._folder = tempfile.mkdtemp(prefix="started-")
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        path = f"{self._folder}/{len(self._seen)}-{sum(map(bool, self._seen.values()))}"
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(path)
        listening.listen()
        life, far = os.pipe()
        atexit.register(os.close, life)
        extra = {"PATH": os.environ["PATH"], "HOME": self._folder}
        subprocess.Popen(
            [sys.executable, "-P", str(WAITING)], stdin=listening.fileno(), stdout=far, env={**extra, **env}
        )
        listening.close()
        os.close(far)
        return path


_waiting = _Waiting()


def run(
    command: Sequence[str], words: Sequence[str], env: Mapping[str, str], data: bytes, *, merged: bool = False
) -> Done:
    """Run the program without a terminal; ``command`` starts it where nobody waits. ``merged``: all in ``stdout``."""
    path = _waiting.socket_for(env)
    if path is None:
        errors = subprocess.STDOUT if merged else subprocess.PIPE
        done = subprocess.run(
            [*command, *words], input=data, stdout=subprocess.PIPE, stderr=errors, env=env, timeout=LIMIT, check=False
        )
        return Done(done.returncode, done.stdout, done.stderr or b"")
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        stdin.write(data)
        stdin.seek(0)
        streams = (stdin.fileno(), out.fileno(), out.fileno() if merged else err.fileno())
        asked = Run(path, [command[0], *words], env, streams)
        code = asked.wait(LIMIT)
        return Done(code, *(_whole(each) for each in (out, err)))


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


Start = Callable[[Sequence[str], Mapping[str, str], int], "subprocess.Popen[bytes] | Run"]


def on_terminal(command: Sequence[str], env: Mapping[str, str], terminal: int) -> subprocess.Popen[bytes] | Run:
    """Start the program, ``command`` with its arguments, as the leader of a session that has this terminal."""
    path = _waiting.socket_for(env)
    if path is None:
        return anew(command, env, terminal)
    return Run(path, [word for word in command if word not in AS_MODULE], env, (terminal,) * 3, session=True)


def anew(command: Sequence[str], env: Mapping[str, str], terminal: int) -> subprocess.Popen[bytes]:
    """The same of any program, by its own start."""

    def take_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    return subprocess.Popen(
        list(command), stdin=terminal, stdout=terminal, stderr=terminal, env=dict(env),
        start_new_session=True, preexec_fn=take_terminal,
    )  # fmt: skip


def in_shell(env: Mapping[str, str]) -> str:
    """Return what a shell with this environment is to run as ``delegator``."""
    path = _waiting.socket_for(env)
    words = ["-m", "delegator_tui"] if path is None else ["-IS", str(ASKING), path, "delegator"]
    return shlex.join([sys.executable, *words])
