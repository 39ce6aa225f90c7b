"""A view whose keys act on its rows: on the one under the cursor, or on all that are marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.model.records import Handoff, Task

if TYPE_CHECKING:
    from delegator_tui.screens.views.base import BookScreen as Base
else:
    Base = object  # plain until a view is made of it: each class of screens costs milliseconds at the start


class RowScreen(Base):
    """A view with rows."""

    def act_on_all(self, words: str, past: str, verb: Callable[[Transaction, str], Done]) -> None:
        """Have the desk do a verb on every chosen record, as one step; ``drop`` and ``Dropped`` say it of several."""
        uids = [record.uid for record in self.chosen()]
        if len(uids) == 1:
            self.act(lambda desk: desk.on(verb, uids[0]))
        else:
            count = f"{len(uids)} at once"
            self.act(lambda desk: desk.on_each(verb, uids, f"{words} {count}", f"{past} {count}."))
        self.unmark()

    def unmark(self) -> None:
        """Take the marks away."""

    def task_here(self) -> Task:
        """Return the task under the cursor; only asked where the key is offered."""
        record = self.record()
        assert isinstance(record, Task)
        return record

    def handoff_here(self) -> Handoff:
        """Return the handoff under the cursor; only asked where the key is offered."""
        record = self.record()
        assert isinstance(record, Handoff)
        return record
