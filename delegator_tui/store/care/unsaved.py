"""Texts that were typed and not saved when the program ended: a private file each, in ``.unsaved/``, until the owner
took them or threw them away. They are no part of the book, and no lock is needed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from delegator_tui.model import instants
from delegator_tui.model.kept import Kept
from delegator_tui.store.files.disk import Disk, make_own_folder, not_saved, replace
from delegator_tui.store.files.ordinary import check_own_folder, read_own
from delegator_tui.store.files.paths import Paths

MAX_BYTES = 10_000_000
"""Bytes of one that are read."""


class UnsavedTexts:
    """The unsaved texts beside a book."""

    def __init__(self, disk: Disk, paths: Paths, clock: Callable[[], dt.datetime]) -> None:
        self._disk = disk
        self._folder = Path(paths.unsaved)
        self._clock = clock

    def keep(self, text: Kept) -> str:
        """Write a text down in a file that was not there before; return its name. Raises NotSaved."""
        at = self._clock()
        import json

        row = text._replace(at=instants.stored(at))._asdict()
        del row["name"]
        row["seen"] = dict(text.seen)
        data = json.dumps(row, ensure_ascii=True, indent=1).encode() + b"\n"
        try:
            make_own_folder(self._disk, str(self._folder))
            return self._write(f"{instants.for_name(at)}-{os.getpid()}", data)
        except OSError as error:
            raise not_saved(error, str(self._folder / "x")) from error

    def _write(self, begin: str, data: bytes) -> str:
        taken = len([name for name in os.listdir(self._folder) if name.startswith(begin)])  # noqa: PTH208 - names
        name = f"{begin}-{taken + 1}.json"
        replace(self._disk, str(self._folder / name), data)
        return name

    def all(self) -> list[Kept]:
        """Return the texts, oldest first; one that cannot be read as ours comes as it stands in its file."""
        try:
            check_own_folder(str(self._folder))
            names = sorted(each.name for each in self._folder.iterdir() if each.name.endswith(".json"))
        except OSError:
            return []
        return [text for name in names if (text := self._read(name)) is not None]

    def _read(self, name: str) -> Kept | None:
        try:
            data = read_own(str(self._folder / name))[:MAX_BYTES].decode("utf-8", "replace")
        except OSError:  # a link, not ours to read, or taken away meanwhile
            return None
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
    seen = tuple((str(fact), str(words)) for fact, words in dict(row.get("seen", ())).items())
    return Kept(str(row["title"]), fields, form, about, name, str(row["at"]), seen)
