"""A real message bus for a test, and a real service of notifications on it."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jeepney import HeaderFields, Message, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, prep_socket

NAME = "org.freedesktop.Notifications"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""A session bus that starts no service by itself, whatever is installed on the machine."""


@contextmanager
def session_bus(folder: Path) -> Iterator[str]:
    """Run dbus-daemon; give the path of its socket. Its address is ``unix:path=`` that."""
    at, config = folder / "bus", folder / "bus.conf"
    config.write_text(CONFIG.format(socket=at))
    with subprocess.Popen(
        ["dbus-daemon", "--nofork", "--print-address", f"--config-file={config}"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout
        assert daemon.stdout.readline().startswith("unix:path=")  # it listens by then
        try:
            yield str(at)
        finally:
            daemon.terminate()


class Desktop:
    """A service that owns the name, and keeps what arrives. Leave it by ``with``.

    ``silent`` names the method that it never answers, ``refuses`` the error that it answers a notification with.
    """

    def __init__(
        self, bus: str, *, capabilities: tuple[str, ...] = ("body",), silent: str = "", refuses: str = ""
    ) -> None:
        self.shown: list[tuple[Any, ...]] = []
        self._capabilities, self._silent, self._refuses = list(capabilities), silent, refuses
        self._socket = prep_socket(bus)
        self._bus = DBusConnection(self._socket)
        self._bus.send_and_get_reply(message_bus.RequestName(NAME), timeout=10)
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Desktop:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._bus.close()

    def _serve(self) -> None:
        with suppress(ConnectionResetError):
            while True:
                call = self._bus.receive()
                member = call.header.fields.get(HeaderFields.member)
                if call.header.message_type is MessageType.method_call and member != self._silent:
                    self._bus.send(self._answer(call, member))

    def _answer(self, call: Message, member: str) -> Message:
        if member == "GetCapabilities":
            return new_method_return(call, "as", (self._capabilities,))
        if self._refuses:
            return new_error(call, self._refuses)
        self.shown.append(call.body)
        return new_method_return(call, "u", (len(self.shown),))
