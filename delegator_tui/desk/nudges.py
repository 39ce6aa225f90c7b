"""Verbs of nudging: log a message to a contractor, queue it as a mail, put a reminder off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from delegator_tui.desk.core import Done
from delegator_tui.desk.mails import MAIL, MailVerbs
from delegator_tui.desk.pen import stamp
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import Handoff
from delegator_tui.model.states import LIVE_HANDOFF
from delegator_tui.rules.checks import after_silence
from delegator_tui.rules.due import date_of, due_end, is_due, is_over, say_long
from delegator_tui.rules.turns import is_theirs

if TYPE_CHECKING:  # these rules are read by the verb that needs them: the dashboard opens without
    from delegator_tui.rules.chase import Chase
    from delegator_tui.rules.messages import Message


class NudgeVerbs(MailVerbs):
    """What leaves for contractors, and what is said later."""

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
            if handoff.next_check:
                pen.set("handoffs", uid, next_check=date_of(stamp(at), self.book.now).isoformat())
            pen.event(SNOOZED, uid, until=stamp(at))
            pen.label = f"put off the reminder of {title}"
        last = "Last time: " if self._is_last(times) else ""
        said = f"{last}{title} is not spoken of until {say_long(until, self.book.now)}; its date stays."
        return self._done(said, uid)

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

    def nudge(
        self,
        chase: Chase,
        message: Message,
        channel: str,
        *,
        anyway: bool = False,
        by_hand: bool = False,
        how: str = "",
    ) -> Done:
        """Log one message on everything in a chase, and set the next check; by ``email`` it is queued to be sent.

        ``by_hand``: the owner sends it, by whatever channel, empty for nobody knows; ``how`` is all that was seen of
        it (``copied``). Raises Refused where the ball is not theirs any more; unless ``anyway`` twice a day, at night
        or while they are away; and for a mail without an address, without words, or with blanks left.
        """
        from delegator_tui.rules.chase import held
        from delegator_tui.rules.event_words import say_way

        with self._act("nudge") as pen:
            name = self.book.name(chase.contractor)
            handoffs = [self._theirs(thing.handoff) for thing in chase.things]
            why = held(chase.contractor, self.book)
            if why and not anyway:
                raise Refused(f"{name}: {why}.", force="--anyway")
            uids = [handoff.uid for handoff in handoffs]
            queued = channel == MAIL and not by_hand
            mail = self._queue(pen, chase.contractor, uids, message, nudge=True, anyway=anyway) if queued else None
            check = after_silence(self.book)
            for handoff, thing in zip(handoffs, chase.things, strict=True):
                pen.set("handoffs", handoff.uid, next_check=check)
                pen.event("nudged", handoff.uid, step=thing.step or None, due=thing.due, channel=channel or None,
                          how=how or None, message=mail, text=message.body)  # fmt: skip
            pen.label = f"nudge {name}"
        how = f"The mail to {name} is queued" if mail else f"Nudged {name}{say_way(channel, how)}"
        return self._done(f"{how}; next check {say_long(check, self.book.now)}.", handoffs[0].uid)

    def write(self, handoff: str, message: Message, channel: str, *, by_hand: bool = False, how: str = "") -> Done:
        """Log a message on a handoff that asks for nothing: the brief, a return, an apology. By ``email`` it is queued.

        ``by_hand`` and ``how`` as for ``nudge``; raises Refused like it for what cannot be sent.
        """
        from delegator_tui.rules.event_words import say_way

        with self._act("write") as pen:
            about = self.book.handoffs.get(handoff)
            if about is None:
                raise Unknown("There is no such handoff.")
            name, title = self.book.name(about.contractor), self.book.title(about)
            queued = channel == MAIL and not by_hand
            mail = self._queue(pen, about.contractor, [handoff], message) if queued else None
            pen.event("wrote", handoff, channel=channel or None, how=how or None, message=mail,
                      subject=message.subject or None, text=message.body)  # fmt: skip
            pen.label = f"write to {name} on {title}"
        said = f"The mail to {name} is queued." if mail else f"Wrote to {name}{say_way(channel, how)}."
        return self._done(said, handoff)

    def _theirs(self, uid: str) -> Handoff:
        handoff = self.book.handoffs.get(uid)
        if handoff is None or not is_theirs(handoff):
            title = self.book.title(handoff) if handoff else "It"
            raise Refused(f"{title} does not wait on them any more: nobody is nudged for what waits on you.")
        return handoff
