from __future__ import annotations

import pytest

from tests.cli.conftest import Run

HOSTILE = [
    "Mend the [/b] [red]postcode[/red] field",
    "esc \x1b[31mred\x1b[0m",
    "right-to-left \u202eevil",
    "日本語の問い合わせ",
    "'; DROP TABLE tasks; --",
    "$(reboot) `reboot` %s {0} \\n",
    "--verbose is broken",
    "-x",
    "-- two dashes",
    "=SUM(A1)",
    "a" * 3000,
]


def test_a_task_is_added_and_what_was_understood_is_said(run: Run) -> None:
    said = run("add", "New", "photos", "~5h", "$400", "due", "4", "dec", "#shop", "@web", "!high", "chase:2d").out
    assert said == "Added New photos  (due Fri 4 Dec, ~5 h, $400, chase after 2 d, high priority, #shop, @web)\n"
    [task] = run("list", "--json").json["items"]
    assert task["title"] == "New photos"
    assert task["estimate_minutes"] == 300
    assert task["price_idea"] == {"amount": "400.00", "currency": "USD"}
    assert (task["due"], task["project"], task["labels"]) == ("2026-12-04", "shop", ["web"])
    assert (task["priority"], task["chase_days"]) == ("high", 2)


@pytest.mark.parametrize("words", [("add", "--json", "Buy", "milk"), ("add", "Buy", "milk", "--json")])
def test_json_may_stand_before_the_text_and_after_it(run: Run, words: tuple[str, ...]) -> None:
    answer = run(*words)
    assert answer.json["count"] == 1
    assert [task["title"] for task in answer.json["items"]] == ["Buy milk"]
    assert answer.json["now"].startswith("2026-11-23T09:00")
    assert answer.err == ""


def test_shell_safe_twins_mean_the_same_as_the_signs(shop: Run) -> None:
    [signs] = shop("add", "Retouch ~5h #shop @x >north $400", "--json").json["items"]
    [twins] = shop("add", "Retouch est:5h project:shop label:x to:north 400usd", "--json").json["items"]
    for key in ("id", "uid", "created", "updated"):
        assert signs.pop(key) != ""
        assert twins.pop(key) != ""
    assert signs == twins
    assert signs["contractor"]["name"] == "Northlight Photo"


def test_a_known_contractor_is_the_intended_one(shop: Run) -> None:
    assert shop("add", "Logo >paper").out == "Added Logo  (to Paper Plane Design)\n"


def test_a_name_that_nobody_has_stays_in_the_title(shop: Run) -> None:
    [task] = shop("add", "Ask >nobody about it fri", "--json").json["items"]
    assert task["title"] == "Ask >nobody about it"
    assert task["contractor"] is None
    assert task["due"] == "2026-11-27"
    assert shop("history", "--limit", "1", "--json").json["items"][0]["label"] == "capture Ask >nobody about it"


def test_a_name_that_nobody_has_loses_nothing_of_a_batch(run: Run) -> None:
    items = run("add", "-", "--json", stdin="one >zz\ntwo\n").json["items"]
    assert [task["title"] for task in items] == ["one >zz", "two"]


def test_an_ambiguous_contractor_is_refused_with_the_candidates(shop: Run) -> None:
    answer = shop("add", "Banner >in", code=1)
    assert answer.out == ""
    assert "“in” fits" in answer.err
    assert "Inkwell Copy" in answer.err
    assert "Lingua Due" in answer.err
    assert shop("list", "Banner").out == "Nothing here.\n"


def test_standard_input_is_one_task_a_line_in_one_commit(run: Run) -> None:
    text = "\ufeffOne fri\r\n\r\n# a note\n   \n#tag Two\n#\n"
    items = run("add", "-", "--json", stdin=text).json["items"]
    assert [(task["title"], task["due"], task["project"]) for task in items] == [
        ("One", "2026-11-27", None), ("Two", None, "tag"), ("#", None, None)
    ]  # fmt: skip
    assert run("history", "--json").json["count"] == 1
    assert run("undo").out == "Undone: capture 3 tasks. delegator redo brings it back.\n"


def test_an_empty_standard_input_adds_nothing(run: Run) -> None:
    assert run("add", "-", stdin="# only this\n\n").out == "Nothing to add.\n"
    assert run("add", "-", "--json").json["items"] == []


@pytest.mark.parametrize(
    "data", ["Café\nfri tea\n".encode(codec) for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-32")]
)  # fmt: skip
def test_a_text_that_tells_its_encoding_is_read(run: Run, data: bytes) -> None:
    assert [task["title"] for task in run("add", "-", "--json", stdin=data).json["items"]] == ["Café", "fri tea"]


def test_bytes_that_are_no_text_are_refused_with_their_line_and_nothing_is_added(run: Run) -> None:
    answer = run("add", "-", stdin=b"tea\nCaf\xe9 sign\n", code=1)
    assert answer.err == (
        "delegator: Line 2 of standard input is not UTF-8. As Windows-1252 it is “Café sign”: if that is right, give "
        "--encoding windows-1252; else save it as UTF-8.\n"
    )
    assert run("list", "--json").json["count"] == 0
    for words in (("--encoding", "windows-1252", "-"), ("--encoding=cp1252", "-")):
        assert run("add", *words, stdin=b"tea\nCaf\xe9 sign\n").out == "Added tea\nAdded Café sign\n"
    assert "is not an encoding" in run("add", "--encoding", "klingon", "-", stdin=b"x", code=1).err


def test_what_looks_like_another_encoding_is_said_to(run: Run) -> None:
    assert "looks like UTF-16" in run("add", "-", stdin="Caf\xe9\n".encode("utf-16-le"), code=1).err
    assert "save it as UTF-8" in run("add", "-", stdin=b"\x81\x8d", code=1).err


def test_add_alone_without_a_terminal_says_what_to_do(run: Run) -> None:
    assert "delegator add TEXT" in run("add", code=2).err
    assert "delegator add TEXT" in run("add", "   ", code=2).err


def test_the_help_of_add_is_asked_for_alone(run: Run) -> None:
    assert "one task a line" in run("add", "--help").out
    assert run("add", "fix", "--help", "text").out == "Added fix --help text\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_and_never_painted(run: Run, text: str) -> None:
    run("add", "first")
    for said in (run("add", text).out, run("list").out, run("history").out, run("show", "--", text).out):
        assert "\x1b" not in said
        assert "\u202e" not in said
    assert text in [task["title"] for task in run("list", "--json").json["items"]]


def test_a_refusal_that_repeats_hostile_text_is_not_painted_either(run: Run) -> None:
    run("add", "one \x1b[31mred")
    run("add", "two \x1b[31mred")
    for answer in (run("done", "\x1b[31m", code=1), run("done", "no\x1b[31m", code=1), run("li\x1b[31m", code=2)):
        assert "\x1b" not in answer.err


def test_a_line_break_in_an_argument_is_a_space(run: Run) -> None:
    assert run("add", "one\ntwo").out == "Added one two\n"
    assert run("add", "one\ntwo").out == "Added one two\n"


def test_wait_is_put_away_and_not_in_the_inbox(run: Run) -> None:
    [task] = run("add", "Read wait:1 feb", "--json").json["items"]
    assert (task["state"], task["defer_until"]) == ("later", "2027-02-01")
    assert run("list", "inbox").out == "Nothing here.\n"
    assert run("list", "tasks", "--json").json["count"] == 1


def test_a_recurring_task_has_its_rule_and_first_due(run: Run) -> None:
    [task] = run("add", "Posts every 2w mon", "--json").json["items"]
    rule = {"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "start": "2026-11-30", "from": "due"}
    assert task["recurrence"] == {**rule, "skips": []}
    assert task["due"] == "2026-11-30"
    assert run("done", "Posts").out == "Done: Posts. Next one due Mon 14 Dec.\n"


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (("--due", "fri", "Call"), "due fri"),
        (("Call", "--due", "fri"), "due fri"),
        (("--due=3 dec", "Call"), "due 3 dec"),
        (("--dry-run", "x"), "undo"),
        (("x", "--dry-run"), "undo"),
        (("--project", "shop", "Call"), "project:"),
        (("--priority", "high", "Call"), "!high"),
        (("--to=ana", "Call"), "to:ana"),
        (("--price", "300", "Call"), "300usd"),
        (("--notes", "long", "Call"), "delegator edit ID --notes"),
        (("--verbose", "Call"), "add -- --verbose"),
        (("--json", "--due", "fri", "Call"), "due fri"),
    ],
)
def test_an_option_that_add_lacks_is_refused_with_the_right_spelling(
    run: Run, words: tuple[str, ...], right: str
) -> None:
    answer = run("add", *words, code=2)
    assert answer.out == ""
    assert right in answer.err
    assert run("list", "--json").json["count"] == 0


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("--", "--due", "fri"), "--due"),
        (("--", "--dry-run", "x"), "--dry-run x"),
        (("--", "-"), "-"),
        (("--", "--help"), "--help"),
        (("--", "Buy", "--json"), "Buy --json"),
        (("Buy", "--", "now"), "Buy -- now"),
        (("Call", "--", "--due", "fri"), "Call --due"),
        (("fix", "--verbose", "flag"), "fix --verbose flag"),
        (("--verbose is broken",), "--verbose is broken"),
    ],
)
def test_behind_two_dashes_anything_is_text(run: Run, words: tuple[str, ...], title: str) -> None:
    run("add", *words)
    assert [task["title"] for task in run("list", "--json").json["items"]] == [title]
