"""The commands that advise: activities."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_activities_lists_what_could_be_handed_over(run: Run) -> None:
    lines = run("activities").out.splitlines()
    assert len(lines) == 1 + 88 + 1
    assert lines[0].split() == ["activity", "skill", "how", "often", "others", "pay"]
    assert "hints of what others pay" in lines[-1]


def test_activities_with_words_tells_when_each_is_done(run: Run) -> None:
    said = run("activities", "monthly", "bookkeeping").out
    assert "B1  Monthly bookkeeping" in said
    assert "- uncategorised = 0" in said
    assert "others pay $20-90/h in 2026: bookkeepers" in said


def test_activities_says_so_when_nothing_has_the_words(run: Run) -> None:
    assert (
        run("activities", "xyzzy").out == "No activity has the words “xyzzy”. Without words, all of them are listed.\n"
    )


def test_activities_as_json_has_every_key_also_where_there_is_no_rate(run: Run) -> None:
    answer = run("activities", "newsletter", "--json").json
    assert answer["count"] == 1
    assert answer["items"][0] == {
        "id": "D5", "activity": "E-mail newsletter", "group": "Marketing and content", "skill": "email-marketing",
        "rhythm": "weekly", "rate_hint": None,
        "done_when": ["test on 3 clients", "links OK", "unsubscribe works", "scheduled"],
    }  # fmt: skip
    hint = run("activities", "payroll", "--json").json["items"][0]["rate_hint"]
    assert hint is None
    hint = run("activities", "B1", "bookkeeping", "--json").json["items"][0]["rate_hint"]
    assert hint["low"] == {"amount": "20.00", "currency": "USD"}
    assert (hint["unit"], hint["year"], hint["source_says_year"]) == ("hour", 2026, True)


def test_activities_for_a_task_shows_what_it_seems_to_be_and_keeps_nothing(run: Run) -> None:
    run("add", "Write the December newsletter")
    run("add", "Pension letter")
    before = run("export").out
    said = run("activities", "--for", "newsletter").out
    assert said.startswith("It seems to be:\nD5  E-mail newsletter")
    guess = run("activities", "--for", "newsletter", "--json").json["guess"]
    assert guess == {"id": "D5", "activity": "E-mail newsletter", "sure": "likely"}
    assert run("activities", "--for", "pension", "--json").json["guess"] is None
    assert "Nothing in the catalogue" in run("activities", "--for", "pension").out
    assert run("export").out == before
