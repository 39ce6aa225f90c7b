"""Triage: one task at a time, one key a verdict, the next task at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.commands import BY_ID
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Record, Task
from delegator_tui.model.text import shown
from delegator_tui.rules.advice.fit import Fit
from delegator_tui.rules.advice.match import Candidate, match
from delegator_tui.rules.advice.verdict import verdict
from delegator_tui.rules.records.available import Steps
from delegator_tui.rules.search.similar import Alike, alike
from delegator_tui.rules.tasks import plate
from delegator_tui.screens.dialogs.dialog import OVER
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.views.row_commands import Do
from delegator_tui.screens.views.row_keys import DOES
from delegator_tui.screens.views.triage_advice import advice
from delegator_tui.screens.views.triage_card import facts, looks_like, verdicts
from delegator_tui.screens.views.triage_choice import Choice
from delegator_tui.screens.views.triage_queue import Queue
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.list_look import headline

BESIDE = 3
"""Cells beside the card, on either side."""
DIGITS = (1, 2, 3, 4)
NO_QUESTION = "{hand_off} and a digit hands it to somebody, {later} and a digit puts it away."
NOTHING_LEFT = "Nothing is left to triage."
END = "esc goes back, {add} captures more."
END_OF_SOME = "esc goes back, {add} captures more, {undo} undoes the last verdict."


class TriageScreen(BookScreen):
    """Goes through the inbox. ``start`` is the task to begin with, where the last triage stopped."""

    CSS_PATH = OVER
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "stop", show=False),
        Binding("j,down,right", "skip(1)", "next without a verdict", show=False),
        Binding("k,up,left", "skip(-1)", "the one before", show=False),
        *(Binding(str(digit), f"choose({digit})", "choose", show=False) for digit in DIGITS),
    ]

    def __init__(self, runner: VerbRunner, book: Book, start: str | None = None) -> None:
        super().__init__(runner, book)
        self._queue = Queue(book, start)
        self._alike: tuple[object, Alike | None] | None = None
        self._choice = Choice()
        self._asked_of: str | None = None

    @property
    def name_of_view(self) -> str:
        return "inbox"

    def own_ways(self) -> Mapping[str, Do]:
        return {
            "task.hand_off": self._hand_off, "task.later": self._later, "task.same": self._same, "likely": self._likely,
        }  # fmt: skip

    def compose_body(self) -> ComposeResult:
        yield Static("", classes="headline")
        with VerticalScroll(classes="card", can_focus=False):
            yield Static("", id="title")
            yield Static("", id="facts")
            yield Static("", id="notes")
            yield Static("", id="alike")
            yield Static("", id="advice")
            yield Static("", id="verdicts")

    # ---- which task

    @property
    def current(self) -> str | None:
        """The task on show, where the next triage begins."""
        return self._queue.current

    def record(self) -> Record | None:
        task = self.the_book.tasks.get(self.current)
        return task if task and plate.is_to_triage(task, self.the_book) else None

    def pointed(self) -> tuple[str, ...]:
        return (self.current,) if self.current else ()

    # ---- how it is drawn

    def show_book(self, book: Book) -> None:
        self._queue.settle(book)
        if self._asked_of != self.current:
            self._choice.end()
        task = self.record()
        pressing = plate.pressing(book, only_triage=True)
        left = " · ".join([f"Triage   {self._queue.place}", *pressing.words])
        self.query_one(".headline", Static).update(Content.assemble(*headline(left)))
        if isinstance(task, Task):
            self._show_task(task, book)
        else:
            self._show_end()

    def _show_task(self, task: Task, book: Book) -> None:
        self.query_one("#title", Static).update(Content.assemble((shown(task.title), "bold $foreground")))
        self.query_one("#facts", Static).update(facts(task, book))
        notes = self.query_one("#notes", Static)
        notes.display = bool(task.notes)
        notes.update(Content("\n".join(shown(line) for line in task.notes.split("\n"))))
        self._show_alike(book)
        width = (self.size.width or self.app.size.width) - 2 * BESIDE
        self.query_one("#advice", Static).update(advice(task, book, width, choosing=self._choice.asked == "who"))
        self.query_one("#verdicts", Static).update(verdicts(self._choice, book, self.key))

    def _show_alike(self, book: Book) -> None:
        found = self.looks_like()
        line = self.query_one("#alike", Static)
        line.display = found is not None
        if found is not None:
            line.update(looks_like(found, book, self.key("task.same")))

    def _show_end(self) -> None:
        self.query_one("#title", Static).update(Content(NOTHING_LEFT))
        self.query_one("#facts", Static).update(
            Content(self.with_keys(END_OF_SOME if self._queue.has_decided else END))
        )
        self.query_one("#notes", Static).update("")
        self.query_one("#alike", Static).display = False
        self.query_one("#advice", Static).update("")
        self.query_one("#verdicts", Static).update("")

    def looks_like(self) -> Alike | None:
        """Return what the task on show looks like; worked out once a card."""
        key = (self.the_book.version, self.current)
        if self._alike is None or self._alike[0] != key:
            self._alike = (key, alike(self._task_here(), self.the_book))
        return self._alike[1]

    def steps_now(self) -> Steps:
        """Return what works on the task; what it looks like comes first."""
        now = super().steps_now()
        found = self.looks_like() if "task.same" in now.works else None
        if found is None:
            best = self._best() if "task.hand_off" in now.works else None
            return Steps(now.works, "task.hand_off", f"hand off to {best.contractor.name}") if best else now
        title = self.the_book.title(found.record) if isinstance(found.record, Handoff) else found.record.title
        return Steps(now.works, "task.same", f"same as {title}")

    def show_hints(self) -> None:
        """Name the likely verdict; the others stand on the card."""
        now = self.steps_now()
        hints = [self.hint("likely", now.words)] if now.likely else []
        hints += [self.hint("edit")] if "edit" in now.works else []
        hints += [Hint("j", "skip", "skip(1)")] if self._queue.has_next(1, self.the_book) else []
        hints += [self.hint("undo"), Hint("esc", "stop", "leave"), self.hint("help")]
        self.query_one(KeyBar).hints = tuple(hints)
        self.refresh_bindings()

    # ---- keys

    def _task_here(self) -> Task:
        record = self.record()
        assert isinstance(record, Task)
        return record

    def _best(self) -> Candidate | None:
        """Return to whom the task on show is advised to go."""
        task = self.record()
        return verdict(task, self.the_book).to if isinstance(task, Task) else None

    def _likely(self) -> None:
        """Do the likely verdict: hand off to who fits best, where that is advised, without asking."""
        best = self._best() if self.steps_now().likely == "task.hand_off" else None
        if best is None:
            DOES["likely"](self.commands)
        else:
            self._draft(best.fit)

    def _hand_off(self) -> None:
        """Ask to whom, where somebody fits and nobody is named; the same key once more leaves the person open."""
        task = self._task_here()
        found = match(task, self.the_book)
        named = next((each for each in found.fits if each.contractor.uid == task.contractor), None)
        if self._choice.asked == "who" or task.contractor or not found.fits:
            self._draft(named)
            return
        self._choice.ask_who(found.candidates(self.the_book))
        self._ask()

    def _later(self) -> None:
        """Ask until when; the same key once more asks for a day in words."""
        if self._choice.asked == "when":
            self._choice.end()
            self.commands.ask(BY_ID["task.later"])
            return
        self._choice.ask_when(self.the_book)
        self._ask()

    def _ask(self) -> None:
        self._asked_of = self.current
        self.redraw()

    def action_choose(self, digit: int) -> None:
        """Answer what is asked; a digit that answers nothing does nothing."""
        who, when, uid = self._choice.who(digit), self._choice.when(digit), self._task_here().uid
        if who is not None:
            self._draft(who.fit)
        elif when is not None:
            self._choice.end()
            self.act(lambda desk: desk.tasks.later(uid, when.until))
        elif not self._choice.asked:
            self.say(NO_QUESTION.format(hand_off=self.key("task.hand_off"), later=self.key("task.later")))

    def _draft(self, who: Fit | None) -> None:
        """Make a draft of a handoff and move on: no form in the middle of triage."""
        from delegator_tui.desk.drafting import draft_for

        task = self._task_here()
        made = draft_for(task, who, self.the_book) if who is not None else None
        self._choice.end()
        self.act(lambda desk: desk.handoffs.draft(task.uid, made))

    def _same(self) -> None:
        """Link the task to what it looks like; without that, ask what it is the same as."""
        found = self.looks_like()
        if found is None:
            self.commands.ask(BY_ID["task.same"])
            return
        uid, other = self._task_here().uid, found.record.uid
        self.act(lambda desk: desk.tasks.same(uid, other))

    def action_skip(self, by: int) -> None:
        """Go to the next (or the previous) task that waits, without a verdict."""
        if self._queue.skip(by, self.the_book):
            self.redraw()

    def action_leave(self) -> None:
        """Stop; the next triage begins here. What is being asked is given up first."""
        if self._choice.asked:
            self._choice.end()
            self.redraw()
        else:
            self.dismiss(None)
