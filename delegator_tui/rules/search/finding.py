"""How a typed name is looked for: a whole id, then an exact name, whatever the state, and only then a part of one.

Who asks says whether a part may be guessed. Where it may, records that are open go first; where it may not, a part must
fit one name alone, open and closed ones together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from delegator_tui.errors import Ambiguous, Unknown
from delegator_tui.model.ids import ALPHABET, short_id
from delegator_tui.model.records import Record
from delegator_tui.rules.search.folding import fold, folded

R = TypeVar("R", bound=Record)
MOST_CANDIDATES = 8
LEAST_OF_ID = 3
"""Characters from which on a beginning of an id is taken as one."""
LEAST_OF_UID = 8
SHORT, WHOLE = 8, 36
"""Characters of an id and of a uid."""


class Pool(NamedTuple, Generic[R]):
    """Records to look among, read when it comes to them; ``word`` says what one is."""

    records: Callable[[], Iterable[R]]
    word: str
    is_open: bool


class Search(Generic[R]):
    """One look-up of ``key``. ``title`` gives a record's name; of several with one name, those that ``can`` go first.

    The pools stand in the order in which they go where a part may be guessed, open ones before closed ones.
    """

    def __init__(
        self, key: str, pools: Sequence[Pool[R]], title: Callable[[R], str], can: Callable[[R], bool] | None = None
    ) -> None:
        self._key = key
        self._fold, self._wanted = folded, folded(key)
        self._pools = pools
        self._title = title
        self._can = can
        self._read: dict[int, list[R]] = {}
        if not self._wanted:
            raise Unknown(f"Say which {pools[0].word}: a part of its name, or its id.")

    def find(self, *, sure: bool, one_open: bool = False) -> R | None:
        """Return the one record that is meant; None when none fits. ``sure``: nothing is guessed. Raises Ambiguous.

        ``one_open``: of what is open, of whatever kind, a part must fit one alone, or begin one name alone.

        Names are compared with their accents first, and without them where none fits.
        """
        found = self._find(sure=sure, one_open=one_open)
        if found is None and fold(self._key):
            self._fold, self._wanted = fold, fold(self._key)
            found = self._find(sure=sure, one_open=one_open)
        return found

    def _find(self, *, sure: bool, one_open: bool) -> R | None:
        if sure:
            return self._by_id() or self._by_name() or self._by_part()
        found = self._by_id() or self._first(self._has_name)
        if found is None and one_open:
            fits = self._fitting(self._begins_id, closed=False) or self._fitting(self._has_part, closed=False)
            begun = [record for record in fits if self._fold(self._title(record)).startswith(self._wanted)]
            meant = begun if len(begun) == 1 else fits
            if len(meant) > 1:
                raise self._ambiguous(fits)
            found = meant[0] if meant else None
        return found or self._first(self._begins_id, self._has_part)

    # ---- the ways there

    def _by_id(self) -> R | None:
        if not is_id(self._wanted):
            return None
        tests = (lambda r: r.uid == self._wanted, lambda r: short_id(r.uid) == self._wanted)
        found = (record for test in tests for at in range(len(self._pools)) for record in self._of(at) if test(record))
        return next(found, None)

    def _by_name(self) -> R | None:
        """Return who has exactly this name. Closed ones are read only when no open one has it."""
        fits = self._fitting(self._has_name, closed=False) or self._fitting(self._has_name)
        return self._one_of(fits) if fits else None

    def _by_part(self) -> R | None:
        """Return who alone has this in the name, or begins the id with it. The same name twice is one name."""
        begins, fits = self._fitting(self._begins_id), self._fitting(self._has_part)
        names = {self._fold(self._title(record)) for record in fits}
        either = list({record.uid: record for record in (*begins, *fits)}.values())
        if len(either) > 1 and (begins or len(names) > 1):
            raise self._ambiguous(either)
        return self._one_of(either) if either else None

    def _first(self, *tests: Callable[[R], bool]) -> R | None:
        """Return who passes the first test that anybody passes, in the first pool that has somebody."""
        for at in range(len(self._pools)):
            for test in tests:
                fits = [record for record in self._of(at) if test(record)]
                if len(fits) == 1:
                    return fits[0]
                if fits:
                    raise self._ambiguous(fits)
        return None

    # ---- what they share

    def _of(self, at: int) -> list[R]:
        if at not in self._read:
            self._read[at] = list(self._pools[at].records())
        return self._read[at]

    def _fitting(self, test: Callable[[R], bool], *, closed: bool = True) -> list[R]:
        """Return those that pass a test, each once."""
        places = [at for at, pool in enumerate(self._pools) if closed or pool.is_open]
        return list({record.uid: record for at in places for record in self._of(at) if test(record)}.values())

    def _has_name(self, record: R) -> bool:
        return self._fold(self._title(record)) == self._wanted

    def _has_part(self, record: R) -> bool:
        return self._wanted in self._fold(self._title(record))

    def _begins_id(self, record: R) -> bool:
        wanted = self._wanted
        is_short = len(wanted) >= LEAST_OF_ID and short_id(record.uid).startswith(wanted)
        return is_short or (len(wanted) >= LEAST_OF_UID and record.uid.startswith(wanted))

    def _is_open(self, record: R) -> bool:
        return any(pool.is_open and record in self._of(at) for at, pool in enumerate(self._pools))

    def _one_of(self, fits: list[R]) -> R:
        """Return which of those with one name is meant: the only one that can, else the only one that is open."""
        if len(fits) == 1:
            return fits[0]
        opened = [record for record in fits if self._is_open(record)]
        able = [record for record in opened if self._can is None or self._can(record)]
        meant = able or opened
        if len(meant) != 1:
            raise self._ambiguous(fits)
        return meant[0]

    def _ambiguous(self, found: list[R]) -> Ambiguous:
        lines = [f"{short_id(each.uid)}  {self._title(each)}{self._state(each)}" for each in found[:MOST_CANDIDATES]]
        if len(found) > MOST_CANDIDATES:
            lines.append(f"… and {len(found) - MOST_CANDIDATES} more")
        words = {self._word(record) for record in found}
        word = words.pop() if len(words) == 1 else "record"
        return Ambiguous(f"“{self._key}” fits {len(found)} {word}s. Say more of the name, or the id:", lines)

    def _word(self, record: R) -> str:
        return next(pool.word for at, pool in enumerate(self._pools) if record in self._of(at))

    def _state(self, record: R) -> str:
        """Return in brackets what became of a record that is closed."""
        state = str(getattr(record, "state", getattr(record, "status", "")))
        return "" if self._is_open(record) or not state else f" ({state.replace('_', ' ')})"


def is_id(wanted: str) -> bool:
    """Tell whether this may be a whole id or uid; only then are closed records read for it."""
    if len(wanted) == WHOLE:
        return wanted.count("-") == 4
    return len(wanted) == SHORT and all(char in ALPHABET for char in wanted)
