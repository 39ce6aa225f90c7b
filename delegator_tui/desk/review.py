"""Verbs on what came in: deliver, return, accept, pay, close."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from delegator_tui.desk.core import Done
from delegator_tui.desk.handoffs import HandoffVerbs
from delegator_tui.desk.pen import Pen, stamp
from delegator_tui.errors import Refused
from delegator_tui.model.records import Deliverable, Handoff, Money
from delegator_tui.model.states import OWED
from delegator_tui.model.text import several_lines
from delegator_tui.rules import checks, life, money

CAUSES = ("brief_gap", "missed", "changed_mind", "new_information")
"""Why work is returned; the first and the third are the owner's."""
KINDS = ("deposit", "part", "final")
REHIRE = ("yes", "maybe", "no")


class ReviewVerbs(HandoffVerbs):
    """Taking work in."""

    def deliver(
        self, uid: str, deliverable: str | None = None, *, link: str = "", by: str = "", text: str = ""
    ) -> Done:
        """Log a delivery of all that is owed, or of one thing by part of its title or uid; ``text``: what they said."""
        with self._act("deliver") as pen:
            handoff = self._handoff(uid, "deliver")
            title = self.book.title(handoff)
            owed = [d for d in self.book.owed_in(handoff) if d.state in OWED]
            came = [self._one_owed(handoff, owed, deliverable)] if deliverable else owed
            for each in came:
                pen.set("deliverables", each.uid, state="delivered", **({"link": link} if link else {}))
            whole = len(came) == len(owed)
            told = {"heard_by": by or None, "text": several_lines(text) or None}
            self._write_delivered(pen, handoff, came, told, whole=whole)
            pen.label = f"deliver {title}"
        name = self.book.name(handoff.contractor)
        said = f"{title} is delivered: yours to review." if whole else f"{name} delivered {came[0].title}."
        return self._done(said, uid)

    def return_(self, uid: str, because: str, cause: str, due: str | None, deliverable: str | None = None) -> Done:
        """Return what was delivered: one round more, and a new due.

        ``cause`` is one of CAUSES. Raises Refused when nothing was delivered, without words, cause or a later date.
        """
        with self._act("return") as pen:
            handoff = self._handoff(uid, "return")
            title = self.book.title(handoff)
            came = [d for d in self.book.owed_in(handoff) if d.state == "delivered"]
            if not came:
                raise Refused(f"Nothing of {title} is delivered: there is nothing to return.")
            self._check_return(because, cause, due)
            back = [self._one_owed(handoff, came, deliverable)] if deliverable else came
            for each in back:
                fields = {"state": "returned", "rounds": each.rounds + 1, "return_cause": cause, "due": due}
                pen.set("deliverables", each.uid, **fields, promised=None)
            check = checks.first_check(due, self.book)
            later = {"due": due, "promised": None}
            pen.set("handoffs", uid, state="returned", **self._ball(handoff, back=True), next_check=check, **later)
            pen.event(
                "returned", uid, because=because.strip(), cause=cause, new=due, deliverables=[d.uid for d in back]
            )
            pen.label = f"return {title}"
        return self._done(f"Returned. Round {max(d.rounds for d in back) + 2}, due {self._say(due)}.", uid)

    def accept(self, uid: str, rating: int | None = None, *, rehire: str | None = None) -> Done:
        """Accept the whole delivery; ``rating`` from 1 to 5. Closes when no money or access is open."""
        with self._act("accept") as pen:
            handoff = self._handoff(uid, "accept")
            title = self.book.title(handoff)
            if rating is not None and not 1 <= rating <= 5:
                raise Refused("A rating is a number from 1 to 5.", field="rating")
            if rehire not in (None, *REHIRE):
                raise Refused("Rehire is yes, maybe or no.", field="rehire")
            for each in self.book.owed_in(handoff):
                if each.state == "delivered":
                    pen.set("deliverables", each.uid, state="accepted")
            settled = money.is_settled(handoff, self.book) and not self._open_access(handoff)
            self._write_accepted(pen, handoff, rating, rehire, closed=settled)
            task = self._task(handoff.task)
            pen.set("tasks", task.uid, state="done")
            following = self._open_next(pen, task)
            pen.label = f"accept {title}"
        owing = money.balance(handoff, self.book)
        to_pay = "" if settled or owing is None else f" {money.say_money(owing)} to pay."
        return self._done(f"Accepted {title}.{to_pay}{self._say_next(following)}", uid)

    def pay(
        self, uid: str, amount: Money | None = None, *, kind: str | None = None, rate: str | None = None,
        anyway: bool = False,
    ) -> Done:  # fmt: skip
        """Log a payment: ``amount``, else all that is open. A final one settles an accepted handoff, which then closes.

        Raises Refused without an amount where no fixed price says one, for another currency than the price's, and,
        unless ``anyway``, for more than is open.
        """
        with self._act("pay") as pen:
            handoff = self._handoff(uid, "pay")
            title = self.book.title(handoff)
            given = self._to_pay(handoff, title, amount, anyway=anyway)
            kind = kind or self._kind(handoff, given)
            if kind not in KINDS:
                raise Refused(f"“{kind}” is not a kind of payment: use one of {', '.join(KINDS)}.", field="kind")
            if rate is not None:
                rate = f"{money.amount(rate):f}"
            self._write_payment(pen, handoff, given, kind, rate)
            pen.label = f"pay {money.say_money(given)} for {title}"
        return self._done(f"Paid {money.say_money(given)} for {title}.", uid)

    def close(self, uid: str) -> Done:
        """Close an accepted handoff. Raises Refused while money or access is open."""
        with self._act("close") as pen:
            handoff = self._handoff(uid, "close")
            title = self.book.title(handoff)
            if not money.is_settled(handoff, self.book):
                owing = money.say_money(money.balance(handoff, self.book)) or "its price"
                raise Refused(f"{title} is not paid: {owing} is open.")
            if self._open_access(handoff):
                raise Refused(f"{title} is not closed while access is open: revoke it first.")
            pen.set("handoffs", uid, state="closed", next_move=None, next_check=None)
            pen.event("closed", uid)
            pen.label = f"close {title}"
        return self._done(f"Closed {title}.", uid)

    # ---- what the verbs share

    def _ball(self, handoff: Handoff, *, back: bool = False) -> dict[str, Any]:
        """Return the next move after a report: theirs, unless the owner has to answer, or to review."""
        ours = bool(self.book.questions_by_handoff.get(handoff.uid)) or (handoff.state == "delivered" and not back)
        return {"next_move": "owner" if ours else "contractor"}

    def _write_delivered(
        self, pen: Pen, handoff: Handoff, came: list[Deliverable], said: dict[str, Any], *, whole: bool
    ) -> None:
        skipped = [step for step, done in _steps(handoff.state).items() if not done]
        state = life.following(handoff.state, [d.state for d in self.book.owed_in(handoff) if d not in came])
        fields: dict[str, Any] = {"state": "working" if state in ("sent", "acknowledged") else state}
        if whole:
            today = self.book.today.isoformat()
            fields = {"state": "delivered", "next_move": "owner", "next_check": today}
            if handoff.first_delivered is None:
                fields["first_delivered"] = stamp(pen.now.at)
        pen.set("handoffs", handoff.uid, **fields)
        told: dict[str, Any] = {
            "deliverables": [d.uid for d in came],
            **said,
            "skipped": skipped or None,
            "state": None if whole else fields["state"],
        }
        pen.event("delivered" if whole else "delivered a part", handoff.uid, by="contractor", **told)

    def _check_return(self, because: str, cause: str, due: str | None) -> None:
        if not because.strip():
            raise Refused("Say what is missing: the contractor reads it.", field="because")
        if cause not in CAUSES:
            raise Refused(f"“{cause}” is not a cause: use one of {', '.join(CAUSES)}.", field="cause")
        if not due:
            raise Refused("Say by when it comes back.", field="due")
        self._date(due, "due")

    def _write_accepted(
        self, pen: Pen, handoff: Handoff, rating: int | None, rehire: str | None, *, closed: bool
    ) -> None:
        fields: dict[str, Any] = {"state": "closed" if closed else "accepted", "accepted": stamp(pen.now.at)}
        if rating is not None:
            fields["rating"] = rating
        if rehire is not None:
            fields["rehire"] = rehire
        move = None if closed else "owner"
        pen.set("handoffs", handoff.uid, **fields, next_move=move, next_check=None, promised=None)
        pen.event("accepted", handoff.uid, rating=rating, rehire=rehire)
        if closed:
            pen.event("closed", handoff.uid, by="system")

    def _open_access(self, handoff: Handoff) -> bool:
        return any(grant.handoff == handoff.uid for grant in self.book.access.open.values())

    def _to_pay(self, handoff: Handoff, title: str, amount: Money | None, *, anyway: bool) -> Money:
        owing = money.balance(handoff, self.book)
        if money.is_settled(handoff, self.book) and not anyway:
            raise Refused(f"{title} has nothing open to pay.", force="--anyway")
        given = amount or owing
        if given is None or Decimal(given.amount) <= 0:
            raise Refused(f"Say how much is paid for {title}.", field="amount")
        if handoff.price and given.currency != handoff.price.currency:
            raise Refused(f"{title} is priced in {handoff.price.currency}: say the amount in that.", field="amount")
        if owing and Decimal(given.amount) > money.stored(owing.amount) and not anyway:
            open_now = money.say_money(owing)
            raise Refused(f"Only {open_now} of {title} is open.", field="amount", force="--anyway")
        return given

    def _kind(self, handoff: Handoff, given: Money) -> str:
        owing = money.balance(handoff, self.book)
        if owing is None or Decimal(given.amount) >= money.stored(owing.amount):
            return "final"
        return "part" if handoff.first_delivered else "deposit"

    def _write_payment(self, pen: Pen, handoff: Handoff, given: Money, kind: str, rate: str | None) -> None:
        on = self.book.today.isoformat()
        uid = pen.put(
            "payments", handoff=handoff.uid, amount=given.amount, currency=given.currency, on=on, rate=rate, kind=kind
        )
        owing = money.balance(handoff, self.book)
        settles = kind == "final" or bool(owing and Decimal(given.amount) >= money.stored(owing.amount))
        closes = handoff.state == "accepted" and settles and not self._open_access(handoff)
        fields = {"state": "closed", "next_move": None, "next_check": None} if closes else {}
        pen.set("handoffs", handoff.uid, payments=[*handoff.payments, uid], **fields)
        pen.event("paid", handoff.uid, amount=given.amount, currency=given.currency, kind=kind)
        if closes:
            pen.event("closed", handoff.uid, by="system")


def _steps(state: str) -> dict[str, bool]:
    """Return the steps before a delivery and whether each was taken."""
    return {"acknowledged": state != "sent", "started": state not in ("sent", "acknowledged")}
