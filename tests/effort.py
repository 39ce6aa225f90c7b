"""How much a test tries: less at each change, all of it in the long form (``--long``), which a release runs."""

from __future__ import annotations

from hypothesis import settings

LONG = "long"
"""The name of Hypothesis' profile in which everything is tried."""
SHORT = "short"
EXAMPLES = 25
"""How many examples a property is tried on in the short form where a test names no number of its own."""


def is_long() -> bool:
    """Return whether this run is in the long form. Known before any test module is read."""
    return settings.get_current_profile_name() == LONG


def examples(short: int, long: int) -> int:
    """How many examples, steps or rounds to try: ``short`` of them at each change, ``long`` before a release."""
    return long if is_long() else short
