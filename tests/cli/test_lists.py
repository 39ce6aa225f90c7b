from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Run
from tests.exchange.keys import CONTRACTOR, DELIVERABLE, HANDOFF, TASK


def titles(answer: Answer) -> list[str]:
    items = answer.json["items"]
    return [each.get("title") or each["name"] for each in items]


@pytest.mark.parametrize(
    ("kind", "count", "keys"),
    [((), 62, TASK), (("inbox",), 62, TASK), (("handoffs",), 12, HANDOFF), (("contractors",), 14, CONTRACTOR)],
)
def test_list_answers_items_count_and_now(shop: Run, kind: tuple[str, ...], count: int, keys: set[str]) -> None:
    answer = shop("list", *kind, "--json").json
    assert set(answer) == {"items", "count", "now"}
    assert answer["count"] == len(answer["items"]) == count
    assert all(set(item) == keys for item in answer["items"])
    assert len(shop("list", *kind).out.splitlines()) == count + (kind == ("contractors",))


def test_words_narrow_a_list_and_the_kind_may_be_left_out(shop: Run) -> None:
    assert titles(shop("list", "workshop", "VIDEO", "--json")) == [
        "Edit the workshop video", "Captions for the workshop video"
    ]  # fmt: skip
    assert titles(shop("list", "handoffs", "range", "photos", "--json")) == ["Glaze range photos"]
    assert titles(shop("list", "contractors", "paper", "--json")) == ["Paper Plane Design"]


def test_closed_ones_are_listed_on_request(shop: Run) -> None:
    assert shop("list", "handoffs", "--all", "--json").json["count"] == 31
    assert shop("list", "tasks", "--json").json["count"] == 64 + 12
    assert shop("list", "tasks", "--all", "--json").json["count"] == 64 + 31
    shop("drop", "clay delivery")
    assert titles(shop("list", "--all", "clay", "--json")) == ["Sort the clay delivery sometime"]
    assert titles(shop("list", "clay", "--json")) == []


def test_a_state_also_finds_what_is_closed(shop: Run) -> None:
    assert titles(shop("list", "handoffs", "--state", "accepted", "--json")) == [
        "October bookkeeping", "Saturday packing"
    ]  # fmt: skip
    assert titles(shop("list", "handoffs", "--state", "returned", "--json")) == ["Care card design"]
    assert titles(shop("list", "contractors", "--state", "prospect", "--json")) == ["Gridwise Data"]
    assert titles(shop("list", "tasks", "--state", "later", "--json")) == [
        "Write to last year's wedding customers", "Read the book on pricing"
    ]  # fmt: skip


def test_a_state_that_does_not_exist_is_wrong_usage(shop: Run) -> None:
    assert "sent, acknowledged, working" in shop("list", "handoffs", "--state", "lost", code=2).err


def test_contractor_project_and_due_narrow_a_list(shop: Run) -> None:
    assert len(titles(shop("list", "handoffs", "--contractor", "harbour", "--json"))) == 3
    assert len(titles(shop("list", "--project", "#print", "--json"))) == 2
    assert titles(shop("list", "handoffs", "--due-before", "19 nov 2026", "--json")) == ["Workshop video edit"]
    found = shop("list", "--due-before", "tomorrow", "--json").json["items"]
    assert {task["due"] for task in found} == {"2026-11-23"}


def test_today_is_the_home_screen_as_text(shop: Run) -> None:
    text = shop("today").out
    lines = text.splitlines()
    assert lines[0] == "5 overdue · 1 due today · 2 silent · 1 to review · 2 to pay · 2 slipping"
    heads = [line for line in lines if line and line[0].isalpha()]
    assert heads == ["On you  3", "Overdue  5", "Due today  1", "Silent  2", "Slipping  2", "Yours today  4"]
    assert "  !  5 d late  Workshop video edit               Cutting Room Nine   $240" in lines
    assert lines[-1] == "62 in the inbox, 2 later."


def test_today_answers_headline_sections_and_now(shop: Run) -> None:
    answer = shop("today", "--json").json
    assert set(answer) == {"headline", "sections", "now"}
    assert answer["headline"] == {
        "overdue": 5, "due_today": 1, "to_review": 1, "to_pay": 2, "questions": 0, "inbox": 62, "drafts": 0, "leaks": 2,
        "yours": 0, "later": 2, "yours_due": 4,
        "slips": 0, "silent": 2,
    }  # fmt: skip
    assert [section["name"] for section in answer["sections"]] == [
        "on_you", "overdue", "due_today", "silent", "leaks", "yours_today"
    ]  # fmt: skip
    [first, *_] = answer["sections"][0]["items"]
    assert first["kind"] == "review"
    assert set(first["handoff"]) == HANDOFF


def test_today_of_an_empty_book_says_so(run: Run) -> None:
    assert run("today").out == "Nothing is out late, due today or waiting on you.\n"
    assert run("today", "--json").json["sections"] == []


def test_overdue_is_most_days_late_first_then_by_contractor(shop: Run) -> None:
    answer = shop("overdue", "--json").json
    assert set(answer) == {"items", "count", "now"}
    assert [(item["handoff"]["title"], item["handoff"]["days_late"]) for item in answer["items"]] == [
        ("Workshop video edit", 5), ("Care card design", 4), ("Glaze range photos", 3), ("Courier contract review", 3),
        ("Mailbox two-factor", 3),
    ]  # fmt: skip
    assert [owed["title"] for owed in answer["items"][0]["late"]] == ["12-minute cut", "project file", "captions"]
    assert all(set(owed) == DELIVERABLE for item in answer["items"] for owed in item["late"])
    assert [line.split("  ")[0] for line in shop("overdue").out.splitlines()] == ["!"] * 5


def test_overdue_counts_handoffs(shop: Run) -> None:
    assert shop("overdue", "--count").out == "5\n"
    assert shop("overdue", "--count", "--json").json["count"] == 5


def test_overdue_of_an_empty_book_says_so(run: Run) -> None:
    assert run("overdue").out == "Nothing is overdue.\n"
    assert run("overdue", "--count").out == "0\n"


def test_show_tells_one_record_whole_with_its_events(shop: Run) -> None:
    answer = shop("show", "glaze range photos", "--json").json
    assert HANDOFF | {"events", "sent"} <= set(answer)
    assert [(event["what"], event["at"], event["source"]) for event in answer["events"]] == [
        ("handed off", "2026-11-16T12:00:00+00:00", "import")
    ]  # fmt: skip
    text = shop("show", "glaze range photos").out
    assert text.startswith("Glaze range photos\n")
    assert "handed off" in text
    assert "$400" in text


def test_show_tells_of_a_contractor_what_lists_leave_out(shop: Run) -> None:
    assert shop("show", "northlight", "--json").json["notes"] == "two shoots so far"
    assert "two shoots so far" in shop("show", "northlight").out


def test_show_finds_by_uid_id_and_the_beginning_of_an_id(shop: Run) -> None:
    [task] = shop("list", "kiln", "shelves", "--json").json["items"]
    for key in (task["uid"], task["id"], task["id"][:6], "kiln shelves", "ORDER KILN SHELVES"):
        assert shop("show", key, "--json").json["uid"] == task["uid"]


def test_show_brief_is_text_to_paste(shop: Run) -> None:
    text = shop("show", "glaze range", "--brief").out
    assert text.startswith("Subject: Glaze range photos, due Fri 20 Nov\n")
    answer = shop("show", "glaze range", "--brief", "--json").json
    assert set(answer) == {"handoff", "brief"}
    assert answer["brief"].rstrip("\n") == text.rstrip("\n")


def test_a_working_day_that_a_hand_edit_made_up_breaks_no_list(run: Run, tmp_path: Path) -> None:
    run("settings", "working_days", "mon")
    run("add", "Pay the rent due 2026-12-11")
    run("compact")
    file = tmp_path / "delegator.json"
    file.write_text(file.read_text().replace('"working_days":[0]', '"working_days":[9]'))
    assert "Pay the rent" in run("list").out
    assert "working_days" in run("settings").out
    assert '"working_days": [\n    9\n  ]' in run("settings", "--json").out
