"""Where the files of one book are. Cheap to import: capture needs it."""
# ruff: noqa: PTH118, PTH120 - pathlib costs a plain `add` several milliseconds

from __future__ import annotations

import os


class Paths:
    """The names beside ``delegator.json``; all derive from it, so that two books can share a folder."""

    __slots__ = (
        "backups", "base", "folder", "given", "history", "journal", "lock", "quarantine", "snapshot", "unsaved",
    )  # fmt: skip

    def __init__(self, path: str) -> None:
        self.given = path
        # a rename onto a symbolic link would replace the link, not the book it points to
        self.snapshot = os.path.realpath(path)
        self.folder = os.path.dirname(self.snapshot)
        self.base = self.snapshot + ".base"
        self.journal = self.snapshot + ".journal"
        self.lock = self.snapshot + ".lock"
        self.history = self.snapshot + ".history"
        self.quarantine = self.snapshot + ".quarantine"
        self.backups = self.snapshot + ".backups"
        self.unsaved = self.snapshot + ".unsaved"

    @property
    def files(self) -> tuple[str, ...]:
        """The files that stand beside each other."""
        return (self.snapshot, self.journal, self.base, self.lock)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """What those that are replaced are called until they are whole."""
        return tuple(each + ".new" for each in (self.snapshot, self.base, self.journal))

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders beside them."""
        return (self.history, self.quarantine, self.backups, self.unsaved)

    def kept_journal(self, gen: int, again: int = 0) -> str:
        """Return the name under which journal number ``gen`` is kept; ``again`` tells two apart."""
        return os.path.join(self.history, f"{gen:06d}{f'-{again}' if again else ''}.journal")

    def refused(self, name: str) -> str:
        """Return where bytes are kept that could not be used."""
        return os.path.join(self.quarantine, name)
