"""A verb is a function of a transaction; a group of verbs is how the desk is asked to do one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar, overload

from delegator_tui.desk.done import numbered
from delegator_tui.desk.transaction import Transaction

if TYPE_CHECKING:
    from delegator_tui.desk.session import Session

P = ParamSpec("P")
R = TypeVar("R")


class Group:
    """The verbs on one noun, each done as a step of its own. A subclass lists them: ``accept = deliveries.accept``."""

    def __init__(self, session: Session) -> None:
        self.session = session


class Verb(Generic[P, R]):
    """A function of a transaction.

    Called with one, it is done in that: several are one step, and a verb may use another. Taken from a group of an
    open desk (``desk.handoffs.accept``) it is called without, and done in a transaction of its own.
    """

    def __init__(self, function: Callable[Concatenate[Transaction, P], R], name: str, kind: str) -> None:
        self.function = function
        self.name = name
        self.kind = kind
        self.__doc__ = function.__doc__

    def __call__(self, tx: Transaction, *args: P.args, **kwargs: P.kwargs) -> R:
        """Do it in a transaction that is open."""
        tx.verb = self.name
        return self.function(tx, *args, **kwargs)

    @overload
    def __get__(self, group: None, owner: type) -> Verb[P, R]: ...

    @overload
    def __get__(self, group: Group, owner: type) -> Callable[P, R]: ...

    def __get__(self, group: Group | None, owner: type) -> Verb[P, R] | Callable[P, R]:
        if group is None:
            return self
        session = group.session

        @wraps(self.function)
        def alone(*args: P.args, **kwargs: P.kwargs) -> R:
            with session.transaction(kind=self.kind) as tx:
                answer = self(tx, *args, **kwargs)
            return numbered(answer, tx.number)

        return alone


def verb(name: str, kind: str = "act") -> Callable[[Callable[Concatenate[Transaction, P], R]], Verb[P, R]]:
    """Make a verb of a function. ``name`` is what the history calls it; ``kind`` system: never a step of undo."""

    def made(function: Callable[Concatenate[Transaction, P], R]) -> Verb[P, R]:
        return Verb(function, name, kind)

    return made
