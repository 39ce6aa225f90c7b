"""Which rows of a list are marked, by key."""

from __future__ import annotations

from collections.abc import Container, Iterable


class Marks:
    """Marks set one by one, and those of a range that still moves with the cursor."""

    def __init__(self) -> None:
        self.start: str | None = None
        self._kept: frozenset[str] = frozenset()
        self._ranged: frozenset[str] = frozenset()

    def __contains__(self, key: object) -> bool:
        return key in self._kept or key in self._ranged

    def __len__(self) -> int:
        return len(self._kept) + sum(key not in self._kept for key in self._ranged)

    @property
    def keys(self) -> frozenset[str]:
        """All marked keys."""
        return self._kept | self._ranged

    def toggle(self, key: str) -> None:
        """Mark a key, or take its mark away; ends a range."""
        self.end_range()
        self._kept ^= {key}

    def begin_range(self, key: str) -> None:
        """Start a range here; ``stretch`` follows the cursor."""
        self.start, self._ranged = key, frozenset((key,))

    def stretch(self, keys: Iterable[str]) -> None:
        """Set what the range covers now: what it no longer covers loses the mark it got from the range."""
        self._ranged = frozenset(keys)

    def end_range(self) -> None:
        """Keep what the range covers."""
        self.start, self._kept, self._ranged = None, self.keys, frozenset()

    def clear(self) -> None:
        """Take all marks away."""
        self.start, self._kept, self._ranged = None, frozenset(), frozenset()

    def keep(self, present: Container[str]) -> None:
        """Forget keys that are gone; a range whose start is gone ends."""
        if self.start is not None and self.start not in present:
            self.end_range()
        self._kept = frozenset(key for key in self._kept if key in present)
        self._ranged = frozenset(key for key in self._ranged if key in present)
