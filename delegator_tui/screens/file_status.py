"""What stands above every view until it is over: a save that failed, why nothing can be saved, what was found."""

from __future__ import annotations

from collections.abc import Iterable

from delegator_tui.errors import DelegatorError, NeedsCare, NotSaved
from delegator_tui.model.text import shown
from delegator_tui.widgets.banner import Notice

UNSAVED = "NOT SAVED"
READ_ONLY = "READ-ONLY"
KEPT = "KEPT"


class FileStatus:
    """Remembers how the last save went and what was found in the file.

    ``read_only`` is the sentence why nothing can be saved; ``found`` are sentences that nobody has put away yet.
    """

    def __init__(self, read_only: str = "") -> None:
        self.read_only = read_only
        self.found: list[str] = []
        self.way_out = ""
        """How to leave a look back."""
        self.offer = ""
        """The sentence that offers what was typed when the program ended."""
        self._unsaved = ""
        self._care = ""

    def hear(self, outcome: object, *, saved: bool, quiet: bool) -> None:
        """Take in how a verb ended; ``saved``: something reached the disk, so that a failure before it is over.

        ``quiet`` is a look at the file, which saves nothing.
        """
        if quiet:
            self._care = str(outcome) if isinstance(outcome, NeedsCare) else ""
        if isinstance(outcome, NotSaved) and not quiet:
            self._unsaved = outcome.brief
        elif saved:
            self._unsaved = ""

    def note(self, sentences: Iterable[str]) -> None:
        """Keep what was found until it is put away."""
        for each in sentences:
            if each not in (self.read_only, *self.found):
                self.found.append(each)

    def put_away(self, told: Iterable[str]) -> None:
        """Forget what was found and told: the owner has read it."""
        self.found = [each for each in self.found if each not in set(told)]

    def notices(self, key: str) -> tuple[Notice, ...]:
        """Return what to show; ``key`` opens the dialog that has all of it."""
        shown = []
        if self.read_only:
            said = " ".join(filter(None, (self.read_only, self.way_out)))
            shown.append(Notice(READ_ONLY, said, bad=bool(self._unsaved)))
        elif self._unsaved:
            shown.append(Notice(UNSAVED, self._unsaved, bad=True))
        if self._care:
            shown.append(Notice("DAMAGED", self._care, bad=True))
        if self.offer:
            shown.append(Notice(KEPT, self.offer))
        if self.found:
            more = f" ({len(self.found)} in all)" if len(self.found) > 1 else ""
            shown.append(Notice(f"THE FILE, {key} puts this away", self.found[-1] + more))
        return tuple(shown)

    def whole(self) -> list[str]:
        """Return every sentence, for the dialog."""
        return [each for each in (self.read_only, self._unsaved, self._care, *self.found) if each]


def refusal(error: DelegatorError) -> str:
    """Return the sentence under a form; where the disk is to blame it says that what was typed is still there."""
    said = shown(str(error).replace("\n", "  "))
    return f"{UNSAVED} – {said} What you typed stays here." if isinstance(error, NotSaved) else said
