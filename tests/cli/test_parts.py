"""Parts, days and changes of handoffs from the shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def site(shop: Run) -> Run:
    """A shop with a handoff of two parts, $300 of which each has a share."""
    shop("add", "Website")
    shop(
        "handoff", "Website", "--to", "paper", "--due", "18 dec", "--price", "$300",
        "--deliverable", "home@9 dec=$100", "--deliverable", "shop=$150",
    )  # fmt: skip
    return shop


def test_parts_have_dates_and_shares_of_their_own(site: Run) -> None:
    home, shop = site("show", "Website", "--json").json["deliverables"]
    assert (home["title"], home["due"], home["share"]) == (
        "home",
        "2026-12-09",
        {"amount": "100.00", "currency": "USD"},
    )
    assert (shop["title"], shop["due"], shop["share"]["amount"]) == ("shop", "2026-12-18", "150.00")


def test_an_equals_sign_in_a_title_is_no_share(site: Run) -> None:
    site("edit", "Website", "--deliverable", "a = b", "--price", "$10")
    owed = site("show", "Website", "--json").json["deliverables"]
    assert [each["title"] for each in owed if each["state"] == "owed"] == ["a = b"]


def test_a_part_goes_its_own_way(site: Run) -> None:
    site("log", "Website", "--promised", "11 dec", "--deliverable", "home")
    site("deliver", "Website", "--deliverable", "home")
    assert site("accept", "Website").out == "Accepted home of Website; still to come: shop. $100 to pay.\n"
    assert site("pay", "Website").out == "Paid $100 for home of Website.\n"
    assert site("extend", "Website", "22 dec", "--because", "ill", "--deliverable", "shop").code == 0
    found = site("show", "Website", "--json").json
    assert (found["state"], found["due"], found["paid"]["amount"]) == ("working", "2026-12-22", "100.00")
    home, shop = found["deliverables"]
    assert (home["state"], home["rounds"], bool(home["accepted"])) == ("accepted", 0, True)
    assert (shop["due"], shop["promised"]) == ("2026-12-22", None)
    site("deliver", "Website", "--deliverable", "shop")
    site("return", "Website", "--because", "x", "--cause", "missed", "--due", "28 dec", "--deliverable", "shop")
    assert site("show", "Website", "--json").json["deliverables"][1]["rounds"] == 1


def test_the_day_on_which_it_happened(site: Run) -> None:
    refused = site("deliver", "Website", "--on", "yesterday", code=1)
    assert refused.err == "delegator: Website was sent on Mon 23 Nov: say a day from then on.\n"
    assert site("deliver", "Website", "--on", "tomorrow", code=1).err.endswith("say when it happened.\n")
    assert site("deliver", "Website", "--on", "someday", code=2).out == ""
    site("deliver", "Website", "--on", "today")
    assert site("show", "Website", "--json").json["events"][-1]["on"] is None


def test_a_change_of_sent_work_is_shown_with_what_was_agreed(site: Run) -> None:
    said = site("edit", "Website", "--price", "$400", "--not-agreed", "--by", "contractor")
    assert said.out.startswith("Changed Website.")
    shown = site("show", "Website").out
    assert "first agreed $300, due Fri 18 Dec, 2 parts" in shown
    assert "price $300 → $400" in shown
    assert "not agreed" in shown
    assert "edit Website: price $300 → $400" in site("history").out
    assert site("edit", "Website", "--price", "$1", "--title", "x", code=2).out == ""
