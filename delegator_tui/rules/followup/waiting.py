"""What a handoff has to wait for: while other work is unfinished, nobody is asked about it."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff


def waits_for(handoff: Handoff, book: Book) -> tuple[str, ...]:
    """Return the uids of the unfinished work that a handoff has to wait for. Costs nothing where none is named."""
    if not handoff.depends_on and not handoff.waiting_for:
        return ()
    from delegator_tui.rules.handoffs import dependencies

    return tuple(work.uid for work in dependencies.waits_for(handoff, book))


def free_since(handoff: Handoff, book: Book) -> dt.datetime | None:
    """Return when the last of what it waited for was done; None when it never waited, or still does."""
    if not handoff.depends_on and not handoff.waiting_for:
        return None
    from delegator_tui.rules.handoffs import dependencies

    return dependencies.free_since(handoff, book)
