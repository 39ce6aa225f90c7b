"""The keys of a mail that is stuck."""

from __future__ import annotations

from delegator_tui.model.records import Message
from delegator_tui.screens.views.rows import RowScreen


class MailKeys(RowScreen):
    """A view whose row may be a mail."""

    def _mail_here(self) -> Message:
        """Return the mail under the cursor; only asked where the key is offered."""
        record = self.record()
        assert isinstance(record, Message)
        return record

    async def action_mail_again(self) -> None:
        """Send the mail again, now."""
        await self.run_action(f"app.send_again({self._mail_here().uid!r})")

    def action_mail_settle(self) -> None:
        """Ask what became of the mail."""
        from delegator_tui.rules.messages.mails import say_mail
        from delegator_tui.screens.forms.mail_forms import SettleDialog

        mail = self._mail_here()

        def settled(fate: str) -> None:
            if fate == "again":
                self.run_worker(self.run_action(f"app.send_again({mail.uid!r})"))
            else:
                self.act(lambda desk: desk.mail.settle(mail.uid, arrived=fate == "arrived"))

        self.ask(SettleDialog(mail.subject, say_mail(mail, self.the_book)), settled)
