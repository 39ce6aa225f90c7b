"""What a form or a command says of a handoff before the desk has heard it."""

from __future__ import annotations

import msgspec

from delegator_tui.model.records import Brief, Handoff, Price


class HandoffDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a form or a command says of a handoff. ``deliverables`` are (title, due or None)."""

    contractor: str | None = None
    due: str | None = None
    price: Price | None = None
    deliverables: tuple[tuple[str, str | None], ...] = ()
    brief: Brief = Brief()
    stakes: str = "routine"
    autonomy: str = "act_tell"
    channel: str = ""


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
