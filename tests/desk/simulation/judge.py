"""Holds what the program says on a day against what the diary says: each difference is a fault, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.followup.asking import to_write
from delegator_tui.rules.followup.standing import GROUPS
from delegator_tui.rules.messages.chase import chase_list
from delegator_tui.rules.reminders.ladder import all_steps, their_steps
from delegator_tui.rules.today import agenda
from delegator_tui.rules.today.sections import sections
from tests.desk.simulation.diary import Job
from tests.desk.simulation.oracle import SECTIONS, Oracle
from tests.desk.simulation.surfaces import Figures, Surfaces, negatives

UNNAMED = 7
"""Working days of the owner: the longest for which late or silent work goes without a word of it to the owner."""


def faults(oracle: Oracle, desk: Desk, surfaces: Surfaces, *, in_shell: bool) -> Iterator[str]:
    """Everything that is wrong now; ``in_shell``: the commands of the shell are asked, too."""
    book = desk.book
    checks = [*_standings(oracle, book), *_lists(oracle, book), *_chase(oracle, book), *_reminders(oracle, book)]
    yield from checks
    yield from _figures(oracle, surfaces, in_shell=in_shell)


# ---- one handoff after the other


def _standings(oracle: Oracle, book: Book) -> Iterator[str]:
    """Each open handoff is in the book once, and stands where the diary has it; what is over is not there."""
    live = {job.uid: job for job in oracle.diary.live}
    if set(book.handoffs.open) != set(live):
        yield f"open are {set(book.handoffs.open) ^ set(live)} in one and not in the other"
        return
    for uid, handoff in book.handoffs.open.items():
        known, job = account(handoff, book), live[uid]
        if known.standing not in GROUPS or known.standing == "done":
            yield f"{uid} stands in no group: {known.standing}"
        found = (known.standing, known.days_late, known.silent_days)
        wanted = (oracle.group(job), oracle.days_late(job), oracle.silent_days(job))
        if found != wanted:
            yield f"{book.title(handoff)} {uid}: {found}, and by the diary {wanted}; {job}"


# ---- the lists


def _lists(oracle: Oracle, book: Book) -> Iterator[str]:
    """Each section of Today has what belongs there, each as often as it should, and nothing else."""
    shown = {section.name: section.items for section in sections(agenda.whole(book), book)}
    for name, wanted in oracle.today_lists().items():
        found = Counter(item.record.uid for item in shown.get(name, []) if item.record)
        if found != wanted:
            yield f"Today has in {name} {dict(found - wanted)} too much, {dict(wanted - found)} too little"
    on_list = {item.record.uid for name in SECTIONS for item in shown.get(name, []) if item.record}
    drafts = {item.record.uid for item in shown.get("to_hand_off", []) if item.record}
    checks = [item.record.uid for item in shown.get("checks", []) if item.record]
    due = {h.uid for h in book.open_handoffs if h.next_check and Due.of(h.next_check).date_in(book.now) <= oracle.today}
    wanted_checks = sorted(uid for uid in due - on_list if oracle.diary.jobs[uid].state == "out")
    if sorted(checks) != wanted_checks:
        yield f"checks due are {checks}, and should be {wanted_checks}"
    if not {uid for uid in due if oracle.diary.jobs[uid].state == "draft"} <= drafts:
        yield "a draft whose day has come is not on Today"
    slipping = {leak.uid for leak in agenda.whole(book).leaks if leak.reason == "brief not confirmed"}
    if slipping != oracle.unconfirmed():
        yield f"slipping are {slipping}, and should be {oracle.unconfirmed()}"


# ---- who is written to


def _chase(oracle: Oracle, book: Book) -> Iterator[str]:
    """Nobody is asked about anything that is quiet; whom nothing protects for long is asked."""
    asked = {thing.handoff for chase in chase_list(book) for thing in chase.things}
    for uid in asked:
        why = oracle.peace(oracle.diary.jobs[uid])
        if why:
            yield f"{uid} is in the chase list although {why}: {oracle.diary.jobs[uid]}"
    for job in oracle.diary.live:
        if job.uid not in asked and oracle.must_be_asked(job):
            yield f"{job.uid} is not in the chase list, {account(book.handoffs.open[job.uid], book).quiet}: {job}"


def _reminders(oracle: Oracle, book: Book) -> Iterator[str]:
    """What the owner is told to ask is in the chase list; what may be sent has its step; nothing goes unnamed."""
    now, theirs = book.now.at, their_steps(book)
    listed = {thing.handoff for chase in chase_list(book) for thing in chase.things}
    free = {chase.contractor for chase in chase_list(book) if not chase.held}
    ready = {each.uid for asked in to_write(book) for each in asked.handoffs if asked.contractor in free}
    ready = {uid for uid in ready if not _was_held_today(oracle.diary.jobs[uid], oracle)}
    told = {uid for uid, step in theirs.items() if step.to == "contractor" and step.at <= now}
    due = {uid for uid, step in theirs.items() if step.at <= now}
    for uid in told - listed:
        yield f"{uid} is to be nudged by the reminders and not by the chase list: {oracle.diary.jobs[uid]}"
    for uid in ready - due:
        yield f"{uid} is ready in the chase list and has no step: {oracle.diary.jobs[uid]}"
    debts = {step.about for step in all_steps(book)}
    for item in agenda.whole(book).on_you:
        if item.uid not in debts:
            yield f"nothing will ever be said of {item.kind} {item.uid}"
    for job in oracle.diary.live:
        if (days := oracle.is_unnamed(job)) > UNNAMED:
            yield f"{job.uid} was not named for {days} working days: {job}"


def _was_held_today(job: Job, oracle: Oracle) -> bool:
    """Whether the owner held them to the date today: the message was offered then, its reminder comes the day after."""
    theirs = oracle.diary.people[job.who]
    return job.is_held_untold and oracle.now < theirs.opening_after(theirs.date_of(max(job.rounds)))


# ---- the figures


def _figures(oracle: Oracle, surfaces: Surfaces, *, in_shell: bool) -> Iterator[str]:
    """Every place tells the same figures, and they are those of the diary."""
    truth: Figures = oracle.headline()
    documents: dict[str, Any] = surfaces.documents() if in_shell else {}
    for name, document in documents.items():
        yield from (f"{name}: {wrong}" for wrong in negatives(document))
    said = [*surfaces.quick(), *(surfaces.shell(documents) if in_shell else ())]
    first = dict(said)["Today"]
    for place, figures in said:
        for name, count in figures.items():
            wanted = truth.get(name, first.get(name, count))
            if count != wanted:
                yield f"{place} says {count} {name}, and it is {wanted}"
            if count < 0:
                yield f"{place} says {count} {name}"
    ready = surfaces.messages() | ({"chase --json": documents["chase --json"]["count"]} if in_shell else {})
    if len(set(ready.values())) > 1:
        yield f"messages ready: {ready}"
