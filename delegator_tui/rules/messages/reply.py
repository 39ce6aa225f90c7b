"""A reply that was pasted in: the answer that our messages ask for, read out of a mail with quotes and signatures.

An answer is a line of its own: a letter (``A``, ``B until fri``, ``C: stuck on the login``), or a word (``done``,
``late to fri``, ``question: which logo?``). What the letters mean hangs on the message they answer. Quoted lines,
signatures and our own options, sent back as they were, are no answer; neither is anything else in the text. Two
different answers are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff
from delegator_tui.model.text import several_lines
from delegator_tui.rules.dates.dates import longest_date
from delegator_tui.rules.dates.habits import of_settings
from delegator_tui.rules.handoffs.history import history
from delegator_tui.rules.messages.templates import TEXTS
from delegator_tui.rules.quickadd.half_dates import goes_on

Says = Literal["acknowledged", "on track", "finished", "later", "asks"]
MAX_LINES, MAX_CHARS = 400, 300
"""Lines of a reply that are read, and characters of a line that may be an answer."""
FEW_WORDS = 7
"""Words up to which a line that begins with *done* is an answer, and not a story."""
FIVE_LINES = 3
"""Lines after an A that are a read-back."""

LETTERS: dict[str, tuple[Says, Says, Says]] = {
    "ack": ("acknowledged", "asks", "asks"),
    "late 1": ("later", "later", "asks"),
    "late 2": ("later", "later", "asks"),
}
"""What A, B and C mean to the messages that ask otherwise, by the step that they were sent for."""
USUAL: tuple[Says, Says, Says] = ("on track", "later", "asks")
OF_LETTERS = {
    "on track": r"on track|all (is )?(good|fine|well)|fine|yes|ok|okay|it is on track|still on track",
    "later": r"i need|need until|until|till|by|on|you have it|slower|a part|part of it|the finished work|what exists"
    r"|late",
    "asks": r"stuck|waiting|i need to know|i cannot|i can't|cannot|can't|it does not fit|does not fit|blocked",
    "acknowledged": r"i take it|take it|yes|my five lines|ok|okay",
    "finished": r"done|finished",
}
"""How the words go on that stand behind a letter without a colon: ``A quick word first`` is no answer."""


class Reply(NamedTuple):
    """What a reply says of a handoff: ``promised`` the day that it names, ``line`` the line that says it.

    ``text`` are the words to keep. ``lacks`` is a sentence on what keeps it from being taken, empty for nothing.
    """

    says: Says
    promised: str | None
    text: str
    line: str
    lacks: str = ""


def read_reply(text: str, handoff: Handoff, book: Book) -> Reply | None:
    """Return what a reply says of a handoff; None for a text without an answer, or with two that differ."""
    lines = list(own_lines(text))
    meaning = LETTERS.get(_step(handoff, book), USUAL)
    found = [reply for at, line in enumerate(lines) if (reply := _answer(line, lines[at + 1 :], meaning, book))]
    if not found or len({(each.says, each.promised) for each in found}) > 1:
        return None
    return found[0]


def say_reply(found: Reply, book: Book) -> str:
    """Return what a reply says, in words: ``later: Fri 4 Dec``, ``asks: which logo?``."""
    when = f": {Due.of(found.promised).say(book.now)}" if found.promised else ""
    words = f": {found.text}" if found.says == "asks" else ""
    return f"{found.says}{when}{words}"


def _step(handoff: Handoff, book: Book) -> str:
    """Return for which step they were last written to; empty where nobody knows."""
    attempts = history(handoff, book).attempts
    return next((each.step for each in reversed(attempts) if each.what == "nudged"), "")


# ---- what is theirs in a mail

_QUOTED = re.compile(r"^\s*(>|\||»)")
_END = re.compile(
    r"^(--\s*$|_{5,}|-{3,}\s*(original|forwarded|ursprüngliche|message d'origine|mensaje original)"
    r"|(sent|get outlook|gesendet|envoyé|enviado) (from|for|von|depuis|desde|de) "
    r"|(from|von|de|da|van|från|fra):\s.+)",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^(on|am|le|el|il|op|den|em|w dniu)\b.*\b(wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu"
    r"|pisze)\b.*:?\s*$",
    re.IGNORECASE,
)
_OPTION = re.compile(r"^([abc])\s\s+\S", re.IGNORECASE)
_FIELD = re.compile(r"\\\{\w+\\\}")


@cache
def _as_sent() -> re.Pattern[str]:
    """Return what our options look like as we sent them."""
    lines = [line for each in TEXTS.values() for line in each.text.split("\n") if re.match("[ABC]  ", line)]
    patterns = dict.fromkeys(_FIELD.sub(".{1,80}", re.escape(line)) for line in lines)
    return re.compile("|".join(patterns), re.IGNORECASE)


def _is_sent_back(at: int, lines: list[str]) -> bool:
    """Tell whether a line is an option of ours as we sent it, among others of them; alone it is an answer."""
    bare = lines[at].strip()
    if "___" in bare:
        return True
    near = [found[1].lower() for line in lines[max(0, at - 2) : at + 3] if (found := _OPTION.match(line.strip()))]
    return bool(_as_sent().fullmatch(bare)) and len(set(near)) > 1


def own_lines(text: str) -> Iterator[str]:
    """Go through the lines that somebody wrote themselves: without quotes, signature, and our options sent back."""
    lines = several_lines(text).split("\n")[:MAX_LINES]
    for at, line in enumerate(lines):
        bare = line.strip()
        wrapped = f"{bare} {lines[at + 1].strip()}" if at + 1 < len(lines) else bare
        if _END.match(bare) or _WROTE.match(bare) or (bare[:3].casefold() == "on " and _WROTE.match(wrapped)):
            return
        if bare and not _QUOTED.match(line) and not _is_sent_back(at, lines):
            yield bare


# ---- one line

_LEAD = re.compile(r"^(it's|it is|my answer is|my answer|answer|reply|i'd say|i say|re)\s*[:,-]?\s+", re.IGNORECASE)
_LETTER = re.compile(r"^[(\[*_]*([abc])[)\]*_]*(?:\s*([).:,;!–—-])\s*|\s+|$)(.*)$", re.IGNORECASE | re.DOTALL)
_DONE = re.compile(
    r"^(all )?(done|finished|delivered|completed?|it is done|it's done)\b(?! (yet|until|by|when|if))", re.I
)
_LATE = re.compile(
    r"^(i'm |i am |i will be |it is |it's |it will be |running )?(late|delayed|later)\b[\s,:–—-]*(.*)$", re.I
)
_UNTIL = re.compile(r"^(i need until|need until|you have it on|you will have it on|new date)\b[\s,:–—-]*(.*)$", re.I)
_QUESTION = re.compile(r"^(question|q|frage|i ask)\s*[:–—-]\s*(.+)$", re.IGNORECASE)


def _answer(line: str, rest: list[str], meaning: tuple[Says, Says, Says], book: Book) -> Reply | None:
    if len(line) > MAX_CHARS:
        return None
    bare = _LEAD.sub("", line.lstrip("-*• ").rstrip("*_ "))
    return _letter(bare, line, rest, meaning, book) or _word(bare, line, book)


def _letter(bare: str, line: str, rest: list[str], meaning: tuple[Says, Says, Says], book: Book) -> Reply | None:
    found = _LETTER.match(bare)
    if found is None:
        return None
    says = meaning["abc".index(found[1].lower())]
    words = found[3].strip()
    if words and not found[2] and not _goes_on(words, says, book):
        return None
    if says == "acknowledged" and len(rest) >= FIVE_LINES:
        return Reply(says, None, "\n".join(rest), line)
    return _made(says, words, line, book)


def _goes_on(words: str, says: Says, book: Book) -> bool:
    begins = re.match(rf"({OF_LETTERS[says]})\b", words, re.IGNORECASE)
    return bool(begins) or (says == "later" and _date_in(words, book) is not None)


def _word(bare: str, line: str, book: Book) -> Reply | None:
    if (
        _DONE.match(bare)
        and len(bare.split()) <= FEW_WORDS
        and "not" not in bare.casefold().split()
        and "?" not in bare
    ):
        return _made("finished", "", line, book)
    late = _LATE.match(bare) or _UNTIL.match(bare)
    if late and _date_in(late[late.lastindex or 0], book):
        return _made("later", late[late.lastindex or 0], line, book)
    question = _QUESTION.match(bare)
    return _made("asks", question[2], line, book) if question else None


def _made(says: Says, words: str, line: str, book: Book) -> Reply:
    promised = _date_in(words, book) if says == "later" else None
    lacks = ""
    if says == "later" and promised is None:
        lacks = "It names no day: ask which, or log it with --promised."
    elif promised and Due.of(promised).is_over(book.now):
        lacks = f"{Due.of(promised).say(book.now)} is over: ask which day they mean."
    elif says == "asks" and not words:
        lacks = "It does not say what they need: ask, or log it with --question."
    return Reply(says, promised, words if says == "asks" else line, line, lacks)


def _date_in(words: str, book: Book) -> str | None:
    """Return the first date that stands in some words; None for none, and for one that contradicts itself."""
    bare, habits = [word.strip(".,;:!()[]") for word in words.split()][:40], of_settings(book.settings)
    for at in range(len(bare)):
        found = longest_date(bare[at:], book.now, habits) if bare[at] else None
        if found is not None:
            return None if goes_on(bare[at + found[1] :], book.now, habits) else found[0].due
    return None
