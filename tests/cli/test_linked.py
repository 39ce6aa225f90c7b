"""Commands on what links work to other work: repeat and after; and what is asked before work goes or money does."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def out(run: Run) -> Run:
    """Ana has the Newsletter, out every month; Ben is there, too."""
    run("contractor", "add", "Ana", "--email", "ana@example.com")
    run("contractor", "add", "Ben")
    run("add", "Newsletter every month due 27 nov")
    run(
        "handoff", "Newsletter", "--to", "Ana", "--due", "27 nov", "--price", "$180", "--deliverable", "Text@26 nov",
        "--deliverable", "Pictures", "--outcome", "It is read", "--done-when", "No dead link",
    )  # fmt: skip
    return run


def test_the_next_of_a_series_is_a_ready_draft(out: Run) -> None:
    out("deliver", "Newsletter")
    said = out("accept", "Newsletter", "--rating", "5").out
    assert said == (
        "Accepted Newsletter. $180 to pay. The next one is ready to send to Ana, due Mon 28 Dec "
        "(not Sun 27 Dec: Ana does not work on a Sunday).\n"
    )
    draft = out("list", "handoffs", "--state", "drafted", "--json").json["items"][0]
    assert (draft["contractor"]["name"], draft["due"], draft["price"]) == (
        "Ana", "2026-12-28", {"amount": "180.00", "currency": "USD"},
    )  # fmt: skip
    assert [(d["title"], d["due"]) for d in draft["deliverables"]] == [
        ("Text", "2026-12-25"), ("Pictures", "2026-12-28"),
    ]  # fmt: skip
    assert (draft["streak"], draft["gaps"]) == (1, [])
    assert draft["recurrence"] == {"rule": "FREQ=MONTHLY", "start": "2026-11-27", "from": "due", "skips": []}


def test_the_next_one_is_meant_by_a_name_that_the_accepted_one_has_too(out: Run) -> None:
    out("deliver", "Newsletter")
    out("accept", "Newsletter")
    assert out("show", "Newsletter", "--json").json["state"] == "drafted"
    assert out("pay", "Newsletter").out == "Paid $180 for Newsletter.\n"


def test_a_rule_is_asked_for_changed_left_out_once_and_stopped(out: Run) -> None:
    assert out("repeat", "Newsletter").out == "Newsletter comes again every month. After this one: Sun 27 Dec.\n"
    assert out("repeat", "Newsletter", "every 2 weeks").out == (
        "Newsletter comes again every 2 weeks. After this one: Fri 11 Dec.\n"
    )
    assert out("repeat", "Newsletter", "--skip").out == (
        "Newsletter is left out on Fri 11 Dec. After this one: Fri 25 Dec.\n"
    )
    assert "but not on Fri 11 Dec" in out("show", "Newsletter").out
    assert out("repeat", "Newsletter", "--stop").out == "Newsletter will not come again.\n"
    assert out("repeat", "Newsletter").out == "Newsletter comes once.\n"
    refusal = "delegator: Newsletter comes once: say how often first.\n"
    assert out("repeat", "Newsletter", "--stop", code=1).err == refusal
    assert "Choose one" in out("repeat", "Newsletter", "every", "month", "--stop", code=2).err
    story = out("show", "Newsletter").out
    for words in ("repeats: every 2 weeks", "left out on Fri 11 Dec", "repeats no more"):
        assert words in story


def test_a_handoff_waits_for_another(out: Run) -> None:
    out("add", "Logo")
    out("handoff", "Logo", "--to", "Ben", "--due", "4 dec")
    said = "Newsletter waits for Logo now. But that is due Fri 4 Dec, and this Fri 27 Nov.\n"
    assert out("after", "Newsletter", "Logo").out == said
    found = out("show", "Newsletter", "--json").json
    assert [each["title"] for each in found["after"]] == ["Logo"]
    assert [each["title"] for each in out("show", "Logo", "--json").json["before"]] == ["Newsletter"]
    assert "waits for: Logo" in out("show", "Newsletter").out
    refusal = "delegator: Newsletter waits for Logo: they cannot wait for each other.\n"
    assert out("after", "Logo", "Newsletter", code=1).err == refusal
    assert "would be Mon 30 Nov" in out("log", "Logo", "ill", "--promised", "7 dec").out
    assert out("after", "Newsletter", "Logo", "--not").out == "Newsletter does not wait for Logo any more.\n"


def test_a_part_of_a_name_that_fits_several_is_never_guessed(out: Run) -> None:
    out("add", "Newsletter sign-up form")
    for words in (("repeat", "News", "--stop"), ("after", "News", "Newsletter"), ("repeat", "News", "every", "week")):
        assert "fits 2" in out(*words, code=1).err


# ---- what is asked before work goes


def test_what_is_missing_or_clashes_is_said_and_routine_work_goes_all_the_same(run: Run) -> None:
    run("contractor", "add", "Ana")
    run("contractor", "edit", "Ana", "--email", "ana@example.com")
    run("add", "Photos")
    said = run("handoff", "Photos", "--to", "Ana", "--due", "sun", "--deliverable", "Raw@mon").out
    assert said.split("\n")[1:-1] == [
        "  It does not say what is true when it is done.", "  It has no check that tells when it is done.",
        "  It has no price.", "  Ana does not work on Sun 29 Nov.",
        "  Raw is due Mon 30 Nov, after the whole (Sun 29 Nov).",
    ]  # fmt: skip
    found = run("show", "Photos", "--json").json["gaps"]
    assert found[0] == {
        "field": "outcome", "kind": "missing", "text": "It does not say what is true when it is done.", "stops": False,
    }  # fmt: skip


def test_critical_work_does_not_go_without_outcome_done_when_and_price(run: Run) -> None:
    run("contractor", "add", "Ana")
    for title in ("Photos", "Films"):
        run("add", title)
    words = ("handoff", "Photos", "--to", "Ana", "--due", "fri", "--stakes", "critical")
    error = run(*words, code=1).err
    assert error.startswith("delegator: Photos is critical. It does not say what is true when it is done. It has no")
    assert "--anyway" in error
    assert run(*words, "--outcome", "It sells", code=1).err.startswith("delegator: Photos is critical. It has no check")
    more = (*words, "--outcome", "It sells", "--done-when", "Ten of them")
    assert run(*more, code=1).err.startswith("delegator: Photos is critical. It has no price.")
    assert run(*more, "--price", "60").out.startswith("Handed Photos to Ana")
    run("handoff", "Films", "--draft", "--to", "Ana", "--due", "fri", "--stakes", "critical")
    assert "--anyway" in run("send", "Films", code=1).err
    assert run("send", "Films", "--anyway").out.startswith("Sent Films to Ana, due Fri 27 Nov.\n  It does not say")


# ---- what is asked before money does


def test_paying_what_is_not_accepted_twice_or_too_much_asks_first(out: Run) -> None:
    out("deliver", "Newsletter")
    refusal = out("pay", "Newsletter", code=1).err
    assert "not accepted: it is delivered and waits for your review. Review it first." in refusal
    assert "--anyway" in refusal
    assert out("pay", "Newsletter", "50").out == "Paid $50 for Newsletter.\n"
    assert "$50 was paid for Newsletter today already" in out("pay", "Newsletter", "50", code=1).err
    assert out("pay", "Newsletter", "50", "--anyway").code == 0
    out("repeat", "Newsletter", "--stop")
    out("accept", "Newsletter")
    assert "Only $80 of Newsletter is open." in out("pay", "Newsletter", "90", code=1).err
    key = out("show", "Newsletter", "--json").json["id"]
    assert out("pay", key).out == "Paid $80 for Newsletter.\n"
    again = out("pay", key, code=1).err
    assert "Newsletter is paid: $180 to Ana on Mon 23 Nov." in again
    assert "--anyway" in again


def test_giving_work_to_somebody_else_says_what_was_paid_to_whom_and_what_the_new_one_costs(out: Run) -> None:
    out("pay", "Newsletter", "60")
    said = out("reassign", "Newsletter", "--to", "Ben", "--price", "$150", "--because", "ill").out
    assert said == ("Newsletter is with Ben now, due Fri 27 Nov, for $150. Paid so far: $60 to Ana on Mon 23 Nov.\n")
    assert out("show", "Newsletter", "--json").json["price"] == {"amount": "150.00", "currency": "USD"}
    assert out("cancel", "Newsletter").out == ("Cancelled Newsletter; its task is dropped. It will not come again.\n")
