"""The mark ``is:`` of a filter: ``is:yours``, ``is:later``, ``is:triage,yours``, ``is:overdue``."""

from __future__ import annotations

from delegator_tui.model.book import Book
from delegator_tui.model.records import Task
from delegator_tui.rules.search.filter_marks import READERS as OTHERS
from delegator_tui.rules.search.filter_marks import WORDS, Ask, Reader, Test, Tests, Value, by_kind
from delegator_tui.rules.search.folding import fold
from delegator_tui.rules.tasks import plate

LISTS: dict[str, plate.Place] = {
    "triage": "triage", "inbox": "triage", "yours": "yours", "later": "later", "delegated": "delegated",
}  # fmt: skip
"""The owner's lists by the names that ``is:`` has for them."""
KNOWN = (*LISTS, *(word for word in WORDS if word not in LISTS))
"""What may follow ``is:``."""


def _is(value: Value) -> Ask | None:
    """A list or a word that is a mark by itself, or the beginning of one; several with commas between them."""
    parts = [part for part in fold(value.text).split(",") if part.strip()]
    named = [found for part in parts if (found := _named(part.strip()))]
    if not named or len(named) < len(parts):
        return None
    return lambda book: _any([_asked(name, book) for name in named])


def _named(part: str) -> str:
    """Return what is named, the first that begins so unless it is said whole; nothing for none."""
    return part if part in KNOWN else next((name for name in KNOWN if name.startswith(part)), "")


def _any(found: list[Tests]) -> Tests:
    def one(kind: type) -> Test:
        return lambda record: any(tests[kind](record) for tests in found)

    return {kind: one(kind) for kind in found[0]}


def _asked(name: str, book: Book) -> Tests:
    """Return the tests of one name. Of a handoff ``yours`` asks whether the next move is the owner's."""
    word = WORDS[name](book) if name in WORDS else {}
    if name not in LISTS:
        return word
    wanted = LISTS[name]
    on_list = by_kind(book, lambda task: plate.place(task, book) == wanted)
    return {**on_list, **{kind: test for kind, test in word.items() if kind is not Task}}


READERS: dict[str, Reader] = {**OTHERS, "is": _is}
"""Every mark that has a value, by its name."""
