"""Commands on the file: undo, redo, history, import, export, demo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from delegator_tui import streams
from delegator_tui.cli import harmless
from delegator_tui.cli.front import (
    Front,
    emit,
    json_option,
    pass_front,
    put_out,
    table,
    takes_all,
)
from delegator_tui.cli.written import refuse_own, write_out
from delegator_tui.exchange import objects
from delegator_tui.exchange.csv_in import KINDS, read
from delegator_tui.exchange.export import left_out
from delegator_tui.exchange.formats import FORMATS, Asked
from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.text import printed
from delegator_tui.rules.search.similar import likes


@click.command()
@click.argument("count", type=click.IntRange(1, 1000), default=1)
@click.option("--anyway", is_flag=True, help="Even if a field changed since.")
@json_option
@pass_front
def undo(front: Front, count: int, anyway: bool, as_json: bool) -> None:
    """Take back the last step, or the last COUNT steps."""
    said: list[str] = []
    try:
        for _ in range(count):
            said.append(front.desk.undo(anyway=anyway).message)
    finally:
        if said:
            back = "brings it back" if len(said) == 1 else "brings them back, one by one"
            text = "\n".join(map(printed, said)) + f" delegator redo {back}."
            emit({"undone": said, "version": front.book.version}, text, as_json=as_json)


@click.command()
@click.option("--anyway", is_flag=True, help="Even if a field changed since.")
@json_option
@pass_front
def redo(front: Front, anyway: bool, as_json: bool) -> None:
    """Do again what was undone last."""
    done = front.desk.redo(anyway=anyway)
    emit({"redone": [done.message], "version": front.book.version}, printed(done.message), as_json=as_json)


def _day_before(when: str, book: Book) -> dt.datetime:
    """Return the last instant of the day before a stored due."""
    day = Due.at(Due.of(when).date_in(book.now), None, book.now)
    return day.begins(book.now) - dt.timedelta(milliseconds=1)


@click.command()
@click.option("--since", metavar="DATE", help="From this day on.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@json_option
@pass_front
def history(front: Front, since: str | None, limit: int, as_json: bool) -> None:
    """List what was done, newest first."""
    book, store = front.book, front.desk.store
    before = store.history.saved_by(_day_before(front.date(since, "--since", past=True), book)) if since else 0
    found = []
    for commit in store.history.commits():
        if commit.seq <= before:
            break
        found.append(commit)
        if not since and len(found) >= limit:
            break
    items = [
        {"commit": c.seq, "at": instants.iso_to_the_second(c.at), "kind": c.kind, "verb": c.verb, "label": c.label,
         "undoes": c.undoes}
        for c in found
    ]  # fmt: skip
    rows = [(str(c.seq), instants.say(c.at.astimezone(book.now.zone)), c.kind, c.label) for c in found]
    text = table(rows, right=(0,), flexible=3) or "Nothing was done yet."
    emit(objects.listing(items, objects.now_text(book)), text, as_json=as_json)


def _alike(front: Front) -> str:
    """Say how many inbox tasks look like something that is out already."""
    count = len(likes(front.book))
    look = "looks" if count == 1 else "look"
    what = "1 inbox task" if count == 1 else f"{count} inbox tasks"
    return f" {what} {look} like something that is there already: triage asks." if count else ""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(KINDS), help="What the rows are; the columns tell unless you say.")
@click.option("--encoding", default="", metavar="NAME", help="UTF-8 unless said, such as windows-1252.")
@click.option("--dry-run", is_flag=True, help="Show what it would do, and do nothing.")
@json_option
@pass_front
def import_(front: Front, file: Path, kind: str | None, encoding: str, dry_run: bool, as_json: bool) -> None:
    """Bring in a CSV file with a header row; the same file adds nothing twice."""
    sheet = read(file, kind, front.book.settings.home_currency, front.book.now, encoding)
    made = front.desk.imports.bring_in(sheet.kind, sheet.rows, file.name, dry_run=dry_run)
    verb = "Would import" if dry_run else "Imported"
    known = f"; {made.known} known already" if made.known else ""
    word = made.kind if made.added != 1 else made.kind.removesuffix("s")
    said = f"{verb} {made.added} {word} from {file.name}{known}." + _alike(front)
    document = {"kind": made.kind, "added": made.added, "known": made.known, "dry_run": dry_run}
    emit(document, printed(said), as_json=as_json)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="json")
@click.option("--as", "kind", type=click.Choice(KINDS), default="handoffs", help="Which rows a CSV has.")
@click.option("--all", "everything", is_flag=True, help="A calendar also of what was delivered and accepted.")
@json_option
@pass_front
def export(front: Front, file: Path | None, form: str, kind: str, everything: bool, as_json: bool) -> None:
    """Print everything as JSON, one kind of record as CSV that import reads, or the dates as a calendar (ics).

    With FILE it is written there, in place of what the file was; a new file is readable by you alone.
    """
    form = "json" if as_json else form
    missing = left_out(kind, front.book) if form == "csv" else 0
    text = FORMATS[form](front.book, Asked(kind, everything, ascii_only=not takes_all()))
    if file:
        refuse_own(file, front.path)
        write_out(file, text)
        streams.say_aside(f"Written to {printed(str(file))}.")
    else:
        put_out(harmless.document(text) if form == "json" else harmless.lines(text))
    if missing:
        said = "1 handoff is" if missing == 1 else f"{missing} handoffs are"
        streams.say_aside(f"delegator: {said} only in the JSON export: ended, or without contractor or date.")


@click.command()
@pass_front
def demo(front: Front) -> None:
    """Open the dashboard on a throw-away copy of sample data."""
    from delegator_tui.cli.demo import demo_desk

    with demo_desk(front.open_desk) as desk:
        click.get_current_context().exit(front.dashboard(desk))


COMMANDS: list[click.Command] = [undo, redo, history, import_, export, demo]
