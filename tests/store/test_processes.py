"""Real processes: killed at any moment, and several writing at once."""

from __future__ import annotations

from pathlib import Path

from tests.effort import examples
from tests.store.faults.kills import kills
from tests.store.faults.writers import writers


def test_a_killed_writer_has_lost_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    result = kills(tmp_path / "delegator.json", examples(5, 15), seed=20261123)
    assert result.violations == []
    assert result.commits > examples(100, 200)


def test_three_writers_lose_neither_records_nor_updates(tmp_path: Path) -> None:
    assert writers(tmp_path / "delegator.json", 40) == []
