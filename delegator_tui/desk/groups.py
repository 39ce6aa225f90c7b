"""What the desk can be asked to do, by noun: the table of contents of ``verbs/``."""

from __future__ import annotations

from collections.abc import Sequence

from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.desk.verb import Group
from delegator_tui.desk.verbs import (
    away,
    contractors,
    dates,
    deliveries,
    depending,
    editing,
    handoffs,
    imports,
    mail,
    money,
    nudges,
    reminders,
    repeating,
    reports,
    settings,
    tasks,
    terms,
    texts,
    weekly,
)
from delegator_tui.rules.quickadd.phrases import Line


class TaskVerbs(Group):
    """What is on the owner's plate."""

    capture = tasks.capture
    edit = tasks.edit
    drop = tasks.drop
    mine = tasks.mine
    later = tasks.later
    done = tasks.done
    same = tasks.same
    split = tasks.split
    bump = dates.bump

    def read(self, text: str, literal: Sequence[int] = ()) -> Line:
        """Return how a quick-add line is understood now."""
        return tasks.read(text, self.session.book.at(self.session.now()), literal)


class WorkVerbs(Group):
    """What a task and a handoff have in common: it comes again, it waits for other work."""

    repeat = repeating.repeat
    skip = repeating.skip
    stop = repeating.stop
    after = depending.after
    not_after = depending.not_after


class HandoffVerbs(Group):
    """Work that is given to contractors, from the draft to its payment."""

    draft = handoffs.draft
    hand_off = handoffs.hand_off
    edit = editing.edit
    send = handoffs.send
    take_back = handoffs.take_back
    cancel = handoffs.cancel
    reassign = handoffs.reassign

    acknowledge = reports.acknowledge
    start = reports.start
    heard = reports.heard
    answer = reports.answer
    extend = terms.extend
    hold = terms.hold
    cut = terms.cut
    nudge = nudges.nudge
    write = nudges.write

    deliver = deliveries.deliver
    return_ = deliveries.return_
    accept = deliveries.accept
    close = deliveries.close
    invoice = money.invoice
    pay = money.pay

    def check_hand_off(self, task: str, draft: HandoffDraft, *, anyway: bool = False) -> None:
        """Raise what ``hand_off`` would refuse, and change nothing."""
        handoffs.check_hand_off(task, draft, self.session.book, anyway=anyway)


class ContractorVerbs(Group):
    """The roster."""

    add = contractors.add
    edit = contractors.edit
    end = contractors.end
    raise_level = contractors.raise_level


class ReminderVerbs(Group):
    """What is said to the owner."""

    claim = reminders.claim
    release = reminders.release
    claim_once = reminders.claim_once
    morning_mail = reminders.morning_mail
    snooze = reminders.snooze


class MailVerbs(Group):
    """Mails, from the queue to the server's answer."""

    queue_digest = mail.queue_digest
    claim = mail.claim
    record = mail.record
    send_again = mail.send_again
    settle = mail.settle


class SettingsVerbs(Group):
    """The owner's profile."""

    change = settings.change
    keep = settings.keep
    remember = settings.remember


class AwayVerbs(Group):
    """The owner's time away."""

    plan = away.plan
    cancel = away.cancel
    tell = away.tell


class WeekVerbs(Group):
    """The review of the week."""

    tick = weekly.tick
    finish = weekly.finish
    begin_again = weekly.begin_again


class TextVerbs(Group):
    """The owner's own words for a message."""

    keep = texts.keep


class ImportVerbs(Group):
    """What other files hold."""

    bring_in = imports.bring_in
