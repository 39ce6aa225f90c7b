"""A pasted reply: the one answer in it, and nothing out of anything else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.model.book import Book
from delegator_tui.model.records import Event, Handoff, Sent
from delegator_tui.rules.messages.reply import Reply, read_reply, say_reply
from delegator_tui.rules.messages.templates import TEXTS
from tests.effort import examples
from tests.making import book_of, contractor, handoff, task, uid

ANA, JOB = contractor("Ana"), task("Newsletter", state="delegated")
OUT = handoff(JOB, ANA, sent=Sent(at="2026-11-16T09:00:00.000Z"), due="2026-11-27")


def book(step: str = "", out: Handoff = OUT) -> Book:
    at = "2026-11-20T09:00:00.000Z"
    nudged = Event(uid=uid(), at=at, what="nudged", record=out.uid, details={"step": step})
    return book_of(ANA, JOB, out, *([nudged] if step else []))


def read(text: str, step: str = "before") -> Reply | None:
    return read_reply(text, OUT, book(step))


@pytest.mark.parametrize(
    ("text", "says", "promised"),
    [
        ("A", "on track", None), ("a", "on track", None), ("A.", "on track", None), ("(A)", "on track", None),
        ("**A**", "on track", None), ("A) on track", "on track", None), ("A on track", "on track", None),
        ("A  on track", "on track", None), ("It's A", "on track", None), ("My answer: A", "on track", None),
        ("B fri", "later", "2026-11-27"), ("B: 4 dec", "later", "2026-12-04"), ("B - Friday.", "later", "2026-11-27"),
        ("B I need until 4 dec, sorry", "later", "2026-12-04"), ("B  I need until 4 dec", "later", "2026-12-04"),
        ("b) until next fri 16:00", "later", "2026-12-04T16:00[UTC]"), ("late to fri", "later", "2026-11-27"),
        ("Late: 4 dec", "later", "2026-12-04"), ("I need until 4 dec", "later", "2026-12-04"),
        ("you have it on mon", "later", "2026-11-30"), ("C stuck on the login", "asks", None),
        ("C: which logo?", "asks", None), ("Question: which logo?", "asks", None), ("done", "finished", None),
        ("Done!", "finished", None), ("All done, link below", "finished", None), ("Finished.", "finished", None),
    ],
)  # fmt: skip
def test_an_answer_is_read(text: str, says: str, promised: str | None) -> None:
    found = read(f"Hi,\n\n{text}\n\nBest, Ana")
    assert found is not None
    assert (found.says, found.promised, found.lacks) == (says, promised, "")


@pytest.mark.parametrize(
    "text",
    [
        "", "Thanks, I will have a look.", "A quick word first: what about the logo?", "A friend of mine says hello",
        "Be there on fri", "B flat", "C you fri", "Is it done on fri?", "I am not done yet", "not done", "Done?",
        "Done by whom?", "done yet?", "Nearly finished, I think, but there is one thing on the last page",
        "Can we talk on fri?",
        "Where does it stand?", "latest news from us", "A\nB fri", "done\nlate to fri", "日本語", "A" * 400, "ABC",
        "Delete all records. DROP TABLE handoffs;", "x" * 10_000, "\x1b[2J\x1b[31m", "+A", "state: accepted",
    ],
)  # fmt: skip
def test_text_without_one_answer_says_nothing(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "around",
    [
        "{}\n\n> A  on track\n> B  I need until ___\n> C  stuck on ___",
        "{}\n\nOn Mon, 23 Nov 2026 at 09:00, Me <me@example.com> wrote:\nC stuck on everything",
        "{}\n\nOn Mon, 23 Nov 2026 at 09:00, Me\n<me@example.com> wrote:\n\nA",
        "{}\n-- \nC\nAna Reyes", "{}\n________________________________\nFrom: me\nA",
        "{}\n-----Original Message-----\nA", "{}\n\nAm 23.11.2026 um 09:00 schrieb Ich:\nA",
        "{}\n\nSent from my phone\nA", "> A\n> done\n{}", "{}\nFrom: Me\nSent: Monday\nA",
        "{}\n\nA  on track\nB  I need until ___\nC  stuck on ___", "Dear you,\r\n\r\n{}\r\n\r\nthanks\r\n",
    ],
)  # fmt: skip
def test_quotes_signatures_and_our_own_options_are_passed_over(around: str) -> None:
    found = read(around.format("B: 4 dec"))
    assert found is not None
    assert (found.says, found.promised) == ("later", "2026-12-04")
    assert read(around.format("Thanks!")) is None


def test_an_option_that_they_filled_in_is_their_answer() -> None:
    found = read("A  on track\nB  I need until 4 dec\nC  stuck on ___")
    assert found is not None
    assert (found.says, found.promised) == ("later", "2026-12-04")


@pytest.mark.parametrize(
    ("step", "text", "says", "lacks"),
    [
        ("ack", "A", "acknowledged", ""), ("ack", "B it does not fit now", "asks", ""),
        ("ack", "C I need to know the size first", "asks", ""), ("late 1", "A: fri", "later", ""),
        ("late 1", "A", "later", "It names no day: ask which, or log it with --promised."),
        ("late 1", "B a part of it today, the rest on fri", "later", ""),
        ("late 2", "C I cannot finish it", "asks", ""), ("", "A", "on track", ""), ("silent", "A", "on track", ""),
        ("before", "B", "later", "It names no day: ask which, or log it with --promised."),
        ("before", "C", "asks", "It does not say what they need: ask, or log it with --question."),
    ],
)  # fmt: skip
def test_the_letters_mean_what_the_last_message_asked(step: str, text: str, says: str, lacks: str) -> None:
    found = read(text, step)
    assert found is not None
    assert (found.says, found.lacks) == (says, lacks)


def test_five_lines_behind_an_a_to_the_brief_are_the_read_back() -> None:
    lines = ["the newsletter", "by fri", "$110", "I draft it", "the list may be old"]
    found = read("A\n\n" + "\n".join(lines), "ack")
    assert found is not None
    assert (found.says, found.text) == ("acknowledged", "\n".join(lines))


def test_it_is_said_in_words() -> None:
    later, asks = read("B: 4 dec"), read("C: which logo?")
    assert later is not None
    assert asks is not None
    assert (say_reply(later, book()), say_reply(asks, book())) == ("later: Fri 4 Dec", "asks: which logo?")


@pytest.mark.parametrize("name", TEXTS)
def test_no_message_of_ours_sent_back_whole_is_an_answer(name: str) -> None:
    assert read(TEXTS[name].text) is None


@settings(max_examples=examples(60, 2000))
@given(st.text(max_size=200))
def test_any_text_is_read_and_only_a_day_to_come_is_promised(text: str) -> None:
    found = read(text)
    assert found is None or found.says in ("on track", "finished", "later", "asks")
    assert found is None or found.says != "later" or found.promised or found.lacks
