"""What the keys of a row do that is neither a form nor a verb at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from delegator_tui.commands import BY_ID, Does
from delegator_tui.desk.done import LEVEL, MESSAGE, Done, Offer
from delegator_tui.desk.transaction import Transaction
from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Message
from delegator_tui.rules.records.available import owes_several
from delegator_tui.rules.records.links import links
from delegator_tui.rules.tasks.bump import Step, agreed, to_agree
from delegator_tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from delegator_tui.outbox.clipboard import Copied
    from delegator_tui.rules.messages.letters import Letter
    from delegator_tui.screens.dialogs.brief import BriefDialog
    from delegator_tui.screens.views.base import BookScreen
    from delegator_tui.screens.views.letters import Writing
    from delegator_tui.screens.views.row_commands import RowCommands

INSTEAD = {
    "handoff.answer": "answer it", "handoff.send": "send it", "handoff.accept": "accept it",
    "handoff.return": "return it", "handoff.close": "close it", "handoff.pay": "pay it",
}  # fmt: skip
"""What is done with a handoff whose reminder cannot be put off again, where there is no choice to make."""


def likely(row: RowCommands) -> Awaitable[None] | None:
    """Do what the footer names first."""
    found = row.view.steps_now().likely
    if found == "open":
        row.view.open_record()
        return None
    return row.do(found) if found else None


def finish(row: RowCommands) -> None:
    """Finish a task, or log a delivery: of which parts is asked where several are owed."""
    chosen, book = row.view.chosen(), row.view.the_book
    if len(chosen) == 1 and isinstance(chosen[0], Handoff) and owes_several(chosen[0], book):
        from delegator_tui.screens.forms.by_key import BY_NAME, form_of

        row.fill(form_of(BY_NAME["deliver"], chosen[0], book, row.view.runner))
    else:
        row.on_all(Does("", "finish", "Finished"), _finish)


def _finish(tx: Transaction, uid: str) -> Done:
    """Finish what has this uid: a task is done, a handoff delivered."""
    from delegator_tui.desk.groups import HandoffVerbs, TaskVerbs

    return TaskVerbs.done(tx, uid) if tx.book.tasks.get(uid) else HandoffVerbs.deliver(tx, uid)


def link(row: RowCommands) -> None:
    """Open the record's first link in the browser."""
    view = row.view
    record = view.record()
    found = links(record, view.the_book) if record else []
    if found:
        view.app.open_url(found[0])
        view.say(f"Opened {found[0]}.")


# ---- a date


def _mover(step: Step, words: str) -> Callable[[RowCommands], None]:
    """Return what moves the date of every chosen row, whose marks stay for the next press; it asks what was agreed."""

    def move(row: RowCommands) -> None:
        from delegator_tui.desk.groups import TaskVerbs

        view = row.view
        uids = [record.uid for record in view.chosen()]
        out = agreed(view.chosen()[0], view.the_book) if len(uids) == 1 else None
        verb = partial(TaskVerbs.bump, step=step)
        if out is not None:
            _agree(row, out, step)
        elif len(uids) == 1:
            view.act(lambda desk: desk.on(verb, uids[0]))
        else:
            count = len(uids)
            view.act(lambda desk: desk.on_each(verb, uids, f"move {count} {words}", f"Moved {count}, {words}."))

    return move


def _agree(row: RowCommands, handoff: Handoff, step: Step) -> None:
    """Ask the later date that a step means, of what is out."""
    view = row.view
    when, title = to_agree(handoff, step, view.the_book), view.the_book.title(handoff)
    if when is None:
        who = view.the_book.name(handoff.contractor)
        view.say(f"{title} has the date that you agreed with {who}: only a later one can be agreed.")
        return
    from delegator_tui.screens.forms.part_forms import extend_form

    row.fill(extend_form(handoff, view.the_book, view.runner, when).asked_by("extend", handoff.uid))


# ---- a handoff


def handoff_of(view: BookScreen) -> Handoff:
    """Return the handoff under the cursor; only asked where the key is offered."""
    record = view.record()
    assert isinstance(record, Handoff)
    return record


def brief(row: RowCommands) -> None:
    """Show the brief, to copy it."""
    view = row.view
    view.ask(_brief_of(view, handoff_of(view).uid), view.say)


def send_brief(view: BookScreen, uid: str, *, anyway: bool = False, offers: tuple[Offer, ...] = ()) -> None:
    """Show the brief of a draft; copied or printed it is sent once the owner says so.

    ``offers`` are what the step that made the draft offers, besides.
    """
    from delegator_tui.screens.dialogs.brief import SENT
    from delegator_tui.screens.dialogs.confirm import sent_dialog

    def told(is_sent: bool | None) -> None:
        if is_sent:
            view.act(lambda desk: with_offers(desk.handoffs.send(uid, anyway=anyway)))
        else:
            view.runner.offers = offers
            view.say(view.with_keys("Kept as a draft: {handoff.send} on it sends it."))

    def with_offers(done: Done) -> Done:
        return done._replace(offers=(*done.offers, *offers))

    def read(answer: str | None) -> None:
        if answer in (None, SENT):
            told(answer == SENT)
        else:
            view.app.push_screen(sent_dialog(answer or ""), told)

    view.app.push_screen(_brief_of(view, uid, sending=True), read)


def _brief_of(view: BookScreen, uid: str, *, sending: bool = False) -> BriefDialog:
    from delegator_tui.rules.handoffs.readiness import gaps_of
    from delegator_tui.rules.messages.brief import brief_text
    from delegator_tui.rules.messages.pasting import where_to
    from delegator_tui.screens.copying import copy
    from delegator_tui.screens.dialogs.brief import BriefDialog

    book = view.runner.desk.book
    handoff = book.handoffs.get(uid)
    assert handoff is not None
    into = where_to(book.contractors.get(handoff.contractor))
    gaps = [gap.text for gap in gaps_of(handoff, book)] if sending else []

    async def copied(text: str) -> Copied:
        return await view.runner.beside(copy(view.app, text))

    return BriefDialog(book.title(handoff), brief_text(handoff, book), into, copied, sending=sending, gaps=gaps)


def chase(row: RowCommands) -> None:
    """Write to everyone who is late or due a check-in."""
    from delegator_tui.rules.messages.letters import chase_letter, chase_letters
    from delegator_tui.screens.views.letters import Writing

    _write(row.view, Writing("Chase", chase_letters, chase_letter))


def nudge(row: RowCommands) -> None:
    """Write to them about this one."""
    from delegator_tui.rules.messages.letters import nudge_letter

    _write_on(row.view, nudge_letter)


def write(row: RowCommands) -> None:
    """Write that you keep them waiting."""
    from delegator_tui.rules.messages.letters import owner_letter

    _write_on(row.view, owner_letter)


def message(row: RowCommands) -> None:
    """Write what the last step asks for, or what the row under the cursor does."""
    from delegator_tui.rules.messages.letters import message_letter

    view = row.view
    record, offer = view.record(), offered(view, MESSAGE)
    stands = bool(view.query_one(SaidLine).sentence[0])
    about = offer.about if offer and (stands or not isinstance(record, Handoff)) else handoff_of(view).uid
    _write_on(view, message_letter, about)


def offered(view: BookScreen, command: str) -> Offer | None:
    """Return what the last thing that was done offers under a command, whatever is under the cursor."""
    return next((offer for offer in view.runner.offers if offer.command == command), None)


def _tell_gone(view: BookScreen, about: str, done: Done) -> None:
    """Tell what was done with a message; what else the step before offered stays on offer."""
    left = tuple(offer for offer in view.runner.offers if offer.about != about)
    view.tell(done._replace(offers=(*done.offers, *left)))


def _write_on(view: BookScreen, letter: Callable[[Handoff, Book], Letter | None], about: str = "") -> None:
    from delegator_tui.screens.views.letters import Writing

    uid = about or handoff_of(view).uid

    def one(book: Book) -> Letter | None:
        handoff = book.handoffs.get(uid)
        return letter(handoff, book) if handoff else None

    def every(book: Book) -> list[Letter]:
        found = one(book)
        return [found] if found else []

    found = view.the_book.handoffs.get(uid)
    title = f"Write to {view.the_book.name(found.contractor if found else None)}"
    writing = Writing(title, every, lambda _, book: one(book), single=True)
    _write(view, writing, partial(_tell_gone, view, uid))


def _write(view: BookScreen, writing: Writing, tell: Callable[[Done], None] | None = None) -> None:
    from delegator_tui.screens.views.chase import NOBODY, ChaseScreen

    if writing.all(view.the_book):
        view.app.push_screen(ChaseScreen(view.runner, view.the_book, writing, tell or view.tell))
    else:
        view.say(NOBODY)


def snooze(row: RowCommands) -> None:
    """Put the reminder off; after three times the owner must decide."""
    from delegator_tui.rules.handoffs.history import times_put_off
    from delegator_tui.rules.reminders.schedule import SNOOZES

    view = row.view
    handoff = handoff_of(view)
    if times_put_off(handoff, view.the_book) < SNOOZES:
        row.ask(BY_ID["handoff.snooze"])
    elif "handoff.decide" in view.steps_now().works:
        _decide(row, f"Its reminder was put off {SNOOZES} times: decide now.")
    else:
        view.say(f"{view.the_book.title(handoff)} was put off {SNOOZES} times: {_instead(view)}.")


def _instead(view: BookScreen) -> str:
    """Return the first two things that work on the row now, each with its key."""
    works = view.steps_now().works
    found = [view.with_keys(f"{words} ({{{id_}}})") for id_, words in INSTEAD.items() if id_ in works]
    return " or ".join(found[:2])


def decide(row: RowCommands) -> None:
    """Choose how it goes on."""
    _decide(row)


def _decide(row: RowCommands, why: str = "") -> None:
    from delegator_tui.screens.forms.decide import DecideDialog

    view = row.view

    def chosen(id_: str) -> None:
        view.run_worker(view.run_action(BY_ID[id_].action))

    view.ask(DecideDialog(handoff_of(view), view.the_book, why), chosen)


# ---- a contractor


def level(row: RowCommands) -> None:
    """Raise a level that accepted work speaks for: what was offered, else the first of the row."""
    from delegator_tui.rules.contractors.levels import proposals

    view = row.view
    record, offer = view.record(), offered(view, LEVEL)
    if isinstance(record, Contractor) and (found := proposals(record, view.the_book)):
        uid, skill = found[0].contractor, found[0].skill
    elif offer:
        uid, skill = offer.about, offer.what
    else:
        return
    view.act(lambda desk: desk.contractors.raise_level(uid, skill), "good")


# ---- a mail that is stuck


def mail_of(view: BookScreen) -> Message:
    """Return the mail under the cursor; only asked where the key is offered."""
    record = view.record()
    assert isinstance(record, Message)
    return record


async def mail_again(row: RowCommands) -> None:
    """Send the mail again, now."""
    await row.view.run_action(f"app.send_again({mail_of(row.view).uid!r})")


def mail_settle(row: RowCommands) -> None:
    """Ask what became of the mail."""
    from delegator_tui.rules.messages.mails import say_mail
    from delegator_tui.screens.forms.mail_forms import SettleDialog

    view = row.view
    mail = mail_of(view)

    def settled(fate: str) -> None:
        if fate == "again":
            view.run_worker(view.run_action(f"app.send_again({mail.uid!r})"))
        else:
            view.act(lambda desk: desk.mail.settle(mail.uid, arrived=fate == "arrived"))

    view.ask(SettleDialog(mail.subject, say_mail(mail, view.the_book)), settled)


DOES: dict[str, Callable[[RowCommands], Awaitable[None] | None]] = {
    "likely": likely, "finish": finish, "link": link, "handoff.brief": brief, "handoff.nudge": nudge,
    "handoff.write": write, "handoff.snooze": snooze, "handoff.decide": decide, "chase": chase,
    "handoff.message": message, "contractor.level": level, "mail.again": mail_again, "mail.settle": mail_settle,
    "date.day_later": _mover(Step(1), "a day later"), "date.day_earlier": _mover(Step(-1), "a day earlier"),
    "date.week_later": _mover(Step(1, "w"), "a week later"),
    "date.week_earlier": _mover(Step(-1, "w"), "a week earlier"),
}  # fmt: skip
"""What a command does that its entry does not say."""
