"""Commands that look after the file: compact, backup, restore, recover, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from delegator_tui.cli.front import Front, emit, json_option, pass_front
from delegator_tui.cli.written import refuse_own
from delegator_tui.desk.rescue import Rescue
from delegator_tui.errors import Damaged, DelegatorError, NeedsCare, Refused
from delegator_tui.model.text import printed
from delegator_tui.outbox import timers
from delegator_tui.outbox.keyrings import backend
from delegator_tui.rules.records.references import dangling
from delegator_tui.store.care.faults import Fault, faults, put_right


@click.command()
@click.option("--forget-before", metavar="DATE", help="Also remove the steps before DATE from the history.")
@json_option
@pass_front
def compact(front: Front, forget_before: str | None, as_json: bool) -> None:
    """Fold the journal into the TinyDB file; history is kept, unless told otherwise."""
    store = front.desk.store
    before = front.date(forget_before, "--forget-before", past=True) if forget_before else None
    if store.read_only:
        with store.transaction():  # says why not
            pass
    store.compact()
    store.copies.backup_if_due()
    forgot = [front.desk.file.forget_before(before).message] if before else []
    size = front.path.stat().st_size if front.path.exists() else 0
    lines = [f"{front.path} is up to date: {size:,} bytes.", *forgot]
    document = {"file": str(front.path), "bytes": size, "version": front.book.version}
    emit(document | ({"forgot": forgot[0]} if forgot else {}), "\n".join(map(printed, lines)), as_json=as_json)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@json_option
@pass_front
def backup(front: Front, file: Path | None, as_json: bool) -> None:
    """Keep a whole copy of the book, read back before it counts: beside it, or as FILE."""
    store = front.desk.store
    if file:
        refuse_own(file, front.path)
    made = store.copies.copy_to(file) if file else store.copies.backup()
    size = made.stat().st_size
    document = {"file": str(made), "bytes": size, "version": front.book.version}
    emit(document, printed(f"Backed up as {made}: {size:,} bytes, read back."), as_json=as_json)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--anyway", is_flag=True, help="Also a copy of another book.")
@json_option
@pass_front
def restore(front: Front, file: Path, anyway: bool, as_json: bool) -> None:
    """Make the book what it was in the copy FILE; one undo brings the present back."""
    done = front.desk.file.restore(file, anyway=anyway)
    emit(
        {"file": str(file), "said": done.message, "version": front.book.version}, printed(done.message), as_json=as_json
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mine", "prefer", flag_value="mine", help="Where both changed a field, keep what is here.")
@click.option("--theirs", "prefer", flag_value="theirs", help="Where both changed a field, take what is there.")
@json_option
@pass_front
def merge(front: Front, file: Path, prefer: str | None, as_json: bool) -> None:
    """Take over what a conflicted copy of the book has, by record and field; one undo takes it back."""
    done = front.desk.file.merge(file, prefer=prefer or "")
    emit(
        {"file": str(file), "said": done.message, "version": front.book.version}, printed(done.message), as_json=as_json
    )


@click.command()
@json_option
@pass_front
def recover(front: Front, as_json: bool) -> None:
    """Get out of a damaged book what is whole and go on with it; the damaged files are kept."""
    front.stay_in_the_present()
    front.settles = False
    try:
        whole = front.desk.store
    except Damaged as why:
        desk = Rescue(front.path, front.clock, front.moment, why).recover()
    else:
        raise Refused(f"{whole.path} is not damaged; nothing was done.")
    said = " ".join(desk.file.news())
    desk.store.close(compact=False)
    emit({"file": str(front.path), "said": said, "version": desk.book.version}, printed(said), as_json=as_json)


@click.command()
@click.option("--fix", is_flag=True, help="Fix what is safe to fix: permissions, leftovers, a torn end, the snapshot.")
@json_option
@pass_front
def doctor(front: Front, fix: bool, as_json: bool) -> None:
    """Check the files, their permissions and what the records refer to; says what is wrong and what to do."""
    front.settles = False
    if fix:
        front.stay_in_the_present()
    found = _faults(front)
    fixed: list[str] = []
    if fix and found:
        fixed = _fixed(front, found)
        found = _faults(front)
    watching, passwords = timers.watching(front.path), backend()
    document = {
        "file": str(front.path), "faults": [each.said for each in found], "fixed": fixed,
        "keyring": passwords.name, "keyring_safe": passwords.safe, "version": _version(front), "watching": watching,
    }  # fmt: skip
    lines = [*(f"Fixed: {said}" for said in fixed), *(each.said for each in found)]
    if not found:
        lines.append(f"{front.path}: no fault found.")
    lines.append(f"Passwords: {passwords.name}.")
    reminded = watching or "none; delegator remind --install turns them on"
    lines.append(f"Reminders while delegator is closed: {reminded}.")
    emit(document, "\n".join(map(printed, lines)), as_json=as_json)
    if found:
        raise NeedsCare(f"{len(found)} fault{'s' if len(found) > 1 else ''} found.")


def _faults(front: Front) -> list[Fault]:
    found = faults(front.path)
    told = tuple(each.said for each in found)
    inside = (each for each in _inside(front) if not (told and each.said.startswith(told)))
    return [*found, *inside, *map(Fault, timers.faults(front.path))]


def _inside(front: Front) -> list[Fault]:
    """Return what is wrong with the records: the book does not open, or they refer to what is not there."""
    try:
        desk = front.desk
        newer = [Fault(desk.read_only)] if desk.read_only and not front.at else []
        return newer + [Fault(said) for said in dangling(desk.book)]
    except NeedsCare as error:
        return [Fault(str(error))]


def _fixed(front: Front, found: list[Fault]) -> list[str]:
    done, _ = put_right(found)
    try:
        with front.desk.store.transaction():  # a writer puts right a torn end and a bad snapshot before anything else
            front.desk.refresh()
    except DelegatorError:
        return done  # what stays wrong is found again and said
    return done + [notice for notice in front.desk.file.news() if notice not in done]


def _version(front: Front) -> int | None:
    return front.book.version if "desk" in front.__dict__ else None


COMMANDS: list[click.Command] = [compact, backup, restore, merge, recover, doctor]
