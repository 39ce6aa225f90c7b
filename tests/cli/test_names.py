"""The record that a name given to a command hits: never another one like it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


def states(run: Run, kind: str = "tasks") -> dict[str, str]:
    """The state of every record of a kind, by its title."""
    items = run("list", kind, "--all", "--json").json["items"]
    return {item.get("title") or item["task"]["title"]: item["state"] for item in items}


def test_a_task_that_is_done_is_not_passed_by_for_a_longer_title(run: Run) -> None:
    run("add", "-", stdin="Call\nCall the bank\nCall Ann\n")
    run("done", "Call")
    assert run("done", "Call", code=1).err == "delegator: Call is done already; nothing was changed.\n"
    for verb in ("done", "drop"):
        assert "“cal” fits 3 tasks" in run(verb, "cal", code=1).err
    assert run("edit", "Call the bank", "--notes", "x").code == 0
    assert states(run) == {"Call": "done", "Call the bank": "inbox", "Call Ann": "inbox"}
    run("done", "bank")
    assert states(run)["Call the bank"] == "done"


def test_a_recurring_task_is_finished_by_its_name_again_and_again(run: Run) -> None:
    run("add", "Pay rent every month")
    for name in ("Pay rent", "rent", "pay RENT"):
        run("done", name)
    assert [item["state"] for item in run("list", "tasks", "--all", "--json").json["items"]].count("done") == 3


def given_out(run: Run, *titles: str) -> None:
    run("contractor", "add", "Ann")
    for title in titles:
        run("add", title)
        run("handoff", title, "--to", "Ann", "--due", "fri", "--price", "$100")


def test_money_goes_to_the_handoff_that_was_named(run: Run) -> None:
    given_out(run, "Newsletter", "Newsletter December")
    run("deliver", "Newsletter")
    run("accept", "Newsletter")
    assert run("pay", "Newsletter").out == "Paid $100 for Newsletter.\n"
    assert "Newsletter is paid: $100" in run("pay", "Newsletter", code=1).err
    for words in (("pay", "newsl"), ("cancel", "newsl"), ("nudge", "newsl"), ("invoice", "newsl", "$5")):
        assert "“newsl” fits 2 handoffs" in run(*words, code=1).err
    assert states(run, "handoffs") == {"Newsletter": "closed", "Newsletter December": "sent"}


@pytest.mark.parametrize("typed", ["Ann", "ann", " ANN "])
def test_work_for_somebody_who_has_ended_goes_to_nobody_else(run: Run, typed: str) -> None:
    run("add", "Photos")
    for name in ("Ann", "Annabel"):
        run("contractor", "add", name)
    run("contractor", "end", "Ann")
    said = "delegator: Ann is ended: choose somebody else, or edit the status first.\n"
    assert run("handoff", "Photos", "--to", typed, "--due", "fri", code=1).err == said
    assert "“an” fits 2 contractors" in run("handoff", "Photos", "--to", "an", "--due", "fri", code=1).err
    run("handoff", "Photos", "--to", "Annabel", "--due", "fri")
    run("contractor", "add", "Bob")
    run("contractor", "end", "Bob")
    assert "Bob is ended" in run("reassign", "Photos", "--to", "bob", code=1).err
    assert "to Ann, who has ended" in run("add", f"Films >{typed.strip()}").out


def test_a_part_that_came_is_not_delivered_or_cut_as_another(run: Run) -> None:
    run("add", "Shoot")
    run("contractor", "add", "Ann")
    run("handoff", "Shoot", "--to", "Ann", "--due", "fri", "--deliverable", "Photos", "--deliverable", "Photos, large")
    run("deliver", "Shoot", "--deliverable", "Photos")
    said = "delegator: Photos is delivered already. Still open: Photos, large.\n"
    assert run("deliver", "Shoot", "--deliverable", "photos", code=1).err == said
    assert run("cut", "Shoot", "photos", code=1).err == said
    run("deliver", "Shoot", "--deliverable", "large")


def test_a_part_that_fits_several_open_records_is_never_picked_silently(run: Run) -> None:
    run("contractor", "add", "Photos by Ann")
    run("add", "-", stdin="Glaze photos\nphotos\nMug pictures\n")
    run("handoff", "Glaze photos", "--draft")
    assert run("show", "photos", "--json").json["title"] == "photos"  # exactly that
    answer = run("show", "photo", code=1)
    assert "fits 3 records" in answer.err
    assert run("show", "photos b", "--json").json["name"] == "Photos by Ann"
    assert all(title in answer.err for title in ("Glaze photos", "Photos by Ann"))
    assert run("show", "glaze", "--json").json["state"] == "drafted"  # a handoff and its task are one
    run("drop", "Mug pictures")
    run("add", "New pictures")
    assert run("show", "pictures", "--json").json["title"] == "New pictures"  # what is open goes first


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("Cafe\u0301 order", "Caf\u00e9"), ("Caf\u00e9 order", "Cafe\u0301"), ("Caf\u00e9 order", "cafe"),
        ("CAFÉ", "café"),
        ("Straße fegen", "strasse"), ("Strasse fegen", "Straße"), ("İstanbul Iğdır", "istanbul"), ("Iğdır", "IGDIR"),
        ("Ångström", "angstrom"), ("Ærø", "aero"), ("Łódź", "lodz"), ("ｆｕｌｌ ｗｉｄｔｈ", "full"), ("ΟΔΟΣ", "οδός"),
        ("نمی\u200cخواهم", "نمیخواهم"), ("Don’t", "don't"), ("ﬁnish", "finish"), ("2 × 3", "2 × 3"),
    ],
)  # fmt: skip
def test_a_word_is_found_however_it_was_typed(run: Run, typed: str, looked_for: str) -> None:
    run("add", "--", typed)
    run("contractor", "add", f"Rio {typed}")
    assert run("list", "inbox", looked_for, "--json").json["count"] == 1
    assert run("list", "contractors", looked_for, "--json").json["count"] == 1
    assert run("show", f"rio {looked_for}", "--json").json["name"] == f"Rio {typed}"


def test_two_names_that_differ_only_in_how_they_are_written_are_one(run: Run) -> None:
    run("contractor", "add", "Caf\u00e9 Rio")
    for name in ("Cafe\u0301 Rio", "CAFÉ RIO", " Café  Rio "):
        assert "is on the roster already" in run("contractor", "add", name, code=1).err
    run("contractor", "add", "Cafe Rio")  # that is another name
    assert run("show", "Cafe\u0301 Rio", "--json").json["name"] == "Caf\u00e9 Rio"
