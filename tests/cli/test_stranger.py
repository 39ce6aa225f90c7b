"""A book that somebody filled with traps: it can be read by every command, reaches nothing, and ends none of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from delegator_tui.store.store import Set
from tests.cli.conftest import Run
from tests.making import StandingClock, add_contractor, desk_at, working

FOR_EVER = [{"start": "0001-01-01", "end": "9999-12-31"}]
SECRET = "../../../../../../etc/passwd"
TRAPS: dict[str, Mapping[str, Mapping[str, Any]]] = {
    "names of files": {
        "settings": {"zone": SECRET, "theme": SECRET},
        "contractors": {"timezone": "/etc/passwd", "links": ["file:///etc/passwd"]},
        "handoffs": {"due": f"2026-11-27T10:00[{SECRET}]"},
    },
    "what has no end": {
        "settings": {"away": FOR_EVER, "working_days": [-1, 99], "quiet_hours": "00:00-24:00"},
        "contractors": {"away": FOR_EVER, "working_days": [], "working_hours": "09:00-09:00"},
        "tasks": {
            "recurrence": {"rule": "FREQ=SECONDLY;COUNT=999999999", "start": "0001-01-01", "from": "due"},
            "chase_days": 10**12,
        },
    },
    "what templates and terminals could take for commands": {
        "settings": {
            "texts": {"late_one": "Subject: {name.__class__}\n\n{0} {} {title!r}", "checkpoint": "{"},
            "name": "Eve\r\nBcc: all@example.com\x1b]52;c;AAAA\x07",
            "home_currency": "\x1b]8;;file:///etc/passwd\x07X",
            "filters": {"\x1b[2J": "(" * 5000},
            "channels": ["desktop; touch it", "__class__"],
        },
        "contractors": {"email": "mira@example.com?bcc=eve@example.com", "name": "\x1b]0;gone\x07{0.__class__}"},
    },
    "amounts without measure": {
        "settings": {"hour_value": {"amount": "1e999999999", "currency": "USD"}},
        "handoffs": {"price": {"amount": "Infinity", "currency": "USD", "unit": "fixed"}},
        "tasks": {"price_idea": {"amount": "9" * 5000, "currency": "USD"}},
    },
}
READ = (
    "today", "list", "overdue", "show Photos", "chase", "remind", "remind --timer", "review", "settings",
    "texts", "status", "doctor", "away", "history", "mail", "export --format ics", "today --json",
)  # fmt: skip


@pytest.mark.parametrize("kind", TRAPS)
def test_every_command_reads_a_book_of_traps(
    run: Run, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-30T10:00:00+00:00")
    lay(tmp_path / "delegator.json", TRAPS[kind])
    for words in READ:
        answer = run(*words.split())
        assert "\x1b" not in answer.out + answer.err
        assert "root:" not in answer.out + answer.err
        assert "<class" not in answer.out + answer.err


def lay(path: Path, traps: Mapping[str, Mapping[str, Any]]) -> None:
    """Make a book in which a handoff is late, and put the traps into its records."""
    desk = desk_at(path, StandingClock())
    desk.settings.change({"name": "Ada"})
    contractor = add_contractor(desk, "Mira", email="mira@example.com")
    handoff = desk.book.handoffs.get(working(desk, "Photos", contractor=contractor, due="2026-11-23"))
    assert handoff is not None
    uids = {
        "settings": desk.book.settings.uid,
        "contractors": contractor,
        "handoffs": handoff.uid,
        "tasks": handoff.task,
    }
    changes = [Set(table, uids[table], fields) for table, fields in traps.items()]
    desk.store.commit(changes, verb="lay", label="lay", kind="system")
    desk.store.close(compact=True)
