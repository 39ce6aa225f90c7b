"""One talk with a mail server: connect, secure, log in, give one mail; and what each way to fail means."""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from typing import TYPE_CHECKING, NamedTuple

from delegator_tui.errors import MAIL_ACCOUNT, Refused
from delegator_tui.model.records import MailAccount
from delegator_tui.outbox.domains import ascii_domain
from delegator_tui.outbox.keyrings import Secret
from delegator_tui.outbox.letter import POLICY
from delegator_tui.rules.messages.fill import subject_line

if TYPE_CHECKING:
    from delegator_tui.outbox.approvals import Approved

MAX_CHARS = 140
"""Characters of what a server said that are told."""
HERE = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1")
OK, GO_ON, LOGIN_FIRST = 2, 354, 530


class Patience(NamedTuple):
    """Seconds to wait for a connection, for an answer, and for the answer after a whole mail was given."""

    connect: float = 15.0
    answer: float = 30.0
    taken: float = 120.0


PATIENCE = Patience()


class Outcome(NamedTuple):
    """How a mail went: ``state`` is sent, queued (try again), refused or unsure; ``said`` the reason, in a clause.

    ``for_all``: no other mail would fare better now. ``hint`` as on a refusal: what may mend it.
    """

    state: str
    said: str = ""
    for_all: bool = False
    hint: str = ""


class SmtpFailure(Exception):
    """The talk ended; what was given so far was not taken."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.said)
        self.outcome = outcome


def unready(account: MailAccount | None) -> str:
    """Return why an account cannot send, in a sentence; empty when it can."""
    if account is None or not account.host:
        return "Set up the mail account first: its server, your user name and address."
    if account.security == "none" and not HERE.fullmatch(account.host):
        return "Mail goes without encryption to this machine only: choose STARTTLS or TLS in the mail account."
    if account.security not in ("starttls", "tls", "none"):
        return "Choose STARTTLS or TLS in the mail account."
    return ""


def ready_account(account: MailAccount | None) -> MailAccount:
    """Return an account that can send. Raises Refused with what is missing."""
    why = unready(account)
    if account is None or why:
        raise Refused(why, hint=MAIL_ACCOUNT)
    return account


def log_in(approved: Approved, secret: Secret | None, patience: Patience = PATIENCE) -> None:
    """Connect and log in, and send nothing. Raises Refused with what is wrong."""
    outcome = _session(approved.account, secret, patience, None)
    if outcome.state != "sent":
        raise Refused(f"Logging in did not work: {outcome.said}.", hint=outcome.hint)


def send(letter: EmailMessage, approved: Approved, secret: Secret | None, patience: Patience = PATIENCE) -> Outcome:
    """Give one mail to the server, once. Never raises for what a server or a network does."""
    return _session(approved.account, secret, patience, letter)


def _session(account: MailAccount, secret: Secret | None, patience: Patience, letter: EmailMessage | None) -> Outcome:
    why = unready(account)
    if why:
        return Outcome("refused", why.rstrip("."), for_all=True, hint=MAIL_ACCOUNT)
    try:
        with _connected(account, patience) as server:
            _log_in(server, account, secret)
            return _give(server, letter, patience) if letter is not None else Outcome("sent")
    except SmtpFailure as failure:
        return failure.outcome
    except (smtplib.SMTPException, OSError) as error:
        return _fault(error, account)


@contextmanager
def _connected(account: MailAccount, patience: Patience) -> Iterator[smtplib.SMTP]:
    """Lend a secured connection; it ends in any case, and how it ends changes nothing."""
    secured = ssl.create_default_context()
    server = _reached(account, patience, secured)
    try:
        _wait_at_most(server, patience.answer)
        server.local_hostname = _literal(server)
        server.ehlo_or_helo_if_needed()
        if account.security == "starttls":
            server.starttls(context=secured)
            server.ehlo_or_helo_if_needed()
        yield server
        _wait_at_most(server, min(2.0, patience.answer))
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.close()


def _reached(account: MailAccount, patience: Patience, secured: ssl.SSLContext) -> smtplib.SMTP:
    """Return a connection with the server. Raises SmtpFailure for a host or a port that nothing can have."""
    wait = patience.connect
    try:
        host = account.host if ":" in account.host else ascii_domain(account.host)
        where = host, account.port, "localhost"
        if account.security == "tls":
            return smtplib.SMTP_SSL(*where, timeout=wait, context=secured)
        return smtplib.SMTP(*where, timeout=wait)
    except OSError:  # one of a certificate is a ValueError, too
        raise
    except (ValueError, OverflowError) as error:  # how sockets tell of a name with an empty or an endless part
        said = f"{account.host}:{account.port} cannot be a server: check server and port of the mail account"
        raise SmtpFailure(Outcome("refused", said, for_all=True, hint=MAIL_ACCOUNT)) from error


def _wait_at_most(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def _literal(server: smtplib.SMTP) -> str:
    """Return our end of the connection as a name to greet with, instead of the machine's own name."""
    address = server.sock.getsockname()[0] if server.sock is not None else "127.0.0.1"
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _log_in(server: smtplib.SMTP, account: MailAccount, secret: Secret | None) -> None:
    """Log in once, by PLAIN or LOGIN, as UTF-8. What the server says of a password is not told: it might repeat it."""
    if not account.user or secret is None:
        return
    offered = str(server.esmtp_features.get("auth", "")).upper().split()
    if "PLAIN" in offered:
        code, _ = server.docmd("AUTH PLAIN", _coded(f"\0{account.user}\0{secret.reveal()}"))
    elif "LOGIN" in offered:
        code, _ = server.docmd("AUTH LOGIN", _coded(account.user))
        if code // 100 == 3:
            code, _ = server.docmd(_coded(secret.reveal()))
    else:
        raise SmtpFailure(
            Outcome("refused", f"{account.host} offers no way to log in that is known here", for_all=True)
        )
    if code // 100 != OK:
        raise SmtpFailure(_not_let_in(code, account, secret))


def _coded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")


def _not_let_in(code: int, account: MailAccount, secret: Secret) -> Outcome:
    if code // 100 == 4:
        return Outcome("queued", f"{account.host} cannot check passwords now ({code})", for_all=True)
    return Outcome(
        "refused",
        f"{account.host} does not accept user {account.user} with the password from {secret.source} ({code}): "
        "check the user of the mail account, and run delegator secrets set; "
        "many providers want a password made for programs",
        for_all=True,
        hint=MAIL_ACCOUNT,
    )


def _give(server: smtplib.SMTP, letter: EmailMessage, patience: Patience) -> Outcome:
    """Give a mail. Only once its last line was given may it have been taken."""
    sender, to = letter["From"].addresses[0].addr_spec, letter["To"].addresses[0].addr_spec
    wide = not (sender + to).isascii()
    if wide and not server.has_extn("smtputf8"):
        raise SmtpFailure(Outcome("refused", f"the server cannot write to {to}: its letters are not plain ASCII"))
    _expect(server.mail(sender, ["SMTPUTF8"] if wide else []), f"the server does not take mail from {sender}")
    _expect(server.rcpt(to), f"the server does not take mail to {to}", "check the address")
    _expect(server.docmd("DATA"), "the server does not take the mail", ready=GO_ON)
    server.send(_dotted(letter.as_bytes(policy=POLICY.clone(utf8=wide))))
    try:
        _wait_at_most(server, patience.taken)
        server.send(b".\r\n")
        code, said = server.getreply()
    except (smtplib.SMTPException, OSError):
        return Outcome("unsure", "the connection ended after the whole mail was given")
    if code // 100 not in (OK, 4, 5):
        return Outcome("unsure", f"the server answered {_told(code, said)}")
    _expect((code, said), "the server does not take the mail")
    return Outcome("sent")


def _dotted(data: bytes) -> bytes:
    """Return a mail with its lines as SMTP wants them: a dot at the beginning of one is no end."""
    whole = data if data.endswith(b"\n") else data + b"\n"
    return smtplib.quotedata(whole.decode("latin-1")).encode("latin-1")  # byte for byte, whatever they say


def _expect(answer: tuple[int, bytes], refusal: str, help_: str = "", *, ready: int = 0) -> None:
    """Raise SmtpFailure unless the server said yes: 4xx is worth another try, anything else is not."""
    code, said = answer
    if code == ready or (not ready and code // 100 == OK):
        return
    if code == LOGIN_FIRST:
        said_so = "the server wants you to log in first: name a user in the mail account"
        raise SmtpFailure(Outcome("refused", said_so, for_all=True, hint=MAIL_ACCOUNT))
    if code // 100 == 4:
        raise SmtpFailure(Outcome("queued", f"the server asks to try later ({_told(code, said)})"))
    more = f": {help_}" if help_ else ""
    raise SmtpFailure(Outcome("refused", f"{refusal} ({_told(code, said)}){more}"))


def _told(code: int, said: bytes) -> str:
    """Return what a server said as one short line."""
    text = subject_line(said.decode("utf-8", "replace"))
    return f"{code} {text[:MAX_CHARS].rstrip(' .')}".strip()


def _fault(error: smtplib.SMTPException | OSError, account: MailAccount) -> Outcome:
    """Return what an error before anything was taken means. All are worth another try but for what is set wrong."""
    where = f"{account.host}:{account.port}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        said = f"{where} offers no STARTTLS, and without it nothing is sent: choose TLS in the mail account"
        return Outcome("refused", said, for_all=True, hint=MAIL_ACCOUNT)
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        said = _told(error.smtp_code, raw if isinstance(raw, bytes) else raw.encode())
        state = "refused" if error.smtp_code // 100 == 5 else "queued"
        return Outcome(state, f"{where} does not take a connection ({said})", for_all=True)
    if isinstance(error, smtplib.SMTPException):
        if isinstance(error.__context__, TimeoutError):  # how smtplib tells of silence in the middle of a talk
            return _fault(error.__context__, account)
        return Outcome("queued", f"{where} cut the connection", for_all=True)
    unsafe = isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLCertVerificationError)
    return Outcome("queued", _no_connection(error, where), for_all=True, hint=MAIL_ACCOUNT if unsafe else "")


def _no_connection(error: OSError, where: str) -> str:
    known: Sequence[tuple[type[OSError], str]] = (
        (ssl.SSLCertVerificationError, f"the certificate of {where} cannot be trusted, so nothing was given to it"),
        (ssl.SSLError, f"no secure connection with {where}: look at security and port of the mail account"),
        (socket.gaierror, f"no connection: {where} is not found"),
        (TimeoutError, f"no connection: {where} does not answer"),
    )
    why = error.strerror or type(error).__name__
    return next((said for kind, said in known if isinstance(error, kind)), f"no connection with {where} ({why})")
