"""Sample data on a throw-away copy: what ``delegator demo`` shows. The data is in ``demo.toml``, relative to today."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.records import Brief, Money, Price
from delegator_tui.model.rows import HandoffRow, TaskRow
from delegator_tui.rules.handoffs.money import read_money, read_rate
from delegator_tui.rules.search import names

Given = dict[str, Any]


@contextmanager
def demo_desk(open_desk: Callable[[Path], Desk]) -> Iterator[Desk]:
    """Yield a desk full of sample data in a temporary folder, which is gone at the end, whatever happens."""
    for name in ("SIGHUP", "SIGTERM"):  # by default they end the program on the spot, and the folder stays
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(prefix="delegator-demo-", ignore_cleanup_errors=True) as folder:
        desk = open_desk(Path(folder) / "demo.json")
        desk.throw_away = True
        try:
            fill(desk, sample())
            yield desk
        finally:
            desk.store.close(compact=False)


def sample() -> Given:
    """Return the sample data as it is written in the package."""
    return tomllib.loads(resources.files(__package__).joinpath("demo.toml").read_text("utf-8"))


def fill(desk: Desk, data: Given) -> None:
    """Put the sample data on an empty desk, with the desk's own verbs."""
    desk.settings.change(data["profile"])
    for given in data["contractors"]:
        desk.contractors.add(**{**given, "rate": read_rate(given["rate"])})
    rows = [_handoff_row(line, given, desk) for line, given in enumerate(data["handoffs"], 1)]
    desk.imports.bring_in("handoffs", rows, "the demo")
    by_title = {desk.book.title(handoff): handoff.uid for handoff in desk.book.handoffs.all()}
    for given in data["handoffs"]:
        _go_on(desk, by_title[given["title"]], given)
    _plate(desk, data["plate"])
    for given in data["drafts"]:
        desk.handoffs.draft(names.task(given["task"], desk.book).uid)
    for given in data["sent"]:
        desk.handoffs.hand_off(names.task(given["task"], desk.book).uid, _draft(given, desk))


def _day(desk: Desk, days: int | None) -> str | None:
    return None if days is None else (desk.book.today + dt.timedelta(days=days)).isoformat()


def _dollars(amount: int) -> Money:
    return read_money(str(amount))


def _handoff_row(line: int, given: Given, desk: Desk) -> HandoffRow:
    dates = {name: _day(desk, given.get(name)) for name in ("due", "delivered", "accepted")}
    paid = given["state"] == "paid"
    return HandoffRow(
        line=line, title=given["title"], contractor=given["contractor"], handed_off=_day(desk, given["out"]), **dates,
        price=_dollars(given["price"]), estimate_minutes=given["minutes"], rounds=given.get("rounds", 0),
        rating=given.get("rating"), state="accepted" if paid else given["state"], paid=paid,
        deliverables=tuple(given["owed"]),
    )  # fmt: skip


def _go_on(desk: Desk, uid: str, given: Given) -> None:
    """Tell what has happened since to one handoff that is out."""
    because = given.get("because", "")
    for key, value in given.items():
        match key:
            case "heard":
                promised = _day(desk, value.get("promised"))
                desk.handoffs.heard(
                    uid, value["what"], value.get("text", ""), promised=promised, by=value.get("by", "")
                )
            case "deposit":
                desk.handoffs.pay(uid, _dollars(value), kind="deposit")
            case "returned":
                desk.handoffs.return_(uid, value["because"], value["cause"], _day(desk, value["until"]))
            case "reassign":
                desk.handoffs.reassign(uid, names.contractor(value, desk.book).uid, because=because)
            case "ended":
                (desk.handoffs.take_back if value == "take_back" else desk.handoffs.cancel)(uid, because)


def _plate(desk: Desk, given: Given) -> None:
    desk.tasks.capture(*given["lines"])
    rows = [
        TaskRow(
            line=line, title=late["title"], due=_day(desk, late["due"]), estimate_minutes=late["minutes"],
            project=late.get("project"), priority=late.get("priority", "normal"), state=late.get("state", "inbox"),
        )
        for line, late in enumerate(given["late"], 1)
    ]  # fmt: skip
    desk.imports.bring_in("tasks", rows, "the demo")
    for verb in (desk.tasks.mine, desk.tasks.done, desk.tasks.drop):
        for title in given[verb.__name__]:
            verb(names.task(title, desk.book).uid)


def _draft(given: Given, desk: Desk) -> HandoffDraft:
    price = _dollars(given["price"])
    brief = {**given["brief"], "done_when": tuple(given["brief"]["done_when"])}
    return HandoffDraft(
        contractor=names.contractor(given["contractor"], desk.book).uid,
        due=_day(desk, given["due"]),
        price=Price(amount=price.amount, currency=price.currency),
        deliverables=tuple((title, _day(desk, days)) for title, days in given["owed"]),
        brief=Brief(**brief),
        stakes=given["stakes"],
    )
