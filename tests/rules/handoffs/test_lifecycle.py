"""The life of a handoff: which verb may follow which state."""

from __future__ import annotations

import typing

import pytest

from delegator_tui.errors import Refused
from delegator_tui.model.states import HandoffState
from delegator_tui.rules.handoffs import lifecycle

STATES = typing.get_args(HandoffState)
TABLE = """
             drafted sent acknowledged working delivered returned accepted
edit         x       x    x            x       x         x        .
send         x       .    .            .       .         .        .
acknowledge  .       x    x            .       .         .        .
start        .       x    x            .       .         .        .
log          .       x    x            x       x         x        .
answer       .       x    x            x       x         x        x
deliver      .       x    x            x       .         x        .
return       .       x    x            x       x         x        .
accept       .       .    .            .       x         .        .
extend       .       x    x            x       x         x        .
cut          .       x    x            x       .         x        .
pay          .       x    x            x       x         x        x
invoice      .       x    x            x       x         x        x
close        .       .    .            .       .         .        x
hold         .       x    x            x       .         x        .
take_back    x       x    x            x       x         x        .
reassign     x       x    x            x       x         x        .
cancel       x       x    x            x       x         x        .
"""
_HEAD, *_LINES = (line.split() for line in TABLE.strip().splitlines())
MAY = {
    verb.replace("_", " "): {state for state, mark in zip(_HEAD, marks, strict=True) if mark == "x"}
    for verb, *marks in _LINES
}


def test_every_verb_has_its_states_and_its_words() -> None:
    assert set(MAY) <= set(lifecycle.MAY) == set(lifecycle.PAST)
    assert set(lifecycle.SAY) == set(STATES)


@pytest.mark.parametrize("verb", MAY)
@pytest.mark.parametrize("state", STATES)
def test_which_verb_may_follow_which_state(verb: str, state: str) -> None:
    assert lifecycle.may(verb, state) is (state in MAY[verb])


@pytest.mark.parametrize("verb", MAY)
@pytest.mark.parametrize("state", STATES)
def test_what_may_not_follow_is_refused_in_one_sentence(verb: str, state: str) -> None:
    if state in MAY[verb]:
        lifecycle.check(verb, state, "Photos")
        return
    with pytest.raises(Refused) as caught:
        lifecycle.check(verb, state, "Photos")
    assert str(caught.value).startswith(f"Photos is {lifecycle.SAY[state]}: it cannot be {lifecycle.PAST[verb]}.")
    assert str(caught.value).endswith(".")


def test_the_sentence_says_what_to_do_instead() -> None:
    with pytest.raises(Refused, match=r"^Photos is being worked on: it cannot be accepted\. Log the delivery first\.$"):
        lifecycle.check("accept", "working", "Photos")


@pytest.mark.parametrize(
    ("state", "owed", "expected"),
    [
        ("sent", ["owed"], "sent"), ("working", ["owed", "delivered"], "working"),
        ("working", ["delivered", "waived"], "delivered"), ("working", ["returned", "delivered"], "returned"),
        ("delivered", ["delivered"], "delivered"), ("delivered", ["delivered", "owed"], "working"),
        ("returned", ["returned", "owed"], "returned"), ("returned", ["owed", "delivered"], "working"),
        ("returned", ["delivered"], "delivered"), ("working", ["waived"], "working"),
        ("drafted", ["owed"], "drafted"), ("accepted", ["returned"], "accepted"), ("cancelled", [], "cancelled"),
    ],
)  # fmt: skip
def test_the_state_follows_from_what_is_owed(state: str, owed: list[str], expected: str) -> None:
    assert lifecycle.following(state, owed) == expected
