"""What goes wrong with the file, in the real dashboard: the sentence on the screen, and the data safe."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from delegator_tui.store.files.line import frame
from delegator_tui.store.store import Set, Store
from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal
from tests.making import StandingClock, desk_at

pytestmark = pytest.mark.e2e
LONG = 20.0
"""Seconds for what takes a while by itself: the five that a lock is waited for, a look at the file."""


@pytest.fixture
def book(short: Path) -> Installed:
    """A book of three tasks: one in the snapshot, two more in the journal; its path is short enough for a banner."""
    delegator = Installed(short)
    delegator.file.parent.mkdir()
    desk = desk_at(delegator.file, StandingClock())
    desk.tasks.capture("Photos due fri")
    desk.store.compact()
    desk.tasks.capture("Cards #shop")
    desk.tasks.capture("Invoice")
    desk.store.close(compact=False)
    return delegator


def states(delegator: Installed) -> dict[str, str]:
    """The tasks and what state they are in, read from the disk anew."""
    store = Store.open(delegator.file, StandingClock())
    found = {task["title"]: task.get("state", "inbox") for task in store.live("tasks").values()}
    store.close(compact=False)
    return found


def titles(delegator: Installed) -> list[str]:
    return sorted(states(delegator))


def beside(delegator: Installed, suffix: str) -> Path:
    return Path(f"{delegator.file}.{suffix}")


def flat(text: str) -> str:
    """Text without blanks and borders, so that a sentence is found wherever it wraps."""
    return re.sub(r"[\s│▌▐]+", "", text)


def reads(terminal: Terminal, sentence: str, within: float = LONG) -> None:
    """Wait until the sentence stands on the screen, however it is wrapped."""
    terminal._until(lambda: flat(sentence) in flat(terminal.text), within, f"did not read {sentence!r}")


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.leave() == 0


# ---- the disk


def limit(terminal: Terminal, size: int | None) -> None:
    """Let no file of the program grow over ``size``, as if the disk ended there; None lifts it."""
    hard = resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


def test_a_full_disk_is_told_until_a_save_works_again_and_the_form_keeps_its_text(book: Installed) -> None:
    with book.open(PYTHONDONTWRITEBYTECODE="1") as terminal:  # Python would leave halves of those, too
        terminal.wait("2 Inbox 3")
        limit(terminal, beside(book, "journal").stat().st_size + 40)
        terminal.press("a")
        terminal.wait("─ add ")
        terminal.press("Typed on a full disk", "enter")
        reads(terminal, "NOT SAVED – The disk with")
        assert terminal.sees("Typed on a full disk")
        terminal.press("esc")
        terminal.wait_gone("─ add ")
        reads(terminal, f"NOT SAVED – The disk with {book.file.parent} is full. Free some space and try again.")
        terminal.press("2")
        terminal.wait("3 to triage")
        terminal.press("x")
        terminal.wait("Not done: the banner says why")
        terminal.press("j")
        terminal.wait("▸ .*Cards")
        terminal.press("a")
        terminal.wait("─ add ")
        terminal.press("Second attempt", "enter")
        reads(terminal, "What you typed stays here.")
        limit(terminal, None)
        terminal.press("enter")
        terminal.wait("4 to triage")
        terminal.wait_gone("NOT SAVED")
        leave(terminal)
    assert titles(book) == ["Cards", "Invoice", "Photos", "Second attempt"]


def test_a_disk_that_does_not_confirm_makes_the_book_read_only_and_is_not_asked_again(book: Installed) -> None:
    log = book.folder / "calls"
    inject = ["-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=1"]
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(log), *inject, book.program]
    with Terminal(command, book.env) as terminal:
        terminal.wait("2 Inbox 3", LONG)
        terminal.press("a")
        terminal.wait("─ add ", LONG)
        terminal.press("Perhaps saved", "enter")
        reads(terminal, "NOT SAVED – The disk did not confirm the save")
        terminal.press("esc")
        terminal.wait_gone("─ add ", LONG)
        terminal.wait("read-only · Mon 23 Nov", LONG)
        reads(terminal, "READ-ONLY – The disk did not confirm the save")
        terminal.press("2")
        terminal.wait("3 to triage", LONG)
        terminal.press("j", "x")
        terminal.wait("▸ .*Cards", LONG)
        leave(terminal)
    assert log.read_text().count("fdatasync(") == 1
    assert set(titles(book)) - {"Perhaps saved"} == {"Photos", "Cards", "Invoice"}


WITHOUT_POWERS = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"] if os.getuid() == 0 else []
"""Root may write anywhere; like this it is a user like others."""


def test_a_folder_that_may_not_be_written_to_opens_read_only(book: Installed) -> None:
    folder = book.file.parent
    folder.chmod(0o555)
    with Terminal([*WITHOUT_POWERS, book.program], book.env) as terminal:
        terminal.wait("read-only · Mon 23 Nov", LONG)
        reads(terminal, f"READ-ONLY – {folder} can be read but not written to")
        terminal.press("2")
        terminal.wait("3 to triage")
        assert not terminal.sees("x drop")
        folder.chmod(0o755)
        terminal.wait_gone("read-only")
        leave(terminal)


# ---- what stands in the files


def test_a_book_of_a_newer_version_is_shown_and_left_alone(book: Installed) -> None:
    head, _, rest = beside(book, "journal").read_bytes().partition(b"\n")
    beside(book, "journal").write_bytes(frame(json.loads(head.split(b" ", 2)[2]) | {"schema": 99}) + rest)
    before = {each: each.read_bytes() for each in book.file.parent.iterdir() if each.is_file()}
    with book.open() as terminal:
        terminal.wait("read-only · Mon 23 Nov")
        reads(terminal, "was written by a newer delegator. Update the program; nothing was touched.")
        terminal.press("2")
        terminal.wait("3 to triage")
        leave(terminal)
    assert {each: each.read_bytes() for each in book.file.parent.iterdir() if each.is_file()} == before


def damage(book: Installed) -> bytes:
    """Damage the second save of three; return the journal as it then is."""
    journal = beside(book, "journal")
    lines = journal.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b"Cards", b"Carts")
    journal.write_bytes(b"\n".join(lines))
    return journal.read_bytes()


def test_a_damaged_journal_says_what_is_whole_and_can_be_looked_at(book: Installed) -> None:
    damage(book)
    before = {each: each.read_bytes() for each in book.file.parent.iterdir() if each.is_file()}
    with book.open() as terminal:
        terminal.wait("─ This book is damaged ")
        reads(terminal, "Every save up to number 1 is whole.")
        reads(terminal, "Save 2 cannot be read.")
        reads(terminal, "Save 3 is whole behind the damage.")
        terminal.press("o")
        terminal.wait("read-only · Mon 23 Nov")
        reads(terminal, "is damaged: this is what can be read of it. Recover it to go on.")
        terminal.press("2")
        terminal.wait("2 to triage")
        leave(terminal)
    assert {each: each.read_bytes() for each in book.file.parent.iterdir() if each.is_file()} == before
    with book.open() as terminal:
        terminal.wait("─ This book is damaged ")
        terminal.press("q")
        assert terminal.leave() == 4


def test_a_damaged_journal_is_recovered_and_the_original_kept(book: Installed) -> None:
    damaged = damage(book)
    with book.open() as terminal:
        terminal.wait("─ This book is damaged ")
        terminal.press("r")
        terminal.wait("2 Inbox 2")
        reads(terminal, "Recovered. Every save up to number 1 is whole. Save 2 cannot be read.")
        terminal.press("2", "x")
        terminal.wait("1 to triage")
        leave(terminal)
    assert titles(book) == ["Invoice", "Photos"]
    assert damaged in [each.read_bytes() for each in beside(book, "quarantine").iterdir()]
    assert "no fault found" in book("doctor")


def test_a_damaged_journal_gives_way_to_a_backup(book: Installed) -> None:
    book("backup")
    book("add", "Latest")
    damage(book)
    with book.open() as terminal:
        terminal.wait("─ This book is damaged ")
        terminal.wait("1  go back to the backup of Mon 23 Nov 2026 09:00 UTC, save 3")
        terminal.press("1")
        terminal.wait("2 Inbox 3")
        leave(terminal)
    assert titles(book) == ["Cards", "Invoice", "Photos"]
    book("undo")
    assert titles(book) == ["Cards", "Invoice", "Latest", "Photos"], "the TinyDB file has what the journal has lost"


def test_a_save_that_was_cut_short_is_set_aside_and_said_in_passing(book: Installed) -> None:
    with beside(book, "journal").open("ab") as journal:
        journal.write(b'1234abcd 77 {"s":4,"h":')
    with book.open() as terminal:
        terminal.wait("2 Inbox 3")
        terminal.press("2", "x")
        reads(terminal, "The last save was never finished")
        terminal.wait("2 to triage")
        assert not terminal.sees("THE FILE")
        leave(terminal)
    assert [each.read_bytes()[:8] for each in beside(book, "quarantine").iterdir()] == [b"1234abcd"]
    assert titles(book) == ["Cards", "Invoice", "Photos"]


@pytest.mark.parametrize("how", ["missing", "emptied", "older"])
def test_a_lost_snapshot_is_rebuilt_and_told_until_it_is_put_away(book: Installed, how: str) -> None:
    older = book.file.read_bytes()
    book("compact")
    book("add", "Latest")
    if how == "missing":
        book.file.unlink()
    else:
        book.file.write_bytes(older if how == "older" else b"")
    with book.open() as terminal:
        terminal.wait("2 Inbox 4")
        reads(terminal, "THE FILE, f5 puts this away –")
        terminal.press("\x1b[15~")  # f5
        terminal.wait("─ The file ")
        reads(terminal, "the book was rebuilt from its spare copy and its journal.")
        terminal.press("esc")
        terminal.wait_gone("The file |THE FILE")
        leave(terminal)
    assert titles(book) == ["Cards", "Invoice", "Latest", "Photos"]
    with TinyDB(book.file, access_mode="r") as db:
        assert {task["title"] for task in db.table("tasks")} == {"Cards", "Invoice", "Latest", "Photos"}


def test_a_missing_journal_is_told(book: Installed) -> None:
    beside(book, "journal").unlink()
    with book.open(columns=120) as terminal:
        terminal.wait("2 Inbox 1")
        reads(terminal, "is missing; saves since the last compaction may be lost.")
        leave(terminal)
    assert titles(book) == ["Photos"]


def test_a_book_in_a_synchronised_folder_is_warned_of(book: Installed) -> None:
    (book.folder / ".stfolder").mkdir()
    with book.open(columns=120) as terminal:
        reads(terminal, "which a sync program changes under it")
        leave(terminal)


# ---- other hands


HOLD = """
import fcntl, sys
with open(sys.argv[1], "r+") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    lock.truncate()
    lock.write("4711 backup-tool\\n")
    lock.flush()
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.long  # five seconds of it; tests/screens/test_file.py hands fewer in
def test_who_holds_the_file_is_named_after_five_seconds_and_can_be_waited_for(book: Installed) -> None:
    with book.open() as terminal:
        terminal.wait("2 Inbox 3")
        terminal.press("2")
        terminal.wait("3 to triage")
        lock = str(beside(book, "lock"))
        command = [sys.executable, "-c", HOLD, lock]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            terminal.press("x")
            terminal.press("j", "m")
            reads(terminal, "Another delegator is busy with this file (backup-tool, process 4711)")
            terminal.wait("w waits for it · esc leaves it")
            holder.communicate(b"")
        terminal.press("w")
        terminal.wait("1 to triage", LONG)
        assert not terminal.sees("NOT SAVED")
        leave(terminal)
    assert states(book) == {"Photos": "dropped", "Cards": "mine", "Invoice": "inbox"}


def edited(book: Installed, old: str, new: str) -> None:
    book.file.write_text(book.file.read_text().replace(old, new, 1))


def test_an_edit_by_hand_is_taken_in_beside_what_is_saved_and_undo_takes_it_back(book: Installed) -> None:
    with book.open() as terminal:
        terminal.wait("2 Inbox 3")
        terminal.press("2")
        terminal.wait("3 to triage")
        edited(book, '"title":"Photos"', '"title":"Photos by hand"')
        terminal.wait("Photos by hand", LONG)
        reads(terminal, "was edited by hand; the edit was taken in.")
        terminal.press("j", "x")
        terminal.wait("2 to triage", LONG)
        terminal.press("u")
        terminal.wait("3 to triage")
        terminal.press("u")
        terminal.wait_gone("Photos by hand")
        leave(terminal)
    assert titles(book) == ["Cards", "Invoice", "Photos"]


def test_an_edit_that_breaks_a_rule_is_set_aside_with_its_line_and_told(book: Installed) -> None:
    with book.open(columns=160) as terminal:
        terminal.wait("2 Inbox 3")
        edited(book, '"title":"Photos"', '"title":7')
        reads(terminal, "the edit breaks a rule at line 2, column ")
        terminal.press("2", "j", "x")
        terminal.wait("2 to triage", LONG)
        assert terminal.sees("THE FILE")
        terminal.press("\x1b[15~")
        terminal.wait("─ The file ")
        reads(terminal, "It was not taken in; what you wrote is kept as")
        terminal.press("esc")
        terminal.wait_gone("The file |THE FILE")
        leave(terminal)
    kept = [each.read_text() for each in beside(book, "quarantine").glob("snapshot-*")]
    assert any('"title":7' in text for text in kept)
    assert titles(book) == ["Cards", "Invoice", "Photos"]


def test_an_edit_that_is_no_json_is_set_aside_and_told(book: Installed) -> None:
    with book.open(columns=160) as terminal:
        terminal.wait("2 Inbox 3")
        edited(book, '"title":"Photos"', '"title":Photos')
        reads(terminal, "could not be read (line 2, column ")
        leave(terminal)
    assert titles(book) == ["Cards", "Invoice", "Photos"]
    assert any("Photos" in each.read_text() for each in beside(book, "quarantine").iterdir())


def test_undoing_over_what_changed_since_asks(book: Installed) -> None:
    with book.open() as terminal:
        terminal.wait("2 Inbox 3")
        terminal.press("2", "x")
        terminal.wait("2 to triage")
        other = Store.open(book.file, lambda: dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
        (uid,) = [task["uid"] for task in other.live("tasks").values() if task["state"] == "dropped"]
        other.commit([Set("tasks", uid, {"state": "mine"})], verb="stamp", label="stamp", kind="system")
        other.close(compact=False)
        terminal.press("u")
        reads(terminal, "state of Photos changed since")
        terminal.wait("y do it all the same")
        terminal.press("n")
        terminal.wait_gone("y do it all the same")
        terminal.press("u")
        terminal.wait("y do it all the same")
        terminal.press("y")
        terminal.wait("3 to triage")
        leave(terminal)
    assert titles(book) == ["Cards", "Invoice", "Photos"]


def test_a_conflicted_copy_is_offered_for_merge_and_asks_where_both_changed(book: Installed) -> None:
    book("compact")
    there = book.folder / "there"
    shutil.copytree(book.file.parent, there)
    book("edit", "Photos", "--title", "Photos here")
    later: Any = {"DELEGATOR_DB": str(there / book.file.name), "DELEGATOR_NOW": "2026-11-23T10:00:00+00:00"}
    book("edit", "Photos", "--title", "Photos there", **later)
    book("add", "Only there", **later)
    book("compact", **later)
    shutil.copy(there / book.file.name, book.file.parent / "delegator.sync-conflict-20261123-100000-ABCDEFG.json")
    with book.open(columns=120) as terminal:
        reads(terminal, "is a second version of the book that a sync program made")
        terminal.press("\x1b[15~")
        terminal.wait("m merges delegator.sync-conflict-20261123-100000-ABCDEFG.json")
        terminal.press("m")
        reads(terminal, "title of Photos here: here Photos here, there Photos there")
        terminal.press("t")
        terminal.wait("2 Inbox 4")
        terminal.press("2")
        terminal.wait("Photos there")
        leave(terminal)
    assert titles(book) == ["Cards", "Invoice", "Only there", "Photos there"]
    book("undo")
    assert titles(book) == ["Cards", "Invoice", "Photos here"]
