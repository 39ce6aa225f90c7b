"""One notification of the desktop: over D-Bus on Linux, by the notification centre on macOS."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from delegator_tui.errors import NotReached
from delegator_tui.outbox.words import body_of, title_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

SERVICE = "org.freedesktop.Notifications"
OTHERWISE = "or choose other channels: delegator settings channels"
NOBODY = (
    "org.freedesktop.DBus.Error.ServiceUnknown",
    "org.freedesktop.DBus.Error.NameHasNoOwner",
    "org.freedesktop.DBus.Error.UnknownMethod",
    "org.freedesktop.DBus.Error.UnknownObject",
)
"""What a bus answers when nobody on it shows notifications."""
OSASCRIPT = (
    "on run argv",
    "display notification (item 3 of argv) with title (item 2 of argv)",
    "end run",
)
"""Takes the words as arguments, so that they are never read as script; nor as options, with a fixed word first."""


def notify(title: str, body: str, *, timeout: float = 5.0) -> None:
    """Show one notification and return when the desktop has taken it; blocks for at most ``timeout`` seconds.

    Raises NotReached where there is no desktop, or it does not answer.
    """
    words = title_of(title) or "delegator", body_of(body)
    if sys.platform == "darwin":
        _by_notification_centre(*words, timeout)
    else:
        _by_bus(*words, timeout)


def _by_notification_centre(title: str, body: str, timeout: float) -> None:
    script = [part for line in OSASCRIPT for part in ("-e", line)]
    try:
        subprocess.run(
            ["/usr/bin/osascript", *script, "delegator", title, body], check=True, capture_output=True, timeout=timeout
        )
    except subprocess.TimeoutExpired as error:
        raise _silent(timeout) from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotReached(
            f"macOS did not take the notification: allow it in System Settings, Notifications, {OTHERWISE}."
        ) from error


def _by_bus(title: str, body: str, timeout: float) -> None:
    try:
        from jeepney.io.blocking import prep_socket
        from jeepney.wrappers import DBusErrorResponse
    except ImportError as error:
        raise NotReached(f"Desktop notifications need the package jeepney: install it, {OTHERWISE}.") from error
    end = time.monotonic() + timeout
    try:
        line = prep_socket(_bus(), timeout=timeout)
        _within(end - time.monotonic(), line, lambda: _say(line, title, body))
    except TimeoutError as error:
        raise _silent(timeout) from error
    except (OSError, ValueError) as error:  # a bus that does not let us in is a ValueError of the library's
        raise _no_desktop() from error
    except DBusErrorResponse as error:
        raise _refused(error.name) from error


def _bus() -> str:
    """Return the address of the session's bus, for a socket. Raises NotReached when there is none."""
    from jeepney.bus import get_connectable_addresses

    named = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if named:
        try:
            return str(next(get_connectable_addresses(named)))
        except (RuntimeError, ValueError) as error:  # no socket among them, or no address at all
            raise _no_desktop() from error
    usual = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}", "bus")
    if not usual.exists():
        raise _no_desktop()
    return str(usual)


def _within(timeout: float, line: socket.socket, work: Callable[[], None]) -> None:
    """Do the work on a thread of its own. Raises TimeoutError after cutting the line, so that the thread ends, too.

    The library waits for the bus's first word without a limit.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="notification")
    try:
        pool.submit(work).result(max(timeout, 0))
    except TimeoutError:
        with suppress(OSError):  # closed by the thread just now
            line.shutdown(socket.SHUT_RDWR)
        raise
    finally:
        pool.shutdown(wait=False)


def _say(line: socket.socket, title: str, body: str) -> None:
    from jeepney.io.blocking import DBusConnection

    with DBusConnection(line) as bus:
        if "body-markup" in _ask(bus, "GetCapabilities")[0]:
            body = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        _ask(bus, "Notify", "susssasa{sv}i", ("delegator", 0, "", title, body, [], {}, -1))


def _ask(bus: DBusConnection, method: str, signature: str = "", values: tuple[Any, ...] = ()) -> tuple[Any, ...]:
    from jeepney import DBusAddress, new_method_call
    from jeepney.wrappers import unwrap_msg

    address = DBusAddress("/org/freedesktop/Notifications", bus_name=SERVICE, interface=SERVICE)
    answer: tuple[Any, ...] = unwrap_msg(
        bus.send_and_get_reply(new_method_call(address, method, signature or None, values))
    )
    return answer


def _no_desktop() -> NotReached:
    return NotReached(f"There is no desktop session to show a notification: start one, {OTHERWISE}.")


def _silent(timeout: float) -> NotReached:
    return NotReached(f"The desktop did not answer within {timeout:g} seconds: look whether it hangs, {OTHERWISE}.")


def _refused(name: str) -> NotReached:
    if name in NOBODY:
        return NotReached(
            f"Nothing on this desktop shows notifications: install a service such as dunst or mako, {OTHERWISE}."
        )
    return NotReached(f"The desktop refused the notification ({name}): look at its settings, {OTHERWISE}.")
