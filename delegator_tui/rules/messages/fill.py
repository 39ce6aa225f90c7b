"""Messages to contractors: texts that the owner can edit, filled from the book. Nothing is sent here.

A text is a first line ``Subject: …``, an empty line, and the words. ``{field}`` stands for a value; nothing else in
braces means anything. A value is never read for fields again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.model.text import one_line, several_lines
from delegator_tui.rules.messages.after import known
from delegator_tui.rules.messages.chase import Chase
from delegator_tui.rules.messages.fields import chase_values
from delegator_tui.rules.messages.templates import FIELDS, TEXTS

BLANK = "___"
"""What stands where a value is not known: the owner fills it in."""
NO_TEXTS: Mapping[str, str] = {}
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_ADDRESS = re.compile(r"[^\s@,;:<>\"()\[\]\\\x00-\x20\x7f]+@[^\s@,;:<>\"()\[\]\\\x00-\x20\x7f]+")
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e]")


class Message(NamedTuple):
    """A message: ``to`` is one address or empty, ``subject`` one line; ``body`` ends with a line break."""

    to: str
    subject: str
    body: str

    @property
    def blanks(self) -> int:
        """How many blanks the owner has still to fill in; those in lines of letters are for the contractor."""
        lines = (self.subject + "\n" + self.body).split("\n")
        return sum(line.count(BLANK) for line in lines if not re.match(r"[A-C] ", line))


def check_template(text: str) -> list[str]:
    """Return the fields of a text that do not exist, in their order, each once; a brace without its other is one."""
    unknown = [name for name in _FIELD.findall(text) if name not in FIELDS]
    unknown += re.findall(r"[{}]", _FIELD.sub("", text))
    return list(dict.fromkeys(unknown))


def check_fields(text: str) -> None:
    """Raise Refused, naming the fields of a text that do not exist."""
    unknown = check_template(text)
    if unknown:
        wrong = ", ".join(f"{{{name}}}" if name not in "{}" else name for name in unknown)
        raise Refused(f"The text has fields that do not exist: {wrong}. Use one of {', '.join(FIELDS)}.", field="text")


def fill(template: str, known: Mapping[str, str]) -> str:
    """Return a text with its fields filled in; without a value it is ``___``, an empty value leaves nothing.

    The first line stays one line whatever the values are. Raises Refused, naming the fields that do not exist.
    """
    check_fields(template)
    first, _, rest = template.partition("\n")
    top = _FIELD.sub(lambda match: subject_line(known.get(match[1], BLANK)), first)
    filled = top + "\n" + _FIELD.sub(lambda match: clean(known.get(match[1], BLANK)), rest)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in filled.split("\n"))).strip() + "\n"


def clean(text: str) -> str:
    """Return text without what a mail program could take for a command; joiners and right-to-left words stay whole."""
    return _COMMANDS.sub("", several_lines(text))


def subject_line(text: str) -> str:
    """Return text as a subject: one line, however many it was."""
    return _COMMANDS.sub("", " ".join(one_line(text).split()))


def recipient(text: str) -> str:
    """Return an address to send to; empty for none. Raises Refused for anything but one plain address on one line."""
    address = text.strip(" ")
    if address and not _ADDRESS.fullmatch(address):
        raise Refused(f"“{subject_line(text)}” is not one mail address: write it as name@example.com.", field="email")
    return address


def split(text: str, to: str = "") -> Message:
    """Return a filled text as a message. Raises Refused for an address that is none."""
    first, _, rest = text.partition("\n")
    has_subject = first.lower().startswith("subject:")
    subject = subject_line(first[len("subject:") :]) if has_subject else ""
    body = rest if has_subject else text
    return Message(recipient(to), subject, body.strip("\n") + "\n")


def template(name: str, own: Mapping[str, str] = NO_TEXTS) -> str:
    """Return a text by its name: the owner's, else ours. Raises Refused when there is none of that name."""
    if name not in TEXTS:
        raise Refused(f"There is no text “{name}”: use one of {', '.join(TEXTS)}.", field="text")
    return own.get(name) or TEXTS[name].text


def message(name: str, handoff: Handoff, book: Book, own: Mapping[str, str] = NO_TEXTS, **said: str) -> Message:
    """Return a text filled from a handoff; ``said`` holds what only the owner knows. Raises Refused like ``fill``."""
    contractor = book.contractors.get(handoff.contractor)
    text = fill(template(name, own), {**known(handoff, book), **said})
    return split(text, contractor.email if contractor else "")


def chase_words(chase: Chase, book: Book, own: Mapping[str, str] = NO_TEXTS) -> str:
    """Return the filled text of a chase, subject and words, for nobody yet."""
    thing = chase.things[0]
    handoff = book.handoffs.get(thing.handoff)
    if len(chase.things) == 1 and not chase.owed and handoff is not None:
        name = thing.message or ("before_due" if thing.due else "checkpoint")
        return fill(template(name, own), known(handoff, book) | {"title": thing.title})
    return fill(template("chase", own), chase_values(chase, book))
