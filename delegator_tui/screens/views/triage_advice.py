"""What the card of triage advises: a verdict with its reason, who fits and for how much, and what is being asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from delegator_tui.model.book import Book
from delegator_tui.model.display import fit
from delegator_tui.model.records import Task
from delegator_tui.model.text import shown
from delegator_tui.rules.advice.match import Candidate, Match, match
from delegator_tui.rules.advice.verdict import ADVISED, verdict
from delegator_tui.rules.handoffs.money import say_money
from delegator_tui.screens.views.triage_choice import Choice
from delegator_tui.widgets.list_look import MUTED

KEY = "bold $text-primary"
LEAST_NAME, MOST_NAME = 12, 24
PRICE = 9
LEAST_REASONS = 56
"""Cells from which on the reasons stand behind the price, and not below."""
TIED = "\N{NO-BREAK SPACE}"
"""Between a key and its words: a line ends between answers only."""
GAP = "  "
BELOW = 5
"""Cells before reasons that stand below."""
QUESTION = {"who": "To whom?", "when": "Until when?"}
Line = Content


def advice(task: Task, book: Book, width: int, *, choosing: bool) -> Content:
    """Return the verdict and who fits, each on a line of ``width``; ``choosing``: the digits are keys now."""
    found, said = match(task, book), verdict(task, book)
    lines = [Content.assemble((ADVISED[said.name], "bold $foreground"), GAP, shown(said.because))]
    fits = found.candidates(book)
    lines += _who(fits, width, choosing=choosing)
    lines += [_out(name, because, width) for name, because in _left_out(found)]
    return Content("\n").join(lines)


def question(choice: Choice, book: Book, again: str) -> Content:
    """Return what is asked and its keys; ``again`` is the key that asked, and its meaning now."""
    parts: list[tuple[str, str] | str] = [(QUESTION[choice.asked], "bold $foreground")]
    for key, words in [*choice.answers(book), again.split(" ", 1), ("esc", "back")]:
        parts += ["   ", (key, KEY), f"{TIED}{shown(words).replace(' ', TIED)}"]
    return Content.assemble(*parts)


def _who(fits: Sequence[Candidate], width: int, *, choosing: bool) -> Iterator[Line]:
    longest = max((len(each.contractor.name) for each in fits), default=0)
    room = min(MOST_NAME, max(LEAST_NAME, longest))
    for each in fits:
        way, key = each.fit.way, (str(each.rank), KEY if choosing else MUTED)
        price = f"{'~' if way.source == 'rate' else ''}{say_money(way.price)}" if way.price else "no price"
        reasons = [*each.speaks_for, *([f"but {', '.join(each.speaks_against)}"] if each.speaks_against else [])]
        left, said = width - room - PRICE - 3 * len(GAP) - 1, shown(" · ".join(reasons))
        line = Content.assemble(GAP, key, GAP, fit(shown(each.contractor.name), room), fit(price, PRICE, "right"))
        if left >= LEAST_REASONS:
            yield Content.assemble(line, GAP, (fit(said, left).rstrip(), MUTED))
        else:
            yield line
            yield Content.assemble(" " * BELOW, (fit(said, width - BELOW).rstrip(), MUTED))


def _left_out(found: Match) -> Iterator[tuple[str, str]]:
    return ((each.contractor.name, each.because) for each in found.out)


def _out(name: str, because: str, width: int) -> Line:
    return Content.assemble((fit(shown(f"  –  {name}  {because}"), width).rstrip(), MUTED))
