"""The front door: joins store, desk and clock, then hands over to the command line or the dashboard.

A plain ``add`` is answered here with one appended line; everything else imports what it needs.
"""
# ruff: noqa: PTH111, PTH117, PTH118, PTH120 - pathlib costs a plain `add` several milliseconds

from __future__ import annotations

import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] != os.path.dirname(os.path.dirname(__file__)):
    del sys.path[0]  # the current folder, as by -m: what lies there under the name of a module is nothing of ours

from delegator_tui import streams
from delegator_tui.clock import make_clock, moments, unknown_zone
from delegator_tui.errors import MAIL_ACCOUNT, Damaged, DelegatorError, Refused, WrongUsage

TURN = 0.001
"""Seconds after which a thread lets another go on: what saves and what writes to the terminal need not wait longer."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from delegator_tui.desk.desk import Desk
    from delegator_tui.model.moment import Moment


def main() -> int:
    """Run the program with the arguments of the process; return its exit code."""
    streams.make_ready()
    try:
        arguments, file = take_db(sys.argv[1:])
        clock = make_clock(os.environ.get("DELEGATOR_NOW"))
        moment = moments(clock)
        if (unknown := unknown_zone()) and arguments != ["status"]:
            streams.say_aside(f"delegator: {unknown}")
        return run(file, arguments, clock, moment)
    except DelegatorError as error:
        complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return not_written(error)


def run(
    file: str, arguments: list[str], clock: Callable[[], dt.datetime], moment: Callable[[str | None], Moment]
) -> int:
    """Do what the arguments ask for; return the exit code."""
    if arguments[:1] == ["add"]:
        return add(file, arguments, clock, moment)
    if arguments == ["status"]:
        return status(file, clock, moment)
    if not arguments and "_DELEGATOR_COMPLETE" not in os.environ:
        return dashboard_on(file, clock, moment)
    return command_line(file, arguments, clock, moment)


def not_written(error: OSError) -> int:
    """Return the exit code after standard output took no more: a reader that went away early is no error."""
    if isinstance(error, BrokenPipeError):
        streams.let_go(sys.stdout)
        return 0
    refused = streams.not_taken(error, "")
    if refused is None:
        raise error
    complain(refused)
    return refused.exit_code


def complain(error: DelegatorError) -> None:
    """Print a refusal on standard error, safe to paint, with the option that goes past it if there is one."""
    from delegator_tui.model.text import printed

    said = f"delegator: {error}"
    if isinstance(error, Refused) and error.force and not error.says_force:
        said += f" With {error.force} it is done all the same."
    if error.hint == MAIL_ACCOUNT:
        said += " Its settings: delegator settings mail_host HOST; mail_port, mail_security, mail_user, mail_from."
    streams.say_aside("\n".join(map(printed, said.split("\n"))))


def take_db(arguments: list[str]) -> tuple[list[str], str]:
    """Return the arguments without ``--db FILE``, and the file: from there, DELEGATOR_DB, or the data folder."""
    file = os.environ.get("DELEGATOR_DB") or ""
    if arguments[:1] == ["--db"]:
        if len(arguments) < 2:
            raise WrongUsage("--db needs the name of a file.")
        arguments = [f"--db={arguments[1]}", *arguments[2:]]
    if arguments and arguments[0].startswith("--db="):
        arguments, file = arguments[1:], arguments[0].removeprefix("--db=")
        if not file:
            raise WrongUsage("--db needs the name of a file.")
    return arguments, os.path.expanduser(file) or default_file()


def default_file() -> str:
    """Return ``delegator.json`` in the platform's data folder."""
    if sys.platform not in ("darwin", "win32"):
        home = os.environ.get("XDG_DATA_HOME", "")
        folder = home if os.path.isabs(home) else os.path.expanduser("~/.local/share")
        return os.path.join(folder, "delegator", "delegator.json")
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("delegator", appauthor=False), "delegator.json")


def add(
    file: str, arguments: list[str], clock: Callable[[], dt.datetime], moment: Callable[[str | None], Moment]
) -> int:
    """Capture by the short way, else by the long one; in a damaged book all the same, with a word on that."""
    if quick_add(file, arguments[1:], clock, moment):
        return 0
    try:
        return command_line(file, arguments, clock, moment)
    except Damaged as damage:
        if not quick_add(file, arguments[1:], clock, moment, damage=damage):
            raise
    return 0


def quick_add(
    file: str,
    words: list[str],
    clock: Callable[[], dt.datetime],
    moment: Callable[[str | None], Moment],
    *,
    damage: Damaged | None = None,
) -> bool:
    """Capture one line without opening the book; False when it needs the long way. ``damage``: of the book."""
    text = " ".join(words)
    if not text.isascii():
        check_encoding(text)
    if not text.strip() or text in ("-", "-h", "--help") or any(word[:2] == "--" for word in words):
        return False
    from delegator_tui.desk.capture import capture_quickly

    captured = capture_quickly(file, text, clock(), moment, anyway=damage is not None)
    if captured is None:
        return False
    try:
        print(captured.said, flush=True)
    except OSError as error:
        raise streams.not_taken(error, "What was added is saved.") or error from None
    if damage or not captured.is_sound:
        why = str(damage).replace(" Nothing was touched.", "") if damage else f"The journal of {file} is damaged."
        complain(Damaged(f"{why} What you add is kept. To look after it, open the dashboard or run delegator recover."))
    elif captured.has_grown:
        fold_elsewhere(file)
    return True


def check_encoding(text: str) -> None:
    """Raise WrongUsage for an argument with bytes that are no UTF-8: what they say is not to be guessed."""
    try:
        text.encode()
    except UnicodeEncodeError:
        reads = os.fsencode(text).decode("windows-1252", "replace")
        why = f"What you typed is not UTF-8, and is not added. If it is “{reads}”, your terminal or script writes"
        raise WrongUsage(f"{why} Windows-1252: set it to UTF-8.") from None


def fold_elsewhere(file: str) -> None:
    """Have a process of its own bring the TinyDB file up to date, so that who adds need not wait for that."""
    if not hasattr(os, "posix_spawn"):
        return
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    command = [sys.executable, "-P", "-m", "delegator_tui", "--db", file, "compact"]
    try:  # noqa: SIM105 - contextlib is not worth its import
        os.posix_spawn(sys.executable, command, os.environ, file_actions=nowhere, setpgroup=0)
    except OSError:
        pass  # the next command that reads does it


def status(file: str, clock: Callable[[], dt.datetime], moment: Callable[[str | None], Moment]) -> int:
    """Print the line for a shell prompt, without what only other commands need; return the exit code."""
    from delegator_tui.cli.status import status_line

    line = status_line(file, clock, moment)
    if line:
        print(line, flush=True)
    return 0


def command_line(
    file: str, arguments: list[str], clock: Callable[[], dt.datetime], moment: Callable[[str | None], Moment]
) -> int:
    """Run a command of the command line; return its exit code."""
    import io
    from pathlib import Path

    import click

    from delegator_tui.cli.front import Front, closing
    from delegator_tui.cli.root import root

    front, out = Front(Path(file), clock, moment, dashboard, prompt), sys.stdout
    try:
        with closing(front):
            code = root.main(arguments, prog_name="delegator", standalone_mode=False, obj=front)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show(words := io.StringIO())
        streams.say_aside(words.getvalue().rstrip("\n"))
        return error.exit_code
    except SystemExit:
        if sys.stdout is not out:  # click has put another in its place, since a reader went away early
            return 0
        raise
    except click.Abort:
        return 130
    return code if isinstance(code, int) else 0


def dashboard_on(file: str, clock: Callable[[], dt.datetime], moment: Callable[[str | None], Moment]) -> int:
    """Open the dashboard on a file, without what only commands need; return the exit code."""
    import gc
    from pathlib import Path

    check_terminal()
    gc.disable()  # until the first screen is drawn: nothing of what is made before it goes away
    from delegator_tui.desk.desk import open_desk

    try:
        desk = open_desk(Path(file), clock, moment)
    except Damaged as damage:
        return rescue(Path(file), clock, moment, damage)
    return dashboard(desk)


def rescue(
    file: Path, clock: Callable[[], dt.datetime], moment: Callable[[str | None], Moment], damage: Damaged
) -> int:
    """Show what is whole in a damaged book, and go on as the owner chooses; return the exit code."""
    from delegator_tui.desk.rescue import Rescue
    from delegator_tui.screens.rescue import RescueApp

    app = RescueApp(Rescue(file, clock, moment, damage))
    desk = app.run()
    return dashboard(desk) if desk is not None else app.return_code or damage.exit_code


def check_terminal() -> None:
    """Raise WrongUsage where no dashboard can be drawn; else have it drawn in the colours that there are."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUsage("The dashboard needs a terminal. In a pipe use a command such as delegator today.")
    term = os.environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        named = f"TERM={term}" if term else "TERM is not set"
        raise WrongUsage(f"This terminal ({named}) cannot show the dashboard. Use a command such as delegator today.")
    from delegator_tui.screens.terminal import colours

    colours.prepare(os.environ)


def dashboard(desk: Desk) -> int:
    """Open the dashboard on a desk; return the exit code."""
    check_terminal()
    from delegator_tui.app import DelegatorApp

    sys.setswitchinterval(TURN)
    desk.source = "dashboard"
    app = DelegatorApp(desk)
    try:
        app.run()
    finally:
        desk.store.close(compact=True)
    return app.return_code or 0


def prompt(desk: Desk) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Ask for what to capture, understood while it is typed; answer the lines, and the marks of one that are text."""
    check_terminal()
    from delegator_tui.screens.dialogs.add import AddPrompt

    app = AddPrompt(desk)
    captured = app.run(inline=True)
    if app.return_code:
        sys.exit(app.return_code)
    return (captured.lines, captured.literal) if captured else ((), ())


if __name__ == "__main__":
    sys.exit(main())
