"""What can be wrong with the files of a book, besides what opening it refuses already."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from delegator_tui.store.paths import Paths

SYNCED = (".stfolder", ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log")
"""What a synchronised folder has in it."""
SYNC_NAMES = ("Dropbox", "OneDrive", "Nextcloud", "iCloud Drive", "Mobile Documents", "Google Drive")


def faults(path: Path) -> list[str]:
    """Return one sentence for each fault of the files: who may read them, and folders that other programs change."""
    paths = Paths(str(path))
    found = []
    for name in (paths.snapshot, paths.journal, paths.base):
        if os.name == "posix" and Path(name).exists() and stat.S_IMODE(Path(name).stat().st_mode) & 0o077:
            found.append(f"Others on this machine may read {name}: chmod 600 it.")
    folder = synced_folder(Path(paths.folder))
    if folder is not None:
        found.append(
            f"{path} is inside {folder}, which a sync program changes under it: move it with --db to a folder of your own."
        )
    return found


def synced_folder(folder: Path) -> Path | None:
    """Return the folder, at or above ``folder``, that a sync program keeps; None when there is none."""
    for each in (folder, *folder.parents):
        if each.name in SYNC_NAMES or any((each / mark).exists() for mark in SYNCED):
            return each
    return None
