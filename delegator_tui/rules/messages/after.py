"""What a contractor has to be told after the owner decided something, and in which text.

All follows from the events: what was decided and not told, the latest of it in a text of its own and the rest in a
line each. So the message is ready right after the verb, and later, too, until it went.
"""

from __future__ import annotations

from collections.abc import Sequence

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Deliverable, Event, Handoff
from delegator_tui.model.states import OWED, SETTLED
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.dependencies import is_stale, name
from delegator_tui.rules.handoffs.happened import day_of, events_of, was_sent
from delegator_tui.rules.handoffs.history import REPLIES
from delegator_tui.rules.handoffs.pay_due import pay_due
from delegator_tui.rules.messages.fields import always, say_due, values

TEXT_OF = {
    "returned": "returned", "accepted": "accepted", "accepted a part": "accepted_part", "extended": "extended",
    "held": "held", "answered": "answered", "cut": "cut", "changed": "changed", "reassigned": "stopped",
    "cancelled": "stopped", "taken back": "stopped", "moved": "moved",
}  # fmt: skip
"""The text for each event that the contractor is told of."""
OVER = frozenset({"accepted", "reassigned", "cancelled", "taken back"})
"""Events after which nothing that was decided before has to be told any more, but what was accepted or answered."""
ACCEPTED = frozenset({"accepted", "accepted a part"})
WRITTEN = frozenset({"nudged", "wrote"})
"""Events that log a message."""
IN_NUDGES = frozenset({"returned", "held"})
"""What a nudge tells, too."""
STOP_WHY = {
    "reassigned": "somebody else goes on with it",
    "cancelled": "it is not needed any more",
    "taken back": "I do it myself now",
}
CAUSE_SAID = {
    "missed": "If anything here is new rather than a fix, quote it first and we agree on it.",
    "brief_gap": "My brief did not say this: if it changes the price or the date, tell me before you start.",
    "changed_mind": "I have changed my mind here: if it changes the price or the date, tell me before you start.",
    "new_information": "I did not know this before: if it changes the price or the date, tell me before you start.",
}


def to_tell(handoff: Handoff, book: Book) -> list[Event]:
    """Return what was decided on a handoff and its contractor was not told, the oldest first.

    They were told by a message that was written for it; and who says something of the work after that knows it, too.
    """
    if handoff.contractor is None or handoff.state == "drafted":
        return []
    written = events_of(handoff.uid, book)
    story = [event for event in written if event.what not in WRITTEN or was_sent(event, book)]
    told = {str(uid) for event in story if event.what == "wrote" for uid in _listed(event, "told")}
    found: list[Event] = []
    for event in story:
        found = [each for each in found if _is_untold_after(event, each)]
        if event.what in TEXT_OF and event.uid not in told and not (event.what == "moved" and is_stale(event, book)):
            found.append(event)
    was_out = handoff.sent is not None or any(event.what not in STOP_WHY for event in found)
    return found if was_out else []


def _is_untold_after(event: Event, decided: Event) -> bool:
    """Tell whether what was decided still has to be told after another event."""
    what = event.what
    if what == "handed off":
        return False
    if what == "moved":
        return decided.what != what or decided.details.get("other") != event.details.get("other")
    if what in REPLIES:
        return decided.what in (*ACCEPTED, "moved")
    if what == "nudged":
        return decided.what not in IN_NUDGES
    return what not in OVER or decided.what in (*ACCEPTED, "answered")


def _listed(event: Event, name: str) -> list[object]:
    kept = event.details.get(name)
    return list(kept) if isinstance(kept, list | tuple) else []


def text_for(handoff: Handoff, book: Book) -> str:
    """Return the name of the text that fits what was decided last and not told; empty when there is nothing to tell."""
    steps = to_tell(handoff, book)
    return TEXT_OF[steps[-1].what] if steps else ""


def known(handoff: Handoff, book: Book) -> dict[str, str]:
    """Return the values of all fields that a text on a handoff may have. An empty one leaves nothing."""
    steps = to_tell(handoff, book)
    last = steps[-1] if steps else None
    found = values(handoff, book)
    found |= {"also": also(steps[:-1], handoff, book), "cause_said": ""}
    found |= _on_parts(last, handoff, book) | _on_money(handoff, book)
    return found | (_on_step(last, handoff, book) if last else {})


def _on_step(step: Event, handoff: Handoff, book: Book) -> dict[str, str]:
    """Return what an event tells; a value that it does not have stays a blank, for the owner to fill in."""
    told = step.details
    new, old = (_date(told.get(name), handoff, book) for name in ("new", "old"))
    missing = _text(told.get("because")) if step.what == "returned" else ""
    found = {
        "new_date": new, "missing": missing, "open_checks": missing, "stop_why": STOP_WHY.get(step.what, ""),
        "cut": _text(told.get("text")), "changes": _text(told.get("text")), **_on_question(step, book),
        **_on_moved(step, handoff, book),
    }  # fmt: skip
    if step.what == "held":
        found |= _on_hold(step, handoff, book)
    return {name: value for name, value in found.items() if value} | {
        "old_said": f"not {old}" if old else "instead of the date before",
        "cause_said": CAUSE_SAID.get(str(told.get("cause")), ""),
    }


def _on_hold(step: Event, handoff: Handoff, book: Book) -> dict[str, str]:
    """Return what they are held to: the agreed date; when that is over, the day by which they are to answer."""
    agreed, promised = (_date(step.details.get(name), handoff, book) for name in ("due", "promised"))
    due, named_date = step.details.get("due"), promised or "a later date"
    if Due.is_due(due) and Due.of(str(due)).is_over(book.now):
        head, day = f"{named_date} is too late", f"by {always(handoff.contractor, book)['deadline']}"
        said = f"You named {named_date}, and that is too late for me."
    else:
        head, day = f"please keep {agreed}", f"on {agreed}"
        said = f"You named {named_date}, and I need it on the date that we agreed."
    return {"agreed": agreed, "promise_said": said, "hold_head": head, "hold_date": day}


def named(parts: Sequence[Deliverable], handoff: Handoff, book: Book) -> str:
    """Return what something is about: the title of the handoff, or some of its parts by name: ``Menu (Shop)``."""
    title = book.title(handoff)
    whole = [owed for owed in book.owed_in(handoff) if owed.state != "waived"]
    if not parts or len(parts) >= len(whole):
        return title
    return f"{_list([part.title for part in parts])} ({title})"


def also(steps: Sequence[Event], handoff: Handoff, book: Book) -> str:
    """Return what else was decided and not told, a sentence each."""
    said = [words for step in steps if (words := _in_a_sentence(step, handoff, book))]
    return "\n".join(dict.fromkeys(said))


def _in_a_sentence(step: Event, handoff: Handoff, book: Book) -> str:
    part = named(_parts(step, handoff, book), handoff, book)
    new = _date(step.details.get("new"), handoff, book)
    match step.what:
        case "accepted a part":
            return f"{part} is accepted."
        case "returned":
            by = next((due for each in _parts(step, handoff, book) if (due := _date(each.due, handoff, book))), new)
            return f"{part} is still missing this, by {by}: {_text(step.details.get('because'))}"
        case "extended":
            return f"{part} is due {new} now."
        case "answered":
            return f"My answer to your question: {_text(step.details.get('text'))}"
        case "moved":
            first = book.handoffs.get(str(step.details.get("other"))) or book.tasks.get(str(step.details.get("other")))
            return f"{name(first, book)}, which you wait for, comes later: {new}." if first else ""
        case "cut":
            return f"Please leave this out: {_text(step.details.get('text'))}."
    return ""


def _on_parts(step: Event | None, handoff: Handoff, book: Book) -> dict[str, str]:
    parts = _parts(step, handoff, book)
    part = named(parts, handoff, book)
    day = _came(parts, step, handoff, book)
    rounds = max((owed.rounds for owed in parts), default=0)
    return {
        "part": part,
        "came": f"Thank you for {part}, which came on {day}." if day else f"Thank you for {part}.",
        "round_said": _say_round(rounds, handoff.brief.rounds_included),
        "rest": _rest(handoff, book),
        "date_said": _say_date(handoff, book),
    }


def _say_date(handoff: Handoff, book: Book) -> str:
    """Return that the date stays, or, when it is over, that they are to name another."""
    due = _date(handoff.due, handoff, book)
    if due and Due.of(handoff.due or "").is_over(book.now):
        return f"It was due {due}: please tell me when you have it."
    return f"The date stays {due}." if due else ""


def _say_round(number: int, included: int | None) -> str:
    """Return which round of changes begins, where the price includes some."""
    if not included or number < 1:
        return ""
    rounds = "1 round" if included == 1 else f"{included} rounds"
    return f"The price includes {rounds} of changes; this is number {number}."


def _rest(handoff: Handoff, book: Book) -> str:
    left = [owed for owed in book.owed_in(handoff) if owed.state not in SETTLED and owed.state in OWED]
    said = (f"{owed.title}{_by(owed, handoff, book)}" for owed in left)
    return f"Still with you: {'; '.join(said)}." if left else ""


def _by(owed: Deliverable, handoff: Handoff, book: Book) -> str:
    when = owed.due or handoff.due
    due = _date(when, handoff, book)
    since = "since " if when and due and Due.of(when).is_over(book.now) else ""
    return f", due {since}{due}" if due else ""


def _came(parts: Sequence[Deliverable], before: Event | None, handoff: Handoff, book: Book) -> str:
    """Return the day on which what is spoken of came last; empty when nobody knows."""
    uids = {part.uid for part in parts}
    story = book.events_by_record.get(handoff.uid, [])
    earlier = [event for event in story if before is None or event.at <= before.at]
    came = [event for event in earlier if event.what.startswith("delivered") and uids & _uids(event, uids)]
    if not came:
        return ""
    return say_day(day_of(came[-1], book), book.today)


def _on_money(handoff: Handoff, book: Book) -> dict[str, str]:
    paid = money.paid(handoff, book)
    had = money.say_money(paid) if paid and money.stored(paid.amount) > 0 else ""
    return {"payment": _payment(handoff, had, book), "so_far": f"I have paid you {had} for it so far." if had else ""}


def _payment(handoff: Handoff, had: str, book: Book) -> str:
    if handoff.price is None or handoff.state not in ("accepted", "closed"):
        return ""
    if money.is_settled(handoff, book):
        return f"You have had {had} for it; nothing is open." if had else ""
    owing = money.balance(handoff, book)
    if owing is None:
        return f"Please send me your invoice: we agreed on {money.say_price(handoff.price)}."
    by = pay_due(handoff, book)
    day = f" by {Due.of(by).say(book.now)}" if by else ""
    rest = f"You have had {had}; I pay the remaining" if had else "I pay"
    return f"{rest} {money.say_money(owing)}{day}."


def _on_moved(step: Event, handoff: Handoff, book: Book) -> dict[str, str]:
    other = str(step.details.get("other") or "")
    first = book.handoffs.get(other) or book.tasks.get(other)
    if step.what != "moved" or first is None:
        return {}
    agreed, would_be = _date(handoff.due, handoff, book), _date(step.details.get("would_be"), handoff, book)
    until = _date(step.details.get("new"), handoff, book)
    return {"waits_for": name(first, book), "until": until, "would_be": would_be, "agreed": agreed}


def _on_question(step: Event, book: Book) -> dict[str, str]:
    if step.what != "answered":
        return {}
    question = book.questions.get(str(step.details.get("question") or ""))
    asked = f"You asked: {question.asked.text}" if question else ""
    return {"question": asked, "answer": _text(step.details.get("text"))}


def _parts(step: Event | None, handoff: Handoff, book: Book) -> list[Deliverable]:
    """Return the parts that an event is about; none for the whole."""
    uids = _uids(step, set()) if step is not None else set()
    return [owed for owed in book.owed_in(handoff) if owed.uid in uids]


def _uids(event: Event, otherwise: set[str]) -> set[str]:
    return set(map(str, _listed(event, "deliverables"))) or otherwise


def _date(due: object, handoff: Handoff, book: Book) -> str:
    return say_due(str(due), handoff, book) if Due.is_due(due) else ""


def _text(words: object) -> str:
    return str(words).strip() if words else ""


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
