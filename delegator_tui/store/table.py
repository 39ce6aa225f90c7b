"""TinyDB's own API over the live state: its queries unchanged, its writes as commits of the cost of the change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, NoReturn

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from delegator_tui.errors import Refused
from delegator_tui.store.state.changes import Change, Put, Record, Set
from delegator_tui.store.state.rows import LiveRows

if TYPE_CHECKING:
    from delegator_tui.store.store import Store

REFUSAL = "Nothing is ever deleted from a book, so a whole table cannot be emptied or dropped."


class BookStorage(Storage):
    """What TinyDB takes its data from. Writing whole states is refused: tables commit their changes instead."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def read(self) -> dict[str, dict[str, Any]]:
        """Return every live record of every table."""
        return {name: dict(self.store.live(name)) for name in self.store.tables()}

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Refuse."""
        raise Refused(REFUSAL)


class Working(MutableMapping[int, Record]):
    """What TinyDB's updaters work on. It remembers what they touched, so that only that is compared and written."""

    def __init__(self, rows: LiveRows) -> None:
        self._rows = rows
        self._given: dict[int, Record] = {}
        self._gone: set[int] = set()

    def __getitem__(self, key: int) -> Record:
        if key in self._gone:
            raise KeyError(key)
        if key not in self._given:
            self._given[key] = self._rows[str(key)]
        return self._given[key]

    def __setitem__(self, key: int, value: Record) -> None:
        raise Refused("A record is changed field by field, never replaced.")

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._gone.add(key)

    def __iter__(self) -> Iterator[int]:
        return (int(key) for key in self._rows if int(key) not in self._gone)

    def __len__(self) -> int:
        return len(self._rows) - len(self._gone)

    def clear(self) -> NoReturn:
        """Refuse."""
        raise Refused(REFUSAL)

    def changes(self, table: str) -> list[Change]:
        """Return what the updater changed."""
        found: list[Change] = []
        for key, after in self._given.items():
            if key not in self._gone and not self._rows.is_unchanged(str(key), after):
                before = self._rows[str(key)]
                found.append(Set(table, before["uid"], after, [name for name in before if name not in after]))
        return found + [Set(table, self._rows[str(key)]["uid"], {"_deleted": True}) for key in self._gone]


class StoreTable(Table):
    """A TinyDB table whose every write is one commit. Emptying it is refused; removing marks as deleted."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=0)

    @property
    def _store(self) -> Store:
        storage = self.storage
        if not isinstance(storage, BookStorage):
            raise TypeError("a StoreTable stands on a BookStorage")
        return storage.store

    def insert(self, document: Mapping[str, Any]) -> int:
        """Commit one new record and return its id; without ``uid`` it gets one."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Commit new records together and return their ids. Raises ValueError when one has an id that is taken."""
        store = self._store
        with store.transaction():
            puts = [self._put(document) for document in documents]
            commit = store.commit(puts, verb="insert", label=f"insert into {self.name}")
            return [op["i"] for op in commit.ops]

    def _put(self, document: Mapping[str, Any]) -> Put:
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        wanted = document.doc_id if isinstance(document, Document) else None
        if wanted is not None and self.contains(doc_id=wanted):
            raise ValueError(f"Document with ID {wanted} already exists")
        return Put(self.name, document, wanted)

    def _read_table(self) -> Mapping[str, Record]:  # type: ignore[override]
        return self._store.live(self.name)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        store = self._store
        with store.transaction():
            working = Working(store.live(self.name))
            updater(working)  # type: ignore[arg-type]
            changes = working.changes(self.name)
            if changes:
                store.commit(changes, verb="update", label=f"update {self.name}")


class BookDB(TinyDB):
    """The whole book as a TinyDB."""

    table_class = StoreTable

    def __init__(self, store: Store) -> None:
        super().__init__(store, storage=BookStorage)

    def tables(self) -> set[str]:
        """Return the names of the tables."""
        storage = self.storage
        return set(storage.store.tables()) if isinstance(storage, BookStorage) else set()

    def drop_tables(self) -> None:
        """Refuse."""
        raise Refused(REFUSAL)

    def drop_table(self, name: str) -> None:
        """Refuse."""
        raise Refused(REFUSAL)
