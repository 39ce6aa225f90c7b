"""What the book can be exported as: a new format is a function here, named in ``FORMATS``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import NamedTuple

from delegator_tui.exchange.export import csv_rows, export_json
from delegator_tui.model.book import Book


class Asked(NamedTuple):
    """What is asked of an export.

    ``kind``: which rows a table has; ``everything``: a calendar also of what is over; ``ascii_only``: where it goes
    takes nothing else.
    """

    kind: str = "handoffs"
    everything: bool = False
    ascii_only: bool = False


def _json(book: Book, asked: Asked) -> str:
    return json.dumps(export_json(book), ensure_ascii=asked.ascii_only, indent=2) + "\n"


def _csv(book: Book, asked: Asked) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(csv_rows(asked.kind, book))
    return out.getvalue()


def _ics(book: Book, asked: Asked) -> str:
    from delegator_tui.exchange.calendar import calendar

    return calendar(book, everything=asked.everything).decode()


FORMATS: dict[str, Callable[[Book, Asked], str]] = {"json": _json, "csv": _csv, "ics": _ics}
"""What writes each format, by its name on the command line."""
