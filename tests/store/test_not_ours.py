"""Links, pipes, sockets and devices at the names of a book: neither followed nor waited for nor replaced."""

from __future__ import annotations

import os
import pty
import socket
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from delegator_tui.errors import DelegatorError, NeedsCare, NotSaved, Refused
from delegator_tui.store.care import faults, salvage
from delegator_tui.store.files.append import append
from delegator_tui.store.files.ordinary import NotOrdinary, check_own
from delegator_tui.store.store import Store
from tests.store.support import START, add, files, is_open, opened, titles

PRECIOUS = b"not a book: somebody else's words\n"
FILES = (".lock", ".new", ".journal.new", ".base.new")
"""Names beside a book at which a link used to be written through."""
FOLDERS = (".history", ".backups", ".quarantine")


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file of somebody else's, which must stay as it is."""
    path = tmp_path / "victim"
    path.write_bytes(PRECIOUS)
    path.chmod(0o644)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with a task in its journal."""
    path = tmp_path / "book" / "b.json"
    store = opened(path)
    add(store, "One")
    store.close(compact=False)
    return path


def beside(book: Path, end: str) -> Path:
    return book.with_name(book.name + end)


def put(path: Path, make: Callable[[Path], object]) -> None:
    """Put something in the place of a file that may be there."""
    path.unlink(missing_ok=True)
    make(path)


def refusal(act: Callable[[], object]) -> str:
    """Return why something was not saved; empty when it was."""
    try:
        act()
    except NotSaved as refused:
        return str(refused)
    return ""


def quick_add(book: Path) -> object:
    task = {"uid": "u", "title": "Two"}
    return append(str(book), lambda _: ([{"t": "tasks", "u": "u", "f": task}], "add", "add Two"), START)


@pytest.fixture
def strangers(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """What is no ordinary file, by the words for it."""
    pipe, folder, plug = tmp_path / "pipe", tmp_path / "folder", tmp_path / "plug"
    os.mkfifo(pipe)
    folder.mkdir()
    ours, theirs = pty.openpty()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(plug))
        yield {"a pipe": pipe, "a folder": folder, "a socket": plug, "a device": Path(os.ttyname(theirs))}
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("word", ["a pipe", "a folder", "a socket", "a device"])
def test_a_book_is_an_ordinary_file_or_refused_at_once(strangers: dict[str, Path], tmp_path: Path, word: str) -> None:
    path = strangers[word]
    link = tmp_path / "link.json"
    link.symlink_to(path)
    before = path.lstat()
    for name in (path, link):
        with pytest.raises(NeedsCare, match=f"{name} is {word}, not an ordinary file: name a file with --db"):
            opened(name)
        with pytest.raises(NeedsCare, match=word):
            salvage.look(files(name), is_open)
        assert quick_add(name) is None
    after = path.lstat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)
    assert not [*path.parent.glob(f"{path.name}.*")]


@pytest.mark.parametrize("end", FILES)
def test_no_link_is_written_through(book: Path, victim: Path, end: str) -> None:
    put(beside(book, end), lambda path: path.symlink_to(victim))
    acts: list[Callable[[Store], object]] = [lambda store: add(store, "Two"), Store.compact]
    for act in acts:
        store = opened(book)
        assert "One" in titles(store)  # a link keeps nobody from reading
        said = refusal(partial(act, store))
        assert ("is a link, not an ordinary file" in said) is (end == ".lock")
        store.close(compact=False)
    assert (victim.read_bytes(), stat.S_IMODE(victim.stat().st_mode)) == (PRECIOUS, 0o644)
    assert not book.is_symlink()
    beside(book, ".lock").unlink()
    assert "One" in titles(opened(book))


@pytest.mark.parametrize("end", [".journal", ".base"])
def test_a_link_at_a_file_that_is_read_is_refused(book: Path, victim: Path, end: str) -> None:
    elsewhere = victim.with_name("elsewhere")
    real = beside(book, end)
    elsewhere.write_bytes(real.read_bytes())
    put(real, lambda path: path.symlink_to(elsewhere))
    book.write_bytes(b"{}")  # so that the spare copy is asked, too
    before = elsewhere.read_bytes()
    with pytest.raises(NeedsCare, match="is a link"):
        opened(book)
    assert quick_add(book) is None or end == ".base"
    assert elsewhere.read_bytes() == before


@pytest.mark.parametrize("end", [".journal", ".base", ".lock"])
def test_a_pipe_at_a_name_of_ours_is_not_waited_for(book: Path, end: str) -> None:
    put(beside(book, end), os.mkfifo)
    book.write_bytes(b"{}")
    with pytest.raises(DelegatorError, match="is a pipe"):
        add(opened(book), "Two")


@pytest.mark.parametrize("end", FOLDERS)
def test_a_link_in_the_place_of_a_folder_leads_nothing_elsewhere(book: Path, tmp_path: Path, end: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    beside(book, end).symlink_to(elsewhere)
    with beside(book, ".journal").open("ab") as journal:
        journal.write(b"torn")
    store = opened(book)
    refused = [refusal(act) for act in (store.copies.backup, store.compact, lambda: store.copies.forget(1))]
    assert any("is a link, not a folder" in said for said in refused)
    store.close()
    assert not [*elsewhere.iterdir()]


def test_the_history_is_kept_also_where_a_link_has_its_name(book: Path) -> None:
    kept = beside(book, ".history") / "000001.journal"
    kept.parent.mkdir()
    kept.symlink_to(beside(book, ".journal"))
    store = opened(book)
    store.compact()
    assert [commit.seq for commit in store.history.commits()] == [1]


def test_what_is_set_aside_is_kept_also_where_a_link_has_its_name(book: Path, victim: Path) -> None:
    journal = beside(book, ".journal")
    torn = journal.read_bytes() + b"torn"
    journal.write_bytes(torn)
    add(opened(book), "Two")
    (kept,) = beside(book, ".quarantine").iterdir()
    put(kept, lambda path: path.symlink_to(victim))
    journal.write_bytes(torn)
    add(opened(book), "Three")
    assert (kept.is_symlink(), kept.read_bytes()) == (False, b"torn")
    assert victim.read_bytes() == PRECIOUS


def test_the_lock_never_empties_a_file_that_has_another_name(book: Path, victim: Path) -> None:
    put(beside(book, ".lock"), lambda path: os.link(victim, path))
    add(opened(book), "Two")
    assert victim.read_bytes() == PRECIOUS


def test_a_copy_replaces_neither_a_link_nor_a_file_beside_it(book: Path, victim: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "copy.json", tmp_path / "link.json"
    (tmp_path / "copy.json.new").write_bytes(PRECIOUS)
    link.symlink_to(tmp_path / "nowhere")
    store = opened(book)
    assert store.copies.copy_to(target) == target
    with pytest.raises(Refused, match="there already"):
        store.copies.copy_to(link)
    assert (tmp_path / "copy.json.new").read_bytes() == PRECIOUS
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "book", "copy.json", "copy.json.new", "link.json", "victim",
    ]  # fmt: skip


def test_restore_and_merge_refuse_what_is_no_ordinary_file(book: Path, strangers: dict[str, Path]) -> None:
    store = opened(book)
    for word, path in strangers.items():
        for verb in (store.copies.restore, store.merger.merge):
            with pytest.raises(Refused, match=f"is {word}, not an ordinary file"):
                verb(path)


def test_a_book_behind_a_link_that_leads_nowhere_yet_is_made_where_it_leads(tmp_path: Path) -> None:
    link, real = tmp_path / "link.json", tmp_path / "kept" / "real.json"
    real.parent.mkdir()
    link.symlink_to(real)
    store = opened(link)
    add(store, "One")
    store.close()
    assert link.is_symlink()
    assert not real.is_symlink()
    assert titles(opened(real)) == ["One"]
    assert {each.name for each in tmp_path.iterdir()} == {"link.json", "kept"}


def test_what_another_user_has_put_where_everybody_may_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.json.lock"
    path.touch()
    other = os.stat_result([*path.stat()[:4], os.geteuid() + 1, *path.stat()[5:]])
    check_own(other, str(path))  # nobody else may write to the folder
    tmp_path.chmod(0o1777)
    with pytest.raises(NotOrdinary, match="belongs to another user"):
        check_own(other, str(path))
    check_own(path.stat(), str(path))
    check_own(other, str(path), to_write=False)


if os.geteuid() == 0:  # nobody else can hand a file to another user; the rule itself is tested above

    def test_a_book_that_another_user_left_where_everybody_may_is_read_and_not_written_to(book: Path) -> None:
        opened(book).close(compact=True)
        for each in (beside(book, ".journal"), beside(book, ".lock")):
            os.chown(each, 12345, -1)
        book.parent.chmod(0o1777)
        before = beside(book, ".journal").read_bytes()
        store = opened(book)
        assert titles(store) == ["One"]
        with pytest.raises(NotSaved, match="belongs to another user, and everybody may write to its folder"):
            add(store, "Two")
        assert beside(book, ".journal").read_bytes() == before


# ---- doctor


def said(book: Path) -> list[str]:
    return [each.said for each in faults.faults(book)]


@pytest.mark.parametrize("end", [".lock", ".journal", ".base", ".new", ".journal.new", *FOLDERS])
def test_doctor_names_a_link_at_a_name_of_ours(book: Path, victim: Path, end: str) -> None:
    put(beside(book, end), lambda path: path.symlink_to(victim))
    found = [each for each in faults.faults(book) if str(beside(book, end)) in each.said]
    assert any("is a link, not a" in each.said and "move it away" in each.said for each in found)
    faults.put_right(faults.faults(book))
    assert (victim.read_bytes(), stat.S_IMODE(victim.stat().st_mode)) == (PRECIOUS, 0o644)


def test_doctor_names_a_link_and_a_pipe_within_the_folders(book: Path, victim: Path) -> None:
    opened(book).copies.backup()
    folder = beside(book, ".backups")
    (folder / "link.json").symlink_to(victim)
    os.mkfifo(folder / "20261123T090000Z-000042-auto.json")
    kinds = [each for each in said(book) if "so it is left alone" in each]
    assert len(kinds) == 2
    assert "is a pipe" in kinds[0]
    assert "is a link" in kinds[1]


@pytest.mark.parametrize("mode", [0o777, 0o1777])
def test_doctor_names_a_folder_that_others_may_write_to(book: Path, mode: int) -> None:
    assert said(book) == []
    book.parent.chmod(mode)
    assert [each.partition(":")[0] for each in said(book)] == [
        f"Others on this machine may write to {book.parent}, and so put files and links of theirs in the way of the "
        "book"
    ]


def test_doctor_names_a_folder_above_in_which_others_may_rename(book: Path) -> None:
    book.parent.parent.chmod(0o777)
    (found,) = said(book)
    assert str(book.parent.parent) + "," in found
    book.parent.parent.chmod(0o1777)
    assert said(book) == []


def test_doctor_deletes_nothing_that_only_looks_like_a_leftover(book: Path) -> None:
    own = beside(book, "-plans.new")
    own.write_bytes(PRECIOUS)
    own.chmod(0o600)
    assert said(book) == []
