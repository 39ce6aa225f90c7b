"""The account of a handoff: the one place that says whose move it is, what is late, what slips, who is silent.

Today, the lists, the detail, the chase list, reminders, JSON and every count ask here. ``account`` reads what happened;
``at_hand`` says as much as the records alone tell while the events were not read yet, for the first picture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Handoff
from delegator_tui.model.states import NOT_DELIVERED, OPEN_HANDOFF, OUT, WAITS_ON_OWNER
from delegator_tui.rules.dates.due import ORDER, Kind
from delegator_tui.rules.followup.parts import PartAccount, parts
from delegator_tui.rules.followup.waiting import waits_for
from delegator_tui.rules.handoffs import money

Whose = Literal["yours", "theirs", "both", "third", "nobody"]
Standing = Literal[
    "overdue", "slip", "today", "silent", "soon", "ahead", "yours", "to_pay", "to_settle", "draft", "third", "waiting",
    "done",
]  # fmt: skip


class Quiet(NamedTuple):
    """Until when (an instant) nobody is to be written to, and why.

    ``why``: answered, promised, put off, nudged, freed, waits for, third, night or away. The last two hold a message
    back that is ready; the others mean that there is none.
    """

    until: dt.datetime
    why: str

    @property
    def is_held(self) -> bool:
        """Whether a message is ready and only waits for their hours."""
        return self.why in ("night", "away")


class Account(NamedTuple):
    """How a handoff stands. Dates are agreed ones; days late are calendar days, days of silence working days of theirs.

    ``moves``: who may do something next: yours, theirs, third. ``counts``: the part owed next, by which it stands;
    None when nothing is owed. ``slip``: the part whose promise is the furthest after its agreed date. ``slips``: how
    often they named such a date. ``check_late``: calendar days for which a check is over and nothing was logged.
    ``waits``: the uids of what it waits for. ``is_whole``: what only the events tell is in it; without them
    ``silent_days``, ``slips``, ``said`` and most of ``quiet`` are not known.
    """

    uid: str
    parts: tuple[PartAccount, ...]
    moves: frozenset[str]
    standing: Standing
    kind: Kind
    days_late: int
    counts: PartAccount | None
    slip: PartAccount | None
    check_late: int
    waits: tuple[str, ...]
    is_whole: bool = False
    said: dt.datetime | None = None
    since: dt.datetime | None = None
    silent_days: int = 0
    is_silent: bool = False
    slips: int = 0
    quiet: Quiet | None = None

    @property
    def whose(self) -> Whose:
        """Whose move it is."""
        if {"yours", "theirs"} <= self.moves:
            return "both"
        found: list[Whose] = [each for each in _WHOSE if each in self.moves]
        return found[0] if found else "nobody"

    @property
    def is_theirs(self) -> bool:
        """Whether the contractor can go on, whatever else waits on the owner."""
        return "theirs" in self.moves

    @property
    def is_late(self) -> bool:
        """Whether something is owed whose agreed date is over."""
        return self.kind == "overdue"

    @property
    def late_by(self) -> str | None:
        """The agreed date that is over; None when none is."""
        return self.counts.due if self.counts and self.is_late else None

    @property
    def slip_days(self) -> int:
        """Calendar days from the agreed date to the date that they named; 0 without such a date."""
        return self.slip.slip_days if self.slip else 0

    @property
    def to_review(self) -> tuple[PartAccount, ...]:
        """The parts that were delivered and wait for the owner's review."""
        return tuple(each for each in self.parts if each.court == "yours")

    @property
    def owed(self) -> tuple[PartAccount, ...]:
        """The parts that the contractor still has to deliver."""
        return tuple(each for each in self.parts if each.is_owed)

    @property
    def is_mixed(self) -> bool:
        """Whether its parts do not all stand alike, so that one has to be named."""
        return len({(each.court, each.due) for each in self.parts}) > 1


_WHOSE: tuple[Whose, ...] = ("yours", "theirs", "third")


def account(handoff: Handoff, book: Book) -> Account:
    """Return the account of a handoff; reads the events."""
    return book.once_on(_whole, handoff, handoff.uid)


def at_hand(handoff: Handoff, book: Book) -> Account:
    """Return the account as far as it costs nothing: whole once the events were read."""
    return account(handoff, book) if book.events_at_hand else book.once_on(_of_records, handoff, handoff.uid)


def out_count(book: Book) -> int:
    """Return how many handoffs are out: sent, and not accepted or ended. Drafts are not."""
    return sum(handoff.state != "drafted" for handoff in book.open_handoffs)


def is_theirs(handoff: Handoff, book: Book) -> bool:
    """Tell whether the contractor can go on with a handoff; asks the records alone."""
    return "theirs" in _moves(handoff, parts(handoff, book), book)


def is_yours(handoff: Handoff, book: Book) -> bool:
    """Tell whether the contractor has the work and waits for the owner's move, other than for an answer."""
    return handoff.state in OUT and handoff.next_move == "owner" and not book.questions_by_handoff.get(handoff.uid)


def _of_records(handoff: Handoff, book: Book) -> Account:
    """Return what the records tell; of the quiet the check that was set, for every answer and message sets one."""
    of = parts(handoff, book)
    moves, waits = _moves(handoff, of, book), waits_for(handoff, book)
    counts = _counts(handoff, of, book)
    slip = max((each for each in of if each.slips), key=lambda each: each.slip_days, default=None)
    check = handoff.next_check if handoff.state in OUT else None
    over = (book.today - Due.of(check).date_in(book.now)).days if check else 0
    found = Account(
        handoff.uid, of, moves, "done", counts.kind if counts else "done", counts.days_late if counts else 0, counts,
        slip, max(0, over), waits,
    )  # fmt: skip
    if handoff.state == "drafted" and found.is_late:  # nobody owes a draft
        found = found._replace(kind="ahead", days_late=0, counts=None)
    return found._replace(standing=_standing(found, handoff, book))


def _whole(handoff: Handoff, book: Book) -> Account:
    """Return what records and events tell."""
    from delegator_tui.rules.followup.quiet import quiet
    from delegator_tui.rules.followup.silence import gap, silence
    from delegator_tui.rules.followup.slips import count

    known = book.once_on(_of_records, handoff, handoff.uid)
    heard = silence(handoff, book)
    days = heard.days if known.is_theirs and not known.waits else 0
    waited_for = any(each.stands for each in known.owed)
    found = known._replace(
        is_whole=True, said=heard.said, since=heard.since, silent_days=days, slips=count(handoff, book),
        is_silent=days >= gap(handoff) and not waited_for,
    )  # fmt: skip
    found = found._replace(quiet=quiet(found, handoff, book))
    return found._replace(standing=_standing(found, handoff, book))


def _moves(handoff: Handoff, of: Sequence[PartAccount], book: Book) -> frozenset[str]:
    if handoff.state in WAITS_ON_OWNER:
        return frozenset({"yours"})
    if handoff.state not in OPEN_HANDOFF:
        return frozenset()
    if handoff.next_move == "owner" or book.questions_by_handoff.get(handoff.uid):
        return frozenset({"yours"})
    review = {"yours"} if any(each.court == "yours" for each in of) else set()
    if handoff.next_move == "third":
        return frozenset(review | {"third"})
    return frozenset(review | ({"theirs"} if any(each.is_owed for each in of) else set()))


def _counts(handoff: Handoff, of: Sequence[PartAccount], book: Book) -> PartAccount | None:
    """Return the part that is owed next: the worst, which is the earliest."""
    owed = [each for each in of if each.is_owed] if handoff.state in NOT_DELIVERED else []
    return min(
        owed, key=lambda each: (ORDER[each.kind], -each.days_late, sort_key(each.due, book.now)), default=None
    )  # fmt: skip


def _standing(known: Account, handoff: Handoff, book: Book) -> Standing:
    if handoff.state == "drafted":
        return "draft"
    if handoff.state == "accepted":
        return "to_pay" if money.is_to_pay(handoff, book) else "to_settle"
    if handoff.state not in OPEN_HANDOFF:
        return "done"
    return _out(known) if known.counts else "yours"


def _out(known: Account) -> Standing:
    """Return how work stands of which something is owed: by its date first, whoever has the move."""
    if known.is_late:
        return "overdue"
    if known.is_theirs and known.slip:
        return "slip"
    if known.kind == "today":
        return "today"
    if known.is_theirs and known.is_silent:
        return "silent"
    if not known.is_theirs:
        return "third" if known.whose == "third" else "yours"
    if known.waits:
        return "waiting"
    return "soon" if known.kind == "soon" else "ahead"
