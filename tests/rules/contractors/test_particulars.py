"""The detail of a contractor tells every field of the record."""

from __future__ import annotations

from delegator_tui.model.records import PayTerms, Rate, Span
from delegator_tui.rules.contractors.particulars import particulars
from delegator_tui.rules.records.story import story
from tests.making import book_of, contractor

WHOLE = contractor(
    "Northlight Photo", contact="Mira", email="mira@example.com", phone="+44 1", channel="phone", language="English",
    links=("https://north.example",), skills={"photo": "proven"}, timezone="Europe/London", working_days=(0, 2),
    rates=(Rate(amount="60", currency="USD"), Rate(amount="65", currency="USD", valid_from="2026-06-01")),
    pay_terms=PayTerms(days=14, deposit=30, how="by transfer"), working_hours="10-16", capacity_hours_week=10.0,
    lead_time_days=2, away=(Span(start="2026-12-05", end="2026-12-12", note="fair"),), reminder_lead_days=1,
    quiet_hours="20-8", papers={"contract": "2026-03-01", "nda": "missing"}, source="referral",
    backup_for=("retouch",), notes="Two shoots so far",
)  # fmt: skip


def test_every_field_is_told() -> None:
    assert dict(particulars(WHOLE, book_of(WHOLE))) == {
        "hours": "10 h a week · mon wed · 10-16 · quiet 20-8",
        "away": "Sat 5 Dec to Sat 12 Dec (fair)",
        "lead time": "2 working days",
        "reminded": "1 working day ahead",
        "paid": "14 days · 30% deposit · by transfer",
        "rates": "$60/hour; $65/hour from Mon 1 Jun",
        "papers": "contract Sun 1 Mar; nda missing",
        "by": "phone",
        "language": "English",
        "links": "https://north.example",
        "found by": "referral",
        "backup for": "retouch",
    }


def test_the_detail_has_all_of_it() -> None:
    text = "\n".join(part.text for part in story(WHOLE, book_of(WHOLE)))
    for words in (
        "contract Sun 1 Mar; nda missing",
        "by transfer",
        "fair",
        "retouch",
        "Two shoots",
        "mira@example.com",
    ):
        assert words in text


def test_who_wants_no_reminder_is_told_so_and_nothing_is_told_of_nothing() -> None:
    bare = contractor("Bare")
    assert particulars(bare, book_of(bare)) == []
    shy = contractor("Shy", reminder_lead_days=0)
    assert particulars(shy, book_of(shy)) == [("reminded", "not wished")]


def test_what_is_no_date_is_told_as_it_stands() -> None:
    odd = contractor("Odd", papers={"contract": "soon"}, away=(Span(start="some day", end="2026-12-01"),))
    assert particulars(odd, book_of(odd)) == [("away", "some day to Tue 1 Dec"), ("papers", "contract soon")]
