"""Every command refuses at once, with one sentence, what can be no book: a pipe, a folder, a socket, a device."""

from __future__ import annotations

import os
import pty
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import DATA, Run, on_a_terminal

COMMANDS = (
    ("add", "one"), ("add", "-"), ("status",), ("list",), ("today",), ("remind",), ("compact",), ("history",),
    ("export",), ("backup",), ("recover",), ("import", str(DATA / "roster.csv")),
)  # fmt: skip


@pytest.fixture
def no_books(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Paths of what is no ordinary file, by what it is called."""
    pipe, folder, plug, link = (str(tmp_path / name) for name in ("pipe", "folder", "plug", "link"))
    os.mkfifo(pipe)
    Path(folder).mkdir()
    ours, theirs = pty.openpty()
    Path(link).symlink_to(os.ttyname(theirs))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(plug)
        yield {pipe: "a pipe", folder: "a folder", plug: "a socket", os.ttyname(theirs): "a device", link: "a device"}
    os.close(ours)
    os.close(theirs)


def test_what_can_be_no_book_is_refused_at_once_and_stays_what_it_is(
    run: Run, tmp_path: Path, no_books: dict[str, str]
) -> None:
    before = {path: os.lstat(path).st_ino for path in no_books}
    for path, kind in no_books.items():
        said = f"{path} is {kind}, not an ordinary file: name a file with --db."
        for words in COMMANDS:
            answer = run("--db", path, *words, code=4, stdin="x\n")
            assert (answer.out, answer.err) == ("", f"delegator: {said} Nothing was touched.\n"), words
        found = run("--db", path, "doctor", "--fix", "--json", code=4).json["faults"]
        assert found.count(said) == 1
        assert not [each for each in found if "Nothing was touched" in each]
    assert {path: os.lstat(path).st_ino for path in no_books} == before
    assert {each.name for each in tmp_path.iterdir()} == {"pipe", "folder", "plug", "link"}


def test_the_dashboard_says_so_too(tmp_path: Path, no_books: dict[str, str]) -> None:
    pipe = next(iter(no_books))
    answer = on_a_terminal(tmp_path, ("--db", pipe))
    assert answer.code == 4
    assert "is a pipe, not an ordinary file: name a file with --db." in answer.out.replace("\r\n", "")


def test_the_short_way_of_add_writes_through_no_link(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    victim, lock = tmp_path / "victim", tmp_path / "delegator.json.lock"
    victim.write_text("precious")
    for make in (lock.symlink_to, lock.hardlink_to):
        lock.unlink()
        make(victim)
        answer = run("add", "two", code=0 if make == lock.hardlink_to else 3)
        assert ("is a link" in answer.err) is (make != lock.hardlink_to)
        assert victim.read_text() == "precious"
    lock.unlink()
    journal = tmp_path / "delegator.json.journal"
    journal.rename(tmp_path / "elsewhere")
    journal.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    assert "is a link" in run("add", "three", code=4).err
    assert (tmp_path / "elsewhere").read_bytes() == before
