"""The desk itself: undo and redo, the profile, other writers, several verbs as one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.groups import HandoffVerbs, TaskVerbs
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Money
from delegator_tui.rules.tasks.plate import triage
from tests.desk.same import contents, one_step, refused, same_book, told
from tests.making import StandingClock, add_task, another, delivered, reread, sent, working

# ---- undo and redo


def test_nothing_to_undo_or_redo_is_said(desk: Desk) -> None:
    with refused(desk, "Nothing to undo."):
        desk.undo()
    with refused(desk, "Nothing to redo."):
        desk.redo()


def test_undo_and_redo_name_the_step(desk: Desk) -> None:
    uid = add_task(desk)
    desk.tasks.drop(uid)
    done = desk.undo()
    assert (done.message, done.commit) == ("Undone: drop Photos.", 3)
    assert desk.redo().message == "Done again: drop Photos."
    assert desk.undo().message == "Undone: drop Photos."
    assert desk.undo().message == "Undone: capture Photos."


def test_undoing_everything_leaves_an_empty_book(desk: Desk) -> None:
    made = delivered(desk)
    desk.handoffs.accept(made)
    desk.handoffs.pay(made)
    steps = sum(commit.kind == "act" for commit in desk.store.history.commits())
    whole = contents(desk.book)
    for _ in range(steps):
        desk.undo()
    assert contents(desk.book) == contents(reread(desk)) == {}
    assert desk.book.events_by_record == {}
    for _ in range(steps):
        desk.redo()
    assert contents(desk.book) == contents(reread(desk)) == whole


def test_a_new_step_ends_what_could_be_redone(desk: Desk) -> None:
    add_task(desk)
    desk.undo()
    add_task(desk, "Film")
    with refused(desk, "Nothing to redo."):
        desk.redo()


def test_undo_keeps_the_event_and_says_which_commit_undid_it(desk: Desk) -> None:
    uid = add_task(desk)
    commit = desk.undo().commit
    assert [(event.what, event.undone_by) for event in desk.book.events.all()] == [("captured", commit)]
    assert told(desk, uid) == []


def test_a_task_that_comes_back_takes_its_old_place(desk: Desk) -> None:
    one, two, three = desk.tasks.capture("One", "Two", "Three")
    desk.tasks.drop(two)
    desk.undo()
    assert [task.uid for task in triage(desk.book)] == [one, two, three]
    desk.tasks.drop(one)
    desk.tasks.drop(two)
    desk.undo()
    desk.undo()
    assert list(desk.book.tasks.open) == [one, two, three]


# ---- the profile


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("home_currency", " eur ", "EUR"), ("zone", "Europe/Rome", "Europe/Rome"), ("zone", "", None),
        ("working_days", "mon, tue Wednesday", (0, 1, 2)), ("working_days", "mon-thu sat", (0, 1, 2, 3, 5)),
        ("working_days", "sat-mon", (0, 5, 6)), ("hour_value", "50", Money(amount="50.00", currency="USD")),
        ("hour_value", "€45", Money(amount="45.00", currency="EUR")), ("hour_value", "", None),
        ("month_first", "Yes", True), ("month_first", "off", False), ("name", " Maya ", "Maya"),
    ],
)  # fmt: skip
def test_a_setting_is_read_from_its_text(desk: Desk, key: str, value: str, expected: object) -> None:
    desk.settings.change({"quiet_hours": "20-8"})
    desk.settings.change({key: value})
    assert getattr(desk.book.settings, key) == expected
    assert desk.book.settings.quiet_hours == "20-8"
    assert getattr(reread(desk).settings, key) == expected


def test_settings_are_one_step(desk: Desk) -> None:
    with one_step(desk):
        desk.settings.change({"home_currency": "cad", "month_first": "yes"})
    with one_step(desk):
        desk.settings.change({"name": "Maya"})
    assert (desk.book.settings.home_currency, desk.book.settings.name) == ("CAD", "Maya")


def theme(desk: Desk, name: str) -> None:
    """Keep a theme as the palette does: by no step of undo."""
    desk.settings.remember(theme=name)


def test_undo_of_the_first_settings_leaves_what_was_kept_by_itself_since(desk: Desk) -> None:
    desk.settings.change({"home_currency": "cad", "name": "Maya"})
    theme(desk, "nord")
    desk.undo()
    own = desk.book.settings
    assert (own.home_currency, own.name, own.theme) == ("USD", "", "nord")
    assert contents(reread(desk)) == contents(desk.book)
    desk.redo()
    own = desk.book.settings
    assert (own.home_currency, own.name, own.theme) == ("CAD", "Maya", "nord")
    desk.undo()
    assert (desk.book.settings.home_currency, desk.book.settings.theme) == ("USD", "nord")


def test_of_the_first_settings_undo_leaves_a_theme_that_was_chosen_anew(desk: Desk) -> None:
    desk.settings.change({"name": "Maya", "theme": "dracula"})
    theme(desk, "nord")
    desk.undo()
    assert (desk.book.settings.name, desk.book.settings.theme) == ("", "nord")
    desk.redo()
    assert (desk.book.settings.name, desk.book.settings.theme) == ("Maya", "nord")


def test_redo_of_the_first_settings_finds_those_that_were_made_meanwhile(desk: Desk) -> None:
    desk.settings.change({"home_currency": "cad"})
    desk.undo()
    theme(desk, "nord")
    desk.redo()
    assert (desk.book.settings.home_currency, desk.book.settings.theme) == ("CAD", "nord")
    assert len(list(desk.book.table("settings").all())) == 1
    desk.undo()
    assert (desk.book.settings.home_currency, desk.book.settings.theme) == ("USD", "nord")
    assert contents(reread(desk)) == contents(desk.book)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("home_currency", "euro", "“euro” is not a currency: use three letters such as USD."),
        ("zone", "Rome", "“Rome” is not a time zone: use a name such as Europe/London."),
        ("working_days", "monkey", "Working days are names such as mon tue wed thu fri, or mon-fri."),
        ("working_days", "mon-nowhere", "Working days are names such as mon tue wed thu fri, or mon-fri."),
        ("working_days", "", "Working days are names such as mon tue wed thu fri, or mon-fri."),
        ("month_first", "perhaps", "Set month_first to yes or no."),
        ("hour_value", "much", "“much” is not an amount of money: write a number such as 160 or 160.50."),
    ],
)
def test_a_setting_that_is_none_is_refused(desk: Desk, key: str, value: str, sentence: str) -> None:
    version = desk.store.version
    with pytest.raises(Refused) as caught:
        desk.settings.change({key: value})
    assert (str(caught.value), caught.value.field) == (sentence, "amount" if key == "hour_value" else key)
    assert desk.store.version == version


@pytest.mark.parametrize("key", ["mood", "uid", "keys", "created"])
def test_there_are_only_so_many_settings(desk: Desk, key: str) -> None:
    version = desk.store.version
    with pytest.raises(Refused, match=f"There is no setting “{key}”: use one of home_currency, "):
        desk.settings.change({key: "x"})
    assert desk.store.version == version


def test_the_zone_of_the_settings_is_the_books_at_once(desk: Desk, clock: StandingClock) -> None:
    clock.set("2026-11-23T23:30:00+00:00")
    desk.settings.change({"zone": "Europe/Rome"})
    assert desk.book.today.isoformat() == "2026-11-24"
    desk.undo()
    assert desk.book.today.isoformat() == "2026-11-23"


def test_what_a_screen_keeps_by_itself_is_no_step_of_undo(desk: Desk) -> None:
    add_task(desk)
    desk.settings.remember(theme="dark")
    assert desk.book.settings.theme == "dark"
    assert desk.undo().message == "Undone: capture Photos."
    assert desk.book.settings.theme == "dark"


# ---- other writers, readers, the clock


def test_what_another_process_does_is_taken_in(desk: Desk) -> None:
    add_task(desk)
    other = another(desk)
    add_task(other, "Film")
    assert len(desk.book.tasks.open) == 1
    assert desk.refresh()
    assert same_book(desk.book, other.book)
    assert not desk.refresh()
    other.store.close(compact=False)


def test_every_verb_sees_what_another_process_did(desk: Desk) -> None:
    uid = add_task(desk)
    other = another(desk)
    other.tasks.drop(uid)
    with pytest.raises(Refused, match="is dropped already"):
        desk.tasks.done(uid)
    other.undo()
    desk.tasks.done(uid)
    other.refresh()
    assert same_book(desk.book, other.book)
    other.store.close(compact=False)


def test_the_book_is_new_after_each_commit_and_only_then(desk: Desk) -> None:
    seen = [desk.book.version]
    uid = add_task(desk)
    seen.append(desk.book.version)
    desk.tasks.drop(uid)
    seen.append(desk.book.version)
    desk.undo()
    seen.append(desk.book.version)
    desk.redo()
    seen.append(desk.book.version)
    assert seen == [0, 1, 2, 3, 4]
    desk.tick()
    assert not desk.refresh()
    assert desk.book.version == 4


@pytest.mark.parametrize("verb", ["done", "undo"])
def test_what_another_process_did_is_in_the_book_also_when_the_verb_is_refused(desk: Desk, verb: str) -> None:
    other = another(desk)
    uid = add_task(other)
    if verb == "done":
        other.tasks.drop(uid)
    else:
        other.undo()
    with pytest.raises(Refused):
        desk.tasks.done(uid) if verb == "done" else desk.undo()
    assert desk.book.version == 2
    assert same_book(desk.book, other.book)
    other.store.close(compact=False)


def test_the_book_is_of_the_moment_of_the_last_look(desk: Desk, clock: StandingClock) -> None:
    clock.go(hours=20)
    assert desk.book.today.isoformat() == "2026-11-23"
    assert desk.tick().today.isoformat() == "2026-11-24"
    assert desk.book.now.at == desk.now().at == clock.now


def test_a_desk_opened_anew_has_the_same_book(desk: Desk, open_desk: Callable[..., Desk]) -> None:
    working(desk)
    desk.store.close(compact=True)
    again = open_desk()
    assert same_book(again.book, desk.book)
    assert again.book.version == desk.book.version


# ---- several verbs as one step


def test_verbs_on_several_records_are_one_step(desk: Desk) -> None:
    one, two, three = desk.tasks.capture("One", "Two", "Three")
    with one_step(desk):
        done = desk.on_each(TaskVerbs.drop, [one, two], "drop 2 tasks", "Dropped 2 tasks.")
    assert (done.message, list(desk.book.tasks.open)) == ("Dropped 2 tasks.", [three])
    assert done.commit == 2
    assert desk.undo().message == "Undone: drop 2 tasks."


def test_different_verbs_are_one_step_in_a_transaction(desk: Desk) -> None:
    one, two, three = desk.tasks.capture("One", "Two", "Three")
    with one_step(desk), desk.transaction("clear the plate") as tx:
        TaskVerbs.drop(tx, one)
        TaskVerbs.done(tx, two)
    assert list(desk.book.tasks.open) == [three]
    assert [told(desk, uid)[-1] for uid in (one, two)] == ["dropped", "done"]
    step = next(iter(desk.store.history.commits()))
    assert step.label == "clear the plate"


def test_the_last_verb_names_a_transaction_without_a_label(desk: Desk) -> None:
    uid = add_task(desk)
    assert desk.on(TaskVerbs.drop, uid).message == "Dropped Photos."
    step = next(iter(desk.store.history.commits()))
    assert (step.verb, step.label) == ("drop", "drop Photos")


def test_one_refusal_among_several_changes_nothing(desk: Desk) -> None:
    one, two = desk.tasks.capture("One", "Two")
    desk.tasks.done(two)
    with refused(desk, "Two is done already; nothing was changed."):
        desk.on_each(TaskVerbs.drop, [one, two], "drop 2 tasks", "Dropped.")
    desk.tasks.drop(one)
    assert not desk.book.tasks.open


def test_accepting_several_closes_and_reopens_each(desk: Desk) -> None:
    one, two = delivered(desk, "One", price=None), delivered(desk, "Two every week due fri", price=None)
    with one_step(desk):
        desk.on_each(HandoffVerbs.accept, [one, two], "accept 2", "Accepted 2.")
    assert [desk.book.title(left) for left in desk.book.handoffs.open.values()] == ["Two"]
    assert [task.title for task in desk.book.tasks.open.values()] == ["Two"]


# ---- readers of the book


def test_a_refusal_leaves_the_very_same_records(desk: Desk) -> None:
    made = sent(desk)
    held: Book = desk.book
    with pytest.raises(Refused):
        desk.handoffs.accept(made)
    assert desk.book.handoffs is held.handoffs


def test_the_events_of_a_book_that_grew_are_those_of_one_read_anew(desk: Desk) -> None:
    assert desk.book.events_by_record == {}
    uid = working(desk)
    desk.handoffs.heard(uid, "asks", "Which ground?")
    desk.handoffs.answer(uid, "White.")
    desk.undo()
    desk.redo()
    desk.undo()
    grown = {record: [e.uid for e in story] for record, story in desk.book.events_by_record.items() if story}
    assert grown == {record: [e.uid for e in story] for record, story in reread(desk).events_by_record.items()}
