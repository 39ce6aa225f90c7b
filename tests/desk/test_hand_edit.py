"""What somebody may write into the file by hand: every date and instant of every record is looked at."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from delegator_tui.desk.hand_edit import DATES, INSTANTS, check_row
from delegator_tui.model.records import TABLES

MAYBE = re.compile(
    r"(^|_)(at|on|by|due|until|check|promised|start|end|from|begun|granted|revoked|received|accepted|delivered|claimed"
    r"|again|reviewed|since|created|updated|sent|day)$"
)
NO_DATES = {"by", "recurrence.from", "questions.text", "review_day"}
"""Who did it; what the next of a series counts from; a day of the week."""


def places(kind: Any, before: str = "") -> Iterator[str]:
    """Every field of a record that holds one text, by its stored name; behind a dot in the values inside it."""
    for field in msgspec.structs.fields(kind):
        inner = [field.type, *typing.get_args(field.type)]
        parts = [each for each in inner if isinstance(each, type) and issubclass(each, msgspec.Struct)]
        if str in inner and not issubclass(typing.get_origin(field.type) or object, tuple | dict):
            yield before + field.encode_name
        for part in parts if not before else ():
            yield from places(part, f"{field.encode_name}.")


def test_every_date_and_instant_of_every_record_is_known() -> None:
    found = {place for kind in TABLES.values() for place in places(kind)}
    dated = {place for place in found if MAYBE.search(place.rpartition(".")[2])} - NO_DATES
    assert dated == {*DATES, *INSTANTS}


@pytest.mark.parametrize(
    ("country", "fits"),
    [("GB", True), ("GB-SCT", True), (None, True), ("XX", False), ("England", False), ("gb", False)],
)
def test_a_country_whose_holidays_nobody_knows_is_not_taken_over(country: str | None, fits: bool) -> None:
    when = "2026-11-27T09:00:00.000Z"
    row = {"uid": "01a207a2-3282-78b2-a554-ee7ddca12527", "created": when, "updated": when, "holidays": country}
    wrong = check_row("settings", row, lambda *_: True)
    assert (wrong is None) == fits
