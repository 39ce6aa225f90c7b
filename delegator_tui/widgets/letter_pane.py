"""One letter: to whom and how, what is to be known first, and its subject and words to edit."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from delegator_tui.model.text import shown
from delegator_tui.rules.messages.fill import Message, clean, subject_line
from delegator_tui.rules.messages.letters import Letter
from delegator_tui.rules.records.event_words import say_channel
from delegator_tui.widgets.fields import FieldRow, TextLine, TextPage

Words = tuple[str, str]
"""Subject and words, as they stand in the fields."""


class LetterPane(Vertical):
    """Shows a letter. What is typed stays typed; ``message`` is what would leave now."""

    DEFAULT_CSS = """
    LetterPane { height: 1fr; padding: 0 1; }
    LetterPane .facts { height: auto; color: $text-muted; }
    LetterPane FieldRow .label { width: 10; }
    LetterPane TextArea {
        height: 1fr; border: none; padding: 0; margin: 1 0 0 0; background: $background; scrollbar-size-vertical: 1;
    }
    LetterPane TextArea:focus { background: $boost; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._letter: Letter | None = None
        self._loaded: Words = ("", "")

    def compose(self) -> ComposeResult:
        yield Static("", classes="facts")
        yield FieldRow("Subject", TextLine(id="subject", compact=True))
        page = TextPage("", id="words")
        page.highlight_cursor_line = False
        yield page

    def load(self, letter: Letter, typed: Words | None = None) -> None:
        """Show a letter, in the words that were typed over it."""
        self._letter = letter
        self._put((letter.message.subject, letter.message.body.rstrip("\n")))
        self._loaded = self.words
        if typed:
            self._put(typed)
        self.query_one(TextPage).move_cursor((0, 0))
        self.show_facts()

    def _put(self, words: Words) -> None:
        self.query_one(TextLine).value, self.query_one(TextPage).text = words

    @property
    def words(self) -> Words:
        """What stands in the fields."""
        return self.query_one(TextLine).value, self.query_one(TextPage).text

    @property
    def typed(self) -> Words | None:
        """What stands in the fields when it is not what the letter said; else None."""
        return self.words if self.words != self._loaded else None

    def write_over(self, message: Message) -> None:
        """Put other words into the fields, as if they were typed."""
        self._put((message.subject, message.body.rstrip("\n")))
        self.show_facts()

    @property
    def message(self) -> Message:
        """The message as it would leave now."""
        assert self._letter is not None
        if self.typed is None:
            return self._letter.message
        subject, body = self.words
        return Message(self._letter.message.to, subject_line(subject), clean(body) + "\n")

    def show_facts(self) -> None:
        """Say to whom it goes and how, and what speaks against it."""
        letter = self._letter
        if letter is None:
            return
        to = f"To {letter.message.to}" if letter.message.to else "no mail address"
        parts = [(to, ""), *((f" · {say}", style) for say, style in self._facts(letter))]
        lines = [Content.assemble(*((shown(text), style) for text, style in parts))]
        lines += [Content.styled(shown(text), "$text-warning") for text in (letter.held, letter.wrong) if text]
        self.query_one(".facts", Static).update(Content("\n").join(lines))

    def _facts(self, letter: Letter) -> list[tuple[str, str]]:
        by = say_channel(letter.channel)
        facts = [(f"{by}: {letter.why}", "$text-warning")] if letter.why else [(f"by {by}", "")] if by else []
        blanks = self.message.blanks
        if blanks:
            facts.append((f"{blanks} blank{'s' if blanks > 1 else ''} (___) to fill in", "$text-warning"))
        return facts

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        self.show_facts()

    def on_input_changed(self, _: Input.Changed) -> None:
        self.show_facts()
