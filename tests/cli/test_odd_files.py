"""Files with odd contents: kept, told once with the right line, never a traceback; and what is no book by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.effort import examples

DEEP = '{"a":' * 1000 + "1" + "}" * 1000


def title(value: str) -> Callable[[str], str]:
    """Put something in the place of a title."""
    return lambda text: text.replace('"title":"one"', f'"title":{value}')


def more(field: str) -> Callable[[str], str]:
    """Put a field before a title."""
    return lambda text: text.replace('"title":"one"', f'{field},"title":"one"')


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(old, new, text, count=1)


REFUSED = [  # what was written into the file, and the line that is named; the first ones are always tried
    (title("7"), 2), (title('"\\ud800 x"'), 2), (title("1e999"), 2), (more(f'"zzz":{DEEP}'), 2),
    (more(f'"zzz":{"[" * 5000}{"]" * 5000}'), 2), (more(f'"estimate_minutes":{"9" * 400}'), 2),
    (more('"labels":"abc"'), 2), (swap('"schema":1', '"schema":"one"'), 9), (swap(r'"2":\{', '"two":{'), 3),
    (lambda _: "[1,2,3]", 1), (lambda _: "null", 1), (lambda text: text[: len(text) // 2], 6),
    (title("null"), 2), (title('["a"]'), 2), (title("NaN"), 2), (more('"chase_days":99999999'), 2),
    (more('"due":"2026-13-45"'), 2), (more('"created":"yesterday"'), 2), (lambda text: "\0" * 200, 1),
    (swap('"tasks":', '"zoo":[1],"tasks":'), 1), (lambda _: "[" * 9000, 1), (swap('"seq":2', '"seq":"x"'), 9),
    (more('"price_idea":5'), 2), (more('"recurrence":[]'), 2), (more('"estimate_minutes":1e9'), 2),
]  # fmt: skip


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Path:
    """Two tasks, all of them in the TinyDB file."""
    run("add", "one")
    run("add", "two")
    run("list")
    return tmp_path / "delegator.json"


def test_an_edit_that_cannot_be_taken_in_is_kept_and_told_once_with_its_line(run: Run, book: Path) -> None:
    before = [task["title"] for task in run("list", "--json").json["items"]]
    for number, (change, line) in enumerate(REFUSED[: examples(8, len(REFUSED))]):
        text = change(book.read_text("utf-8"))
        book.write_text(text, "utf-8", "surrogatepass")
        assert run("status").code == 0, text[:300]
        said = run("list").err
        assert f"line {line}, column" in said, (number, said)
        kept = re.search(r"kept as (\S+)", said)
        assert kept is not None, said
        assert Path(kept[1]).read_text("utf-8") == text
        assert run("list").err == ""
        assert [task["title"] for task in run("list", "--json").json["items"]] == before


@pytest.mark.parametrize("number", range(examples(5, len(REFUSED))))
def test_a_book_that_stands_alone_is_refused_with_its_line(run: Run, book: Path, number: int) -> None:
    change, line = REFUSED[number]
    alone = book.with_name("alone.json")
    alone.write_text(change(book.read_text("utf-8")), "utf-8", "surrogatepass")
    text = alone.read_bytes()
    for words in (("list",), ("status",), ("today", "--json"), ("add", "three"), ("export",)):
        said = run("--db", str(alone), *words, code=4).err
        assert f"line {line}, column" in said
        assert "Nothing was touched" in said
    assert alone.read_bytes() == text


def test_a_mark_that_an_editor_put_in_front_is_no_edit_and_does_no_harm(run: Run, book: Path) -> None:
    book.write_text("\ufeff" + book.read_text("utf-8"), "utf-8")
    assert run("list").err == ""
    book.write_text("\ufeff" + book.read_text("utf-8").replace('"one"', '"by hand"'), "utf-8")
    assert "the edit was taken in" in run("list").err
    assert "by hand" in run("list").out
    alone = book.with_name("alone.json")
    alone.write_text("\ufeff" + book.read_text("utf-8"), "utf-8")
    assert "by hand" in run("--db", str(alone), "list").out


def test_what_is_no_copy_is_called_by_its_name(run: Run, book: Path) -> None:
    calendar = run("export", "--format", "ics").out or "BEGIN:VCALENDAR"
    files = {
        "an export of delegator": run("export").out, "a calendar": calendar, "empty": "",
        "a table, which": "title,due,project\none,fri,shop\n",
        "the journal of a book": Path(f"{book}.journal").read_text("utf-8"),
    }  # fmt: skip
    for what, text in files.items():
        file = book.with_name("other.json")
        file.write_text(text, "utf-8")
        assert f"is {what}" in run("restore", str(file), code=1).err
    file.write_text(json.dumps({"tasks": {"1": {"uid": "x"}}})[:-4], "utf-8")
    assert "damaged: line 1, column" in run("restore", str(file), code=4).err
