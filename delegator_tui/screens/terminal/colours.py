"""How many colours a terminal has, and what the program looks like where there are few of them, or none.

Textual asks the environment for both, when it is first imported; so this is read before it is.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.theme import Theme

FEW = "few-colours"
"""The theme of a terminal with eight or sixteen colours, in which greys and shades would all become one."""
SYSTEM, THEME, NONE = "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME", "NO_COLOR"
RICH, EIGHT_BIT, MANY = 1 << 24, 256, ("truecolor", "24bit")
LEAST = 8
"""Colours below which a terminal has none to speak of."""


def prepare(environ: MutableMapping[str, str], told: Callable[[str], int | None] | None = None) -> None:
    """Set what Textual will ask for. What the owner has set there stays."""
    if not environ.get(NONE):
        environ.pop(NONE, None)  # Textual would take an empty one for a wish
        count = colours(environ, told or of_terminal)
        if count < LEAST:
            environ[NONE] = "1"
        elif count <= EIGHT_BIT:
            environ.setdefault(SYSTEM, "256" if count == EIGHT_BIT else "standard")
    if environ.get(NONE):
        environ[THEME] = "ansi-dark"


def colours(environ: MutableMapping[str, str], told: Callable[[str], int | None]) -> int:
    """Return how many colours the terminal has: by what it says of itself, else by what is known of its name."""
    term = environ.get("TERM", "").lower()
    if environ.get("COLORTERM", "").strip().lower() in MANY or term.endswith("-direct"):
        return RICH
    if term.endswith(("256color", "kitty")):
        return EIGHT_BIT
    count = told(environ.get("TERM", ""))
    return 16 if count is None else max(0, count)


def of_terminal(term: str) -> int | None:
    """Return the number of colours in the system's description of a terminal; None where there is no description."""
    try:
        import curses

        curses.setupterm(term, 1)
        return curses.tigetnum("colors")
    except Exception:  # noqa: BLE001 - the module, the description or the stream may be missing: then the name decides
        return None


def as_they_are() -> bool | None:
    """Return what Textual is told of the terminal's own colours: send them as they are; None leaves it to the theme."""
    from textual import constants

    return constants.COLOR_SYSTEM == "standard" or None


def dress(app: App[Any]) -> None:
    """Give an app that was just made the theme for few colours, where that is what the terminal has."""
    app.set_class(app.no_color, "-no-colour")
    if as_they_are() and not app.no_color:
        app.register_theme(few())
        app.set_reactive(type(app).theme, FEW)
        app.stylesheet.set_variables(app.get_css_variables())


def few() -> Theme:
    """Return the theme for few colours: the terminal's own, so that each stands out on its own ground."""
    from textual.theme import BUILTIN_THEMES, Theme

    plain = BUILTIN_THEMES["ansi-dark"]
    return Theme(
        name=FEW,
        ansi=True,
        dark=True,
        primary="ansi_cyan",
        secondary="ansi_cyan",
        accent="ansi_cyan",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=dict(plain.variables),
    )
