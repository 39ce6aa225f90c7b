"""A form is a typed question: fields in, one verb out. What the desk refuses comes back as typed, with the sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import ClassVar, NamedTuple, Self

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.model.kept import Kept
from delegator_tui.model.text import one_line, shown, visible
from delegator_tui.screens.closing import Closer
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.file_status import refusal
from delegator_tui.screens.forms.opened import ChangedSince, Opened
from delegator_tui.screens.terminal import editor
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.fields import Choice, FieldRow, NameSuggester, Several, TextLine, TextPage, Understand, lines


class Field(NamedTuple):
    """One question. ``kind``: line, text (of several lines), choice, without what is ``off``, or several of a choice.

    ``names`` complete a line.
    """

    name: str
    label: str
    value: str = ""
    kind: str = "line"
    options: Sequence[tuple[str, str]] = ()
    understand: Understand | None = None
    names: Sequence[str] = ()
    off: Collection[str] = ()
    placeholder: str = ""


LEAVE = "esc keep as it was"
Answers = dict[str, str]
Save = Callable[[Desk, Answers], Done]


class Form(Dialog[Done | None]):
    """Asks ``fields``, then has the desk do ``save``; answers what was done, or None when it was given up.

    ``opened`` is what it rests on, so that nothing is saved over what somebody else did meanwhile; None only where
    it saves over nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Keep as it was", show=False),
        Binding("ctrl+s", "save", "Save", show=False),
        Binding("ctrl+g", "editor", "The text in your own editor", show=False),
        Binding("ctrl+t", "try", "In the mail account: log in with what is typed", show=False),
        Binding("up", "app.focus_previous", "Field before", show=False),
        Binding("down", "app.focus_next", "Next field", show=False),
    ]

    def __init__(
        self, title: str, fields: Sequence[Field], save: Save, runner: VerbRunner, verb: str = "save", note: str = "",
        *, opened: Opened | None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._opened = opened
        self._save_again = False
        self._note = note
        self._title = title
        self._fields = list(fields)
        self._save = save
        self._verb = verb
        self.runner = runner
        self._asked_to_leave = False
        self._saving = False
        self._untouched: Answers = {}
        self._kept: Kept | None = None
        self._asked = ("", "")
        self._closer = Closer(self)
        self._on_choice: Callable[[Choice.Chosen], None] | None = None
        self._on_try: Callable[[], Awaitable[None]] | None = None
        self._anyway: Save | None = None
        self._is_meant = False
        self._advice: Callable[[Answers], str] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(f"{shown(self._title)}")
            with VerticalScroll(classes="fields", can_focus=False):
                for field in self._fields:
                    yield FieldRow(field.label, self._editor(field), field.understand)
                if self._note:
                    yield Static(Content(shown(self._note)), classes="note")
            yield Static("", classes="refusal")
            yield Static("", classes="keys")

    def on_mount(self) -> None:
        self._untouched = self._typed()
        self._put_back()
        self.on_resize()
        self._advise()

    def asked_by(self, name: str, about: str = "") -> Self:
        """Remember how it can be asked again: the name in ``by_key.again``, the uid of its record."""
        self._asked = (name, about)
        return self

    def with_kept(self, kept: Kept) -> Self:
        """Have it open with a text that was kept when the program ended."""
        self._kept = kept
        if self._opened is not None:
            self._opened.saw(dict(kept.seen))
        return self

    def when_chosen(self, follow: Callable[[Choice.Chosen], None]) -> Self:
        """Have ``follow`` called with each choice."""
        self._on_choice = follow
        return self

    def advised_by(self, advice: Callable[[Answers], str]) -> Self:
        """Have a sentence on what is typed stand below the fields while it is typed; empty when there is none."""
        self._advice = advice
        return self

    def _advise(self) -> None:
        if self._advice is not None:
            advice = self._advice(self.answers())
            self.note("\n".join(map(shown, advice.split("\n"))), quiet=True)

    def or_anyway(self, save: Save) -> Self:
        """Have the owner asked where the desk would refuse what may be forced; ``save`` does it all the same."""
        self._anyway = save
        return self

    def when_tried(self, try_it: Callable[[], Awaitable[None]]) -> Self:
        """Have ``ctrl+t`` try what is typed, without saving it."""
        self._on_try = try_it
        return self

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "try" or self._on_try is not None

    async def action_try(self) -> None:
        """Try what is typed."""
        if self._on_try is not None:
            await self._on_try()

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        self._advise()
        if self._on_choice is not None:
            event.stop()
            self._on_choice(event)

    def _put_back(self) -> None:
        words = {name: text for name, _, text in self._kept.fields} if self._kept else {}
        for row in self.query(FieldRow):
            if str(row.editor.id) in words:
                row.put(words[str(row.editor.id)])

    def unsaved(self) -> Kept | None:
        """Return what is typed and differs from how it opened; None when nothing does, or it is saved."""
        typed = self.answers() if self.is_mounted and not self._closer.is_due else {}
        changed = [field for field in self._fields if typed.get(field.name, field.value) != field.value]
        fields = tuple((field.name, field.label, typed[field.name]) for field in changed)
        if not changed:
            return None
        seen = self._opened.seen if self._opened is not None and self._asked[0] else ()
        return Kept(self._title, fields, *self._asked, self._kept.name if self._kept else "", seen=seen)

    def on_resize(self) -> None:
        """Keep refusal and keys on the screen, however many fields there are."""
        self.query_one(".fields").styles.max_height = max(1, self.app.size.height - (7 if self._advice else 5))
        self._show_keys()

    def on_descendant_focus(self) -> None:
        self._show_keys()

    def _show_keys(self) -> None:
        """Name the keys of the field that has the focus, as far as there is room for them."""
        long = isinstance(self.focused, TextArea) or (self.has_class("-wide") and isinstance(self.focused, Input))
        keys = [f"{self._save_key} {self._verb}", "ctrl+g editor" if long else "", LEAVE]
        line = self.query_one(".keys", Static)
        if cell_len(" · ".join(keys)) > line.size.width:
            keys[1] = ""
        line.update(Content(" · ".join(filter(None, keys))))

    @property
    def _save_key(self) -> str:
        """Enter makes a new line in a field of several lines."""
        return "ctrl+s" if isinstance(self.focused, TextArea) else "enter"

    def _editor(self, field: Field) -> Widget:
        if field.kind == "several":
            return Several(field.options, field.value, id=field.name)
        if field.kind == "choice":
            return Choice(field.options, field.value, id=field.name, off=field.off)
        if field.kind == "text":
            return TextPage(field.value, id=field.name, placeholder=field.placeholder)
        suggester = NameSuggester(field.names) if field.names else None
        return TextLine(
            field.value, id=field.name, compact=True, suggester=suggester, placeholder=field.placeholder,
        )  # fmt: skip

    def answers(self) -> Answers:
        """Return what is typed and chosen, by the fields' names; what nobody touched is as it was given."""
        typed = self._typed()
        before = {field.name: field.value for field in self._fields}
        return {name: was if typed[name] == self._untouched[name] else typed[name] for name, was in before.items()}

    def _typed(self) -> Answers:
        return {str(row.editor.id): row.value for row in self.query(FieldRow)}

    @property
    def changed(self) -> bool:
        """Whether anything differs from how the form opened."""
        return any(self.answers().get(field.name) != field.value for field in self._fields)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def key_enter(self) -> None:
        """Enter saves from a choice, too."""
        self.action_save()

    def action_save(self) -> None:
        """Have the desk do it."""
        if not self._saving:
            self._saving = True
            self.run_worker(self._do())

    async def _do(self) -> None:
        answers = self.answers()
        outcome = await self.runner.do(lambda desk: self._saved(desk, answers))
        meant, self._is_meant = self._is_meant, False
        if isinstance(outcome, ChangedSince):
            self._ask_anyway(outcome)
        elif isinstance(outcome, Refused) and outcome.force and self._anyway is not None and not meant:
            self._ask_whether_meant(outcome)
        elif isinstance(outcome, DelegatorError):
            self._saving = False
            self.refuse(outcome)
        else:
            self._closer.close(outcome)

    def _saved(self, desk: Desk, answers: Answers) -> Done:
        opened, save = self._opened, self._anyway if self._is_meant and self._anyway is not None else self._save
        if opened is None:
            return save(desk, answers)
        return desk.checked(lambda book: opened.check(book, answers), lambda: save(desk, answers))

    def on_screen_resume(self) -> None:
        """Save over what was agreed to, now that the question is gone: it would take the next one with it."""
        if self._save_again:
            self._save_again = False
            self.action_save()
        self._closer.resume()

    def _ask_anyway(self, why: ChangedSince) -> None:
        """Ask before what somebody changed meanwhile is written over."""

        def agree() -> None:
            if self._opened is not None:
                self._opened.agree(why.now)

        self._ask(why, "save yours all the same", agree)

    def _ask_whether_meant(self, why: Refused) -> None:
        """Ask before that is done which the desk would rather not do."""

        def agree() -> None:
            self._is_meant = True

        self._ask(why, f"{self._verb} all the same", agree)

    def _ask(self, why: DelegatorError, yes: str, agree: Callable[[], None]) -> None:
        """Ask a question over the form, and save after a yes; what was typed stays in either case."""
        from delegator_tui.screens.dialogs.confirm import Confirm

        def answered(is_yes: bool | None) -> None:
            self._saving = False  # until now a second key that saves would have asked twice
            if is_yes:
                agree()
                self._save_again = True

        self.refuse(why)
        self.app.push_screen(Confirm(str(why), yes), answered)

    def refuse(self, error: DelegatorError) -> None:
        """Show the sentence; what was typed stays, and the field that it speaks of gets the focus."""
        self.note(refusal(error))
        field = error.field if isinstance(error, Refused) else None
        if field and (found := self.query(f"#{field}")):
            found.first().focus()

    def action_editor(self) -> None:
        """Open the owner's editor on the text that has the focus."""
        if isinstance(self.focused, Input | TextArea):
            try:
                self._edit(self.focused)
            except DelegatorError as error:
                self.refuse(error)

    def _edit(self, field: Input | TextArea) -> None:
        text = lines(field.value) if isinstance(field, Input) else field.text
        again = editor.changed(self.app, text)
        if again == text:
            return
        if isinstance(field, Input):
            field.value = again if "\n" in text else one_line(again)
        else:
            field.text = visible(again)

    def action_give_up(self) -> None:
        """Leave; with something typed only at the second press. What is being saved is waited for."""
        if not self._saving and self.may_leave("esc"):
            self.dismiss(None)

    def may_leave(self, key: str) -> bool:
        """Tell whether nothing typed would be lost, or the owner has said so by pressing the key twice."""
        if not self.changed or self._asked_to_leave:
            return True
        self._asked_to_leave = True
        note = f"Not saved yet: {key} again leaves it, {self._save_key} saves."
        self.note(note)
        return False

    def note(self, text: str, *, quiet: bool = False) -> None:
        """Show a sentence under the fields; a ``quiet`` one is no refusal."""
        line = self.query_one(".refusal", Static)
        line.set_class(quiet, "-note")
        line.update(Content(text))

    def on_input_changed(self, _: Input.Changed) -> None:
        self._asked_to_leave = False
        self._advise()

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        self._asked_to_leave = False
        self._advise()


def nothing_changed(desk: Desk) -> Done:
    """Return the answer of a form that was saved as it opened: nothing to undo."""
    return Done("Nothing changed.", "", desk.book.version)
