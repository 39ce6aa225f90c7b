"""How a brief is worded: vague words, an outcome that is an activity, checks that nobody can tick.

English is read; words of other languages are left alone. In doubt nothing is said: a finding has to be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

VAGUE = (
    "asap", "as soon as possible", "soon", "at some point", "sometime", "some time", "when you can", "whenever you can",
    "nice", "nicely", "nicer", "modern", "some", "etc", "and so on", "and so forth", "improve", "improved",
    "help with", "helps with", "as discussed", "as we discussed", "as agreed", "as usual", "like last time",
    "as needed", "if needed", "as appropriate", "appropriate", "suitable", "various", "several", "a few", "a couple of",
    "a lot of", "lots of", "stuff", "user-friendly", "user friendly", "high quality", "high-quality", "good quality",
    "better", "more professional", "looks professional", "look professional", "professional look", "state of the art",
    "or so", "or something", "something like", "kind of", "sort of", "more or less", "roughly", "eye-catching",
    "a bit", "looks good", "look good", "looks great", "look great", "decent", "reasonable", "properly", "optimise",
    "optimised", "optimize", "optimized", "quickly", "up to scratch", "up to date look", "make it pop", "stylish",
    "tbd", "to be decided", "to be discussed", "we talked about", "you know what",
)  # fmt: skip
"""Words that two people read in two ways."""
_LONGEST_FIRST = "|".join(re.escape(each) for each in sorted(VAGUE, key=len, reverse=True))
_VAGUE = re.compile(rf"(?<![\w-])({_LONGEST_FIRST})(?![\w-])")
_NAMED = re.compile(r"(?<![\w-])[A-Z][a-z]+(?![\w-])")

_VERBS = """write draft design draw make do create build fix repair update edit translate retouch photograph shoot film
record transcribe pack ship send post publish schedule plan research find check review proofread clean tidy
organise organize sort prepare setup install test migrate move import enter file reconcile chase call contact
answer reply respond manage handle work look continue start begin try improve optimise optimize increase
refresh redesign rewrite develop deliver provide produce get take run deal set put give add change remove sort
collect print cut crop upload download help support assist maintain monitor keep carry go see read discuss
meet ask tell show explain teach train learn"""
_BASE = frozenset(_VERBS.split())
_BEFORE = re.compile(
    r"(please|kindly|to|just|can you|could you|would you|you will|you should|you|we|i|need to|have to|want to"
    r"|the contractor will|they will|will|should|must|shall)[,:]?\s+"
)
_PHRASES = re.compile(
    r"(work(ing)? on|look(ing)? (at|into|after)|deal(ing)? with|help(ing)? (with|out|on|us|me)|tak(e|ing) care of"
    r"|follow(ing)? up|carry(ing)? on|get(ting)? on with|handl(e|ing)|sort(ing)? out|set(ting)? up"
    r"|(i|we) (need|want|would like|'d like)|(ongoing )?(work|help|support|assistance) (on|with|for))\b"
)
_THINGS = re.compile(r"(work|help|support|assistance|ongoing|handling|setting)\b")
"""Words for work that may be what a state is about: *Work on the roof is over*."""
_DETERMINERS = "the a an our my your their his her its all this that these those each every both any us me them it new"
_DETERMINER = frozenset(_DETERMINERS.split())
_STATE = re.compile(
    r"\b(is|are|was|were|be|been|has|have|had|can|cannot|works?|opens?|passes|pass|loads?|shows?|reach(es)?|arrives?|fits?"
    r"|matches|match|contains?|lists?|agrees?|runs?|stands?|holds?|gets?|knows?|sells?|reads?|goes|go|comes?|no longer"
    r"|exists?|says?|lies|answers?|finds?|prints?|plays?|gives?|takes?|appears?|remains?|stays?|covers?|includes?"
    r"|(?<!to )[a-z]{2,}ed|sent|done|built|written|sold|paid|made|found|kept|put|set|online|live|isn't|aren't"
    r"|doesn't)\b"
)


def vague_in(text: str) -> str:
    """Return the first vague word of a text, as it is written there; empty for none. A name (Nice) is none."""
    for found in _VAGUE.finditer(text.casefold() if text.isascii() else _same_length(text)):
        written = text[found.start() : found.end()]
        begins = not re.search(r"\w", text[: found.start()].rpartition(".")[2])
        if begins or not _NAMED.fullmatch(written):
            return written
    return ""


def _same_length(text: str) -> str:
    """Return a text in small letters, each at its place: some have two small letters for one."""
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def is_activity(outcome: str) -> bool:
    """Tell whether an outcome says what somebody is to do, and not what is true when it is done."""
    text = " ".join(outcome.casefold().replace("’", "'").split()).lstrip("-*• \"'“‘")
    bare = text
    while (shorter := _BEFORE.sub("", bare, count=1) if _BEFORE.match(bare) else bare) != bare:
        bare = shorter
    if _PHRASES.match(bare) or _PHRASES.match(text):
        return bare != text or not (_THINGS.match(bare) and _is_state(bare))
    words = re.findall(r"[\w'-]+", bare)
    if not words or _base(words[0]) not in _BASE:
        return False
    if bare != text or (len(words) > 1 and words[1] in _DETERMINER and words[0] in _BASE):
        return True
    return not _STATE.search(bare.removeprefix(words[0]))


def _is_state(text: str) -> bool:
    """Tell whether a text that begins with work is about that work as a thing: *Work on the roof is over*."""
    first = re.split(r"[,;]|\bso that\b|\buntil\b|\bthat\b", text)[0]
    return bool(re.search(r"\b(is|are|has been|have been)\b", first))


def _base(word: str) -> str:
    """Return a verb without *-ing*: ``writing`` and ``write``, ``setting`` and ``set``."""
    root = word.removesuffix("ing")
    if root == word or len(root) < 2:
        return word
    return next((each for each in (root, root + "e", root[:-1]) if each in _BASE), word)


# ---- checks

_COUNTED = re.compile(
    r"\d|\b(no|none|nothing|nobody|zero|each|every|all|both|any|once|twice|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|dozen|hundred|thousand|half|only|never|without|under|over|within|at least|at most|before|by)\b"
)
_FEELING = """good nice great fine ok okay perfect professional modern done finished complete completed ready well
better right properly beautiful satisfactory acceptable clean fresh happy satisfied pleased content quality high top
look looks looking feel feels feeling seem seems sound sounds read reads work works like likes love loves
everything it all i we you me us my our your i'm we're it's is are be am was were been has have had very
really so quite pretty much and or with the a an of to for in on at as that this when done task job thing
things work result results expected customer customers client clients owner owners people everybody everyone
satisfaction approval satisfies meets expectations expectation requirements requirement standard standards
best possible enough overall looks nicely polished attractive engaging catchy impressive amazing excellent
awesome super cool solid decent correctly smoothly easy easily simple clear think thinks feels more than
before they them their he she his her will would should can could do does not just also still now then there
here what how if un until"""
_FEELINGS = frozenset(_FEELING.split())


def can_be_checked(checks: Iterable[str]) -> bool:
    """Tell whether one of some checks has a number, or a thing to look at; that it looks good is none."""
    return any(map(_is_checkable, checks))


def _is_checkable(check: str) -> bool:
    text = check.casefold().replace("’", "'")
    if not text.isascii():
        return True
    if re.search(r"\d", text):
        return True
    words = re.findall(r"[a-z][a-z'-]*", text)
    rest = [word for word in words if word not in _FEELINGS]
    if not rest:
        return False
    return bool(_COUNTED.search(text)) or not _JUDGED.search(text)


_JUDGED = re.compile(
    r"\b(is|are|looks?|feels?|seems?|sounds?|reads?|works?|be)( (very|really|so|quite|all|just|more|as))?"
    r" (good|nice|great|fine|ok|okay|perfect|professional|modern|done|finished|ready|completed?|well|better|right"
    r"|properly|beautiful|satisfactory|acceptable|fresh|happy|satisfied|pleased|of high quality|of good quality"
    r"|high quality|good quality|attractive|appealing|polished|stylish|clear|clean|nicely|expected|correctly)\W*$"
    r"|\b(i|we|customers?|clients?|owner|everybody|everyone|people) (am|are|is|likes?|loves?|feels?)\b"
)
