"""Another process holds the file: keys still work, and what waits to be saved says so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e
SECONDS = 3
HOLD = f"""
import fcntl, select, sys
with open(sys.argv[1], "a") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("held", flush=True)
    select.select([], [], [], {SECONDS})
"""
SAVING = "Saving: another program holds the file …"


@contextmanager
def held(delegator: Installed) -> Iterator[subprocess.Popen[bytes]]:
    """Have another process hold the store's lock for a while from now on."""
    lock = f"{delegator.file}.lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, lock], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield holder
        holder.kill()


def test_keys_move_while_the_file_is_held_and_the_step_is_saved_after(sample: Installed) -> None:
    with sample.open() as terminal:
        terminal.wait("5 overdue")
        terminal.press("2")
        terminal.wait("▸ +today +Turn on two-factor")
        with held(sample) as holder:
            terminal.press("x")
            terminal.wait(SAVING)
            terminal.press("j")
            terminal.wait("▸ +today +Call the kiln repair people")
            terminal.press("3")
            terminal.wait("Handoffs   12 open")
            terminal.press("jj")
            terminal.wait("▸ ! 3 d late +Glaze range photos")
            terminal.press("2")
            terminal.wait("▸ +today +Call the kiln repair people")
            terminal.wait("62 to triage")
            assert holder.poll() is None
            terminal.wait("Dropped Turn on two-factor for the shared mailbox")
            assert holder.poll() is not None
        terminal.wait("61 to triage")
        assert not terminal.sees(SAVING)
        terminal.press("q")
        assert terminal.leave() == 0
    (task,) = json.loads(sample("list", "two-factor for the shared", "--all", "--json"))["items"]
    assert task["state"] == "dropped"


def test_steps_that_were_typed_meanwhile_are_saved_in_their_order(sample: Installed) -> None:
    with sample.open() as terminal:
        terminal.wait("5 overdue")
        terminal.press("2")
        terminal.wait("▸ +today +Turn on two-factor")
        with held(sample):
            terminal.press("x")
            terminal.wait(SAVING)
            terminal.press("j", "m", "u")
            terminal.wait("Undone: .*Call the kiln")
        terminal.wait("61 to triage")
        terminal.wait("Call the kiln repair people")


def test_a_view_that_was_left_while_it_was_saving_says_so_no_more(sample: Installed) -> None:
    with sample.open() as terminal:
        terminal.wait("5 overdue")
        terminal.press("2")
        terminal.wait("▸ +today +Turn on two-factor")
        terminal.press("x")
        terminal.wait("61 to triage")
        with held(sample):
            terminal.press("u")
            terminal.wait(SAVING)
            terminal.press("3")
            terminal.wait("Handoffs   12 open")
            terminal.wait("Undone: ")
        terminal.press("2")
        terminal.wait("[.] mine")
        assert not terminal.sees(SAVING)
