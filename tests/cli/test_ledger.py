"""The command money."""

from __future__ import annotations

from tests.cli.conftest import Run


def work(run: Run) -> None:
    for name in ("Ana", "Ben"):
        run("contractor", "add", name)
    for title, who, price in (("Photos", "Ana", "400"), ("Cards", "Ana", "120"), ("Text", "Ben", "80 eur")):
        run("add", title)
        run("handoff", title, "--to", who, "--due", "fri", "--price", price)
    run("deliver", "Cards")
    run("accept", "Cards")
    run("pay", "Photos", "100", "--kind", "deposit")


def test_money_shows_the_four_states_with_each_contractor_and_in_all(run: Run) -> None:
    assert run("money").out == "No money is agreed, and none was paid in 2026.\n"
    work(run)
    assert [line.split() for line in run("money").out.splitlines()] == [
        ["committed", "delivered", "approved", "paid", "in", "2026"],
        ["Ana", "$300", "$120", "$100"],
        ["Ben", "€80"],
        ["in", "all", "$300", "+", "€80", "$120", "$100"],
    ]


def test_money_as_json_keeps_currencies_apart(run: Run) -> None:
    work(run)
    answer = run("money", "--json").json
    assert answer["committed"] == [
        {"amount": "300.00", "currency": "USD"}, {"amount": "80.00", "currency": "EUR"},
    ]  # fmt: skip
    assert answer["approved"] == [{"amount": "120.00", "currency": "USD"}]
    assert answer["paid_home"] == {"amount": "100.00", "currency": "USD"}
    assert (answer["year"], answer["budget"], answer["left_out"]) == (2026, None, [])
    assert [each["contractor"]["name"] for each in answer["by_contractor"]] == ["Ana", "Ben"]
    only = run("money", "--contractor", "Ben", "--json").json
    assert (only["committed"], only["paid"]) == ([{"amount": "80.00", "currency": "EUR"}], [])
    assert run("money", "--year", "2025", "--json").json["paid"] == []


def test_money_says_what_is_in_no_sum(run: Run) -> None:
    run("contractor", "add", "Ana")
    run("add", "Photos")
    run("handoff", "Photos", "--to", "Ana", "--due", "fri", "--price", "40/hour")
    assert "Photos: its price is $40/hour, no sum yet" in run("money").out
    assert run("money", "--year", "0", code=2).err
