"""The command review, and the setting of its day."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

NAMES = ["inbox", "leaks", "on_you", "due", "overdue", "yours", "delivered", "unpaid", "access", "hand_over"]


def test_the_steps_are_printed_with_the_first_lines_of_each(run: Run) -> None:
    run("add", "One", "Two", "Three", "Four", "Five")
    assert run("review").out.splitlines()[:9] == [
        "Review of the week: 2 steps left. Next on Fri 27 Nov.",
        "",
        "· 1 Inbox  1",
        "    Decide on every task: do it, hand it off, put it away or drop it.",
        "        One Two Three Four Five  inbox",
        "",
        "✓ 2 Slipping  nothing",
        "",
        "✓ 3 On you  nothing",
    ]


def test_many_are_counted(run: Run) -> None:
    run("add", "-", stdin="".join(f"Task {n}\n" for n in range(9)))
    assert "    +6 more" in run("review").out


def test_as_json_it_is_one_document(run: Run) -> None:
    run("add", "Photos ~5h due fri")
    found = run("review", "--json").json
    assert [step["name"] for step in found["steps"]] == NAMES
    assert (found["last"], found["next"], found["now"]) == (None, "2026-11-27", "2026-11-23T09:00:00+00:00")
    inbox, leaks = found["steps"][:2]
    assert (inbox["count"], inbox["done"], leaks["count"], leaks["done"]) == (1, False, 0, True)
    assert inbox["items"][0]["task"]["title"] == "Photos"
    assert inbox["words"].startswith("Decide on every task")


def test_done_logs_it_and_undo_takes_it_back(run: Run) -> None:
    run("add", "Photos")
    said = run("review", "--done").out
    assert said == ("Reviewed the week: 2 of 10 steps had something; next Fri 27 Nov. delegator undo takes it back.\n")
    assert "Last on Mon 23 Nov." in run("review").out
    assert run("review", "--json").json["last"] == "2026-11-23"
    assert "review the week" in run("history").out
    assert run("undo").out == "Undone: review the week. delegator redo brings it back.\n"
    assert run("review", "--json").json["last"] is None


def test_anew_forgets_the_ticks_and_two_things_at_once_are_refused(run: Run) -> None:
    assert run("review", "--anew").out == "The review starts again.\n"
    assert "Say one thing" in run("review", "--anew", "--done", code=2).err


def test_the_day_of_review_is_a_setting(run: Run) -> None:
    assert run("settings", "review_day").out == "review_day  fri\n"
    run("settings", "review_day", "monday")
    assert run("settings", "--json").json["review_day"] == "mon"
    assert run("review", "--json").json["next"] == "2026-11-23"
    run("settings", "review_day", "none")
    assert run("review", "--json").json["next"] is None
    assert "fri, or none" in run("settings", "review_day", "soon", code=1).err


def test_a_missed_review_is_reminded_of_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("settings", "review_day", "mon")
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-25T09:00:00+00:00")
    assert run("remind").out == "Review the week\n"
    assert run("remind").out == ""
    monkeypatch.setenv("DELEGATOR_NOW", "2026-12-02T09:00:00+00:00")
    run("review", "--done")
    assert run("remind").out == ""
    monkeypatch.setenv("DELEGATOR_NOW", "2026-12-09T09:00:00+00:00")
    said = run("remind", "--json").json
    assert said["lines"] == ["Review the week: the last was on Wed 2 Dec"]
    assert said["items"][0]["step"] == "week"
