"""What a verb answers."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

T = TypeVar("T")
TO_SEND = "to send"
"""The kind of a handoff that is kept as a draft, and is to be sent next."""
TO_SEND_ANYWAY = "to send anyway"
"""The same, past a stop that was forced."""
UNDONE = "undone"
"""The kind of a step that was taken back: redo brings it back."""
MESSAGE = "handoff.message"
"""The command that an offer names: write to the contractor about what was just done."""
LEVEL = "contractor.level"
"""The command that an offer names: say that a contractor is better at a skill."""


class Offer(NamedTuple):
    """What may follow what was done, at one key: the id of its command, the record it is about, and its words.

    ``what`` is what of that record, where there is more than one thing: a skill.
    """

    command: str
    about: str
    words: str
    what: str = ""


class Done(NamedTuple):
    """What a verb did: the sentence the user reads, the record it was about, and the commit that undo takes back.

    ``about`` is what the sentence may shorten beside the names of that record. ``kind`` is what a caller may decide
    by, where there is something to decide: never by the sentence. ``offers`` are what may follow, the likeliest first.
    ``notes`` are further sentences, for who has room.
    """

    message: str
    uid: str
    commit: int
    about: str = ""
    kind: str = ""
    offers: tuple[Offer, ...] = ()
    notes: tuple[str, ...] = ()


def numbered(answer: T, commit: int) -> T:
    """Return what a verb answers with the number of its commit, where it is a ``Done``."""
    return answer._replace(commit=commit) if isinstance(answer, Done) else answer
