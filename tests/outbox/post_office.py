"""A real mail server on this machine: STARTTLS or TLS, authentication, and ways to misbehave that are told by name."""

from __future__ import annotations

import asyncio
import os
import signal
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from delegator_tui.model.records import MailAccount

USER, PASSWORD = "ada@shop.example", "grün 7 & glaze"


class Certificates:
    """An authority of our own, and what it vouches for: this machine."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.file = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.file))
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(self.server)


class PostOffice:
    """What the server has seen and taken, and how it will answer. ``faults``: see ``_fault``."""

    def __init__(self, faults: tuple[str, ...] = ()) -> None:
        self.faults = list(faults)
        self.taken: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.logins: list[tuple[str, str]] = []
        self.greeted: list[str] = []
        self.port = 0
        self.victim = 0
        """The process that dies as soon as its mail was taken."""

    def account(self, security: str = "starttls", user: str = USER) -> MailAccount:
        return MailAccount(host="localhost", port=self.port, security=security, user=user, sender=USER)

    # ---- what aiosmtpd asks

    def authenticator(self, _: SMTP, __: Session, ___: Envelope, mechanism: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=self.logins[-1] == (USER, PASSWORD), handled=False)

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greeted.append(hostname)
        return answers

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = await self._fault(server, "mail")
        envelope.mail_from = address
        return said or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = await self._fault(server, "rcpt")
        if not said:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        said = await self._fault(server, "data")
        if said:
            return said
        content = envelope.content
        assert isinstance(content, bytes)
        made = message_from_bytes(content, policy=POLICY)
        assert isinstance(made, EmailMessage)
        self.taken.append(made)
        self.envelopes.append(envelope)
        if self.victim:
            os.kill(self.victim, signal.SIGKILL)
        return await self._fault(server, "taken") or "250 OK"

    async def _fault(self, server: SMTP, place: str) -> str:
        """Do the next fault when it is for this place: ``rcpt 550 No such user``, ``taken drop``, ``mail hang``."""
        if not (self.faults and self.faults[0].startswith(place + " ")):
            return ""
        what = self.faults.pop(0).removeprefix(place + " ")
        if what == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "421 gone"
        if what == "hang":
            await asyncio.Event().wait()
        return what


@contextmanager
def _on_a_loop(listen: Callable[[], asyncio.Protocol], tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Listen on a free port of this machine, on a thread; lend the port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def begin() -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(listen, "127.0.0.1", 0, ssl=tls)

    async def end(server: asyncio.Server) -> None:
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(begin(), loop).result(10)
    yield int(server.sockets[0].getsockname()[1])
    asyncio.run_coroutine_threadsafe(end(server), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@contextmanager
def open_office(
    certificates: Certificates, security: str = "starttls", faults: tuple[str, ...] = (), *, login: bool = True
) -> Iterator[PostOffice]:
    """Open a post office with one way to secure a connection: starttls, tls or none."""
    office = PostOffice(faults)

    def listen() -> asyncio.Protocol:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # aiosmtpd does not know that the whole connection may be secured
            return SMTP(
                office, hostname="localhost", enable_SMTPUTF8=True, loop=asyncio.get_running_loop(),
                tls_context=certificates.server if security == "starttls" else None,
                require_starttls=security == "starttls", auth_required=login,
                auth_require_tls=security == "starttls", authenticator=office.authenticator,
            )  # fmt: skip

    with _on_a_loop(listen, certificates.server if security == "tls" else None) as office.port:
        yield office


class _Rude(asyncio.Protocol):
    """Says nothing, or one line, to whoever connects; hangs up when given a word of the mail itself."""

    def __init__(self, greeting: bytes, office: PostOffice) -> None:
        self._greeting = greeting
        self._office = office
        self._in_mail = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self._greeting:
            transport.write(self._greeting)

    def data_received(self, data: bytes) -> None:
        self._office.greeted.append(data.decode("utf-8", "replace"))
        if self._in_mail:
            self._transport.abort()
        elif self._greeting.startswith(b"220"):
            self._in_mail = data.upper().startswith(b"DATA")
            self._transport.write(b"354 go on\r\n" if self._in_mail else b"250 OK\r\n")


@contextmanager
def rude_office(greeting: bytes = b"") -> Iterator[PostOffice]:
    """A server without any security that stays silent, or greets with this and cuts every mail off in the middle."""
    office = PostOffice()
    with _on_a_loop(lambda: _Rude(greeting, office)) as office.port:
        yield office
