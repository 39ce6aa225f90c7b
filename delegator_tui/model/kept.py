"""A text that was typed and is not in the book."""

from __future__ import annotations

from typing import NamedTuple


class Kept(NamedTuple):
    """What stood in one form, or in another place to type, as the program ended.

    ``fields`` are name, label and text; ``form`` names the form, ``about`` the uid of its record, both empty where it
    cannot be asked again. ``name`` and ``at`` (UTC) are given to it where it is kept. ``seen`` is what the form had
    shown of the book, by name: whoever goes on with the text is asked about what changed since.
    """

    title: str
    fields: tuple[tuple[str, str, str], ...]
    form: str = ""
    about: str = ""
    name: str = ""
    at: str = ""
    seen: tuple[tuple[str, str], ...] = ()
