"""Which channels a reminder takes, by what is chosen: in the dashboard, by a timer, by a command, in the morning."""

from __future__ import annotations

import pytest

from delegator_tui.model.records import Reminder, Settings
from delegator_tui.rules.reminders import channels
from tests.making import book_of, moment

# chosen | the dashboard says a step by | a timer by | there is a morning mail | which says the steps, too
TABLE = """
                           |                                 |         | no  | yes
toast bell terminal desktop | toast bell terminal desktop    | desktop | no  | no
toast                      | toast                           | desktop | no  | no
bell                       | bell                            | desktop | no  | no
terminal bell              | terminal bell                   | desktop | no  | no
mail                       |                                 |         | yes | yes
toast mail                 | toast                           |         | yes | no
desktop                    | desktop                         | desktop | no  | no
desktop mail               | desktop                         | desktop | yes | no
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip("\n").splitlines()]


@pytest.mark.parametrize(("chosen", "inside", "timer", "morning", "says_steps"), ROWS)
def test_what_is_chosen_says_which_channels_a_step_takes(
    chosen: str, inside: str, timer: str, morning: str, says_steps: str
) -> None:
    book = book_of(Settings(uid="s", channels=tuple(chosen.split())))
    assert channels.in_dashboard(book) == tuple(inside.split())
    assert channels.by_timer(book) == tuple(timer.split())
    assert channels.mails_mornings(book) == (morning == "yes")
    assert channels.morning_says_steps(book) == (says_steps == "yes")
    assert channels.is_silent(book) == (not chosen)


@pytest.mark.parametrize(
    ("asked", "digest", "by"),
    [((), False, ("print",)), ((), True, ()), (("bell",), False, ("bell",)), (("bell",), True, ("bell",))],
)
def test_a_command_prints_unless_it_is_asked_otherwise(
    asked: tuple[str, ...], digest: bool, by: tuple[str, ...]
) -> None:
    assert channels.by_command(asked, digest=digest) == by


@pytest.mark.parametrize(
    ("by", "read"), [([], False), (["bell"], False), (["toast"], True), (["bell", "desktop"], True), (["mail"], False)]
)
def test_a_bell_alone_says_no_words(by: list[str], read: bool) -> None:
    assert channels.was_read(by) == read


@pytest.mark.parametrize(
    ("failed", "timer", "today"),
    [
        ("2026-11-23T08:30:00.000Z", (), True),
        ("2026-11-23T07:59:00.000Z", ("desktop",), True),
        ("2026-11-22T23:00:00.000Z", ("desktop",), False),
    ],
)
def test_a_timer_leaves_a_desktop_that_failed_alone_for_an_hour(
    failed: str, timer: tuple[str, ...], today: bool
) -> None:
    own = Settings(uid="s", channels=("desktop",))
    key = channels.failed_key("desktop", book_of(own, now=moment(failed)))
    book = book_of(own, Reminder(uid="r", about="owner", said={key: failed}))
    assert channels.by_timer(book) == timer
    assert channels.failed_today("desktop", book) == today
    assert not channels.failed_today("mail", book)


@pytest.mark.parametrize(
    ("text", "chosen", "said"),
    [
        ("toast bell", ["toast", "bell"], "pop-up, sound"),
        ("Sound, pop-up", ["toast", "bell"], "pop-up, sound"),
        ("mail", ["mail"], "mail"),
        ("none", [], "none"),
        ("", [], "none"),
    ],
)
def test_a_channel_is_chosen_by_the_name_on_the_screen_or_by_that_of_scripts(
    text: str, chosen: list[str], said: str
) -> None:
    assert channels.read(text) == chosen
    assert channels.say(chosen) == said
    assert channels.read(said) == chosen
