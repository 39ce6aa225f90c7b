"""Which record a name means: what is exact goes before a part, and some verbs never guess."""

from __future__ import annotations

import string
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.errors import Ambiguous, Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.ids import ALPHABET, short_id
from delegator_tui.model.records import Message, Record
from delegator_tui.rules.search import names
from delegator_tui.rules.search.folding import folded
from tests.making import book_of, contractor, handoff, owed, task

LOOSE, SURE = "", "done"
Held = list[tuple[str, str]]
AMBIGUOUS, UNKNOWN = "several", "none"

CALLS = [("Call", "done"), ("Call the bank", "inbox")]
RENT = [("Pay rent", "done"), ("Pay rent", "done"), ("Pay rent", "inbox")]


@pytest.mark.parametrize(
    ("held", "typed", "verb", "meant"),
    [
        # an exact title, whatever its state, before a part of another
        (CALLS, "Call", SURE, 0), (CALLS, "call", LOOSE, 0), (CALLS, "  CALL ", SURE, 0),
        ([("Call", "inbox"), ("Call the bank", "inbox")], "call", SURE, 0),
        ([("Call", "done"), ("Call the bank", "done")], "call", SURE, 0),
        ([("CAFÉ", "done"), ("Cafe\u0301 terrace", "inbox")], "cafe\u0301", SURE, 0),
        ([("Fix  the\u00a0door", "done"), ("Fix the door again", "inbox")], "fix the door", SURE, 0),
        # a part that fits one alone
        (CALLS, "bank", SURE, 1), (CALLS, "bank", LOOSE, 1), ([("Call", "done")], "cal", SURE, 0),
        # a part that fits several names: guessed only where nothing ends
        (CALLS, "cal", SURE, AMBIGUOUS), (CALLS, "cal", LOOSE, 1),
        ([("Call Ann", "inbox"), ("Call Bob", "inbox")], "call", SURE, AMBIGUOUS),
        ([("Call Ann", "inbox"), ("Call Bob", "inbox")], "call", LOOSE, AMBIGUOUS),
        ([("Call Ann", "done"), ("Call Bob", "dropped")], "call", SURE, AMBIGUOUS),
        # one name several times is one name: the open one is meant
        (RENT, "Pay rent", SURE, 2), (RENT, "rent", SURE, 2), (RENT, "rent", LOOSE, 2), (RENT, "pay rent", LOOSE, 2),
        ([*RENT, ("Pay rent of May", "done")], "pay rent", SURE, 2),
        ([*RENT, ("Pay rent of May", "done")], "rent", SURE, AMBIGUOUS),
        ([("Pay rent", "inbox"), ("Pay rent", "later")], "Pay rent", SURE, AMBIGUOUS),
        ([("Pay rent", "inbox"), ("Pay rent", "later")], "pay rent", LOOSE, AMBIGUOUS),
        ([("Pay rent", "done"), ("Pay rent", "dropped")], "pay rent", SURE, AMBIGUOUS),
        (CALLS, "zebra", SURE, UNKNOWN), (CALLS, "zebra", LOOSE, UNKNOWN),
    ],
)  # fmt: skip
def test_which_task_a_name_means(held: Held, typed: str, verb: str, meant: int | str) -> None:
    tasks = [task(title, state=state) for title, state in held]
    book = book_of(*tasks)
    if meant == AMBIGUOUS:
        with pytest.raises(Ambiguous):
            names.task(typed, book, verb)
    elif meant == UNKNOWN:
        with pytest.raises(Unknown):
            names.task(typed, book, verb)
    else:
        assert names.task(typed, book, verb) is tasks[int(meant)]


@pytest.mark.parametrize(
    ("states", "typed", "verb", "meant"),
    [
        ({"Newsletter": "accepted", "Newsletter December": "working"}, "newsletter", "pay", "Newsletter"),
        ({"Newsletter": "closed", "Newsletter December": "accepted"}, "Newsletter", "pay", "Newsletter"),
        ({"Newsletter": "taken_back", "Newsletter December": "delivered"}, "Newsletter", "accept", "Newsletter"),
        ({"Newsletter": "accepted", "Newsletter December": "working"}, "news", "pay", AMBIGUOUS),
        ({"Newsletter": "closed", "Newsletter December": "working"}, "news", "cancel", AMBIGUOUS),
        ({"Newsletter": "closed", "Newsletter December": "working"}, "news", "log", "Newsletter December"),
        ({"Newsletter": "closed", "Newsletter December": "working"}, "december", "pay", "Newsletter December"),
        ({"Newsletter": "closed"}, "news", "pay", "Newsletter"),
    ],
)
def test_which_handoff_a_name_means(states: dict[str, str], typed: str, verb: str, meant: str) -> None:
    tasks = {title: task(title) for title in states}
    book = book_of(*tasks.values(), *(handoff(tasks[title], state=state) for title, state in states.items()))
    if meant == AMBIGUOUS:
        with pytest.raises(Ambiguous):
            names.handoff(typed, book, verb)
    else:
        assert book.title(names.handoff(typed, book, verb)) == meant


@pytest.mark.parametrize(
    ("verb", "meant"), [("accept", 2), ("deliver", 1), ("pay", None), ("cancel", None), ("close", 0), ("send", None)]
)
def test_of_one_title_several_times_the_one_is_meant_that_the_verb_may_be_used_on(verb: str, meant: int | None) -> None:
    months = task("Newsletter"), task("Newsletter"), task("Newsletter")
    made = [
        handoff(each, state=state) for each, state in zip(months, ("accepted", "working", "delivered"), strict=True)
    ]
    book = book_of(*months, *made)
    if meant is None:
        with pytest.raises(Ambiguous):
            names.handoff("Newsletter", book, verb)
    else:
        assert names.handoff("newsletter", book, verb) is made[meant]


@pytest.mark.parametrize("verb", ["hand off", "reassign", "end contractor", "tell", "chase", ""])
def test_somebody_who_has_ended_is_not_passed_by_for_a_longer_name(verb: str) -> None:
    ann, annabel = contractor("Ann", status="ended"), contractor("Annabel")
    assert names.contractor("ann", book_of(annabel, ann), verb) is ann


def test_a_part_of_two_names_is_guessed_only_where_nothing_is_sent() -> None:
    north, sea = contractor("Northlight Photo"), contractor("North Sea Photo", status="ended")
    book = book_of(sea, north)
    assert names.contractor("north", book) is north
    with pytest.raises(Ambiguous) as caught:
        names.contractor("north", book, "hand off")
    assert caught.value.candidates == [
        f"{short_id(north.uid)}  Northlight Photo", f"{short_id(sea.uid)}  North Sea Photo (ended)"
    ]  # fmt: skip


def test_of_mails_an_exact_subject_that_was_sent_goes_before_a_part_of_one_that_waits() -> None:
    sent = Message(uid=task().uid, to="x@y.example", body="", subject="Brief", state="sent")
    waits = Message(uid=task().uid, to="x@y.example", body="", subject="Brief of the film", state="refused")
    book = book_of(sent, waits)
    assert names.mail("brief", book) is sent
    with pytest.raises(Ambiguous):
        names.mail("bri", book)


def test_a_whole_id_goes_before_the_same_text_as_a_title() -> None:
    closed = task("Old", state="done")
    named = task(short_id(closed.uid))
    book = book_of(closed, named)
    assert names.task(short_id(closed.uid), book, SURE) is closed
    assert names.task(short_id(named.uid), book, SURE) is named
    assert names.task(closed.uid, book, SURE) is closed


def test_an_exact_title_goes_before_the_beginning_of_an_id() -> None:
    other = task("Other", uid="019ab3c4-1f5e-7d2a-8f3b-0044321100a1")
    begin = short_id(other.uid)[:4]
    named = task(begin, state="done")
    assert names.task(begin, book_of(other, named), SURE) is named
    assert names.task(begin, book_of(other), SURE) is other


def test_what_begins_one_id_and_stands_in_another_title_is_not_guessed() -> None:
    by_id = task("Other", uid="019ab3c4-1f5e-7d2a-8f3b-0044321100a1", state="done")
    begin = short_id(by_id.uid)[:3]
    by_title = task(f"About {begin}")
    with pytest.raises(Ambiguous):
        names.task(begin, book_of(by_id, by_title), SURE)
    assert names.task(begin, book_of(by_id, by_title)) is by_title


def test_a_handoff_by_its_tasks_id_is_not_looked_for_among_titles() -> None:
    mine, other = task("Film"), task("Photos")
    named = task(f"Film {short_id(mine.uid)}")
    first, second = handoff(mine), handoff(named)
    assert names.handoff(short_id(mine.uid), book_of(mine, other, named, second, first), "pay") is first


def test_anything_and_a_twin_by_an_exact_title_of_a_closed_one() -> None:
    call, bank = task("Call", state="done"), task("Call the bank")
    live = handoff(task("Call Ann", uid=task().uid))
    book = book_of(call, bank, live)
    assert names.anything("call", book) == ("tasks", call)
    assert names.twin("call", book) is call


def test_a_deliverable_that_came_already_is_not_passed_by_for_one_like_it() -> None:
    whole = handoff(task())
    photos, more = owed(whole, "Photos", state="delivered"), owed(whole, "Photos, large")
    assert names.deliverable("photos", [photos, more], [more]) is photos
    assert names.deliverable("large", [photos, more], [more]) is more
    again = owed(whole, "Photos")
    assert names.deliverable("photos", [photos, again], [again]) is again
    with pytest.raises(Ambiguous):
        names.deliverable("photo", [photos, more], [more])


@pytest.mark.parametrize("name", ["ann", "ANN", " Ann "])
def test_a_part_of_a_name_on_the_roster_is_not_the_name(name: str) -> None:
    assert not names.is_on_roster(name, book_of(contractor("Annabel")))
    assert names.is_on_roster(name, book_of(contractor("Ann", status="ended")))


# ---- whatever the book holds

TITLES = st.text(st.sampled_from("ab "), min_size=1, max_size=4).filter(str.strip)
KEYS = TITLES | st.text(st.sampled_from(ALPHABET[:4]), min_size=3, max_size=3)
TASKS = st.lists(st.tuples(TITLES, st.sampled_from(["inbox", "mine", "done", "dropped"])), min_size=1, max_size=6)


@settings(deadline=None)
@given(held=TASKS, typed=KEYS, verb=st.sampled_from(sorted(names.NEVER_GUESS)))
def test_a_verb_that_ends_or_sends_never_gets_a_part_of_one_title_while_another_fits(
    held: Held, typed: str, verb: str
) -> None:
    tasks = [task(title, state=state) for title, state in held]
    wanted = folded(typed)
    try:
        found = names.task(typed, book_of(*tasks), verb)
    except Refused:
        return
    if folded(found.title) != wanted and not short_id(found.uid).startswith(wanted):
        others = {folded(each.title) for each in tasks if wanted in folded(each.title)}
        assert others == {folded(found.title)}


@settings(deadline=None)
@given(held=TASKS, typed=KEYS, verb=st.sampled_from(["", "log", *sorted(names.NEVER_GUESS)]))
def test_whatever_the_verb_an_exact_title_is_found_or_several_are_named(held: Held, typed: str, verb: str) -> None:
    tasks = [task(title, state=state) for title, state in held]
    exact = [each for each in tasks if folded(each.title) == folded(typed)]
    if not exact:
        return
    found: list[str] = []
    try:
        found.append(short_id(names.task(typed, book_of(*tasks), verb).uid))
    except Ambiguous as error:
        found += [line.split()[0] for line in error.candidates]
    assert {*found} <= {short_id(each.uid) for each in exact}


@settings(deadline=None)
@given(st.text(string.printable, max_size=20))
def test_a_folded_name_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("look", [names.task, names.contractor, names.handoff])
def test_nothing_but_space_is_no_name(look: Callable[[str, Book, str], Record]) -> None:
    with pytest.raises(Unknown, match="Say which"):
        look(" \u3000", book_of(task("One"), contractor("Two")), "pay")
