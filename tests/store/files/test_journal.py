"""A journal that was cut, flipped or comes from the future."""

from __future__ import annotations

from pathlib import Path

import pytest

from delegator_tui.errors import NeedsCare
from delegator_tui.store.files.line import frame, parse
from tests.store.support import add, change, files, opened, state_of, titles


def _book(path: Path) -> tuple[bytes, list[int], list[object]]:
    """A book of five commits over a snapshot; its journal, where each line ends, and the state after each."""
    store = opened(path)
    uid = add(store, "One")
    store.compact()
    states: list[object] = [state_of(store)]
    ends = [Path(files(path).journal).stat().st_size]
    for n in range(4):
        change(store, uid, title=f"One {n}\nü")
        states.append(state_of(store))
        ends.append(Path(files(path).journal).stat().st_size)
    return Path(files(path).journal).read_bytes(), ends, states


def test_a_journal_cut_at_any_byte_opens_to_a_whole_number_of_commits(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    data, ends, states = _book(path)
    journal = Path(files(path).journal)
    for cut in range(ends[0] - 1, len(data)):
        journal.write_bytes(data[:cut])
        whole = sum(end - 1 <= cut for end in ends) - 1  # a line that lacks only its newline counts
        store = opened(path)
        assert state_of(store) == states[whole], cut
        store.close(compact=False)


def test_after_a_torn_end_the_next_writer_keeps_its_bytes_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    data, ends, _ = _book(path)
    journal = Path(files(path).journal)
    for cut in (ends[3], ends[3] + 1, ends[3] + 40, ends[4] - 2, ends[4] - 1):
        journal.write_bytes(data[:cut])
        store = opened(path)
        before = titles(store)
        add(store, "Next")
        assert titles(opened(path)) == sorted([*before, "Next"])
        torn = b"" if cut in (ends[3], ends[4] - 1) else data[ends[3] : cut]
        kept = [each.read_bytes() for each in Path(files(path).quarantine).glob(f"*-{ends[3]}-*")]
        assert torn in kept if torn else True
        assert journal.read_bytes().startswith(data[: ends[3]])


def test_a_whole_last_line_counts_when_a_power_cut_left_zeros_in_place_of_its_newline(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    data, _, states = _book(path)
    journal = Path(files(path).journal)
    for zeros in (1, 2, 5000):
        journal.write_bytes(data[:-1] + bytes(zeros))
        reader = opened(path)
        assert state_of(reader) == states[-1]
        add(opened(path), "Next")
        reader.refresh()
        assert titles(reader) == titles(opened(path)) == ["Next", "One 3\nü"]
        assert b"\0" not in journal.read_bytes()


def test_a_journal_cut_inside_its_first_line_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    data, ends, _ = _book(path)
    for cut in (1, 20, ends[0] - 2):
        Path(files(path).journal).write_bytes(data[:cut])
        with pytest.raises(NeedsCare, match="first line"):
            opened(path)
        assert Path(files(path).journal).read_bytes() == data[:cut]


def test_a_bit_flipped_in_the_middle_is_reported_and_nothing_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    data, ends, _ = _book(path)
    journal = Path(files(path).journal)
    for at in (0, 3, ends[0] - 1, ends[0] + 3, ends[1] + 10, ends[2] - 1, ends[2] + 30, ends[3] - 1, len(data) - 1):
        broken = bytearray(data)
        broken[at] ^= 4
        journal.write_bytes(broken)
        with pytest.raises(NeedsCare):
            opened(path)
        assert journal.read_bytes() == bytes(broken)
        assert not Path(files(path).quarantine).exists()


def test_a_bit_flipped_under_an_open_store_is_reported_too(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    data, ends, _ = _book(path)
    journal = Path(files(path).journal)
    journal.write_bytes(data[: ends[1]])
    store = opened(path)
    with journal.open("ab") as file:
        file.write(b"x" + data[ends[1] + 1 :])
    with pytest.raises(NeedsCare):
        store.refresh()
    with pytest.raises(NeedsCare):
        add(store, "Two")


def test_a_missing_save_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    data, ends, _ = _book(path)
    Path(files(path).journal).write_bytes(data[: ends[1]] + data[ends[2] :])
    with pytest.raises(NeedsCare, match="save 3 is missing before save 4"):
        opened(path)


@pytest.mark.parametrize("newer", [{"journal": 2}, {"schema": 2}])
def test_a_journal_of_a_newer_version_is_left_alone(tmp_path: Path, newer: dict[str, int]) -> None:
    path = tmp_path / "delegator.json"
    data, _, _ = _book(path)
    first, rest = data.split(b"\n", 1)
    text = frame({**(parse(first) or {}), **newer}) + rest
    Path(files(path).journal).write_bytes(text)
    store = opened(path)
    assert "newer delegator" in store.read_only
    assert store.notices == [store.read_only]
    assert titles(store) == ["One 3\nü"]
    for attempt in (lambda: add(store, "More"), store.history.undo, store.compact, store.copies.backup):
        with pytest.raises(NeedsCare, match="newer delegator"):
            attempt()
    assert not store.take_in()
    store.close()
    assert Path(files(path).journal).read_bytes() == text
    assert not Path(files(path).backups).exists()


def test_a_line_of_a_kind_from_the_future_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    data, _, _ = _book(path)
    Path(files(path).journal).write_bytes(data + frame({"merge": 5}))
    with pytest.raises(NeedsCare, match="newer delegator"):
        opened(path)


def test_a_journal_that_was_taken_away_leaves_the_book_as_of_its_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    Path(files(path).journal).unlink()
    store = opened(path)
    assert titles(store) == ["One"]
    assert "journal" in store.notices[0]
    add(store, "Two")
    assert titles(opened(path)) == ["One", "Two"]
