"""Where the books of these tests are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.faults.work import room


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory where there is one: a store does the same there, and no test waits for a disk."""
    with room("test") as folder:
        yield Path(folder)
