"""Every refusal. ``str()`` of each is the sentence the user reads."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

MAIL_ACCOUNT = "mail account"
"""The hint of what the settings of the mail account would mend."""
MAIL_APPROVAL = "approve the mail account"
"""The hint of what waits for the owner to approve the mail account on this machine."""


class DelegatorError(Exception):
    """Something the user must know; ``exit_code`` is what a command ends with.

    ``hint`` is what the user may want to open next: each front end names its own way there.
    """

    exit_code = 1
    hint = ""


class Refused(DelegatorError):
    """A rule said no. Nothing changed.

    ``field`` names the field of the form that the sentence speaks of; ``force`` names the option that goes past it, and
    ``says_force`` tells that the sentence speaks of that option itself.
    """

    def __init__(
        self, sentence: str, *, field: str | None = None, force: str | None = None, says_force: bool = False,
        hint: str = "",
    ) -> None:  # fmt: skip
        super().__init__(sentence)
        self.field = field
        self.force = force
        self.says_force = says_force
        self.hint = hint


class Unknown(Refused):
    """Nothing has this name."""


class Ambiguous(Refused):
    """Several things have this name; ``candidates`` are lines to choose from."""

    def __init__(self, sentence: str, candidates: list[str]) -> None:
        super().__init__("\n".join([sentence, *(f"  {line}" for line in candidates)]))
        self.candidates = candidates


class NoPassword(Refused):
    """No source has the password of the mail account, or the one that should have it failed."""


class NotApproved(Refused):
    """The mail account of the book was not approved on this machine; ``why`` is the sentence without what to do."""

    def __init__(self, host: str) -> None:
        self.why = f"The mail account of this book ({host}) is not approved on this machine, so its mails wait"
        super().__init__(f"{self.why}: delegator settings --approve-mail shows it and approves it.", hint=MAIL_APPROVAL)


class WrongUsage(DelegatorError):
    """The command or an option's value was not understood."""

    exit_code = 2


class NotSaved(DelegatorError):
    """The disk, a permission or the lock kept the change from being saved.

    ``brief`` is the sentence for where it stands already that nothing was saved.
    """

    exit_code = 3

    def __init__(self, sentence: str, brief: str = "") -> None:
        super().__init__(sentence)
        self.brief = brief or sentence

    @classmethod
    def because(cls, why: str, to_do: str = "") -> Self:
        """Return the refusal whose sentence is why, that nothing was saved, and what to do."""
        return cls(f"{why}; nothing was saved. {to_do}".rstrip(), f"{why}. {to_do}".rstrip())


class Busy(NotSaved):
    """Another program holds the file. The same may be asked for again; it will be free sooner or later."""


class NeedsCare(DelegatorError):
    """The file is damaged or was written by a newer version. Nothing was touched."""

    exit_code = 4


class NotReached(DelegatorError):
    """A message did not get out of the program: there is no desktop, no server, or it did not answer."""


class Damaged(NeedsCare):
    """The files do not fit together any more, and what is whole in them can be got out by recovering."""


class TransientNotice(str):
    """A notice that asks nothing of the reader: it is said once and goes."""

    __slots__ = ()
