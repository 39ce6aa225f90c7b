"""Dates as they are typed in the shell: what was understood is told, and what is none is refused with why."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def test_a_named_day_whose_time_has_passed_is_that_day_and_said_to_be_over(run: Run) -> None:
    assert run("add", "Ring Ana today 8am").out == "Added Ring Ana  (due Mon 23 Nov 08:00, already over)\n"
    assert run("add", "Ring Ana due 8am").out == "Added Ring Ana  (due Tue 24 Nov 08:00)\n"
    run("add", "Paint")
    assert run("edit", "Paint", "--due", "8am today").out.endswith("Due Mon 23 Nov 08:00, already over.\n")


def test_a_line_that_contradicts_itself_is_kept_and_told(run: Run) -> None:
    for words in (("add", "Call due thu 4 dec"), ("add", "Call due thu 4 dec", "--json")):
        said = run(*words)
    assert said.json["items"][0]["title"] == "Call due thu 4 dec"
    assert run("add", "Call due thu 4 dec").out == (
        "Added Call due thu 4 dec\n“thu 4 dec” is not a date: 4 Dec is a Friday.\n"
    )
    assert "4 Dec is a Friday" in run("add", "-", stdin="Post fri\nCall due thu 4 dec\n").out


def test_a_wait_until_what_has_begun_is_refused_and_nothing_is_added(run: Run) -> None:
    for day in ("2020-01-01", "today", "1 jan 2026"):
        assert "has begun already" in run("add", f"Paint wait:{day}", code=1).err
        assert "has begun already" in run("add", "--json", f"Paint wait:{day}", code=1).err
        assert "has begun already" in run("add", "-", stdin=f"Post\nPaint wait:{day}\n", code=1).err
    assert run("list", "inbox", "--json").json["count"] == 0


def test_due_before_is_the_coming_day_and_is_told(run: Run) -> None:
    run("add", "-", stdin="Mugs today\nBowls thu\nJugs fri\nPots next mon\n")
    answer = run("list", "tasks", "--due-before", "fri")
    assert answer.out.startswith("Due before Fri 27 Nov:\n")
    found = run("list", "tasks", "--due-before", "fri", "--json").json["items"]
    assert {item["title"] for item in found} == {"Mugs", "Bowls"}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("later", "Paint", "thu", "4", "dec"), "4 Dec is a Friday"),
        (("edit", "Paint", "--due", "31 feb"), "at most 29"),
        (("edit", "Paint", "--due", "last friday"), "that day is over"),
        (("list", "--due-before", "25:00"), "no 25:00"),
    ],
)  # fmt: skip
def test_an_option_that_contradicts_itself_is_refused_with_why(run: Run, words: tuple[str, ...], why: str) -> None:
    run("add", "Paint")
    assert why in run(*words, code=2).err


def test_an_option_takes_the_words_that_a_line_takes(run: Run) -> None:
    run("add", "Paint")
    for typed, due in (
        ("by 4pm on friday", "2026-11-27T16:00:00+00:00"),
        ("the last friday of the month", "2026-11-27"),
    ):
        run("edit", "Paint", "--due", typed)
        assert run("show", "Paint", "--json").json["due"] == due
    assert "Back on Mon 30 Nov" in run("later", "Paint", "next", "week").out


def test_what_comes_again_is_said_in_words(run: Run) -> None:
    said = run("add", "Bin every month due eom").out
    assert said == "Added Bin  (due Mon 30 Nov, every month, last day)\n"
