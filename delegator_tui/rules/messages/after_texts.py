"""The words of what a contractor is told after the owner has decided something: returned, accepted, another date …"""

RETURNED = """Subject: {part}: changes, by {new_date}

Hi {name},

{came} Against the brief this is still missing:

{missing}

Please send it again by {new_date}. {round_said}

{cause_said}

{also}

{sign_off}
"""

ACCEPTED = """Subject: {part}: accepted

Hi {name},

I have looked at {part}, and it is accepted.

{payment}

{also}

{sign_off}
"""

ACCEPTED_PART = """Subject: {part}: accepted

Hi {name},

I have looked at {part}, and it is accepted.

{rest}

{also}

{sign_off}
"""

EXTENDED = """Subject: {part}: due {new_date} now

Hi {name},

{part} is due {new_date} now, {old_said}. Everything else stays as we agreed it.

If that date does not work for you, please tell me by {deadline} which one does.

{also}

{sign_off}
"""

HELD = """Subject: {part}: {hold_head}

Hi {name},

For {part} we agreed on {agreed}. {promise_said} Which of these will it be? Please reply with A, B or C:

A  you have it {hold_date}
B  a part of it {hold_date}: ___
C  it cannot be done by then, because ___

Please answer by {deadline}.

{also}

{sign_off}
"""

ANSWERED = """Subject: {title}: my answer

Hi {name},

{question}

{answer}

{date_said}

{also}

{sign_off}
"""

LEFT_OUT = """Subject: {title}: without {cut}

Hi {name},

Please leave this out of {title}: {cut}. I do not need it any more.

{rest}

If that changes the price, tell me before you go on.

{also}

{sign_off}
"""

CHANGED = """Subject: {title}: a change

Hi {name},

For {title} this changes:

{changes}

Everything else stays as we agreed it. Please answer "agreed", or tell me by {deadline} what does not work.

{also}

{sign_off}
"""

STOPPED = """Subject: {title}: please stop

Hi {name},

Please stop working on {title}: {stop_why}. Send me what there is by {deadline}, and what is open for it on your side. \
{so_far}

{also}

{sign_off}
"""

MOVED = """Subject: {title}: what it waits for comes later

Hi {name},

{title} waits for {waits_for}, and that comes later than planned: {until}. So please plan for it from then on.

Your date for {title} is {agreed} so far. Which of these will it be? Please reply with A, B or C:

A  {agreed} still works
B  you have it on {would_be}
C  it needs another date: ___

Nothing moves until we have agreed on it. Please answer by {deadline}.

{also}

{sign_off}
"""

NOTE = """Subject: {title}

Hi {name},

___

{sign_off}
"""

FIELDS = {
    "part": "what it is about: the handoff, or a part of it by name", "new_date": "the date that was set now",
    "old_said": "instead of which date", "agreed": "the date that was agreed",
    "promise_said": "which later date they named, and that it is too late",
    "hold_head": "which date they are to keep", "hold_date": "by when you want it: the agreed date, while it is ahead",
    "came": "thanks, and on which day it came", "missing": "what you said is missing",
    "round_said": "which round this is, and how many the price includes",
    "cause_said": "what holds for the price, by the cause of the return", "rest": "what is still with them, with dates",
    "payment": "what you pay, and by when", "question": "what they asked", "answer": "what you answered",
    "date_said": "which date stays", "cut": "what is left out", "changes": "what changes, from what to what",
    "stop_why": "why they stop", "so_far": "what you paid so far",
    "waits_for": "what it has to wait for", "until": "when that comes now",
    "would_be": "the date that leaves them as much time as before", "also": "what else they were not told yet",
}  # fmt: skip
"""The fields of these texts, and what each holds."""
