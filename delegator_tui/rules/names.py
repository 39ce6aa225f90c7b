"""Finding a record by what a person types: uid, id or a prefix of it, exact title, part of it. Open ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from delegator_tui.errors import Ambiguous, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Contractor, Handoff, Message, Record, Task

R = TypeVar("R", bound=Record)
MOST_CANDIDATES = 8


def find(key: str, records: Iterable[R], title: Callable[[R], str], word: str) -> R | None:
    """Return the one record that ``key`` names among ``records``; None when none does. Raises Ambiguous."""
    pool = list(records)
    wanted = key.strip().casefold()
    if not wanted:
        raise Unknown(f"Say which {word}: a part of its name, or its id.")
    tests: list[Callable[[R], bool]] = [
        lambda r: r.uid == wanted,
        lambda r: short_id(r.uid) == wanted,
        lambda r: title(r).casefold() == wanted,
        lambda r: len(wanted) >= 3 and short_id(r.uid).startswith(wanted),
        lambda r: len(wanted) >= 8 and r.uid.startswith(wanted),
        lambda r: wanted in title(r).casefold(),
    ]
    for test in tests:
        found = [record for record in pool if test(record)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(key, found, title, word)
    return None


def _ambiguous(key: str, found: list[R], title: Callable[[R], str], word: str) -> Ambiguous:
    lines = [f"{short_id(r.uid)}  {title(r)}" for r in found[:MOST_CANDIDATES]]
    if len(found) > MOST_CANDIDATES:
        lines.append(f"… and {len(found) - MOST_CANDIDATES} more")
    return Ambiguous(f"“{key}” fits {len(found)} {word}s. Say more of the name, or the id:", lines)


def _must(key: str, opened: Iterable[R], closed: Callable[[], Iterable[R]], title: Callable[[R], str], word: str) -> R:
    found = find(key, opened, title, word) or find(key, closed(), title, word)
    if found is None:
        raise Unknown(f"There is no {word} “{key}”.")
    return found


def task(key: str, book: Book) -> Task:
    """Return the task that ``key`` names, open ones first. Raises Unknown or Ambiguous."""
    return _must(key, book.tasks.open.values(), book.tasks.closed, lambda t: t.title, "task")


def contractor(key: str, book: Book) -> Contractor:
    """Return the contractor that ``key`` names. Raises Unknown or Ambiguous."""
    return _must(key, book.contractors.open.values(), book.contractors.closed, lambda c: c.name, "contractor")


def mail(key: str, book: Book) -> Message:
    """Return the mail that ``key`` names, by a part of its subject too. Raises Unknown or Ambiguous."""
    return _must(key, book.messages.open.values(), book.messages.closed, lambda m: m.subject, "mail")


def handoff(key: str, book: Book) -> Handoff:
    """Return the handoff that ``key`` names, by its own id or title or its task's id. Raises Unknown or Ambiguous."""
    found = find(key, book.open_handoffs, book.title, "handoff")
    found = found or find(key, book.handoffs.open.values(), book.title, "handoff")
    found = found or find(key, book.handoffs.closed(), book.title, "handoff")
    found = found or _by_task_id(key, book)
    if found is None:
        raise Unknown(f"There is no handoff “{key}”.")
    return found


def _by_task_id(key: str, book: Book) -> Handoff | None:
    wanted = key.strip().casefold()
    for pool in (book.handoffs.open.values(), book.handoffs.closed()):
        fits = [h for h in pool if h.task == wanted or short_id(h.task) == wanted]
        if fits:
            return fits[-1]
    return None


def twin(key: str, book: Book) -> Handoff | Task:
    """Return the handoff or task that ``key`` names, open ones first, a handoff before its task. Raises Unknown."""
    for _, records in _pools(book):
        known = [record for record in records() if isinstance(record, Handoff | Task)]
        found = find(key, known, lambda record: _title(record, book), "record")
        if found is not None:
            return found
    raise Unknown(f"There is no task or handoff “{key}”.")


def anything(key: str, book: Book) -> tuple[str, Record]:
    """Return the table and record that ``key`` names: open ones first, a handoff before its task. Raises Unknown."""
    for table, records in _pools(book):
        found = find(key, records(), lambda record: _title(record, book), table.removesuffix("s"))
        if found is not None:
            return table, found
    raise Unknown(f"Nothing here is called “{key}”.")


def _pools(book: Book) -> list[tuple[str, Callable[[], Iterable[Record]]]]:
    out = book.handoffs_by_task
    return [
        ("handoffs", book.handoffs.open.values),
        ("tasks", lambda: [task for task in book.tasks.open.values() if task.uid not in out]),
        ("contractors", book.contractors.open.values),
        ("handoffs", book.handoffs.closed),
        ("tasks", book.tasks.all),
        ("contractors", book.contractors.closed),
    ]


def said_with(record: Record | None, book: Book) -> list[str]:
    """Return what a sentence about a record may call by name: its title, whom it is with, what it is the same as."""
    if record is None:
        return []
    twin = getattr(record, "same_as", None)
    near = book.handoffs.get(twin) or book.tasks.get(twin)
    own = [_title(each, book) for each in (record, near) if each is not None]
    own += [book.name(getattr(record, "contractor", None)), getattr(record, "subject", "")]
    return [name for name in own if name]


def _title(record: Record, book: Book) -> str:
    if isinstance(record, Handoff):
        return book.title(record)
    return str(getattr(record, "title", getattr(record, "name", "")))
