"""Which activity a task seems to be: shown as a guess, and none where the words say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.rules.advice.catalogue import activities, by_id
from delegator_tui.rules.advice.guess import guess, guess_title
from tests.effort import examples
from tests.making import task

SAID = [
    ("Monthly bookkeeping for October", "B1"), ("Chase the three unpaid wholesale invoices", "B4"),
    ("VAT return", "B7"), ("New product photos for the glaze range", "E5"), ("Retouch last month's photos", "E6"),
    ("Write the December newsletter", "D5"), ("Schedule two weeks of social posts", "D1"),
    ("Gift guide landing page", "F5"), ("Fix the checkout bug", "F2"), ("Alt text for 140 product images", "F4"),
    ("Back up the website and prove one restore", "F11"), ("Turn on two-factor for the shared mailbox", "F10"),
    ("Design the care card", "E3"), ("Translate the returns page to German", "E11"), ("Returns page in German", "E11"),
    ("Answer the questions on the marketplace listing", "C1"), ("Look at the courier's new contract", "G3"),
    ("Trademark renewal forms", "G4"), ("Stock count", "G9"), ("Lead list of 60 gift shops in the north", "C4"),
    ("Ask ten customers for a review", "C10"), ("Edit the workshop video", "E7"), ("Data entry: 80 paper orders", "A4"),
    ("Captions for the workshop video", "E10"), ("SEO audit", "D7"), ("Try ads on the two best sellers", "D9"),
    ("Find someone for Saturday packing", "G1"), ("Write down how we pack a dinner set", "A10"),
    ("Expense claims since August", "A9"), ("Clean the studio windows", "G10"), ("Payroll for November", "B6"),
    ("Redesign our logo", "E1"), ("Hire a photographer", "G1"), ("Proofread the brochure", "D13"),
    ("Podcast episode 12: edit the audio", "E9"), ("Fix the leaking tap in the studio", "G11"),
    ("Cold calls to 40 gift shops", "C5"), ("Set up the new online shop", "F3"), ("Press release for the fair", "D11"),
    ("Transcribe the interview", "E10"), ("Set up Zapier for new orders", "F7"), ("Pack the wholesale orders", "G12"),
]  # fmt: skip
OTHER = [
    "Order kiln shelves", "Call the kiln repair people", "Book the van for the fair", "Plan spring collection",
    "Pay the photographer's deposit", "Ring the accountant", "Thank the bookkeeper", "Read the book on pricing",
    "Pension letter, is this for me?", "Learn the new till properly", "Choose a logo", "Pay for the newsletter",
    "Think about the workshop", "Café order - 40 cups", "日本語の問い合わせに返信", "", "...", "123",
]  # fmt: skip


@pytest.mark.parametrize(("title", "id_"), SAID)
def test_a_title_speaks_of_an_activity(title: str, id_: str) -> None:
    found = guess_title(title)
    assert found is not None
    assert found.activity.id == id_, f"{found.activity.name}, {found.score}"


@pytest.mark.parametrize("title", OTHER)
def test_a_title_that_speaks_of_other_work_or_of_nothing_is_not_guessed_at(title: str) -> None:
    assert guess_title(title) is None


@pytest.mark.parametrize("each", activities(), ids=lambda each: each.id)
def test_the_name_of_an_activity_is_that_activity(each: object) -> None:
    assert each in activities()
    found = guess_title(getattr(each, "name", ""))
    assert found is not None
    assert found.activity == each


def test_what_the_owner_said_it_is_stands_whatever_the_words() -> None:
    found = guess(task("VAT return", activity="E5"))
    assert found is not None
    assert (found.activity.id, found.sure) == ("E5", "said")
    unknown = guess(task("VAT return", activity="X9"))
    assert unknown is not None
    assert (unknown.activity.id, unknown.sure) == ("B7", "likely")


def test_a_skill_that_is_known_tells_near_ones_apart() -> None:
    plain, skilled = guess_title("Video with captions"), guess_title("Video with captions", "transcription")
    assert plain is not None
    assert skilled is not None
    assert skilled.activity.id == "E10"
    assert skilled.score > plain.score - 0.01


@settings(max_examples=examples(40, 1000))
@given(st.text(max_size=60))
def test_any_text_is_read_and_the_same_text_is_read_the_same(text: str) -> None:
    found = guess_title(text)
    assert found == guess_title(text)
    assert found is None or found.activity.id in by_id()
