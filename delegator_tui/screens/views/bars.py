"""The lines around a view: tabs and date above it, the sentence and the keys below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delegator_tui.commands import BY_ID
from delegator_tui.desk.done import UNDONE, Done
from delegator_tui.errors import DelegatorError, NotSaved
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.records import Handoff
from delegator_tui.model.text import shown as safe
from delegator_tui.rules.followup.account import out_count
from delegator_tui.rules.records.available import Steps
from delegator_tui.rules.tasks import plate
from delegator_tui.widgets.banner import Banner
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.said_line import SaidLine
from delegator_tui.widgets.top_bar import Tab, TopBar

if TYPE_CHECKING:
    from delegator_tui.screens.views.base import BookScreen

NAMED = ("handoffs", "tasks", "contractors", "messages")
"""Tables whose records a sentence names."""
MAX_HINTS = 3
"""Hints of the row beside the likely one."""
OFFERED = 2
"""What a sentence offers at most to follow."""


class Bars:
    """Fills the lines around ``view``."""

    def __init__(self, view: BookScreen) -> None:
        self._view = view

    # ---- above it

    def show_tabs(self, book: Book) -> None:
        """Show the views, with how much is in each."""
        own = plate.counts(book)
        self._view.query_one(TopBar).tabs = (
            Tab("today", "1", "Today"),
            Tab("inbox", "2", "Inbox", own.triage + own.yours),
            Tab("handoffs", "3", "Handoffs", out_count(book)),
            Tab("roster", "4", "Roster"),
        )
        self.show_file_status(book)

    def show_file_status(self, book: Book) -> None:
        """Show the date, and what stands about the file."""
        today, standing = book.today, self._view.runner.file_status
        badge = "read-only · " if standing.read_only else ""
        self._view.query_one(TopBar).date = f"{badge}{say_day(today, today)}"
        self._view.query_one(Banner).notices = standing.notices(self._view.key("file"))

    def tells_what_stands(self) -> bool:
        """Tell whether the banner says what stands about the file now."""
        notices = self._view.runner.file_status.notices(self._view.key("file"))
        return self._view.query_one(Banner).notices == notices

    # ---- below it

    def row_hints(self, now: Steps) -> Iterator[Hint]:
        """Yield the hints of the row: the likely step first, then some others that work; in a look back the way out."""
        view = self._view
        if view.runner.desk.looks_back:
            yield view.hint("quit", "back to today")
        if now.likely:
            yield view.hint("likely", now.words)
        delivered = {"finish": "delivered"} if isinstance(view.record(), Handoff) else {}
        others = [id_ for id_ in now.works if id_ != now.likely and id_ in BY_ID]
        yield from (view.hint(id_, delivered.get(id_, "")) for id_ in others[:MAX_HINTS])

    def tell(self, outcome: Done | DelegatorError, tone: str = "") -> None:
        """Show the sentence of a verb, or the refusal."""
        line = self._view.query_one(SaidLine)
        if isinstance(outcome, NotSaved):
            line.say("Not done: the banner says why. The same key tries again.", "bad")
        elif isinstance(outcome, DelegatorError):
            line.say(safe(str(outcome)), "bad", names=self._names())
        else:
            self._view.runner.offers = outcome.offers
            line.say(safe(outcome.message), tone, self._tails(outcome), self._names(outcome))

    def _tails(self, done: Done) -> list[str]:
        """Return what may follow, each with its key, in more and in fewer words: ``M message to Ann · u undoes it.``"""
        key = self._view.key
        undo = f"{key('undo')} undoes it." if done.uid else ""
        undo = f"{key('redo')} brings it back." if done.kind == UNDONE else undo
        offers = [(key(offer.command), offer) for offer in done.offers[:OFFERED]]
        long = [f"{shown} {safe(offer.words)}" for shown, offer in offers]
        short = [f"{shown} {BY_ID[offer.command].words}" for shown, offer in offers]
        return [" · ".join(filter(None, [*words, undo])) for words in (long, short, short[:1], [])]

    def _names(self, done: Done | None = None) -> list[str]:
        """Return what a sentence may shorten: names of the record it is about, and of the one under the cursor."""
        from delegator_tui.rules.search.names import said_with

        book = self._view.runner.desk.book
        found = next((record for table in NAMED if (record := book.table(table).get(done and done.uid))), None)
        names = [*said_with(found, book), *said_with(self._view.record(), book), done.about if done else ""]
        return [safe(name) for name in names]
