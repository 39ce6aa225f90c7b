"""Letters: the messages that are to go to contractors now, each with what has to be known before it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor, Handoff
from delegator_tui.model.states import SENT_ON
from delegator_tui.rules.contractors.contact import UNANSWERED, last_contact, usual
from delegator_tui.rules.dates import hours
from delegator_tui.rules.followup.account import is_theirs
from delegator_tui.rules.handoffs.history import history
from delegator_tui.rules.handoffs.pay_due import pay_due
from delegator_tui.rules.messages.after import TEXT_OF, known, to_tell
from delegator_tui.rules.messages.chase import Chase, chase_list, chase_of, chase_one
from delegator_tui.rules.messages.fields import chase_values
from delegator_tui.rules.messages.fill import NO_TEXTS, Message, chase_words, fill, recipient, split, template
from delegator_tui.rules.records.event_words import say_channel

MAIL = "email"
LONGEST_LINK = 1900
"""Characters of a mailto link that every mail program takes."""
_Filling = Callable[[Mapping[str, str]], str]
PAY_LATE = "paying_late"
OWNER_LATE = "owner_late"


class Letter(NamedTuple):
    """One message to one contractor.

    ``chase`` is what it asks about; without one it asks for nothing and is about ``handoffs`` only. ``channel`` is how
    they are best reached now, ``why`` says so when it is not their usual one; ``held`` why it should not go now.
    ``wrong`` is a sentence on what could not be used: the owner's own text, or the address. ``tells`` are the uids of
    the events that they hear of by it.
    """

    contractor: str
    handoffs: tuple[str, ...]
    message: Message
    chase: Chase | None = None
    channel: str = ""
    why: str = ""
    held: str = ""
    wrong: str = ""
    tells: tuple[str, ...] = ()

    @property
    def days_late(self) -> int:
        """Calendar days of the latest thing in it."""
        return self.chase.things[0].days_late if self.chase else 0

    @property
    def by_hand(self) -> str:
        """The channel under which a copied text is logged: nobody copies a text to telephone."""
        return "message" if self.channel in ("", "phone") else self.channel


def chase_letters(book: Book) -> list[Letter]:
    """Return a letter to everybody of whom something is late or to be asked, the latest first."""
    return [of_chase(chase, book) for chase in chase_list(book)]


def chase_letter(contractor: str, book: Book) -> Letter | None:
    """Return the letter to one contractor; None when there is nothing to ask."""
    chase = chase_of(contractor, book)
    return of_chase(chase, book) if chase else None


def nudge_letter(handoff: Handoff, book: Book) -> Letter | None:
    """Return the letter about one handoff alone; None while its next move is not the contractor's."""
    chase = chase_one(handoff, book)
    return of_chase(chase, book) if chase else None


def of_chase(chase: Chase, book: Book) -> Letter:
    """Return the letter of a chase, in the owner's own words where there are any."""
    text, wrong = _words(lambda own: chase_words(chase, book, own), book)
    message, bad = _addressed(text, book.contractors.get(chase.contractor))
    uids = tuple(thing.handoff for thing in chase.things)
    return Letter(
        chase.contractor, uids, message, chase, chase.channel, _why(chase, book), chase.held, " ".join([*wrong, *bad])
    )


def owner_letter(handoff: Handoff, book: Book) -> Letter:
    """Return the letter of an owner who keeps the contractor waiting: for an answer, a review, or the money."""
    name = PAY_LATE if handoff.state == "accepted" else OWNER_LATE
    return _letter(name, handoff, book)


def message_letter(handoff: Handoff, book: Book, name: str = "") -> Letter | None:
    """Return the message that a handoff asks for now: what was decided and not told yet, else what the round asks for.

    ``name``: this text and no other. None while nobody has the work. Raises Refused for a text that is none.
    """
    if handoff.contractor is None or handoff.state == "drafted":
        return None
    if name:
        return _letter(name, handoff, book)
    steps = to_tell(handoff, book)
    if steps:
        return _letter(TEXT_OF[steps[-1].what], handoff, book)._replace(tells=tuple(step.uid for step in steps))
    if is_theirs(handoff, book):
        return nudge_letter(handoff, book)
    if waits_on_owner(handoff, book):
        return owner_letter(handoff, book)
    return _letter("note", handoff, book)


def waits_on_owner(handoff: Handoff, book: Book) -> bool:
    """Tell whether the contractor waits for the owner: for an answer, a review, or money that is late."""
    if handoff.state == "accepted":
        return (by := pay_due(handoff, book)) is not None and Due.of(by).is_over(book.now)
    return handoff.next_move == "owner" and handoff.state in SENT_ON


def _letter(name: str, handoff: Handoff, book: Book) -> Letter:
    """Return a letter on one handoff that asks for nothing, in the owner's own words where there are any."""
    text, wrong = _words(lambda own: fill(template(name, own), known(handoff, book)), book)
    contractor = book.contractors.get(handoff.contractor)
    message, bad = _addressed(text, contractor)
    wrong += bad
    return Letter(handoff.contractor or "", (handoff.uid,), message, channel=usual(contractor), wrong=" ".join(wrong))


def preview(name: str, book: Book) -> str:
    """Return how a text reads now, filled from a real handoff or chase; as it stands while there is none."""
    handoff = next(iter(book.open_handoffs), None)
    chases = chase_list(book)
    if name == "chase" and chases:
        chase = max(chases, key=lambda each: len(each.things))
        text, wrong = _words(lambda own: fill(template(name, own), chase_values(chase, book)), book)
    elif handoff is None or name == "chase":
        return template(name, book.settings.texts)
    else:
        text, wrong = _words(lambda own: fill(template(name, own), known(handoff, book)), book)
    return "\n".join([*wrong, text])


def _words(fill_in: _Filling, book: Book) -> tuple[str, list[str]]:
    """Return a text in the owner's words; in ours, and why, when a field of the owner's does not exist."""
    try:
        return fill_in(book.settings.texts), []
    except Refused as error:
        return fill_in(NO_TEXTS), [f"{error} The standard text is used here."]


def _addressed(text: str, contractor: Contractor | None) -> tuple[Message, list[str]]:
    """Return a text as a message; without an address, and why, when the one on the roster is none."""
    try:
        return split(text, contractor.email if contractor else ""), []
    except Refused as error:
        return split(text), [str(error)]


def _why(chase: Chase, book: Book) -> str:
    """Return why it is not their usual channel: ``two unanswered by mail``; empty when it is."""
    contractor = book.contractors.get(chase.contractor)
    before = usual(contractor)
    if not chase.channel or chase.channel == before:
        return ""
    unanswered = [
        len(history(handoff, book).unanswered)
        for thing in chase.things
        if (handoff := book.handoffs.get(thing.handoff))
    ]
    count = max(unanswered, default=0)
    by = say_channel(before)
    return f"{count} unanswered by {by}" if count >= UNANSWERED else f"no answer by {by}"


def say_last(contractor: str, book: Book) -> str:
    """Return when a contractor was chased last: ``today``, ``Thu 19 Nov``; empty for never."""
    last = last_contact(contractor, book)
    if last is None:
        return ""
    day = last.astimezone(book.now.zone).date()
    return "today" if day == book.today else say_day(day, book.today)


def was_chased_today(contractor: str, book: Book) -> bool:
    """Tell whether a contractor had a message today, by their calendar."""
    last = last_contact(contractor, book)
    theirs = hours.of_contractor(book.contractors.get(contractor), book)
    return last is not None and theirs.date_of(last) >= theirs.date_of(book.now.at)


def can_mail(book: Book) -> bool:
    """Tell whether a mail account is set."""
    return book.settings.mail is not None and bool(book.settings.mail.host)


def mail_link(message: Message) -> str:
    """Return a link that opens a message in the mail program; empty without an address.

    Where the whole would be longer than mail programs take, it has no body. Raises Refused for an address that is none.
    """
    to = recipient(message.to)
    if not to:
        return ""
    head = f"mailto:{quote(to, safe='@')}?subject={quote(message.subject, safe='')}"
    lines = message.body.replace("\r\n", "\n").replace("\n", "\r\n")  # RFC 6068: a line of the body ends in %0D%0A
    whole = f"{head}&body={quote(lines, safe='')}"
    if len(whole) <= LONGEST_LINK:
        return whole
    return head if len(head) <= LONGEST_LINK else f"mailto:{quote(to, safe='@')}"


def has_body(link: str) -> bool:
    """Tell whether a link carries the words of the message."""
    return "&body=" in link
