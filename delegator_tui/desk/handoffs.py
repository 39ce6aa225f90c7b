"""Verbs that give work out and call it back: draft, hand off, edit, send, take back, reassign, cancel."""

from __future__ import annotations

from typing import Any

from delegator_tui.desk.core import Done
from delegator_tui.desk.owed import HandoffDraft, OwedVerbs, over_draft
from delegator_tui.desk.pen import Pen, stamp
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import Contractor, Deliverable, Handoff, Price, Task
from delegator_tui.rules import life
from delegator_tui.rules.checks import first_check
from delegator_tui.rules.due import is_over, say_long

__all__ = ["HandoffDraft", "HandoffVerbs"]


class HandoffVerbs(OwedVerbs):
    """Giving work out."""

    def draft(self, task: str, said: HandoffDraft | None = None) -> Done:
        """Make a draft of a handoff: contractor and due may still be missing."""
        with self._act("draft handoff") as pen:
            owned = self._undecided(task, "handed off")
            said = said or HandoffDraft(contractor=owned.contractor, price=_idea(owned))
            self._check_said(said)
            uid = self._write_draft(pen, owned, said)
            pen.label = f"draft handoff {owned.title}"
        who = self.book.name(said.contractor)
        return self._done(f"Drafted {owned.title}{f' for {who}' if who else ''}: send it from Today.", uid)

    def hand_off(self, task: str, said: HandoffDraft, *, anyway: bool = False) -> Done:
        """Hand a task to a contractor: brief, due and price agreed, and sent. A draft keeps what is not said anew.

        Raises Refused without contractor or due, for a dropped or finished task, one that is out already, an ended
        contractor, and, unless ``anyway``, for a due that is over.
        """
        with self._act("hand off") as pen:
            owned = self._to_hand_off(task)
            draft = self.book.handoffs_by_task.get(task)
            said = said if draft is None else over_draft(said, draft)
            self._check_said(said)
            known = self._check_sendable(owned.title, said.contractor, said.due, anyway=anyway)
            if draft is None:
                uid = self._write_draft(pen, owned, said)
            else:
                uid = draft.uid
                self._rewrite(pen, draft, said, owned.title)
            self._write_sent(pen, uid, owned, said.due, said.channel)
            pen.label = f"hand off {owned.title}"
        return self._done(f"Handed {owned.title} to {known.name}, due {self._say(said.due)}.", uid)

    def check_hand_off(self, task: str, said: HandoffDraft) -> None:
        """Raise what ``hand_off`` would refuse, and change nothing."""
        owned = self._to_hand_off(task)
        draft = self.book.handoffs_by_task.get(task)
        said = said if draft is None else over_draft(said, draft)
        self._check_said(said)
        self._check_sendable(owned.title, said.contractor, said.due, anyway=False)

    def edit_handoff(self, uid: str, said: HandoffDraft) -> Done:
        """Change what a handoff says. Once it is sent, its contractor and due stay: reassign or extend instead."""
        with self._act("edit handoff") as pen:
            handoff = self._handoff(uid, "edit")
            title = self.book.title(handoff)
            if handoff.state != "drafted" and said.contractor != handoff.contractor:
                raise Refused(f"{title} is with {self.book.name(handoff.contractor)}: reassign it.", field="contractor")
            if handoff.state != "drafted" and said.due != handoff.due:
                raise Refused("An agreed date changes by extending it, with a reason.", field="due")
            self._check_said(said)
            state = self._rewrite(pen, handoff, said, title)
            pen.event("edited", uid, state=None if state == handoff.state else state)
            pen.label = f"edit {title}"
        return self._done(f"Changed {title}.", uid)

    def send(self, uid: str, *, channel: str = "", anyway: bool = False) -> Done:
        """Send a draft. Raises Refused while it lacks a contractor or a due."""
        with self._act("send") as pen:
            handoff = self._handoff(uid, "send")
            task = self._task(handoff.task)
            known = self._check_sendable(task.title, handoff.contractor, handoff.due, anyway=anyway)
            self._write_sent(pen, uid, task, handoff.due, channel)
            pen.label = f"send {task.title}"
        return self._done(f"Sent {task.title} to {known.name}, due {self._say(handoff.due)}.", uid)

    def take_back(self, uid: str, because: str = "") -> Done:
        """End a handoff and make its task the owner's again."""
        return self._end(uid, "take back", "taken_back", "mine", because, "{title} is yours again.")

    def cancel(self, uid: str, because: str = "") -> Done:
        """End a handoff and drop its task: nobody does it."""
        return self._end(uid, "cancel", "cancelled", "dropped", because, "Cancelled {title}; its task is dropped.")

    def reassign(self, uid: str, to: str, *, due: str | None = None, because: str = "", anyway: bool = False) -> Done:
        """End a handoff and open the same one with another contractor. ``due``: the new agreed date, else the old."""
        with self._act("reassign") as pen:
            old = self._handoff(uid, "reassign")
            task = self._task(old.task)
            if to == old.contractor:
                raise Refused(f"{task.title} is with {self.book.name(to)} already.", field="contractor")
            self._date(due, "due", past=True)
            owed = self._owed_again(old, due)
            due = due or old.due
            known = self._check_sendable(task.title, to, due, anyway=anyway)
            self._write_end(pen, old, "reassigned", because)
            said = HandoffDraft(
                contractor=to, due=due, price=old.price, brief=old.brief, stakes=old.stakes, autonomy=old.autonomy,
                deliverables=owed,
            )  # fmt: skip
            new = self._write_draft(pen, task, said)
            if old.state != "drafted":
                self._write_sent(pen, new, task, due, "")
            pen.label = f"reassign {task.title}"
        return self._done(f"{task.title} is with {known.name} now, due {self._say(due)}.", new)

    # ---- what the verbs share

    def _say(self, due: str | None) -> str:
        return say_long(due, self.book.now) if due else "no date"

    def _handoff(self, uid: str, verb: str) -> Handoff:
        """Return a handoff that ``verb`` may be used on. Raises Unknown or Refused."""
        handoff = self.book.handoffs.get(uid)
        if handoff is None:
            raise Unknown("There is no such handoff.")
        life.check(verb, handoff.state, self.book.title(handoff))
        return handoff

    def _to_hand_off(self, uid: str) -> Task:
        task = self._task(uid)
        if task.state in ("dropped", "done"):
            raise Refused(f"{task.title} is {task.state}: a {task.state} task cannot be handed off.")
        out = self.book.handoffs_by_task.get(uid)
        if out is not None and out.state != "drafted":
            raise Refused(f"{task.title} is with {self.book.name(out.contractor)} already: reassign it instead.")
        return task

    def _check_sendable(self, title: str, contractor: str | None, due: str | None, *, anyway: bool) -> Contractor:
        if not contractor:
            raise Refused(f"Say who does {title}: a handoff needs a contractor. A draft may wait.", field="contractor")
        known = self.book.contractors.get(contractor)
        if known is None:
            raise Unknown("There is no such contractor.", field="contractor")
        if known.status == "ended":
            raise Refused(f"{known.name} is ended: choose somebody else, or edit the status first.", field="contractor")
        if not due:
            raise Refused(f"Say by when {title} is due: a handoff without a date is a leak.", field="due")
        if not anyway and is_over(due, self.book.now):
            raise Refused(f"{self._say(due)} is over already: say a later date.", field="due", force="--anyway")
        return known

    def _write_draft(self, pen: Pen, task: Task, said: HandoffDraft) -> str:
        made = {name: getattr(said, name) for name in ("contractor", "price", "stakes", "autonomy", "due")}
        uid = pen.put(
            "handoffs", task=task.uid, activity=task.activity, state="drafted", next_move="owner",
            next_check=self.book.today.isoformat(), original_due=said.due, brief=said.brief, **made,
        )  # fmt: skip
        owed = said.deliverables or ((task.title, None),)
        pen.set("handoffs", uid, deliverables=self._write_owed(pen, uid, owed, said.due))
        pen.set("tasks", task.uid, state="delegated", defer_until=None, contractor=said.contractor)
        pen.event("drafted", uid, contractor=said.contractor)
        return uid

    def _rewrite(self, pen: Pen, handoff: Handoff, said: HandoffDraft, title: str) -> str:
        """Write what is said over a handoff; return its state, which follows from what is still owed."""
        fields: dict[str, Any] = {"price": said.price, "brief": said.brief}
        fields |= {"stakes": said.stakes, "autonomy": said.autonomy}
        if handoff.state == "drafted":
            fields |= {"contractor": said.contractor, "due": said.due, "original_due": said.due}
            pen.set("tasks", handoff.task, contractor=said.contractor)
        fields["deliverables"], states = self._rewrite_owed(pen, handoff, said, title)
        state = life.following(handoff.state, states)
        if state == "delivered" != handoff.state:
            fields |= self._delivered_now(pen, handoff)
            pen.event("delivered", handoff.uid, because="the rest is waived")
        elif state != handoff.state:
            fields |= {"state": state, "next_move": "contractor", "next_check": first_check(handoff.due, self.book)}
        pen.set("handoffs", handoff.uid, **fields)
        return state

    def _delivered_now(self, pen: Pen, handoff: Handoff) -> dict[str, Any]:
        """Return the fields of a handoff of which nothing is owed any more."""
        fields = {"state": "delivered", "next_move": "owner", "next_check": self.book.today.isoformat()}
        return fields if handoff.first_delivered else {**fields, "first_delivered": stamp(pen.now.at)}

    def _owed_again(self, old: Handoff, due: str | None) -> tuple[tuple[str, str | None], ...]:
        """Return what the next contractor owes. A due of its own stays, unless it is over or a new date is agreed."""

        def own(owed: Deliverable) -> str | None:
            return None if due or not owed.due or is_over(owed.due, self.book.now) else owed.due

        return tuple((d.title, own(d)) for d in self.book.owed_in(old) if d.state not in ("accepted", "waived"))

    def _write_sent(self, pen: Pen, uid: str, task: Task, due: str | None, channel: str) -> None:
        check = first_check(due, self.book, task.chase_days)
        sent = {"at": stamp(pen.now.at), "channel": channel}
        pen.set("handoffs", uid, state="sent", sent=sent, next_move="contractor", next_check=check)
        pen.event("handed off", uid, channel=channel or None)

    def _end(self, uid: str, verb: str, state: str, task_state: str, because: str, said: str) -> Done:
        with self._act(verb) as pen:
            handoff = self._handoff(uid, verb)
            title = self.book.title(handoff)
            self._write_end(pen, handoff, state, because)
            pen.set("tasks", handoff.task, state=task_state)
            pen.label = f"{verb} {title}"
        return self._done(said.format(title=title), uid)

    def _write_end(self, pen: Pen, handoff: Handoff, state: str, because: str) -> None:
        pen.set("handoffs", handoff.uid, state=state, next_move=None, next_check=None)
        self._waive(pen, self.book.owed_in(handoff))
        pen.event(state.replace("_", " "), handoff.uid, because=because or None)


def _idea(task: Task) -> Price | None:
    return Price(amount=task.price_idea.amount, currency=task.price_idea.currency) if task.price_idea else None
