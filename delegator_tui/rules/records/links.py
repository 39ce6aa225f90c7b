"""The links in a record: what can be opened by key."""

from __future__ import annotations

import re
from collections.abc import Iterable

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Record, Task

LINK = re.compile(r"https?://[^\s<>\"'\x00-\x1f\x7f]+", re.ASCII | re.IGNORECASE)
"""A web address. Nothing else is opened: a record may hold what others wrote."""


def links(record: Record, book: Book) -> list[str]:
    """Return the web addresses in a record's texts, each once, in their order."""
    texts = (text for text in _texts(record, book) if "://" in text)
    found = (match.rstrip(".,;:!?)]}") for text in texts for match in LINK.findall(text))
    return list(dict.fromkeys(found))


def _texts(record: Record, book: Book) -> Iterable[str]:
    if isinstance(record, Task):
        return (record.title, record.notes)
    if isinstance(record, Contractor):
        return (*record.links, record.notes)
    if isinstance(record, Handoff):
        brief = record.brief
        said = (brief.outcome, brief.why, *brief.done_when, brief.inputs, brief.constraints, brief.if_then)
        return (*(owed.link for owed in book.owed_in(record)), *said, book.title(record))
    return ()
