"""Texts that were typed and not saved when the program ended: a private file each, in ``.unsaved/``, until the owner
took them or threw them away. They are no part of the book, and no lock is needed."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from delegator_tui.errors import NotSaved
from delegator_tui.model.kept import Kept
from delegator_tui.store.disk import BINARY, Disk, make_folder, not_saved, write_all
from delegator_tui.store.paths import Paths

NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
MOST = 10_000_000
"""Bytes of one that are read."""


class UnsavedTexts:
    """The unsaved texts beside a book."""

    def __init__(self, disk: Disk, paths: Paths, clock: Callable[[], dt.datetime]) -> None:
        self._disk = disk
        self._folder = Path(paths.unsaved)
        self._clock = clock

    def keep(self, text: Kept) -> str:
        """Write a text down in a file that was not there before; return its name. Raises NotSaved."""
        at = self._clock().astimezone(dt.UTC)
        import json

        row = text._replace(at=f"{at:%Y-%m-%dT%H:%M:%SZ}")._asdict()
        del row["name"]
        data = json.dumps(row, ensure_ascii=True, indent=1).encode() + b"\n"
        try:
            make_folder(self._disk, str(self._folder))
            if not stat.S_ISDIR(self._folder.lstat().st_mode):
                raise NotSaved(f"{self._folder} is not a folder of ours; nothing was kept. Move it away.")
            return self._write(f"{at:%Y%m%dT%H%M%SZ}-{os.getpid()}", data)
        except OSError as error:
            raise not_saved(error, str(self._folder / "x")) from error

    def _write(self, begin: str, data: bytes) -> str:
        taken = len([name for name in os.listdir(self._folder) if name.startswith(begin)])  # noqa: PTH208 - names
        name = f"{begin}-{taken + 1}.json"
        unfinished = self._folder / f"{name}.new"
        fd = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK | BINARY, 0o600)
        try:
            write_all(self._disk, fd, data)
            self._disk.sync(fd)
        except OSError:
            self._disk.unlink(str(unfinished))
            raise
        finally:
            os.close(fd)
        self._disk.rename(str(unfinished), str(self._folder / name))
        self._disk.sync_folder(str(self._folder))
        return name

    def all(self) -> list[Kept]:
        """Return the texts, oldest first; one that cannot be read as ours comes as it stands in its file."""
        try:
            names = sorted(each.name for each in self._folder.iterdir() if each.name.endswith(".json"))
        except OSError:
            return []
        return [text for name in names if (text := self._read(name)) is not None]

    def _read(self, name: str) -> Kept | None:
        try:
            fd = os.open(self._folder / name, os.O_RDONLY | NO_LINK | getattr(os, "O_NONBLOCK", 0) | BINARY)
        except OSError:  # a link, not ours to read, or taken away meanwhile
            return None
        with os.fdopen(fd, "rb") as file:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                return None
            data = file.read(MOST).decode("utf-8", "replace")
        import json

        try:
            return _of_row(name, json.loads(data))
        except (ValueError, TypeError, KeyError, RecursionError):
            return Kept(name, (("", "", data),), name=name)

    def drop(self, name: str) -> None:
        """Take one away: it is saved, or its owner does not want it. Raises NotSaved."""
        try:
            self._disk.unlink(str(self._folder / name))
        except FileNotFoundError:
            pass
        except OSError as error:
            raise not_saved(error, str(self._folder / name)) from error


def _of_row(name: str, row: dict[str, Any]) -> Kept:
    fields = tuple((str(field), str(label), str(text)) for field, label, text in row["fields"])
    form, about = (str(row.get(key, "")) for key in ("form", "about"))
    return Kept(str(row["title"]), fields, form, about, name, str(row["at"]))
