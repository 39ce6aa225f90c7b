"""Which words of a quick-add line are marks. ``rules/quickadd/phrases.py`` says what they mean for the line."""

from __future__ import annotations

import re

from delegator_tui.rules.dates.view import Read, View
from delegator_tui.rules.dates.vocabulary import MOST_WORDS, is_date_word
from delegator_tui.rules.quickadd.marks import WORDS
from delegator_tui.rules.quickadd.sense import (
    is_particle,
    needs_date,
    needs_money,
    needs_name,
    needs_word,
    speaks_of_money,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from delegator_tui.rules.quickadd.marks import MarkReader
    from delegator_tui.rules.quickadd.plans import Plan

MANY = "labels"
"""The one field that takes several marks."""
_LONGEST_PLACE = 5
"""So many words has the longest place in a month: ``on the last working day``."""

_LONGEST_ENDING = 16
LONGEST_AMOUNT = 5
"""No amount has more words: ``€ 1 234 567,50``."""
_ORDINAL = r"other|last|first|second|third|fourth|fifth|two|three|four|five|six|[0-9]{1,3}(?:st|nd|rd|th|d|w|m|y)?"


_SINCE = ("from", "starting")
"""Little words that go with a date where something repeats from it."""
_FALLS = frozenset(["is", "are", "was", "were", "falls", "fall", "comes", "come", "becomes"])


def _less_on(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0].lower() == "on" else words


class Found:
    """A mark by words, ``first`` up to ``end``; ``value`` is that of its field, ``plan`` that of a recurrence.

    ``keeps``: what a recurrence keeps of the words of a date.
    """

    __slots__ = ("end", "field", "first", "keeps", "plan", "value")

    def __init__(self, field: str, value: object, first: int, end: int, plan: Plan | None = None) -> None:
        self.field = field
        self.value = value.due if isinstance(value, Read) else value
        self.keeps = value.keeps if isinstance(value, Read) else None
        self.first = first
        self.end = end
        self.plan = plan


class LineReader:
    """Finds the marks among the words of one line."""

    __slots__ = ("reader", "taken", "words")

    def __init__(self, words: list[str], reader: MarkReader) -> None:
        self.words = words
        self.reader = reader
        self.taken: dict[int, Found] = {}

    def read(self) -> list[Found]:
        """Every mark that counts, in the order of the line."""
        anywhere = self._anywhere()
        tail = self._tail({each.field for each in anywhere if each.field == "due"})
        found = sorted([*anywhere, *tail], key=lambda each: each.first)
        last = {each.field: each for each in found}
        return [each for each in found if each.field == MANY or last[each.field] is each]

    def _anywhere(self) -> list[Found]:
        found, at = [], 0
        while at < len(self.words):
            hit = self.reader.mark(self.words, at)
            if hit is None or self._is_text(at):
                at += 1
                continue
            each = Found(hit[0], hit[1], at, at + hit[2])
            self.taken.update(dict.fromkeys(range(at, each.end), each))
            found.append(each)
            at = each.end
        return found

    def _is_text(self, at: int) -> bool:
        """Whether what could be a mark by word ``at`` is of the sentence; right behind another mark it never is."""
        word = self.words[at].lower()
        if at and at - 1 in self.taken:
            return False
        if word in WORDS:
            return True  # but at the end of the line, which the tail tells
        if word == "due":
            return at > 0 and (self.words[at - 1].lower() in _FALLS or self.words[at - 1][-2:] in ("'s", "’s"))
        return word[0] in "#@~" and needs_name(self.words, at)

    def _tail(self, fields: set[str]) -> list[Found]:
        """What ends the line, read backwards over the marks already found, until something is not understood."""
        found: list[Found] = []
        end = len(self.words)
        while end:
            mark = self.taken.get(end - 1)
            if mark is None:
                mark = self._ending(end)
                if mark is None or mark.field in fields:
                    break
                fields.add(mark.field)
                found.append(mark)
            end = mark.first
        return found

    def _ending(self, end: int) -> Found | None:
        """The longest recurrence, date or money that ends before word ``end``; or ``p1``."""
        first = end
        while first > 0 and end - first < _LONGEST_ENDING and first - 1 not in self.taken:
            first -= 1
        return (
            self._falls_due(first, end)
            or self._recurrence(first, end)
            or self._date(first, end)
            or self._money(first, end)
            or self._word(end)
        )

    def _falls_due(self, first: int, end: int) -> Found | None:
        """``is due fri``: what says that something is due goes with the date."""
        for at in range(max(first, 1), end - 1):
            if self.words[at].lower() == "due" and self.words[at - 1].lower() in _FALLS:
                hit = self.reader.mark(self.words, at)
                whole = hit and at + hit[2] == end and not needs_date(self.words, at - 1, end)
                return Found("due", hit[1], at - 1, end) if hit and whole else None
        return None

    def _recurrence(self, first: int, end: int) -> Found | None:
        starts = [at for at in range(first, end) if self.words[at].lower() in ("every", "after")]
        if not starts:
            return None
        from delegator_tui.rules.quickadd.every import read_every

        at = starts[-1]
        for begin, words in (*self._of_every_month(first, at, end), (at, self.words[at:end])):
            plan = read_every(words, self.reader.habits)
            if plan is not None:
                return None if self._needs_date(begin, end) else Found("recurrence", None, begin, end, plan)
        return None

    def _of_every_month(self, first: int, at: int, end: int) -> list[tuple[int, list[str]]]:
        """What ``the 1st of every month`` may be, said the other way round, and where each begins."""
        said = [word.lower() for word in self.words[at - 1 : end]] if at else []
        if said != ["of", "every", "month"]:
            return []
        begins = range(max(first, at - 1 - _LONGEST_PLACE), at - 1)
        return [(near, ["every", "month", "on", *_less_on(self.words[near : at - 1])]) for near in begins]

    def _date(self, first: int, end: int) -> Found | None:
        """The longest date that ends here, unless it is half of something that is none, or of the sentence."""
        start = self._run_before(max(first, end - MOST_WORDS), end)
        if start == end:
            return None
        from delegator_tui.model.due import Due
        from delegator_tui.rules.dates.dates import read_exactly
        from delegator_tui.rules.quickadd.half_dates import is_half

        now, habits = self.reader.now, self.reader.habits
        view = View(now.today, habits, bare=False, past=False)
        for at in range(start, end):
            found = read_exactly(self.words[at:end], now, view)
            if found is None or self._follows_every(at) or (at + 1 < end and self._is_no_start(at, first)):
                continue
            if is_half(self.words, at):
                break
            if Due.of(found.due).day < now.today:
                return None  # told with its year: a name, such as that of a scan
            return None if self._needs_date(at, end) else Found("due", found, at, end)
        self.reader.doubt_of_ending(self.words[start:end])
        return None

    def _run_before(self, first: int, end: int) -> int:
        """Return where the words begin that could be of a date and end before ``end``, not before ``first``."""
        at = end
        while at > first and is_date_word(self.words[at - 1]):
            at -= 1
        return at

    def _is_no_start(self, at: int, first: int) -> bool:
        """Whether a little word belongs to what stands before it: ``drop by fri``, ``the man from friday``."""
        if self.words[at].lower() in _SINCE:
            return not any(self.words[near].lower() == "every" for near in range(first, at))
        return is_particle(self.words, at)

    def _needs_date(self, at: int, end: int) -> bool:
        return at - 1 not in self.taken and needs_date(self.words, at, end)

    def _follows_every(self, at: int) -> bool:
        """Whether a date is the end of an ``every …`` that was not understood, such as ``every last fri``."""
        while at and re.fullmatch(_ORDINAL, self.words[at - 1].lower()):
            at -= 1
        return at > 0 and self.words[at - 1].lower() in ("every", "each")

    def _money(self, first: int, end: int) -> Found | None:
        for at in range(max(first, end - LONGEST_AMOUNT), end):
            money = self.reader.money(self.words[at:end])
            if money:
                return None if self._needs_money(at) else Found("price_idea", money, at, end)
        return None

    def _needs_money(self, at: int) -> bool:
        if not at or at - 1 in self.taken:
            return False
        return needs_money(self.words, at) or (speaks_of_money(self.words) and self._ending(at) is None)

    def _word(self, end: int) -> Found | None:
        value = WORDS.get(self.words[end - 1].lower())
        return Found("priority", value, end - 1, end) if value and not needs_word(self.words, end - 1) else None
