from __future__ import annotations

import pytest

from delegator_tui.cli.demo import fill, sample
from delegator_tui.desk.desk import Desk
from delegator_tui.exchange.brief_in import LABELS, Written, parse_brief, read_written
from delegator_tui.model.records import Brief
from delegator_tui.rules.messages.brief import brief_text
from delegator_tui.rules.search import names


def test_labels_and_lines_below_them_are_read() -> None:
    assert parse_brief(
        "Outcome: A card that prints.\nIt fits the box.\n\nDone when:\n- bleed is 3 mm\n* fonts embedded\n"
        "Out of scope: paper\nRounds included: 2\nIf-then: ask first\n"
    ) == Brief(
        outcome="A card that prints.\nIt fits the box.", done_when=("bleed is 3 mm", "fonts embedded"),
        out_of_scope="paper", rounds_included=2, if_then="ask first",
    )  # fmt: skip


def test_words_before_the_first_label_are_the_outcome() -> None:
    assert parse_brief("Make it print.\nWhy: the fair").outcome == "Make it print."
    assert parse_brief("Make it print.\nWhy: the fair").why == "the fair"


def test_an_unknown_label_belongs_to_what_stands_above_it() -> None:
    assert parse_brief("Why: the fair\nNote: it rains").why == "the fair\nNote: it rains"


@pytest.mark.parametrize("label", list(LABELS))
def test_every_label_is_read_whatever_its_case(label: str) -> None:
    found = parse_brief(f"{label.upper()}: 3\n")
    assert getattr(found, LABELS[label]) in ("3", ("3",), 3)


def test_an_empty_text_is_an_empty_brief() -> None:
    assert parse_brief("\n \n") == Brief()


def test_rounds_that_are_no_number_are_left_out() -> None:
    assert parse_brief("Rounds included: two").rounds_included is None


def test_a_brief_as_the_program_prints_it_is_read_back(desk: Desk) -> None:
    fill(desk, sample())
    handoff = names.handoff("Care guide", desk.book)
    found = parse_brief(brief_text(handoff, desk.book))
    assert found == handoff.brief


def test_what_is_agreed_beside_a_brief_is_read_too() -> None:
    found = read_written(
        "Subject: Site, due Fri 4 Dec\n\nHi Ann,\n\nWhat is true when it is done: It sells.\n\nTwo paragraphs.\n\n"
        "Deliverables:\n  - home, by Wed 2 Dec ($100)\n  - shop\n\nDue: Fri 4 Dec 16:00 (Europe/London)\n\n"
        "Price: up to $240\n\nHow free you are: go ahead; the regular report is enough.\n\n"
        "Before you start, please send back\n- the outcome\n"
    )
    assert found == Written(
        Brief(outcome="It sells.\n\nTwo paragraphs."), ("home, by Wed 2 Dec ($100)", "shop"), "Fri 4 Dec 16:00", "$240",
        cap=True, autonomy="own",
    )  # fmt: skip
