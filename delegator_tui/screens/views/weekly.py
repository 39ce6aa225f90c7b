"""The review of the week: one step after the other, each a list whose rows have the keys that they have everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError
from delegator_tui.model.book import Book
from delegator_tui.model.records import Record
from delegator_tui.model.text import shown
from delegator_tui.rules.review.steps import WeekStep, first_left, week_steps
from delegator_tui.rules.today.sections import FINISHED, Item
from delegator_tui.screens.closing import Closer
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.views.items import DUE, LEAK, TASK, WIDE_LEAD, Items
from delegator_tui.screens.views.listing import ListScreen
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.list_layout import Line, Row
from delegator_tui.widgets.list_look import MUTED, headline
from delegator_tui.widgets.record_list import RecordList

HERE, TO_COME = "▸", "·"
EMPTY = "Nothing left here: {review} goes on."
TITLE, SHORT = "Review of the week", "Review"
ROOMY = 60
"""Cells from which on the footer names the way out beside what goes on."""
HIDDEN = "The filter hid {count} of this step: look at them, then {key} goes on."
FINISHED_ELSEWHERE = "The review of the week is finished."
FIRST = "This is the first step that has something."


class WeeklyScreen(ListScreen):
    """The review of the week. ``told`` gets what finishing it did; the place is kept when it is left before that."""

    VIEW = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "tick", "tick the step, go to the next", show=False, id="review"),
        Binding("W", "step_back", "go back a step", show=False),
        Binding("escape", "leave", "leave; the place is kept", show=False),
    ]

    def __init__(self, hands: Hands, book: Book, told: Callable[[Done], None]) -> None:
        super().__init__(hands, book)
        self._told = told
        found = first_left(book)
        self._place = len(week_steps(book)) - 1 if found is None else found
        self._had: set[str] = set()
        self._ticking = self._is_leaving = False
        self._closer = Closer(self)
        self._drawn: tuple[object, list[Item]] | None = None

    def make_list(self) -> RecordList:
        self._items = Items()
        shapes = {"leak": LEAK, "task": TASK, "wide": WIDE_LEAD}
        rows = RecordList(self._items.draw, DUE, shapes=shapes, empty=EMPTY)
        rows.follows = True
        return rows

    def on_screen_resume(self) -> None:
        self._closer.resume()

    # ---- which step

    @property
    def step(self) -> WeekStep:
        """The step on show, as it is now."""
        return week_steps(self.the_book)[self._place]

    def _go(self, place: int) -> None:
        """Show a step from its first row on, whole."""
        self._place = place
        self.unmark()
        self.clear_filter()
        self._refresh()
        self.query_one(RecordList).action_first()

    def _next(self) -> int | None:
        """Return the place of the next step that has something, else of one before that is not done with."""
        steps = [*enumerate(week_steps(self.the_book))]
        after = (place for place, step in steps[self._place + 1 :] if step.rows)
        return next(chain(after, (place for place, step in steps[: self._place] if not step.done)), None)

    # ---- how it is drawn

    def lines(self, book: Book) -> Sequence[Line]:
        step = self.step
        if step.rows:
            self._had.add(step.name)
        found = self._through(self._all_items(step, book))
        self._items.show(found)
        return [Row(item.key, _shape(step, item)) for item in found]

    def _all_items(self, step: WeekStep, book: Book) -> list[Item]:
        """Return the lines of the step; kept while nothing changes, for a filter asks on each key."""
        key = (book.version, book.now.at, step.name)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, step.items(book))
        return self._drawn[1]

    def _through(self, items: list[Item]) -> list[Item]:
        """Return what the filter lets through."""
        if not self.filtering:
            return items
        through = {record.uid for record in self.narrowed([item.record for item in items if item.record])}
        return [item for item in items if item.record and item.record.uid in through]

    def _show_headline(self, book: Book) -> None:
        steps, room = week_steps(book), self.headline_room
        where = f"{self._place + 1} of {len(steps)} · {self.step.title}"
        title = TITLE if len(TITLE) + len(where) + len(steps) + 6 <= room else SHORT
        left, words = f"{title}   {where}", " · ".join(self.view_words())
        free = room - len(left) - len(steps)
        said = shown(words) + "   " if words and free > len(words) + 3 else ""
        gap = " " * max(1, free - len(said))
        strip = [mark(place == self._place, step) for place, step in enumerate(steps)]
        parts = [*headline(left), (gap + said, "not bold"), *strip, ("\n" + self.step.words, MUTED)]
        self.query_one(".headline", Static).update(Content.assemble(*parts))

    def show_hints(self) -> None:
        """Name what goes on right after what the row asks for."""
        super().show_hints()
        if self.typing:
            return
        bar = self.query_one(KeyBar)
        on = Hint(self.key("review"), "next" if self._next() is not None else "finish", "tick")
        bar.hints = (*bar.hints[:1], on, *bar.hints[1:]) if self.steps_now().likely else (on, *bar.hints)

    def more_hints(self, book: Book) -> Iterable[Hint]:
        if self._before() is not None:
            yield Hint("W", "back", "step_back")
        if self.app.size.width >= ROOMY:
            yield Hint("esc", "leave", "leave")

    def record_of(self, key: str) -> Record | None:
        return self._items.record(key)

    # ---- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "closed" and super().check_action(action, parameters)

    def action_tick(self) -> None:
        """Tick the step and go to the next that has something; after the last the review is logged."""
        hidden = len(self.step.rows) - len(self._items) if self.filtering else 0
        if self._ticking or self._closer.is_due:  # what is being saved goes on by itself
            return
        if hidden:
            self.clear_filter()
            self.say(HIDDEN.format(count=hidden, key=self.key("review")))
        else:
            self._ticking = True
            self.run_worker(self._tick(), group="verbs")

    async def _tick(self) -> None:
        outcome = await self._go_on()
        self._ticking = False
        if isinstance(outcome, DelegatorError):
            self._is_leaving = False
            self.tell(outcome)
        elif outcome is not None:
            self._finished(outcome)
        elif self._is_leaving:
            self._closer.close(None)

    async def _go_on(self) -> Done | DelegatorError | None:
        """Tick the step; then show the next or, where there is none, log the review and return what was done."""
        name = self.step.name
        if name in self._had and not self.step.ticked:
            outcome = await self.hands.do(lambda desk: desk.weekly.tick(name))
            if isinstance(outcome, DelegatorError):
                return outcome
        found = self._next()
        if found is None:
            return await self.hands.do(lambda desk: desk.weekly.finish())
        self._go(found)
        return None

    def _finished(self, done: Done) -> None:
        self._closer.close(None)
        self._told(done)

    def watch_book(self, old: Book | None, book: Book | None) -> None:
        """Close when the review was finished in another way: by another program, or by redo."""
        super().watch_book(old, book)
        was, now = (each.settings.reviewed if each else None for each in (old, book))
        if now and now != was and not self._ticking and not self._closer.is_due:
            self._finished(Done(FINISHED_ELSEWHERE, "", 0))

    def _before(self) -> int | None:
        """Return the place of the step before this one that has something, or had."""
        before = range(self._place - 1, -1, -1)
        steps = week_steps(self.the_book)
        return next((place for place in before if steps[place].rows or steps[place].ticked), None)

    def action_step_back(self) -> None:
        """Go back to the step before."""
        found = self._before()
        if found is None:
            self.say(FIRST)
        elif not self._ticking:
            self._go(found)

    def action_leave(self) -> None:
        """Go back to the view; the review goes on at the first step that is not ticked. What is saved is waited for."""
        self._is_leaving = True
        if not self._ticking:
            self._closer.close(None)


def _shape(step: WeekStep, item: Item) -> str:
    if step.name == "leaks":
        return "leak"
    if item.table != "tasks":
        return ""
    return "task" if len(item.lead) <= TASK[1].width else "wide"


def mark(here: bool, step: WeekStep) -> tuple[str, str]:
    """Return the mark of a step on the strip, with its style."""
    if here:
        return HERE, "bold $text-primary"
    return (FINISHED, "$text-success") if step.done else (TO_COME, MUTED)
