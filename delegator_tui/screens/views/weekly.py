"""The review of the week: one step after the other, each a list whose rows have the keys that they have everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError
from delegator_tui.model.book import Book
from delegator_tui.model.records import Record
from delegator_tui.model.table import Cell, Layout
from delegator_tui.model.text import shown
from delegator_tui.rules.review.steps import WeekStep, first_left, week_steps
from delegator_tui.rules.today.sections import FINISHED, Item
from delegator_tui.screens.closing import Closer
from delegator_tui.screens.views.content import ListContent
from delegator_tui.screens.views.items import DUE, LEAK, TASK, WIDE_LEAD, Items
from delegator_tui.screens.views.row_commands import Do
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Line, Row
from delegator_tui.widgets.list_look import MUTED, headline

if TYPE_CHECKING:
    from delegator_tui.screens.views.listing import ListScreen

HERE, TO_COME = "▸", "·"
EMPTY = "Nothing left here: {review} goes on."
TITLE, SHORT = "Review of the week", "Review"
ROOMY = 60
"""Cells from which on the footer names the way out beside what goes on."""
HIDDEN = "The filter hid {count} of this step: look at them, then {key} goes on."
FINISHED_ELSEWHERE = "The review of the week is finished."
FIRST = "This is the first step that has something."
TICK, BACK, LEAVE = "do('week.tick')", "do('week.back')", "do('week.leave')"


class Week(ListContent):
    """The review of the week. ``told`` gets what finishing it did; the place is kept when it is left before that."""

    NAME = "today"
    COLUMNS = DUE
    SHAPES: ClassVar[Mapping[str, Sequence[Layout]]] = {"leak": LEAK, "task": TASK, "wide": WIDE_LEAD}
    EMPTY = EMPTY
    HAS_CLOSED = False
    FOLLOWS = True
    KEYS: ClassVar[Sequence[BindingType]] = (
        Binding("w", TICK, "tick the step, go to the next", show=False, id="review"),
        Binding("W", BACK, "go back a step", show=False),
        Binding("escape", LEAVE, "leave; the place is kept", show=False),
    )

    def __init__(self, book: Book, told: Callable[[Done], None]) -> None:
        self._told = told
        found = first_left(book)
        self._place = len(week_steps(book)) - 1 if found is None else found
        self._had: set[str] = set()
        self._ticking = self._is_leaving = False
        self._drawn: tuple[object, list[Item]] | None = None
        self._items = Items()

    @property
    def does(self) -> Mapping[str, Do]:
        return {"week.tick": self._tick_step, "week.back": self._step_back, "week.leave": self._leave}

    def attach(self, view: ListScreen) -> None:
        super().attach(view)
        self._closer = Closer(view)

    def resumed(self) -> None:
        self._closer.resume()

    # ---- which step

    @property
    def step(self) -> WeekStep:
        """The step on show, as it is now."""
        return week_steps(self.view.the_book)[self._place]

    def _go(self, place: int) -> None:
        """Show a step from its first row on, whole."""
        self._place = place
        view = self.view
        view.unmark()
        view.clear_filter()
        view.redraw()
        view.rows.action_first()

    def _next(self) -> int | None:
        """Return the place of the next step that has something, else of one before that is not done with."""
        steps = [*enumerate(week_steps(self.view.the_book))]
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
        narrowing = self.view.narrowing
        if not narrowing.is_filtering:
            return items
        records = [item.record for item in items if item.record]
        through = {record.uid for record in narrowing.through(records, self.view.the_book)}
        return [item for item in items if item.record and item.record.uid in through]

    def head(self, book: Book, words: str, room: int) -> Content:
        """Return the headline: which step, how far the others are, and what is to be done in this one."""
        steps = week_steps(book)
        where = f"{self._place + 1} of {len(steps)} · {self.step.title}"
        title = TITLE if len(TITLE) + len(where) + len(steps) + 6 <= room else SHORT
        left = f"{title}   {where}"
        free = room - len(left) - len(steps)
        said = shown(words) + "   " if words and free > len(words) + 3 else ""
        gap = " " * max(1, free - len(said))
        strip = [mark(place == self._place, step) for place, step in enumerate(steps)]
        return Content.assemble(*headline(left), (gap + said, "not bold"), *strip, ("\n" + self.step.words, MUTED))

    def around(self, hints: tuple[Hint, ...]) -> tuple[Hint, ...]:
        """Name what goes on right after what the row asks for."""
        on = Hint(self.view.key("review"), "next" if self._next() is not None else "finish", TICK)
        return (*hints[:1], on, *hints[1:]) if self.view.steps_now().likely else (on, *hints)

    def hints(self, book: Book) -> Iterable[Hint]:
        if self._before() is not None:
            yield Hint("W", "back", BACK)
        if self.view.app.size.width >= ROOMY:
            yield Hint("esc", "leave", LEAVE)

    def draw(self, key: str) -> Sequence[Cell]:
        return self._items.draw(key)

    def record_of(self, key: str) -> Record | None:
        return self._items.record(key)

    # ---- keys

    def _tick_step(self) -> None:
        """Tick the step and go to the next that has something; after the last the review is logged."""
        hidden = len(self.step.rows) - len(self._items) if self.view.narrowing.is_filtering else 0
        if self._ticking or self._closer.is_due:  # what is being saved goes on by itself
            return
        if hidden:
            self.view.clear_filter()
            self.view.say(HIDDEN.format(count=hidden, key=self.view.key("review")))
        else:
            self._ticking = True
            self.view.run_worker(self._tick(), group="verbs")

    async def _tick(self) -> None:
        outcome = await self._go_on()
        self._ticking = False
        if isinstance(outcome, DelegatorError):
            self._is_leaving = False
            self.view.tell(outcome)
        elif outcome is not None:
            self._finished(outcome)
        elif self._is_leaving:
            self._closer.close(None)

    async def _go_on(self) -> Done | DelegatorError | None:
        """Tick the step; then show the next or, where there is none, log the review and return what was done."""
        name = self.step.name
        if name in self._had and not self.step.ticked:
            outcome = await self.view.runner.do(lambda desk: desk.weekly.tick(name))
            if isinstance(outcome, DelegatorError):
                return outcome
        found = self._next()
        if found is None:
            return await self.view.runner.do(lambda desk: desk.weekly.finish())
        self._go(found)
        return None

    def _finished(self, done: Done) -> None:
        self._closer.close(None)
        self._told(done)

    def changed(self, old: Book | None, book: Book | None) -> None:
        """Close when the review was finished in another way: by another program, or by redo."""
        was, now = (each.settings.reviewed if each else None for each in (old, book))
        if now and now != was and not self._ticking and not self._closer.is_due:
            self._finished(Done(FINISHED_ELSEWHERE, "", 0))

    def _before(self) -> int | None:
        """Return the place of the step before this one that has something, or had."""
        before = range(self._place - 1, -1, -1)
        steps = week_steps(self.view.the_book)
        return next((place for place in before if steps[place].rows or steps[place].ticked), None)

    def _step_back(self) -> None:
        """Go back to the step before."""
        found = self._before()
        if found is None:
            self.view.say(FIRST)
        elif not self._ticking:
            self._go(found)

    def _leave(self) -> None:
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
