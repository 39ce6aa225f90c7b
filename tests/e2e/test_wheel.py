"""The wheel as somebody installs it: everything in it, and it runs from there and not from this checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any

import pytest

from delegator_tui import __version__

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.e2e


def run(*command: str | Path, **env: str) -> str:
    """Run a command and return its standard output."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    done = subprocess.run(
        command, env=kept | env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the tools that are here already."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment in which only the wheel was installed.

    What the wheel needs is lent by the environment of the tests, through a path that stands after its own: so no
    network is needed, and the editable install of this checkout is not seen (its ``.pth`` is not read there).
    """
    home = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", home)
    programs = home / Path(sys.executable).parent.name
    run(
        sys.executable, "-m", "pip", "--python", programs / Path(sys.executable).name, "install", "--quiet",
        "--disable-pip-version-check", "--no-index", "--no-deps", wheel,
    )  # fmt: skip
    (site,) = home.glob("**/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


def test_the_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    package = ROOT / "delegator_tui"
    ours = {str(file.relative_to(ROOT)) for file in package.rglob("*") if file.is_file() and file.suffix != ".pyc"}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("delegator_tui/")}
    assert packed == ours
    assert {"delegator_tui/delegator.tcss", "delegator_tui/py.typed", "delegator_tui/cli/demo.toml"} <= packed
    assert {f"delegator_tui/rules/advice/{name}.csv" for name in ("activities", "rates")} <= packed


def test_the_wheel_has_the_license_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"delegator_tui", f"delegator-{__version__}.dist-info"}


def test_the_wheel_runs_where_it_is_installed(installed: Path) -> None:
    where = run(installed / "python", "-P", "-c", "import delegator_tui; print(delegator_tui.__file__)")
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert run(installed / "delegator", "--version").strip().endswith(__version__)


def test_an_installed_wheel_captures_and_answers(installed: Path, tmp_path: Path) -> None:
    env = {"DELEGATOR_DB": str(tmp_path / "book.json"), "DELEGATOR_NOW": "2026-11-23T09:00:00+00:00", "TZ": "UTC"}
    said = run(installed / "delegator", "add", "Call the kiln people today", **env)
    assert said == "Added Call the kiln people  (due Mon 23 Nov)\n"
    today: dict[str, Any] = json.loads(run(installed / "delegator", "today", "--json", **env))
    assert today["headline"]["inbox"] == 1
    (section,) = [section for section in today["sections"] if section["items"]]
    assert section["items"][0]["task"]["title"] == "Call the kiln people"


def test_an_installed_wheel_brings_its_sample_data(installed: Path) -> None:
    program = "from delegator_tui.cli.demo import sample; print(len(sample()['handoffs']))"
    assert int(run(installed / "python", "-P", "-c", program)) > 0
