"""The filter that is typed after ``/`` on a list, and finding anything by its words.

Every word must be found: in title or name, contractor, project, labels or notes, whatever its case and accents.
``"two words"`` in quotes are found as they stand, ``-`` before anything turns it round, and marks ask of fields:
``#project @label >contractor !high ~>2h due<fri due:none state:inbox,mine is:yours price>200 skill:photo overdue today
soon mine theirs leak``. A mark that waits for its value asks nothing yet; one that nobody can read is a plain word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.rules.dates.habits import PLAIN, Habits
from delegator_tui.rules.search.filter_lists import READERS
from delegator_tui.rules.search.filter_marks import EQUAL, NAMES, SIGNS, WORDS, Ask, Value, word_start
from delegator_tui.rules.search.folding import fold

R = TypeVar("R", bound=Task | Handoff | Contractor)

_HEAD = r"(?:[#@>!]|~(?:[<>]=?|[:=])?|[a-z]+(?:[<>]=?|[:=]))?"
_TERM = re.compile(rf"(-*)(?:({_HEAD})[\"“”]([^\"“”]*)([\"“”]?)|(\S*))", re.IGNORECASE)
_MARK = re.compile(r"(?:([#@>!])|(~|[a-z]+(?=[:<>=])(?!://))([<>]=?|[:=])?)(.*)", re.IGNORECASE | re.DOTALL)
_BETWEEN = "\0"
"""Stands between the fields of a searchable text, so that no word is found across two of them."""
KEPT_WORDS = 8
"""Words of which it is kept where they were found: a filter has few, and each letter more is another word."""


class Filter(NamedTuple):
    """A filter as read: folded words and marks, each with whether it is turned round; ``unclear`` words as typed."""

    text: str
    words: tuple[tuple[str, bool], ...]
    marks: tuple[tuple[Ask, bool], ...]
    unclear: list[str]

    @property
    def empty(self) -> bool:
        """Whether nothing is asked, so that every record fits."""
        return not self.words and not self.marks


class _Read(NamedTuple):
    """A word read as a mark: what it asks, or that its value is still to come, or that nobody can tell."""

    ask: Ask | None = None
    unfinished: bool = False
    unclear: bool = False


def read_filter(text: str, now: Moment, habits: Habits = PLAIN) -> Filter:
    """Read a filter as typed at a moment; never an error. Its dates are of that moment: read it again on a new day.

    ``habits``: how the owner writes and works.
    """
    words: list[tuple[str, bool]] = []
    marks: list[tuple[Ask, bool]] = []
    unclear: list[str] = []
    for term in _TERM.finditer(text.replace(_BETWEEN, " ")):
        minus, head, inside, closing, bare = term.groups()
        word, turned = bare if inside is None else head + inside, len(minus) % 2 == 1
        read = _Read() if head == "" else _read_mark(word, bool(closing), now, habits)
        if read.unclear:
            unclear.append(term[0])
        if read.ask:
            marks.append((read.ask, turned))
        elif fold(word) and not read.unfinished:
            words.append((fold(word), turned))
    return Filter(text, tuple(words), tuple(marks), unclear)


def _read_mark(word: str, quoted: bool, now: Moment, habits: Habits) -> _Read:
    """Read a word without minus and quotes; ``quoted`` tells that its value stood in closed ones."""
    if not quoted and fold(word) in WORDS:
        return _Read(WORDS[fold(word)])
    match = _MARK.fullmatch(word)
    if match is None:
        return _Read()
    key, sign, text = (match[1] or match[2]).lower(), match[3] or "", match[4]
    if not fold(text):
        return _Read(unfinished=key in READERS)
    if key in SIGNS and not any(map(str.isalpha, text)):
        return _Read()  # as in quick add: "#12" is a number, not a project
    if key not in READERS or (key in (*NAMES, "is") and sign not in EQUAL):
        return _Read(unclear=True)
    ask = READERS[key](Value(sign, text, quoted, now, habits))
    return _Read(ask, unclear=ask is None)


class Haystack:
    """The folded text of records, made when first asked for and kept while a record stays the same object.

    ``texts`` also remembers the last list of each ``view``, and ``hits`` where the last words were found in it, for a
    filter is typed key by key over one list: what holds ``pho`` is looked for among what holds ``ph``.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Record, Task | None, str]] = {}
        self._names: dict[str | None, str] = {}
        self._contractors: object = None
        self._views: dict[str, tuple[object, list[Record], list[str]]] = {}
        self._searched: Sequence[str] = ()
        self._hits: dict[str, list[int]] = {}

    def text(self, record: Record, book: Book) -> str:
        """Return one record's folded title and other fields."""
        return self.texts((record,), book, view="")[0]

    def texts(self, records: Sequence[Record], book: Book, *, view: str = "list") -> list[str]:
        """Return the folded text of each record, the title first. Not to be changed."""
        self._forget_if_renamed(book)
        tasks, rows, texts = self._views.get(view, (None, [], []))
        if tasks is book.tasks and rows == list(records):  # quick: the same objects are not compared by value
            return texts
        kept = self._kept
        texts = [
            found[2]
            if (found := kept.get(record.uid)) is not None and found[0] is record and found[1] is None
            else self._text(record, book)
            for record in records
        ]
        if view:
            self._views[view] = (book.tasks, list(records), texts)
        return texts

    def hits(self, texts: Sequence[str], words: Iterable[tuple[str, bool]]) -> Sequence[int]:
        """Return where in ``texts`` all words are, or are not when turned round; long words first: they leave less."""
        found: Sequence[int] | None = None
        for word, turned in sorted(words, key=lambda each: (each[1], -len(each[0]))):
            if found is None:
                found = range(len(texts)) if turned else self._all_hits(texts, word)
                if not turned:
                    continue
            found = [at for at in found if (word in texts[at]) is not turned]
        return range(len(texts)) if found is None else found

    def _all_hits(self, texts: Sequence[str], word: str) -> list[int]:
        if self._searched is not texts:
            self._searched, self._hits = texts, {}
        if word not in self._hits:
            shorter = next((word[:end] for end in range(len(word) - 1, 0, -1) if word[:end] in self._hits), None)
            if shorter is None:
                found = [at for at, text in enumerate(texts) if word in text]
            else:
                found = [at for at in self._hits[shorter] if word in texts[at]]
            if len(self._hits) >= KEPT_WORDS:
                del self._hits[next(iter(self._hits))]
            self._hits[word] = found
        return self._hits[word]

    def _text(self, record: Record, book: Book) -> str:
        """Return a record's text; a handoff's is kept with the task that it was made of, the others' with None."""
        task = book.tasks.get(record.task) if isinstance(record, Handoff) else None
        if task is not None:
            kept = self._kept.get(record.uid)
            if kept is not None and kept[0] is record and kept[1] is task:
                return kept[2]
        text = fold(_BETWEEN.join(self._fields(record, task, book)))
        if task is not None or not isinstance(record, Handoff):
            self._kept[record.uid] = (record, task, text)
        return text

    def _fields(self, record: Record, task: Task | None, book: Book) -> Sequence[str]:
        if isinstance(record, Task):
            who = self._name(record.contractor, book) if record.contractor else ""
            return (record.title, record.notes, record.project or "", who, *record.labels)
        if isinstance(record, Contractor):
            return (record.name, record.notes, record.contact, record.email, *record.skills)
        if isinstance(record, Handoff):
            who = self._name(record.contractor, book)
            return (book.title(record), who, *((task.notes, task.project or "", *task.labels) if task else ()))
        return ()

    def _name(self, contractor: str | None, book: Book) -> str:
        if contractor not in self._names:
            self._names[contractor] = book.name(contractor)
        return self._names[contractor]

    def _forget_if_renamed(self, book: Book) -> None:
        """Forget every text when a contractor named in one has another name now."""
        if book.contractors is self._contractors:
            return
        self._contractors = book.contractors
        if any(book.name(uid) != name for uid, name in self._names.items()):
            self._kept, self._names, self._views = {}, {}, {}


def narrow(records: Sequence[R], filter: Filter, book: Book, haystack: Haystack) -> list[R]:  # noqa: A002 - its name
    """Return the records that fit, in their order."""
    if filter.words:
        texts = haystack.texts(records, book)
        found = list(map(records.__getitem__, haystack.hits(texts, filter.words)))
    else:
        found = list(records)
    for ask, turned in filter.marks:
        tests = ask(book)
        found = [record for record in found if tests[type(record)](record) is not turned]
    return found


def find_anything(text: str, book: Book, haystack: Haystack, limit: int = 50) -> list[Record]:
    """Return at most ``limit`` records that have every word, the best first; none when there is no word.

    Open ones come before closed ones, which are read only when the open ones do not fill the list. Of each: the title
    begins with the text; words of the title begin with each word; the title holds them; other fields do. Of equals
    contractors come before handoffs and tasks, and the newest first.
    """
    tables = (book.contractors, book.handoffs, book.tasks)
    found = _best(text, [list(table.open.values()) for table in tables], book, haystack, limit, "open")
    if len(found) < limit and fold(text):
        rest = limit - len(found)
        found += _best(text, [list(table.closed()) for table in tables], book, haystack, rest, "closed")
    return found


def _best(
    text: str, pools: Iterable[list[Record]], book: Book, haystack: Haystack, limit: int, view: str
) -> list[Record]:
    """Return the best of some records."""
    phrase = fold(text)
    words = [(word, False) for word in phrase.split()]
    starts = [re.compile(word_start(word)) for word, _ in words]
    records = [record for pool in pools for record in reversed(pool)] if words else []
    texts = haystack.texts(records, book, view=view)
    ranks: list[list[Record]] = [[], [], [], []]
    last = 3
    for at in haystack.hits(texts, words):
        rank = _rank(texts[at], phrase, starts, last)
        if rank <= last:
            ranks[rank].append(records[at])
            while last >= 0 and sum(map(len, ranks[: last + 1])) >= limit:
                last -= 1
        if last < 0:
            break
    return [record for rank in ranks for record in rank][:limit]


def _rank(text: str, phrase: str, starts: Sequence[re.Pattern[str]], last: int) -> int:
    """Return how well a title fits, 0 the best; ranks after ``last`` no longer matter and are not told apart."""
    if text.startswith(phrase):
        return 0
    title = text.partition(_BETWEEN)[0] if last else ""
    if last >= 1 and all(start.search(title) for start in starts):
        return 1
    return 2 if last >= 2 and all(word in title for word in phrase.split()) else 3
