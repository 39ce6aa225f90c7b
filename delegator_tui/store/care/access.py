"""Who else may read or write what a book is made of, and what stands at its names and is nothing of its own."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from delegator_tui.store.files.ordinary import (
    AT_ONCE,
    NO_LINK,
    NotOrdinary,
    check_book,
    check_own,
    check_own_folder,
    is_own,
    others_may_write,
)
from delegator_tui.store.files.paths import Paths

Found = tuple[str, Callable[[], None] | None]
"""A sentence that says what to do, and what does it where that is safe."""


def strange(paths: Paths) -> Iterator[Found]:
    """Yield what stands at a name of the book and is a link, no ordinary file, or another user's."""
    try:
        check_book(paths.given)
    except NotOrdinary as error:
        yield error.said, None
    for path in (*paths.files, *paths.unfinished, *_inside(paths)):
        if os.path.lexists(path) and path != paths.given:
            yield from _refused(partial(_check_file, path))
    for path in paths.folders:
        yield from _refused(partial(check_own_folder, path))


def exposed(paths: Paths) -> Iterator[Found]:
    """Yield which of the book's files others may read, and which folder above them others may write to."""
    if os.name != "posix":
        return
    for names, mode in ((paths.folders, 0o700), ((*paths.files, *_inside(paths)), 0o600)):
        for path in names:
            if (is_own(path) or _is_folder(path)) and stat.S_IMODE(os.lstat(path).st_mode) & 0o077:
                yield f"Others on this machine may read {path}: chmod {mode:o} it.", partial(_change, path, mode)
    yield from _open_to_others(Path(paths.folder))


def leftovers(paths: Paths) -> Iterator[Found]:
    """Yield the unfinished files that an interrupted write left."""
    inside = [path for path in _inside(paths) if path.endswith(".new")]
    for path in filter(is_own, (*paths.unfinished, *inside)):
        yield f"{path} is what an interrupted write left; nothing needs it: delete it.", Path(path).unlink


def _inside(paths: Paths) -> list[str]:
    return [str(each) for folder in paths.folders if _is_folder(folder) for each in sorted(Path(folder).iterdir())]


def _is_folder(path: str) -> bool:
    return stat.S_ISDIR(os.lstat(path).st_mode) if os.path.lexists(path) else False


def _check_file(path: str) -> None:
    check_own(os.lstat(path), path)


def _refused(check: Callable[[], object]) -> Iterator[Found]:
    try:
        check()
    except NotOrdinary as error:
        yield error.said, None


def _open_to_others(folder: Path) -> Iterator[Found]:
    """Yield the folder where others may put names beside the book's, or put another folder in its place."""
    for each in (folder, *folder.parents):
        writable = others_may_write(str(each)) or _group_may_write(each)
        if writable and (each == folder or not each.stat().st_mode & stat.S_ISVTX):
            yield (
                f"Others on this machine may write to {each}, and so put files and links of theirs in the way of the "
                f"book: chmod go-w it, or keep the book in a folder of your own.",
                None,
            )
            return


def _group_may_write(folder: Path) -> bool:
    """Tell whether a group of several may write to a folder; one that is called like its only user is private."""
    info = folder.stat() if folder.exists() else None
    if info is None or not info.st_mode & stat.S_IWGRP or not info.st_gid:
        return False
    import grp
    import pwd

    try:
        group, user = grp.getgrgid(info.st_gid), pwd.getpwuid(info.st_uid)
    except KeyError:
        return True
    return group.gr_name != user.pw_name or any(name != user.pw_name for name in group.gr_mem)


def _change(path: str, mode: int) -> None:
    """Change permissions of what stands at a name itself: of what a link leads to they are not ours to change."""
    fd = os.open(path, os.O_RDONLY | NO_LINK | AT_ONCE)
    try:
        os.fchmod(fd, mode)
    finally:
        os.close(fd)
