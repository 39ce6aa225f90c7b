"""What README and docs/ say is what the program does: keys, commands, JSON, links, and every line of shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from docs import tables
from tests.making import StandingClock, desk_at
from tests.started.runs import in_shell

PAGES = [*tables.pages(), tables.ROOT / "CONTRIBUTING.md", tables.ROOT / "CHANGELOG.md"]
ANCHORLESS = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
SHELL = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def named(path: Path) -> str:
    return path.relative_to(tables.ROOT).as_posix()


@pytest.mark.parametrize("page", tables.pages(), ids=named)
def test_tables_are_what_the_program_says(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text == tables.filled(text), f"{named(page)} is out of date: run python docs/tables.py"


def test_the_tables_stand_where_readers_look_for_them() -> None:
    places = {"README.md": "first-keys", "docs/keys.md": "all-keys", "docs/scripting.md": "commands"}
    for page, name in places.items():
        assert f"<!-- table: {name} -->" in (tables.ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    linked = ANCHORLESS.findall(page.read_text("utf-8"))
    assert [link for link in linked if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_named_targets_are_in_the_makefile(page: Path) -> None:
    made = re.findall(r"^([a-z]+):", (tables.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    told = re.findall(r"[`$] ?make ([a-z]+)", page.read_text("utf-8"))
    assert set(told) <= set(made)


@pytest.mark.parametrize("page", [page for page in PAGES if SHELL.search(page.read_text("utf-8"))], ids=named)
def test_every_line_of_shell_runs(page: Path, tmp_path: Path) -> None:
    """All blocks of a page, one after the other, as one reader would type them from an empty book on."""
    script = "".join(SHELL.findall(page.read_text("utf-8")))
    here = {"DELEGATOR_DB": str(tmp_path / "delegator.json"), "DELEGATOR_NOW": "2026-11-23T09:00:00+00:00", "TZ": "UTC"}
    env = os.environ | here | {"PYTHONPATH": str(tables.ROOT)}
    program = f'delegator() {{ {in_shell(env)} "$@"; }}\nset -eu -o pipefail\n'
    run = subprocess.run(
        ["bash", "-c", program + script], cwd=tmp_path, env=env,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


def test_a_book_is_rebuilt_from_its_journals_alone(desk: Desk, clock: StandingClock, tmp_path: Path) -> None:
    """docs/replay.py, as docs/recovery.md tells to use it when the snapshot and its spare copy are lost."""
    photos, cards = desk.tasks.capture("Photos ~5h due fri", "Care cards $120 #shop")
    desk.store.compact()
    desk.tasks.mine(photos)
    desk.undo()
    desk.tasks.drop(cards)
    book = desk.store.path
    journals = [*sorted(Path(f"{book}.history").glob("*.journal")), Path(f"{book}.journal")]
    script = tables.ROOT / "docs" / "replay.py"
    run = subprocess.run([sys.executable, "-I", script, *journals], capture_output=True, text=True, check=True)
    again = tmp_path / "again" / "delegator.json"
    again.parent.mkdir()
    again.write_text(run.stdout, "utf-8")
    rebuilt = desk_at(again, clock)
    assert list(rebuilt.book.everything()) == list(desk.book.everything())
    assert rebuilt.book.version == desk.book.version
    assert run.stderr == ""
    rebuilt.store.close()
