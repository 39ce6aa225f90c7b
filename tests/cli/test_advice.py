"""The commands that advise: activities, match."""

from __future__ import annotations

import re

import pytest

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


# ---- match


@pytest.fixture
def roster(run: Run) -> Run:
    run("settings", "hour_value", "50")
    run("contractor", "add", "Ana Reyes", "--skill", "email-marketing=proven", "--rate", "40/hour", "--capacity", "10")
    run("contractor", "add", "Ben Cole", "--skill", "email-marketing", "--rate", "30/hour")
    run("contractor", "add", "Cy Moss", "--skill", "email-marketing", "--rate", "50 eur/hour")
    run("contractor", "add", "Dee Fox", "--skill", "email-marketing", "--rate", "0.11/word")
    run("contractor", "add", "Eve Ash", "--skill", "photo", "--rate", "60/hour")
    run("add", "Write the December newsletter ~2h due fri")
    return run


def test_match_ranks_who_fits_and_says_why_and_what_it_costs(roster: Run) -> None:
    said = roster("match", "newsletter").out
    assert said.startswith(
        "Write the December newsletter\nit seems to be: E-mail newsletter · skill email-marketing\n"
        "Hand it off. Ana Reyes: frees about 1.5 h for $80, $5 more than your own time.\n"
    )
    assert re.search(r"you +2 h at \$50/h +\$100\n", said)
    assert re.search(r"1  Ana Reyes +\$80 by their rate +\+ 30 min of yours +\$105\n", said)
    assert "proven · 10 h free this week · but $5 more than doing it yourself" in said
    assert "1 more with --all." in said
    assert "Eve" not in said
    assert "Dee Fox" in roster("match", "newsletter", "--all").out


def test_match_as_json_has_every_key_whatever_is_known(roster: Run) -> None:
    answer = roster("match", "newsletter", "--all", "--json").json
    keys = {
        "rank", "contractor", "price", "price_from", "asks", "own_minutes", "own_minutes_of", "total", "own_cost",
        "gain", "hours_freed", "price_of_hour", "level", "done_before", "last_job", "free_hours", "common_hours",
        "on_time", "forecast", "for", "against", "missing",
    }  # fmt: skip
    assert [item["rank"] for item in answer["items"]] == [1, 2, 3, 4]
    assert all(set(item) == keys for item in answer["items"])
    by_name = {item["contractor"]["name"]: item for item in answer["items"]}
    assert by_name["Ana Reyes"]["gain"] == {"amount": "-5.00", "currency": "USD"}
    assert by_name["Cy Moss"]["price"] == {"amount": "100.00", "currency": "EUR"}
    assert by_name["Cy Moss"]["total"] is by_name["Cy Moss"]["gain"] is None
    assert by_name["Dee Fox"]["price"] is None
    assert by_name["Dee Fox"]["missing"] == [
        {"field": "price_idea", "text": "Dee Fox is paid by the word: say a price ($300)."}
    ]
    assert answer["verdict"]["name"] == "hand_off"
    assert answer["verdict"]["contractor"]["name"] == "Ana Reyes"
    assert (answer["count"], answer["out"], answer["missing"]) == (4, [], [])


def test_match_keeps_nothing(roster: Run) -> None:
    before = roster("export").out
    roster("match", "newsletter")
    assert roster("export").out == before


def test_match_of_an_unknown_kind_of_task_names_nobody_and_what_is_missing(roster: Run) -> None:
    roster("add", "Think about it")
    answer = roster("match", "think", "--json").json
    assert answer["items"] == []
    assert [each["field"] for each in answer["missing"]] == ["skill", "estimate_minutes"]
    assert "nobody on your roster is known for it" in roster("match", "think").out


def test_match_of_a_task_that_is_not_there_is_refused(run: Run) -> None:
    assert run("match", "xyzzy", code=1).err.strip() == "delegator: There is no task “xyzzy”."


def test_what_a_user_typed_is_shown_without_control_characters(run: Run) -> None:
    run("contractor", "add", "Ana\x1b[31m", "--skill", "email-marketing", "--rate", "40/hour")
    run("add", "Newsletter \x1b[2J ~2h due fri")
    assert "\x1b" not in run("match", "newsletter").out


# ---- lint


def test_lint_says_what_a_brief_lacks_and_how_much_it_says(run: Run) -> None:
    run("contractor", "add", "Ana Reyes", "--rate", "40/hour")
    run("add", "Newsletter ~2h")
    run(
        "handoff", "newsletter", "--draft", "--to", "ana", "--due", "fri", "--price", "60", "--cap",
        "--outcome", "Write the newsletter", "--done-when", "it looks good",
    )  # fmt: skip
    assert run("lint", "newsletter").out.splitlines() == [
        "Newsletter: brief 61 of 100.",
        "- Ana Reyes would ask $80 for 2 h, over the limit of $60.",
        "- The outcome says what to do: say what is true when it is done.",
        "- No check names a number or a thing that a stranger could look at.",
        "Clearer with: what is not included, what to do if blocked, why it matters, what to start from, how many "
        "rounds of changes.",
    ]
    answer = run("lint", "newsletter", "--json").json
    assert answer["score"] == 61
    assert [(gap["field"], gap["kind"], gap["stops"]) for gap in answer["gaps"]] == [
        ("price", "clash", False), ("outcome", "vague", False), ("done_when", "vague", False),
    ]  # fmt: skip


def test_lint_ends_with_one_where_critical_work_stops(run: Run) -> None:
    run("contractor", "add", "Ana Reyes")
    run("add", "Newsletter")
    run("handoff", "newsletter", "--draft", "--to", "ana", "--due", "fri", "--stakes", "critical")
    assert "! It has no price." in run("lint", "newsletter", code=1).out
    assert run("lint", "newsletter", "--json", code=1).json["gaps"][0]["stops"] is True


def test_what_work_went_without_is_written_down_with_it(run: Run) -> None:
    run("contractor", "add", "Ana Reyes")
    run("add", "Newsletter")
    run("handoff", "newsletter", "--to", "ana", "--due", "fri", "--outcome", "It is scheduled")
    events = run("show", "newsletter", "--json").json["events"]
    assert [each["details"] for each in events if each["what"] == "handed off"] == [{"without": ["done_when", "price"]}]


# ---- what the owner says of a task


def test_edit_says_what_a_task_is_by_id_name_or_words(run: Run) -> None:
    run("add", "The thing for the shop ~2h")
    for said, kept in (("D5", "D5"), ("e-mail newsletter", "D5"), ("podcast", "E9"), ("VAT", "B7")):
        run("edit", "thing", "--activity", said)
        assert run("show", "thing", "--json").json["activity"] == kept
    assert run("match", "thing", "--json").json["guess"] == {
        "id": "B7", "activity": "Sales tax/VAT return", "sure": "said",
    }  # fmt: skip
    run("edit", "thing", "--activity", "none", "--skill", "photo", "--only-me")
    task = run("show", "thing", "--json").json
    assert (task["activity"], task["skill"], task["only_me"]) == (None, "photo", True)
    assert "only you can do it" in run("match", "thing").out
    run("edit", "thing", "--anybody", "--skill", "none")
    task = run("show", "thing", "--json").json
    assert (task["skill"], task["only_me"]) == (None, False)


def test_edit_refuses_an_activity_that_is_none_or_may_be_several(run: Run) -> None:
    run("add", "The thing")
    assert run("edit", "thing", "--activity", "xyzzy", code=1).err == (
        "delegator: There is no activity “xyzzy”: delegator activities lists them.\n"
    )
    told = run("edit", "thing", "--activity", "photo", code=1).err
    assert "may be several activities" in told
    assert "E5  Product photography" in told


def test_match_tells_the_last_such_job_and_for_what_it_came_back(roster: Run) -> None:
    roster("add", "November newsletter")
    roster("handoff", "November newsletter", "--to", "ben", "--due", "fri", "--price", "60")
    roster("deliver", "November newsletter")
    roster("return", "November newsletter", "--because", "links broken", "--cause", "missed", "--due", "30 nov")
    roster("deliver", "November newsletter")
    roster("accept", "November newsletter")
    answer = roster("match", "December newsletter", "--json").json
    assert answer["lessons"] == ["links broken"]
    last = {each["contractor"]["name"]: each["last_job"] for each in answer["items"]}
    assert last["Ben Cole"]["title"] == "November newsletter"
    assert last["Ana Reyes"] is None
    assert "Such work came back before: links broken." in roster("match", "December newsletter").out
