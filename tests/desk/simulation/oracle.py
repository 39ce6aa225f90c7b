"""What is true of a simulated year at a moment, worked out from the diary alone, by counting days one by one."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from tests.desk.simulation.diary import DAY, HOME, Chore, Diary, Job, Piece, date_of, instant_of, is_over

SILENT_AFTER, CRITICAL_AFTER = 5, 3
SOON = 3


class Oracle:
    """Answers on a diary as of an instant."""

    def __init__(self, diary: Diary, now: dt.datetime) -> None:
        self.diary = diary
        self.now = now
        self.today = now.astimezone(HOME).date()
        self._groups = {job.uid: self._group(job) for job in diary.live}

    # ---- one handoff

    def gap(self, job: Job) -> int:
        return CRITICAL_AFTER if job.is_critical else SILENT_AFTER

    def days_late(self, job: Job) -> int:
        """Of a draft, too: by how much its date is over."""
        late = [due for piece in job.owed if (due := job.due_of(piece)) and is_over(due, self.now)]
        return max(((self.today - date_of(due)).days for due in late), default=0)

    def is_late(self, job: Job) -> bool:
        """Whether they owe something whose date is over."""
        return job.state == "out" and any(is_over(job.due_of(piece) or "9999-01-01", self.now) for piece in job.owed)

    def stands(self, piece: Piece) -> bool:
        """Whether a date that they named is still to come."""
        return piece.promise is not None and not is_over(piece.promise, self.now)

    def slips(self, job: Job) -> list[Piece]:
        return [
            piece
            for piece in job.owed
            if self.stands(piece) and instant_of(piece.promise or "") > instant_of(job.due_of(piece) or "")
        ]

    def waits(self, job: Job) -> bool:
        return any(self._is_unfinished(task) for task in job.after)

    def _is_unfinished(self, task: str) -> bool:
        carrier = self.diary.carrier(task)
        if carrier is not None:
            return carrier.state != "accepted"
        return self.diary.chores[task].state in ("inbox", "mine", "later")

    def silent_since(self, job: Job) -> dt.datetime:
        freed = [at for task in job.after if not self.waits(job) and (at := self.diary.chores[task].over)]
        return max([*job.words, *job.came, *freed])

    def silent_days(self, job: Job) -> int:
        if not job.is_theirs or self.waits(job):
            return 0
        theirs = self.diary.people[job.who]
        return theirs.working_days(theirs.date_of(self.silent_since(job)), theirs.date_of(self.now))

    def is_silent(self, job: Job) -> bool:
        return self.silent_days(job) >= self.gap(job) and not any(self.stands(piece) for piece in job.owed)

    def group(self, job: Job) -> str:
        """Where it stands in Handoffs."""
        return self._groups[job.uid]

    def _group(self, job: Job) -> str:
        if job.state in ("draft", "accepted"):
            return {"draft": "draft", "accepted": "to_pay"}[job.state]
        if not job.owed:
            return "yours"
        days = [date_of(due) for piece in job.owed if (due := job.due_of(piece))]
        theirs = job.is_theirs
        first_true = {
            "overdue": self.is_late(job), "slip": theirs and bool(self.slips(job)), "today": self.today in days,
            "silent": theirs and self.is_silent(job), "yours": not theirs, "waiting": self.waits(job),
            "soon": min(days) <= self._soon_until(), "ahead": True,
        }  # fmt: skip
        return next(name for name, holds in first_true.items() if holds)

    def _soon_until(self) -> dt.date:
        day, left = self.today, SOON + 1
        while left:
            day += DAY
            left -= day.weekday() < 5
        return day - DAY

    # ---- whether they are to be left in peace

    def peace(self, job: Job) -> str:
        """Why nobody may ask them about a handoff now; empty when one may."""
        if not job.is_theirs:
            return "not theirs"
        if self.waits(job):
            return "it waits for other work"
        if self._is_put_off(job):
            return "it was put off"
        theirs = self.diary.people[job.who]
        if any(self.now < theirs.opening_after(theirs.date_of(at)) for at in (*job.came[1:], *job.cuts)):
            return "they had an answer, a change or another date that day"
        if job.is_held_untold:
            return ""
        late = [piece for piece in job.owed if is_over(job.due_of(piece) or "9999-01-01", self.now)]
        of = late or [piece for piece in job.owed if self.stands(piece)]
        if of and all(self.stands(piece) for piece in of):
            return "they named a date"
        return "they answered" if self._is_fresh(job) else ""

    def _is_put_off(self, job: Job) -> bool:
        begun = max(job.rounds)
        return any(made >= begun and self.now < until for made, until in job.put_off[-1:])

    def _is_fresh(self, job: Job) -> bool:
        if not job.words or max(job.words) <= max(job.ours, default=job.words[0] - DAY):
            return False
        theirs, owner, said = self.diary.people[job.who], self.diary.owner, max(job.words)
        if self.now < theirs.opening_after(theirs.date_of(said)):
            return True
        if self.is_late(job) or any(at >= said for at in (*job.asked, *job.cuts, *(made for made, _ in job.put_off))):
            return False
        dates = [job.due_of(piece) for piece in job.owed] + [piece.promise for piece in job.owed]
        return self.today < min(owner.plus(owner.date_of(said), 2), *(date_of(each) for each in dates if each))

    def must_be_asked(self, job: Job) -> bool:
        """Whether nothing speaks against asking about late or silent work for long."""
        if self.peace(job) or not (self.is_late(job) or self.is_silent(job)) or self.group(job) == "today":
            return False
        theirs = self.diary.people[job.who]
        if any(self.now < theirs.opening_after(theirs.date_of(at)) for at in self._written_to(job.who)):
            return False
        last = theirs.date_of(max([*job.ours, *job.words, *(until for _, until in job.put_off)]))
        return theirs.working_days(last, theirs.date_of(self.now)) > SILENT_AFTER + 1

    def _written_to(self, who: str) -> list[dt.datetime]:
        return [at for job in self.diary.jobs.values() if job.who == who for at in job.asked]

    def is_unnamed(self, job: Job) -> int:
        """For how many working days of the owner late or silent work in their court was not named; 0 when it was."""
        if not job.is_theirs or self.peace(job) or not (self.is_late(job) or self.is_silent(job)):
            return 0
        owner, theirs = self.diary.owner, self.diary.people[job.who]
        over = [instant_of(due) for piece in job.owed if (due := job.due_of(piece)) and is_over(due, self.now)]
        silent = theirs.opening(theirs.plus(theirs.date_of(self.silent_since(job)), self.gap(job)))
        begun = min([*over, silent]) if over or self.is_silent(job) else silent
        promises = [instant_of(piece.promise) for piece in job.owed if piece.promise and not self.stands(piece)]
        last = max([begun, *job.named, *job.asked, *job.rounds, *job.words, *promises, *(u for _, u in job.put_off)])
        there = theirs.working_days(theirs.date_of(last), theirs.date_of(self.now))
        return owner.working_days(owner.date_of(last), self.today) if there > self.gap(job) else 0

    # ---- the lists

    def today_lists(self) -> dict[str, Counter[str]]:
        """The sections of Today, each with the handoffs and tasks in it; checks and what slips are told apart."""
        found: dict[str, Counter[str]] = {name: Counter() for name in SECTIONS}
        for job in self.diary.live:
            group = self.group(job)
            if group in SECTION_OF:
                found[SECTION_OF[group]][job.uid] += 1
            found["on_you"][job.uid] += self._on_you(job)
        for chore in self.diary.chores.values():
            if chore.state in ("inbox", "mine", "later") and chore.due and date_of(chore.due) <= self.today:
                found["yours_today"][chore.uid] += 1
        return {name: +count for name, count in found.items()}

    def _on_you(self, job: Job) -> int:
        if job.state == "accepted":
            return 1 + job.questions
        if job.state != "out":
            return 0
        return job.questions + (len(job.in_review) if job.owed else 1)

    def headline(self) -> dict[str, int]:
        """Every figure of Today but those of drafts and of what slips."""
        groups = Counter(self._groups.values())
        out = [job for job in self.diary.live if job.state == "out"]
        places = Counter(self.place(chore) for chore in self.diary.chores.values())
        return {
            "overdue": groups["overdue"], "due_today": groups["today"], "slips": groups["slip"],
            "silent": groups["silent"], "to_pay": groups["to_pay"],
            "to_review": sum(len(job.in_review) if job.owed else 1 for job in out),
            "questions": sum(job.questions for job in self.diary.live),
            "inbox": places["triage"], "yours": places["yours"], "later": places["later"],
            "yours_due": sum(self.today_lists()["yours_today"].values()),
        }  # fmt: skip

    def place(self, chore: Chore) -> str:
        """The list on which a task stands."""
        if chore.state == "later":
            return "triage" if chore.until and date_of(chore.until) <= self.today else "later"
        return {"inbox": "triage", "mine": "yours"}.get(chore.state, chore.state)

    def unconfirmed(self) -> set[str]:
        """What is out for more than a working day of the owner's and was not confirmed, but for what is silent."""
        silent = (job for job in self.diary.live if job.state == "out" and not (job.is_confirmed or job.words))
        out = [job for job in silent if job.sent]
        return {job.uid for job in out if self._weekdays_since(job.sent) > 1 and self.group(job) != "silent"}

    def _weekdays_since(self, at: dt.datetime | None) -> int:
        first = (at or self.now).astimezone(HOME).date()
        return sum((first + n * DAY).weekday() < 5 for n in range(1, (self.today - first).days + 1))


SECTIONS = ("on_you", "overdue", "slips", "due_today", "silent", "yours_today")
SECTION_OF = {"overdue": "overdue", "slip": "slips", "today": "due_today", "silent": "silent"}
