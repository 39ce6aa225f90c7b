"""Where a text goes that the owner sends by hand: to whom, by what, to which address."""

from __future__ import annotations

from delegator_tui.model.records import Contractor
from delegator_tui.rules.contractors.contact import usual
from delegator_tui.rules.records.event_words import say_channel

BY_ADDRESS = ("", "email")
SPOKEN = ("phone", "message")
"""Channels that say nothing of where a text is pasted."""


def where_to(contractor: Contractor | None, channel: str = "") -> str:
    """Return into what a text is pasted: ``a message to Inkwell Copy (desk@inkwell.example)``.

    ``channel``: by which they are written to now, else their usual one.
    """
    if contractor is None:
        return "your message"
    way = channel or usual(contractor)
    reached = contractor.email if way in BY_ADDRESS else contractor.phone
    named = "" if way in (*BY_ADDRESS, *SPOKEN) else say_channel(way)
    details = [each for each in (named, reached or contractor.email or contractor.phone) if each]
    return f"a message to {contractor.name}" + (f" ({', '.join(details)})" if details else "")
