"""Notifications by several channels: one that fails is told and stops none of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from delegator_tui.errors import DelegatorError


class Notification(NamedTuple):
    """What is said to the owner: a title and its lines, as they were typed: each channel makes them safe for itself.

    ``whole``: all there is to say, for channels with room for that, where the lines only count some of it.
    """

    title: str
    lines: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @property
    def in_full(self) -> tuple[str, ...]:
        """All there is to say, a line each."""
        return self.whole or self.lines


Channel = Callable[[Notification], None]
"""Shows a notification in one place. Raises DelegatorError with the sentence why it did not reach the owner."""


class Delivered(NamedTuple):
    """``by``: the channels that took the notification; ``failed``: for each of the others the sentence why."""

    by: tuple[str, ...]
    failed: Mapping[str, str]


def deliver(notice: Notification, channels: Mapping[str, Channel]) -> Delivered:
    """Give a notification to every channel."""
    by: list[str] = []
    failed: dict[str, str] = {}
    for name, channel in channels.items():
        try:
            channel(notice)
        except DelegatorError as error:
            failed[name] = f"{name}: {error}"
        else:
            by.append(name)
    return Delivered(tuple(by), failed)


def notification_of(lines: Sequence[str], whole: Sequence[str] = ()) -> Notification:
    """Return the notification of reminders."""
    return Notification("delegator: now", tuple(lines), tuple(whole))


def on_the_desktop(notice: Notification) -> None:
    """Show a notification of the desktop; takes up to some seconds. Raises NotReached."""
    from delegator_tui.outbox.desktop import notify

    notify(notice.title, notice.body)
