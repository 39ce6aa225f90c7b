"""A desktop session of its own: a D-Bus, gnome-keyring on it, and the real program in it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.cli.conftest import Answer, surroundings

SILENT = """
import sys
from jeepney import DBusAddress, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection("SESSION")
bus.send_and_get_reply(message_bus.RequestName("org.gnome.keyring.SystemPrompter"))
print("ready", flush=True)
while True:
    bus.receive()
"""
"""A program that owns the name of whoever asks for the keyring's password, and never asks."""


class Session:
    """The surroundings of a session, and what runs in it."""

    def __init__(self, folder: Path, more: Mapping[str, str]) -> None:
        self.folder = folder
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "DELEGATOR_"))}
        run = folder / "run"
        run.mkdir(mode=0o700, exist_ok=True)
        self.env = clean | surroundings(folder) | {"XDG_RUNTIME_DIR": str(run), **more}
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
            self.env.pop(name, None)

    def run(self, *words: str, code: int = 0, stdin: str = "", **env: str) -> Answer:
        """Run a command of the program; it must end with ``code``."""
        done = subprocess.run(
            [sys.executable, "-m", "delegator_tui", *words], input=stdin, text=True,
            env=self.env | env, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        answer = Answer(done.returncode, done.stdout, done.stderr)
        assert answer.code == code, answer
        assert "Traceback" not in answer.err
        return answer


@contextmanager
def started(words: list[str], env: Mapping[str, str], stdin: bytes = b"") -> Iterator[subprocess.Popen[bytes]]:
    """Run a program meanwhile; its first line is awaited by ``first_line``."""
    process = subprocess.Popen(words, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def first_line(process: subprocess.Popen[bytes], seconds: float = 20) -> str:
    assert process.stdout is not None
    assert select.select([process.stdout], [], [], seconds)[0], "nothing was printed"
    return process.stdout.readline().decode().strip()


def _wait_for(name: str, bus: str, seconds: float = 20) -> None:
    """Wait until a program has taken a name on the bus."""
    ends = time.monotonic() + seconds
    with open_dbus_connection(bus) as connection:
        while not connection.send_and_get_reply(message_bus.NameHasOwner(name)).body[0]:
            assert time.monotonic() < ends, f"nobody is {name}"


@contextmanager
def session(folder: Path, *, unlock: bool = False, silent: bool = False) -> Iterator[Session]:
    """A session with a bus; ``unlock``: gnome-keyring runs, unlocked; else it starts, locked, when it is asked."""
    here = Session(folder, {})
    with started(["dbus-daemon", "--session", "--nofork", "--print-address=1"], here.env) as bus:
        here.env["DBUS_SESSION_BUS_ADDRESS"] = first_line(bus)
        if silent:
            with started([sys.executable, "-c", SILENT], here.env) as prompter:
                assert first_line(prompter) == "ready"
                yield here
        elif unlock:
            daemon = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
            with started(daemon, here.env, b"a password\n"):
                _wait_for("org.freedesktop.secrets", here.env["DBUS_SESSION_BUS_ADDRESS"])
                yield here
        else:
            yield here
