"""The home screen: one headline and the ordered sections of what needs the owner."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Access, Handoff, Message, Question, Task
from delegator_tui.model.states import NOT_DELIVERED
from delegator_tui.rules.followup.account import Account, at_hand
from delegator_tui.rules.followup.parts import PartAccount
from delegator_tui.rules.handoffs import leaks, money
from delegator_tui.rules.messages import mails
from delegator_tui.rules.tasks import plate


class Headline(NamedTuple):
    """The figures of the first line; each counts handoffs, but for ``questions``, ``leaks`` and those of tasks.

    Of the owner's tasks, ``inbox`` wait for a verdict, ``yours`` are theirs to do, ``later`` are put away, and
    ``yours_due`` are due today or overdue, on whichever of the three they stand.
    """

    overdue: int
    due_today: int
    to_review: int
    to_pay: int
    questions: int
    inbox: int
    drafts: int
    leaks: int
    yours: int = 0
    later: int = 0
    yours_due: int = 0
    slips: int = 0
    silent: int = 0


class Debt(NamedTuple):
    """Something that waits on the owner: ``kind`` is review, question, pay or access; ``about`` the record it is on.

    A part that was delivered while others are owed is a review by itself: ``about`` is its account, ``uid`` its own.
    """

    kind: str
    uid: str
    handoff: Handoff | None
    about: Handoff | Question | Access | PartAccount


class Agenda(NamedTuple):
    """What needs the owner, in the order of the home screen. A handoff in ``checks`` stands in no section before it."""

    headline: Headline
    on_you: list[Debt]
    to_hand_off: list[Handoff]
    overdue: list[Handoff]
    due_today: list[Handoff]
    checks: list[Handoff]
    leaks: list[leaks.Leak]
    yours: list[Task]
    mail: list[Message]
    slips: list[Handoff] = []  # noqa: RUF012 - never changed
    silent: list[Handoff] = []  # noqa: RUF012


def agenda(book: Book) -> Agenda:
    """Return the home screen of a book, as far as is at hand: who is silent is known once the events were read."""
    return book.once(_with_events if book.events_at_hand else _agenda)


def whole(book: Book) -> Agenda:
    """Return the home screen of a book; reads the events."""
    assert book.events_by_record is not None
    return agenda(book)


def _with_events(book: Book) -> Agenda:
    return _agenda(book)


def _agenda(book: Book) -> Agenda:
    debts = on_you(book)
    drafts = [h for h in book.open_handoffs if h.state == "drafted" and not leaks.is_for_later(h, book)]
    late = overdue(book)
    slips, silent, today = (_standing(book, standing) for standing in ("slip", "silent", "today"))
    quiet = {handoff.uid for handoff in silent}
    found = (leak for leak in leaks.all_leaks(book) if leak.reason != leaks.UNCONFIRMED or leak.uid not in quiet)
    leaking = sorted(found, key=lambda leak: _leak_key(leak, book))
    shown = {h.uid for h in (*drafts, *late, *slips, *silent, *today)}
    shown |= {debt.handoff.uid for debt in debts if debt.handoff}
    counts = {kind: sum(debt.kind == kind for debt in debts) for kind in ("review", "pay", "question")}
    own, due_now = plate.counts(book), plate.due_now(book)
    headline = Headline(
        len(late), len(today), counts["review"], counts["pay"], counts["question"], own.triage,
        len(drafts), len(leaking), own.yours, own.later, len(due_now), len(slips), len(silent),
    )  # fmt: skip
    checks = [h for h in book.open_handoffs if h.uid not in shown and _check_is_due(h, book)]
    checks.sort(key=lambda h: -at_hand(h, book).check_late)
    today.sort(key=lambda h: (_next_due(h, book), book.name(h.contractor)))
    slips.sort(key=lambda h: -at_hand(h, book).slip_days)
    silent.sort(key=lambda h: (-at_hand(h, book).silent_days, _next_due(h, book)))
    return Agenda(
        headline, debts, drafts, late, today, checks, leaking, due_now, mails.stuck(book), slips, silent
    )  # fmt: skip


def _standing(book: Book, standing: str) -> list[Handoff]:
    return [handoff for handoff in book.open_handoffs if at_hand(handoff, book).standing == standing]


def _next_due(handoff: Handoff, book: Book) -> dt.datetime:
    counts = at_hand(handoff, book).counts
    return sort_key(counts.due if counts else handoff.due, book.now)


def _leak_key(leak: leaks.Leak, book: Book) -> tuple[str, int, dt.datetime]:
    handoff = book.handoffs.get(leak.uid)
    return (leak.reason, -(leak.days or 0), sort_key(handoff.due if handoff else None, book.now))


def overdue(book: Book) -> list[Handoff]:
    """Return the handoffs late by the contractor, most days late first, then by contractor."""
    late = _standing(book, "overdue")
    return sorted(late, key=lambda h: (-at_hand(h, book).days_late, book.name(h.contractor), book.title(h)))


def on_you(book: Book) -> list[Debt]:
    """Return what waits on the owner: reviews, questions, payments, access to revoke; each oldest first."""
    came = sorted((h for h in book.open_handoffs if at_hand(h, book).to_review), key=lambda h: h.first_delivered or "~")
    debts = [debt for handoff in came for debt in _reviews(handoff, at_hand(handoff, book))]
    for question in sorted(book.questions.open.values(), key=lambda q: q.asked.at):
        handoff = book.handoffs.get(question.handoff)
        if handoff is not None and handoff.uid in book.handoffs.open:
            debts.append(Debt("question", question.uid, handoff, question))
    to_pay = [h for h in book.handoffs.open.values() if money.is_to_pay(h, book)]
    debts += [Debt("pay", h.uid, h, h) for h in sorted(to_pay, key=lambda h: h.accepted or "")]
    debts += [Debt("access", g.uid, book.handoffs.get(g.handoff), g) for g in _to_revoke(book)]
    return debts


def _reviews(handoff: Handoff, known: Account) -> list[Debt]:
    """Return the whole as one review once nothing is owed any more; else each part that came by itself."""
    if not known.owed:
        return [Debt("review", handoff.uid, handoff, handoff)]
    return [Debt("review", each.uid, handoff, each) for each in known.to_review]


def _to_revoke(book: Book) -> list[Access]:
    def over(grant: Access) -> bool:
        handoff = book.handoffs.get(grant.handoff)
        ended = handoff is not None and handoff.state not in NOT_DELIVERED
        by = grant.revoke_by
        return ended or bool(by and Due.of(by).date_in(book.now) <= book.today)

    return [grant for grant in book.access.open.values() if over(grant)]


def _check_is_due(handoff: Handoff, book: Book) -> bool:
    return bool(handoff.next_check) and Due.of(handoff.next_check or "").date_in(book.now) <= book.today


def say_headline(line: Headline, *, is_whole: bool = True) -> str:
    """Return the headline as people read it; what is zero is left out. What is not whole yet ends in dots."""
    parts = [
        (line.overdue, "overdue"), (line.slips, "promised late"), (line.due_today, "due today"),
        (line.silent, "silent"), (line.to_review, "to review"),
        (line.to_pay, "to pay"), (line.questions, "question" if line.questions == 1 else "questions"),
        (line.drafts, "to hand off"), (line.leaks, "slipping"),
    ]  # fmt: skip
    said = " · ".join(f"{count} {word}" for count, word in parts if count)
    if not is_whole:
        return f"{said} · …" if said else "…"
    if said or not line.yours_due:
        return said or "Nothing is out late, due today or waiting on you."
    are = "is" if line.yours_due == 1 else "are"
    return f"Nothing is out late or waiting on you; {line.yours_due} of yours {are} due."


def say_status(line: Headline) -> str:
    """Return the headline for a shell prompt: as short as it can be said, and nothing when nothing needs the owner."""
    parts = [
        (line.overdue, "overdue"), (line.slips, "promised late"), (line.due_today, "today"), (line.silent, "silent"),
        (line.to_review + line.to_pay + line.questions, "on you"),
        (line.drafts, "to hand off"), (line.yours_due, "of yours due"), (line.inbox, "inbox"),
    ]  # fmt: skip
    return " · ".join(f"{count} {word}" for count, word in parts if count)
