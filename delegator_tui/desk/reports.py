"""Verbs on work that is out: acknowledge, start, what was heard, answer, extend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from delegator_tui.desk.core import Done
from delegator_tui.desk.pen import Pen, stamp
from delegator_tui.desk.review import ReviewVerbs
from delegator_tui.errors import Refused
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.states import OWED
from delegator_tui.model.text import several_lines
from delegator_tui.rules import checks, life
from delegator_tui.rules.due import is_later

HEARD = ("started", "on track", "finished", "later", "asks", "no answer", "note")
"""What the owner may have heard; ``note`` moves nothing."""


class ReportVerbs(ReviewVerbs):
    """What the owner hears while a contractor has the work."""

    def acknowledge(self, uid: str, read_back: str = "") -> Done:
        """Log that the contractor has the brief; with the read-back kept, work has begun."""
        with self._act("acknowledge") as pen:
            handoff = self._handoff(uid, "acknowledge")
            title = self.book.title(handoff)
            read_back = several_lines(read_back)
            if handoff.state == "acknowledged" and not read_back:
                raise Refused(f"{title} is acknowledged already; a read-back starts it.")
            state = "working" if read_back else "acknowledged"
            check = checks.after_report(handoff.due, self.book)
            fields: dict[str, Any] = {"read_back": read_back} if read_back else {}
            pen.set("handoffs", uid, state=state, next_check=check, **fields)
            pen.event("acknowledged", uid, by="contractor", read_back=read_back or None)
            pen.label = f"acknowledge {title}"
        said = f"{title}: read back and started." if read_back else f"{title} is acknowledged."
        return self._done(said, uid)

    def start(self, uid: str, *, anyway: bool = False, by: str = "", text: str = "") -> Done:
        """Log that work has begun, with what they said.

        Raises Refused without a read-back, unless ``anyway``; that is logged.
        """
        with self._act("start") as pen:
            handoff = self._handoff(uid, "start")
            title = self.book.title(handoff)
            if not handoff.read_back and not anyway:
                name = self.book.name(handoff.contractor)
                raise Refused(
                    f"{name} has not read {title} back: keep the read-back, or start it anyway.", force="--anyway"
                )
            self._write_started(pen, handoff, by, several_lines(text))
            pen.label = f"start {title}"
        return self._done(f"{title} is being worked on.", uid)

    def heard(self, uid: str, what: str, text: str = "", *, promised: str | None = None, by: str = "") -> Done:
        """Log what the contractor said: one of HEARD. A promised date never moves the agreed one.

        Sets the next move and the next check. Raises Refused when ``later`` has no date or ``asks`` no question.
        """
        if what == "started":
            return self.start(uid, anyway=True, by=by, text=text)
        if what == "finished":
            return self.deliver(uid, by=by, text=text)
        with self._act("log") as pen:
            handoff = self._handoff(uid, "log")
            title = self.book.title(handoff)
            said = self._write_heard(pen, handoff, what, several_lines(text), promised, by)
            pen.label = f"heard “{what}” on {title}"
        return self._done(said, uid)

    def answer(self, uid: str, text: str) -> Done:
        """Answer the oldest open question of a handoff; the ball goes back when none is left."""
        with self._act("answer") as pen:
            handoff = self._handoff(uid, "answer")
            title, name = self.book.title(handoff), self.book.name(handoff.contractor)
            waiting = self.book.questions_by_handoff.get(uid, [])
            if not waiting:
                raise Refused(f"{name} has no open question on {title}.")
            if not several_lines(text):
                raise Refused("An answer needs words.", field="text")
            pen.set("questions", waiting[0].uid, answered={"at": stamp(pen.now.at), "text": several_lines(text)})
            if len(waiting) == 1 and handoff.state not in ("delivered", "accepted"):
                pen.set("handoffs", uid, next_move="contractor", next_check=checks.first_check(handoff.due, self.book))
            pen.event("answered", uid, text=several_lines(text), question=waiting[0].uid)
            pen.label = f"answer {title}"
        left = len(waiting) - 1
        if left:
            return self._done(f"Answered; {left} more of {name} on {title} to answer.", uid)
        ours = handoff.state in ("delivered", "accepted")
        return self._done("Answered." if ours else f"Answered; {title} is with {name} again.", uid)

    def extend(self, uid: str, due: str, because: str) -> Done:
        """Agree a later due, with a reason; the original due is kept. Raises Refused when it is no later date."""
        with self._act("extend") as pen:
            handoff = self._handoff(uid, "extend")
            title = self.book.title(handoff)
            if not because.strip():
                raise Refused("Say why the date moves: it is kept with the handoff.", field="because")
            self._date(due, "due")
            if not is_later(due, handoff.due, self.book.now):
                raise Refused(f"{title} is due {self._say(handoff.due)} already: say a later date.", field="due")
            for owed in self.book.owed_in(handoff):
                if owed.state in OWED and is_later(due, owed.due, self.book.now):
                    pen.set("deliverables", owed.uid, due=due, promised=None)
            check = checks.first_check(due, self.book)
            pen.set("handoffs", uid, due=due, promised=None, next_check=check)
            pen.event("extended", uid, old=handoff.due, new=due, because=because.strip())
            pen.label = f"extend {title}"
        return self._done(f"{title} is due {self._say(due)} now.", uid)

    def cut(self, uid: str, deliverables: Sequence[str], because: str = "") -> Done:
        """Take some of what is owed off, each named by a part of its title or its uid; the date stays.

        When all that is left was delivered, it is the owner's to review. Raises Refused when nothing would be left.
        """
        with self._act("cut") as pen:
            handoff = self._handoff(uid, "cut")
            title = self.book.title(handoff)
            owed = [d for d in self.book.owed_in(handoff) if d.state in OWED]
            gone = self._named_owed(handoff, owed, deliverables)
            left = [d for d in self.book.owed_in(handoff) if d.state != "waived" and d not in gone]
            if not left:
                raise Refused(f"Nothing of {title} would be left: take it back, or cancel it.", field="deliverables")
            self._waive(pen, gone)
            names = ", ".join(each.title for each in gone)
            state = self._write_left(pen, handoff, left)
            pen.event("cut", uid, because=because.strip() or None, text=names, deliverables=[d.uid for d in gone],
                      state=state if state != handoff.state else None)  # fmt: skip
            pen.label = f"cut {names} from {title}"
        return self._done(f"{title} goes on without {names}.", uid)

    def _named_owed(self, handoff: Handoff, owed: list[Deliverable], names: Sequence[str]) -> list[Deliverable]:
        """Return the deliverables that are named, each once. Raises Refused for none."""
        if not any(name.strip() for name in names):
            raise Refused("Say what is taken off: a part of its title.", field="deliverables")
        found = {each.uid: each for name in names if name.strip() for each in [self._one_owed(handoff, owed, name)]}
        return list(found.values())

    def _write_left(self, pen: Pen, handoff: Handoff, left: Sequence[Deliverable]) -> str:
        """Set how it stands after a cut, and return that state.

        When nothing is owed any more and what came waits, it is the owner's to review.
        """
        state = life.following(handoff.state, [d.state for d in left])
        fields: dict[str, Any] = {"state": state, "next_check": checks.first_check(handoff.due, self.book)}
        if state == "delivered":
            fields |= {"next_move": "owner", "next_check": self.book.today.isoformat()}
            fields |= {} if handoff.first_delivered else {"first_delivered": stamp(pen.now.at)}
            pen.event("delivered", handoff.uid, by="system")
        pen.set("handoffs", handoff.uid, **fields)
        return state

    def _write_started(self, pen: Pen, handoff: Handoff, by: str, text: str) -> None:
        skipped = "acknowledged" if handoff.state == "sent" else None
        without = None if handoff.read_back else True
        check = checks.after_report(handoff.due, self.book)
        pen.set("handoffs", handoff.uid, state="working", **self._ball(handoff), next_check=check)
        pen.event(
            "started", handoff.uid, by="contractor", text=text or None, heard_by=by or None, skipped=skipped,
            without_read_back=without,
        )  # fmt: skip

    def _write_heard(self, pen: Pen, handoff: Handoff, what: str, text: str, promised: str | None, by: str) -> str:
        title = self.book.title(handoff)
        ball = self._ball(handoff)
        match what:
            case "on track":
                pen.set("handoffs", handoff.uid, **ball, next_check=checks.after_report(handoff.due, self.book))
                said = f"{title} is on track."
            case "later":
                said = self._write_promise(pen, handoff, promised, ball)
            case "asks":
                said = self._write_question(pen, handoff, text)
            case "no answer":
                check = checks.after_silence(self.book)
                pen.set("handoffs", handoff.uid, next_check=check)
                said = f"No answer on {title}; next check {self._say(check)}."
            case "note":
                said = f"Noted on {title}."
            case _:
                raise Refused(f"“{what}” is nothing to hear: use one of {', '.join(HEARD)}.", field="what")
        if what == "note" and not text:
            raise Refused("A note needs words.", field="text")
        teller = "owner" if what in ("no answer", "note") else "contractor"
        pen.event(what, handoff.uid, by=teller, text=text or None, heard_by=by or None, promised=promised)
        return said

    def _write_question(self, pen: Pen, handoff: Handoff, text: str) -> str:
        if not text:
            raise Refused("Say what they ask.", field="text")
        pen.put("questions", handoff=handoff.uid, asked={"at": stamp(pen.now.at), "text": text})
        pen.set("handoffs", handoff.uid, next_move="owner", next_check=self.book.today.isoformat())
        return f"{self.book.name(handoff.contractor)} waits for your answer on {self.book.title(handoff)}."

    def _write_promise(self, pen: Pen, handoff: Handoff, promised: str | None, ball: dict[str, Any]) -> str:
        if not promised:
            raise Refused("Say which day they promise.", field="promised")
        self._date(promised, "promised")
        for owed in self.book.owed_in(handoff):
            if owed.state in OWED:
                pen.set("deliverables", owed.uid, promised=promised)
        check = checks.on_promise(promised, self.book)
        pen.set("handoffs", handoff.uid, **ball, promised=promised, next_check=check)
        agreed = f"; agreed stays {self._say(handoff.due)}" if handoff.due else ""
        return f"{self.book.title(handoff)} is promised for {self._say(promised)}{agreed}."
