"""Whether the words of a title need what stands behind them, so that it is part of the sentence and no mark.

``Raise price to $30`` needs its ``$30``, ``Call the sun`` its ``sun``, ``Order P2 part number`` its ``P2``, ``Read
chapter 3/4`` its ``3/4``. All is asked of the words before, in lower case; where they do not tell, a mark is meant.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE_A_NOUN = (
    "a an the my our your his her their its this that these those each any no some another which what whose "
    "i'm it's that's there's here's"
)
_HOLD = (
    f"{_BEFORE_A_NOUN} of to from with without into onto about against between among than as per via like versus "
    "vs vs. and or nor but & + is are was were be been being isn't wasn't = x × / | – — - : < > re called named"
)
_BEFORE_A_DATE = _words(
    f"{_HOLD} in at on for by since after till during around not happy until before every mr mr. mrs mrs. ms ms. "
    "last past previous within miss dr dr. st st. has have had better brighter open opens closed closes "
    "due ends starts begins expires arrives leaves departs"
)
"""No date behind these is a due: ``Move it to friday``, ``out of the sun``, ``Photos of sunday``."""
_LITTLE = _words("on for by before until till from")
_LASTS = _words("works work working worked open opens opened closed closes away busy available runs lasts valid")
"""What goes on for a time, or on a day of the week: ``who works on sunday``, ``closed until monday``."""
_BEFORE_MONEY = _words(
    f"{_HOLD} in at on for by after over under above below beyond within only just exactly up around circa roughly "
    "almost nearly costs cost costing worth price prices priced rate fare extra max maximum min minimum least most "
    "another all first last every saves saved missing @"
)
_BEFORE_A_NAME = _words(f"{_HOLD} in at on for by after before over under around @ ~ hashtag tag handle channel")

_PAYS = _words(
    "charge refund invoice bill quote transfer withdraw deposit donate tip owe lend collect bid offer credit reimburse "
    "fine spend save earn raise invest borrow win claim budget"
)
"""A line that begins so speaks of the amount that ends it."""
_NEED_A_THING = _words(
    "add answer apply assemble bring build buy carry change check choose clean collect cut deliver email fetch fill "
    "find fit fix follow get give grab hang have help hire install keep lower make measure mention message move need "
    "offer order paint pay pick post prepare print put raise read remove rent repair replace reserve return search "
    "see sell send set ship spend split sort submit tag take test thank tweet try unblock update upload use wash "
    "watch wear win write ask tell call ring dm "
    "text translate want wrap meet ping cc invite thanks share launch repost see congratulate remind join credit "
    "visit like buying ordering fitting using posting tagging"
)
"""Verbs that need a thing right behind them: ``Buy P1``, ``Tag @maria``, ``Pay $30``."""
_NEED_A_DAY = _words(
    "plan schedule celebrate remember block skip cancel confirm enjoy review organise organize reserve clear save "
    "watch love hate mark fill postpone seize"
)
"""Verbs that a day alone can be the thing of: ``Plan next week``. With anything between, it is when to do so."""
_WAIT_FOR = _words("wait look ask hope vote pray allow yearn opt care waiting looking asking")
_BEFORE_PARTICLE = {
    "by": _words("drop stop swing come pop pass go call"),
    "in": _words("check come drop call hand fill log sign clock turn pop send book move sit dial"),
    "on": _words("carry hang log sign come turn try put move"),
}
"""``Drop by tomorrow``: the little word belongs to the verb, the day is a due all the same."""

_NUMBERED = _words(
    "chapter chapters part parts page pages section lesson unit module step level size room table item question week "
    "day act scene verse track side batch box block bolt pipe drill bit socket ratio blend mix time tempo score rated "
    "version v draft round game set leg stage phase volume vol vol. no no. number flat apt plot lot house apartment "
    "suite exercise figure fig. slide rev gauge grade open figure sheet tile hose valve thread nut screw spanner "
    "wrench fitting tubing ply strut lens cable timber board coupling elbow signature episode season issue model "
    "paragraph bay shelf aisle"
)
"""What a bare number behind it numbers or measures: ``chapter 3/4``, ``pipe 3/4``."""
_PIECES = r"1/2|[12]/3|[13]/4|[1-4]/5|[1357]/8|24/7|9/11"
_REFERS = _words(
    "invoice order ticket bug issue no no. number part case claim job unit suite room apt apartment locker po pr item "
    "lot sku ref reference quote check cheque receipt batch model serial policy account booth stand table track bus "
    "gate pier parcel tracking code id version type size colour color shade filter plot bay aisle form key"
)
"""What is told by a number behind ``#``: ``Locker #B7``, ``invoice #INV-204``."""
_TYPED = _words("model type part size filter shade form bay plot room seat row class visa category grade series")
"""What is told by a letter and a number: ``the spare for model P3``."""
_NAMED_DAYS = {
    "sunday": "palm easter mothering bloody stir-up super whit",
    "monday": "cyber easter blue holiday manic whit",
    "tuesday": "giving shrove pancake fat super taco ruby",
    "wednesday": "ash sheffield",
    "thursday": "maundy holy throwback",
    "friday": "black good man girl casual freaky fish happy",
    "saturday": "business holy super",
    "today": "usa",
    "sun": "full direct part partial morning afternoon evening midday noon summer winter setting rising hot strong "
    "bright spring autumn low more some enough much less needs need likes wants love catch midnight dappled",
    "sat": "who she he they we i it you cat never just studying",
    "wed": "newly just they get be getting gets who we when",
}
"""Days with a name of their own, and words that only look like a day."""


def needs_date(words: Sequence[str], at: int, end: int) -> bool:
    """Whether the date (or the recurrence) by words ``at`` to ``end`` is part of what stands before it."""
    before, first = _before(words, at), words[at].lower()
    if not before:
        return False
    if before in _BEFORE_A_DATE or (before[-1] == ":" and before != "deadline:"):
        return not is_particle(words, at - 1)
    if _goes_with_verb(first, before) or (first == "for" and words[end - 1] == "SAT"):
        return True
    day = words[end - 1].lower()
    named = words[end - 2].lower() if end > 1 else ""
    if day in _NAMED_DAYS and named in _NAMED_DAYS[day].split():
        return True
    if before[-1] == "," and before[:-1] in _DAYS and first in _DAYS:
        return True
    if end - at - (first in _LITTLE) == 1 and _is_a_number(day, before):
        return True
    if first == "in" and _is_of_name(words[end - 1], end - at, before):
        return True
    return at == 1 and before in _NEED_A_DAY


def _is_of_name(last: str, count: int, before: str) -> bool:
    """Whether ``in`` and what follows is of a name, or says how: ``the World in 80 Days``, ``draw in 3d``."""
    if count > 2:
        return last[:1].isupper()
    return last.lower() in ("2d", "3d", "4d") and (last[1] == "D" or before in _DRAW)


_DRAW = _words("draw print model render watch see film design sketch scan shoot animate sculpt")


def _goes_with_verb(little: str, before: str) -> bool:
    """Whether a little word and its day belong to the verb before them: ``wait for monday``, ``works on sunday``."""
    return (little == "for" and before in _WAIT_FOR) or (little in _LITTLE and before in _LASTS)


def needs_money(words: Sequence[str], at: int) -> bool:
    """Whether the amount that begins with word ``at`` is part of what stands before it."""
    before = _before(words, at)
    return before in _BEFORE_MONEY or before[-1:] == ":" or (at > 0 and _is_verb(words, at - 1, _NEED_A_THING))


def speaks_of_money(words: Sequence[str]) -> bool:
    """Whether an amount behind these words, and no other mark between, is what they are about: ``Refund Ann $20``."""
    return words[0].lower() in _PAYS


def needs_name(words: Sequence[str], at: int) -> bool:
    """Whether the ``#name``, ``@name`` or ``~2h`` by word ``at`` is part of the sentence."""
    before = _before(words, at)
    if before in _REFERS and words[at][0] == "#" and any(map(str.isdigit, words[at])):
        return True
    return needs_word(words, at)


def needs_word(words: Sequence[str], at: int) -> bool:
    """Whether ``p1`` by word ``at`` is part of what stands before it: ``Buy P1``, ``the P1``."""
    before = _before(words, at)
    if words[at][0].isalpha() and before in _TYPED:
        return True
    return at > 0 and (before in _BEFORE_A_NAME or _is_verb(words, at - 1, _NEED_A_THING))


def _before(words: Sequence[str], at: int) -> str:
    """The word before, in lower case; nothing for a title of one letter."""
    return words[at - 1].lower() if at and not (at == 1 and words[0] in "ABCXYZ") else ""


def _is_a_number(word: str, before: str) -> bool:
    """Whether figures with a slash are a fraction, or number what stands before them."""
    if re.fullmatch(_PIECES, word):
        return True
    return word[0].isdigit() and "-" not in word and before.rstrip(",") in _NUMBERED


def is_particle(words: Sequence[str], at: int) -> bool:
    """Whether a little word belongs to the verb before it: ``Drop by tomorrow``."""
    return at > 0 and words[at - 1].lower() in _BEFORE_PARTICLE.get(words[at].lower(), frozenset())


def _is_verb(words: Sequence[str], at: int, verbs: frozenset[str]) -> bool:
    """Whether word ``at`` is one of the verbs and stands where a sentence has its verb; “order” is a thing, too."""
    return words[at].lower() in verbs and (at == 0 or words[at - 1].lower() in _BEFORE_A_VERB)


_BEFORE_A_VERB = _words("to and & then please must can could should will we i don't not let's")
_DAYS = _words(
    "mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
)
