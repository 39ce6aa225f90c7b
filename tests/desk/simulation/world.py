"""A year of an owner, ten contractors and their handoffs, at random but from a seed, through the verbs of a real desk.

Whatever is done is written into the diary in the same breath. The owner looks in once or twice on most days, and
leaves slips and silences lie as often as not; contractors answer, ask, promise, deliver in parts, or say nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from zoneinfo import ZoneInfo

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.records import Span
from delegator_tui.rules.messages.chase import Chase, chase_list
from delegator_tui.rules.messages.letters import message_letter
from tests.desk.simulation.diary import DAY, HOME, Chore, Diary, Job, Person, Piece, date_of, instant_of
from tests.desk.simulation.oracle import Oracle
from tests.making import StandingClock, price
from tests.rules.messages.chasing import chase_text
from tests.rules.year import HOURS, WEEKS, ZONES

BEGIN = dt.date(2026, 1, 5)
OWNER_AWAY = ((dt.date(2026, 3, 23), dt.date(2026, 3, 27)), (dt.date(2026, 8, 3), dt.date(2026, 8, 14)))
PEOPLE = 10
PARTS = ("home", "shop", "menu")
RULES = ("every 2 weeks", "every month", "after 10d")


class World:
    """``run`` goes from look to look; what stands in the diary then is what was done."""

    def __init__(self, desk: Desk, clock: StandingClock, *, seed: int, jobs: int, days: int) -> None:
        self.random = Random(seed)
        self.desk = desk
        self.clock = clock
        self.days = days
        self.diary = Diary(Person(HOME, (0, 1, 2, 3, 4), 9, 17, OWNER_AWAY))
        self.to_come = sorted(self.random.randrange(max(1, days - 20)) for _ in range(jobs))
        self.faults: list[str] = []
        self.done: dict[str, int] = {}
        clock.set(f"{BEGIN}T08:00:00+00:00")
        desk.tick()
        desk.settings.keep(away=tuple(Span(start=str(first), end=str(last)) for first, last in OWNER_AWAY))
        for n in range(PEOPLE):
            self._add_person(n)

    def _add_person(self, n: int) -> None:
        pick, (words, opens, closes) = self.random.choice, HOURS[n % len(HOURS)]
        first = BEGIN + self.random.randrange(self.days) * DAY
        away = ((first, first + self.random.randrange(3, 18) * DAY),)
        zone, days = pick(ZONES), pick(WEEKS) or (0, 1, 2, 3, 4)
        who = self.desk.contractors.add(
            f"Person {n}", email=f"p{n}@example.com", timezone=zone, working_days=days, working_hours=words,
            away=tuple({"start": str(begins), "end": str(ends)} for begins, ends in away),
        ).uid  # fmt: skip
        self.diary.people[who] = Person(ZoneInfo(zone), days, opens, closes, away)

    # ---- the year

    @property
    def now(self) -> dt.datetime:
        return self.clock.now

    def run(self) -> Iterator[Oracle]:
        for n in range(self.days):
            day = BEGIN + n * DAY
            if day.weekday() >= 5 and self.random.random() < 0.6:
                continue
            for hour in sorted(self.random.sample(range(7, 20), 1 + (self.random.random() < 0.3))):
                wall = dt.datetime.combine(day, dt.time(hour, self.random.randrange(60)), HOME)
                self.clock.now = wall.astimezone(dt.UTC)
                self.desk.tick()
                while self.to_come and self.to_come[0] <= n:
                    self.to_come.pop(0)
                    self._begin()
                for job in list(self.diary.live):
                    if job.state == "out":
                        self._contractor_acts(job)
                yield Oracle(self.diary, self.now)
                self._owner_acts()

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def day(self, least: int, most: int) -> str:
        return str(self.now.astimezone(HOME).date() + self.random.randrange(least, most) * DAY)

    def count(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1

    # ---- work begins

    def _begin(self) -> None:
        """Hand off something new, or draft it; now and then put something on the owner's own plate."""
        task = self.desk.tasks.capture(f"Work {len(self.diary.chores)}")[0]
        who = self.random.choice(list(self.diary.people))
        due = self.day(2, 40) + ("T16:00[Europe/London]" if self.chance(0.15) else "")
        names = PARTS[: self.random.choice((0, 0, 2, 3))]
        pieces = {name: Piece(name, self._own(due)) for name in names} or {"": Piece("")}
        critical, priced = self.chance(0.15), self.chance(0.8)
        draft = HandoffDraft(
            contractor=who, due=due, price=price("100.00") if priced else None,
            deliverables=tuple((each.title, each.due) for each in pieces.values() if each.title),
            stakes="critical" if critical else "routine",
        )  # fmt: skip
        job = Job("", task, who, due, pieces, is_critical=critical, is_priced=priced, falls_silent=self.chance(0.12))
        self.diary.chores[task] = Chore(task, "delegated")
        if self.chance(0.15):
            job.uid = self.desk.handoffs.draft(task, draft).uid
        else:
            job.uid = self.desk.handoffs.hand_off(task, draft, anyway=True).uid
            self._sent(job)
        self.diary.jobs[job.uid] = job
        self._link(job)
        self._add_chore()

    def _own(self, due: str) -> str | None:
        day = self.day(2, 40)
        return day if self.chance(0.5) and day <= due[:10] else None

    def _sent(self, job: Job) -> None:
        job.state, job.sent = "out", self.now
        job.decided(self.now)
        self.count("sent")

    def _link(self, job: Job) -> None:
        """Have it come again, or wait for other work."""
        if self.chance(0.1):
            self.desk.work.repeat(job.uid, self.random.choice(RULES))
            self.count("repeats")
        others = [each for each in self.diary.live if each.state == "out" and each.task != job.task]
        if others and self.chance(0.12):
            other = self.random.choice(others)
            self.desk.work.after(job.uid, other.uid)
            job.after.append(other.task)
            self.count("waits")

    def _add_chore(self) -> None:
        if not self.chance(0.5):
            return
        due = self.day(0, 20) if self.chance(0.7) else None
        uid = self.desk.tasks.capture(f"Own {len(self.diary.chores)}")[0]
        chore = self.diary.chores[uid] = Chore(uid, due=due)
        if due:
            self.desk.tasks.edit(uid, due=due)
        if self.chance(0.4):
            self.desk.tasks.mine(uid)
            chore.state = "mine"
        elif self.chance(0.4):
            chore.until = self.day(1, 25)
            self.desk.tasks.later(uid, chore.until)
            chore.state = "later"

    # ---- what contractors do

    def _contractor_acts(self, job: Job) -> None:
        if not job.owed or (job.falls_silent and job.is_confirmed):
            return
        chance = self.random.random()
        if not job.is_confirmed and chance < 0.3:
            self._confirm(job)
        elif 0.3 < chance < 0.36:
            self._hear(job, "on track")
        elif 0.36 < chance < 0.39 and job.questions < 2:
            self._hear(job, "asks")
        elif 0.39 < chance < 0.43:
            self._promise(job)
        elif 0.43 < chance < 0.50:
            self._deliver(job)
        elif 0.50 < chance < 0.51:
            self._hear(job, "no answer")

    def _when(self, job: Job) -> dict[str, str]:
        """Sometimes it is logged a day late."""
        before = self.now.astimezone(HOME).date() - DAY
        if job.sent is None or job.sent.astimezone(HOME).date() > before or self.chance(0.85):
            return {}
        return {"on": str(before)}

    def _word(self, job: Job, on: dict[str, str]) -> dt.datetime:
        """Write a word of theirs into the diary; return when it was said."""
        said = self.now
        if on:
            midnight = dt.datetime.combine(dt.date.fromisoformat(on["on"]) + DAY, dt.time(), HOME)
            said = midnight.astimezone(dt.UTC) - dt.timedelta(milliseconds=1)
        job.words.append(said)
        job.is_held_untold = False
        return said

    def _confirm(self, job: Job) -> None:
        on = self._when(job)
        if self.chance(0.7):
            self.desk.handoffs.acknowledge(job.uid, "I will send it by then.", **on)
        else:
            self.desk.handoffs.start(job.uid, anyway=True, **on)
        job.is_confirmed = True
        self._word(job, on)

    def _hear(self, job: Job, what: str) -> None:
        on = {} if what in ("asks", "no answer") else self._when(job)
        self.desk.handoffs.heard(job.uid, what, "Which paper?" if what == "asks" else "", **on)
        self.count(what)
        if what == "no answer":
            job.asked.append(self.now)
            job.calls.append(self.now)
            return
        job.questions += what == "asks"
        self._word(job, on)

    def _promise(self, job: Job) -> None:
        promised, on = self.day(1, 30), self._when(job)
        of = self.random.sample(job.owed, self.random.randrange(1, len(job.owed) + 1))
        which = [piece.title for piece in of] if len(job.owed) > 1 else None
        self.desk.handoffs.heard(job.uid, "later", promised=promised, deliverable=which, **on)
        for piece in of:
            piece.promise = promised
        job.rounds.append(self._word(job, on))
        self.count("later")

    def _deliver(self, job: Job) -> None:
        on = self._when(job)
        of = self.random.sample(job.owed, self.random.randrange(1, len(job.owed) + 1))
        which = [piece.title for piece in of] if len(job.owed) > 1 else None
        self.desk.handoffs.deliver(job.uid, which, **on)
        for piece in of:
            piece.state = "came"
        job.is_confirmed = True
        self._word(job, on)
        self.count("delivered a part" if job.owed else "delivered")

    # ---- what the owner does

    def _owner_acts(self) -> None:
        for step in self.desk.reminders.claim():
            job = self.diary.jobs.get(step.handoff or "")
            if job is not None:
                job.named.append(self.now)
        for job in list(self.diary.live):
            self._decide(job)
        for chore in list(self.diary.chores.values()):
            if chore.state in ("inbox", "mine") and self.chance(0.04):
                self._finish(chore)
        if self.chance(0.6):
            self._chase()

    def _finish(self, chore: Chore) -> None:
        (self.desk.tasks.done if self.chance(0.7) else self.desk.tasks.drop)(chore.uid)
        chore.state, chore.over = "over", self.now
        for task in self.desk.book.tasks.open.values():  # what comes again, once it was taken back
            if task.uid not in self.diary.chores:
                self.diary.chores[task.uid] = Chore(task.uid, task.state, task.due)

    def _decide(self, job: Job) -> None:
        if job.state == "draft":
            if self.chance(0.3):
                self.desk.handoffs.send(job.uid, anyway=True)
                self._sent(job)
        elif job.state == "accepted":
            if self.chance(0.2):
                self.desk.handoffs.pay(job.uid)
                job.state = "over"
                self.count("paid")
        elif job.questions and self.chance(0.5):
            self._answer(job)
        elif job.in_review and self.chance(0.4):
            self._review(job)
        elif job.owed and self.chance(0.12):
            self._change(job)

    def _answer(self, job: Job) -> None:
        self.desk.handoffs.answer(job.uid, "The thick one.")
        job.questions -= 1
        job.decided(self.now)

    def _review(self, job: Job) -> None:
        of = self.random.sample(job.in_review, self.random.randrange(1, len(job.in_review) + 1))
        which = [piece.title for piece in of] if len(job.pieces) > 1 else None
        if self.chance(0.25):
            due = self.day(2, 12)
            whole = len(of) == len(job.owed) + len(job.in_review)
            self.desk.handoffs.return_(job.uid, "no logo", "missed", due, which)
            for piece in of:
                piece.state, piece.due, piece.promise = "owed", due, None
            job.due = due if whole else job.due
            job.decided(self.now)
            self.count("returned")
        else:
            self.desk.handoffs.accept(job.uid, deliverable=which)
            for piece in of:
                piece.state = "good"
            if not job.owed and not job.in_review:
                self._accepted(job)
            self.count("accepted")
        self._tell(job)

    def _accepted(self, job: Job) -> None:
        job.state = "accepted" if job.is_priced and not job.is_paid else "over"
        self._task_over(job)
        self._take_in_what_follows(job)

    def _task_over(self, job: Job) -> None:
        chore = self.diary.chores[job.task]
        chore.state, chore.over = "over", self.now

    def _take_in_what_follows(self, last: Job) -> None:
        """Write down the draft that a series opened: whose it is and what it owes are those of the last one."""
        for made in self.desk.book.open_handoffs:
            if made.uid in self.diary.jobs:
                continue
            owed = self.desk.book.owed_in(made)
            pieces = {each.title: Piece(each.title, each.due) for each in owed}
            assert set(pieces) == set(last.pieces) or len(owed) == 1
            self.diary.jobs[made.uid] = Job(
                made.uid, made.task, last.who, made.due, pieces if len(owed) > 1 else {"": Piece("", owed[0].due)},
                is_critical=last.is_critical, is_priced=last.is_priced,
            )  # fmt: skip
            self.diary.chores[made.task] = Chore(made.task, "delegated")
            self.count("came again")

    def _change(self, job: Job) -> None:
        """Decide on work that is out: agree or refuse a late date, put off, cut, give another, pay ahead, end."""
        chance = self.random.random()
        slips = Oracle(self.diary, self.now).slips(job)
        if slips and chance < 0.7:
            (self._hold if chance < 0.3 else self._agree)(job, slips)
        elif chance < 0.3:
            self._extend(job)
        elif chance < 0.5:
            self._put_off(job)
        elif chance < 0.6 and len(job.owed) > 1:
            self._cut(job)
        elif chance < 0.68 and job.is_priced and not job.is_paid:
            self.desk.handoffs.pay(job.uid, kind="deposit")
            job.is_paid = True
            self.count("paid ahead")
        elif chance < 0.76:
            self._end(job)
        elif chance < 0.82:
            self._reassign(job)

    def _agree(self, job: Job, slips: list[Piece]) -> None:
        piece = slips[0]
        which = piece.title if len(job.owed) + len(job.in_review) > 1 else None
        due = piece.promise or ""
        self.desk.handoffs.extend(job.uid, due, "agreed", which)
        whole = which is None and instant_of(due) > instant_of(job.due or "")
        self._extended(job, job.owed if whole else [piece], due, whole=whole)
        self.count("agreed")

    def _extend(self, job: Job) -> None:
        last = date_of(job.due or "")
        due = str(max(last, self.now.astimezone(HOME).date()) + self.random.randrange(2, 12) * DAY)
        self.desk.handoffs.extend(job.uid, due, "more time")
        self._extended(job, job.owed, due, whole=True)
        self.count("extended")

    def _extended(self, job: Job, pieces: list[Piece], due: str, *, whole: bool) -> None:
        for piece in pieces:
            if instant_of(due) > instant_of(job.due_of(piece) or ""):
                piece.due = due if piece.due or not whole else None
                piece.promise = None
        job.due = due if whole else job.due
        job.decided(self.now)
        self._tell(job)

    def _hold(self, job: Job, slips: list[Piece]) -> None:
        late = [p for p in job.owed if p.promise and instant_of(p.promise) > instant_of(job.due_of(p) or "")]
        self.desk.handoffs.hold(job.uid)
        for piece in late:
            piece.promise = None
        job.decided(self.now, comes=False)
        job.is_held_untold = True
        self.count("held")

    def _put_off(self, job: Job) -> None:
        begun = max(job.rounds)
        if sum(made >= begun for made, _ in job.put_off) >= 3:
            return
        until = self.day(1, 8)
        self.desk.reminders.snooze(job.uid, until)
        job.put_off.append((self.now, self.diary.owner.opening(dt.date.fromisoformat(until))))
        self.count("put off")

    def _cut(self, job: Job) -> None:
        piece = job.owed[0]
        self.desk.handoffs.cut(job.uid, [piece.title])
        piece.state = "gone"
        job.rounds.append(self.now)
        job.cuts.append(self.now)
        self.count("cut")

    def _end(self, job: Job) -> None:
        if self.chance(0.5):
            self.desk.handoffs.cancel(job.uid, "not needed")
            self._task_over(job)
        else:
            self.desk.handoffs.take_back(job.uid, "faster myself")
            self.diary.chores[job.task].state = "mine"
            self.diary.chores[job.task].due = self._due_of_task(job)
        job.state = "over"
        self.count("ended")

    def _due_of_task(self, job: Job) -> str | None:
        task = self.desk.book.tasks.get(job.task)
        return task.due if task else None

    def _reassign(self, job: Job) -> None:
        who = self.random.choice([uid for uid in self.diary.people if uid != job.who])
        due = self.day(3, 30)
        uid = self.desk.handoffs.reassign(job.uid, who, due=due, anyway=True).uid
        job.state = "over"
        open_ = [each.title for each in job.pieces.values() if each.state in ("owed", "came")]
        again = Job(uid, job.task, who, due, {title: Piece(title) for title in open_}, is_critical=job.is_critical,
                    is_priced=job.is_priced, after=list(job.after))  # fmt: skip
        self._sent(again)
        self.diary.jobs[uid] = again
        self.count("reassigned")

    def _tell(self, job: Job) -> None:
        """Send the message that a decision offers, mostly."""
        handoff = self.desk.book.handoffs.get(job.uid)
        assert handoff is not None
        letter = message_letter(handoff, self.desk.book)
        if letter is None or letter.chase or not letter.tells or self.chance(0.3):
            return
        self.desk.handoffs.write(job.uid, letter.message, "phone", by_hand=True, tells=letter.tells)
        job.ours.append(self.now)
        job.is_held_untold = False
        self.count("told")

    # ---- messages

    def _chase(self) -> None:
        """Write to some of those who are to be written to, where nothing holds the message back."""
        for chase in chase_list(self.desk.book):
            if not chase.held and self.chance(0.6):
                self._send(chase)

    def _send(self, chase: Chase) -> None:
        self._judge(chase)
        self.desk.handoffs.nudge(chase, chase_text(chase, self.desk.book), "phone")
        self.diary.messages.append((chase.contractor, self.now))
        for thing in chase.things:
            job = self.diary.jobs[thing.handoff]
            job.ours.append(self.now)
            job.asked.append(self.now)
            job.is_held_untold = False
        self.count("messages")

    def _judge(self, chase: Chase) -> None:
        """See that a message leaves in their hours, no second one on one day, and about nothing that is quiet."""
        oracle, theirs = Oracle(self.diary, self.now), self.diary.people[chase.contractor]
        days = [theirs.date_of(at) for who, at in self.diary.messages if who == chase.contractor]
        if theirs.date_of(self.now) in days:
            self.faults.append(f"{self.now}: a second message to {chase.contractor} on one day")
        if not theirs.is_in(self.now):
            self.faults.append(f"{self.now}: a message to {chase.contractor} at night or on a day off")
        for thing in chase.things:
            why = oracle.peace(self.diary.jobs[thing.handoff])
            if why:
                self.faults.append(f"{self.now}: {thing.title} is in a message although {why}")
