from __future__ import annotations

from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Refused
from delegator_tui.exchange.csv_in import Sheet, parse, read
from delegator_tui.exchange.export import COLUMNS
from delegator_tui.model.records import Handoff
from delegator_tui.model.rows import ContractorRow, HandoffRow, TaskRow
from delegator_tui.rules.search import names
from tests.exchange.conftest import DATA, bring
from tests.making import moment

HANDOFF_COLUMNS = ",".join(COLUMNS["handoffs"])


def sheet(text: str, kind: str | None = None) -> Sheet:
    return parse(text, "x.csv", kind, "USD", moment())


def refusal(text: str, kind: str | None = None) -> list[str]:
    with pytest.raises(Refused) as caught:
        sheet(text, kind)
    return str(caught.value).splitlines()


def handoff(desk: Desk, title: str) -> Handoff:
    return names.handoff(title, desk.book)


# ---- reading


@pytest.mark.parametrize(
    ("header", "row", "kind", "type_"),
    [
        ("title,due", "A,2026-12-03", "tasks", TaskRow),
        ("name,email", "A,a@b.example", "contractors", ContractorRow),
        ("title,contractor,due", "A,B,2026-12-03", "handoffs", HandoffRow),
        (" Title ,DUE", "A,2026-12-03", "tasks", TaskRow),
    ],
)
def test_the_columns_tell_what_the_rows_are(header: str, row: str, kind: str, type_: type) -> None:
    found = sheet(f"{header}\n{row}\n")
    assert found.kind == kind
    assert [type(each) for each in found.rows] == [type_]


@pytest.mark.parametrize("text", ["", "\n", "what,when\na,b\n", "title;due\nA;2026-12-03\n", '"title\nA\n'])
def test_a_file_without_the_columns_is_refused(text: str) -> None:
    assert "x.csv" in refusal(text)[0]


def test_a_said_kind_must_have_its_columns() -> None:
    assert refusal("name\nA\n", "tasks") == [
        "x.csv has no column “title” in its first line: is it a CSV file with a header?"
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",Paper,,2026-12-03", "“title” is empty"),
        ("A,,,2026-12-03", "“contractor” is empty"),
        ("A,P,,", "“due” is empty"),
        ("A,P,,soon", "“soon” in “due” is not a date"),
        ("A,P,,2026-02-30", "“2026-02-30” in “due” is not a date"),
        ("A,P,,20261203", "“20261203” in “due” is not a date"),
        ("A,P,,2026-W49-4", "“2026-W49-4” in “due” is not a date"),
        ("A,P,,03/12/2026", "“03/12/2026” in “due” is not a date"),
        ("A,P,,2026-12-03T25:00", "“2026-12-03T25:00” in “due” is not a date"),
        ("A,P,,2026-12-03T15:00[Mars/Base]", "in “due” is not a date"),
        ("A,P,2026-12-01T15:00,2026-12-03", "“2026-12-01T15:00” in “handed_off” is not a date"),
        ("A,P,,2026-12-03,,,cheap", "“cheap” is not an amount of money"),
        ("A,P,,2026-12-03,,,-5", "“-5” is not an amount of money"),
        ("A,P,,2026-12-03,,,NaN", "“NaN” is not an amount of money"),
        ("A,P,,2026-12-03,,,5,dollars", "“DOLLARS” in “currency” is not a currency"),
        ("A,P,,2026-12-03,,,5,USD,x", "“x” in “estimate_minutes” is not a whole number"),
        ("A,P,,2026-12-03,,,5,USD,5,-1", "“-1” in “rounds” is not a whole number"),
        ("A,P,,2026-12-03,,,5,USD,5,1,6", "“6” in “rating” is not a whole number from 1 to 5"),
        ("A,P,,2026-12-03,,,5,USD,5,1,5,lost", "“lost” in “state” is none of drafted, sent"),
    ],
)
def test_a_bad_handoff_names_its_line_and_why(row: str, why: str) -> None:
    row += "," * (HANDOFF_COLUMNS.count(",") - row.count(","))
    first, second = refusal(f"{HANDOFF_COLUMNS}\n{row}\n")
    assert first == "Nothing of x.csv was imported:"
    assert second.startswith("  line 2: ")
    assert why in second


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,rate\nA,lots\n", "“lots” is not an amount"),
        ("name,rate,unit\nA,5,parsec\n", "“parsec” in “unit” is none of hour, day"),
        ("name,capacity_hours_week\nA,200\n", "more than a week's 168 hours"),
        ("name,status\nA,friend\n", "“friend” in “status” is none of"),
        ("title,state\nA,delegated\n", "“delegated” in “state” is none of"),
        ("title,priority\nA,huge\n", "“huge” in “priority” is none of"),
    ],
)
def test_a_bad_row_of_another_kind_names_it_too(text: str, why: str) -> None:
    assert why in refusal(text)[1]


def test_every_bad_row_is_named_up_to_ten() -> None:
    lines = refusal("title,due\n" + "good,2026-12-03\nbad,x\n" * 12)
    assert [line.split(":")[0] for line in lines[1:11]] == [f"  line {n}" for n in range(3, 23, 2)]
    assert lines[11:] == ["  … and 2 more"]


def test_a_row_with_too_many_or_too_few_cells_is_bad() -> None:
    lines = refusal("title,due\nA\nB,2026-12-03,C\n\n")
    assert lines[1:] == [
        "  line 2: it has another number of columns than the header",
        "  line 3: it has another number of columns than the header",
    ]


def test_an_open_quote_is_bad() -> None:
    assert "line 2" in refusal('title,due\n"A,2026-12-03\n')[1]
    assert "line 2" in refusal('title,due\n"A" x,2026-12-03\n')[1]


def test_quoted_line_breaks_and_commas_are_text_and_lines_still_count() -> None:
    text = 'title,notes,due\r\n"A, ""B""","one\r\ntwo\n\nthree",2026-12-03\r\n\r\nC,"x\ny",bad\r\n'
    assert refusal(text)[1].startswith("  line 7: ")
    [row] = sheet(text.replace(",bad", ",2026-12-03")).rows[:1]
    assert isinstance(row, TaskRow)
    assert (row.title, row.notes, row.line) == ('A, "B"', "one\ntwo\n\nthree", 2)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes("\ufefftitle,due\nCafé 日本語,2026-12-03\n".encode())
    [row] = read(file).rows
    assert isinstance(row, TaskRow)
    assert row.title == "Café 日本語"


def test_blank_lines_are_skipped_and_unknown_columns_do_no_harm() -> None:
    found = sheet("title,colour,due\n\nA,red,\n,,\n")
    assert [row.line for row in found.rows] == [3]


def test_values_are_split_at_semicolons() -> None:
    [row] = sheet("name,skills\nA, photo ;retouch;; \n").rows
    assert isinstance(row, ContractorRow)
    assert row.skills == ("photo", "retouch")


def test_a_due_time_is_the_owners_unless_it_names_a_zone() -> None:
    found = sheet("title,due\nA,2026-12-03T15:00\nB,2026-12-03T15:00[Asia/Tokyo]\n").rows
    assert [row.due for row in found if isinstance(row, TaskRow)] == [
        "2026-12-03T15:00[UTC]", "2026-12-03T15:00[Asia/Tokyo]"
    ]  # fmt: skip


def test_money_without_a_currency_is_in_the_home_currency() -> None:
    found = parse('title,contractor,due,price\nA,B,2026-12-03,"1,200.5"\n', "x.csv", None, "EUR").rows[0]
    assert isinstance(found, HandoffRow)
    assert found.price is not None
    assert (found.price.amount, found.price.currency) == ("1200.50", "EUR")


# ---- in the book


def test_the_sample_files_come_in_whole(desk: Desk) -> None:
    assert bring(desk, DATA / "roster.csv") == 14
    assert bring(desk, DATA / "handoffs.csv") == 31
    assert len(desk.book.open_handoffs) == 12
    assert len(list(desk.book.tasks.all())) == 31
    assert not [task for task in desk.book.tasks.all() if task.state == "inbox"]


@pytest.mark.parametrize("name", ["roster.csv", "handoffs.csv"])
def test_the_same_file_again_adds_nothing(shop: Desk, name: str) -> None:
    version = shop.store.version
    assert bring(shop, DATA / name) == 0
    assert shop.store.version == version


def test_the_same_row_twice_in_one_file_is_added_once(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("title,due\nA,2026-12-03\na,2026-12-03\nA,2026-12-04\n")
    assert bring(desk, file) == 2


def test_a_longer_file_adds_only_what_is_new(shop: Desk, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text((DATA / "roster.csv").read_text() + "New One,,photo,,,,,,,,\n")
    assert bring(shop, file) == 1


def test_a_contractor_who_is_not_in_the_roster_is_a_bad_row(shop: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("title,contractor,due\nA,Inkwell Copy,2026-12-03\nB,Nobody,2026-12-03\n")
    version = shop.store.version
    with pytest.raises(Refused) as caught:
        bring(shop, file)
    lines = str(caught.value).splitlines()
    assert lines[0] == "Nothing of x.csv was imported:"
    assert lines[1].startswith("  line 3: ")
    assert "Nobody" in lines[1]
    assert shop.store.version == version


def test_a_dry_run_says_the_same_and_does_nothing(shop: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("title,contractor,due\nA,Inkwell Copy,2026-12-03\n")
    found = read(file)
    version = shop.store.version
    made = shop.imports.bring_in(found.kind, found.rows, "x.csv", dry_run=True)
    assert (made.added, made.known, made.commit) == (1, 0, 0)
    assert shop.store.version == version
    assert shop.imports.bring_in(found.kind, found.rows, "x.csv").added == 1


def test_paid_is_accepted_with_a_final_payment_on_that_day(shop: Desk) -> None:
    found = handoff(shop, "September bookkeeping")
    [payment] = shop.book.paid_for(found)
    assert (found.state, found.next_move, found.next_check) == ("closed", None, None)
    assert (payment.amount, payment.currency, payment.kind, payment.on) == ("180.00", "USD", "final", "2026-10-10")


def test_accepted_and_not_paid_is_still_to_pay(shop: Desk) -> None:
    found = handoff(shop, "October bookkeeping")
    assert (found.state, found.next_move, shop.book.paid_for(found)) == ("accepted", "owner", ())


def test_events_are_at_the_rows_own_dates(shop: Desk) -> None:
    story = shop.book.events_by_record[handoff(shop, "September bookkeeping").uid]
    assert [(event.what, event.at[:10], event.source) for event in story] == [
        ("handed off", "2026-10-01", "import"),
        ("delivered", "2026-10-09", "import"),
        ("accepted", "2026-10-10", "import"),
        ("paid", "2026-10-10", "import"),
        ("closed", "2026-10-10", "import"),
    ]


def test_a_date_that_is_not_known_stays_empty(desk: Desk, tmp_path: Path) -> None:
    desk.contractors.add("Ann")
    file = tmp_path / "x.csv"
    file.write_text("title,contractor,due,state\nA,Ann,2026-12-03,accepted\n")
    bring(desk, file)
    found = handoff(desk, "A")
    assert (found.sent, found.first_delivered, found.accepted) == (None, None, None)
    assert found.uid not in desk.book.events_by_record


def test_an_import_is_one_step_of_undo(shop: Desk) -> None:
    shop.undo()
    assert list(shop.book.handoffs.all()) == []
    assert list(shop.book.tasks.all()) == []
    assert len(list(shop.book.contractors.all())) == 14
