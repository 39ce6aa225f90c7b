"""The crontab of whoever runs the tests: one test at a time has it, and it is put back afterwards."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NEEDS_CRONTAB = pytest.mark.skipif(shutil.which("crontab") is None, reason="install cron")


def crontab() -> bytes | None:
    done = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def set_crontab(content: bytes | None) -> None:
    subprocess.run(["crontab", "-r" if content is None else "-"], input=content, capture_output=True, check=False)


@pytest.fixture
def own_crontab() -> Iterator[None]:
    """Have the crontab for one test at a time, and put it back; it is none at first.

    It is kept in a file meanwhile: what a killed run has left there is put back by the next one.
    """
    place = Path(tempfile.gettempdir(), f"delegator-crontab-{os.getuid()}")
    saved = place.with_suffix(".saved")
    with place.open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        before = saved.read_bytes() if saved.exists() else crontab()
        if before is not None:
            saved.write_bytes(before)
        set_crontab(None)
        try:
            yield
        finally:
            set_crontab(before)
            saved.unlink(missing_ok=True)
