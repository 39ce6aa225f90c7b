"""Which words of a quick-add line are marks. ``rules/quickadd/phrases.py`` says what they mean for the line."""

from __future__ import annotations

import re

from delegator_tui.rules.dates.dates import MOST_WORDS, longest_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from delegator_tui.rules.quickadd.every import Plan
    from delegator_tui.rules.quickadd.marks import MarkReader

MANY = "labels"
"""The one field that takes several marks."""

_LONGEST_ENDING = 16
LONGEST_AMOUNT = 5
"""No amount has more words: ``€ 1 234 567,50``."""
_ORDINAL = r"other|last|first|second|third|fourth|fifth|[0-9]{1,3}(?:st|nd|rd|th|d|w|m|y)?"


class Found:
    """A mark by words, ``first`` up to ``end``; ``value`` is that of its field, ``plan`` that of a recurrence."""

    __slots__ = ("end", "field", "first", "plan", "value")

    def __init__(self, field: str, value: object, first: int, end: int, plan: Plan | None = None) -> None:
        self.field = field
        self.value = value
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
            if hit is None:
                at += 1
                continue
            each = Found(hit[0], hit[1], at, at + hit[2])
            self.taken.update(dict.fromkeys(range(at, each.end), each))
            found.append(each)
            at = each.end
        return found

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
        """The longest recurrence, date or money that ends before word ``end``."""
        first = end
        while first > 0 and end - first < _LONGEST_ENDING and first - 1 not in self.taken:
            first -= 1
        return self._recurrence(first, end) or self._date(first, end) or self._money(first, end)

    def _recurrence(self, first: int, end: int) -> Found | None:
        starts = [at for at in range(first, end) if self.words[at].lower() in ("every", "after")]
        if not starts:
            return None
        from delegator_tui.rules.quickadd.every import read_every

        plan = read_every(self.words[starts[-1] : end], month_first=self.reader.month_first)
        return Found("recurrence", None, starts[-1], end, plan) if plan else None

    def _date(self, first: int, end: int) -> Found | None:
        for at in range(max(first, end - MOST_WORDS), end):
            due = longest_date(self.words[at:end], self.reader.now, month_first=self.reader.month_first)
            if due and due[1] == end - at:
                return None if self._follows_every(at) else Found("due", due[0], at, end)
        return None

    def _follows_every(self, at: int) -> bool:
        """Whether a date is the end of an ``every …`` that was not understood, such as ``every last fri``."""
        while at and re.fullmatch(_ORDINAL, self.words[at - 1].lower()):
            at -= 1
        return at > 0 and self.words[at - 1].lower() in ("every", "each")

    def _money(self, first: int, end: int) -> Found | None:
        for at in range(max(first, end - LONGEST_AMOUNT), end):
            money = self.reader.money(self.words[at:end])
            if money:
                return Found("price_idea", money, at, end)
        return None
