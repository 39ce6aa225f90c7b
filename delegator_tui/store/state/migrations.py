"""From older versions of what the records mean to this one. Each step is a pure function; a writer commits it.

A book of an older schema is shown migrated at once, in memory. The first writer keeps a backup, commits each step as a
*system* commit which says to what schema it leads, and then compacts. Every version has golden files in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from delegator_tui.errors import NeedsCare
from delegator_tui.store.files import entry
from delegator_tui.store.state.changes import Change
from delegator_tui.store.state.state import State

Migrate = Callable[[State], Sequence[Change]]
"""Answers the changes that lead from one schema to the next; must not change the state, and read nothing else."""
Migrations = Mapping[int, Migrate]
"""For each past schema what leads to the next one."""

MIGRATE = "migrate"
"""The verb of a commit that leads to the next schema."""
MIGRATIONS: Migrations = {}
"""Schema 1 is the first that was ever published."""


def steps_from(state: State, migrations: Migrations) -> Iterator[Migrate]:
    """Yield the steps from the state's schema to ours, each to be applied before the next. Raises NeedsCare."""
    for schema in range(state.schema, entry.SCHEMA):
        if schema not in migrations:
            raise NeedsCare(f"This book has schema {schema}, which this delegator does not know. Nothing was touched.")
        yield migrations[schema]
