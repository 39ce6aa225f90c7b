"""Rebuilds a book from its journals with Python alone, past damaged lines. See recovery.md for when and how.

``python3 replay.py delegator.json.history/*.journal delegator.json.journal > rebuilt.json``

A snapshot, a file that ends in ``.json`` or ``.base``, may stand first: then the journals go on from there.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Line = dict[str, Any]
Tables = dict[str, dict[str, Line]]


def lines(path: Path) -> Iterator[Line]:
    """Yield the whole lines of a journal; say on standard error which ones are damaged."""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            crc, length, data = line.split(b" ", 2)
            if int(length) != len(data) or int(crc, 16) != zlib.crc32(data):
                raise ValueError(line)
            yield json.loads(data)
        except ValueError:
            print(f"{path}: line {number} is damaged and left out", file=sys.stderr)


def apply(tables: Tables, op: Line) -> None:
    """Put one operation into the tables; one on a record that was made in a damaged line is left out."""
    table = tables.setdefault(op["t"], {})
    if op["op"] == "put":
        table[str(op["i"])] = {"uid": op["u"]}
    elif str(op["i"]) not in table:
        print(f"a change of the lost record {op['u']} in {op['t']} is left out: {op['f']}", file=sys.stderr)
        return
    record = table[str(op["i"])]
    record.update(op["f"])
    for field in op.get("x", ()):
        record.pop(field, None)


def replay(paths: list[Path]) -> Tables:
    """Return the tables after every commit of the journals, in order, with ``_meta``."""
    tables: Tables = {}
    meta: Line = {"schema": 1, "store": "", "seq": 0, "hlc": "", "next": {}}
    for path in paths:
        if path.suffix in (".json", ".base"):
            tables = json.loads(path.read_text("utf-8"))
            meta = next(iter(tables.pop("_meta").values()))
            continue
        for line in lines(path):
            meta["store"] = line.get("store", meta["store"])
            if line.get("s", 0) > meta["seq"]:
                if line["s"] > meta["seq"] + 1:
                    print(f"{path}: save {meta['seq'] + 1} is missing before {line['s']}", file=sys.stderr)
                for op in line["o"]:
                    apply(tables, op)
                meta |= {"seq": line["s"], "hlc": line["h"], "next": line["n"]}
    kept = {name: meta[name] for name in ("schema", "store", "seq", "hlc", "next")}
    return {**tables, "_meta": {"1": {"uid": meta["store"], **kept}}}


if __name__ == "__main__":
    json.dump(replay([Path(name) for name in sys.argv[1:]]), sys.stdout, ensure_ascii=False)
