"""Random walks through the verbs: no state is reached but by the design's ways, and nothing is ever lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.records import Brief, Money, Price, Rate
from delegator_tui.rules.contractors import people
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.today import agenda, sections
from tests.desk.replay import check_book, replayed, states
from tests.desk.same import contents
from tests.desk.walk import OPEN, Walk
from tests.effort import examples
from tests.making import reread
from tests.rules.handoffs.test_lifecycle import MAY

AT = st.integers(0, 60)
DAYS = st.sampled_from([5, 1, 9, 2, 12, 7, 0, -2])
WORDS = st.sampled_from(["all fine", "[/b] “x” 日本", "two\nlines", " "])
YES = st.booleans()
LINES = st.sampled_from(
    ["Photos", "Film ~2h due fri #shop", "Post every week due mon", "Water after 3d", "Cards $120 >a", "Call >zebra"]
)
PRICES = st.sampled_from(
    [None, Price(amount="100.00", currency="USD"), Price(amount="35.00", currency="EUR", unit="hour")]
)
OWED = st.lists(st.tuples(st.sampled_from(["One", "Two", "Three", "One"]), st.none() | DAYS), max_size=3)
SOME = st.lists(st.sampled_from(["One", "Two", "Three"]), min_size=1, max_size=2)
ON = st.sampled_from([None, None, -1, 0, -3, 1])
"""Days from today on which something may have happened."""
AMOUNTS = st.sampled_from([None, "10.00", "60.00", "100.00", "400.00"])


class Desks(Walk):
    """Every verb, undo and redo, time and the file; what must hold is looked at after each step."""

    # ---- tasks

    @initialize()
    def begin(self) -> None:
        self.act("add contractor", lambda desk: desk.contractors.add("Ann", capacity_hours_week=10))
        self.act("add contractor", lambda desk: desk.contractors.add("Bob", capacity_hours_week=10))
        self.act("capture", lambda desk: desk.tasks.capture("Photos", "Post every week due mon", "Film", "Cards"))
        self.hand_off(at=3, who=0, due=5, price=Price(amount="100.00", currency="USD"), owed=[], anyway=False)
        self.hand_off(at=3, who=4, due=2, price=None, owed=[("One", None), ("Two", 9)], anyway=False)
        self.deliver(at=1)

    @rule(lines=st.lists(LINES, min_size=1, max_size=3))
    def capture(self, lines: list[str]) -> None:
        self.act("capture", lambda desk: desk.tasks.capture(*lines))

    @rule(at=AT, verb=st.sampled_from(["drop", "mine", "done"]))
    def verdict(self, at: int, verb: str) -> None:
        self.act(verb, lambda desk: getattr(desk.tasks, verb)(self.free(at)))

    @rule(at=AT, days=DAYS)
    def later(self, at: int, days: int) -> None:
        self.act("later", lambda desk: desk.tasks.later(self.free(at), self.day(days) or ""))

    @rule(at=AT, days=st.none() | DAYS, title=WORDS)
    def edit_task(self, at: int, days: int | None, title: str) -> None:
        self.act("edit task", lambda desk: desk.tasks.edit(self.free(at), due=self.day(days), title=title))

    @rule(at=AT, other=AT, handoff=YES)
    def same(self, at: int, other: int, handoff: bool) -> None:
        twin = self.pick("handoffs" if handoff else "tasks", other)
        self.act("same as", lambda desk: desk.tasks.same(self.free(at), twin))

    @rule(at=AT, lines=st.lists(LINES, max_size=2))
    def split(self, at: int, lines: list[str]) -> None:
        self.act("split", lambda desk: desk.tasks.split(self.free(at), *lines))

    # ---- contractors

    @rule(name=st.sampled_from(["Ann", "Cy", "Dee", " "]))
    def add_contractor(self, name: str) -> None:
        self.act("add contractor", lambda desk: desk.contractors.add(name))

    @rule(at=AT, status=st.sampled_from(["bench", "active", "ended", "gone"]))
    def edit_contractor(self, at: int, status: str) -> None:
        rate = Rate(amount="40", currency="USD")
        self.act(
            "edit contractor",
            lambda desk: desk.contractors.edit(self.pick("contractors", at), status=status, rate=rate),
        )

    @rule(at=AT)
    def end_contractor(self, at: int) -> None:
        self.act("end contractor", lambda desk: desk.contractors.end(self.pick("contractors", at)))

    # ---- handoffs

    def said(self, who: int, due: int | None, price: Price | None, owed: list[tuple[str, int | None]]) -> HandoffDraft:
        named = self.pick("contractors", who) if who else None
        parts = tuple((title, self.day(days)) for title, days in owed)
        brief = Brief(outcome="Sold") if who % 2 else Brief()
        return HandoffDraft(contractor=named, due=self.day(due), price=price, deliverables=parts, brief=brief)

    @rule(at=AT, who=AT, due=st.none() | DAYS, price=PRICES, owed=OWED)
    def draft(
        self, at: int, who: int, due: int | None, price: Price | None, owed: list[tuple[str, int | None]]
    ) -> None:
        said = self.said(who, due, price, owed)
        self.act("draft", lambda desk: desk.handoffs.draft(self.free(at), said))

    @rule(at=AT, who=AT, due=DAYS, price=PRICES, owed=OWED, anyway=YES)
    def hand_off(
        self, at: int, who: int, due: int, price: Price | None, owed: list[tuple[str, int | None]], anyway: bool
    ) -> None:
        said = self.said(who + 1, due, price, owed)
        self.act("hand off", lambda desk: desk.handoffs.hand_off(self.free(at), said, anyway=anyway))

    @rule(at=AT, price=PRICES, owed=OWED)
    def edit_handoff(self, at: int, price: Price | None, owed: list[tuple[str, int | None]]) -> None:
        uid = self.pick("handoffs", at, OPEN)
        own = self.book.handoffs.get(uid)
        parts = tuple((title, self.day(days)) for title, days in owed)
        said = HandoffDraft(
            contractor=own.contractor if own else None, due=own.due if own else None, price=price, deliverables=parts
        )
        self.act("edit", lambda desk: desk.handoffs.edit(uid, said), uid, must=True)

    def on(self, verb: str, at: int, call: Callable[[Desk, str], object], *, must: bool = False) -> None:
        uid = self.pick("handoffs", at, MAY.get(verb, ()))
        self.act(verb, lambda desk: call(desk, uid), uid, must=must)

    @rule(at=AT, anyway=YES)
    def send(self, at: int, anyway: bool) -> None:
        self.on("send", at, lambda desk, uid: desk.handoffs.send(uid, anyway=anyway))

    @rule(at=AT, text=WORDS)
    def acknowledge(self, at: int, text: str) -> None:
        self.on("acknowledge", at, lambda desk, uid: desk.handoffs.acknowledge(uid, text), must=bool(text.strip()))

    @rule(at=AT, anyway=YES)
    def start(self, at: int, anyway: bool) -> None:
        self.on("start", at, lambda desk, uid: desk.handoffs.start(uid, anyway=anyway), must=anyway)

    @rule(at=AT, what=st.sampled_from(["started", "finished"]))
    def heard_a_step(self, at: int, what: str) -> None:
        verb = {"started": "start", "finished": "deliver"}[what]
        self.on(verb, at, lambda desk, uid: desk.handoffs.heard(uid, what), must=True)

    @rule(at=AT, what=st.sampled_from(["on track", "later", "asks", "no answer", "note"]), text=WORDS, days=DAYS)
    def heard(self, at: int, what: str, text: str, days: int) -> None:
        enough = {"later": days >= 0, "asks": bool(text.strip()), "note": bool(text.strip())}.get(what, True)
        promised = self.day(days) if what == "later" else None
        self.on("log", at, lambda desk, uid: desk.handoffs.heard(uid, what, text, promised=promised), must=enough)

    @rule(at=AT, what=st.sampled_from(["on track", "later", "note"]), days=DAYS, parts=SOME, on=ON)
    def heard_of_a_part(self, at: int, what: str, days: int, parts: list[str], on: int | None) -> None:
        promised = self.day(days) if what == "later" else None
        said: dict[str, Any] = {"promised": promised, "deliverable": parts, "on": self.day(on)}
        self.on("log", at, lambda desk, uid: desk.handoffs.heard(uid, what, "x", **said))

    @rule(at=AT, text=WORDS)
    def answer(self, at: int, text: str) -> None:
        self.on("answer", at, lambda desk, uid: desk.handoffs.answer(uid, text))

    @rule(at=AT, days=DAYS, because=WORDS)
    def extend(self, at: int, days: int, because: str) -> None:
        self.on("extend", at, lambda desk, uid: desk.handoffs.extend(uid, self.day(days) or "", because))

    @rule(at=AT, days=DAYS, parts=SOME)
    def extend_a_part(self, at: int, days: int, parts: list[str]) -> None:
        self.on("extend", at, lambda desk, uid: desk.handoffs.extend(uid, self.day(days) or "", "x", parts))

    @rule(at=AT, parts=st.lists(st.sampled_from(["One", "Two", "Three", ""]), max_size=3), because=WORDS)
    def cut(self, at: int, parts: list[str], because: str) -> None:
        self.on("cut", at, lambda desk, uid: desk.handoffs.cut(uid, parts, because))

    @rule(at=AT)
    def deliver(self, at: int) -> None:
        self.on("deliver", at, lambda desk, uid: desk.handoffs.deliver(uid), must=True)

    @rule(at=AT, parts=SOME, on=ON)
    def deliver_a_part(self, at: int, parts: list[str], on: int | None) -> None:
        self.on("deliver", at, lambda desk, uid: desk.handoffs.deliver(uid, parts, on=self.day(on)))

    @rule(at=AT, parts=SOME, on=ON)
    def accept_a_part(self, at: int, parts: list[str], on: int | None) -> None:
        self.on("accept", at, lambda desk, uid: desk.handoffs.accept(uid, deliverable=parts, on=self.day(on)))

    @rule(at=AT, because=WORDS, days=DAYS, part=st.sampled_from([None, None, "One", "Two"]))
    def return_(self, at: int, because: str, days: int, part: str | None) -> None:
        self.on("return", at, lambda desk, uid: desk.handoffs.return_(uid, because, "missed", self.day(days), part))

    @rule(at=AT, rating=st.none() | st.integers(1, 5))
    def accept(self, at: int, rating: int | None) -> None:
        self.on("accept", at, lambda desk, uid: desk.handoffs.accept(uid, rating), must=True)

    @rule(at=AT, amount=AMOUNTS, kind=st.sampled_from([None, "deposit", "part", "final"]), anyway=YES)
    def pay(self, at: int, amount: str | None, kind: str | None, anyway: bool) -> None:
        given = Money(amount=amount, currency="USD") if amount else None
        self.on("pay", at, lambda desk, uid: desk.handoffs.pay(uid, given, kind=kind, anyway=anyway))

    @rule(at=AT, amount=AMOUNTS, number=st.sampled_from(["", "N-1"]), anyway=YES)
    def invoice(self, at: int, amount: str | None, number: str, anyway: bool) -> None:
        given = Money(amount=amount, currency="USD") if amount else None
        self.on("invoice", at, lambda desk, uid: desk.handoffs.invoice(uid, given, number=number, anyway=anyway))

    @rule(at=AT, verb=st.sampled_from(["close", "take_back", "cancel"]))
    def end(self, at: int, verb: str) -> None:
        self.on(verb.replace("_", " "), at, lambda desk, uid: getattr(desk.handoffs, verb)(uid), must=verb != "close")

    @rule(at=AT, who=AT, days=st.none() | DAYS)
    def reassign(self, at: int, who: int, days: int | None) -> None:
        to = self.pick("contractors", who)
        self.on("reassign", at, lambda desk, uid: desk.handoffs.reassign(uid, to, due=self.day(days)))

    # ---- the week

    @rule()
    def finish_week(self) -> None:
        self.act("review the week", lambda desk: desk.weekly.finish())

    # ---- time, undo, the file

    @rule(hours=st.sampled_from([1, 20, 100]))
    def time_passes(self, hours: int) -> None:
        self.clock.go(hours=hours)
        for desk in self.desks:
            desk.tick()

    @precondition(lambda self: self.past)
    @rule(count=st.integers(1, 4))
    def undo(self, count: int) -> None:
        for _ in range(min(count, len(self.past))):
            self.future.append(contents(self.book))
            self.desks[0].undo()
            assert contents(self.book) == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(contents(self.book))
        self.desks[0].redo()
        assert contents(self.book) == self.future.pop()

    @rule(compact=YES)
    def reopen(self, compact: bool) -> None:
        held = contents(self.book)
        for desk in self.desks:
            desk.store.close(compact=compact)
        self.desks = [self.opened(), self.opened()]
        assert contents(self.book) == held
        if compact:
            made = [record["uid"] for record in self.desks[0].store.live("tasks").values()]
            assert list(self.book.tasks.open) == [uid for uid in made if uid in self.book.tasks.open]

    @invariant()
    def everybody_sees_the_same_book(self) -> None:
        held = contents(self.book)
        assert contents(reread(self.desks[0])) == held
        self.desks[1].refresh()
        assert contents(self.desks[1].book) == held

    @invariant()
    def events_tell_the_states(self) -> None:
        assert replayed(self.desks[0]) == states(self.book)

    @invariant()
    def the_book_is_sound(self) -> None:
        check_book(self.book)
        day = agenda.agenda(self.book)
        keys = [item.key for section in sections.sections(day, self.book) for item in section.items]
        assert len(set(keys)) == len(keys)
        assert len(plate.triage(self.book)) == day.headline.inbox
        people.on_time_by_contractor(self.book)

    def teardown(self) -> None:
        whole, steps = contents(self.book), len(self.past)
        for _ in range(steps):
            self.desks[1].undo()
        assert contents(self.desks[1].book) == {}
        assert contents(reread(self.desks[1])) == {}
        assert replayed(self.desks[1]) == {}
        for _ in range(steps):
            self.desks[1].redo()
        assert contents(self.desks[1].book) == whole
        for desk in self.desks:
            desk.store.close(compact=False)
        shutil.rmtree(self.folder)


TestDesks = Desks.TestCase
TestDesks.settings = settings(
    max_examples=examples(15, 50), stateful_step_count=examples(20, 30), deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)  # fmt: skip
