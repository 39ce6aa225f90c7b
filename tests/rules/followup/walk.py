"""Situations: what happened to one handoff, walked through the real verbs, and what the program says of it then.

A line of a history is a day and a time in UTC, a verb and its words: ``11-24 10:00 later 12-20 home``; ``on=11-23``
is the day on which it happened. Dates are in 2026, unless their year is said. The handoff goes out on Monday 23
November 2026, 10:00, due on Friday 11 December; whoever has it works Monday to Friday, 9 to 17 UTC, unless told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.book import Book
from delegator_tui.model.due import NEVER
from delegator_tui.model.records import Handoff
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.messages.chase import chase_list, chase_one
from delegator_tui.rules.reminders.ladder import next_step
from delegator_tui.rules.today import agenda, sections
from tests.making import StandingClock, add_contractor, add_task, change, price, put
from tests.rules.messages.chasing import chase_text

OUT = "11-23 10:00"
DUE = "12-11"


class Situation(NamedTuple):
    """One line of the table. ``told`` is its history, ``then`` what is true ``now``, as ``found`` says it."""

    name: str
    now: str
    told: tuple[str, ...]
    then: str


def day(text: str) -> str:
    """A date as the table writes it, in full: ``12-20`` is in 2026."""
    return text if text.startswith("20") else f"2026-{text}"


def instant(text: str) -> str:
    """The ISO instant of a day and a time as the table writes them."""
    date, time = text.split()
    return f"{day(date)}T{time}:00+00:00"


def walk(told: tuple[str, ...], now: str, desk: Desk, clock: StandingClock) -> str:
    """Do what a history tells, and go to ``now``; return the uid of the handoff."""
    clock.set(instant(OUT))
    uid = ""
    for line in told if told and told[0].split()[2] in ("hand", "draft") else (f"{OUT} hand off", *told):
        date, time, *rest = line.split()
        clock.set(instant(f"{date} {time}"))
        desk.tick()
        verb = next(name for name in VERBS if " ".join(rest).startswith(name))
        words = " ".join(rest).removeprefix(verb).split()
        uid = VERBS[verb](desk, uid, words) or uid
    clock.set(instant(now))
    desk.tick()
    return uid


def _draft(desk: Desk, words: list[str]) -> HandoffDraft:
    """What a hand-off or a draft says, and of who gets it: away, zone, days of the week, days of notice."""
    said = dict(word.split("=") for word in words)
    parts = tuple((name, day(own) if own else None) for part in said.get("parts", "").split(",") if part
                  for name, _, own in [part.partition("@")])  # fmt: skip
    who = next(iter(desk.book.contractors.open), None) or add_contractor(desk, "Mira", email="mira@example.com")
    fields: dict[str, Any] = {}
    if "away" in said:
        first, last = said["away"].split("..")
        fields["away"] = ({"start": day(first), "end": day(last)},)
    if "zone" in said:
        fields["timezone"] = said["zone"]
    if "days" in said:
        fields["working_days"] = tuple(int(each) for each in said["days"])
    if "lead" in said:
        fields["reminder_lead_days"] = int(said["lead"])
    if fields:
        desk.contractors.edit(who, **fields)
    return HandoffDraft(
        contractor=who, due=day(said.get("due", DUE)), price=price(), deliverables=parts,
        stakes=said.get("stakes", "routine"),
    )  # fmt: skip


def _out(desk: Desk, _: str, words: list[str]) -> str:
    return desk.handoffs.hand_off(add_task(desk, "Website"), _draft(desk, words), anyway=True).uid


def _reassign(desk: Desk, uid: str, words: list[str]) -> str:
    return desk.handoffs.reassign(uid, add_contractor(desk, "Otto"), due=day(words[0]), anyway=True).uid


def _undated(desk: Desk, uid: str, _: list[str]) -> None:
    """As an imported one may be: no date was ever said."""
    for owed in desk.book.owed_in(desk.book.handoffs.open[uid]):
        change(desk, "deliverables", owed.uid, due=None, original_due=None)
    change(desk, "handoffs", uid, due=None, original_due=None)


def _waits(desk: Desk, uid: str, _: list[str]) -> None:
    desk.work.after(uid, add_task(desk, "Texts"))


def _freed(desk: Desk, uid: str, _: list[str]) -> None:
    desk.tasks.done(next(task.uid for task in desk.book.tasks.open.values() if task.title == "Texts"))


def _nudge(desk: Desk, uid: str, _: list[str]) -> None:
    chase = chase_one(desk.book.handoffs.open[uid], desk.book)
    assert chase is not None
    desk.handoffs.nudge(chase, chase_text(chase, desk.book), "phone", anyway=True)


Verb = Callable[[Desk, str, list[str]], str | None]


def _none(did: object) -> None:
    return None


def _access(desk: Desk, uid: str, _: list[str]) -> None:
    put(desk, "access", handoff=uid, contractor=desk.book.handoffs.open[uid].contractor, system="Shop admin")


def _later(desk: Desk, uid: str, words: list[str]) -> None:
    plain, on = _plain(words), _on(words)
    desk.handoffs.heard(uid, "later", promised=day(plain[0]), deliverable=plain[1] if plain[1:] else None, **on)


def _deliver(desk: Desk, uid: str, words: list[str]) -> None:
    plain = _plain(words)
    desk.handoffs.deliver(uid, plain[0] if plain else None, **_on(words))


VERBS: dict[str, Verb] = {
    "hand off": _out,
    "draft": lambda desk, _, words: desk.handoffs.draft(add_task(desk, "Website"), _draft(desk, words)).uid,
    "send": lambda desk, uid, _: _none(desk.handoffs.send(uid, anyway=True)),
    "nudge": lambda desk, uid, words: _nudge(desk, uid, words),
    "ack": lambda desk, uid, words: _none(desk.handoffs.acknowledge(uid, "I send it by then.", **_on(words))),
    "got it": lambda desk, uid, _: _none(desk.handoffs.acknowledge(uid)),
    "start": lambda desk, uid, _: _none(desk.handoffs.start(uid, anyway=True)),
    "on track": lambda desk, uid, words: _none(desk.handoffs.heard(uid, "on track", **_on(words))),
    "later": _later,
    "asks": lambda desk, uid, _: _none(desk.handoffs.heard(uid, "asks", "Which paper?")),
    "no answer": lambda desk, uid, _: _none(desk.handoffs.heard(uid, "no answer", by="phone")),
    "answer": lambda desk, uid, _: _none(desk.handoffs.answer(uid, "The thick one.")),
    "deliver": _deliver,
    "return": lambda desk, uid, words: _none(
        desk.handoffs.return_(uid, "no logo", "missed", day(words[0]), words[1] if words[1:] else None)
    ),
    "accept": lambda desk, uid, words: _none(desk.handoffs.accept(uid, deliverable=words[0] if words else None)),
    "extend": lambda desk, uid, words: _none(
        desk.handoffs.extend(uid, day(words[0]), "agreed", words[1] if words[1:] else None)
    ),
    "hold": lambda desk, uid, _: _none(desk.handoffs.hold(uid)),
    "cut": lambda desk, uid, words: _none(desk.handoffs.cut(uid, words)),
    "snooze": lambda desk, uid, words: _none(desk.reminders.snooze(uid, day(words[0]))),
    "waits": _waits,
    "freed": _freed,
    "undated": _undated,
    "third": lambda desk, uid, words: change(desk, "handoffs", uid, next_move="third", next_check=day(words[0])),
    "access": _access,
    "the other": lambda desk, uid, _: next(each for each in desk.book.handoffs.open if each != uid),
    "pay": lambda desk, uid, _: _none(desk.handoffs.pay(uid)),
    "reassign": _reassign,
    "take back": lambda desk, uid, _: _none(desk.handoffs.take_back(uid, "faster myself")),
    "cancel": lambda desk, uid, _: _none(desk.handoffs.cancel(uid, "not needed")),
    "undo": lambda desk, _, __: _none(desk.undo()),
}
"""The verbs of a history, the longer name first where one begins like another."""


def _on(words: list[str]) -> dict[str, str]:
    said = next((word.removeprefix("on=") for word in words if word.startswith("on=")), "")
    return {"on": day(said)} if said else {}


def _plain(words: list[str]) -> list[str]:
    return [word for word in words if not word.startswith("on=")]


def found(uid: str, book: Book) -> str:
    """What the program says of a handoff: ``whose standing; figures; quiet; step; text; lists``, ``-`` for nothing."""
    handoff = book.handoffs.get(uid)
    assert handoff is not None
    known = account(handoff, book)
    figures = (("late", known.days_late), ("slip", known.slip_days), ("silent", known.silent_days * known.is_silent))
    said = " ".join(f"{name} {count}" for name, count in figures if count)
    return "; ".join([
        f"{known.whose} {known.standing}", said or "-", _quiet(handoff, book), _step(handoff, book),
        _text(handoff, book), _lists(handoff, book),
    ])  # fmt: skip


def at(when: dt.datetime) -> str:
    """An instant as the table writes it."""
    return "never" if when == NEVER else f"{when:%m-%d %H:%M}"


def _quiet(handoff: Handoff, book: Book) -> str:
    quiet = account(handoff, book).quiet
    return f"{quiet.why} {at(quiet.until)}" if quiet else "-"


def _step(handoff: Handoff, book: Book) -> str:
    step = next_step(handoff, book)
    return f"{step.step} to {step.to} {at(step.at)}" if step else "-"


def _text(handoff: Handoff, book: Book) -> str:
    chase = next((each for each in chase_list(book) if each.things[0].handoff == handoff.uid), None)
    return chase.things[0].message if chase else "-"


def _lists(handoff: Handoff, book: Book) -> str:
    day_ = agenda.whole(book)
    on = [s.name for s in sections.sections(day_, book) for item in s.items if item.record == handoff]
    written = any(thing.handoff == handoff.uid for chase in chase_list(book) for thing in chase.things)
    return " ".join([*on, *(["c"] if written else [])]) or "-"
