"""What was typed when the program ended: gathered from the open screens, and offered at the next start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from delegator_tui.errors import DelegatorError
from delegator_tui.keys import key_of
from delegator_tui.keys import shown as key_shown
from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.display import fit
from delegator_tui.model.kept import Kept
from delegator_tui.model.text import one_line, shown
from delegator_tui.screens.dialogs.add import ADD
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.terminal.ending import in_words
from delegator_tui.screens.views.actions import ActingScreen
from delegator_tui.widgets.key_lines import KeyLines

if TYPE_CHECKING:
    from delegator_tui.screens.services.global_keys import GlobalKeys

LONGEST = 40
"""Cells of a title in the banner."""
ONCE_MORE = "x once more throws this text away for good."


def typed_in(app: App[Any]) -> list[Kept]:
    """Return every text that stands unsaved in the screens of an app. Passwords are never among them."""
    screens = [screen for stack in app._screen_stacks.values() for screen in stack]
    return [text for screen in screens for text in _of_screen(screen)]


def _of_screen(screen: Screen[Any]) -> Iterator[Kept]:
    unsaved = getattr(screen, "unsaved", None)
    found = unsaved() if unsaved is not None and screen.is_mounted else None
    if isinstance(found, Kept):
        yield found
    elif found is not None:
        yield from found


class Answer(NamedTuple):
    """What is to be done with a text."""

    way: Literal["open", "copy", "drop"]
    text: Kept


class UnsavedDialog(Dialog[Answer | None]):
    """Shows the texts one by one; answers what is to be done with the one on show, or None to leave them all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('open')", "go on with it", show=False),
        Binding("c", "answer('copy')", "copy", show=False),
        Binding("x", "drop", "throw it away", show=False),
        Binding("n", "next", "the next one", show=False),
        Binding("escape,q", "leave", "leave", show=False),
    ]

    def __init__(self, texts: Sequence[Kept], can_open: Sequence[bool]) -> None:
        super().__init__(classes="-wide")
        self._texts = texts
        self._can_open = can_open
        self._at = 0
        self._asked = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("What you were typing")
            with VerticalScroll(classes="reading"):
                yield Static("", id="text")
            yield Static("", classes="refusal")
            opens = ["enter go on with it"] if any(self._can_open) else []
            more = ["n next"] if len(self._texts) > 1 else []
            yield KeyLines(*opens, "c copy", *more, "x throw it away", "esc later")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        """Keep the keys on the screen, however long the text is."""
        self.query_one(".reading").styles.max_height = max(1, self.query_one(KeyLines).room() - 1)

    def _show(self, said: str = "", *, asked: bool = False) -> None:
        text = self._texts[self._at]
        when = f"kept {instants.read(text.at):%Y-%m-%d %H:%M} UTC" if instants.is_instant(text.at) else "kept"
        head = f"{self._at + 1} of {len(self._texts)}, {when}" if len(self._texts) > 1 else when
        self.query_one("#text", Static).update(Content(f"{shown(head)}\n\n{in_words(text)}"))
        self.query_one(".refusal", Static).update(Content(said))
        self._asked = asked

    def action_next(self) -> None:
        """Show the next text."""
        self._at = (self._at + 1) % len(self._texts)
        self._show()

    def action_answer(self, way: Literal["open", "copy"]) -> None:
        """Answer and go."""
        if way == "open" and not self._can_open[self._at]:
            self._show("Where this was typed cannot be opened again by itself: c copies the text.")
        else:
            self.dismiss(Answer(way, self._texts[self._at]))

    def action_drop(self) -> None:
        """Throw the text away, when that was asked twice."""
        if self._asked:
            self.dismiss(Answer("drop", self._texts[self._at]))
        else:
            self._show(ONCE_MORE, asked=True)

    def action_leave(self) -> None:
        """Leave them where they are."""
        self.dismiss(None)


class Offer:
    """Offers the texts that are kept beside the book, until each is saved or thrown away."""

    def __init__(self, app: GlobalKeys, texts: Sequence[Kept]) -> None:
        self._app = app
        self._texts = texts

    @property
    def said(self) -> str:
        """The sentence for the banner."""
        key = key_shown(key_of("unsaved", self._app.the_book.settings.keys))
        more = f" and {len(self._texts) - 1} more" if len(self._texts) > 1 else ""
        title = fit(one_line(self._texts[-1].title), LONGEST).rstrip()
        return f"what you were typing when the program ended: “{shown(title)}”{more}. {key} opens it."

    def show(self) -> None:
        """Show the texts, and do with one what the owner says."""
        texts = self._texts[::-1]
        can_open = [self._is_open(text, self._app.the_book) for text in texts]
        self._app.push_screen(UnsavedDialog(texts, can_open), self._answered)

    def _is_open(self, text: Kept, book: Book) -> bool:
        from delegator_tui.screens.forms import by_key

        return text.form == ADD or by_key.can_ask_again(text, book)

    def _answered(self, answer: Answer | None) -> None:
        if answer is None:
            return
        if answer.way == "open":
            self._open(answer.text)
        elif answer.way == "copy":
            self._app.copy_to_clipboard("\n\n".join(words for _, _, words in answer.text.fields))
            self._app.notify("Copied, where your terminal takes it. The text stays kept, too.", markup=False)
        else:
            self._drop(answer.text)

    def _open(self, text: Kept) -> None:
        from delegator_tui.screens.forms import by_key

        screen = self._app.view_on_show()
        if text.form == ADD:
            self._app.add(text, lambda: self._drop(text))
        elif isinstance(screen, ActingScreen):
            form = by_key.again(text, self._app.the_book, self._app.hands).with_kept(text)
            screen.fill(form, then=lambda: self._drop(text))

    def _drop(self, text: Kept) -> None:
        async def drop() -> None:
            outcome = await self._app.hands.do(lambda desk: desk.store.unsaved.drop(text.name))
            if isinstance(outcome, DelegatorError):
                self._app.refuse(outcome)
            await self._app.look_for_unsaved()

        self._app.run_worker(drop(), group="unsaved")
