"""Verbs of reminders: claim what is to be said, log a nudge, put a reminder off, and the life of a mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from delegator_tui.desk.core import DeskCore, Done
from delegator_tui.desk.pen import Pen, stamp
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import LIVE_HANDOFF, Handoff
from delegator_tui.model.records import Message as Mail
from delegator_tui.rules import hours
from delegator_tui.rules.chase import Chase, held
from delegator_tui.rules.checks import after_silence
from delegator_tui.rules.due import due_end, instant, is_due, is_over, say_long
from delegator_tui.rules.history import SNOOZED, history, read_instant
from delegator_tui.rules.ladder import Step, is_theirs
from delegator_tui.rules.messages import Message, recipient
from delegator_tui.rules.remind import to_say
from delegator_tui.rules.rungs import SNOOZES

MAIL = "email"
"""The channel of what the program sends itself."""
FORGET = dt.timedelta(days=30)
"""How long after the last word on what is over its stamps stay at hand."""
LOST = dt.timedelta(minutes=10)
"""After so long a mail that somebody was sending is taken for one that may have left."""
AT_ONCE = 20
"""How many stamps are put away in one go."""


class ReminderVerbs(DeskCore):
    """What is said to the owner, and what leaves for contractors."""

    # ---- what is said to the owner

    def claim_steps(self) -> list[Step]:
        """Claim what needs saying now: it is stamped as said by one system commit. Who gets it must say it."""
        with self._act("remind", "system") as pen:
            steps = to_say(self.book)
            if steps:
                self._stamp(pen, steps)
                self._put_away(pen)
        return steps

    def _stamp(self, pen: Pen, steps: Sequence[Step]) -> None:
        at = stamp(pen.now.at)
        fresh: dict[str, dict[str, str]] = {}
        for step in steps:
            fresh.setdefault(step.about, {})[step.key] = at
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
        return any(uid in shelf.open for shelf in (book.handoffs, book.questions, book.access, book.tasks))

    def snooze(self, uid: str, until: str) -> Done:
        """Put the reminders of a handoff off until a day (when it opens) or a time; its own date stays.

        Raises Refused for what is over already, and after three times: then the owner must decide.
        """
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
        return self._done(said + (" This was the last time." if times == SNOOZES else ""), uid)

    def _check_snooze(self, title: str, until: str, times: int) -> None:
        if not is_due(until) or is_over(until, self.book.now) or self._wakes(until) <= self.book.now.at:
            raise Refused("Say until when: a day or a time that is still to come.", field="until")
        if times > SNOOZES:
            raise Refused(
                f"{title} was put off {SNOOZES} times: decide now. Agree a later date, cut what is owed, reassign it "
                "or end it.",
                field="until",
            )  # fmt: skip

    def _wakes(self, until: str) -> dt.datetime:
        if "T" in until:
            return due_end(until, self.book.now)
        return hours.of_owner(self.book).opening(dt.date.fromisoformat(until))

    # ---- what leaves for contractors

    def nudge(self, chase: Chase, message: Message, channel: str, *, anyway: bool = False) -> Done:
        """Log one message on everything in a chase, and set the next check; by ``email`` it is queued to be sent.

        Raises Refused where the ball is not theirs any more; unless ``anyway`` twice a day, at night or while they are
        away; and for a mail without an address, without words, or with blanks left.
        """
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
        handoff = self.book.handoffs.get(uid)
        if handoff is None or not is_theirs(handoff):
            title = self.book.title(handoff) if handoff else "It"
            raise Refused(f"{title} does not wait on them any more: nobody is nudged for what waits on you.")
        return handoff

    def _queue(self, pen: Pen, contractor: str | None, handoffs: Sequence[str], message: Message) -> str:
        name = self.book.name(contractor) or "you"
        to = recipient(message.to)
        if not to:
            raise Refused(f"{name} has no mail address: add one, or copy the text.", field="to")
        if not message.subject or not message.body.strip():
            raise Refused("A mail needs a subject and words.", field="text")
        if message.blanks:
            raise Refused("Fill in the blanks (___) first.", field="text")
        return pen.put(
            "messages", contractor=contractor, handoffs=list(handoffs), to=to, subject=message.subject,
            body=message.body, state="queued",
        )  # fmt: skip

    # ---- the life of a mail

    def queue_digest(self, message: Message) -> str:
        """Queue a mail to the owner, by a system commit; return its uid."""
        with self._act("digest", "system") as pen:
            return self._queue(pen, None, (), message)

    def claim_mail(self) -> Mail | None:
        """Claim the next mail that is to leave now; None when there is none. Who gets it sends it and says how it went.

        A mail that was claimed long ago and never heard of again may have left: it is not claimed a second time.
        """
        with self._act("claim mail", "system") as pen:
            waiting = sorted(self.book.messages.open.values(), key=lambda mail: mail.created)
            for lost in (m for m in waiting if m.state == "claimed" and self._is_lost(m)):
                pen.set("messages", lost.uid, state="unsure", outcome="Nobody knows whether it left: it was cut off.")
            mail = next((m for m in waiting if m.state == "queued" and self._is_time(m)), None)
            if mail is not None:
                claimed = {"state": "claimed", "claimed": stamp(pen.now.at), "attempts": mail.attempts + 1}
                pen.set("messages", mail.uid, **claimed)
        return self.book.messages.get(mail.uid) if mail else None

    def _is_lost(self, mail: Mail) -> bool:
        claimed = read_instant(mail.claimed)
        return claimed is None or abs(self.book.now.at - claimed) > LOST

    def _is_time(self, mail: Mail) -> bool:
        return mail.retry_at is None or instant(mail.retry_at) <= self.book.now.at

    def mail_went(self, uid: str, state: str, said: str, *, retry_in: dt.timedelta | None = None) -> None:
        """Record how the sending of a claimed mail went: sent, queued (again, ``retry_in``), refused or unsure."""
        with self._act("mail outcome", "system") as pen:
            fields: dict[str, Any] = {"state": state, "outcome": said}
            fields["sent"] = stamp(pen.now.at) if state == "sent" else None
            fields["retry_at"] = stamp(pen.now.at + retry_in) if retry_in else None
            pen.set("messages", uid, **fields)

    def mail_again(self, uid: str) -> Done:
        """Have a refused or uncertain mail sent again. Raises Refused for any other."""
        with self._act("mail again") as pen:
            mail = self._stuck(uid)
            pen.set("messages", uid, state="queued", retry_at=None)
            pen.label = f"send {mail.subject} again"
        return self._done(f"{mail.subject} is queued again.", uid)

    def mail_settled(self, uid: str, *, arrived: bool) -> Done:
        """Settle a refused or uncertain mail as the owner says: it arrived, or it will not be sent."""
        with self._act("mail settled") as pen:
            mail = self._stuck(uid)
            outcome = "It arrived, you said." if arrived else "Not sent: you gave it up."
            pen.set("messages", uid, state="sent", outcome=outcome, sent=stamp(pen.now.at) if arrived else None)
            pen.label = f"settle the mail {mail.subject}"
        return self._done(f"{mail.subject}: {outcome}", uid)

    def _stuck(self, uid: str) -> Mail:
        mail = self.book.messages.get(uid)
        if mail is None or mail.state not in ("refused", "unsure", "queued"):
            raise Refused("Only a mail that is stuck can be settled.")
        return mail
