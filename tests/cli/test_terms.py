"""Parts have one grammar, and a brief that was printed is read back without loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

KEPT = ("due", "price", "brief", "autonomy")


def test_a_printed_brief_is_read_back_without_loss(run: Run, tmp_path: Path) -> None:
    run("contractor", "add", "Ann")
    run("add", "-", stdin="Site\nOther site\n")
    run(
        "handoff", "Site", "--to", "Ann", "--due", "4 dec 16:00", "--price", "€1,234.50", "--cap", "--autonomy", "own",
        "--deliverable", "home page@wed=€100", "--deliverable", "files for me@acme.com", "--outcome", "It sells.",
        "--why", "The fair", "--done-when", "it loads: fast", "--done-when", "no typos", "--out-of-scope", "the blog",
    )  # fmt: skip
    (tmp_path / "brief.txt").write_text(run("show", "Site", "--brief").out)
    run("handoff", "Other site", "--to", "Ann", "--brief", str(tmp_path / "brief.txt"))
    one, other = (run("show", title, "--json").json for title in ("Site", "Other site"))
    assert [one[name] for name in KEPT] == [other[name] for name in KEPT]
    parts = [[(d["title"], d["due"], d["share"]) for d in each["deliverables"]] for each in (one, other)]
    assert parts[0] == parts[1]
    assert parts[0][0] == ("home page", "2026-11-25", {"amount": "100.00", "currency": "EUR"})
    assert (
        run("show", "Other site", "--brief").out.split("\n\n")[3:]
        == run("show", "Site", "--brief").out.split("\n\n")[3:]
    )


def test_an_option_goes_before_what_the_file_says(run: Run, tmp_path: Path) -> None:
    run("contractor", "add", "Ann")
    run("add", "Site")
    (tmp_path / "brief.txt").write_text("Due: someday\nPrice: $240\nOutcome: x\n")
    run("handoff", "Site", "--to", "Ann", "--brief", str(tmp_path / "brief.txt"), "--due", "fri", "--price", "$5")
    found = run("show", "Site", "--json").json
    assert (found["due"], found["price"]["amount"]) == ("2026-11-27", "5.00")


@pytest.mark.parametrize(
    ("typed", "title", "due", "share"),
    [
        ("page@wed", "page", "2026-11-25", None), ("page @9 dec =€100", "page", "2026-12-09", "100.00"),
        ("files for me@acme.com", "files for me@acme.com", None, None),
        ("post for @maria", "post for @maria", None, None), ("me@acme.com@wed", "me@acme.com", "2026-11-25", None),
        ("a=b", "a=b", None, None), ("home=€50", "home", None, "50.00"),
        ("home @ the beach", "home @ the beach", None, None),
    ],
)  # fmt: skip
def test_a_part_is_read_as_a_careful_reader_would(
    run: Run, typed: str, title: str, due: str | None, share: str | None
) -> None:
    run("contractor", "add", "Ann")
    run("add", "Site")
    run("handoff", "Site", "--to", "Ann", "--due", "18 dec", "--price", "€200", "--deliverable", typed)
    [part] = run("show", "Site", "--json").json["deliverables"]
    assert (part["title"], part["due"]) == (title, due or "2026-12-18")
    assert (part["share"] or {}).get("amount") == share


@pytest.mark.parametrize(("typed", "said"), [("page@wedd", "“wedd” is not a date"), ("page=1.234 eur", "may be")])
def test_what_may_be_something_else_is_refused(run: Run, typed: str, said: str) -> None:
    run("contractor", "add", "Ann")
    run("add", "Site")
    assert said in run("handoff", "Site", "--to", "Ann", "--due", "fri", "--deliverable", typed, code=2).err
