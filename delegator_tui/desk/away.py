"""Verbs of the owner's time away: plan it, cancel it, tell contractors of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegator_tui.desk.core import Done
from delegator_tui.desk.mails import MAIL, MailVerbs
from delegator_tui.desk.pen import Pen
from delegator_tui.errors import Refused
from delegator_tui.model.records import Span
from delegator_tui.rules.due import say_long

if TYPE_CHECKING:  # read by the verb that needs it: the dashboard opens without
    from delegator_tui.rules.messages import Message


class AwayVerbs(MailVerbs):
    """The owner's time away."""

    def plan_away(self, span: Span) -> Done:
        """Keep a time away, and move the checks that fall into it to the day back.

        Raises Refused for one that is over, the wrong way round, longer than a year, or runs into another.
        """
        from delegator_tui.rules.away import checks_in
        from delegator_tui.rules.away_span import back_on, check_span, say_span

        with self._act("away") as pen:
            check_span(span, self.book)
            back, moved = back_on(span, self.book), checks_in(span, self.book)
            self._keep_away(pen, (*self.book.settings.away, span))
            for handoff in moved:
                pen.set("handoffs", handoff.uid, next_check=back.isoformat())
            pen.label = f"be away {say_span(span, self.book)}"
        said = f"Away {say_span(span, self.book)}, back on {say_long(back.isoformat(), self.book.now)}."
        return self._done(f"{said} {_say_moved(len(moved))}".rstrip(), self.book.settings.uid)

    def cancel_away(self, day: dt.date) -> Done:
        """Cancel the time away that a day is in; checks that were moved stay where they are. Raises Refused."""
        from delegator_tui.rules.away_span import say_span, span_on

        with self._act("cancel away") as pen:
            span = span_on(day, self.book)
            if span is None:
                raise Refused(f"You are not away on {say_long(day.isoformat(), self.book.now)}.", field="from")
            if span.end < self.book.today.isoformat():
                raise Refused(f"You were away {say_span(span, self.book)}: that is over.", field="from")
            self._keep_away(pen, tuple(each for each in self.book.settings.away if each != span))
            pen.label = f"cancel being away {say_span(span, self.book)}"
        said = f"You are not away {say_span(span, self.book)} any more; moved checks stay."
        return self._done(said, self.book.settings.uid)

    def tell_away(
        self, whom: str, handoffs: Sequence[str], message: Message, channel: str, span: Span, *, by_hand: bool = False,
        how: str = "",
    ) -> Done:  # fmt: skip
        """Log a notice of a time away on every handoff that it is about; by ``email`` it is queued to be sent.

        ``by_hand``: the owner sends it, by whatever channel, empty for nobody knows; ``how`` is all that was seen of
        it (``copied``). Raises Refused for a mail without an address, without words, or with blanks left.
        """
        from delegator_tui.rules.event_words import say_way

        with self._act("tell of being away") as pen:
            name, queued = self.book.name(whom), channel == MAIL and not by_hand
            mail = self._queue(pen, whom, handoffs, message) if queued else None
            for handoff in handoffs:
                pen.event("wrote", handoff, channel=channel or None, how=how or None, message=mail, text=message.body,
                          away=span.start)  # fmt: skip
            pen.label = f"tell {name} that you are away"
        said = f"The mail to {name} is queued." if mail else f"{name} is told{say_way(channel, how)}."
        return self._done(said, next(iter(handoffs), ""))

    def _keep_away(self, pen: Pen, spans: tuple[Span, ...]) -> None:
        self._write_profile(pen, {"away": sorted(spans, key=lambda span: span.start) or None})


def _say_moved(count: int) -> str:
    if not count:
        return ""
    return "1 check is moved to that day." if count == 1 else f"{count} checks are moved to that day."
