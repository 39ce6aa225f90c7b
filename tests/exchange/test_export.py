from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import msgspec

from delegator_tui.cli.demo import fill, sample
from delegator_tui.desk.desk import Desk
from delegator_tui.exchange.csv_in import parse
from delegator_tui.exchange.export import COLUMNS, csv_rows, export_json, left_out
from delegator_tui.model.book import Book
from delegator_tui.model.records import TABLES
from delegator_tui.rules.handoffs.money import paid
from tests.exchange.conftest import DATA, bring
from tests.making import StandingClock, desk_at


def written(kind: str, book: Book) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(csv_rows(kind, book))
    return out.getvalue()


def brought(desk: Desk, kind: str, text: str) -> Desk:
    found = parse(text, "x.csv", kind, "USD", desk.now())
    desk.imports.bring_in(found.kind, found.rows, "x.csv")
    return desk


def facts(book: Book) -> list[dict[str, object]]:
    """What there is to know of every handoff, without the names that the store gives."""
    return sorted(
        (
            {
                "title": book.title(each), "contractor": book.name(each.contractor), "state": each.state,
                "due": each.due, "sent": each.sent, "delivered": each.first_delivered, "accepted": each.accepted,
                "next": (each.next_move, each.next_check), "price": each.price, "paid": paid(each, book),
                "rating": each.rating, "owed": [(d.title, d.state, d.rounds, d.due) for d in book.owed_in(each)],
                "task": [(t.state, t.estimate_minutes, t.due) for t in [book.tasks.get(each.task)] if t],
                "events": [(e.what, e.at, e.by) for e in book.events_by_record[each.uid]],
            }
            for each in book.handoffs.all()
        ),
        key=lambda fact: str(fact["title"]),
    )  # fmt: skip


def test_exported_handoffs_come_in_the_same_in_an_empty_book(shop: Desk, tmp_path: Path, clock: StandingClock) -> None:
    other = desk_at(tmp_path / "other.json", clock)
    bring(other, DATA / "roster.csv")
    brought(other, "handoffs", written("handoffs", shop.book))
    assert facts(other.book) == facts(shop.book)
    assert written("handoffs", other.book) == written("handoffs", shop.book)


def test_exported_handoffs_are_known_in_their_own_book(shop: Desk) -> None:
    version = shop.store.version
    brought(shop, "handoffs", written("handoffs", shop.book))
    assert shop.store.version == version


def test_exported_contractors_come_in_the_same(shop: Desk, tmp_path: Path, clock: StandingClock) -> None:
    other = desk_at(tmp_path / "other.json", clock)
    brought(other, "contractors", written("contractors", shop.book))
    assert written("contractors", other.book) == written("contractors", shop.book)
    [row] = [row for row in csv.DictReader(io.StringIO(written("contractors", shop.book))) if "Lingua" in row["name"]]
    assert (row["rate"], row["currency"], row["unit"], row["status"]) == ("0.11", "USD", "word", "active")


def test_exported_tasks_come_in_the_same(desk: Desk, tmp_path: Path, clock: StandingClock) -> None:
    desk.tasks.capture(*(line for line in (DATA / "plate.txt").read_text().splitlines() if not line.startswith("# ")))
    desk.tasks.edit(next(iter(desk.book.tasks.open)), notes='several\nlines, and "quotes"')
    other = brought(desk_at(tmp_path / "other.json", clock), "tasks", written("tasks", desk.book))
    assert written("tasks", other.book) == written("tasks", desk.book)


def test_what_import_cannot_read_is_no_row_and_is_counted(desk: Desk, tmp_path: Path, clock: StandingClock) -> None:
    fill(desk, sample())
    assert left_out("handoffs", desk.book) == 4  # taken back, reassigned, cancelled, and a draft for nobody yet
    other = brought(desk_at(tmp_path / "other.json", clock), "contractors", written("contractors", desk.book))
    brought(other, "handoffs", written("handoffs", desk.book))
    brought(other, "tasks", written("tasks", desk.book))
    for kind in ("contractors", "handoffs"):
        assert len(written(kind, other.book).splitlines()) == len(written(kind, desk.book).splitlines())
    titles = sorted(task.title for task in desk.book.tasks.all() if task.title != "Leaflet for music teachers")
    assert sorted(task.title for task in other.book.tasks.all()) == titles


def test_the_columns_are_those_of_the_sample_files(shop: Desk) -> None:
    for kind, name in (("contractors", "roster.csv"), ("handoffs", "handoffs.csv")):
        header = (DATA / name).read_text().splitlines()[0].split(",")
        assert header == [column for column in COLUMNS[kind] if column != "phone"]
    assert csv_rows("handoffs", shop.book)[0] == list(COLUMNS["handoffs"])


def test_json_holds_every_record_as_it_is_kept(desk: Desk) -> None:
    fill(desk, sample())
    document = json.loads(json.dumps(export_json(desk.book)))
    assert set(document) == {"now", "version", "tasks", "contractors", "handoffs", "tables"}
    again = {
        (table, uid)
        for table, rows in document["tables"].items()
        for uid in (msgspec.convert(row, TABLES[table]).uid for row in rows)
    }
    assert again == {(table, record.uid) for table, record in desk.book.everything()}
    for table, rows in document["tables"].items():
        by_uid = {row["uid"]: row for row in rows}
        for record in desk.book.table(table).all():
            assert msgspec.convert(by_uid[record.uid], TABLES[table]) == record


def test_an_empty_book_is_exported_as_headers(desk: Desk) -> None:
    for kind, columns in COLUMNS.items():
        assert csv_rows(kind, desk.book) == [list(columns)]
