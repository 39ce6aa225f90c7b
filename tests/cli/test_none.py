"""One word takes a value away, whatever the command; and what is no value is refused with what would be one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def shown(run: Run, key: str) -> dict[str, Any]:
    found: dict[str, Any] = run("show", key, "--json").json
    return found


@pytest.mark.parametrize(
    ("option", "value", "field", "empty"),
    [
        ("--notes", "hi", "notes", None), ("--due", "fri", "due", None), ("--project", "shop", "project", None),
        ("--label", "a", "labels", []), ("--estimate", "2h", "estimate_minutes", None),
        ("--price-idea", "$30", "price_idea", None), ("--priority", "high", "priority", "normal"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("none", ["none", "None"])
def test_none_takes_a_field_of_a_task_away(
    run: Run, option: str, value: str, field: str, empty: object, none: str
) -> None:
    run("add", "Logo")
    run("edit", "Logo", option, value)
    assert shown(run, "Logo")[field] not in (None, [], "normal")
    run("edit", "Logo", option, none.lower() if option == "--priority" else none)
    assert shown(run, "Logo")[field] == empty


@pytest.mark.parametrize(
    ("option", "value", "field", "empty"),
    [
        ("--email", "a@b.example", "email", None), ("--phone", "1", "phone", None), ("--contact", "x", "contact", None),
        ("--timezone", "Europe/London", "timezone", None), ("--capacity", "10", "capacity_hours_week", None),
        ("--source", "x", "source", None), ("--notes", "x", "notes", None), ("--rate", "35/hour", "rates", []),
        ("--skill", "photo", "skills", {}),
    ],
)  # fmt: skip
def test_none_takes_a_field_of_a_contractor_away(run: Run, option: str, value: str, field: str, empty: object) -> None:
    run("contractor", "add", "Ann", option, value)
    assert shown(run, "Ann")[field] not in (None, [], {})
    run("contractor", "edit", "Ann", option, "none")
    assert shown(run, "Ann")[field] == empty


def test_none_takes_a_word_of_a_handoff_away(run: Run) -> None:
    run("contractor", "add", "Ann")
    run("add", "Logo")
    said = ("--outcome", "x", "--why", "x", "--out-of-scope", "x", "--done-when", "x", "--price", "$5")
    run("handoff", "Logo", "--to", "Ann", "--due", "fri", "--draft", "--deliverable", "home", *said)
    run("edit", "Logo", *(word if word[:2] == "--" else "none" for word in said))
    found = shown(run, "Logo")
    assert found["price"] is None
    assert "owes something" in run("edit", "Logo", "--deliverable", "none", code=2).err
    assert [found["brief"][name] for name in ("outcome", "why", "out_of_scope", "done_when")] == [None, None, None, []]


def test_one_skill_is_taken_away_by_name_and_a_title_stays_a_title(run: Run) -> None:
    run("contractor", "add", "Ann", "--skill", "photo", "--skill", "copy")
    run("contractor", "edit", "Ann", "--skill", "photo=none")
    assert shown(run, "Ann")["skills"] == {"copy": "untried"}
    run("add", "Logo")
    run("edit", "Logo", "--title", "none")
    assert shown(run, "none")["title"] == "none"


def test_none_takes_a_setting_away(run: Run) -> None:
    run("settings", "hour_value", "$60")
    run("settings", "hour_value", "none")
    run("settings", "name", "none")
    found = run("settings", "--json").json
    assert not found["hour_value"]
    assert not found["name"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--email", "nonsense"), "write it as name@example.com"),
        (("--email", "a@b.example\nBcc: c@d.example"), "write it as name@example.com"),
        (("--email", "a@b.example, c@d.example"), "write it as name@example.com"),
        (("--currency", "XXZ"), "use three letters such as USD"),
        (("--currency", "XXZ", "--rate", "5"), "use three letters such as USD"),
        (("--rate", "0/hour"), "write one such as 35/hour"),
        (("--rate", "5 xxz/hour"), "use three letters such as USD"),
        (("--rate", "5/mile"), "use one of hour"),
        (("--capacity", "lots"), "write one such as 160"),
        (("--paper", "=2026-03-01"), "nda=missing"),
        (("--paper", "w9=soon"), "nda=missing"),
        (("--paper", "w9=2026-03-01 until 2026-02-01"), "ends before it begins"),
        (("--timezone", "Rome"), "Europe/London"),
        (("--skill", "photo=best"), "untried"),
    ],
)  # fmt: skip
def test_a_particular_that_is_none_is_refused_with_what_is_accepted(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    assert said in run("contractor", "add", "Ann", *words, code=1).err
    assert run("list", "contractors", "--json").json["count"] == 0


def test_a_currency_without_a_rate_says_nothing(run: Run) -> None:
    assert "--rate" in run("contractor", "add", "Ann", "--currency", "EUR", code=2).err


def test_papers_have_any_name_and_an_end(run: Run) -> None:
    run("contractor", "add", "Ann", "--paper", "W9=2026-01-05 until 2026-10-01", "--paper", "Public liability=missing")
    run("contractor", "edit", "Ann", "--paper", "contract=1 mar")
    found = shown(run, "Ann")
    assert found["papers"] == {"w9": "2026-01-05", "public liability": "missing", "contract": "2026-03-01"}
    assert found["papers_until"] == {"w9": "2026-10-01"}
    assert "w9 Mon 5 Jan, expired Thu 1 Oct" in run("show", "Ann").out
    run("add", "Logo")
    out = run("handoff", "Logo", "--to", "Ann", "--due", "fri").out
    assert "From Ann you still need: public liability, w9 (expired)." in out
    run("contractor", "edit", "Ann", "--paper", "w9=none", "--paper", "public liability=2026-11-01")
    assert shown(run, "Ann")["papers_until"] == {}


def test_a_roster_with_an_address_that_is_none_is_refused_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("name,email\nAnn,a@b.example\nBob,nonsense\n")
    answer = run("import", str(tmp_path / "roster.csv"), code=1)
    assert "ine 3" in answer.err
    assert "name@example.com" in answer.err
    assert run("list", "contractors", "--json").json["count"] == 0
