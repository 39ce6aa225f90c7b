"""The sample shop's book, read once: nothing changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from delegator_tui.model.book import Book
from tests.making import StandingClock, desk_at
from tests.sample import bring_in


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The book of the sample data on Monday 23 November 2026, 09:00, in UTC."""
    folder: Path = tmp_path_factory.mktemp("shop")
    desk = desk_at(folder / "delegator.json", StandingClock())
    bring_in(desk)
    book = desk.book
    list(book.everything())
    desk.store.close(compact=False)
    return book
