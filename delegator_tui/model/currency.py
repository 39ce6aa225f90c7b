"""How currencies are written. Cheap to import: capture needs it."""

from __future__ import annotations

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
DOLLARS = frozenset(("USD", "AUD", "CAD", "NZD", "SGD", "HKD"))
"""Currencies that ``$`` stands for when they are the home currency."""
NO_CENTS = frozenset(("JPY", "KRW", "VND", "CLP", "ISK", "HUF"))
"""Currencies without a smaller unit."""


def with_sign(figure: str, currency: str) -> str:
    """Return a figure with its currency: ``$276``, ``300 CHF``."""
    sign = SIGNS.get(currency)
    return f"{sign}{figure}" if sign else f"{figure} {currency}"


def say_stored(amount: str, currency: str) -> str:
    """Return an amount as it is stored (``1200.00``) as people read it: ``$1,200``, ``€12.50``."""
    whole, _, cents = amount.partition(".")
    return with_sign(f"{int(whole):,}" + (f".{cents}" if cents.strip("0") else ""), currency)
