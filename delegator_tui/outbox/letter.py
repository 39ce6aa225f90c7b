"""A queued mail as it goes over the wire: headers that nothing typed can add to or split, and plain text."""

from __future__ import annotations

import datetime as dt
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from delegator_tui.errors import MAIL_ACCOUNT, Refused
from delegator_tui.model import instants
from delegator_tui.model.records import MailAccount, Message
from delegator_tui.model.text import sound
from delegator_tui.outbox.domains import ascii_domain
from delegator_tui.rules.messages.fill import clean, recipient, subject_line

POLICY = SMTP.clone(cte_type="7bit")
"""Line ends of SMTP; what is not ASCII is encoded, for servers of any age."""

_DOMAIN = re.compile(r"[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*")


def letter(mail: Message, account: MailAccount, name: str = "") -> EmailMessage:
    """Return a mail as a message from the account's owner, who is called ``name``.

    Its Message-ID is the same at each try, so that a mail that came twice after all shows as one. Raises Refused for an
    address that is none.
    """
    sender = sender_of(account)
    made = EmailMessage(POLICY)
    made["From"] = _address(sender, subject_line(name))
    made["To"] = _address(_in_ascii(recipient(sound(mail.to)), "to"))
    made["Subject"] = subject_line(mail.subject)
    made["Date"] = _date(mail)
    made["Message-ID"] = _message_id(mail.uid, sender)
    if mail.contractor is None:
        made["Auto-Submitted"] = "auto-generated"
    made.set_content(clean(mail.body) + "\n")
    return made


def sender_of(account: MailAccount) -> str:
    """Return the address that mail comes from: the account's, else its user's. Raises Refused when there is none."""
    sender = recipient(account.sender or (account.user if "@" in account.user else ""))
    if not sender:
        raise Refused(
            "The mail account has no address to send from: give it one.", field="mail_from", hint=MAIL_ACCOUNT
        )
    return _in_ascii(sender, "mail_from")


def _in_ascii(address: str, field: str) -> str:
    """Return an address with its domain as ASCII, as mail servers want it. Raises Refused for a domain that is none."""
    local, _, domain = address.partition("@")
    if not domain:
        return address
    try:
        return f"{local}@{ascii_domain(domain)}"
    except UnicodeError as error:
        said = f"“{subject_line(domain)}” is not a domain that mail can go to: write it as in name@example.com."
        raise Refused(said, field=field) from error


def _address(address: str, name: str = "") -> Address:
    """Return an address for a header. Raises Refused for one that a header cannot hold."""
    local, _, domain = address.partition("@")
    if not (local and domain):
        raise Refused("The mail has no address to go to.", field="to")
    return Address(display_name=name, username=local, domain=domain)


def _message_id(uid: str, sender: str) -> str:
    local, domain = re.sub("[^0-9A-Za-z-]", "", uid), sender.partition("@")[2]
    return f"<{local or 'mail'}@{domain if _DOMAIN.fullmatch(domain) else 'localhost'}>"


def _date(mail: Message) -> dt.datetime:
    """Return when this try began, to the second; the claim wrote it down."""
    return instants.read(mail.claimed or mail.created).replace(microsecond=0)
