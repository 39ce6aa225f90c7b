"""CSV import: a header row, multi-values split by ``;``. A bad row names its line and why; then nothing is imported."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, get_args

from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.exchange.given import MAX_BYTES, read_text
from delegator_tui.model.amounts import is_currency
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Money, Rate
from delegator_tui.model.rows import ContractorRow, HandoffRow, TaskRow
from delegator_tui.model.states import CONTRACTOR_STATUSES, PRIORITIES, TaskState
from delegator_tui.model.text import one_line, several_lines
from delegator_tui.rules.dates.dates import read_date
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.messages.fill import recipient

Row = TaskRow | ContractorRow | HandoffRow
KINDS = ("tasks", "contractors", "handoffs")
HANDOFF_STATES = ("drafted", "sent", "acknowledged", "working", "delivered", "returned", "accepted", "paid")
TASK_STATES = tuple(state for state in get_args(TaskState) if state != "delegated")
MOST_SHOWN = 10
MOST_HOURS = 168
"""Hours of a week."""
NEEDED = {"handoffs": {"title", "contractor"}, "contractors": {"name"}, "tasks": {"title"}}
"""The columns that tell what a file holds, the first that fits."""
_BREAK = re.compile(r"\r\n|\r|\n")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Sheet(NamedTuple):
    """What a file holds: its kind and its rows in order."""

    kind: str
    rows: list[Row]


def read(
    path: Path, kind: str | None = None, home: str = "USD", now: Moment | None = None, encoding: str = ""
) -> Sheet:
    """Read a CSV file. Raises Refused naming each bad line.

    ``kind`` is told by its columns unless given, ``home`` is the currency of a row that names none, ``now`` gives the
    owner's zone to a due time.
    """
    try:
        text = read_text(path, encoding, has_option=True)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be read as UTF-8 text: {error}.") from error
    return parse(text, path.name, kind, home, now)


def parse(text: str, name: str, kind: str | None = None, home: str = "USD", now: Moment | None = None) -> Sheet:
    """Read CSV text; ``name`` is how sentences call it."""
    csv.field_size_limit(MAX_BYTES)  # a note may be as long as the file
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    kind = _kind(_header(reader, name), name, kind)

    def make(raw: Mapping[str, str]) -> None:
        line = _first_line(raw, reader.line_num)
        try:
            rows.append(READERS[kind](Fields(_checked(raw), line, home, now)))
        except DelegatorError as error:
            bad.append(f"line {line}: {error}")

    rows: list[Row] = []
    bad: list[str] = []
    try:
        for raw in reader:
            if any(isinstance(value, str) and value.strip() for value in raw.values()):
                make(raw)
    except csv.Error as error:
        bad.append(f"line {reader.reader.line_num}: {error}")
    if bad:
        shown = "\n".join(f"  {each}" for each in bad[:MOST_SHOWN])
        more = f"\n  … and {len(bad) - MOST_SHOWN} more" if len(bad) > MOST_SHOWN else ""
        raise Refused(f"Nothing of {name} was imported:\n{shown}{more}")
    return Sheet(kind, rows)


def _first_line(raw: Mapping[str, str], last: int) -> int:
    """Return the line that a row begins on; ``last`` is the one that it ends on."""
    return last - sum(len(_BREAK.findall(value)) for value in raw.values() if isinstance(value, str))


def _checked(raw: Mapping[str, str]) -> Mapping[str, str]:
    if None in raw or None in raw.values():
        raise Refused("it has another number of columns than the header")
    return raw


def _header(reader: csv.DictReader[str], name: str) -> list[str]:
    """Read the first line and name the reader's columns by it, in small letters."""
    try:
        columns = [(column or "").strip().lower() for column in reader.fieldnames or []]
    except csv.Error as error:
        raise Refused(f"{name} is not a CSV file: line {reader.reader.line_num}: {error}.") from error
    reader.fieldnames = columns
    return columns


def _kind(columns: list[str], name: str, kind: str | None) -> str:
    """Return the kind that a file's columns tell, or the given one. Raises Refused when its columns are missing."""
    kinds = [kind] if kind else list(NEEDED)
    fits = [each for each in kinds if NEEDED[each] <= set(columns)]
    if not fits:
        needed = f"“{'” and “'.join(sorted(NEEDED[kind]))}”" if kind else "“title” or “name”"
        raise Refused(f"{name} has no column {needed} in its first line: is it a CSV file with a header?")
    return fits[0]


class Fields:
    """One row's cells, each read as what it should be. Raises Refused with the column and what was expected."""

    def __init__(self, raw: Mapping[str, str], line: int, home: str, now: Moment | None) -> None:
        self._raw = raw
        self.line = line
        self.home = home
        self.now = now

    def text(self, column: str) -> str:
        """Return a cell as one line of text."""
        return one_line(self._raw.get(column) or "")

    def must(self, column: str) -> str:
        """Return a cell that may not be empty."""
        value = self.text(column)
        if not value:
            raise Refused(f"“{column}” is empty")
        return value

    def long(self, column: str) -> str:
        """Return a cell as text of several lines."""
        return several_lines(self._raw.get(column) or "")

    def many(self, column: str) -> tuple[str, ...]:
        """Return a cell's values, split by ``;``."""
        return tuple(part for each in self.text(column).split(";") if (part := each.strip()))

    def date(self, column: str) -> str | None:
        """Return a date."""
        value = self.text(column)
        if value and not (_DATE.fullmatch(value) and Due.is_due(value)):
            raise Refused(f"“{value}” in “{column}” is not a date: write it as 2026-12-03")
        return value or None

    def due(self, column: str) -> str | None:
        """Return a due as stored: a date, or a time of the owner's zone unless it names one."""
        value = self.text(column)
        if self.now and value[10:11] == "T" and (found := read_date(value, self.now)):
            return found
        return self.date(column)

    def address(self, column: str) -> str:
        """Return a mail address; empty for none."""
        value = self.text(column)
        try:
            return recipient(value)
        except Refused as error:
            raise Refused(f"“{value}” in “{column}” is not one mail address: write it as name@example.com") from error

    def number(self, column: str, low: int, high: int) -> int | None:
        """Return a whole number from ``low`` to ``high``."""
        value = self.text(column)
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise Refused(f"“{value}” in “{column}” is not a whole number from {low} to {high}")
        return int(value)

    def one_of(self, column: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of some words."""
        value = self.text(column).lower() or default
        if value not in choices:
            raise Refused(f"“{value}” in “{column}” is none of {', '.join(choices)}")
        return value

    def hours(self, column: str) -> float | None:
        """Return hours of a week."""
        value = self.text(column)
        if not value:
            return None
        found = float(money.number(value))
        if found > MOST_HOURS:
            raise Refused(f"“{value}” in “{column}” is more than a week's {MOST_HOURS} hours")
        return found

    def currency(self) -> str:
        """Return the row's currency, else the home currency."""
        value = self.text("currency").upper()
        if value and value != self.home and not is_currency(value):
            raise Refused(f"“{value}” in “currency” is not a currency: use three letters such as USD")
        return value or self.home

    def money(self, column: str) -> Money | None:
        """Return an amount in the row's currency."""
        value = self.text(column)
        return money.read_money(value, self.currency()) if value else None

    def rate(self) -> Rate | None:
        """Return the rate in columns rate, currency, unit."""
        value = self.text("rate")
        if not value:
            return None
        unit = self.one_of("unit", money.UNITS, "hour")
        return money.read_rate(f"{value}/{unit}", self.currency())


def _task(row: Fields) -> TaskRow:
    return TaskRow(
        line=row.line, title=row.must("title"), notes=row.long("notes"),
        state=row.one_of("state", TASK_STATES, "inbox"), due=row.due("due"), defer_until=row.due("defer_until"),
        estimate_minutes=row.number("estimate_minutes", 0, 10**6), project=row.text("project") or None,
        labels=row.many("labels"), priority=row.one_of("priority", PRIORITIES, "normal"),
    )  # fmt: skip


def _contractor(row: Fields) -> ContractorRow:
    return ContractorRow(
        line=row.line, name=row.must("name"), email=row.address("email"), phone=row.text("phone"),
        skills=row.many("skills"), rate=row.rate(), timezone=row.text("timezone") or None,
        capacity_hours_week=row.hours("capacity_hours_week"),
        status=row.one_of("status", CONTRACTOR_STATUSES, "active"), source=row.text("source"), notes=row.long("notes"),
    )  # fmt: skip


def _handoff(row: Fields) -> HandoffRow:
    state = row.one_of("state", HANDOFF_STATES, "sent")
    made = HandoffRow(
        line=row.line, title=row.must("title"), contractor=row.must("contractor"), handed_off=row.date("handed_off"),
        due=row.due("due"), delivered=row.date("delivered"), accepted=row.date("accepted"), price=row.money("price"),
        estimate_minutes=row.number("estimate_minutes", 0, 10**6), rounds=row.number("rounds", 0, 100) or 0,
        rating=row.number("rating", 1, 5), state="accepted" if state == "paid" else state, paid=state == "paid",
        deliverables=row.many("deliverables"),
    )  # fmt: skip
    if made.state not in ("drafted",) and not made.due:
        raise Refused("“due” is empty: a handoff that was sent needs one")
    return made


READERS: dict[str, Callable[[Fields], Row]] = {"tasks": _task, "contractors": _contractor, "handoffs": _handoff}
