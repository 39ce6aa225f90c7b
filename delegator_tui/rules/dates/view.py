"""From where a phrase is read, and what is found of a day. Cheap to import: capture needs it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from delegator_tui.rules.dates.habits import Habits

    Keeps = tuple[str, int, int]


class View:
    """From where a phrase is read: the owner's ``today``, how they write and work, and what is asked for.

    ``bare``: the place asks for a date, so ``3d``, ``1st`` count as well. ``past``: the place looks back.
    """

    __slots__ = ("bare", "habits", "past", "today")

    def __init__(self, today: dt.date, habits: Habits, *, bare: bool, past: bool) -> None:
        self.today = today
        self.habits = habits
        self.bare = bare
        self.past = past

    def asked(self) -> View:
        """Return the same view from a place that asks for a date."""
        return self if self.bare else View(self.today, self.habits, bare=True, past=self.past)

    def fits(self, day: dt.date) -> bool:
        """Tell whether a day without a year may be meant: not past or, looking back, not to come."""
        return day <= self.today if self.past else day >= self.today


class Named:
    """A day that words name, and what a rule of repetition keeps of them beside it.

    ``keeps``: ``("day", 31, 0)`` the 31st or the last day, ``("day", -1, 0)`` the last day of the month, ``("nth", -1,
    4)`` its last Friday, ``("worked", 1, 0)`` its first working day, ``("moves", 0, 0)`` what no rule names.
    """

    __slots__ = ("day", "keeps")

    def __init__(self, day: dt.date, keeps: Keeps | None = None) -> None:
        self.day = day
        self.keeps = keeps


LAST_DAY = ("day", -1, 0)
"""What a rule keeps of ``end of the month``."""
MOVES = ("moves", 0, 0)
"""What a rule cannot keep: a feast that is on another date each year."""


class Read:
    """A date as it was read: the ``due`` that is stored, and what a rule of repetition ``keeps`` of the words."""

    __slots__ = ("due", "keeps")

    def __init__(self, due: str, keeps: Keeps | None = None) -> None:
        self.due = due
        self.keeps = keeps
