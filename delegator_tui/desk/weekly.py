"""Verbs of the weekly review: tick a step, finish, begin anew. Only to finish is an act that undo takes back."""

from __future__ import annotations

from msgspec import structs

from delegator_tui.desk.core import DeskCore, Done
from delegator_tui.desk.pen import stamp
from delegator_tui.errors import Refused
from delegator_tui.model.records import WeekReview

STEP = "tick a step of the review"


class WeekVerbs(DeskCore):
    """The review of the week."""

    def tick_step(self, name: str) -> Done:
        """Keep that a step of the review in progress is done with; begins one. Raises Refused for no step."""
        from delegator_tui.rules.weekly import NAMES, in_progress

        with self._act(STEP, "system") as pen:
            if name not in NAMES:
                raise Refused(f"There is no step “{name}” in the review: use one of {', '.join(NAMES)}.")
            review = in_progress(self.book) or self._begun(stamp(pen.now.at))
            if name not in review.ticked:
                self._write_profile(pen, {"review": structs.replace(review, ticked=(*review.ticked, name))})
                pen.label = STEP
        return self._done("The step is ticked.", self.book.settings.uid)

    def _begun(self, at: str) -> WeekReview:
        return WeekReview(begun=at, after=self.book.settings.reviewed)

    def finish_week(self) -> Done:
        """Log the review of the week as finished now, with how many steps had something and what is left in each."""
        from delegator_tui.rules.weekly import NAMES, had_something, say_reviewed, week_steps

        with self._act("review the week") as pen:
            had = had_something(self.book)
            left = {step.name: len(step.rows) for step in week_steps(self.book) if step.rows}
            own = self._write_profile(pen, {"reviewed": stamp(pen.now.at)})
            pen.event("reviewed the week", own, had=len(had), of=len(NAMES), left=left)
            pen.label = "review the week"
        return self._done(say_reviewed(len(had), self.book), own)

    def forget_week(self) -> Done:
        """Forget which steps are ticked: the review begins anew."""
        with self._act("begin the review anew", "system") as pen:
            if self.book.settings.review is not None:
                self._write_profile(pen, {"review": None})
                pen.label = "begin the review anew"
        return self._done("The review begins anew.", self.book.settings.uid)
