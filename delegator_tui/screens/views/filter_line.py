"""The line of the filter on a list: read and mounted when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from delegator_tui.screens.views.listing import ListScreen
    from delegator_tui.widgets.filter_bar import FilterBar


class FilterLine:
    """The line in which a filter is typed above the list of ``view``."""

    def __init__(self, view: ListScreen) -> None:
        self._view = view

    def _bars(self) -> list[FilterBar]:
        return [cast("FilterBar", bar) for bar in self._view.query("FilterBar")]

    @property
    def has_focus(self) -> bool:
        """Whether what is typed goes into it."""
        focused = self._view.focused
        return focused is not None and focused.parent in self._bars()

    async def open(self) -> None:
        """Open it; it is there, and has the focus, before the next key comes."""
        from delegator_tui.widgets.filter_bar import FilterBar

        if not self._bars():
            await self._view.mount(FilterBar(lambda: dict(self._view.the_book.settings.filters)), after=".headline")
        self._bars()[0].open(self._view.narrowing.text)

    def say(self) -> None:
        """Say quietly what of the filter was not understood."""
        unclear = self._view.narrowing.unclear
        for bar in self._bars():
            bar.say(f"? {', '.join(unclear)}" if unclear else "")

    def clear(self) -> bool:
        """Empty and close it; tell whether there was a filter, or the line was open."""
        is_there = self._view.narrowing.is_filtering or bool(self._view.query("FilterBar.-open"))
        for bar in self._bars() if is_there else ():
            bar.action_clear()
        return is_there

    def keep(self, text: str) -> None:
        """Keep a filter, to be found again with the arrows."""
        view = self._view
        filters = {**view.the_book.settings.filters, text: text}
        view.run_worker(view.runner.do(lambda desk: desk.settings.keep(filters=filters)))
        view.say(f"Kept the filter {text}: up and down in the filter line find it.")
