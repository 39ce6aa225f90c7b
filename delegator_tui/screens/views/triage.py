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
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Record, Task
from delegator_tui.model.text import shown
from delegator_tui.rules.dates import due
from delegator_tui.rules.handoffs.money import say_money
from delegator_tui.rules.quickadd.rule_words import say_rule
from delegator_tui.rules.records.available import Steps
from delegator_tui.rules.search.similar import Alike, alike, say
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.today.sections import effort
from delegator_tui.screens.dialogs.dialog import OVER
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.views.row_commands import Do
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.list_look import MUTED, headline

VERDICTS = (
    ("task.drop", "drop"), ("task.hand_off", "hand off"), ("task.later", "later"), ("task.mine", "mine"),
    ("finish", "done already"), ("task.split", "split"),
)  # fmt: skip
NOTHING_LEFT = "Nothing is left to triage."
SAME = "  it is the same: link it and take it off the inbox"
END = "esc goes back, {add} captures more."
END_OF_SOME = "esc goes back, {add} captures more, {undo} undoes the last verdict."


class TriageScreen(BookScreen):
    """Goes through the inbox. ``start`` is the task to begin with, where the last triage stopped."""

    CSS_PATH = OVER
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "stop", show=False),
        Binding("j,down,right", "skip(1)", "next without a verdict", show=False),
        Binding("k,up,left", "skip(-1)", "the one before", show=False),
    ]

    def __init__(self, runner: VerbRunner, book: Book, start: str | None = None) -> None:
        super().__init__(runner, book)
        self._queue = [task.uid for task in plate.triage(book)]
        self._at = self._queue.index(start) if start in self._queue else 0
        self._decided: list[int] = []
        self._alike: tuple[object, Alike | None] | None = None

    @property
    def name_of_view(self) -> str:
        return "inbox"

    def own_ways(self) -> Mapping[str, Do]:
        return {"task.hand_off": self._draft, "task.same": self._same}

    def compose_body(self) -> ComposeResult:
        yield Static("", classes="headline")
        with VerticalScroll(classes="card", can_focus=False):
            yield Static("", id="title")
            yield Static("", id="facts")
            yield Static("", id="notes")
            yield Static("", id="alike")
            yield Static("", id="verdicts")

    # ---- which task

    @property
    def current(self) -> str | None:
        """The task on show, where the next triage begins."""
        return self._queue[self._at] if 0 <= self._at < len(self._queue) else None

    def record(self) -> Record | None:
        task = self.the_book.tasks.get(self.current)
        return task if task and plate.is_to_triage(task, self.the_book) else None

    def pointed(self) -> tuple[str, ...]:
        return (self.current,) if self.current else ()

    def _waits(self, place: int, book: Book) -> bool:
        task = book.tasks.get(self._queue[place])
        return task is not None and plate.is_to_triage(task, book)

    def _settle(self, book: Book) -> None:
        """Stand on a task that waits: back where an undo put one, else on the next after the one decided."""
        back = next((place for place in self._decided if self._waits(place, book)), None)
        if back is not None:
            self._decided.remove(back)
            self._at = back
            return
        if self._queue and self._at < len(self._queue) and not self._waits(self._at, book):
            self._decided.append(self._at)
            after = [*range(self._at + 1, len(self._queue)), *range(self._at)]
            self._at = next((place for place in after if self._waits(place, book)), len(self._queue))

    # ---- how it is drawn

    def show_book(self, book: Book) -> None:
        self._settle(book)
        task = self.record()
        pressing = plate.pressing(book, only_triage=True)
        place = f"{min(self._at + 1, len(self._queue))} of {len(self._queue)}" if self._queue else ""
        left = " · ".join([f"Triage   {place}", *pressing.words])
        self.query_one(".headline", Static).update(Content.assemble(*headline(left)))
        if isinstance(task, Task):
            self._show_task(task, book)
        else:
            self._show_end()

    def _show_task(self, task: Task, book: Book) -> None:
        stand = due.of_task(task, book)
        facts: list[tuple[str, str] | str] = []
        for text, style in self._facts(task, book, stand):
            facts += [" · " if facts else "", (shown(text), style)]
        self.query_one("#title", Static).update(Content.assemble((shown(task.title), "bold $foreground")))
        self.query_one("#facts", Static).update(Content.assemble(*facts))
        notes = self.query_one("#notes", Static)
        notes.display = bool(task.notes)
        notes.update(Content("\n".join(shown(line) for line in task.notes.split("\n"))))
        self._show_alike(book)
        keys: list[tuple[str, str] | str] = []
        for key, words in VERDICTS:
            keys += ["    " if keys else "", (self.key(key), "bold $text-primary"), f" {words}"]
        self.query_one("#verdicts", Static).update(Content.assemble(*keys))

    def _show_alike(self, book: Book) -> None:
        found = self.looks_like()
        line = self.query_one("#alike", Static)
        line.display = found is not None
        if found is not None:
            said = Content.assemble(("Looks like  ", "$text-warning"), shown(say(found, book)))
            keys = Content.assemble((self.key("task.same"), "bold $text-primary"), SAME)
            line.update(Content("\n").join([said, keys]))

    def _facts(self, task: Task, book: Book, stand: due.Standing) -> list[tuple[str, str]]:
        quiet = MUTED
        tone = "$text-error" if stand.overdue else "$text-warning" if stand.kind in ("today", "soon") else quiet
        facts = [(f"{effort(task.estimate_minutes)} of yours", quiet)] if task.estimate_minutes else []
        if task.due:
            late = f", {due.say_standing(stand, task.due, book.now)}" if stand.overdue else ""
            facts.append((f"due {Due.of(task.due).say(book.now)}{late}", tone))
        if task.price_idea:
            facts.append((f"price idea {say_money(task.price_idea)}", quiet))
        if task.recurrence:
            rule = task.recurrence
            facts.append((say_rule({"rule": rule.rule, "start": rule.start, "from": rule.since}), quiet))
        if task.contractor:
            facts.append((f"to {book.name(task.contractor)}", quiet))
        facts += [(f"#{task.project}", quiet)] if task.project else []
        facts += [(f"@{label}", quiet) for label in task.labels]
        return facts + ([(f"{task.priority} priority", quiet)] if task.priority != "normal" else [])

    def _show_end(self) -> None:
        self.query_one("#title", Static).update(Content(NOTHING_LEFT))
        self.query_one("#facts", Static).update(Content(self.with_keys(END_OF_SOME if self._decided else END)))
        self.query_one("#notes", Static).update("")
        self.query_one("#alike", Static).display = False
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
            return now
        title = self.the_book.title(found.record) if isinstance(found.record, Handoff) else found.record.title
        return Steps(now.works, "task.same", f"same as {title}")

    def show_hints(self) -> None:
        """Name the likely verdict; the others stand on the card."""
        now = self.steps_now()
        hints = [self.hint("likely", now.words)] if now.likely else []
        hints += [self.hint("edit")] if "edit" in now.works else []
        hints += [Hint("j", "skip", "skip(1)")] if self._next(1) is not None else []
        hints += [self.hint("undo"), Hint("esc", "stop", "leave"), self.hint("help")]
        self.query_one(KeyBar).hints = tuple(hints)
        self.refresh_bindings()

    # ---- keys

    def _task_here(self) -> Task:
        record = self.record()
        assert isinstance(record, Task)
        return record

    def _draft(self) -> None:
        """Make a draft of a handoff and move on: no form in the middle of triage."""
        uid = self._task_here().uid
        self.act(lambda desk: desk.handoffs.draft(uid))

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
        found = self._next(by)
        if found is not None:
            self._at = found
            self.redraw()

    def _next(self, by: int) -> int | None:
        """Return the place of the next task that waits, or of the one before."""
        places = range(self._at + 1, len(self._queue)) if by > 0 else range(self._at - 1, -1, -1)
        return next((place for place in places if self._waits(place, self.the_book)), None)

    def action_leave(self) -> None:
        """Stop; the next triage begins here."""
        self.dismiss(None)
