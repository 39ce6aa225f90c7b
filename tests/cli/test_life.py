"""A handoff from the plate to the payment, each step as a command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.exchange.keys import CONTRACTOR, HANDOFF, TASK


def step(run: Run, *words: str, **more: Any) -> dict[str, Any]:
    """Run a verb of a handoff with --json; it answers the handoff as it now is."""
    record: dict[str, Any] = run(*words, "--json", **more).json
    assert set(record) == HANDOFF
    return record


def test_a_handoff_goes_from_the_plate_to_closed(shop: Run, tmp_path: Path) -> None:
    brief = tmp_path / "brief.txt"
    brief.write_text("A card that prints.\nDone when:\n- bleed is 3 mm\n- fonts embedded\nOut of scope: paper\n")
    key = "500 care cards"
    made = step(
        shop, "handoff", key, "--to", "paper", "--due", "fri", "--price", "$240", "--deliverable", "PDF@thu",
        "--deliverable", "Proof", "--brief", str(brief), "--why", "The fair",
    )  # fmt: skip
    assert (made["state"], made["due"], made["price"]) == (
        "sent",
        "2026-11-27",
        {"amount": "240.00", "currency": "USD"},
    )
    assert [(owed["title"], owed["due"]) for owed in made["deliverables"]] == [
        ("PDF", "2026-11-26"), ("Proof", "2026-11-27")
    ]  # fmt: skip
    assert made["contractor"]["name"] == "Paper Plane Design"
    assert made["task"]["title"] == "Print 500 care cards"
    written = shop("show", "Print 500", "--json").json["brief"]
    assert written["done_when"] == ["bleed is 3 mm", "fonts embedded"]
    assert (written["outcome"], written["why"], written["out_of_scope"]) == ("A card that prints.", "The fair", "paper")
    assert step(shop, "acknowledge", key)["state"] == "acknowledged"
    assert step(shop, "acknowledge", key, "--read-back", "-", stdin="PDF by Thursday")["state"] == "working"
    assert (
        step(shop, "log", key, "two", "days", "more", "--promised", "mon", "--by", "phone")["promised"] == "2026-11-30"
    )
    assert step(shop, "log", key, "Which paper?", "--question")["next_move"] == "owner"
    assert step(shop, "answer", key, "The thick one")["next_move"] == "contractor"
    assert step(shop, "extend", key, "in", "2", "weeks", "--because", "paper is late")["due"] == "2026-12-07"
    assert step(shop, "deliver", key, "--deliverable", "PDF")["state"] == "working"
    assert step(shop, "deliver", key)["state"] == "delivered"
    back = step(shop, "return", key, "--because", "bleed is 2 mm", "--cause", "missed", "--due", "+2w")
    assert (back["state"], back["due"]) == ("returned", "2026-12-07")
    assert step(shop, "deliver", key)["state"] == "delivered"
    assert step(shop, "invoice", key, "--number", "77")["paid"] == {"amount": "0.00", "currency": "USD"}
    assert step(shop, "accept", key, "--rating", "4")["state"] == "accepted"
    assert "is not paid" in shop("close", key, code=1).err
    assert step(shop, "pay", key, "$100", "--kind", "part")["paid"]["amount"] == "100.00"
    assert step(shop, "pay", key)["state"] == "closed"
    whats = [event["what"] for event in shop("show", "Print 500", "--json").json["events"]]
    assert sorted(set(whats)) == sorted([
        "drafted", "handed off", "acknowledged", "later", "asks", "answered", "extended", "delivered a part",
        "delivered", "returned", "invoiced", "accepted", "paid", "closed",
    ])  # fmt: skip


def test_every_verb_says_in_a_sentence_what_it_did(shop: Run) -> None:
    key = "500 care cards"
    said = shop("handoff", key, "--to", "paper", "--due", "4 dec 16:00", "--deliverable", "Proof@thu").out
    assert said == (
        "Handed Print 500 care cards to Paper Plane Design, due Fri 4 Dec 16:00.  ($120, Proof by Thu 26 Nov)\n"
        "  It does not say what is true when it is done.\n"
        "  It has no check that tells when it is done.\n"
    )
    assert shop("log", key, "called", "--no-answer").out.startswith("No answer on Print 500 care cards; next check ")
    assert (
        "11 d after the agreed date: agree it, hold them to Thu 26 Nov, or decide."
        in shop("log", key, "--promised", "7 dec").out
    )
    assert shop("log", key, "--on-track").out == "Print 500 care cards is on track.\n"
    assert shop("log", key, "likes", "blue").out == "Noted on Print 500 care cards.\n"
    assert shop("start", key, "--anyway").out == "Print 500 care cards is being worked on.\n"
    assert shop("extend", key, "11 dec", "--because", "rain").out == "Print 500 care cards is due Fri 11 Dec now.\n"
    assert "review" in shop("deliver", key).out
    assert shop("invoice", key, "--due", "+30d").out == (
        "Invoice of $120 for Print 500 care cards is logged. To pay by Wed 23 Dec.\n"
    )
    assert "$120 to pay" in shop("accept", key).out
    assert shop("pay", key).out.startswith("Paid $120 for Print 500 care cards.")


def test_work_without_a_read_back_starts_only_when_forced(shop: Run) -> None:
    shop("handoff", "500 care cards", "--to", "paper", "--due", "fri")
    assert "--anyway" in shop("start", "500 care cards", code=1).err
    assert step(shop, "start", "500 care cards", "--anyway")["state"] == "working"


def test_a_draft_waits_and_what_it_says_stays_when_it_is_sent(shop: Run) -> None:
    drafted = step(
        shop, "handoff", "500 care cards", "--draft", "--outcome", "Cards in a box", "--deliverable", "Box@thu",
        "--stakes", "critical", "--price", "35/hour",
    )  # fmt: skip
    assert (drafted["state"], drafted["contractor"], drafted["due"]) == ("drafted", None, None)
    assert "needs a contractor" in shop("send", "500 care cards", code=1).err
    later = step(shop, "handoff", "500 care cards", "--draft", "--to", "paper", "--due", "fri")
    assert (later["state"], later["due"], later["uid"]) == ("drafted", "2026-11-27", drafted["uid"])
    assert [(owed["title"], owed["due"]) for owed in later["deliverables"]] == [("Box", "2026-11-26")]
    assert step(shop, "send", "500 care cards", "--anyway")["state"] == "sent"
    whole = shop("show", "Print 500", "--json").json
    assert {name: said for name, said in whole["brief"].items() if said} == {"outcome": "Cards in a box"}
    assert (whole["stakes"], whole["price"]["amount"]) == ("critical", "35.00")
    assert "$35/hour" in shop("show", "Print 500").out


def test_the_task_itself_proposes_contractor_and_price(shop: Run) -> None:
    shop("add", "Poster >paper $90")
    made = step(shop, "handoff", "Poster", "--due", "fri")
    assert (made["contractor"]["name"], made["price"]["amount"]) == ("Paper Plane Design", "90.00")


def test_a_handoff_is_called_back_reassigned_or_cancelled(shop: Run) -> None:
    assert step(shop, "take-back", "Glaze range", "--because", "sold")["state"] == "taken_back"
    [task] = shop("list", "tasks", "glaze range photos", "--json").json["items"]
    assert task["state"] == "mine"
    moved = step(shop, "reassign", "Courier contract", "--to", "harbour", "--due", "fri")
    assert (moved["state"], moved["contractor"]["name"]) == ("sent", "Harbour Admin")
    assert step(shop, "cancel", "Checkout bug")["state"] == "cancelled"
    assert shop("undo").out == "Undone: cancel Checkout bug. delegator redo brings it back.\n"
    assert shop("list", "handoffs", "checkout", "--json").json["count"] == 1


def test_what_is_due_over_is_sent_only_when_forced(shop: Run) -> None:
    words = ("handoff", "500 care cards", "--to", "paper", "--due", "2026-11-20")
    assert shop(*words, code=1).err == (
        "delegator: Fri 20 Nov is over already: say a later date. With --anyway it is done all the same.\n"
    )
    assert step(shop, *words, "--anyway")["standing"] == "overdue"


@pytest.mark.parametrize(
    ("words", "state", "said"),
    [
        (("drop", "clay"), "dropped", "Dropped Sort the clay delivery sometime."),
        (("mine", "clay"), "mine", "Yours to do: Sort the clay delivery sometime."),
        (("done", "clay"), "done", "Done: Sort the clay delivery sometime."),
        (("later", "clay", "3", "dec"), "later", "Back on Thu 3 Dec: Sort the clay delivery sometime."),
        (("same", "clay", "glaze range"), "dropped",
         "Linked to Glaze range photos, and off the plate: Sort the clay delivery sometime."),
    ],
)  # fmt: skip
def test_a_verdict_answers_the_task_or_a_sentence(shop: Run, words: tuple[str, ...], state: str, said: str) -> None:
    task = shop(*words, "--json").json
    assert set(task) == TASK
    assert task["state"] == state
    shop("undo")
    assert shop(*words).out == said + "\n"


def test_same_as_another_task_is_a_reference(shop: Run) -> None:
    twin = shop("same", "clay", "stock count", "--json").json["same_as"]
    assert set(twin) == {"id", "uid", "title"}
    assert twin["title"] == "Stock count"


def test_editing_the_date_of_what_is_out_says_that_the_agreed_one_stays(shop: Run) -> None:
    said = shop("edit", "Care card design", "--due", "3 dec").out
    assert "Changed Care card design. The date agreed with Paper Plane Design stays Thu 19 Nov." in said
    assert said.endswith(" Your own date is Thu 3 Dec.\n")


def test_edit_prints_the_date_that_was_understood(shop: Run) -> None:
    assert shop("edit", "clay", "--due", "1st").out == "Changed Sort the clay delivery sometime. Due Tue 1 Dec.\n"
    task = shop("edit", "clay", "--due", "none", "--estimate", "90m", "--label", "a", "--json").json
    assert (task["due"], task["estimate_minutes"], task["labels"]) == (None, 90, ["a"])
    assert shop("edit", "clay", code=2).err


def test_contractors_are_added_edited_and_ended(run: Run) -> None:
    made = run(
        "contractor", "add", "Ann Lee", "--email", "ann@lee.example", "--skill", "photo=proven", "--skill", "retouch",
        "--rate", "35/hour", "--currency", "eur", "--timezone", "Europe/Paris", "--capacity", "12", "--json",
    ).json  # fmt: skip
    assert set(made) == CONTRACTOR
    assert made["skills"] == {"photo": "proven", "retouch": "untried"}
    assert [(rate["amount"], rate["currency"], rate["unit"]) for rate in made["rates"]] == [("35", "EUR", "hour")]
    assert (made["capacity_hours_week"], made["on_time"]) == (12.0, {"hits": 0, "of": 0})
    edited = run("contractor", "edit", "ann", "--rate", "40/hour", "--currency", "eur", "--json").json
    assert [rate["amount"] for rate in edited["rates"]] == ["35", "40"]
    assert edited["rates"][1]["valid_from"] == "2026-11-23"
    assert run("contractor", "end", "ann").out == "Ann Lee is ended; the record stays.\n"
    assert run("list", "contractors").out == "Nothing here.\n"


def test_a_due_that_may_be_over_is_the_nearer_day(run: Run) -> None:
    run("contractor", "add", "Mira")
    for title, said, due in (
        ("One", "9 dec", "2026-12-09"),
        ("Two", "18 nov", "2026-11-18"),
        ("Three", "fri", "2026-11-27"),
    ):
        run("add", title)
        assert run("handoff", title, "--to", "Mira", "--due", said, "--anyway", "--json").json["due"] == due
