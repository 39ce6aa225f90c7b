"""The command contractor level: what accepted work speaks for is shown, and raised when the owner says so."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_the_proposals_of_the_roster_are_listed(shop: Run) -> None:
    lines = [" ".join(line.split()) for line in shop("contractor", "level").out.splitlines()]
    assert "Northlight Photo photo: untried → trial 1 accepted, the last 5/5" in lines
    items = shop("contractor", "level", "Northlight", "--json").json["items"]
    assert [(each["skill"], each["level"], each["to"]) for each in items] == [
        ("photo", "untried", "trial"), ("retouch", "untried", "trial"),
    ]  # fmt: skip
    assert items[0]["contractor"]["name"] == "Northlight Photo"


def test_a_skill_goes_up_to_what_is_proposed_or_named(shop: Run) -> None:
    assert shop("contractor", "level", "Northlight", "Photo").out == "Northlight Photo, photo: untried → trial.\n"
    shop("contractor", "level", "Northlight", "photo", "trusted")
    assert "photo   trusted" in shop("show", "Northlight").out
    assert "No accepted work speaks" in shop("contractor", "level", "Northlight", "photo", code=1).err
    assert "Undone" in shop("undo").out


def test_where_nothing_speaks_for_more_it_says_so(run: Run) -> None:
    run("contractor", "add", "Mira", "--skill", "photo")
    assert run("contractor", "level", "Mira").out == "No accepted work speaks for a higher level.\n"


def test_an_acceptance_proposes_the_level_and_the_command(run: Run) -> None:
    run("contractor", "add", "Mira Bell", "--skill", "photo")
    run("add", "Photos")
    run("handoff", "Photos", "--to", "Mira Bell", "--due", "fri", "--price", "$40")
    run("deliver", "Photos")
    said = run("accept", "Photos", "--rating", "5").out.splitlines()
    assert said[1:] == ["photo: untried → trial?  delegator contractor level 'Mira Bell' photo"]
