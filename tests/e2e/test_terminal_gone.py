"""A terminal that is taken away, signals, and stopping: the program ends, or goes on, and nothing is lost by it."""

from __future__ import annotations

import json
import os
import select
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.terminal import PATIENCE, Terminal
from tests.e2e.test_held_lock import held
from tests.making import StandingClock, add_contractor, desk_at, working

pytestmark = pytest.mark.e2e
ENDS = {signal.SIGHUP: 129, signal.SIGTERM: 143, signal.SIGINT: 130}
LATER = "2026-12-07T09:00:00+00:00"
IGNORED = """exec 3<>/dev/tty
exec nohup sh -c 'exec <&3 >&3 2>&3 3<&-; exec "$0"' "$0" </dev/null >/dev/null 2>&1"""
"""A program that ``nohup`` has ignore SIGHUP, with the terminal all the same, which somebody holds at every moment."""


class Alive:
    """A pipe that the program and whatever runs it hold open: it ends when all of them are gone."""

    def __init__(self, delegator: Installed, *words: str) -> None:
        self._path = delegator.folder / "alive"
        os.mkfifo(self._path)
        self._fd = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK)
        self.program = delegator.folder / "start"
        command = shlex.join([delegator.program, *words])
        self.program.write_text(f"#!/bin/sh\nexec 9> {shlex.quote(str(self._path))}\nexec {command}\n")
        self.program.chmod(0o700)

    def wait_gone(self, within: float = PATIENCE) -> None:
        """Wait until nobody holds it any more."""
        poll = select.poll()
        poll.register(self._fd, 0)
        assert poll.poll(within * 1000), f"it goes on after {within} s"
        os.close(self._fd)


@pytest.fixture
def book(delegator: Installed) -> Installed:
    delegator.is_started_anew = True  # for its ends are what this is about
    delegator("add", "Order kiln shelves today")
    return delegator


def titles(delegator: Installed) -> list[str]:
    return [task["title"] for task in json.loads(delegator("list", "--json"))["items"]]


def runner(kind: str, folder: Path, program: Path) -> list[str]:
    """What starts the program: another program that leads the session, or one that has SIGHUP ignored."""
    if kind == "make":
        (folder / "Makefile").write_text(f"run:\n\t@{shlex.quote(str(program))}\n")
        return ["make", "-s", "-C", str(folder), "run"]
    start = {"alone": [], "nohup": ["sh", "-c", IGNORED], "setsid": ["setsid", "--wait"]}
    return [*start[kind], str(program)]


@pytest.mark.parametrize("kind", ["make", "nohup", "setsid", "alone"])
def test_a_dashboard_whose_terminal_was_closed_ends(book: Installed, kind: str) -> None:
    alive = Alive(book)
    with Terminal(runner(kind, book.folder, alive.program), book.env) as terminal:
        terminal.wait("[?] help")
        terminal.hang_up()
        alive.wait_gone()


@pytest.mark.parametrize("killed", ["kill-server", "kill-pane"])
def test_a_dashboard_whose_tmux_was_killed_ends(book: Installed, killed: str) -> None:
    alive = Alive(book)
    make = shlex.join(runner("make", book.folder, alive.program))
    env = {name: value for name, value in book.env.items() if name not in ("TERM", "COLORTERM")}
    server = ["tmux", "-L", book.folder.name, "-f", "/dev/null"]

    def tmux(*words: str) -> str:
        return subprocess.run([*server, *words], env=env, check=True, capture_output=True, text=True).stdout

    tmux("new-session", "-d", "-s", "it", "-x", "80", "-y", "24", make)
    end = time.monotonic() + PATIENCE
    while "? help" not in (screen := tmux("capture-pane", "-p", "-t", "it")):
        assert time.monotonic() < end, screen
    tmux(killed)
    alive.wait_gone()


def test_a_terminal_that_is_closed_before_the_first_picture_ends_the_program(book: Installed) -> None:
    alive = Alive(book)
    with Terminal(runner("make", book.folder, alive.program), book.env) as terminal:
        terminal._until(lambda: b"\x1b[?1049h" in terminal.raw, PATIENCE, "it did not begin")
        terminal.hang_up()
        alive.wait_gone()


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_ends_the_dashboard_as_its_owner_would(book: Installed, number: int) -> None:
    with book.open() as terminal:
        terminal.wait("[?] help")
        terminal.signal(number)
        assert terminal.leave() == ENDS[signal.Signals(number)]
        assert terminal.is_given_back
    assert not Path(f"{book.file}.journal").read_text().count('"Order kiln shelves"'), "it was not brought up to date"


def test_it_may_be_stopped_and_continued_as_often_as_one_likes(book: Installed) -> None:
    with book.open() as terminal:
        terminal.wait("[?] help")
        for _ in range(5):
            terminal.stop_and_continue()
        terminal.wipe()
        terminal.stop_and_continue()
        terminal.wait("Nothing is out late|Today .*Inbox")
        terminal.wait("[?] help")
        threads = Path(f"/proc/{terminal.process.pid}/task").iterdir()
        assert [name_of(each) for each in threads].count("textual-input") <= 1
        terminal.press("2")
        terminal.wait("1 to triage")
        terminal.press("a")
        terminal.wait("─ add ")
        terminal.press("Call Ann", "enter")
        terminal.wait("Added Call Ann")
        terminal.signal(signal.SIGTERM)
        assert terminal.leave() == 143
        assert terminal.is_given_back


def name_of(thread: Path) -> str:
    return (thread / "comm").read_text().strip()


def test_a_stop_that_is_taken_back_at_once_is_none(book: Installed) -> None:
    with book.open() as terminal:
        terminal.wait("[?] help")
        for number in (2, 3, 2, 3):
            terminal.signal(signal.SIGTSTP)
            terminal.signal(signal.SIGCONT)
            terminal.press(str(number))
            # the first stands on the home screen, too: the next signals come while the view is being drawn
            terminal.wait({2: "Order kiln shelves", 3: "Nobody has anything|hands"}[number])
        terminal.signal(signal.SIGTSTP)
        terminal.signal(signal.SIGCONT)
        terminal.signal(signal.SIGTERM)
        assert terminal.leave() == 143


def test_a_terminal_that_nobody_reads_holds_up_no_end(book: Installed) -> None:
    alive = Alive(book)
    with Terminal([str(alive.program)], book.env) as terminal:
        terminal.wait("[?] help")
        terminal.press("a", "Call Ann")
        terminal.wait("Call Ann")
        for _ in range(12):  # what is drawn fills all that a terminal keeps
            terminal.press("w" * 25)
        terminal.signal(signal.SIGTERM)
        alive.wait_gone()
    assert len(list(Path(f"{book.file}.unsaved").glob("*.json"))) == 1


def test_a_stop_that_is_asked_for_gives_the_terminal_back_until_it_goes_on(book: Installed) -> None:
    with book.open() as terminal:
        terminal.wait("[?] help")
        for _ in range(2):
            terminal.signal(signal.SIGTSTP)
            os.waitpid(terminal.process.pid, os.WUNTRACED)
            terminal._until(lambda: terminal.is_given_back, PATIENCE, "it was not given back")
            terminal.wipe()
            terminal.signal(signal.SIGCONT)
            terminal.wait("[?] help")
        terminal.press("q")
        assert terminal.leave() == 0


def test_a_byte_that_is_no_text_becomes_a_mark(book: Installed) -> None:
    with book.open() as terminal:
        terminal.wait("[?] help")
        terminal.press("a")
        terminal.wait("─ add ")
        terminal._send(b"Caf\xe9 au lait\x1b[99999999999;1u")
        terminal.wait("Caf� au lait")
        terminal.press("!", "enter")
        terminal.wait("Added Caf� au lait!")
        terminal.press("q")
        assert terminal.leave() == 0
    assert "Caf� au lait!" in titles(book)


def test_what_is_being_saved_as_the_terminal_goes_is_saved(book: Installed) -> None:
    alive = Alive(book)
    with started(alive, book, "closed") as terminal:
        terminal.wait("[?] help")
        terminal.press("a")
        terminal.wait("─ add ")
        with held(book) as holder:
            terminal.press("Call Ann", "enter")
            terminal.wait("Saving: another program holds the file")
            terminal.hang_up()
            holder.wait()
            alive.wait_gone()
    assert titles(book) == ["Order kiln shelves", "Call Ann"]


def test_reminders_are_left_to_others_once_the_terminal_is_gone(book: Installed) -> None:
    alive = Alive(book)
    with started(alive, book, "closed", DELEGATOR_NOW=LATER) as terminal:
        terminal.wait("[?] help")
        os.killpg(terminal.process.pid, signal.SIGSTOP)
        os.waitpid(terminal.process.pid, os.WUNTRACED)
        desk = desk_at(book.file, StandingClock())
        working(desk, contractor=add_contractor(desk, "Mira"))
        desk.store.close()
        terminal.hang_up()
        os.killpg(terminal.process.pid, signal.SIGCONT)
        alive.wait_gone()
    assert "Decide on Photos, 10 d late" in book("remind", DELEGATOR_NOW=LATER)


EDITOR = r"""#!/bin/sh
echo "the editor has the terminal"
read -r words < /dev/tty
"""


@pytest.mark.parametrize("end", ["closed", "TERM"])
def test_it_ends_while_an_editor_has_the_terminal(book: Installed, end: str) -> None:
    editor = book.folder / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    alive = Alive(book)
    with started(alive, book, end, EDITOR=str(editor)) as terminal:
        terminal.wait("[?] help")
        terminal.press("e")
        terminal.wait("Edit: Order kiln shelves")
        terminal.press("\x07")
        terminal.wait("the editor has the terminal")
        end_it(terminal, end)
        alive.wait_gone()


def started(alive: Alive, book: Installed, end: str, **env: str) -> Terminal:
    """The program in a terminal: under make, which passes no hangup on, where the terminal is to be closed."""
    return Terminal(runner("make" if end == "closed" else "alone", book.folder, alive.program), book.env | env)


def end_it(terminal: Terminal, end: str) -> None:
    if end == "closed":
        terminal.hang_up()
    else:
        terminal.signal(signal.SIGTERM)
        assert terminal.leave() == 143
        assert terminal.is_given_back


@pytest.mark.parametrize("end", ["closed", "TERM"])
def test_it_ends_while_an_earlier_day_is_looked_at(book: Installed, end: str) -> None:
    alive = Alive(book)
    with started(alive, book, end) as terminal:
        terminal.wait("[?] help")
        terminal.press("\x1b[13~")
        terminal.wait("Look back")
        terminal.press("today", "enter")
        terminal.wait("read-only")
        end_it(terminal, end)
        alive.wait_gone()


@pytest.mark.parametrize("end", ["closed", "TERM"])
def test_the_page_of_a_damaged_book_ends(book: Installed, end: str) -> None:
    book("add", "Call Ann")
    journal = Path(f"{book.file}.journal")
    journal.write_bytes(journal.read_bytes().replace(b"Order", b"Odrer", 1))
    alive = Alive(book)
    with started(alive, book, end) as terminal:
        terminal.wait("This book is damaged")
        end_it(terminal, end)
        alive.wait_gone()


@pytest.mark.parametrize("end", ["closed", "TERM"])
def test_the_demo_removes_its_folder(delegator: Installed, end: str) -> None:
    alive = Alive(delegator, "demo")
    temporary = delegator.folder / "tmp"
    temporary.mkdir()
    with started(alive, delegator, end, TMPDIR=str(temporary)) as terminal:
        terminal.wait("[?] help")
        assert [*temporary.iterdir()]
        end_it(terminal, end)
        alive.wait_gone()
    assert [*temporary.iterdir()] == []
