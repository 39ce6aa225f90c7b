"""What can be wrong with the files of a book, and putting right what is safe."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import DelegatorError
from delegator_tui.store.care import backups
from delegator_tui.store.care.access import Found, exposed, leftovers, strange
from delegator_tui.store.care.audit import checked
from delegator_tui.store.files.ordinary import NotOrdinary, is_own, read_own
from delegator_tui.store.files.paths import Paths

SYNCED = (".stfolder", ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log")
"""What a synchronised folder has in it."""
SYNC_NAMES = ("Dropbox", "OneDrive", "Nextcloud", "iCloud Drive", "Mobile Documents", "Google Drive")
CONFLICTED = ("{stem}*conflicted copy*", "{stem}*.sync-conflict-*", "{stem}*_conflict-*", "{stem}*(Conflict*")
"""How Dropbox, Syncthing, Nextcloud and others name the second of two versions of a file."""


class Fault(NamedTuple):
    """Something wrong, as a sentence that says what to do. ``fix`` does it where that is safe, or raises OSError."""

    said: str
    fix: Callable[[], None] | None = None


def faults(path: Path) -> list[Fault]:
    """Return what is wrong with the files: permissions, leftovers, damage, bad backups, and programs that synchronise.

    Reads the whole journal and the whole history. Changes nothing.
    """
    paths = Paths(str(path))
    found: list[Fault] = []
    for check in (strange, exposed, leftovers, _damaged, _bad_backups, _synchronised):
        try:
            found.extend(Fault(*each) for each in check(paths))
        except NotOrdinary:  # `strange` has told of it
            continue
        except OSError as error:
            found.append(Fault(f"{error.filename or path} cannot be looked at ({error.strerror})."))
    return found


def _damaged(paths: Paths) -> Iterator[Found]:
    return ((said, None) for said in checked(paths))


def _bad_backups(paths: Paths) -> Iterator[Found]:
    for each in backups.listed(paths):
        if is_own(str(each.path)) and not backups.is_whole(read_own(str(each.path))):
            yield f"The backup {each.path} is damaged: delete it, and make a new one with delegator backup.", None


def synchronised(path: Path) -> Iterator[Fault]:
    """Yield a warning when a sync program keeps the folder of the book, and for each conflicted copy it made."""
    return (Fault(*each) for each in _synchronised(Paths(str(path))))


def _synchronised(paths: Paths) -> Iterator[Found]:
    folder = synced_folder(Path(paths.folder))
    if folder is not None:
        yield (
            f"{paths.snapshot} is inside {folder}, which a sync program changes under it: "
            "move it with --db to a folder of your own.",
            None,
        )
    for path in conflicted(paths):
        yield (
            f"{path} is a second version of the book that a sync program made: take over what it has with "
            f"delegator merge FILE, or m in the dashboard's f5.",
            None,
        )


def conflicted(paths: Paths) -> list[Path]:
    """Return the conflicted copies that sync programs put beside the book or its journal."""
    stem = Path(paths.snapshot).name.removesuffix(".json")
    patterns = [each.format(stem=stem) for each in CONFLICTED]
    beside = Path(paths.folder).iterdir() if Path(paths.folder).is_dir() else iter(())
    return sorted(each for each in beside if any(fnmatch.fnmatch(each.name, pattern) for pattern in patterns))


def synced_folder(folder: Path) -> Path | None:
    """Return the folder, at or above ``folder``, that a sync program keeps; None when there is none."""
    for each in (folder, *folder.parents):
        if each.name in SYNC_NAMES or any((each / mark).exists() for mark in SYNCED):
            return each
    return None


def put_right(found: list[Fault]) -> tuple[list[str], list[Fault]]:
    """Do what is safe; return the sentences of what was put right, and the faults that stay."""
    done: list[str] = []
    left: list[Fault] = []
    for fault in found:
        try:
            if fault.fix is None:
                left.append(fault)
                continue
            fault.fix()
            done.append(fault.said)
        except (OSError, DelegatorError) as error:
            left.append(Fault(f"{fault.said} That did not succeed: {error}"))
    return done, left
