"""The ladder: in each situation which step, to whom, with which text, when, and by which channel."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from delegator_tui.model.records import Invoice, InvoiceLine, PayTerms, Price
from delegator_tui.rules.reminders.ladder import next_step
from tests.making import uid
from tests.rules.situations import Case, at, away, case, question

ACKED = "11-23 11:00 acknowledged"
SAMPLED = "11-26 09:30 nudged step=sample channel=email"
SEEN = "11-26 11:00 on track"
SEEN_2 = "12-02 11:00 on track"
SEEN_3 = "12-08 11:00 on track"
ON_TIME = (ACKED, SEEN, SEEN_2, SEEN_3)


class Row(NamedTuple):
    """One line of the table: ``then`` is ``step to text when channel``, ``-`` for nothing; silent has no text."""

    name: str
    now: str
    then: str
    told: tuple[str, ...]
    fields: dict[str, Any]


def row(name: str, now: str, then: str, *told: str, **fields: Any) -> Row:
    return Row(name, now, then, told, fields)


CRITICAL = {"stakes": "critical"}
SENT = {"state": "sent"}
TOKYO = {"timezone": "Asia/Tokyo"}
PRICE = {"price": Price(amount="400", currency="USD")}
ACCEPTED = {"state": "accepted", "accepted": at("12-10 12:00"), "next_move": "owner"}
INVOICE = Invoice(uid=uid(), contractor="here", lines=(InvoiceLine(handoff="here", amount="400"),), due="2026-12-17")

TABLE = [
    # ---- taking it up
    row("just sent: the read-back is asked for tomorrow", "11-23 10:00",
        "ack contractor no_read_back 11-24 10:00 email", **SENT),
    row("no read-back after one working day", "11-24 10:00", "ack contractor no_read_back 11-24 10:00 email", **SENT),
    row("asked for the read-back: again on the third day", "11-24 12:00",
        "ack contractor no_read_back 11-26 09:00 email", "11-24 11:00 nudged step=ack", **SENT),
    row("two without an answer: the other channel", "11-26 09:00", "ack contractor no_read_back 11-26 09:00 phone",
        "11-24 11:00 nudged step=ack channel=email", "11-25 11:00 no answer channel=email", **SENT),
    row("no answer for five days: the owner decides", "11-30 09:00", "decide owner decision 11-30 09:00 phone",
        "11-24 11:00 nudged step=ack", "11-26 11:00 nudged step=ack", **SENT),
    row("nobody was ever nudged for five days: the owner decides", "11-30 12:00",
        "decide owner decision 11-30 09:00 email", **SENT),
    row("acknowledged: no more about the read-back", "11-24 10:00", "sample contractor checkpoint 11-26 09:00 email",
        ACKED, state="acknowledged"),
    row("on track is an answer, though the read-back is missing", "11-24 10:00",
        "sample contractor checkpoint 11-26 09:00 email", "11-23 15:00 on track", **SENT),
    row("critical: the read-back is asked for after four working hours", "11-23 14:00",
        "ack contractor no_read_back 11-23 14:00 email", **SENT, **CRITICAL),
    row("critical: again on the second day", "11-23 15:00", "ack contractor no_read_back 11-25 09:00 email",
        "11-23 14:30 nudged step=ack", **SENT, **CRITICAL),
    row("critical: the owner decides on the third day", "11-26 09:00", "decide owner decision 11-26 09:00 email",
        **SENT, **CRITICAL),
    row("due tomorrow: the read-back is asked for after four hours", "11-23 13:00",
        "ack contractor no_read_back 11-23 14:00 email", **SENT, due="2026-11-24"),
    row("an event without words counts for nothing", "11-24 10:00", "ack contractor no_read_back 11-24 10:00 email",
        "11-23 12:00 note text=sent_it", **SENT),
    # ---- on the way
    row("a sample after 15 % of a long job", "11-26 09:00", "sample contractor checkpoint 11-26 09:00 email", ACKED),
    row("the sample was seen: next the midpoint", "11-26 12:00", "midpoint contractor checkpoint 12-02 09:00 email",
        ACKED, SEEN),
    row("an answer the day before does for the sample", "11-26 09:00",
        "midpoint contractor checkpoint 12-02 09:00 email", ACKED, "11-25 10:00 on track"),
    row("an answer two days before does not", "11-26 09:00", "sample contractor checkpoint 11-26 09:00 email",
        ACKED, "11-24 10:00 on track"),
    row("the sample was asked for: next the midpoint", "11-26 10:00",
        "midpoint contractor checkpoint 12-02 09:00 email", ACKED, SAMPLED),
    row("the midpoint", "12-02 09:00", "midpoint contractor checkpoint 12-02 09:00 email", ACKED, SAMPLED),
    row("overtaken: of sample and midpoint only the midpoint is said", "12-03 09:00",
        "midpoint contractor checkpoint 12-02 09:00 email", ACKED),
    row("a short job has neither sample nor midpoint", "11-23 12:00",
        "before contractor before_due 11-26 09:00 email", ACKED, due="2026-11-27"),
    row("shown first: a sample however short", "11-23 12:00", "sample contractor checkpoint 11-24 09:00 email",
        ACKED, due="2026-11-27", autonomy="propose"),
    row("an untried skill: a sample however short", "11-23 12:00", "sample contractor checkpoint 11-24 09:00 email",
        ACKED, due="2026-11-27", skill="photo", who={"skills": {"photo": "untried"}}),
    row("a trusted skill: none", "11-23 12:00", "before contractor before_due 11-26 09:00 email",
        ACKED, due="2026-11-27", skill="photo", who={"skills": {"photo": "trusted"}}),
    row("critical: looks at a quarter, half and three quarters", "11-27 12:00",
        "midpoint contractor checkpoint 12-02 09:00 email", ACKED, SAMPLED, "11-27 11:00 on track", **CRITICAL),
    # ---- before the due
    row("before the due, 15 % ahead", "12-08 09:00", "before contractor before_due 12-08 09:00 email",
        ACKED, SEEN, SEEN_2),
    row("before the due, as early as they wish", "12-04 09:00", "before contractor before_due 12-04 09:00 email",
        ACKED, SEEN, SEEN_2, who={"reminder_lead_days": 5}),
    row("who wants no reminder gets none", "12-08 12:00", "today owner - 12-11 00:00 email",
        ACKED, SEEN, SEEN_2, SEEN_3, who={"reminder_lead_days": 0}),
    row("on track: silent until the due", "12-09 09:00", "today owner - 12-11 00:00 email", *ON_TIME),
    row("nudged before the due and no answer: silent until the due", "12-09 09:00", "today owner - 12-11 00:00 email",
        ACKED, SEEN, SEEN_2, "12-08 10:00 nudged step=before"),
    row("due today is silent", "12-11 12:00", "today owner - 12-11 00:00 email", *ON_TIME),
    row("due today is silent even when nobody asked before", "12-11 12:00", "today owner - 12-11 00:00 email", ACKED),
    # ---- late
    row("late on a Friday: nothing on Saturday", "12-12 12:00", "late 1 contractor late_one 12-14 09:00 email",
        *ON_TIME),
    row("one working day late", "12-14 09:00", "late 1 contractor late_one 12-14 09:00 email", *ON_TIME),
    row("late and nudged: next on the third day, by another channel", "12-14 12:00",
        "late 2 contractor late_two 12-16 09:00 phone", *ON_TIME, "12-14 10:00 nudged step=late_1 channel=email"),
    row("an answer without a date after the due: asked again the next day", "12-15 09:00",
        "late 1 contractor late_one 12-15 09:00 email", *ON_TIME, "12-14 08:00 on track"),
    row("an answer on the due day does not do for being late", "12-14 09:00",
        "late 1 contractor late_one 12-14 09:00 email", *ON_TIME, "12-11 15:00 on track"),
    row("three days late and nobody wrote yet: the mild text first", "12-16 09:00",
        "late 2 contractor late_one 12-16 09:00 phone", *ON_TIME),
    row("three days late after a nudge: firm", "12-16 09:00", "late 2 contractor late_two 12-16 09:00 phone",
        *ON_TIME, "12-14 10:00 nudged step=late_1 channel=email"),
    row("nudged by phone last: the other channel is mail", "12-16 09:00",
        "late 2 contractor late_two 12-16 09:00 email", *ON_TIME, "12-14 10:00 nudged step=late_1 channel=phone"),
    row("no other channel is known: the usual one", "12-16 09:00", "late 2 contractor late_two 12-16 09:00 email",
        *ON_TIME, "12-14 10:00 nudged step=late_1 channel=email", who={"phone": ""}),
    row("five days late: the owner decides", "12-18 09:00", "decide owner decision 12-18 09:00 email",
        *ON_TIME, "12-14 10:00 nudged step=late_1", "12-16 10:00 nudged step=late_2 channel=email", who={"phone": ""}),
    row("long late and nobody looked: the owner decides", "12-21 12:00", "decide owner decision 12-18 09:00 email",
        *ON_TIME),
    row("the owner has not decided: a week later again", "12-25 12:00", "decide owner decision 12-25 09:00 email",
        *ON_TIME),
    row("an answer without a date does not keep the owner from deciding", "12-18 09:00",
        "decide owner decision 12-18 09:00 email", *ON_TIME, "12-17 15:00 on track"),
    row("critical: firm on the second day", "12-15 09:00", "late 2 contractor late_two 12-15 09:00 phone",
        *ON_TIME, "12-14 10:00 nudged step=late_1 channel=email", **CRITICAL),
    row("critical and late: the owner decides on the third day", "12-16 09:00",
        "decide owner decision 12-16 09:00 email", *ON_TIME, **CRITICAL),
    # ---- dates they name, dates agreed anew
    row("a date named after the agreed one: the owner's to answer, at once", "12-14 12:00",
        "slip owner held 12-11 15:00 email", ACKED, "12-11 15:00 later promised=2026-12-22",
        promised="2026-12-22"),
    row("a date named late in the day: at the owner's opening", "12-14 12:00",
        "slip owner held 12-14 09:00 email", ACKED, "12-11 19:00 later promised=2026-12-17", promised="2026-12-17"),
    row("a new date named when it is late: the owner's to answer", "12-14 12:00",
        "slip owner held 12-14 10:00 email", *ON_TIME, "12-14 10:00 later promised=2026-12-16", promised="2026-12-16"),
    row("the named date passed: one working day after it", "12-17 09:00",
        "late 1 contractor late_one 12-17 09:00 email", *ON_TIME, "12-14 10:00 later promised=2026-12-16",
        promised="2026-12-16"),
    row("a second named date passed: the owner decides at once", "12-21 09:00",
        "decide owner decision 12-21 09:00 email", *ON_TIME, "12-14 10:00 later promised=2026-12-16",
        "12-17 10:00 later promised=2026-12-18", promised="2026-12-18"),
    row("a date moved before it passed is not missed", "12-21 09:00", "late 1 contractor late_one 12-21 09:00 email",
        *ON_TIME, "12-14 10:00 later promised=2026-12-16", "12-16 10:00 later promised=2026-12-18",
        promised="2026-12-18"),
    row("a date earlier than agreed brings no earlier nudge", "12-08 09:00",
        "before contractor before_due 12-08 09:00 email", ACKED, SEEN, SEEN_2,
        "12-03 10:00 later promised=2026-12-04", promised="2026-12-04"),
    row("agreed later: the ladder hangs on the new date", "12-14 12:00",
        "before contractor before_due 12-17 09:00 email", *ON_TIME, "12-14 10:00 extended new=2026-12-23",
        due="2026-12-23"),
    row("agreed later wipes the slate of missed dates", "12-24 09:00", "late 1 contractor late_one 12-24 09:00 email",
        *ON_TIME, "12-14 10:00 later promised=2026-12-16", "12-17 10:00 later promised=2026-12-18",
        "12-21 10:00 extended new=2026-12-23", due="2026-12-23"),
    row("returned: before the new due", "12-14 12:00", "before contractor before_due 12-16 09:00 email",
        *ON_TIME, "12-11 15:00 delivered", "12-14 10:00 returned new=2026-12-17", state="returned", due="2026-12-17"),
    row("answered after the due: a working day from the answer", "12-16 12:00",
        "late 1 contractor late_one 12-17 09:00 email", *ON_TIME, "12-10 15:00 asks", "12-16 10:00 answered"),
    row("undone or future events of a wrong clock count for nothing", "12-14 09:00",
        "late 1 contractor late_one 12-14 09:00 email", *ON_TIME, "2027-12-14 09:00 nudged step=late_1"),
    # ---- their week
    row("their weekend is Friday and Saturday", "12-13 09:00", "late 1 contractor late_one 12-13 09:00 email",
        *ON_TIME, due="2026-12-10", who={"working_days": (6, 0, 1, 2, 3)}),
    row("Tokyo: nine there is midnight here", "12-13 23:00", "late 1 contractor late_one 12-14 00:00 email",
        *ON_TIME, who=TOKYO),
    row("a due that has not ended here is not late in Tokyo", "12-11 00:00", "today owner - 12-10 05:00 email",
        *ON_TIME, due="2026-12-10", who=TOKYO, zone="America/New_York"),
    row("as soon as it ended here it is late in Tokyo", "12-11 05:00",
        "late 1 contractor late_one 12-11 05:00 email", *ON_TIME, due="2026-12-10", who=TOKYO,
        zone="America/New_York"),
    row("their hours", "12-14 09:00", "late 1 contractor late_one 12-14 13:30 email", *ON_TIME,
        who={"working_hours": "13:30 to 20:00"}),
    row("their quiet hours", "12-14 09:00", "late 1 contractor late_one 12-14 10:30 email", *ON_TIME,
        who={"quiet_hours": "18-10:30"}),
    row("away: when they are back", "12-14 09:00", "late 1 contractor late_one 12-16 09:00 email", *ON_TIME,
        who={"away": away("12-12", "12-15")}),
    row("away for long: the owner decides after seven days of theirs", "12-22 09:00",
        "decide owner decision 12-22 09:00 email", *ON_TIME, who={"away": away("12-12", "12-31")}),
    row("nudged of the owner's own accord: the first after the due is done", "12-14 09:00",
        "late 2 contractor late_two 12-16 09:00 phone", *ON_TIME, "12-14 08:00 nudged"),
    row("a due time ends at its minute", "12-14 09:00", "late 1 contractor late_one 12-14 09:00 email", *ON_TIME,
        due="2026-12-11T16:00[Europe/London]"),
    # ---- the owner's own
    row("a question: four working hours", "11-26 10:00", "question owner owner_late 11-26 14:00 email", ACKED,
        "11-26 10:00 asks", next_move="owner", more=(question("11-26 10:00"),)),
    row("a question late in the day: four working hours are tomorrow", "11-26 16:00",
        "question owner owner_late 11-27 11:00 email", ACKED, next_move="owner", more=(question("11-26 15:00"),)),
    row("a question after a day", "11-27 12:00", "question owner owner_late 11-27 10:00 email", ACKED,
        next_move="owner", more=(question("11-26 10:00"),)),
    row("a question every other day after that", "12-01 12:00", "question owner owner_late 12-01 09:00 email", ACKED,
        next_move="owner", more=(question("11-26 10:00"),)),
    row("late, and they wait for an answer: never a nudge", "12-18 12:00",
        "question owner owner_late 12-17 09:00 email", *ON_TIME, next_move="owner", more=(question("12-10 10:00"),)),
    row("critical: a question after two hours", "11-26 10:00", "question owner owner_late 11-26 12:00 email", ACKED,
        next_move="owner", more=(question("11-26 10:00"),), **CRITICAL),
    row("delivered: reviewed within two days", "12-10 12:00", "review owner owner_late 12-14 09:00 email", *ON_TIME,
        "12-10 11:00 delivered", state="delivered", next_move="owner"),
    row("delivered and not reviewed: every other day", "12-16 12:00", "review owner owner_late 12-16 09:00 email",
        *ON_TIME, "12-10 11:00 delivered", state="delivered", next_move="owner"),
    row("the owner's own week counts", "12-10 12:00", "review owner owner_late 12-12 09:00 email", *ON_TIME,
        "12-10 11:00 delivered", state="delivered", next_move="owner", own={"working_days": (0, 1, 2, 3, 4, 5, 6)}),
    row("the owner is away: counted from the day back", "12-10 12:00", "review owner owner_late 12-21 09:00 email",
        *ON_TIME, "12-10 11:00 delivered", state="delivered", next_move="owner",
        own={"away": away("12-14", "12-18")}),
    row("the owner's move without a question", "11-26 12:00", "yours owner owner_late 11-25 09:00 email", ACKED,
        next_move="owner"),
    row("a third party has it: a check on its day", "12-01 09:00", "third owner - 12-01 09:00 email", ACKED,
        next_move="third", next_check="2026-12-01"),
    row("a draft untouched for more than two days", "11-26 09:00", "draft owner brief 11-26 09:00 email",
        state="drafted", next_move="owner", updated=at("11-23 10:00")),
    row("accepted: paid within their terms, three days ahead", "12-10 13:00", "pay before owner - 12-17 09:00 email",
        **ACCEPTED, **PRICE, who={"pay_terms": PayTerms(days=10)}),
    row("a due on Sunday is paid on Friday", "12-18 12:00", "pay today owner - 12-18 09:00 email",
        **ACCEPTED, **PRICE, who={"pay_terms": PayTerms(days=10)}),
    row("a day after: red, and a text to send", "12-21 12:00", "pay late owner paying_late 12-21 09:00 email",
        **ACCEPTED, **PRICE, who={"pay_terms": PayTerms(days=10)}),
    row("without terms two weeks", "12-10 13:00", "pay before owner - 12-21 09:00 email", **ACCEPTED, **PRICE),
    row("the invoice's own due", "12-10 13:00", "pay before owner - 12-14 09:00 email", **ACCEPTED, **PRICE,
        more=(INVOICE,)),
    row("without a due the owner must say one", "11-30 09:00", "decide owner decision 11-30 09:00 email", ACKED,
        due=None, original_due=None),
    # ---- put off, and over
    row("put off: said when that is over", "12-14 10:00", "late 1 contractor late_one 12-15 15:00 email", *ON_TIME,
        "12-14 09:30 snoozed until=2026-12-15T15:00:00Z"),
    row("put off three times: the owner decides", "12-15 15:00", "decide owner decision 12-15 15:00 email", *ON_TIME,
        "12-14 09:30 snoozed until=2026-12-14T12:00:00Z", "12-14 12:30 snoozed until=2026-12-15T09:00:00Z",
        "12-15 09:30 snoozed until=2026-12-15T15:00:00Z"),
    row("closed: nothing", "12-15 15:00", "-", *ON_TIME, "12-10 11:00 delivered", "12-10 12:00 accepted",
        "12-10 13:00 closed", state="closed", next_move=None),
    row("taken back: nothing", "12-15 15:00", "-", ACKED, "12-01 13:00 taken back", state="taken_back",
        next_move=None),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name.replace(" ", "_"))
def test_the_table(line: Row) -> None:
    made = case(line.now, *line.told, **line.fields)
    assert said(made) == line.then


def said(made: Case) -> str:
    """The next step of a case as the table writes it."""
    step = next_step(made.handoff, made.book)
    if step is None:
        return "-"
    return f"{step.step} {step.to} {step.message or '-'} {step.at:%m-%d %H:%M} {step.channel}"


def test_the_table_is_long_enough_and_names_each_situation_once() -> None:
    names = [line.name for line in TABLE]
    assert len(names) == len(set(names)) >= 60
