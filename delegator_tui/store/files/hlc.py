"""The hybrid logical clock: wall time that never runs backwards. Cheap to import: capture needs it."""

from __future__ import annotations

MAX_COUNTER = 9999
"""The highest counter within one millisecond; then the clock is pushed on by one."""


def tick(last: str, at_ms: int, replica: str) -> str:
    """Return the next stamp, ``ms-counter-replica``, which sorts as text after ``last`` (may be empty).

    ``at_ms`` is milliseconds since 1970; when it lies before ``last`` the stamp stays at the time of ``last``.
    """
    at_ms = max(at_ms, 0)
    counter = 0
    if last:
        ms, used, _ = last.split("-", 2)
        if at_ms <= int(ms):
            at_ms, counter = int(ms), int(used) + 1
        if counter > MAX_COUNTER:
            at_ms, counter = at_ms + 1, 0
    return f"{at_ms:013d}-{counter:04d}-{replica}"
