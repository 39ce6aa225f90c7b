"""Verbs on the owner's profile: set values from their texts, keep what a screen has checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delegator_tui.desk.done import Done
from delegator_tui.desk.profile import changed_fields
from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.desk.verb import verb


@verb("settings")
def change(tx: Transaction, values: Mapping[str, str]) -> Done:
    """Set values of the owner's profile from their texts. Raises Refused with what is accepted."""
    fields = changed_fields(dict(values), tx.book.settings)
    since = {"review_since": stamp(tx.now.at)} if "review_day" in fields else {}
    own = write_profile(tx, fields | since)
    tx.label = f"set {', '.join(key.replace('_', ' ') for key in values)}"
    return tx.done(f"Set {', '.join(f'{key} to {value}' for key, value in values.items())}.", own)


@verb("settings")
def keep(tx: Transaction, /, **fields: Any) -> Done:  # noqa: ANN401 - one value a field
    """Keep values of the profile that a screen has checked already."""
    return _keep(tx, fields)


@verb("settings", kind="system")
def remember(tx: Transaction, /, **fields: Any) -> Done:  # noqa: ANN401 - one value a field
    """Keep values of the profile that are no step of undo: what the owner was told, how the screen looks."""
    return _keep(tx, fields)


def _keep(tx: Transaction, fields: Mapping[str, Any]) -> Done:
    own = write_profile(tx, fields)
    tx.label = f"set {', '.join(name.replace('_', ' ') for name in fields)}"
    return tx.done("Your settings are saved.", own)


def write_profile(tx: Transaction, fields: Mapping[str, Any]) -> str:
    """Change fields of the owner's profile, which is made when there is none; return its uid."""
    uid = tx.book.settings.uid
    if not uid:
        return tx.put("settings", **fields)
    tx.set("settings", uid, **fields)
    return uid
