"""The owner's profile: how the text of a setting is read, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import structs

from delegator_tui.desk.verbs.contractors import check_zone
from delegator_tui.errors import Refused
from delegator_tui.model.days import DAY_NAMES
from delegator_tui.model.records import MailAccount, Settings
from delegator_tui.model.text import is_none
from delegator_tui.rules.dates import holidays_of
from delegator_tui.rules.dates.date_math import WEEKDAYS
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.reminders import channels

OF_MAIL = {
    "mail_host": "host", "mail_port": "port", "mail_security": "security", "mail_user": "user", "mail_from": "sender",
    "mail_to": "to", "mail_password_command": "password_command",
}  # fmt: skip
"""Settings of the mail account, and the field of it that each is."""
SETTABLE = (
    "home_currency", "zone", "working_days", "holidays", "hour_value", "month_first", "name", "theme", "quiet_hours",
    "channels", "review_day",
    *OF_MAIL,
)  # fmt: skip
"""What ``settings`` may set."""
NONE = "none"
"""The day of review of an owner who wants to hear of none."""
SECURITY = ("starttls", "tls", "none")
LAST_PORT = 65535
HOST = re.compile(r"[\w.-]+|[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%\w+)?")


def changed_fields(values: dict[str, str], own: Settings) -> dict[str, Any]:
    """Return the fields of the settings that texts lead to. Raises Refused with what is accepted."""
    found: dict[str, Any] = {}
    mail = own.mail or MailAccount()
    for key, value in values.items():
        if key in OF_MAIL:
            mail = structs.replace(mail, **{OF_MAIL[key]: _of_mail(key, value.strip())})
            found["mail"] = mail if mail != MailAccount() else None
        else:
            found[key] = _read(key, value, own)
    return found


def value_of(own: Settings, key: str) -> Any:  # noqa: ANN401 - one value a setting
    """Return the value of a setting; of the mail account one part of it."""
    if key in OF_MAIL:
        return getattr(own.mail, OF_MAIL[key]) if own.mail else None
    return getattr(own, key)


def _read(key: str, value: str, own: Settings) -> object:
    if key not in SETTABLE:
        raise Refused(f"There is no setting “{key}”: use one of {', '.join(SETTABLE)}.")
    text = "" if is_none(value) and key != "review_day" else value.strip()
    if key == "hour_value":
        return money.read_money(text, own.home_currency) if text else None
    return READERS[key](text) if key in READERS else text


def _currency(text: str) -> str:
    return money.read_currency(text, "home_currency")


def _zone(text: str) -> str | None:
    return check_zone(text, "zone") if text else None


def _quiet(text: str) -> str:
    from delegator_tui.rules.dates.hour_words import read_hours

    if text and not read_hours(text):
        raise Refused(f"“{text}” is not a span of hours. Write it as 19:00-08:00.", field="quiet_hours")
    return text


def _of_mail(key: str, text: str) -> object:
    match key:
        case "mail_host":
            return _host(text)
        case "mail_port":
            if not (text.isascii() and text.isdigit() and 0 < int(text) <= LAST_PORT):
                raise Refused(f"“{text}” is not a port: 587 for starttls, 465 for tls.", field=key)
            return int(text)
        case "mail_security":
            if text not in SECURITY:
                raise Refused(f"“{text}” is not a kind of encryption. Use {', '.join(SECURITY)}.", field=key)
        case "mail_from" | "mail_to":
            from delegator_tui.rules.messages.fill import (
                recipient,  # read when it is needed: the dashboard opens faster
            )

            return recipient(text)
    return text


def _host(text: str) -> str:
    why = f"“{text}” is not a server. Write a name such as smtp.example.com, or an address such as 127.0.0.1."
    try:
        text.encode("idna")  # refuses a part that is empty or too long
    except UnicodeError as error:
        raise Refused(why, field="mail_host") from error
    if text and not HOST.fullmatch(text):
        raise Refused(why, field="mail_host")
    return text


def _days(text: str) -> list[int]:
    found: set[int] = set()
    for word in text.lower().replace(",", " ").split():
        first, dash, last = word.partition("-")
        if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
            found.clear()
            break
        span = (WEEKDAYS[last] - WEEKDAYS[first]) % 7 if dash else 0
        found |= {(WEEKDAYS[first] + step) % 7 for step in range(span + 1)}
    if not found:
        raise Refused("Working days are names such as mon tue wed thu fri, or mon-fri.", field="working_days")
    return sorted(found)


def _review_day(text: str) -> str:
    day = WEEKDAYS.get(text.lower())
    if day is None and text.lower() != NONE:
        raise Refused("The day of the weekly review is a name such as fri, or none.", field="review_day")
    return NONE if day is None else DAY_NAMES[day].lower()


def _holidays(text: str) -> str | None:
    """Read the country whose holidays the owner keeps, or a part of it; none when nothing is said."""
    if text.lower() in ("", NONE):
        return None
    try:
        found = holidays_of.read_country(text)
        parts = holidays_of.parts_of(text.partition("-")[0]) if found is None else []
    except holidays_of.NoLibrary as error:
        raise Refused(
            f"Holidays are told by a library that is not installed here. Run {holidays_of.INSTALL}, then try again.",
            field="holidays",
        ) from error
    if found is None:
        of = f"has no part “{text.partition('-')[2]}”: use one of {', '.join(parts)}" if parts else _TWO_LETTERS
        raise Refused(f"“{text.partition('-')[0] if parts else text}” {of}.", field="holidays")
    return found


_TWO_LETTERS = "is not a country whose holidays are known: use two letters such as GB, or a part such as GB-SCT"


def _yes(text: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false", "on", "off"):
        raise Refused("Set month_first to yes or no.", field="month_first")
    return text.lower() in ("yes", "true", "on")


READERS: dict[str, Callable[[str], object]] = {
    "home_currency": _currency,
    "zone": _zone,
    "working_days": _days,
    "month_first": _yes,
    "holidays": _holidays,
    "quiet_hours": _quiet,
    "channels": channels.read,
    "review_day": _review_day,
}
"""How the text of a setting is read; the text of others is taken as it is."""
