"""The texts of the messages to contractors: a first line with the subject, then the words, both with ``{fields}``.

Facts first: what, which date. One question, with letters for an answer. No blame twice; thanks for an early warning.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from delegator_tui.rules.messages import after_texts
from delegator_tui.rules.messages.away_text import AWAY


class Text(NamedTuple):
    """A text: ``when`` says in a few words what it is for; ``text`` is subject and words, with fields."""

    when: str
    text: str


_BRIEF = """Subject: {title}, due {due}

Hi {name},

Here is what I need: {title}.

{terms}

Before you start, please send back five lines: what you will deliver, when, the price, your first step, and one thing \
that could go wrong. If you are blocked or it looks bigger than this, tell me before going on.

{sign_off}
"""

_NO_READ_BACK = """Subject: {title}: the brief

Hi {name},

I sent you the brief for {title}, due {due}, on {sent}. Did it reach you? Just reply A, B or C:

A  I take it; my five lines follow
B  it does not fit now
C  I need to know ___ first

Please answer by {deadline}. B is fine: I will place it elsewhere.

{sign_off}
"""

_CHECKPOINT = """Subject: {title}: where it stands

Hi {name},

The work "{title}" is due {due}, and this is the look on the way that I like to take. Please send a link to whatever \
there is; rough is fine. Which of these is it?

A  on track for {due}
B  slower: I expect it on ___
C  waiting for ___

B or C now leaves time to help.

{sign_off}
"""

_BEFORE_DUE = """Subject: {title}: due {due}

Hi {name},

The work "{title}" is due {due}. Where does it stand? Just reply A, B or C:

A  on track
B  I need until ___
C  stuck on ___

B or C now is far better than a surprise.

{sign_off}
"""

_LATE_ONE = """Subject: {title}: was due {due}

Hi {name},

The work "{title}" was due {due} and I do not see it yet. If it is sent, please send the link again. If not, \
which of these is it?

A  you have it on ___ (day and time)
B  a part of it today, the rest on ___
C  stuck on ___

{sign_off}
"""

_LATE_TWO = """Subject: {title}: {days_late} past its date

Hi {name},

The work "{title}" is now {days_late} past {due}. Without an answer by {deadline}, {consequence}. Which of these \
will it be?

A  the finished work by then
B  what exists by then, and the rest on ___
C  I cannot finish it

I will plan from your answer, whichever it is.

{sign_off}
"""

_SILENT = """Subject: {title}: no word since {heard}

Hi {name},

I have not heard from you about {title} since {heard}. {dates} Which of these is it?

A  on track
B  slower: I expect it on ___
C  stuck on ___

B or C now leaves time to help.

{sign_off}
"""

_ROUND_DUE = """Subject: {title}: round {round}, due {due}

Hi {name},

Round {round} of {title} is due {due}. {sent_back}

Where does it stand? Reply A, B or C:

A  on track
B  I need until ___
C  stuck on ___

{sign_off}
"""

_ROUND_LATE = """Subject: {title}: round {round} was due {due}

Hi {name},

{sent_back} Round {round} was due {due} and I do not see it yet. If it is sent, please send the link again. If not, \
which of these is it?

A  you have it on ___ (day and time)
B  a part of it today, the rest on ___
C  stuck on ___

{sign_off}
"""

_DECISION = """Subject: {title}: how it goes on

Hi {name},

I have no date for the work "{title}", which was due {due}, so I am {decision}. Please send what exists by {deadline}. \
I will pay for the part I can use, as agreed ({amount}).

If something has happened on your side, tell me: I would rather know.

{sign_off}
"""

_OWNER_LATE = """Subject: {title}: I owe you an answer

Hi {name},

On {title} you have been waiting for {thing} since {since}. The delay is mine, not yours: your date moves to \
{new_due}. You will have it by {by}.

{sign_off}
"""

_SCOPE = """Subject: {title}: a change to the brief

Hi {name},

This goes beyond the brief for {title}: {change}

Please answer with the extra price and the new date. Until I write "agreed", the brief stays as it is.

{sign_off}
"""

_INVOICE_DIFFERS = """Subject: Invoice {invoice}: a difference

Hi {name},

Invoice {invoice} for {title} says {invoiced}; what we agreed is {price}. Please correct it, or point me to what I \
missed. I pay on the day it matches.

{sign_off}
"""

_PAYING_LATE = """Subject: {title}: your payment is late

Hi {name},

Your {amount} for {title} was due {pay_due} and is late through my fault. You will have it by {by}. Thank you for your \
patience.

{sign_off}
"""

_ENDING = """Subject: {title}: closing your access

Hi {name},

Thank you for {title}. I am closing your access to {systems} on {by}. Please hand over {files} and delete customer \
data by then, and confirm it in one line.

{sign_off}
"""

_POLITE_NO = """Subject: {title}: somebody else this time

Hi {name},

I have chosen somebody else for {title}, mainly because {reason}. What stood out in yours: {praise} May I keep you in \
mind for {skill}?

{sign_off}
"""

_CHASE = """Subject: {subject}

Hi {name},

These are with you now:

{things}

{owed}

Where does each of them stand? Please answer by {deadline} with the number and a letter:

A  done, or on track for its date
B  you have it on ___ (day and time)
C  stuck on ___

B or C now is far better than a surprise. {firm}

{sign_off}
"""

TEXTS: MappingProxyType[str, Text] = MappingProxyType({
    "brief": Text("handing work off", _BRIEF),
    "no_read_back": Text("no read-back yet", _NO_READ_BACK),
    "checkpoint": Text("a look on the way", _CHECKPOINT),
    "before_due": Text("before the due", _BEFORE_DUE),
    "late_one": Text("the first after the due", _LATE_ONE),
    "late_two": Text("the second after the due", _LATE_TWO),
    "silent": Text("no word for days", _SILENT),
    "round_due": Text("before the due, after a return", _ROUND_DUE),
    "round_late": Text("after the due, after a return", _ROUND_LATE),
    "decision": Text("what you decided without an answer", _DECISION),
    "owner_late": Text("you kept them waiting", _OWNER_LATE),
    "returned": Text("returned for changes", after_texts.RETURNED),
    "scope": Text("more than the brief says", _SCOPE),
    "accepted": Text("accepted", after_texts.ACCEPTED),
    "accepted_part": Text("a part is accepted", after_texts.ACCEPTED_PART),
    "extended": Text("another date is agreed", after_texts.EXTENDED),
    "held": Text("you hold them to the agreed date", after_texts.HELD),
    "answered": Text("your answer to a question", after_texts.ANSWERED),
    "cut": Text("less is to be done", after_texts.LEFT_OUT),
    "changed": Text("the brief or the price changes", after_texts.CHANGED),
    "stopped": Text("reassigned, cancelled or taken back", after_texts.STOPPED),
    "moved": Text("what they wait for comes later", after_texts.MOVED),
    "note": Text("anything else", after_texts.NOTE),
    "invoice_differs": Text("an invoice that does not match", _INVOICE_DIFFERS),
    "paying_late": Text("you pay late", _PAYING_LATE),
    "ending": Text("the end, and access", _ENDING),
    "polite_no": Text("a polite no", _POLITE_NO),
    "chase": Text("several things in one message", _CHASE),
    "away": Text("you are away", AWAY),
})  # fmt: skip
"""Every text by its name."""

FIELDS: MappingProxyType[str, str] = MappingProxyType({
    "name": "whom it is to", "title": "what the handoff is called", "due": "its date, in both zones if it has a time",
    "sent": "when it was handed off", "agreed": "the agreed date",
    "dates": "a sentence on its date", "heard": "since when nothing was heard",
    "sent_back": "a sentence on when you sent it back, and for what",
    "outcome": "from the brief", "why": "from the brief",
    "terms": "all that the brief says, a line or a list each", "done_when": "from the brief",
    "out_of_scope": "from the brief", "price": "what was agreed",
    "days_late": "calendar days past the date that counts", "deadline": "their next working day",
    "consequence": "what follows without an answer", "decision": "what you decided", "amount": "what is still to pay",
    "thing": "what they wait for", "since": "since when they wait", "new_due": "the date that makes up for it",
    "by": "your next working day", "praise": "what was good", "open_checks": "what the brief still wants",
    "round": "the round that begins", "rounds": "rounds the price includes", "change": "what is more than the brief",
    "pay_by": "when the money goes out", "pay_due": "when the money was due", "invoice": "the invoice's number",
    "invoiced": "what the invoice asks", "skill": "what they are good at", "systems": "what they may get into",
    "files": "what they hand over", "reason": "why somebody else", "sign_off": "thanks and your name",
    "subject": "what a message on several things is about", "things": "what is with them, numbered, each with its date",
    "owed": "what they wait for from you, if anything", "firm": "what follows without an answer, the second time",
    "away": "from when to when you are away", "back": "the day on which you are back",
    "urgent": "whom to ask when it cannot wait, as you noted it",
    **after_texts.FIELDS,
})  # fmt: skip
"""Every field a text may have, and what it holds. What nobody knows yet is left open as ``___``."""
