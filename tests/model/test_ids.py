"""Identifiers: what a uid and the short id made from it promise."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.ids import ALPHABET, new_uid, short_id

MS = 1_795_424_400_000
"""23 November 2026, 09:00 UTC."""


@given(st.integers(0, 2**48 - 1))
def test_a_uid_is_a_uuid_of_version_7_and_the_rfc_variant(at_ms: int) -> None:
    made = new_uid(at_ms)
    parsed = uuid.UUID(made)
    assert (str(parsed), parsed.version, parsed.variant) == (made, 7, uuid.RFC_4122)


@given(st.integers(0, 2**48 - 1))
def test_the_first_48_bits_are_the_time(at_ms: int) -> None:
    assert uuid.UUID(new_uid(at_ms)).int >> 80 == at_ms


@given(st.lists(st.integers(0, 2**48 - 1), unique=True, max_size=20))
def test_uids_sort_by_their_time(times: list[int]) -> None:
    made = {new_uid(at): at for at in times}
    assert [made[uid] for uid in sorted(made)] == sorted(times)


def test_uids_of_one_millisecond_differ() -> None:
    assert len({new_uid(MS) for _ in range(2000)}) == 2000


def test_every_random_bit_is_used() -> None:
    values = [uuid.UUID(new_uid(MS)).int for _ in range(400)]
    ones = zeros = 0
    for value in values:
        ones |= value
        zeros |= ~value
    free = ((1 << 80) - 1) & ~(0xF << 76) & ~(0b11 << 62)
    assert (ones & zeros & free) == free


def test_the_short_id_is_the_final_40_bits_in_base_32() -> None:
    made = "019ab3c4-1f5e-7d2a-8f3b-00443214c74f"
    value = 0
    for character in short_id(made):
        value = value << 5 | ALPHABET.index(character)
    assert (value, len(short_id(made))) == (0x443214C74F, 8)


def test_known_short_ids() -> None:
    assert short_id("019ab3c4-1f5e-7d2a-8f3b-000000000000") == "00000000"
    assert short_id("019ab3c4-1f5e-7d2a-8f3b-00ffffffffff") == "zzzzzzzz"
    assert short_id("019ab3c4-1f5e-7d2a-8f3b-000000000020") == "00000010"


def test_the_alphabet_has_no_letter_that_looks_like_another() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ilou")
