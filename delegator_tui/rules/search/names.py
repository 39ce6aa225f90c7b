"""Finding a record by what a person types: uid, id or a prefix of it, exact title, part of it.

``verb`` is what is to be done with it: those of ``NEVER_GUESS`` take a part of a title only when one name has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from delegator_tui.commands import TABLE
from delegator_tui.errors import Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Contractor, Deliverable, Handoff, Message, Record, Task
from delegator_tui.model.states import OPEN_HANDOFF
from delegator_tui.rules.handoffs import lifecycle
from delegator_tui.rules.search.finding import Pool, R, Search, is_id
from delegator_tui.rules.search.folding import folded

NEVER_GUESS = frozenset(command.verb for command in TABLE if command.sure)
"""Verbs that move money, end or promise something, or send."""


def task(key: str, book: Book, verb: str = "") -> Task:
    """Return the task that ``key`` names. Raises Unknown or Ambiguous."""
    table = book.tasks
    return _must(key, _open_and_closed(table.open.values, table.closed, "task"), lambda t: t.title, verb)


def contractor(key: str, book: Book, verb: str = "") -> Contractor:
    """Return the contractor that ``key`` names, whoever has ended too. Raises Unknown or Ambiguous."""
    table = book.contractors
    return _must(key, _open_and_closed(table.open.values, table.closed, "contractor"), lambda c: c.name, verb)


def is_on_roster(name: str, book: Book) -> bool:
    """Tell whether a contractor has exactly this name, or this id."""
    wanted = folded(name)
    return any(wanted in (folded(each.name), short_id(each.uid), each.uid) for each in book.contractors.all())


def say_contractor(uid: str | None, book: Book) -> str:
    """Return the name of a contractor as a choice is confirmed, with a word when the work with them has ended."""
    found = book.contractors.get(uid)
    return f"{found.name}, who has ended" if found and found.status == "ended" else book.name(uid)


def mail(key: str, book: Book) -> Message:
    """Return the mail that ``key`` names, by its subject too. Raises Unknown or Ambiguous."""
    table = book.messages
    return _must(key, _open_and_closed(table.open.values, table.closed, "mail"), lambda m: m.subject, "mail")


def deliverable(key: str, owed: Sequence[Deliverable], able: Iterable[Deliverable]) -> Deliverable | None:
    """Return which of what a handoff owes ``key`` names, preferring of one title those that are ``able``."""
    can = {each.uid for each in able}
    opened = [each for each in owed if each.uid in can]
    rest = [each for each in owed if each.uid not in can]
    pools = _open_and_closed(lambda: opened, lambda: rest, "deliverable")
    return Search(key, pools, lambda d: d.title).find(sure=True)


def handoff(key: str, book: Book, verb: str = "") -> Handoff:
    """Return the handoff that ``key`` names, by its own id or title or its task's id. Raises Unknown or Ambiguous."""
    pools: list[Pool[Handoff]] = [
        Pool(lambda: book.open_handoffs, "handoff", is_open=True),
        Pool(book.handoffs.open.values, "handoff", is_open=True),
        Pool(book.handoffs.closed, "handoff", is_open=False),
    ]

    def can(found: Handoff) -> bool:
        if verb not in lifecycle.MAY:
            return found.state in OPEN_HANDOFF
        return lifecycle.may(verb, found.state, [part.state for part in book.owed_in(found)])

    return _by_task_id(key, book) or _must(key, pools, book.title, verb, can)


def _by_task_id(key: str, book: Book) -> Handoff | None:
    wanted = key.strip().casefold()
    for pool in (book.handoffs.open.values, book.handoffs.closed):
        fits = [h for h in pool() if h.task == wanted or short_id(h.task) == wanted] if is_id(wanted) else []
        if fits:
            return fits[-1]
    return None


def twin(key: str, book: Book, verb: str = "") -> Handoff | Task:
    """Return the handoff or task that ``key`` names, open ones first, a handoff before its task. Raises Unknown."""
    pools = [pool._replace(word="record") for table, pool in _pools(book) if table != "contractors"]
    sure, out = verb in NEVER_GUESS, book.handoffs_by_task
    if sure:  # a task that is out and its handoff are one: they would count as two of a name
        pools[-1] = Pool(lambda: [task for task in book.tasks.all() if task.uid not in out], "record", is_open=False)
    found: Record | None = _by_task_id(key, book) if sure else None
    found = found or Search(key, pools, lambda record: _title(record, book)).find(sure=sure)
    if not isinstance(found, Handoff | Task):
        raise Unknown(f"There is no task or handoff “{key}”.")
    return found


def anything(key: str, book: Book) -> tuple[str, Record]:
    """Return the table and record that ``key`` names: open ones first, a handoff before its task. Raises Unknown."""
    found = Search(key, [pool for _, pool in _pools(book)], lambda record: _title(record, book)).find(
        sure=False, one_open=True
    )
    if found is None:
        raise Unknown(f"Nothing here is called “{key}”.")
    return next(table for table, kind in KINDS.items() if isinstance(found, kind)), found


KINDS: dict[str, type[Record]] = {"handoffs": Handoff, "tasks": Task, "contractors": Contractor}


def _pools(book: Book) -> list[tuple[str, Pool[Record]]]:
    out = book.handoffs_by_task
    tables: list[tuple[str, Callable[[], Iterable[Record]], bool]] = [
        ("handoffs", lambda: book.open_handoffs, True),
        ("handoffs", book.handoffs.open.values, True),
        ("tasks", lambda: [task for task in book.tasks.open.values() if task.uid not in out], True),
        ("contractors", book.contractors.open.values, True),
        ("handoffs", book.handoffs.closed, False),
        ("tasks", book.tasks.all, False),
        ("contractors", book.contractors.closed, False),
    ]
    return [(table, Pool(records, table.removesuffix("s"), is_open)) for table, records, is_open in tables]


def _open_and_closed(opened: Callable[[], Iterable[R]], closed: Callable[[], Iterable[R]], word: str) -> list[Pool[R]]:
    return [Pool(opened, word, is_open=True), Pool(closed, word, is_open=False)]


def _must(
    key: str, pools: Sequence[Pool[R]], title: Callable[[R], str], verb: str, can: Callable[[R], bool] | None = None
) -> R:
    found = Search(key, pools, title, can).find(sure=verb in NEVER_GUESS)
    if found is None:
        raise Unknown(f"There is no {pools[0].word} “{key}”.")
    return found


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
