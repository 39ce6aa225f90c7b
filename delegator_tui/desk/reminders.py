"""Verbs of reminders: claim what is to be said, put it off, log a nudge or a letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from delegator_tui.desk.core import Done
from delegator_tui.desk.mails import MAIL, MailVerbs
from delegator_tui.desk.pen import Pen, stamp
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import LIVE_HANDOFF, Handoff
from delegator_tui.rules.checks import after_silence
from delegator_tui.rules.due import due_end, is_due, is_over, say_long

if TYPE_CHECKING:  # these rules are read by the verb that needs them: the dashboard opens without
    from delegator_tui.rules.chase import Chase
    from delegator_tui.rules.ladder import Step
    from delegator_tui.rules.messages import Message

FORGET = dt.timedelta(days=30)
"""How long after the last word on what is over its stamps stay at hand."""
AT_ONCE = 20
"""How many stamps are put away in one go."""
OWNER = "owner"
"""What the stamps of what is said of no single record are about."""


class ReminderVerbs(MailVerbs):
    """What is said to the owner, and what leaves for contractors."""

    # ---- what is said to the owner

    def claim_steps(self) -> list[Step]:
        """Claim what needs saying now: it is stamped as said by one system commit. Who gets it must say it."""
        from delegator_tui.rules.remind import to_say

        with self._act("remind", "system") as pen:
            steps = to_say(self.book)
            if steps:
                self._stamp(pen, ((step.about, step.key) for step in steps))
                self._put_away(pen)
        return steps

    def release_steps(self, steps: Sequence[Step]) -> None:
        """Take the claim on steps back, by a system commit: nothing of them reached the owner."""
        with self._act("remind", "system") as pen:
            for about in {step.about for step in steps}:
                mine = {step.key for step in steps if step.about == about}
                for each in (r for r in self.book.reminders.open.values() if r.about == about):
                    pen.set("reminders", each.uid, said={k: at for k, at in each.said.items() if k not in mine})

    def claim_digest(self) -> bool:
        """Claim the mail of this morning; tell whether it was still to be sent today."""
        key = f"digest:{self.book.today.isoformat()}"
        with self._act("digest", "system") as pen:
            said = [r.said for r in self.book.reminders.open.values() if r.about == OWNER]
            fresh = not any(key in each for each in said)
            if fresh:
                self._stamp(pen, [(OWNER, key)])
        return fresh

    def _stamp(self, pen: Pen, keys: Iterable[tuple[str, str]]) -> None:
        at = stamp(pen.now.at)
        fresh: dict[str, dict[str, str]] = {}
        for about, key in keys:
            fresh.setdefault(about, {})[key] = at
        known = {reminder.about: reminder for reminder in self.book.reminders.open.values()}
        for about, said in fresh.items():
            if about in known:
                pen.set("reminders", known[about].uid, said=known[about].said | said)
            else:
                pen.put("reminders", about=about, said=said)

    def _put_away(self, pen: Pen) -> None:
        """Close the stamps of what has been over for long, so that they need not be read any more."""
        before = stamp(pen.now.at - FORGET)
        over = (r for r in self.book.reminders.open.values() if max(r.said.values(), default="") < before)
        for reminder in [r for r in over if not self._is_live(r.about)][:AT_ONCE]:
            pen.set("reminders", reminder.uid, over=True)

    def _is_live(self, uid: str) -> bool:
        book = self.book
        return uid == OWNER or any(
            uid in shelf.open for shelf in (book.handoffs, book.questions, book.access, book.tasks)
        )

    def snooze(self, uid: str, until: str) -> Done:
        """Put the reminders of a handoff off until a day (when it opens) or a time; its own date stays.

        Raises Refused for what is over already, and after three times: then the owner must decide.
        """
        from delegator_tui.rules.history import SNOOZED, history

        with self._act("snooze") as pen:
            handoff = self.book.handoffs.get(uid)
            if handoff is None or handoff.state not in LIVE_HANDOFF:
                raise Unknown("Only the reminder of an open handoff can be put off.")
            title = self.book.title(handoff)
            times = len(history(handoff, self.book).snoozes) + 1
            self._check_snooze(title, until, times)
            at = self._wakes(until)
            pen.event(SNOOZED, uid, until=stamp(at))
            pen.label = f"put off the reminder of {title}"
        said = f"{title} is not spoken of until {say_long(until, self.book.now)}; its date stays."
        return self._done(said + (" This was the last time." if self._is_last(times) else ""), uid)

    def _is_last(self, times: int) -> bool:
        from delegator_tui.rules.rungs import SNOOZES

        return times >= SNOOZES

    def _check_snooze(self, title: str, until: str, times: int) -> None:
        if not is_due(until) or is_over(until, self.book.now) or self._wakes(until) <= self.book.now.at:
            raise Refused("Say until when: a day or a time that is still to come.", field="until")
        if self._is_last(times - 1):
            raise Refused(
                f"{title} was put off {times - 1} times: decide now. Agree a later date, cut what is owed, reassign it "
                "or end it.",
                field="until",
            )  # fmt: skip

    def _wakes(self, until: str) -> dt.datetime:
        if "T" in until:
            return due_end(until, self.book.now)
        from delegator_tui.rules import hours

        return hours.of_owner(self.book).opening(dt.date.fromisoformat(until))

    # ---- what leaves for contractors

    def nudge(self, chase: Chase, message: Message, channel: str, *, anyway: bool = False) -> Done:
        """Log one message on everything in a chase, and set the next check; by ``email`` it is queued to be sent.

        Raises Refused where the ball is not theirs any more; unless ``anyway`` twice a day, at night or while they are
        away; and for a mail without an address, without words, or with blanks left.
        """
        from delegator_tui.rules.chase import held

        with self._act("nudge") as pen:
            name = self.book.name(chase.contractor)
            handoffs = [self._theirs(thing.handoff) for thing in chase.things]
            why = held(chase.contractor, self.book)
            if why and not anyway:
                raise Refused(f"{name}: {why}.", force="--anyway")
            mail = self._queue(pen, chase.contractor, [h.uid for h in handoffs], message) if channel == MAIL else None
            check = after_silence(self.book)
            for handoff, thing in zip(handoffs, chase.things, strict=True):
                pen.set("handoffs", handoff.uid, next_check=check)
                pen.event("nudged", handoff.uid, step=thing.step or None, channel=channel, message=mail,
                          text=message.body)  # fmt: skip
            pen.label = f"nudge {name}"
        how = f"The mail to {name} is queued" if mail else f"Nudged {name} by {channel}"
        return self._done(f"{how}; next check {say_long(check, self.book.now)}.", handoffs[0].uid)

    def write(self, handoff: str, message: Message, channel: str) -> Done:
        """Log a message on a handoff that asks for nothing: the brief, a return, an apology. By ``email`` it is queued.

        Raises Refused like ``nudge`` for what cannot be sent.
        """
        with self._act("write") as pen:
            about = self.book.handoffs.get(handoff)
            if about is None:
                raise Unknown("There is no such handoff.")
            name, title = self.book.name(about.contractor), self.book.title(about)
            mail = self._queue(pen, about.contractor, [handoff], message) if channel == MAIL else None
            pen.event("wrote", handoff, channel=channel, message=mail, text=message.body)
            pen.label = f"write to {name} on {title}"
        return self._done(f"The mail to {name} is queued." if mail else f"Wrote to {name} by {channel}.", handoff)

    def _theirs(self, uid: str) -> Handoff:
        from delegator_tui.rules.ladder import is_theirs

        handoff = self.book.handoffs.get(uid)
        if handoff is None or not is_theirs(handoff):
            title = self.book.title(handoff) if handoff else "It"
            raise Refused(f"{title} does not wait on them any more: nobody is nudged for what waits on you.")
        return handoff
