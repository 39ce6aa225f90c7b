"""A book in which every text of every record is hostile, and what may never reach the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from rich.cells import cell_len
from textual.screen import Screen

from delegator_tui.store.store import Change, Put
from tests.making import StandingClock, desk_at, uid

PIECES = (
    "word", "[/b]", "[red]", "[@click=app.quit]x[/]", "[link=file:///etc/passwd]y[/link]", "$text", "{0}%s", "\\",
    "\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\x1b[2J\x1b[H", "\x00", "\x07", "\x08", "\x7f", "\x85", "\u2028", "\x0b",
    "\n", "\r", "\r\n", "\t", "   ", "; ", " = ", ", ", " to ", "#", "@", ">", "%", "\"'`",
    "e" + "\u0301" * 9, "\u0301", "日本語の問い合わせ", "ｈａｌｆ", "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "\u200b\u2060\ufeff",
    "\ufe0f",
    "שלום עולם", "\u202e", "\u2066", "\u200f", "مرحبا", "\U000e0041", "https://example.com/[b]?x=1", "-", "2026-11-27",
)  # fmt: skip
SURROGATE = "\ud800 half"
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LONG = ("y" * 10_000, "日本語" * 3_400, "word [/b] " * 1_000, "\u202e\x1b[31m" * 2_500)


def texts(seed: int) -> Callable[[], str]:
    """Return what gives one hostile text after the other, each ``seed`` its own."""
    dice = Random(seed)

    def text() -> str:
        if dice.random() < 0.04:
            return dice.choice(LONG)
        return "".join(dice.choices(PIECES, k=dice.randint(1, 7)))

    return text


def records(draw: Any) -> list[Change]:
    """One record of each kind and standing, with ``draw()`` in every field that holds a text."""
    ann, task, mine, same = uid(), uid(), uid(), uid()
    money = {"amount": "240.00", "currency": "USD"}
    changes: list[Change] = [
        Put("settings", {
            "name": draw(), "filters": {draw(): draw(), draw(): draw()}, "quiet_hours": draw(),
            "keys": {draw(): draw(), "add": draw()}, "theme": draw(), "texts": {draw(): draw(), "late_one": draw()},
        }),
        Put("contractors", {
            "uid": ann, "name": draw(), "contact": draw(), "email": draw(), "phone": draw(), "channel": draw(),
            "language": draw(), "links": [draw(), draw()], "skills": {draw(): "proven", draw(): "untried"},
            "pay_terms": {"days": 14, "how": draw()}, "working_hours": draw(), "quiet_hours": draw(),
            "papers": {draw(): "missing", draw(): draw()}, "source": draw(), "backup_for": [draw(), draw()],
            "away": [{"start": "2026-12-01", "end": "2026-12-04", "note": draw()}], "notes": draw(),
            "rates": [{**money, "unit": draw()}], "timezone": draw(),
        }),
        Put("tasks", words_of_task(draw, ann) | {"uid": task, "due": "2026-11-23"}),
        Put("tasks", words_of_task(draw, ann) | {"uid": mine, "state": "mine", "due": "2026-11-20"}),
        Put("tasks", words_of_task(draw, ann) | {"uid": same, "state": "dropped", "same_as": task}),
        Put("tasks", words_of_task(draw, ann) | {"state": "later", "defer_until": "2026-12-01"}),
        Put("events", {
            "at": "2026-11-20T09:00:00.000Z", "what": draw(), "record": task, "by": draw(), "source": draw(),
            "details": {"text": draw(), "because": draw()},
        }),
        Put("access", {"contractor": ann, "system": draw(), "role": draw(), "revoke_by": "2026-11-20"}),
    ]  # fmt: skip
    for state in ("drafted", "sent", "working", "delivered", "returned", "accepted", "closed", "taken_back"):
        changes += handoff(draw, ann, state)
    return changes


def words_of_task(draw: Any, who: str) -> dict[str, Any]:
    return {
        "title": draw(), "notes": draw(), "project": draw(), "labels": [draw(), draw()], "skill": draw(),
        "activity": draw(), "series": draw(), "contractor": who, "estimate_minutes": 60,
    }  # fmt: skip


def handoff(draw: Any, who: str, state: str) -> list[Change]:
    own, task, first, second = uid(), uid(), uid(), uid()
    out = state not in ("drafted", "closed", "taken_back", "accepted")
    delivered = state in ("delivered", "accepted", "closed")
    changes: list[Change] = [
        Put("tasks", words_of_task(draw, who) | {"uid": task, "state": "delegated" if out else "done"}),
        Put("handoffs", {
            "uid": own, "task": task, "contractor": who, "state": state, "due": "2026-11-24",
            "original_due": "2026-11-23", "promised": "2026-11-25" if out else None, "activity": draw(),
            "next_move": "owner" if delivered else "contractor", "next_check": "2026-11-23",
            "price": {"amount": "240.00", "currency": "USD"},
            "sent": {"at": "2026-11-20T09:00:00.000Z", "channel": draw()},
            "read_back": draw(), "deliverables": [first, second], "brief": brief(draw),
        }),
        Put("questions", {"handoff": own, "asked": {"at": "2026-11-21T09:00:00.000Z", "text": draw()}}),
    ]  # fmt: skip
    for each in (first, second):
        owed = (
            "accepted" if state in ("accepted", "closed") else state if state in ("delivered", "returned") else "owed"
        )
        changes.append(Put("deliverables", {
            "uid": each, "handoff": own, "title": draw(), "due": "2026-11-24", "link": draw(), "state": owed,
            "return_cause": draw(), "rounds": 1,
        }))  # fmt: skip
    said = {"text": draw(), "because": draw(), "promised": "2026-11-25", "new": "2026-11-25"}
    for what in ("handed off", "later", "returned", draw()):
        at = "2026-11-20T09:00:00.000Z"
        changes.append(Put("events", {"at": at, "what": what, "record": own, "details": said, "owner_minutes": 5}))
    return changes


def brief(draw: Any) -> dict[str, Any]:
    names = (
        "outcome", "why", "out_of_scope", "inputs", "constraints", "if_then", "check_ins", "access_needed",
        "needs_from_me",
    )  # fmt: skip
    return {name: draw() for name in names} | {"done_when": [draw(), draw()]}


def write(path: Path, clock: StandingClock, draw: Any) -> None:
    """Put the records into a file."""
    desk = desk_at(path, clock)
    desk.store.commit(records(draw), verb=draw(), label=draw(), kind="act")
    desk.store.close(compact=False)


@cache
def must_not_stand_there(text: str) -> frozenset[str]:
    """Return the characters of a line that must not be painted; most lines are the same after the next key."""
    return frozenset(char for char in text if char in BIDI or unicodedata.category(char) in ("Cc", "Cs"))


def faults(screen: Screen[Any], width: int) -> list[str]:
    """What stands on a screen that must not: control characters, half surrogates, wrong widths, actions of texts."""
    found = []
    for at, strip in enumerate(screen._compositor.render_strips()):
        text = strip.text
        wrong = must_not_stand_there(text)
        found += [f"line {at} has {sorted(wrong)!r}: {text!r}"] if wrong else []
        if cell_len(text) != width:
            found.append(f"line {at} is {cell_len(text)} wide: {text!r}")
        styles = [segment.style for segment in strip if segment.style]
        found += [f"line {at} has a link: {text!r}" for style in styles if style.link or "@click" in style.meta]
    return found
