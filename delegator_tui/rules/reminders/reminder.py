"""One thing to be said to the owner."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

SILENT = frozenset({"today"})
"""Steps that are seen and not said."""


class Step(NamedTuple):
    """One thing to be said to the owner, at ``at`` (UTC) or later.

    ``key`` names it among all there ever were: once it is stamped it is not said again. ``to`` is who has to hear from
    whom: ``contractor`` for a nudge, which the owner sends, ``owner`` for the owner's own debt or choice; ``at`` is
    within the hours of that person. ``message`` names a text of a message, empty when there is none to send;
    ``channel`` is how to reach the contractor. ``about`` is the record it is on: handoff, question,
    access or task; of the inbox it is ``inbox`` and the month, so with ``undated`` and ``week``.
    ``earlier`` and ``later`` are the keys of the same ladder before it, and after it until two days from now.
    """

    key: str
    handoff: str | None
    step: str
    at: dt.datetime
    to: str
    message: str = ""
    channel: str = ""
    about: str = ""
    contractor: str | None = None
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether it is shown and never said."""
        return self.step in SILENT
