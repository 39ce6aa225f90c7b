"""One record told whole: what the detail pane, the detail screen and ``show`` draw from."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day_in_column
from delegator_tui.model.due import Due
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Brief, Contractor, Deliverable, Event, Handoff, Message, Record, Task
from delegator_tui.model.states import ACCEPTED, OUT, OWED
from delegator_tui.rules.contractors import people
from delegator_tui.rules.contractors.levels import proposals
from delegator_tui.rules.contractors.particulars import particulars
from delegator_tui.rules.dates import due
from delegator_tui.rules.followup import standing
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.followup.parts import part
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.happened import day_of, events_of, first_late
from delegator_tui.rules.messages import mails
from delegator_tui.rules.tasks import plate, put_off, words
from delegator_tui.rules.today.sections import FINISHED, LATE, ON_YOU, WITH_THEM, effort, say_rate

CAUSE = {
    "brief_gap": "my brief",
    "missed": "missed",
    "changed_mind": "I changed my mind",
    "new_information": "something new",
}
"""The causes of a return, in words."""
AUTONOMY = {"propose": "show me first", "act_tell": "go ahead and tell me", "own": "decide alone"}
MOVER = {"owner": "yours", "contractor": "theirs", "third": "a third party's"}


class Part(NamedTuple):
    """One line of a story: ``tone`` is title, heading, overdue, soon, muted or nothing; ``right`` is at the edge."""

    text: str
    tone: str = ""
    right: str = ""


def story(record: Record | None, book: Book) -> list[Part]:
    """Return a record as lines; none for no record."""
    if isinstance(record, Handoff):
        return _handoff(record, book)
    if isinstance(record, Task):
        return _task(record, book)
    if isinstance(record, Contractor):
        return _contractor(record, book)
    if isinstance(record, Message):
        return _mail(record, book)
    return []


def _handoff(handoff: Handoff, book: Book) -> list[Part]:
    brief = handoff.brief
    parts = [Part(book.title(handoff), "title", short_id(handoff.uid))]
    who = book.name(handoff.contractor) or "nobody yet"
    price = money.say_price(handoff.price)
    parts.append(Part(" · ".join(each for each in (who, price, AUTONOMY.get(handoff.autonomy, "")) if each)))
    parts += _dates(handoff, book) + _moves(handoff, book) + _linked(handoff, book)
    asked = book.questions_by_handoff.get(handoff.uid, [])
    parts += _block("They ask", [Part(f"  {question.asked.text}") for question in asked])
    parts += _block("Owed", [_owed(d, handoff.due, book) for d in book.owed_in(handoff)])
    parts += _block("Scope", _scope(handoff, book))
    parts += _text("Outcome", brief.outcome) + _text("Why", brief.why)
    parts += _block("Done when", [Part(f"  {check}") for check in brief.done_when])
    parts += _text("Not included", brief.out_of_scope) + _text("To start from", brief.inputs)
    parts += _text("Must and must not", brief.constraints) + _text("If something comes up", brief.if_then)
    parts += _text("Check-ins", brief.check_ins) + _text("Access needed", brief.access_needed)
    parts += _text("They need from you", brief.needs_from_me) + _text("Changes included", _rounds(brief))
    parts += _text("Read back", handoff.read_back)
    parts += _block("Money", _money(handoff, book))
    return parts + _events(handoff, book)


def _rounds(brief: Brief) -> str:
    count = brief.rounds_included
    return "" if count is None else f"{count} round{'' if count == 1 else 's'}"


def _dates(handoff: Handoff, book: Book) -> list[Part]:
    now = book.now
    if not handoff.due:
        task = book.tasks.get(handoff.task)
        wanted = f"; the task is due {Due.of(task.due).say(now)}" if task and task.due else ""
        return [Part(f"no due date agreed yet{wanted}", "soon")]
    known, stand = account(handoff, book), standing.say(handoff, book)
    said = f"due {Due.of(handoff.due).say(now)}"
    if known.is_late or handoff.state not in OUT:
        said += f"   {stand.mark} {stand.lead}"
    parts = [Part(said, "overdue" if known.is_late else "")]
    if known.slip:
        parts.append(Part(standing.say_slip(known.slip, book), "soon"))
    elif handoff.promised and known.owed:
        parts.append(Part(f"they say {Due.of(handoff.promised).say(now)}; agreed stays", "soon"))
    late = 0 if handoff.deliverables else first_late(handoff.first_delivered, handoff.original_due, book)
    if late:
        parts.append(Part(f"first delivered {late} d late", "muted"))
    if handoff.original_due and handoff.original_due != handoff.due:
        parts.append(Part(f"first agreed for {Due.of(handoff.original_due).say(now)}", "muted"))
    return parts


def _moves(handoff: Handoff, book: Book) -> list[Part]:
    if not handoff.next_move:
        return []
    since = whose_since(handoff, book)
    held = f", {max(0, (book.today - since).days)} d" if since else ""
    known = account(handoff, book)
    review = ", ".join(each.title for each in known.to_review) if known.whose == "both" else ""
    said = f"next move {MOVER[handoff.next_move]}{held}" + (f", and yours: review {review}" if review else "")
    if handoff.next_check:
        day = Due.of(handoff.next_check).date_in(book.now)
        late = standing.say_check(known).removeprefix("check ")
        said += "   ·   next check " + (late if day <= book.today else Due.of(handoff.next_check).say(book.now))
    parts = [Part(said)]
    if known.is_silent:
        parts.append(Part(standing.say_silence(known), "soon"))
    quiet = standing.say_quiet(known, book)
    return [*parts, *([Part(quiet, "muted")] if quiet and known.is_theirs else []), *_clocks(handoff, book)]


def _linked(work: Handoff | Task, book: Book) -> list[Part]:
    """Return how often work comes again and how often in a row it was on time, what it waits for, who waits for it."""
    from delegator_tui.rules.handoffs import dependencies, series

    task = book.tasks.get(work.task) if isinstance(work, Handoff) else work
    parts = []
    if task is not None and task.recurrence:
        count = series.streak(work, book) if isinstance(work, Handoff) else 0
        row = f"   ·   {count} on time in a row" if count > 1 else ""
        parts.append(Part(f"recurs {series.say(task.recurrence, book)}{row}"))
    waits, waiting = dependencies.waits_for(work, book), dependencies.waiting_on(work, book)
    parts += [Part(f"waits for {dependencies.say_work(each, book)}", "soon") for each in waits]
    return parts + [Part(f"{dependencies.say_work(each, book)} waits for it", "muted") for each in waiting]


def _clocks(handoff: Handoff, book: Book) -> list[Part]:
    """Return both clocks of a handoff: working days with them, and with the owner."""
    from delegator_tui.rules.handoffs.clocks import clocks

    both = clocks(handoff, book)
    if not any(both):
        return []
    return [Part(f"working days with them {both.theirs_days}, with you {both.yours_days}", "muted")]


TO_THEM = frozenset({"handed off", "returned", "answered"})
TO_YOU = frozenset({"delivered", "asks", "accepted", "drafted"})


def whose_since(handoff: Handoff, book: Book) -> dt.date | None:
    """Return the day since which the next move is whose it is: of the last event that moved it; None if unknown."""
    moved = TO_THEM if handoff.next_move == "contractor" else TO_YOU
    days = [day_of(e, book) for e in events_of(handoff.uid, book) if e.what in moved]
    return days[-1] if days else None


def _owed(owed: Deliverable, whole: str | None, book: Book) -> Part:
    stand = part(owed, book)
    mark = ON_YOU if stand.court == "yours" else {"overdue": LATE, "done": FINISHED}.get(stand.kind, WITH_THEM)
    notes: list[str] = [] if owed.state == "owed" else [owed.state]
    if owed.rounds and owed.state == "returned":
        notes = [f"returned ({CAUSE.get(owed.return_cause or '', 'no cause kept')}), round {owed.rounds + 1}"]
    if stand.is_late:
        notes.append(f"{stand.days_late} d late")
    if stand.is_owed and stand.due and owed.due != whole:
        notes.append(f"due {Due.of(stand.due).say(book.now)}")
    if owed.promised and owed.state in OWED:
        notes.append(f"says {Due.of(owed.promised).say(book.now)}")
    late = first_late(owed.first_delivered, owed.original_due, book)
    if late and owed.state not in OWED:
        notes.append(f"first delivered {late} d late")
    if owed.share:
        notes.append(money.say_money(owed.share))
    said = f"  {mark} {owed.title}" + (f"   {', '.join(notes)}" if notes else "")
    return Part(said + (f"   {owed.link}" if owed.link else ""), "overdue" if stand.is_late else "")


def _scope(handoff: Handoff, book: Book) -> list[Part]:
    from delegator_tui.rules.handoffs import scope

    lines = scope.say_log(scope.scope_log(handoff, book), book)
    return [Part(f"  {line}", "soon" if line.endswith("not agreed") else "") for line in lines]


def _money(handoff: Handoff, book: Book) -> list[Part]:
    paid = book.paid_for(handoff)
    if not paid and (handoff.state in ACCEPTED or not money.payable(handoff, book)):
        return []
    lines = [Part(f"  {money.say(p.amount, p.currency)} {p.kind} on {Due.of(p.on).say(book.now)}") for p in paid]
    payable = money.payable(handoff, book)
    if payable and handoff.state not in ACCEPTED:
        lines.append(Part(f"  {money.say_money(payable)} to pay for what is accepted"))
    owing = money.balance(handoff, book)
    if owing and not money.is_settled(handoff, book):
        lines.append(Part(f"  {money.say_money(owing)} open"))
    return lines


def _task(task: Task, book: Book) -> list[Part]:
    parts = [Part(task.title, "title", short_id(task.uid))]
    facts = [task.state, effort(task.estimate_minutes), money.say_money(task.price_idea)]
    facts += [f"#{task.project}" if task.project else "", *(f"@{label}" for label in task.labels)]
    facts.append(f"{task.priority} priority" if task.priority != "normal" else "")
    parts.append(Part(" · ".join(fact for fact in facts if fact)))
    parts += [*_when(task, book), *_linked(task, book)]
    if task.contractor:
        parts.append(Part(f"meant for {book.name(task.contractor)}"))
    parts += _text("Notes", task.notes)
    return parts + _events(task, book)


def _when(task: Task, book: Book) -> list[Part]:
    """Return when a task is due and how it stands; what is handed off stands as its handoff, and only that is told."""
    now, handoff = book.now, plate.handoff_of(task, book)
    if handoff is not None:
        said, who = standing.say(handoff, book), book.name(handoff.contractor)
        with_whom = f" to {who}" if who else ""
        tone = said.tone if said.tone == "overdue" else ""
        return [Part(f"handed off{with_whom}   {said.mark} {said.lead}", tone)]
    parts = []
    if task.due:
        stand = due.of_task(task, book)
        tone = "overdue" if stand.overdue else ""
        late = f"   {LATE} {due.say_standing(stand, task.due, now)}" if stand.overdue else ""
        parts.append(Part(f"due {Due.of(task.due).say(now)}{late}", tone))
    elif plate.place(task, book) == "yours":
        parts.append(Part(words.lead(task, book)))
    if task.defer_until and task.state == "later":
        after = put_off.sentence_after_due(task.defer_until, task.due, now)
        parts.append(Part(f"back on {Due.of(task.defer_until).say(now)}{'.' if after else ''}{after}"))
    return parts


def _contractor(contractor: Contractor, book: Book) -> list[Part]:
    parts = [Part(contractor.name, "title", short_id(contractor.uid))]
    free = people.free_hours(contractor, book)
    facts = [contractor.status, say_rate(contractor), "" if free is None else f"{round(free, 1):g} h free this week"]
    hits = people.on_time(people.handoffs_of(contractor, book), book)
    facts.append(f"on time {hits.hits}/{hits.of}" if hits.of else "")
    parts.append(Part(" · ".join(fact for fact in facts if fact)))
    reach = [contractor.contact, contractor.email, contractor.phone, contractor.timezone or ""]
    parts.append(Part(" · ".join(each for each in reach if each), "muted"))
    parts += _block("Skills", _skills(contractor, book))
    agreed = [Part(f"  {subject:<11} {words}") for subject, words in particulars(contractor, book)]
    parts += _block("Agreed and known", agreed)
    lines = []
    for handoff in people.open_handoffs_of(contractor, book):
        said = standing.say(handoff, book)
        lines.append(
            Part(f"  {said.mark} {said.lead:<12} {book.title(handoff)}", said.tone if said.tone == "overdue" else "")
        )  # fmt: skip
    parts += _block("Open", lines)
    done = [h for h in people.handoffs_of(contractor, book) if h.state in ACCEPTED]
    done.sort(key=lambda h: h.accepted or "", reverse=True)
    past = [Part(f"  {FINISHED} {book.title(h)}", "muted", f"{h.rating}/5" if h.rating else "") for h in done[:12]]
    return parts + _block("Done", past) + _text("Notes", contractor.notes) + _events(contractor, book)


def _skills(contractor: Contractor, book: Book) -> list[Part]:
    """Return the level of each skill, and the next one where accepted work speaks for it."""
    next_level = {each.skill: f" → {each.to}?   {each.why}" for each in proposals(contractor, book)}
    return [Part(f"  {skill}   {level}{next_level.get(skill, '')}") for skill, level in contractor.skills.items()]


def _mail(mail: Message, book: Book) -> list[Part]:
    tone = "overdue" if mail.state in ("refused", "unsure") else ""
    parts = [Part(mail.subject, "title", short_id(mail.uid)), Part(f"to {mail.to}", "muted")]
    written = instants.date_of(mail.created, book.now).isoformat()
    parts += [Part(mails.say_mail(mail, book), tone), Part(f"written {Due.of(written).say(book.now)}", "muted")]
    return parts + _text("Text", mail.body.rstrip())


def _block(title: str, lines: list[Part]) -> list[Part]:
    return [Part(""), Part(title, "heading"), *lines] if lines else []


def _text(title: str, text: str) -> list[Part]:
    return _block(title, [Part(f"  {line}") for line in text.split("\n")] if text else [])


def _events(record: Record, book: Book) -> list[Part]:
    events = events_of(record.uid, book)
    return _block("Story", [_event(event, book, events[n:]) for n, event in enumerate(events, 1)])


def _event(event: Event, book: Book, later: list[Event]) -> Part:
    from delegator_tui.rules.records.event_words import event_words

    day = day_of(event, book)
    minutes = f"{event.owner_minutes} m of yours" if event.owner_minutes else ""
    said = event_words(event, book, later)
    return Part(f"  {say_day_in_column(day, book.today)}   {said}", "", minutes)
