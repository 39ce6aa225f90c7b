"""A transaction: what several verbs write in it is one commit, what is refused in it is none, and how it is named."""

from __future__ import annotations

import pkgutil
from functools import cached_property
from importlib import import_module

import pytest

from delegator_tui.desk import groups, verbs
from delegator_tui.desk.desk import Desk
from delegator_tui.desk.verb import Group, Verb
from delegator_tui.errors import Refused
from delegator_tui.rules.messages.chase import chase_list
from tests.desk.same import refused, told
from tests.making import StandingClock, add_task, another, sent


def test_every_verb_is_in_one_group_of_the_desk() -> None:
    modules = [import_module(f"{verbs.__name__}.{each.name}") for each in pkgutil.iter_modules(verbs.__path__)]
    made = [each for module in modules for each in vars(module).values() if isinstance(each, Verb)]
    kinds = [kind for kind in vars(groups).values() if isinstance(kind, type) and issubclass(kind, Group)]
    listed = [each for kind in kinds for each in vars(kind).values() if isinstance(each, Verb)]
    assert {id(each) for each in made} == {id(each) for each in listed}
    assert len(listed) == len({id(each) for each in listed})
    assert all(each.__doc__ for each in made)


def test_every_group_is_on_the_desk(desk: Desk) -> None:
    kinds = {kind for kind in vars(groups).values() if isinstance(kind, type) and issubclass(kind, Group)}
    made = [getattr(desk, name) for name, each in vars(Desk).items() if isinstance(each, cached_property)]
    assert {type(each) for each in made} >= kinds - {Group}


def test_a_verb_of_a_desk_has_the_words_of_its_function(desk: Desk) -> None:
    assert desk.tasks.drop.__doc__ == "Take a task off the plate for good; a recurring one does not come again."


def test_a_verb_that_uses_another_is_one_commit_named_for_what_was_done(desk: Desk) -> None:
    made = sent(desk)
    before = desk.store.version
    done = desk.handoffs.heard(made, "started")
    assert done.commit == desk.store.version == before + 1
    step = next(iter(desk.store.history.commits()))
    assert (step.verb, step.label) == ("start", "start Photos")


def test_the_book_stays_as_it_was_found_until_the_end(desk: Desk) -> None:
    uid = add_task(desk)
    with desk.transaction("put it away") as tx:
        tx.set("tasks", uid, state="dropped")
        assert uid in tx.book.tasks.open
        after = tx.book_after()
        assert uid not in after.tasks.open
        assert (found := after.tasks.get(uid)) is not None
        assert found.state == "dropped"
        assert uid in desk.book.tasks.open
    assert uid not in desk.book.tasks.open
    assert tx.number == desk.store.version


def test_nothing_is_saved_of_a_transaction_that_ends_in_an_error(desk: Desk) -> None:
    uid = add_task(desk)
    with refused(desk, "There is no such task."), desk.transaction("both") as tx:
        groups.TaskVerbs.drop(tx, uid)
        groups.TaskVerbs.drop(tx, "no-such")
    other = another(desk)  # and the lock is free
    other.tasks.drop(uid)
    other.store.close(compact=False)


def test_nothing_is_saved_of_what_is_discarded_or_cannot_be_read_again(desk: Desk) -> None:
    uid = add_task(desk)
    before = desk.store.version
    with desk.transaction("nothing") as tx:
        groups.TaskVerbs.drop(tx, uid)
        tx.discard()
    with pytest.raises(Refused, match="This cannot be kept in “tasks”"), desk.transaction("wrong") as tx:
        tx.set("tasks", uid, title=7)
    assert desk.store.version == before
    assert told(desk, uid) == ["captured"]


def test_an_empty_transaction_is_no_commit(desk: Desk) -> None:
    add_task(desk)
    with desk.transaction("nothing") as tx:
        pass
    assert tx.number == desk.store.version == 1


@pytest.mark.parametrize(("back", "stays"), [(0.3, True), (59, True), (61, False), (7200, False)])
def test_what_happened_stays_in_its_order_where_the_clock_goes_back_a_little(
    desk: Desk, clock: StandingClock, back: float, *, stays: bool
) -> None:
    made = sent(desk, due="2026-12-18")
    clock.go(days=1)
    desk.tick()
    desk.handoffs.heard(made, "later", promised="2027-01-05")
    at = desk.now().at
    clock.go(seconds=-back)
    desk.tick()
    assert (desk.now().at >= at) == stays
    desk.handoffs.hold(made)
    told_ = [event.what for event in desk.book.events_by_record[made]]
    assert (told_[-2:] == ["later", "held"]) == stays
    assert bool(chase_list(desk.book)) == stays
