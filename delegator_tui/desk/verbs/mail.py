"""The life of a mail: queued with the step that it belongs to, claimed by one, and told how it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import structs

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.desk.verb import verb
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import MailAccount
from delegator_tui.model.records import Message as Mail
from delegator_tui.rules.messages import mails

if TYPE_CHECKING:  # read by the verb that needs it: the dashboard opens without
    from delegator_tui.rules.messages.fill import Message

MAIL = "email"
"""The channel of what the program sends itself."""
CUT_OFF = "the program was stopped while it was given to the server"


@verb("digest", kind="system")
def queue_digest(tx: Transaction, message: Message) -> str:
    """Queue a mail to the owner, by a system commit; return its uid."""
    return queue(tx, None, (), message)


@verb("claim mail", kind="system")
def claim(tx: Transaction, account: MailAccount | None = None, book: str = "") -> Mail | None:
    """Claim the next mail that is to leave now; None when there is none. Who gets it sends it and says how it went.

    With an account and the id of a book: only while this is still that book, and sends by that account. Else a book
    that was put in the place of this one would have its mails sent by what was approved for this one.
    A mail that was claimed long ago and never heard of again may have left: it is not claimed a second time.
    One that is too old, or asks for what is with the owner by now, is refused; a nudge waits for their hours.
    """
    if account is not None and (tx.store_id, tx.book.settings.mail) != (book, account):
        return None
    waiting, now = mails.waiting(tx.book), tx.book.now
    for lost in (m for m in waiting if m.state == "claimed" and mails.is_lost(m, now)):
        tx.set("messages", lost.uid, state="unsure", outcome=CUT_OFF)
    for over, why in ((m, why) for m in waiting if (why := mails.why_over(m, tx.book))):
        tx.set("messages", over.uid, state="refused", outcome=why, retry_at=None)
    mail = next((m for m in waiting if mails.may_leave(m, tx.book)), None)
    if mail is None:
        return None
    at = stamp(tx.now.at)
    claimed: dict[str, Any] = {"state": "claimed", "claimed": at, "attempts": mail.attempts + 1}
    tx.set("messages", mail.uid, **claimed)
    return structs.replace(mail, **claimed, updated=at)


@verb("mail outcome", kind="system")
def record(
    tx: Transaction, uid: str, state: str, said: str, *, attempts: int, retry_in: dt.timedelta | None = None
) -> None:
    """Record how the sending of a claimed mail went: sent, queued (again, ``retry_in``), refused or unsure.

    ``attempts`` of the claimed mail says whose claim it was: when somebody else has it by now, only that it was
    sent counts. What the owner has settled meanwhile stays as they settled it.
    """
    mail = tx.book.messages.get(uid)
    if mail is None or mail.state == "sent":
        return
    ours = mail.attempts == attempts and mail.state in ("claimed", "unsure")
    if not ours and state != "sent":
        return
    fields: dict[str, Any] = {"state": state, "outcome": said}
    fields["sent"] = stamp(tx.now.at) if state == "sent" else None
    fields["retry_at"] = stamp(tx.now.at + retry_in) if retry_in else None
    tx.set("messages", uid, **fields)


@verb("mail again")
def send_again(tx: Transaction, uid: str) -> Done:
    """Have a refused or uncertain mail sent again. Raises Refused for any other."""
    mail = _stuck(uid, tx.book)
    tx.set("messages", uid, state="queued", retry_at=None, outcome=None, again=stamp(tx.now.at))
    tx.label = f"send {mail.subject} again"
    return tx.done(f"{mail.subject} is queued again.", uid)


@verb("mail settled")
def settle(tx: Transaction, uid: str, *, arrived: bool) -> Done:
    """Settle a refused or uncertain mail as the owner says: it arrived, or it will not be sent."""
    mail = _stuck(uid, tx.book)
    outcome = "It arrived, you said." if arrived else "Not sent: you gave it up."
    tx.set("messages", uid, state="sent", outcome=outcome, sent=stamp(tx.now.at) if arrived else None)
    tx.label = f"settle the mail {mail.subject}"
    return tx.done(f"{mail.subject}: {outcome}", uid)


def queue(
    tx: Transaction,
    contractor: str | None,
    handoffs: Sequence[str],
    message: Message,
    *,
    nudge: bool = False,
    anyway: bool = False,
) -> str:
    """Queue a mail to a contractor, or to the owner, about ``handoffs``; return its uid.

    ``nudge`` and ``anyway`` as in the record. Raises Refused without an address, without words, or with blanks left.
    """
    from delegator_tui.rules.messages.fill import recipient

    name = tx.book.name(contractor) or "you"
    to = recipient(message.to)
    if not to:
        raise Refused(f"{name} has no mail address: add one, or copy the text.", field="to")
    if not message.subject or not message.body.strip():
        raise Refused("A mail needs a subject and words.", field="text")
    if contractor and message.blanks:
        raise Refused("Fill in the blanks (___) first.", field="text")
    return tx.put(
        "messages", contractor=contractor, handoffs=list(handoffs), to=to, subject=message.subject,
        body=message.body, state="queued", nudge=nudge or None, anyway=anyway or None,
    )  # fmt: skip


def _stuck(uid: str, book: Book) -> Mail:
    mail = book.messages.get(uid)
    if mail is None or mail.state not in ("refused", "unsure", "queued"):
        raise Refused("Only a mail that is stuck can be settled.")
    return mail
