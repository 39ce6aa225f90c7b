"""Verbs of reminders: claim what is to be said to the owner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from delegator_tui.desk.nudges import NudgeVerbs
from delegator_tui.desk.pen import Pen, stamp

if TYPE_CHECKING:  # these rules are read by the verb that needs them: the dashboard opens without
    from delegator_tui.rules.ladder import Step

FORGET = dt.timedelta(days=30)
"""How long after the last word on what is over its stamps stay at hand."""
AT_ONCE = 20
"""How many stamps are put away in one go."""
OWNER = "owner"
"""What the stamps of what is said of no single record are about."""


class ReminderVerbs(NudgeVerbs):
    """What is said to the owner."""

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

    def claim_once(self, key: str) -> bool:
        """Claim what is said of no single record, such as the mail of a morning; tell whether nobody had claimed it."""
        with self._act("remind", "system") as pen:
            said = [r.said for r in self.book.reminders.open.values() if r.about == OWNER]
            fresh = not any(key in each for each in said)
            if fresh:
                self._stamp(pen, [(OWNER, key)])
        return fresh

    def morning_mail(self) -> bool:
        """Queue the mail of this day to the owner, unless it was; tell whether it was queued now.

        What it says needs saying now counts as said, when no other channel says it. Raises Refused without an address.
        """
        from delegator_tui.rules.digest import digest
        from delegator_tui.rules.remind import digest_key, stamps, to_say

        with self._act("digest", "system") as pen:
            fresh = digest_key(self.book) not in stamps(self.book)
            if fresh:
                self._queue(pen, None, (), digest(self.book))
                alone = set(self.book.settings.channels) <= {"mail"}
                said = [(step.about, step.key) for step in to_say(self.book)] if alone else []
                self._stamp(pen, [(OWNER, digest_key(self.book)), *said])
        return fresh

    def _stamp(self, pen: Pen, keys: Iterable[tuple[str, str]]) -> None:
        at = stamp(pen.now.at)
        fresh: dict[str, dict[str, str]] = {}
        for about, key in keys:
            fresh.setdefault(about, {})[key] = at
        known = {reminder.about: reminder for reminder in self.book.reminders.open.values()}
        for about, said in fresh.items():
            if about in known:
                before = known[about].said if about != OWNER else self._lately(known[about].said)
                pen.set("reminders", known[about].uid, said=before | said)
            else:
                pen.put("reminders", about=about, said=said)

    def _lately(self, said: Mapping[str, str]) -> dict[str, str]:
        """Return the stamps that a day's mail or a failing channel may still ask for: they do not grow for ever."""
        before = stamp(self.book.now.at - FORGET)
        return {key: at for key, at in said.items() if at >= before}

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
