"""What is already out: the handoff or task that an inbox task may repeat, by the words of their titles.

Two titles are alike when nearly all words of one are in the other, which says little more. A word that few titles have
weighs most, a word for the work (write, design) less than one for the thing. What sets two jobs apart decides first:
October is not November, batch 1 not batch 2; to pay for photos, print them or find somebody for them is not to take
them; a finished handoff is not the next of what repeats. A contractor's name and deliverables explain more words of a
task: a video edit may owe its captions. Other languages than English are read word by word, without endings.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from math import sqrt
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day_in_column
from delegator_tui.model.records import Handoff, Task
from delegator_tui.model.states import ACCEPTED, OPEN_HANDOFF
from delegator_tui.rules.followup.standing import when_in_words
from delegator_tui.rules.tasks import plate

RECENT = 30
"""Days for which an accepted handoff still counts as the same job."""
WHOLE, ENOUGH, SHARED = 0.85, 0.7, 1.5
"""The least: share of the one title that the other has; score; weight in common, unless both are of the same things."""
WORK, MARK, LONE_MARK, PAIR, TAIL = 0.6, 0.5, 0.15, 0.5, 0.3
"""Weights beside a plain word's 1: a word for work, a date or number in common, one that only one title has, two
letters of a script without spaces; what is left of a lone word's weight after its title's first colon or comma."""
MAX_CHARS, COMMON, LOOKS = 400, 150, 10
"""Most characters of a title that are read, titles to which one word leads, and titles that are compared with one."""

_EMPTY = """a an the and or of for to in on at by with from into about as is are be it its this that these those we our
you your i my he she they their them what which who how do does done make made get got need needs have has had can
could will would should still not no yes please all any some each every more most much many next last new old one first
now then again soon sometime properly everywhere before after since until over up out off down so if when re vs per via
job task thing things work sort handle finish start begin prepare complete help turn let put use der die das und"""
_WORK = """write draft|design draw sketch redesign|edit cut trim|translate translation|fix repair mend|enter entry
update refresh renew renewal|clean cleanup tidy tidyup|test try trial|setup install installation|build develop
plan organise organize arrange|buy order purchase|move migrate transfer|transcribe transcript|register registration"""
_OTHER = """pay payment paid settle|chase nag|call ring phone|ask request|brief|send forward|upload publish|print|hang
find hire recruit someone somebody anyone freelancer|review check look read proofread inspect audit|announce|quote
reply answer respond|collect fetch pick|choose decide|invoice bill|cancel|refund|remind|sell|thank|approve sign"""
_THING = "photo photograph photography picture image shot shoot|sheet spreadsheet|website site|customer client|ad ads"
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_NUMBERS = "two three four five six seven eight nine ten eleven twelve"
_PHRASES = (("2fa", "2 factor"), ("proof[ -]read", "proofread"), ("book[ -]keep", "bookkeep"), ("look for", "find"),
            (r"(back|clean|follow|mock|set|sign|tidy)[ -]up\b", r"\1up"), ("e-mail", "email"))  # fmt: skip
_SOLID = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts without spaces, and of Korean, whose words end in many ways."""
_TOKEN = re.compile(rf"[{_SOLID}]+|(?:(?![{_SOLID}])[^\W_]|[\u0900-\u0dff])+")
_TAIL = re.compile(r"(?<=\w)(?:\s*[:;,(]\s*| [-–—] )")
_PERIODS, _RHYTHMS = ("month:", "quarter:", "year:"), ("rhythm:", "day:")


def _stem(word: str) -> str:
    """Return an English word without its ending: ``copies`` and ``copy``, ``packing`` and ``packed`` are one."""
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[: -2 if word.endswith(("sses", "xes", "ches", "shes", "zes")) else -1]
    for ending, instead in (("ation", "at"), ("ing", ""), ("ed", "")):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and re.search("[aeiouy]", root) and root[-1] != "e":
            word = root + instead
            break
    word = word.removesuffix("e")
    word = word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
    return word[:-1] + "v" if word.endswith("f") else word


def _table(groups: str) -> dict[str, str]:
    """Return the first word of each group for the stem of every word in it."""
    lines = [group.split() for group in re.split(r"[|\n]", groups)]
    return {_stem(word): words[0] for words in lines for word in words}


_SAME = _table(_THING) | _table(_WORK) | _table(_OTHER)
_OTHER_JOBS = frozenset(_table(_OTHER).values())
"""Work about a thing or with it, beside the job that makes it: a title with such a word is not one without it."""
_WORKS = frozenset(_table(_WORK).values()) | _OTHER_JOBS
_STOP = frozenset(_EMPTY.split())
_MARKS = {name: f"month:{month}" for month in _MONTHS.split() for name in (month, month[:3])}
_MARKS |= {name: f"day:{day}" for day in _DAYS.split() for name in (day, f"{day}s")}
_MARKS |= {f"q{number}": f"quarter:{number}" for number in range(1, 5)}
_MARKS |= {rhythm: f"rhythm:{rhythm}" for rhythm in ("daily", "weekly", "monthly", "yearly")}
_MARKS |= {name: f"number:{number}" for number, name in enumerate(_NUMBERS.split(), 2)}


class Alike(NamedTuple):
    """What a task looks like: an open or recent handoff, or another open task; ``score`` from ENOUGH to 1."""

    record: Handoff | Task
    score: float


class _Title(NamedTuple):
    """A title's words with their weights, those of its tail, its dates and numbers, its words for things."""

    words: dict[str, float]
    tail: frozenset[str]
    marks: frozenset[str]
    things: frozenset[str]

    def of_kind(self, *kinds: str) -> set[str]:
        """Return the dates and numbers of some kinds."""
        return {mark for mark in self.marks if mark.startswith(kinds)}


class _Entry(NamedTuple):
    """Something that a task may be like, with the task it is of and words that explain more of it."""

    record: Handoff | Task
    task: Task
    title: _Title
    more: frozenset[str] = frozenset()
    finished: bool = False


def _plain(text: str) -> str:
    """Return a text as its words are compared: in small letters without accents, some phrases as one word."""
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text[:MAX_CHARS]).casefold())
    text = unicodedata.normalize("NFC", "".join(each for each in letters if not "\u0300" <= each <= "\u036f"))
    text = re.sub(r"['’]s?\b|(?<=\d)[.,](?=\d{3}\b)", "", text)
    for phrase, said in _PHRASES:
        text = re.sub(rf"\b{phrase}", said, text)
    return text


@lru_cache(maxsize=1 << 14)
def _read(text: str) -> _Title:
    """Return what a title says."""
    text = _plain(text)
    head, *rest = _TAIL.split(text, maxsplit=1)
    words, marks = _words(head)
    later, more = _words(" ".join(rest))
    if not words and not later:
        words = dict.fromkeys(_TOKEN.findall(head), 1.0)
    both = later | words
    return _Title(both, frozenset(later.keys() - words.keys()), frozenset(marks | more), frozenset(both) - _WORKS)


def _words(text: str) -> tuple[dict[str, float], set[str]]:
    """Return the words of plain text with their weights, and its dates and numbers."""
    words: dict[str, float] = {}
    marks: set[str] = set()
    for token in _TOKEN.findall(text):
        if token.isdecimal():
            year = len(token) == 4 and 1990 <= int(token) < 2100
            marks.add(f"{'year' if year else 'number'}:{int(token)}")
        elif token in _MARKS:
            marks.add(_MARKS[token])
        elif re.match(f"[{_SOLID}]", token):
            words |= dict.fromkeys((token[at : at + 2] for at in range(max(1, len(token) - 1))), PAIR)
        elif token not in _STOP and (len(token) > 1 or not token.isascii()):
            word = _SAME.get(_stem(token), _stem(token))
            words[word] = WORK if word in _WORKS else 1.0
    return words, marks


def words_in(text: str) -> Mapping[str, float]:
    """Return the words of a text without their endings, those for one thing as one, each with what it weighs."""
    return _read(text).words


def stems_in(text: str) -> tuple[str, ...]:
    """Return every word of a text in its order, each by itself and without its ending, small words too."""
    return tuple(_stem(word) for word in _TOKEN.findall(_plain(text)))


def _title(task: Task) -> _Title:
    """Return what a task says: its title, and that it comes every day, week, month or year."""
    title, rule = _read(task.title), task.recurrence.rule if task.recurrence else ""
    every = re.search(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)\b(?!.*INTERVAL=(?!1\b))", rule)
    rhythm = {f"rhythm:{every[1].lower()}"} if every and not title.of_kind("rhythm:") else set()
    return title._replace(marks=title.marks | rhythm)


def _is_another(task: Task, asked: _Title, entry: _Entry) -> bool:
    """Tell whether an entry cannot be the same as a task: itself, of its series, or the last one of what repeats."""
    if (task.series or task.uid) == (entry.task.series or entry.task.uid):
        return True
    if not entry.finished:
        return isinstance(entry.record, Handoff) and entry.record.waiting_for == task.uid
    one, other = asked.of_kind(*_PERIODS), entry.title.of_kind(*_PERIODS)
    repeats = task.recurrence or entry.task.recurrence or asked.of_kind(*_RHYTHMS) or entry.title.of_kind(*_RHYTHMS)
    return not one & other and bool(one or other or repeats)


def _differ(asked: _Title, entry: _Entry) -> bool:
    """Tell whether something sets two titles apart: other dates, another number, or work that only one speaks of."""
    if ((asked.words.keys() ^ entry.title.words.keys()) & _OTHER_JOBS) - entry.more:
        return True
    one, other = asked.marks - entry.title.marks, entry.title.marks - asked.marks
    return bool(one and other and {mark.split(":")[0] for mark in one} & {mark.split(":")[0] for mark in other})


def _score(asked: _Title, entry: _Entry, rarity: dict[str, float]) -> float:
    """Return how alike two titles are, 0 or from ENOUGH to 1: the root of what share each has in common, multiplied."""
    title = entry.title
    common, marks = asked.words.keys() & title.words.keys(), asked.marks & title.marks
    enough = sum(asked.words[word] for word in common) + MARK * len(marks) >= SHARED or asked.things == title.things
    things = len(asked.things & title.things) if enough else 0
    if not things:
        return 0.0
    explained = common | (asked.words.keys() & entry.more) if things > 1 else common
    one, other = _shares(asked, explained, marks, rarity), _shares(title, common, marks, rarity)
    found = [part * rest for (part, _), (_, rest) in ((one, other), (other, one)) if part >= WHOLE]
    score = sqrt(max(found, default=0.0))
    return round(score, 3) if score >= ENOUGH else 0.0


def _shares(title: _Title, common: set[str], marks: frozenset[str], rarity: dict[str, float]) -> tuple[float, float]:
    """Return which share of a title is in common, and the same when what stands in its tail says little."""
    has = MARK * len(marks) + sum(title.words[word] * rarity.get(word, 1.0) for word in common)
    lone = {word: title.words[word] * rarity.get(word, 1.0) for word in title.words.keys() - common}
    all_of_it = has + sum(lone.values()) + LONE_MARK * len(title.marks - marks)
    return has / all_of_it, has / (all_of_it - (1 - TAIL) * sum(lone[word] for word in lone.keys() & title.tail))


class _Pool:
    """Entries by their words: finds what a title may be like without looking at all of them."""

    def __init__(self, entries: list[_Entry], rarity: dict[str, float]) -> None:
        self._entries, self._rarity = entries, rarity
        self._weights = [sum(entry.title.words.values()) for entry in entries]
        self._having: dict[str, list[int]] = {}
        self._saying: dict[tuple[frozenset[str], frozenset[str]], list[int]] = {}
        for place, (_, _, title, _, _) in enumerate(entries):
            self._saying.setdefault((frozenset(title.words), title.marks), []).append(place)
            for word in chain(title.words, title.marks):
                self._having.setdefault(word, []).append(place)

    def best(self, task: Task) -> Alike | None:
        """Return what a task is most like; of equals the last entry."""
        asked, best = _title(task), (0.0, -1)
        for place in self._near(asked):
            entry = self._entries[place]
            if not _is_another(task, asked, entry) and not _differ(asked, entry):
                best = max(best, (_score(asked, entry, self._rarity), place))
                if best[0] == 1.0:
                    break
        return Alike(self._entries[best[1]].record, best[0]) if best[0] else None

    def _near(self, asked: _Title) -> Iterator[int]:
        """Go through the entries that say just the same, then the LOOKS nearest of those that share a rare word."""
        yield from reversed(self._saying.get((frozenset(asked.words), asked.marks), [])[-LOOKS:])
        weights: dict[int, float] = {}
        common = 0.0
        for word, weight in chain(asked.words.items(), ((mark, MARK) for mark in asked.marks)):
            places = self._having.get(word, ())
            common += weight if len(places) > COMMON else 0.0
            for place in places if len(places) <= COMMON else ():
                weights[place] = weights.get(place, 0.0) + weight
        whole, of = sum(asked.words.values()), self._weights
        near = [(w * w / of[at], at) for at, w in weights.items() if 2 * (w + common) >= min(whole, of[at])]
        yield from (place for _, place in nlargest(LOOKS, near))


def _found(tasks: list[Task], book: Book) -> dict[str, Alike]:
    """Return what each of some tasks looks like, by the task's uid."""
    handoffs = list(_handoffs(book))
    plate = [_Entry(t, t, _title(t)) for t in book.tasks.open.values() if t.uid not in book.handoffs_by_task]
    counts = Counter(chain.from_iterable(entry.title.words for entry in chain(handoffs, plate)))
    usual = 3 + (len(handoffs) + len(plate)) / 200
    rarity = {word: sqrt(usual / count) for word, count in counts.items() if count > usual}
    asked = set(chain.from_iterable(_title(task).words for task in tasks))
    near = ([entry for entry in entries if asked & entry.title.words.keys()] for entries in (handoffs, plate))
    first, second = (_Pool(entries, rarity) for entries in near)
    return {task.uid: found for task in tasks if (found := first.best(task) or second.best(task))}


def _handoffs(book: Book) -> Iterator[_Entry]:
    """Go through the handoffs that were accepted within the last RECENT days, then the open ones."""
    since = instants.stored(book.now.at - dt.timedelta(days=RECENT))
    recent = (h for h in book.handoffs.all() if h.state in ACCEPTED and (h.accepted or "") >= since)
    for handoff in chain(recent, book.open_handoffs):
        if task := book.tasks.get(handoff.task):
            said = [book.name(handoff.contractor), *(owed.title for owed in book.owed_in(handoff))]
            more = frozenset(chain.from_iterable(_read(each.replace("-", "")).words for each in said))
            yield _Entry(handoff, task, _title(task), more, handoff.state not in OPEN_HANDOFF)


def alike(task: Task, book: Book) -> Alike | None:
    """Return what a task looks like, a handoff rather than another task; None when nothing is alike."""
    return _found([task], book).get(task.uid)


def likes(book: Book) -> dict[str, Alike]:
    """Return what each inbox task looks like, by the task's uid; tasks that are like nothing are left out."""
    return _found(plate.triage(book), book)


def say(alike: Alike, book: Book) -> str:
    """Return what a task looks like: ``Glaze range photos, with Northlight Photo, 3 d late``. User text, as typed."""
    record = alike.record
    if isinstance(record, Task):
        return f"{record.title}, a task of yours"
    words = when_in_words(record, book)
    if record.accepted and record.state in ACCEPTED:
        words = f"accepted {say_day_in_column(instants.date_of(record.accepted, book.now), book.today)}"
    words = f"returned, {words}" if record.state == "returned" else words
    return f"{book.title(record)}, with {book.name(record.contractor) or 'nobody yet'}, {words}"
