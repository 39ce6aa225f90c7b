"""Chasing from the shell: letters printed, logged and queued; reminders put off; scope cut; texts changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from delegator_tui.rules.messages.templates import TEXTS
from tests.cli.conftest import Run


def test_the_letters_are_printed_the_latest_first(shop: Run) -> None:
    said = shop("chase").out
    assert said.startswith("To Cutting Room Nine <jobs@cr9.example>, by mail\n04:00 where they are")
    assert "Subject: Care card design: round 2 was due Thu 19 Nov\n\nHi Paper Plane Design," in said
    assert said.count("Subject: ") == 9


def test_the_letters_as_json(shop: Run) -> None:
    found = shop("chase", "--json").json
    assert found["count"] == 9
    first, second = found["items"][:2]
    assert first["contractor"]["name"] == "Cutting Room Nine"
    assert [each["title"] for each in first["handoffs"]] == ["Workshop video edit"]
    assert (first["to"], first["channel"], first["days_late"]) == ("jobs@cr9.example", "email", 5)
    assert (first["held"], second["held"]) == ("04:00 where they are: send it at 14:00 (09:00 there)", None)
    assert first["send_at"] == "2026-11-23T14:00:00+00:00"
    assert first["logged"] is False


def test_one_of_them(shop: Run) -> None:
    assert shop("chase", "--to", "north").out.count("Subject: ") == 1
    assert "Nothing to ask Tally & Daughters right now." in shop("chase", "--to", "tally", code=1).err


def test_logging_leaves_out_what_should_not_go_now(shop: Run) -> None:
    said = shop("chase", "--log").out
    assert said.count("Nudged") == 6
    assert "Nudged Paper Plane Design; next check Wed 25 Nov." in said
    assert "nudge: 4 d late" in shop("show", "care card").out
    assert "Left out. Cutting Room Nine: 04:00 where they are" in said
    assert "--anyway" in said
    assert "Paper Plane Design" not in shop("chase", "--log").out
    assert (
        "Nudged Cutting Room Nine by phone"
        in shop("chase", "--to", "cutting", "--log", "--by", "phone", "--anyway").out
    )


def test_a_held_one_alone_is_refused(shop: Run) -> None:
    told = shop("chase", "--to", "cutting", "--log", code=1).err
    assert "04:00 where they are" in told
    assert "--anyway" in told


def test_sending_needs_an_account_and_queues(shop: Run) -> None:
    assert "No mail account is set" in shop("chase", "--send", code=1).err
    shop("settings", "mail_host", "127.0.0.1")
    shop("settings", "mail_port", "9")
    shop("settings", "mail_security", "none")
    shop("settings", "mail_from", "me@shop.example")
    said = shop("chase", "--to", "north", "--send").out
    assert "The mail to Northlight Photo is queued" in said
    assert "Northlight Photo" in shop("mail").out


def test_options_that_do_not_go_together(shop: Run) -> None:
    shop("chase", "--log", "--send", code=2)
    shop("chase", "--by", "phone", code=2)
    shop("nudge", "glaze", "--by", "phone", "--send", code=2)


def test_one_handoff_is_nudged_once_a_day(shop: Run) -> None:
    said = shop("nudge", "glaze range", "--by", "phone").out
    assert "Subject: Glaze range photos: was due Fri 20 Nov" in said
    assert said.rstrip().endswith("Nudged Northlight Photo by phone; next check Wed 25 Nov.")
    assert "chased just now" in shop("nudge", "glaze range", code=1).err
    assert shop("nudge", "glaze range", "--anyway", "--json").json["next_check"] == "2026-11-25"
    assert "nobody is nudged for what waits on you" in shop("nudge", "alt text", code=1).err
    assert "nudge by phone: 3 d late" in shop("show", "glaze range").out


def test_a_reminder_is_put_off_and_its_date_stays(shop: Run) -> None:
    said = "No reminders about Glaze range photos until Wed 25 Nov. The due date is unchanged."
    assert said in shop("snooze", "glaze range", "wed").out
    assert shop("show", "glaze range", "--json").json["due"] == "2026-11-20"
    shop("snooze", "glaze range", "thu")
    shop("snooze", "glaze range", "fri")
    assert "decide now" in shop("snooze", "glaze range", "+2w", code=1).err
    shop("snooze", "glaze range", "soonish", code=2)


def test_scope_is_cut(shop: Run) -> None:
    assert "goes on without captions" in shop("cut", "workshop video", "captions", "--because", "no time").out
    assert "would be left" in shop("cut", "workshop video", "12-minute", "project", code=1).err
    shop("undo")


# ---- texts


def test_texts_are_listed_with_what_they_are_for(run: Run) -> None:
    assert "late_one" in run("texts").out
    assert run("texts", "--json").json["count"] == len(TEXTS)
    assert run("texts", "late_one").out.startswith("Subject: {title}: was due {due}")
    assert "There is no text “late”" in run("texts", "late", code=1).err


def test_a_text_of_ones_own_is_used(shop: Run, tmp_path: Path) -> None:
    file = tmp_path / "late.txt"
    file.write_text("Subject: Where is {title}?\n\nDear {name}, {title} was due {due}.\n{sign_off}\n")
    assert "Your text is used from now on" in shop("texts", "late_one", "--set", str(file)).out
    assert "yours" in shop("texts").out
    assert "Subject: Where is Glaze range photos?" in shop("chase", "--to", "north").out
    assert "Standard text again" in shop("texts", "late_one", "--reset").out
    shop("undo")
    assert "Where is" in shop("chase", "--to", "north").out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Subject: {titel}\n\nHi {nam} {name}", "fields that do not exist: {titel}, {nam}."),
        ("Subject: a { b\n\nHi", "do not exist: {"),
        ("Hi {name}", "Begin with a line “Subject: …”"),
        ("Subject: {title}\n\n \n", "Say something after the subject"),
        ("Subject: \n\nHi", "Begin with a line"),
        ("", "Begin with a line"),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused(run: Run, text: str, why: str) -> None:
    assert why in run("texts", "late_one", "--set", "-", stdin=text, code=1).err
    assert run("texts", "late_one", "--json").json["yours"] is False


def test_a_text_is_edited_in_ones_own_editor(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nsed -i "s/was due/ought to have come on/" "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    run("texts", "late_one", "--edit")
    assert "ought to have come on" in run("texts", "late_one").out
    assert "Nothing was changed" in run("texts", "late_one", "--edit", code=1).err
    run("texts", "--edit", code=2)
