"""The verb on texts: the owner's own words for a message, every field checked before they are kept."""

from __future__ import annotations

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs.settings import write_profile
from delegator_tui.errors import Refused
from delegator_tui.model.text import several_lines

MAX_CHARS = 20_000
"""Characters of a text; nobody reads more."""


@verb("texts")
def keep(tx: Transaction, name: str, text: str | None) -> Done:
    """Keep the owner's text of a name; None, or ours as it is, goes back to ours.

    Raises Refused for a name that is none, a text without a subject or words, and fields that do not exist.
    """
    from delegator_tui.rules.messages.fill import template
    from delegator_tui.rules.messages.templates import TEXTS

    ours = template(name)
    kept = "" if text is None else _checked(text)
    rest = {each: words for each, words in tx.book.settings.texts.items() if each != name}
    mine = kept not in ("", ours)
    texts = rest | {name: kept} if mine else rest
    own = tx.book.settings.uid
    if texts != tx.book.settings.texts:
        own = write_profile(tx, {"texts": texts})
    tx.label = f"change the text {name}" if mine else f"go back to the standard text {name}"
    when = TEXTS[name].when
    message = f"Your text is used from now on: {when}." if mine else f"Standard text again: {when}."
    return tx.done(message, own)


def _checked(text: str) -> str:
    """Return a text as it is kept. Raises Refused with what is wrong."""
    from delegator_tui.rules.messages.fill import check_fields

    kept = several_lines(text) + "\n"
    first, _, words = kept.partition("\n")
    if not first.lower().startswith("subject:") or not first[len("subject:") :].strip():
        raise Refused("Begin with a line “Subject: …”, then an empty line and the words.", field="text")
    if not words.strip():
        raise Refused("Say something after the subject.", field="text")
    if len(kept) > MAX_CHARS:
        raise Refused(f"That is longer than {MAX_CHARS} characters: nobody would read it.", field="text")
    check_fields(kept)
    return kept
