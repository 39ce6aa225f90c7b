"""Texts that stood unsaved as the program ended: kept in private files, none overwritten, nothing written through."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from delegator_tui.errors import NotSaved
from delegator_tui.model.kept import Kept
from delegator_tui.store.care.unsaved import UnsavedTexts
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.files.paths import Paths
from tests.making import StandingClock

TEXT = Kept(
    "Edit: Order shelves",
    (("title", "Title", "Order shelves\nand “cones” \ud800"),),
    "edit",
    "uid-1",
    seen=(("due", "4 Dec"),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book.json.unsaved"


@pytest.fixture
def unsaved(folder: Path) -> UnsavedTexts:
    return UnsavedTexts(Disk(), Paths(str(folder.parent / "book.json")), StandingClock())


def test_a_text_comes_back_whole_and_its_file_is_private(unsaved: UnsavedTexts, folder: Path) -> None:
    name = unsaved.keep(TEXT)
    assert unsaved.all() == [TEXT._replace(name=name, at="2026-11-23T09:00:00.000Z")]
    assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_without_what_the_form_had_shown_is_read(unsaved: UnsavedTexts, folder: Path) -> None:
    path = folder / unsaved.keep(TEXT)
    row = json.loads(path.read_text())
    del row["seen"]
    path.write_text(json.dumps(row))
    assert unsaved.all() == [TEXT._replace(name=path.name, at="2026-11-23T09:00:00.000Z", seen=())]


def test_texts_of_one_second_overwrite_each_other_never(unsaved: UnsavedTexts) -> None:
    names = {unsaved.keep(TEXT) for _ in range(3)}
    assert len(names) == 3
    assert [text.name for text in unsaved.all()] == sorted(names)
    for name in names:
        unsaved.drop(name)
        unsaved.drop(name)
    assert unsaved.all() == []


@pytest.mark.parametrize("link", ["book.json.unsaved", "book.json.unsaved/{}"])
def test_nothing_is_written_through_a_link(unsaved: UnsavedTexts, tmp_path: Path, folder: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if "{}" in link:
        folder.mkdir()
        (folder / f"20261123T090000Z-{os.getpid()}-1.json.new").symlink_to(elsewhere / "victim")
        unsaved.keep(TEXT)
        assert len(unsaved.all()) == 1
    else:
        folder.symlink_to(elsewhere)
        with pytest.raises(NotSaved, match="is a link, not a folder, so it is left alone"):
            unsaved.keep(TEXT)
    assert [*elsewhere.iterdir()] == []


def test_a_file_that_is_not_ours_is_shown_as_it_stands(unsaved: UnsavedTexts, folder: Path) -> None:
    folder.mkdir()
    (folder / "half.json").write_bytes(b'{"title": "Edit", "fie\xff')
    (folder / "link.json").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.json")
    assert unsaved.all() == [Kept("half.json", (("", "", '{"title": "Edit", "fie�'),), name="half.json")]


class Full(Disk):
    """A disk without room."""

    def write(self, fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_told_and_leaves_nothing_half_written(folder: Path) -> None:
    unsaved = UnsavedTexts(Full(), Paths(str(folder.parent / "book.json")), StandingClock())
    with pytest.raises(NotSaved, match="is full; nothing was saved"):
        unsaved.keep(TEXT)
    assert [*folder.iterdir()] == []
