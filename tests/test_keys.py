"""The key table: one meaning a key wherever two commands may be offered together, and what the owner may choose."""

from __future__ import annotations

import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.commands import COMMANDS, Command
from delegator_tui.keys import NAMED, OF_LISTS, TOGETHER, is_key, key_of, refusal, shown


def test_no_two_commands_share_a_key_where_both_may_be_offered() -> None:
    for one, other in itertools.combinations(COMMANDS, 2):
        if other.on in TOGETHER[one.on]:
            shared = set(one.keys.split(",")) & set(other.keys.split(","))
            if {one.id, other.id} == {"handoff.cancel", "contractor.end"} or not shared:
                continue
            assert (one.on, other.on) in {("draft", "handoff"), ("handoff", "draft")}, (one.id, other.id, shared)


def test_every_own_key_would_be_allowed() -> None:
    for command in COMMANDS:
        assert refusal(command.id, key_of(command.id, {}), {}) == "", command.id


@pytest.mark.parametrize(
    ("id_", "key", "why"),
    [
        ("task.drop", "u", "u is undo already"),
        ("task.drop", "j", "j belongs to every list"),
        ("task.drop", "ctrl+nope", "is not a key"),
        ("task.drop", "", "is not a key"),
        ("task.dorp", "x", "There is no command"),
        ("undo", "slash", "/ is filter already"),
        ("task.drop", "ctrl+q", "ctrl+q belongs to every list"),
    ],
)
def test_a_bad_choice_is_refused_with_a_sentence(id_: str, key: str, why: str) -> None:
    assert why in refusal(id_, key, {})


def test_a_key_that_was_given_away_is_free() -> None:
    assert refusal("task.drop", "u", {"undo": "f5"}) == ""


def test_the_same_key_on_a_task_and_on_a_handoff_is_fine() -> None:
    assert refusal("task.drop", "y", {}) == ""


CHORDS = [f"{head}{last}" for head in ("ctrl+", "alt+", "shift+", "f") for last in string.ascii_letters + string.digits]
KEYS = [
    *string.printable,
    *sorted(NAMED | OF_LISTS),
    *CHORDS,
    *(f"f{n}" for n in range(10, 26)),
    "",
    "é",
    "日",
    "escape ",
]
"""What may be typed where a key is asked: all that are keys, and more that are none."""
CAN_BE_SENT = {
    *NAMED, *OF_LISTS, *(f"f{n}" for n in range(1, 13)), *string.ascii_letters, *string.digits, *string.punctuation,
    *(f"ctrl+{letter}" for letter in string.ascii_letters if letter not in "imhj"), "é", "日",
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_key_is_allowed_exactly_when_it_can_be_typed_and_means_nothing_else_there(command: Command) -> None:
    beside = [other for other in COMMANDS if other != command and other.on in TOGETHER[command.on]]
    taken = {key for other in beside for key in other.keys.split(",")} | OF_LISTS | {"ctrl+q", "ctrl+c", "tab"}
    for key in KEYS:
        said = refusal(command.id, key, {})
        assert bool(said) == (key in taken or key not in CAN_BE_SENT), key
        assert not said or said.endswith("."), said


@given(st.text(max_size=12))
def test_no_text_breaks_the_check(key: str) -> None:
    assert is_key(key) == (key in CAN_BE_SENT or (len(key) == 1 and key.isprintable() and key != " "))
    assert is_key(key) or refusal("task.drop", key, {})


def test_keys_are_shown_as_they_are_typed() -> None:
    assert [shown(key) for key in ("plus", "full_stop", "question_mark", "x")] == ["+", ".", "?", "x"]


def test_list_keys_are_keys() -> None:
    assert all(is_key(key) for key in OF_LISTS)
