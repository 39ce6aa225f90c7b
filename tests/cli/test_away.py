"""delegator away: plan it, list it, cancel it, print the drafts, look back."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

TRIP = ("away", "5 dec", "to", "12 dec")
BACK = "2026-12-14T09:00:00+00:00"


@pytest.fixture
def out(run: Run) -> Run:
    """One handoff due in the time away, and a task."""
    run("contractor", "add", "Mira", "--email", "mira@example.com")
    run("add", "Photos")
    run("handoff", "Photos", "--to", "Mira", "--due", "9 dec", "--price", "$40", "--outcome", "Ten photos")
    run("start", "Photos", "--anyway")
    run("add", "Call the [b]bank[/b] due 10 dec")
    return run


def test_planning_tells_what_it_means(out: Run) -> None:
    assert out(*TRIP, "--note", "Sam, 555 1234").out == (
        "Away from Sat 5 Dec to Sat 12 Dec, back on Mon 14 Dec.\n"
        "\n"
        "Falls due while you are away\n"
        "  Wed 9 Dec   Photos                Mira\n"
        "  Thu 10 Dec  Call the [b]bank[/b]  yours\n"
        "\n"
        "A question may come\n"
        "  Photos  Mira\n"
        "\n"
        "To tell: 1; delegator away --notices prints the drafts\n"
        "  Mira\n"
    )
    assert out("away").out == "from Sat 5 Dec to Sat 12 Dec  back Mon 14 Dec  Sam, 555 1234\n"
    assert out("undo").out.startswith("Undone: be away")
    assert out("away").out == "No time away is planned: delegator away 5 dec to 12 dec.\n"


def test_planning_as_json(out: Run) -> None:
    found = out(*TRIP, "--json").json
    assert (found["start"], found["end"], found["back"]) == ("2026-12-05", "2026-12-12", "2026-12-14")
    assert [each["title"] for each in found["due"]] == ["Photos", "Call the [b]bank[/b]"]
    assert [each["title"] for each in found["questions"]] == ["Photos"]
    assert found["notices"][0]["contractor"]["name"] == "Mira"
    assert out("away", "--json").json["items"][0]["start"] == "2026-12-05"


def test_the_drafts_are_printed_and_logged_as_told(out: Run) -> None:
    out(*TRIP)
    said = out("away", "--notices").out
    assert said.startswith("To: mira@example.com\nSubject: Away from Sat 5 Dec to Sat 12 Dec\n\nHi Mira,\n")
    assert "1. Photos, due Wed 9 Dec, while I am away\n" in said
    assert out("away", "--told", "mira", "--by", "phone").out == "Mira is told by phone.\n"
    assert out("away", "--notices", "--json").json["items"][0]["told"] is True
    assert out("away", "--told", "mira").out == "Mira is told.\n"
    assert out("away", "--told", "mira", "--by", "email").out == "The mail to Mira is queued.\n"


def test_cancelling(out: Run) -> None:
    out(*TRIP)
    assert out("away", "--cancel", "9 dec").out.startswith("You are not away from Sat 5 Dec to Sat 12 Dec any more")
    assert "not away on Wed 9 Dec" in out("away", "--cancel", "9 dec", code=1).err


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("whenever",), 1, "“whenever” is not a date"),
        (("9 dec", "to", "2 dec"), 1, "say the first day first"),
        (("2026-11-01",), 1, "over already"),
        (("1 jan 2027 to 1 jan 2030",), 1, "a year at most"),
        (("fri", "--report"), 2, "Say one thing"),
        (("--note", "Sam"), 2, "Say one thing"),
        (("--told", "mira"), 1, "No time away is planned"),
        (("--cancel", "nonsense"), 2, "--cancel: “nonsense” is not a date. Try "),
    ],
)
def test_what_is_refused_says_why_in_a_sentence(out: Run, words: tuple[str, ...], code: int, why: str) -> None:
    answer = out("away", *words, code=code)
    assert why in answer.err
    assert answer.out == ""


def test_with_nothing_planned_and_nothing_over_there_is_nothing_to_print(out: Run) -> None:
    assert out("away", "--notices").out == "Nobody has to be told.\n"
    assert out("away", "--report").out == "No time away ended in the last month.\n"
    assert out("away", "--report", "--json").json["report"] is None


def test_nobody_is_told_who_has_nothing_of_it(out: Run) -> None:
    out("contractor", "add", "Tom")
    out(*TRIP)
    assert "Tom has nothing of yours" in out("away", "--told", "tom", code=1).err


def test_looking_back(out: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out(*TRIP)
    monkeypatch.setenv("DELEGATOR_NOW", BACK)
    assert out("away", "--report").out == (
        "While you were away from Sat 5 Dec to Sat 12 Dec\n"
        "\n"
        "Came due\n"
        "  Wed 9 Dec   Photos                Mira\n"
        "  Thu 10 Dec  Call the [b]bank[/b]  yours\n"
    )
    assert out("away", "--report", "--json").json["report"]["end"] == "2026-12-12"


def test_the_settings_tell_the_times_away(out: Run) -> None:
    assert out("settings", "away").out == "away  not set\n"
    out(*TRIP, "--note", "Sam")
    assert out("settings", "away").out == "away  2026-12-05 to 2026-12-12 (Sam)\n"
    assert out("settings", "away", "--json").json == {
        "away": [{"start": "2026-12-05", "end": "2026-12-12", "note": "Sam"}]
    }
    assert "delegator away" in out("settings", "away", "fri", code=1).err
