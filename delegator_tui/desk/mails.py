"""The life of a mail: queued with the step that it belongs to, claimed by one, and told how it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from delegator_tui.desk.core import DeskCore, Done
from delegator_tui.desk.pen import Pen, stamp
from delegator_tui.errors import Refused
from delegator_tui.model.records import MailAccount
from delegator_tui.model.records import Message as Mail
from delegator_tui.rules import mails

if TYPE_CHECKING:  # read by the verb that needs it: the dashboard opens without
    from delegator_tui.rules.messages import Message

MAIL = "email"
"""The channel of what the program sends itself."""
CUT_OFF = "the program was stopped while it was given to the server"


class MailVerbs(DeskCore):
    """Mails, from the queue to the server's answer."""

    def queue_digest(self, message: Message) -> str:
        """Queue a mail to the owner, by a system commit; return its uid."""
        with self._act("digest", "system") as pen:
            return self._queue(pen, None, (), message)

    def claim_mail(self, account: MailAccount | None = None, book: str = "") -> Mail | None:
        """Claim the next mail that is to leave now; None when there is none. Who gets it sends it and says how it went.

        With an account and the id of a book: only while this is still that book, and sends by that account. Else a book
        that was put in the place of this one would have its mails sent by what was approved for this one.
        A mail that was claimed long ago and never heard of again may have left: it is not claimed a second time.
        One that is too old, or asks for what is with the owner by now, is refused; a nudge waits for their hours.
        """
        with self._act("claim mail", "system") as pen:
            if account is not None and (self.store.store_id, self.book.settings.mail) != (book, account):
                return None
            waiting, now = mails.waiting(self.book), self.book.now
            for lost in (m for m in waiting if m.state == "claimed" and mails.is_lost(m, now)):
                pen.set("messages", lost.uid, state="unsure", outcome=CUT_OFF)
            for over, why in ((m, why) for m in waiting if (why := mails.why_over(m, self.book))):
                pen.set("messages", over.uid, state="refused", outcome=why, retry_at=None)
            mail = next((m for m in waiting if mails.may_leave(m, self.book)), None)
            if mail is not None:
                claimed = {"state": "claimed", "claimed": stamp(pen.now.at), "attempts": mail.attempts + 1}
                pen.set("messages", mail.uid, **claimed)
        return self.book.messages.get(mail.uid) if mail else None

    def mail_went(
        self, uid: str, state: str, said: str, *, attempts: int, retry_in: dt.timedelta | None = None
    ) -> None:
        """Record how the sending of a claimed mail went: sent, queued (again, ``retry_in``), refused or unsure.

        ``attempts`` of the claimed mail says whose claim it was: when somebody else has it by now, only that it was
        sent counts. What the owner has settled meanwhile stays as they settled it.
        """
        with self._act("mail outcome", "system") as pen:
            mail = self.book.messages.get(uid)
            if mail is None or mail.state == "sent":
                return
            ours = mail.attempts == attempts and mail.state in ("claimed", "unsure")
            if not ours and state != "sent":
                return
            fields: dict[str, Any] = {"state": state, "outcome": said}
            fields["sent"] = stamp(pen.now.at) if state == "sent" else None
            fields["retry_at"] = stamp(pen.now.at + retry_in) if retry_in else None
            pen.set("messages", uid, **fields)

    def mail_again(self, uid: str) -> Done:
        """Have a refused or uncertain mail sent again. Raises Refused for any other."""
        with self._act("mail again") as pen:
            mail = self._stuck(uid)
            pen.set("messages", uid, state="queued", retry_at=None, outcome=None, again=stamp(pen.now.at))
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

    def _queue(
        self,
        pen: Pen,
        contractor: str | None,
        handoffs: Sequence[str],
        message: Message,
        *,
        nudge: bool = False,
        anyway: bool = False,
    ) -> str:
        from delegator_tui.rules.messages import recipient

        name = self.book.name(contractor) or "you"
        to = recipient(message.to)
        if not to:
            raise Refused(f"{name} has no mail address: add one, or copy the text.", field="to")
        if not message.subject or not message.body.strip():
            raise Refused("A mail needs a subject and words.", field="text")
        if contractor and message.blanks:
            raise Refused("Fill in the blanks (___) first.", field="text")
        return pen.put(
            "messages", contractor=contractor, handoffs=list(handoffs), to=to, subject=message.subject,
            body=message.body, state="queued", nudge=nudge or None, anyway=anyway or None,
        )  # fmt: skip
