"""The scope log: what was first agreed of a handoff, what was changed since, and what it costs now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day_in_column
from delegator_tui.model.due import Due
from delegator_tui.model.records import Deliverable, Event, Handoff, Price
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.happened import day_of, events_of

Terms = dict[str, Any]
"""What is agreed, by name, as plain values: price, due, outcome, done_when, out_of_scope, parts."""
Changes = Mapping[str, Mapping[str, Any]]
"""Of each of them that is another, ``old`` and ``new``."""
LISTS = frozenset({"done_when", "parts"})
LABELS = {"outcome": "outcome", "done_when": "done when", "out_of_scope": "not included"}


class Entry(NamedTuple):
    """One change of what was agreed: the event that tells it, what it changed, and whether both agreed to it."""

    event: Event
    changes: Changes
    agreed: bool


class ScopeLog(NamedTuple):
    """``first``: what was agreed when the work went out; ``entries``: what was changed since, in order; ``now``."""

    first: Terms
    entries: tuple[Entry, ...]
    now: Terms


def terms(handoff: Handoff, parts: Iterable[Deliverable]) -> Terms:
    """Return what is agreed of a handoff with these parts."""
    return {
        "price": msgspec.to_builtins(handoff.price), "due": handoff.due, "outcome": handoff.brief.outcome,
        "done_when": list(handoff.brief.done_when), "out_of_scope": handoff.brief.out_of_scope,
        "parts": [_part(part) for part in parts if part.state != "waived"],
    }  # fmt: skip


def differences(old: Terms, new: Terms) -> dict[str, dict[str, Any]]:
    """Return what of the terms is another."""
    return {name: {"old": was, "new": new[name]} for name, was in old.items() if was != new[name]}


def scope_log(handoff: Handoff, book: Book) -> ScopeLog:
    """Return the log of a handoff by the events that still stand. What was undone is in it no more."""
    now = terms(handoff, book.owed_in(handoff))
    first, entries = dict(now), []
    for event in reversed(events_of(handoff.uid, book)):
        changes = _changes(event, first, book)
        if changes:
            entries.append(Entry(event, changes, event.details.get("agreed") is not False))
            first |= {name: both["old"] for name, both in changes.items() if name in first}
            first["parts"] = _with_due(first["parts"], changes.get("due", {}))
    return ScopeLog(first, tuple(reversed(entries)), now)


def say(changes: Changes, book: Book) -> list[str]:
    """Return changes in words: ``price $240 → $400``, ``+ shop``, ``due Fri 27 Nov → Fri 4 Dec``."""
    return [words for name, both in changes.items() for words in _say(name, both["old"], both["new"], book)]


def say_log(log: ScopeLog, book: Book) -> list[str]:
    """Return the log as lines: what was first agreed, each change with its day, what it is now; none unless changed."""
    lines = [f"first agreed {say_terms(log.first, book)}"] if log.entries else []
    for entry in log.entries:
        day = say_day_in_column(day_of(entry.event, book), book.today)
        note = "" if entry.agreed else "   not agreed"
        lines += [f"{day}   {words}{note}" for words in say(entry.changes, book)]
    return [*lines, f"now {say_terms(log.now, book)}"] if log.entries else []


def say_terms(agreed: Terms, book: Book) -> str:
    """Return terms in short: ``$240, due Fri 27 Nov, 2 parts``."""
    price = say_price(agreed["price"])
    day = f"due {Due.of(agreed['due']).say(book.now)}" if agreed["due"] else ""
    count = len(agreed["parts"])
    return ", ".join(filter(None, [price, day, f"{count} parts" if count > 1 else ""]))


def say_price(price: Any) -> str:  # noqa: ANN401 - a plain value
    """Return a price that is kept as a plain value; nothing for none."""
    try:
        return money.say_price(msgspec.convert(price, Price)) if price else ""
    except msgspec.ValidationError:  # written by hand
        return ""


def _with_due(parts: list[Any], moved: Mapping[str, Any]) -> list[Any]:
    """Return parts before the date of the whole moved: those that moved with it had the old one."""
    if not moved:
        return parts
    return [{**each, "due": moved["old"]} if each.get("due") == moved["new"] else each for each in parts]


def _part(part: Deliverable) -> Terms:
    share = msgspec.to_builtins(part.share) if part.share else None
    return {"title": part.title, "due": part.due, **({"share": share} if share else {})}


def _changes(event: Event, after: Terms, book: Book) -> Changes:
    """Return what an event changed; ``after`` are the terms as it left them."""
    told = event.details
    changes = told.get("changes")
    if event.what == "changed" and isinstance(changes, dict):
        return {name: both for name, both in changes.items() if isinstance(both, dict) and {"old", "new"} <= set(both)}
    gone = [str(uid) for uid in _list(told.get("deliverables"))]
    if event.what == "extended" and not gone:
        return {"due": {"old": told.get("old"), "new": told.get("new")}}
    parts = [part for uid in gone if (part := book.deliverables.get(uid))]
    if event.what == "extended":
        titles = {part.title for part in parts}
        old = [{**each, "due": told.get("old")} if each["title"] in titles else each for each in after["parts"]]
        return {"parts": {"old": old, "new": after["parts"]}}
    if event.what == "cut":
        return {"parts": {"old": [*after["parts"], *map(_part, parts)], "new": after["parts"]}}
    return {}


def _say(name: str, old: Any, new: Any, book: Book) -> list[str]:  # noqa: ANN401 - plain values
    if name == "price":
        return [f"price {say_price(old) or 'none'} → {say_price(new) or 'none'}"]
    if name == "due":
        return [f"due {_day(old, book)} → {_day(new, book)}"]
    if name == "parts":
        return _say_parts(_list(old), _list(new), book)
    if name in LISTS:
        return [f"{LABELS[name]} {words}" for words in _say_list(_list(old), _list(new))]
    return [f"{LABELS.get(name, name)} {_quoted(old)} → {_quoted(new)}"]


def _say_parts(old: list[Any], new: list[Any], book: Book) -> list[str]:
    before = {str(each.get("title")): each for each in old if isinstance(each, dict)}
    after = {str(each.get("title")): each for each in new if isinstance(each, dict)}
    said = [f"+ {title}" for title in after if title not in before]
    said += [f"− {title}" for title in before if title not in after]
    for title in (each for each in before if each in after):
        was, now = before[title], after[title]
        if was.get("due") != now.get("due"):
            said.append(f"{title} due {_day(was.get('due'), book)} → {_day(now.get('due'), book)}")
        if was.get("share") != now.get("share"):
            said.append(f"{title} {_money(was.get('share'))} → {_money(now.get('share'))}")
    return said


def _say_list(old: list[Any], new: list[Any]) -> list[str]:
    return [f"+ {each}" for each in new if each not in old] + [f"− {each}" for each in old if each not in new]


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _day(value: object, book: Book) -> str:
    return Due.of(str(value)).say(book.now) if Due.is_due(value) else "no date"


def _money(value: object) -> str:
    if not isinstance(value, dict):
        return "no share"
    return money.say(str(value.get("amount")), str(value.get("currency")))


def _quoted(value: object) -> str:
    return f"“{value}”" if value else "nothing"
