"""What a form or a command says of a handoff before the desk has heard it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from delegator_tui.model.records import Brief, Handoff, Money, Price


class Piece(NamedTuple):
    """A part as it is said: ``due`` of its own, None for that of the whole.

    ``share`` is what it is of the price; None leaves what is known of it, and an amount of nothing takes it off.
    """

    title: str
    due: str | None = None
    share: Money | None = None


class HandoffDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a form or a command says of a handoff. ``deliverables`` are (title, due or None), or pieces."""

    contractor: str | None = None
    due: str | None = None
    price: Price | None = None
    deliverables: tuple[tuple[str, str | None] | Piece, ...] = ()
    brief: Brief = Brief()
    stakes: str = "routine"
    autonomy: str = "act_tell"
    channel: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The parts."""
        return tuple(Piece(*each) for each in self.deliverables)


def over_drafted(draft: HandoffDraft, drafted: Handoff) -> HandoffDraft:
    """Return ``draft`` with what a drafted handoff says already wherever it says nothing itself."""
    names = Brief.__struct_fields__
    brief = {
        name: value if value not in ("", (), None) else getattr(drafted.brief, name)
        for name in names
        for value in (getattr(draft.brief, name),)
    }
    empty = HandoffDraft()
    kept = {
        name: getattr(drafted, name)
        for name in ("contractor", "due", "price", "stakes", "autonomy")
        if getattr(draft, name) == getattr(empty, name)
    }
    return msgspec.structs.replace(draft, brief=Brief(**brief), **kept)
