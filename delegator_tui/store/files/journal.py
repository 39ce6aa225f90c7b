"""The journal as far as it has been read. Reading takes no lock: only whole lines with a right checksum count."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Any, NoReturn

from delegator_tui.errors import Damaged, NeedsCare
from delegator_tui.store.files import entry
from delegator_tui.store.files.disk import read_at
from delegator_tui.store.files.line import parse
from delegator_tui.store.files.ordinary import open_own

Line = dict[str, Any]

_STARTS = re.compile(rb"[0-9a-f]{8} (\d{1,9}) ").finditer
"""Where a line may start, also when the newline before it was hit."""


class Journal:
    """The open journal. Holding it open keeps its inode from being used again, so that a new one is noticed.

    ``commits`` are its commits in order; ``ours`` the checksums of the snapshots it goes on from, ``snap`` that of
    the newest of them and ``snap_seq`` up to which commit that one is complete; ``absorbed`` those of hand-edited
    snapshots which a commit has taken in; ``end`` the offset behind the last good line; ``tail`` what follows it;
    ``bare`` says that the last good line lacks its newline; ``newer`` that a later version wrote it, so that it may be
    read as far as it is understood, and never written to.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.fd = open_own(path, os.O_RDONLY)
        self._end_fd = -1
        self.header: Line = {}
        self.commits: list[Line] = []
        self.ours: set[str] = set()
        self.snap = ""
        self.snap_seq = 0
        self.absorbed: set[str] = set()
        self.end = 0
        self.tail = b""
        self.bare = False
        self.newer = False
        self.position = entry.Position(0, "", {}, {})
        try:
            self.read_on()
            if not self.header:
                raise Damaged(f"The first line of {path} cannot be read. Nothing was touched.")
        except BaseException:
            self.close()
            raise

    @property
    def is_current(self) -> bool:
        """Whether the file at the path is still this one."""
        try:
            return os.path.samestat(os.fstat(self.fd), Path(self.path).lstat())
        except FileNotFoundError:
            return False

    @property
    def size(self) -> int:
        """Bytes in the file now."""
        return os.fstat(self.fd).st_size

    def writing(self) -> int:
        """Return the file opened to append to, by whoever holds the lock."""
        if self._end_fd < 0:
            self._end_fd = open_own(self.path, os.O_WRONLY | os.O_APPEND)
        return self._end_fd

    def close(self) -> None:
        """Let go of the file."""
        for fd in (self.fd, self._end_fd):
            if fd >= 0:
                with contextlib.suppress(OSError):
                    os.close(fd)

    def read_on(self) -> list[Line]:
        """Take in what was written since; return the new commits. Raises NeedsCare."""
        data = self._rest()
        known = len(self.commits)
        if self.bare and data.startswith(b"\n"):
            self._step(b"", bare=False)
            data = data[1:]
        start = 0
        while start < len(data):
            stop = data.find(b"\n", start)
            text = (
                data[start:].rstrip(b"\0") if stop < 0 else data[start:stop]
            )  # a power cut may leave zeros at the end
            line = None if self.bare else parse(text)
            if line is None:
                self._check_lost(data[start:])
                break
            self.take(line, text, bare=stop < 0)
            start += len(text) + (stop >= 0)
            if stop < 0:
                break
        self.tail = data[start:]
        return self.commits[known:]

    def take(self, line: Line, text: bytes, *, bare: bool = False) -> None:
        """Count a good line as read."""
        try:
            if not self.header:
                self._take_header(line)
            else:
                self._take_next(line)
        except (TypeError, KeyError, AttributeError, ValueError) as error:
            raise self._nonsense() from error
        self._step(text, bare=bare)

    def _nonsense(self) -> Damaged:
        return Damaged(f"A line of {self.path} after save {self.position.seq} makes no sense. Nothing was touched.")

    def _step(self, text: bytes, *, bare: bool) -> None:
        self.end += len(text) + (not bare)
        self.bare = bare

    def _take_header(self, line: Line) -> None:
        position = entry.position(line) if "journal" in line else None
        if position is None or not isinstance(line["journal"], int) or not isinstance(line.get("schema"), int):
            self._refuse_newer()
        self.header = line
        self.newer = entry.is_newer(line)
        self._take_snapshot(line, position)
        self.position = position

    def _take_snapshot(self, line: Line, at: entry.Position) -> None:
        self.snap, self.snap_seq = line["snap"], at.seq
        self.ours.add(self.snap)

    def _take_next(self, line: Line) -> None:
        position = entry.position(line)
        if position is None or any(op["op"] not in ("put", "set") for op in line.get("o", ())):
            self._refuse_newer()
        expected = self.position.seq + ("s" in line)
        if position.seq != expected:
            raise Damaged(f"{self.path}: save {expected} is missing before save {position.seq}. Nothing was touched.")
        if "s" in line:
            self.commits.append(line)
            if "edit" in line:
                self.absorbed.add(line["edit"])
        else:
            self._take_snapshot(line, position)
        self.position = position

    def _refuse_newer(self) -> NoReturn:
        raise newer(self.path)

    def _check_lost(self, data: bytes) -> None:
        """Raise NeedsCare when the end that cannot be read has whole saves in it: then it is no torn end."""
        whole = sum(parse(data[at.start() : at.end() + int(at[1])]) is not None for at in _STARTS(data))
        if whole:
            raise Damaged(
                f"{self.path} is damaged at save {self.position.seq + 1}; {whole} whole saves stand behind the damage. "
                "Nothing was touched."
            )

    def _rest(self) -> bytes:
        parts = []
        offset = self.end
        while part := read_at(self.fd, 1 << 22, offset):
            parts.append(part)
            offset += len(part)
        return b"".join(parts)


def newer(path: str) -> NeedsCare:
    """Return the refusal of a file from a later version."""
    return NeedsCare(f"{path} was written by a newer delegator. Update the program; nothing was touched.")
