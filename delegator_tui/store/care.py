"""What can be wrong with the files of a book, and putting right what is safe."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import DelegatorError
from delegator_tui.store import backups
from delegator_tui.store.audit import checked
from delegator_tui.store.paths import Paths

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
    try:
        damaged = map(Fault, checked(paths))
        return [*_permissions(paths), *_leftovers(paths), *damaged, *_bad_backups(paths), *synchronised(path)]
    except OSError as error:
        return [Fault(f"{error.filename or path} cannot be looked at ({error.strerror}).")]


def _permissions(paths: Paths) -> Iterator[Fault]:
    if os.name != "posix":
        return
    folders = [paths.history, paths.quarantine, paths.backups]
    files = [paths.snapshot, paths.journal, paths.base, paths.lock]
    inside = [str(each) for folder in folders for each in Path(folder).glob("*")]
    for names, mode in ((folders, 0o700), (files + inside, 0o600)):
        for path in map(Path, names):
            if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
                yield Fault(f"Others on this machine may read {path}: chmod {mode:o} it.", partial(path.chmod, mode))


def _leftovers(paths: Paths) -> Iterator[Fault]:
    folders = [paths.folder, paths.history, paths.quarantine, paths.backups]
    own = Path(paths.snapshot).name
    for folder in folders:
        for path in Path(folder).glob("*.new"):
            if folder != paths.folder or path.name.startswith(own):
                yield Fault(f"{path} is what an interrupted write left; nothing needs it: delete it.", path.unlink)


def _bad_backups(paths: Paths) -> Iterator[Fault]:
    for each in backups.listed(paths):
        if not backups.is_whole(each.path.read_bytes()):
            yield Fault(f"The backup {each.path} is damaged: delete it, and make a new one with delegator backup.")


def synchronised(path: Path) -> Iterator[Fault]:
    """Yield a warning when a sync program keeps the folder of the book, and for each conflicted copy it made."""
    paths = Paths(str(path))
    folder = synced_folder(Path(paths.folder))
    if folder is not None:
        yield Fault(
            f"{paths.snapshot} is inside {folder}, which a sync program changes under it: "
            "move it with --db to a folder of your own."
        )
    for path in conflicted(paths):
        yield Fault(
            f"{path} is a second version of the book that a sync program made: take over what it has with "
            f"delegator merge FILE, or m in the dashboard's f5."
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
