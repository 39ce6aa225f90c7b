"""A screen is styled once, as it is made.

Left alone, Textual reads every style of the program anew when the first dialog opens and when a view is shown for the
first time, and lays the styles on a new screen three times: as it is made, as it is shown, as it learns its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events, on
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen


def style(app: App[None], screen: Screen[Any]) -> None:
    """Style a new screen, whose widgets are still to be made; of all that is styled already nothing changes."""
    sheet = app.stylesheet
    paths = [path for path in screen.css_path if not sheet.has_source(str(path), "")]
    if paths:
        sheet.read_all(paths)
        sheet.parse()
    screen.update_classes(_classes(app, app.size), update=False)
    sheet.apply(screen)
    screen._css_update_count = app._css_update_count


@on(events.ScreenResume)
def keep_styles(_: Screen[Any], event: events.ScreenResume) -> None:
    """Have a screen keep its styles: it has those of now when it is made, and after a change of the theme."""
    event.refresh_styles = False


def _classes(app: App[Any], size: Size) -> dict[str, bool]:
    """Return by the name of each class of a size whether a screen of this size has it."""
    across, down = app.HORIZONTAL_BREAKPOINTS or [], app.VERTICAL_BREAKPOINTS or []
    has = {_name_at(size.width, across), _name_at(size.height, down)}
    return {name: name in has for _, name in (*across, *down)}


def _name_at(length: int, points: Sequence[tuple[int, str]]) -> str:
    return max((point for point in points if length >= point[0]), default=(0, ""))[1]
