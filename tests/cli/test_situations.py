"""The shell says of every situation what the account says of it: the lists, and what scripts read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.states import LIVE_HANDOFF
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.followup.standing import GROUPS
from tests.cli.conftest import Run
from tests.making import StandingClock
from tests.rules.followup.every import EVERY
from tests.rules.followup.walk import Situation, at, walk

NEEDS = {"overdue", "slip", "today", "silent", "yours", "to_pay", "to_settle", "draft"}
"""Where a handoff stands that needs the owner now: it is on the home screen, too."""


def say(row: dict[str, Any]) -> str:
    """A handoff's object as the table says it: whose move and standing; figures; quiet; the next step."""
    figures = (("late", row["days_late"]), ("slip", row["slip_days"]), ("silent", row["silent_days"]))
    said = " ".join(f"{name} {count}" for name, count in figures if count)
    step = row["next_step"]
    return "; ".join([
        f"{row['whose_move']} {row['group']}",
        said or "-",
        f"{row['quiet_because']} {_at(row['quiet_until']) or 'never'}" if row["quiet_because"] else "-",
        f"{step['step']} to {step['to']} {_at(step['at'])}" if step else "-",
    ])  # fmt: skip


def _at(text: str | None) -> str:
    return at(dt.datetime.fromisoformat(text)) if text else ""


def expected(then: str, uid: str, desk: Desk) -> tuple[str, str]:
    """What the table says, in two: the object's part, with all days of silence, and the lists."""
    whose, figures, quiet, step, _, lists = then.split("; ")
    handoff = desk.book.handoffs.get(uid)
    assert handoff is not None
    known = account(handoff, desk.book)
    if known.silent_days and not known.is_silent:  # the table says them from the gap on
        figures = f"{figures} silent {known.silent_days}".removeprefix("- ")
    return "; ".join([whose, figures, quiet, step]), lists


@pytest.mark.parametrize("situation", EVERY, ids=lambda each: each.name.replace(" ", "_"))
def test_the_shell_says_what_the_account_says_and_leaves_nothing_out(
    situation: Situation, desk: Desk, clock: StandingClock, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = walk(situation.told, situation.now, desk, clock)
    monkeypatch.setenv("DELEGATOR_NOW", clock().isoformat())
    rows = {row["uid"]: row for row in run("list", "handoffs", "--all", "--json").json["items"]}
    day = run("today", "--json").json["sections"]
    on = [(s["name"], item["handoff"]["uid"]) for s in day for item in s["items"] if item.get("handoff")]
    letters = run("chase", "--json").json["items"]
    on += [("c", each["uid"]) for letter in letters for each in letter["handoffs"]]
    said = say(rows[uid]), " ".join(name for name, about in on if about == uid) or "-"
    assert said == expected(situation.then, uid, desk)
    late = {each["handoff"]["uid"] for each in run("overdue", "--json").json["items"]}
    assert late == {about for name, about in on if name == "overdue"}
    assert_nothing_is_left_out(rows.values(), {about for name, about in on if name != "c"})


def assert_nothing_is_left_out(rows: Iterable[dict[str, Any]], shown: set[str]) -> None:
    """Each handoff that is not over stands in a group, and on the home screen, too, when it needs the owner."""
    for row in rows:
        assert row["group"] in GROUPS
        assert (row["group"] == "done") == (row["state"] not in LIVE_HANDOFF)
        assert row["uid"] in shown or row["group"] not in NEEDS
        assert row["uid"] not in shown or row["group"] != "done"
