"""The brief as text to paste into a message."""

from __future__ import annotations

from delegator_tui.model.records import Brief, Money, Price, Settings
from delegator_tui.rules.messages.brief import brief_text, terms
from tests.making import book_of, contractor, handoff, moment, owed, task, uid, with_owed

WHOLE = Brief(
    outcome="The range can be sold online", why="Christmas", done_when=("18 photos", "white ground"),
    out_of_scope="Film", inputs="The shelf", constraints="No filter", rounds_included=2, if_then="Rain: move a day",
    check_ins="Wed", access_needed="Shop login", needs_from_me="The key",
)  # fmt: skip


def test_a_whole_brief_says_everything_once() -> None:
    photos, north = task("Glaze range photos"), contractor("Northlight Photo", contact="Ann")
    out = handoff(photos, north, brief=WHOLE, price=Price(amount="400.00", currency="USD"))
    one, two = owed(out, "18 photos, retouched", due=out.due), owed(out, "Source files", due="2026-11-30")
    waived = owed(out, "Film", state="waived")
    out = with_owed(out, one, two, waived)
    book = book_of(photos, north, out, one, two, waived, Settings(uid=uid(), name="Maya"))
    text = brief_text(out, book)
    assert text.startswith("Subject: Glaze range photos, due Fri 27 Nov\n\nHi Ann,\n")
    assert text.endswith("Thank you,\nMaya\n")
    for line in (
        "What is true when it is done: The range can be sold online", "Why it matters: Christmas",
        "Deliverables:\n  - 18 photos, retouched\n  - Source files, by Mon 30 Nov\n\n",
        "It is done when:\n  - 18 photos\n  - white ground\n", "Not included: Film", "To start from: The shelf",
        "Must and must not: No filter", "Due: Fri 27 Nov\n", "Price: $400", "Rounds of changes included: 2",
        "How free you are: go ahead, and tell me the same day.", "If something comes up: Rain: move a day",
        "Check-ins: Wed",
        "Access you need: Shop login", "You need from me: The key", "please send back five lines",
    ):  # fmt: skip
        assert text.count(line) == 1


def test_what_was_left_empty_is_left_out() -> None:
    photos = task("Photos")
    draft = handoff(photos, None, state="drafted", due=None)
    assert brief_text(draft, book_of(photos, draft)).splitlines()[:8] == [
        "Subject: Photos", "", "Hi there,", "", "Here is what I need: Photos.", "",
        "How free you are: go ahead, and tell me the same day.", "",
    ]  # fmt: skip


def test_a_due_time_says_whose_time_it_is() -> None:
    photos, north = task("Photos"), contractor("Northlight Photo")
    out = handoff(photos, north, due="2026-11-27T16:00[America/New_York]")
    text = brief_text(out, book_of(photos, north, out, now=moment(zone_name="Europe/London")))
    assert "Subject: Photos, due Fri 27 Nov 21:00 (Europe/London)\n\nHi Northlight Photo," in text


def test_the_owners_own_words_go_round_what_the_brief_says() -> None:
    photos, north = task("Photos"), contractor("Northlight Photo", contact="Ann")
    out = handoff(photos, north, brief=WHOLE)
    own = Settings(uid=uid(), texts={"brief": "Subject: For you: {title}\n\nDear {name},\n\n{terms}\n\nYours"})
    text = brief_text(out, book_of(photos, north, out, own))
    assert text.startswith("Subject: For you: Photos\n\nDear Ann,\n\nWhat is true when it is done: ")
    assert "It is done when:\n  - 18 photos" in text
    assert text.endswith("\n\nYours\n")


def test_a_text_of_ones_own_with_a_field_that_is_none_gives_way_to_ours() -> None:
    photos = task("Photos")
    out = handoff(photos)
    own = Settings(uid=uid(), texts={"brief": "Subject: {no such field}"})
    assert "Here is what I need: Photos." in brief_text(out, book_of(photos, out, own))


def test_a_part_says_its_own_date_and_its_share_of_the_price() -> None:
    work = handoff(task())
    home = owed(work, "home", due="2026-11-30", share=Money(amount="80.00", currency="USD"))
    whole = with_owed(work, home)
    assert "  - home, by Mon 30 Nov ($80)" in terms(whole, book_of(whole, home))
