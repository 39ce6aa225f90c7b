"""The keys of a record: each asks what is missing, then has the desk do one verb."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from delegator_tui.commands import BY_ID
from delegator_tui.desk.done import TO_SEND, TO_SEND_ANYWAY, Done
from delegator_tui.desk.groups import HandoffVerbs, TaskVerbs
from delegator_tui.desk.transaction import Transaction
from delegator_tui.model.records import Contractor, Handoff, Task
from delegator_tui.rules.records.links import links
from delegator_tui.rules.tasks.bump import Step, agreed, to_agree
from delegator_tui.screens.views.mail_keys import MailKeys

if TYPE_CHECKING:
    from delegator_tui.outbox.clipboard import Copied
    from delegator_tui.screens.dialogs.brief import BriefDialog
    from delegator_tui.screens.forms.form import Form


class ActingScreen(MailKeys):
    """A view whose row is acted on by key."""

    def fill(self, form: Form, tone: str = "", then: Callable[[], None] | None = None) -> None:
        """Ask a form; its answer is what the desk did. ``then`` is called once that is saved."""

        def saved(done: Any) -> None:  # noqa: ANN401 - Textual's callback
            assert isinstance(done, Done)
            if then is not None:
                then()
            if done.kind in (TO_SEND, TO_SEND_ANYWAY):
                self._send_brief(done.uid, anyway=done.kind == TO_SEND_ANYWAY)
            else:
                self.tell(done, tone)

        self.ask(form, saved)

    def ask_about(self, name: str, tone: str = "") -> None:
        """Ask the form of a handoff that a key names."""
        from delegator_tui.screens.forms.by_key import OF_HANDOFF

        handoff = self.handoff_here()
        self.fill(OF_HANDOFF[name](handoff, self.the_book, self.hands).asked_by(name, handoff.uid), tone)

    def open_record(self) -> None:
        """Show the record under the cursor whole."""

    async def action_likely(self) -> None:
        """Do what the footer names first."""
        likely = self.steps_now().likely
        if likely == "open":
            self.open_record()
        elif likely:
            await self.run_action(BY_ID[likely].action)

    def action_edit(self) -> None:
        """Change the record."""
        from delegator_tui.screens.forms import by_key

        record = self.record()
        form = by_key.edit_form(record, self.the_book, self.hands)
        self.fill(form.asked_by("edit", record.uid if record else ""))

    def action_repeat(self) -> None:
        """Say how often it comes again, leave one out, stop it."""
        self._link("repeat")

    def action_after(self) -> None:
        """Say what it has to wait for."""
        self._link("after")

    def _link(self, name: str) -> None:
        from delegator_tui.screens.forms.by_key import OF_WORK

        record = self.record()
        assert isinstance(record, Task | Handoff)
        self.fill(OF_WORK[name](record, self.the_book, self.hands).asked_by(name, record.uid))

    def action_finish(self) -> None:
        """Finish a task, or log a delivery."""
        self.act_on_all("finish", "Finished", finish)

    def action_link(self) -> None:
        """Open the record's first link in the browser."""
        record = self.record()
        found = links(record, self.the_book) if record else []
        if found:
            self.app.open_url(found[0])
            self.say(f"Opened {found[0]}.")

    # ---- a date

    def action_day_earlier(self) -> None:
        """Move its date a day back."""
        self._move_date(Step(-1), "a day earlier")

    def action_day_later(self) -> None:
        """Move its date a day on."""
        self._move_date(Step(1), "a day later")

    def action_week_earlier(self) -> None:
        """Move its date a week back."""
        self._move_date(Step(-1, "w"), "a week earlier")

    def action_week_later(self) -> None:
        """Move its date a week on."""
        self._move_date(Step(1, "w"), "a week later")

    def _move_date(self, step: Step, words: str) -> None:
        """Move the date of every chosen row, whose marks stay for the next press; ask where it was agreed."""
        uids = [record.uid for record in self.chosen()]
        out = agreed(self.chosen()[0], self.the_book) if len(uids) == 1 else None
        move = partial(TaskVerbs.bump, step=step)
        if out is not None:
            self._agree(out, step)
        elif len(uids) == 1:
            self.act(lambda desk: desk.on(move, uids[0]))
        else:
            count = len(uids)
            self.act(lambda desk: desk.on_each(move, uids, f"move {count} {words}", f"Moved {count}, {words}."))

    def _agree(self, handoff: Handoff, step: Step) -> None:
        """Ask the later date that a step means, of what is out."""
        when, title = to_agree(handoff, step, self.the_book), self.the_book.title(handoff)
        if when is None:
            who = self.the_book.name(handoff.contractor)
            self.say(f"{title} has the date that you agreed with {who}: only a later one can be agreed.")
            return
        from delegator_tui.screens.forms.handoff_forms import extend_form

        self.fill(extend_form(handoff, self.the_book, self.hands, when).asked_by("extend", handoff.uid))

    # ---- a task

    def action_drop(self) -> None:
        """Take the task off the plate."""
        self.act_on_all("drop", "Dropped", TaskVerbs.drop)

    def action_mine(self) -> None:
        """Keep the task to do it yourself."""
        self.act_on_all("keep", "Yours to do:", TaskVerbs.mine)

    def action_later(self) -> None:
        """Put the task away until a day."""
        tasks = [record for record in self.chosen() if isinstance(record, Task)]
        from delegator_tui.screens.forms import by_key

        form = by_key.later_form(tasks, self.the_book, self.hands)
        self.fill(form.asked_by("later", tasks[0].uid) if len(tasks) == 1 else form)
        self.unmark()

    def action_same(self) -> None:
        """Link the task to what it duplicates."""
        from delegator_tui.screens.forms import by_key

        task = self.task_here()
        self.fill(by_key.same_form(task, self.the_book, self.hands).asked_by("same", task.uid))

    def action_split(self) -> None:
        """Make several tasks of it."""
        from delegator_tui.screens.forms import by_key

        task = self.task_here()
        self.fill(by_key.split_form(task, self.the_book, self.hands).asked_by("split", task.uid))

    def action_hand_off(self) -> None:
        """Hand the task to a contractor; several marked ones become drafts."""
        if len(self.chosen()) > 1:
            self.act_on_all("draft", "Drafted", HandoffVerbs.draft)
        else:
            self._hand_off(self.task_here(), None)

    # ---- a handoff

    def action_send(self) -> None:
        """Complete a draft and send it."""
        handoff = self.handoff_here()
        task = self.the_book.tasks.get(handoff.task)
        assert task is not None
        self._hand_off(task, handoff)

    def _hand_off(self, task: Task, handoff: Handoff | None) -> None:
        from delegator_tui.screens.forms import by_key

        self.fill(by_key.hand_off_form(task, handoff, self.the_book, self.hands).asked_by("hand_off", task.uid))

    def _send_brief(self, uid: str, *, anyway: bool = False) -> None:
        """Show the brief of a draft; copied or printed it is sent once the owner says so."""
        from delegator_tui.screens.dialogs.brief import SENT
        from delegator_tui.screens.dialogs.confirm import sent_dialog

        def told(is_sent: bool | None) -> None:
            if is_sent:
                self.act(lambda desk: desk.handoffs.send(uid, anyway=anyway))
            else:
                self.say(self.with_keys("Kept as a draft: {handoff.send} on it sends it."))

        def read(answer: str | None) -> None:
            if answer in (None, SENT):
                told(answer == SENT)
            else:
                self.app.push_screen(sent_dialog(answer or ""), told)

        self.app.push_screen(self._brief_of(uid, sending=True), read)

    def _brief_of(self, uid: str, *, sending: bool = False) -> BriefDialog:
        from delegator_tui.rules.handoffs.readiness import gaps_of
        from delegator_tui.rules.messages.brief import brief_text
        from delegator_tui.rules.messages.pasting import where_to
        from delegator_tui.screens.copying import copy
        from delegator_tui.screens.dialogs.brief import BriefDialog

        book = self.hands.desk.book
        handoff = book.handoffs.get(uid)
        assert handoff is not None
        into = where_to(book.contractors.get(handoff.contractor))
        gaps = [gap.text for gap in gaps_of(handoff, book)] if sending else []

        async def copied(text: str) -> Copied:
            return await self.hands.beside(copy(self.app, text))

        return BriefDialog(book.title(handoff), brief_text(handoff, book), into, copied, sending=sending, gaps=gaps)

    def action_brief(self) -> None:
        """Show the brief, to copy it."""
        self.ask(self._brief_of(self.handoff_here().uid), self.say)

    def action_heard(self) -> None:
        """Log what they said."""
        self.ask_about("heard")

    def action_answer(self) -> None:
        """Answer their question."""
        self.ask_about("answer")

    def action_acknowledge(self) -> None:
        """Log that they have the brief."""
        self.ask_about("acknowledge")

    def action_invoice(self) -> None:
        """Log an invoice."""
        self.ask_about("invoice")

    def action_close(self) -> None:
        """Close it."""
        self.act_on_all("close", "Closed", HandoffVerbs.close)

    def action_accept(self) -> None:
        """Accept the delivery."""
        self.ask_about("accept", "good")

    def action_return(self) -> None:
        """Return the delivery for changes."""
        self.ask_about("return")

    def action_extend(self) -> None:
        """Agree a later date."""
        self.ask_about("extend")

    def action_hold(self) -> None:
        """Hold them to the agreed date."""
        uid = self.handoff_here().uid
        self.act(lambda desk: desk.handoffs.hold(uid))

    def action_pay(self) -> None:
        """Log a payment."""
        self.ask_about("pay")

    def action_take_back(self) -> None:
        """End it and do the task yourself."""
        self.ask_about("take_back")

    def action_reassign(self) -> None:
        """Give it to somebody else."""
        self.ask_about("reassign")

    # ---- a contractor

    def action_end_contractor(self) -> None:
        """End the work with them."""
        record = self.record()
        assert isinstance(record, Contractor)
        from delegator_tui.screens.forms import by_key

        self.fill(by_key.end_contractor_form(record, self.the_book, self.hands).asked_by("end_contractor", record.uid))

    def action_cancel(self) -> None:
        """End it and drop the task."""
        self.ask_about("cancel")


def finish(tx: Transaction, uid: str) -> Done:
    """Finish what has this uid: a task is done, a handoff delivered."""
    return TaskVerbs.done(tx, uid) if tx.book.tasks.get(uid) else HandoffVerbs.deliver(tx, uid)
