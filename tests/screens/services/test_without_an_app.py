"""A service needs no app: here is one that shows nothing, and keeps what it is told."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from textual.screen import Screen

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import DelegatorError, TransientNotice
from delegator_tui.model.book import Book
from delegator_tui.model.records import MailAccount
from delegator_tui.outbox.clipboard import Copied
from delegator_tui.rules.messages.fill import Message
from delegator_tui.screens.dialogs.confirm import Confirm
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.services.file import FileService
from delegator_tui.screens.services.mail import MailService
from delegator_tui.screens.services.ticking import Ticker
from delegator_tui.screens.services.undo import UndoService
from delegator_tui.screens.services.watching import NOT_THIS, WatchService
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.store.state.changes import Set
from tests.making import StandingClock, add_contractor, sent, working


class Blank:
    """A dashboard without a screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.said: list[str] = []
        self.refused: list[DelegatorError] = []
        self.asked: list[tuple[Screen[Any], Callable[[Any], None] | None]] = []
        self.rung = 0
        self.is_running = True
        self._works: list[asyncio.Task[Any]] = []

    @property
    def the_book(self) -> Book:
        return self._desk.book

    @property
    def screen(self) -> Screen[Any]:
        raise AssertionError("nothing is on show")

    def view_on_show(self) -> BookScreen | None:
        return None

    def is_open(self, kind: type[object]) -> bool:
        return False

    def refuse(self, error: DelegatorError) -> None:
        self.refused.append(error)

    def notify(
        self, message: str, *, title: str = "", severity: str = "information", timeout: float | None = None,
        markup: bool = True,
    ) -> None:  # fmt: skip
        assert not markup, "what a user typed is never read as markup"
        self.said.append(message)

    def bell(self) -> None:
        self.rung += 1

    async def copy(self, text: str) -> Copied:
        raise AssertionError("nothing is copied here")

    def suspend(self) -> AbstractContextManager[None]:
        return nullcontext()

    def push_screen(self, screen: Screen[Any], callback: Callable[[Any], None] | None = None) -> object:
        self.asked.append((screen, callback))
        return None

    def run_worker(self, work: Coroutine[Any, Any, Any], name: str | None = "", group: str = "default") -> object:
        self._works.append(asyncio.create_task(work))
        return None

    async def done(self) -> None:
        """Wait until all that was started is done."""
        while self._works:
            await self._works.pop()


@pytest.fixture
async def blank(desk: Desk) -> Blank:
    return Blank(desk)


@pytest.fixture
async def runner(desk: Desk) -> AsyncIterator[VerbRunner]:
    opened = VerbRunner(desk, lambda _: None, lambda _: None)
    yield opened
    opened.close()


async def test_undo_says_what_it_cannot_take_back_and_asks_before_it_writes_over(
    desk: Desk, blank: Blank, runner: VerbRunner
) -> None:
    undo = UndoService(runner, blank)
    undo.undo()
    await blank.done()
    assert [str(each) for each in blank.refused] == ["Nothing to undo."]
    (uid,) = desk.tasks.capture("Photos")
    desk.tasks.drop(uid)
    desk.store.commit([Set("tasks", uid, {"state": "mine"})], verb="stamp", label="stamp", kind="system")
    undo.undo()
    await blank.done()
    (question, answer), *_ = blank.asked
    assert isinstance(question, Confirm)
    assert answer is not None
    answer(True)
    await blank.done()
    assert desk.book.tasks.open[uid].state == "inbox"


async def test_what_asks_for_nothing_is_said_in_passing_and_all_else_stays(
    desk: Desk, blank: Blank, runner: VerbRunner
) -> None:
    edits: list[bool] = []
    file = FileService(runner, blank, lambda: None, lambda: edits.append(True))
    file.tell_news([TransientNotice("It was edited by hand."), "It is damaged."])
    assert (blank.said, runner.file_status.found, edits) == (["It was edited by hand."], ["It is damaged."], [True])


async def test_a_moment_that_something_comes_due_is_looked_at_once(
    desk: Desk, blank: Blank, runner: VerbRunner, clock: StandingClock
) -> None:
    working(desk)
    looks: list[Book] = []

    async def looked() -> None:
        looks.append(desk.book)

    ticker, before = Ticker(runner, blank, looked), desk.book
    await ticker.tick()
    assert not ticker.is_due(desk.book)
    clock.go(days=30)
    await ticker.tick()
    assert ticker.is_due(desk.book)
    ticker.look_ahead()
    assert not ticker.is_due(desk.book)
    ticker.announce(before, desk.book)
    assert [(said, blank.rung) for said in blank.said] == [("1 became overdue: Photos", 1)]
    assert [book.now.at - before.now.at for book in looks] == [dt.timedelta(), dt.timedelta(days=30)]


async def test_no_mail_leaves_where_nobody_reads_and_an_account_from_elsewhere_is_told_once(
    desk: Desk, blank: Blank, runner: VerbRunner
) -> None:
    mail = MailService(runner, blank, lambda: False)
    desk.settings.keep(mail=MailAccount(host="localhost", port=1, user="ada", sender="ada@example.com"))
    uid = sent(desk, contractor=add_contractor(desk, "Mira", email="mira@example.com"))
    desk.handoffs.write(uid, Message("mira@example.com", "The brief", "Here it is.\n"), "email")
    for _ in range(2):
        mail.look_at_account()
    assert [said.split(",")[0] for said in blank.said] == [
        "The mail account of this book (localhost) is not approved on this machine"
    ]
    await mail.end()
    mail.look()
    assert not mail.is_sending


async def test_a_book_that_is_thrown_away_is_not_watched(desk: Desk, blank: Blank, runner: VerbRunner) -> None:
    watching = WatchService(runner, blank)
    watching.ask()
    assert blank.said == [NOT_THIS]


def test_an_app_is_a_dashboard(desk: Desk) -> None:
    from delegator_tui.app import DelegatorApp

    app: type[Dashboard] = DelegatorApp
    assert app is DelegatorApp
