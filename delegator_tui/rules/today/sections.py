"""The home screen as lines: what dashboard, command line and JSON all show, in one order and with one wording."""

from __future__ import annotations

from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor, Handoff, Message, Record, Task
from delegator_tui.model.states import OPEN_TASK
from delegator_tui.rules.contractors.people import rate_now
from delegator_tui.rules.dates import due
from delegator_tui.rules.followup.account import at_hand
from delegator_tui.rules.followup.parts import PartAccount
from delegator_tui.rules.followup.standing import (
    FINISHED,
    LATE,
    ON_YOU,
    WITH_THEM,
    say,
    say_check,
    say_part,
    say_silence,
    say_slip,
)
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.leaks import Leak
from delegator_tui.rules.messages import mails
from delegator_tui.rules.tasks import plate, words
from delegator_tui.rules.today.agenda import Agenda, Debt

__all__ = ["FINISHED", "LATE", "ON_YOU", "WITH_THEM"]


class Item(NamedTuple):
    """One line: ``key`` is unique in the list, ``record`` what ``enter`` opens, ``tone`` overdue, soon or nothing."""

    key: str
    table: str
    record: Record | None
    mark: str
    lead: str
    title: str
    note: str = ""
    who: str = ""
    amount: str = ""
    tone: str = ""


class Section(NamedTuple):
    """One group of lines; ``name`` is for scripts, ``title`` for people."""

    name: str
    title: str
    items: list[Item]


def sections(day: Agenda, book: Book) -> list[Section]:
    """Return the sections that have something, in the order of the home screen."""
    found = [
        Section("on_you", "On you", [debt_item(debt, book) for debt in day.on_you]),
        Section("mail", "Mail", [mail_item(mail, book) for mail in day.mail]),
        Section("to_hand_off", "To hand off", [_draft(h, book) for h in day.to_hand_off]),
        Section("overdue", "Overdue", [handoff_item(h, book) for h in day.overdue]),
        Section("slips", "Promised late", [_slip(h, book) for h in day.slips]),
        Section("due_today", "Due today", [handoff_item(h, book) for h in day.due_today]),
        Section("silent", "Silent", [_silent(h, book) for h in day.silent]),
        Section("checks", "Checks due", [_check(h, book) for h in day.checks]),
        Section("leaks", "Slipping", [leak_item(leak, book) for leak in day.leaks]),
        Section("yours_today", "Yours today", [task_item(t, book) for t in day.yours]),
    ]
    return [section for section in found if section.items]


def handoff_item(handoff: Handoff, book: Book) -> Item:
    """Return a handoff's line: its standing, title, round, contractor and price."""
    said = say(handoff, book)
    return _line(handoff, book, said.mark, said.lead, said.tone)._replace(note=said.note)


def _line(handoff: Handoff, book: Book, mark: str, lead: str, tone: str = "") -> Item:
    title, who = book.title(handoff), book.name(handoff.contractor) or "nobody yet"
    amount = money.say_price(handoff.price)
    return Item(handoff.uid, "handoffs", handoff, mark, lead, title, "", who, amount, tone)


def _slip(handoff: Handoff, book: Book) -> Item:
    slip = at_hand(handoff, book).slip
    words = say_slip(slip, book).partition(", ") if slip else ("", "", "")
    item = handoff_item(handoff, book)
    return item._replace(lead=words[0] or item.lead, key=f"slip:{handoff.uid}")


def _silent(handoff: Handoff, book: Book) -> Item:
    item = handoff_item(handoff, book)
    return item._replace(lead=say_silence(at_hand(handoff, book)), key=f"silent:{handoff.uid}")


def review_item(handoff: Handoff, part: str, book: Book) -> Item:
    """Return the line of one part of a handoff (a uid) that waits for its review, while others are owed."""
    known = at_hand(handoff, book)
    came = next((say_part(each, known) for each in known.to_review if each.uid == part), "")
    return _line(handoff, book, ON_YOU, "review")._replace(key=f"review:{part}", note=came, amount="")


def debt_item(debt: Debt, book: Book) -> Item:
    """Return the line of what waits on the owner: what they have to do, on which handoff, the question."""
    leads = {"review": "review", "question": "question", "pay": "to pay", "access": "revoke"}
    handoff = debt.handoff
    if handoff is None:
        return Item(debt.uid, "access", None, ON_YOU, leads[debt.kind], getattr(debt.about, "system", ""))
    item = _line(handoff, book, ON_YOU, leads[debt.kind])._replace(key=f"{debt.kind}:{debt.uid}")
    if isinstance(debt.about, PartAccount):
        return review_item(handoff, debt.about.uid, book)
    if debt.kind == "pay":
        return item._replace(amount=money.say_money(money.balance(handoff, book)) or item.amount)
    asked = getattr(debt.about, "asked", None)
    return item._replace(note=asked.text if asked else "", amount="")


def _draft(handoff: Handoff, book: Book) -> Item:
    task = book.tasks.get(handoff.task)
    day = handoff.due or (task.due if task else None)
    lead = Due.of(day).say_in_column(book.now) if day else "no date"
    return _line(handoff, book, ON_YOU, lead)._replace(key=f"draft:{handoff.uid}")


def _check(handoff: Handoff, book: Book) -> Item:
    return _line(handoff, book, WITH_THEM, say_check(at_hand(handoff, book)))._replace(key=f"check:{handoff.uid}")


def leak_item(leak: Leak, book: Book) -> Item:
    """Return the line of a leak: why it is one, on which handoff or task."""
    handoff = book.handoffs.get(leak.uid)
    key = f"leak:{leak.reason}:{leak.uid}"
    if handoff is not None:
        return _line(handoff, book, "", leak.text)._replace(key=key, amount="", note="")
    task = book.tasks.get(leak.uid)
    return Item(key, "tasks", task, "", leak.text, task.title if task else "")


def mail_item(mail: Message, book: Book) -> Item:
    """Return a mail's line: how it stands, subject, why, and whom it is to."""
    stuck = mail.state in ("refused", "unsure")
    mark, tone = (LATE, "overdue") if stuck else (WITH_THEM, "")
    lead = mails.LEADS.get(mail.state, mail.state)
    who = mails.to_whom(mail, book)
    return Item(f"mail:{mail.uid}", "messages", mail, mark, lead, mail.subject, mail.outcome, who, "", tone)


def task_item(task: Task, book: Book) -> Item:
    """Return a task's line: its due, title, where it is, and how long it takes the owner.

    What is handed off stands as its handoff does.
    """
    handoff = plate.handoff_of(task, book) if task.state in OPEN_TASK else None
    if handoff is not None:
        said, who = say(handoff, book), book.name(handoff.contractor)
        note, minutes = f"with {who}" if who else "", effort(task.estimate_minutes)
        return Item(task.uid, "tasks", task, said.mark, said.lead, task.title, note, "", minutes, said.tone)
    stand = due.of_task(task, book)
    tone = "overdue" if stand.overdue else "soon" if stand.kind in ("today", "soon") else ""
    mark, minutes = LATE if stand.overdue else "", effort(task.estimate_minutes)
    return Item(
        task.uid, "tasks", task, mark, words.lead(task, book), task.title, words.where(task, book), "", minutes, tone
    )


def plate_item(task: Task, book: Book) -> Item:
    """Return a task's line on one of the owner's lists: of what is put away, when it comes back, and its due."""
    item = task_item(task, book)
    if plate.place(task, book) != "later":
        return item._replace(note="")
    return item._replace(lead=words.back_on(task, book), note=words.due_while_away(task, book))


def effort(minutes: int | None) -> str:
    """Return an estimate of the owner's: ``~20 m``, ``~5 h``, ``~1.5 h``; nothing for none."""
    if not minutes:
        return ""
    if minutes < 60:
        return f"~{minutes} m"
    return f"~{round(minutes / 60, 1):g} h"


def say_rate(contractor: Contractor) -> str:
    """Return a contractor's present rate: ``$80/h``, ``$0.11/word``; nothing for none."""
    rate = rate_now(contractor)
    if rate is None:
        return ""
    return f"{money.say(rate.amount, rate.currency)}/{'h' if rate.unit == 'hour' else rate.unit}"
