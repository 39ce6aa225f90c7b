"""The holidays of a country, from the library ``holidays`` where it is installed. Off until the owner names a country.

Cheap to import: the library is read when a country was named, and a day has to be known.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

INSTALL = "pip install 'delegator-tui[holidays]'"
"""What brings the library along."""


class NoLibrary(Exception):
    """The library is not installed."""


def is_installed() -> bool:
    """Tell whether holidays can be told at all."""
    from importlib.util import find_spec

    return find_spec("holidays") is not None


def read_country(text: str) -> str | None:
    """Return the code of a country, or of a part of it, as it is kept: ``GB``, ``GB-SCT``; None for one unknown.

    Raises NoLibrary.
    """
    country, _, part = text.strip().upper().partition("-")
    parts = known().get(country)
    if parts is None or (part and part not in parts):
        return None
    return f"{country}-{part}" if part else country


def is_country(code: str) -> bool:
    """Tell whether a code may stand in the settings: one that is known or, without the library, one that looks so."""
    try:
        return read_country(code) == code
    except NoLibrary:
        country, _, part = code.partition("-")
        return len(country) == 2 and country.isupper() and (not part or part.isalnum()) and not code.endswith("-")


def parts_of(country: str) -> list[str]:
    """Return the codes of the parts of a country that have holidays of their own. Raises NoLibrary."""
    return sorted(known().get(country.upper(), ()))


@lru_cache(maxsize=64)
def of_year(country: str, year: int) -> frozenset[dt.date]:
    """Return the holidays of a year; none where the library is missing or does not know the country."""
    try:
        import holidays

        code, _, part = country.partition("-")
        return frozenset(holidays.country_holidays(code, subdiv=part or None, years=year))
    except (ImportError, NotImplementedError):
        return frozenset()


def is_holiday(day: dt.date, country: str) -> bool:
    """Tell whether a day is a holiday of a country; of no country it is not."""
    return bool(country) and day in of_year(country, day.year)


def between(start: dt.date, end: dt.date, country: str) -> Iterator[dt.date]:
    """Go through the holidays after ``start`` up to and including ``end``."""
    if country and start < end:
        for year in range(start.year, end.year + 1):
            yield from (day for day in of_year(country, year) if start < day <= end)


@lru_cache(maxsize=1)
def known() -> dict[str, list[str]]:
    """Return every country whose holidays are known, and its parts that have their own. Raises NoLibrary."""
    try:
        from holidays.utils import list_supported_countries
    except ImportError as error:
        raise NoLibrary(INSTALL) from error
    return {str(code): list(parts) for code, parts in list_supported_countries(include_aliases=False).items()}
