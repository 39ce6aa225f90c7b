"""Exports are private, keep links and other people's files, and command no terminal; files to read may be pipes."""

from __future__ import annotations

import json
import os
import pty
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import DATA, Run, on_a_terminal, surroundings

COMMANDS = "\x1b[31mred\x1b]0;title\x07 \x9b31m \x7f \u202eevil\u2069 \u200b\U000e0041 \u2028x"
HARMFUL = {*"\x1b\x07\x9b\x7f\u202e\u2069\u200b\U000e0041\u2028"}


TASKS = ("--format", "csv", "--as", "tasks")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_export_is_its_owners_alone_and_leaves_nothing_beside(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    folder = tmp_path / "out"
    folder.mkdir()
    for form in ("json", "csv", "ics"):
        run("export", str(folder / f"new.{form}"), "--format", form, "--as", "tasks")
        assert mode(folder / f"new.{form}") == 0o600
    assert len([*folder.iterdir()]) == 3
    assert (folder / "new.csv").read_text() == run("export", *TASKS).out


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644])
def test_a_file_that_is_there_keeps_its_permissions(run: Run, tmp_path: Path, permissions: int) -> None:
    run("add", "one")
    file = tmp_path / "there.json"
    file.write_text("before")
    file.chmod(permissions)
    run("export", str(file))
    assert json.loads(file.read_text())["tasks"][0]["title"] == "one"
    assert mode(file) == permissions


def test_a_link_is_kept_and_what_it_leads_to_is_written(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    for name in ("real.json", "new.json"):
        real, link = tmp_path / name, tmp_path / f"link-{name}"
        link.symlink_to(name)  # beside it
        if name == "real.json":
            real.write_text("before")
            real.chmod(0o640)
        run("export", str(link))
        assert link.is_symlink()
        assert json.loads(real.read_text())["tasks"][0]["title"] == "one"
        assert mode(real) == (0o640 if name == "real.json" else 0o600)


def test_an_export_that_fails_leaves_the_file_as_it_was(run: Run, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for file in (loop, tmp_path / "nowhere" / "x"):
        assert "could not be written (" in run("export", str(file), code=3).err
    assert loop.is_symlink()


@pytest.mark.parametrize("end", ["", ".journal", ".lock", ".new", ".history/000001.journal", ".backups/x.json"])
def test_no_file_of_the_book_is_written_by_whatever_name_it_is_reached(run: Run, tmp_path: Path, end: str) -> None:
    run("add", "one")
    run("compact")
    run("add", "two")
    run("list")
    own = tmp_path / f"delegator.json{end}"
    own.parent.mkdir(exist_ok=True)
    before = own.read_bytes() if own.exists() else None
    link = tmp_path / "innocent.json"
    link.symlink_to(own)
    for name in (own, link):
        assert "one of the book's own files: name another" in run("export", str(name), code=1).err
        assert "one of the book's own files: name another" in run("backup", str(name), code=1).err
    assert (own.read_bytes() if own.exists() else None) == before


def test_a_name_that_only_begins_like_the_books_is_written(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    for name in ("delegator.json.csv", "delegator.json-report.csv"):
        run("export", str(tmp_path / name), *TASKS)
        assert "one" in (tmp_path / name).read_text()


def test_standard_output_is_written_to_by_its_names_and_stays_what_it_is(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    plain = run("export", *TASKS).out
    env = {**os.environ, **surroundings(tmp_path)}
    link = tmp_path / "link-out"
    link.symlink_to("/proc/self/fd/1")  # as /dev/stdout is one
    for name in ("/dev/fd/1", "/proc/self/fd/1", str(link)):
        command = [sys.executable, "-m", "delegator_tui", "export", name, *TASKS]
        piped = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
        assert piped.stdout == plain
        file = tmp_path / "out.json"
        with file.open("w") as out:
            out.write("before\n")
            out.flush()
            subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, env=env, check=True)
        assert file.read_text() == "before\n" + plain
    assert link.is_symlink()


def test_a_pipe_is_written_to_and_stays_one(run: Run, tmp_path: Path) -> None:
    run("add", "one")
    plain, pipe = run("export", *TASKS).out, tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        run("export", str(pipe), *TASKS)
        assert reader.communicate(timeout=60)[0] == plain
    assert pipe.is_fifo()


def test_a_terminal_is_written_to_without_commands_and_stays_one(run: Run, tmp_path: Path) -> None:
    run("add", "-", stdin=f"one\n{COMMANDS}\n".encode())
    ours, theirs = pty.openpty()
    run("export", os.ttyname(theirs), "--format", "csv", "--as", "tasks")
    seen = os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    assert "one" in seen
    assert not HARMFUL & {*seen}


def test_json_on_a_terminal_is_the_same_document_and_commands_nothing(run: Run, tmp_path: Path) -> None:
    run("add", "-", stdin=f"{COMMANDS}\n".encode())
    (task,) = run("list", "--json").json["items"]
    for words in (("list", "--json"), ("export",), ("history", "--json"), ("show", task["id"], "--json")):
        seen = on_a_terminal(tmp_path, words).out.replace("\r\n", "\n")
        assert not HARMFUL & {*seen}
        piped = run(*words)
        assert {**json.loads(seen), "now": ""} == {**piped.json, "now": ""}
        assert {"\x9b", "\x7f", "\u202e"} <= {*piped.out}  # what is no terminal gets it as it is


@pytest.mark.parametrize("words", [("--format", "csv", "--as", "tasks"), ("--format", "ics")])
def test_other_exports_on_a_terminal_command_nothing(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    run("contractor", "add", "Mira")
    run("add", "-", stdin=f"one {COMMANDS}\n".encode())
    (task,) = run("list", "--json").json["items"]
    run("add", "-", stdin=f"two {COMMANDS}\n".encode())
    run("handoff", task["id"], "--to", "Mira", "--due", "fri", "--outcome", "x")
    seen = on_a_terminal(tmp_path, ("export", *words)).out
    assert not HARMFUL & {*seen}
    assert len(seen.splitlines()) >= len(run("export", *words).out.splitlines()) - 1


# ---- files that are read


def test_what_a_shell_makes_of_a_command_is_read_like_a_file(program: Run, run: Run, tmp_path: Path) -> None:
    env = {**os.environ, **surroundings(tmp_path), "D": f"{sys.executable} -m delegator_tui"}
    shell = ["bash", "-c", f"$D import <(cat {DATA / 'roster.csv'})"]
    done = subprocess.run(shell, env=env, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith("Imported 14 contractors")


@pytest.mark.parametrize("words", [("import",), ("texts", "late_one", "--set"), ("handoff", "one", "--brief")])
def test_what_is_endless_or_no_text_is_refused_and_not_waited_for(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    run("contractor", "add", "Mira")
    run("add", "one")
    to = ("--to", "Mira") if words[0] == "handoff" else ()
    assert "more than 64 MB" in run(*words, "/dev/zero", *to, code=1).err
    assert f"{tmp_path} is a folder: name a file." in run(*words, str(tmp_path), *to, code=1).err


@pytest.mark.parametrize("words", [("import",), ("export",)])
def test_a_pipe_without_another_end_is_not_waited_for(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = run(*words, str(pipe), code=1 if words == ("import",) else 3).err
    assert re.search("nobody (writes to it|reads this pipe)", said)
    assert pipe.is_fifo()
