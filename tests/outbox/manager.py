"""A real systemd user manager for a test, also in a container that systemd did not start."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SYSTEMD = Path("/lib/systemd/systemd")
CGROUPS = [Path("/sys/fs/cgroup", name) for name in ("systemd", "unified", "")]
"""Where a manager may keep its processes: one folder or two, by the age of the machine."""
BOOTED = "mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system"
"""What makes systemd believe, in a mount namespace of its own, that it may run here."""
APART = ["unshare", "--mount", "--propagation", "private"]
PATIENCE = 20.0


def can_run() -> bool:
    """Return whether a manager of one's own can be run here: only root can, where it may mount and make a cgroup."""
    if os.getuid() != 0 or not SYSTEMD.exists() or not _cgroups():
        return False
    tried = subprocess.run([*APART, "mount", "-t", "tmpfs", "tmpfs", "/run"], capture_output=True, check=False)
    return tried.returncode == 0


def _cgroups() -> list[Path]:
    return [each for each in CGROUPS if (each / "cgroup.procs").exists() and os.access(each, os.W_OK)]


@contextmanager
def user_manager(folder: Path) -> Iterator[str]:
    """Run a user manager with ``folder`` as its home; give its runtime folder.

    A manager takes every process of its cgroup under its wing, so it gets a cgroup of its own.
    """
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    groups = [each / f"delegator-test-{os.getpid()}" for each in _cgroups()]
    joined = " && ".join(f"echo $$ > {each}/cgroup.procs" for each in groups)
    for each in groups:
        each.mkdir()
    env = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime), "PATH": os.environ["PATH"], "LC_ALL": "C"}
    start = [*APART, "sh", "-ec", f"{joined} && {BOOTED} && exec {SYSTEMD} --user --log-target=console"]
    with (folder / "log").open("w") as log, subprocess.Popen(start, env=env, stdout=log, stderr=log) as manager:
        try:
            _wait_for(runtime / "systemd" / "private", manager, folder / "log")
            yield str(runtime)
        finally:
            manager.terminate()
            manager.wait(PATIENCE)
            for each in groups:
                _remove(each)


def _wait_for(socket: Path, manager: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not socket.exists():
        assert manager.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        with suppress(subprocess.TimeoutExpired):
            manager.wait(0.02)


def _remove(group: Path) -> None:
    """Remove a cgroup, those below it first."""
    for folder, _, _ in os.walk(group, topdown=False):
        os.rmdir(folder)  # noqa: PTH106 - a cgroup's files go with it
