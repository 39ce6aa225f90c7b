"""The filter typed after ``/``: what each mark finds in a small book, what always holds, and the palette's search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.model.book import Book
from delegator_tui.model.record_table import Archive, RecordTable
from delegator_tui.model.records import Contractor, Handoff, Money, Price, Rate, Record, Sent, Settings, Task
from delegator_tui.rules.dates.habits import Habits
from delegator_tui.rules.search.filters import Filter, Haystack, find_anything, narrow, read_filter
from tests.making import FRIDAY, book_of, contractor, handoff, moment, owed, task, with_owed

NOW = moment()
"""Monday 23 November 2026, 09:00."""


def matcher(read: Filter, book: Book) -> Callable[[Task | Handoff | Contractor], bool]:
    """What tells of one record whether a list of it alone is left."""
    haystack = Haystack()
    return lambda record: narrow([record], read, book, haystack) == [record]


def a_book(*more: Record) -> Book:
    north = contractor(
        "Northlight Photo", contact="Mária López", skills={"photography": "trusted"},
        rates=(Rate(amount="80", currency="USD"),),
    )  # fmt: skip
    kiln = contractor(
        "Kiln & Print", status="trial", skills={"print": "untried"}, rates=(Rate(amount="35", currency="EUR"),)
    )
    ada = contractor("Ada Books", skills={"bookkeeping": "proven"}, notes="Slow in August")
    tasks = {each.title: each for each in some_tasks(ada)}
    photos = handoff(tasks["Photos of mugs"], north, price=Price(amount="400.00", currency="USD"))
    files = owed(photos, due="2026-11-25")
    sent = Sent(at="2026-11-18T09:00:00.000Z")
    return book_of(
        north, kiln, ada, *tasks.values(), with_owed(photos, files), files,
        handoff(tasks["Care cards"], kiln, state="delivered", next_move="owner", due="2026-11-20",
                price=Price(amount="120.00", currency="EUR")),
        handoff(tasks["Gift boxes"], kiln, state="sent", due="2026-11-19", sent=sent),
        handoff(tasks["Fair stand"], None, state="drafted", due=None, next_move="owner",
                created="2026-11-23T08:00:00.000Z"),
        *more, now=NOW,
    )  # fmt: skip


def some_tasks(ada: Contractor) -> list[Task]:
    out: dict[str, Any] = {"state": "delegated"}
    return [
        task("Café menu", notes="Ask the printer\nabout thick  paper", project="shop", labels=("print",),
             priority="high", estimate_minutes=180, due="2026-11-20"),
        task("Order glaze", state="mine", project="studio", due="2026-11-23", estimate_minutes=20,
             price_idea=Money(amount="250.00", currency="USD")),
        task("Renew domain", state="later", defer_until="2026-12-10", project="Shop-web", labels=("web", "admin"),
             due="2026-11-26", priority="low"),
        task("Count stock", state="later", defer_until="2026-11-20", estimate_minutes=120),
        task("Tax papers", due="2026-12-03T15:00[Europe/London]", labels=("admin",), notes="Call 12:30 about #12",
             skill="bookkeeping"),
        task("Wholesale list", contractor=ada.uid, **out),
        task("Photos of mugs", project="shop", labels=("photo",), estimate_minutes=300, skill="photo", **out),
        task("Care cards", **out),
        task("Gift boxes", project="gifts", **out),
        task("Fair stand", due="2026-12-01", **out),
        task("Old flyer", state="done", project="shop", due="2026-11-01", priority="high"),
    ]  # fmt: skip


BOOK = a_book()
LISTS: dict[str, list[Any]] = {
    "tasks": list(BOOK.tasks.all()),
    "handoffs": list(BOOK.handoffs.all()),
    "contractors": list(BOOK.contractors.all()),
}
EVERYTHING: list[Task | Handoff | Contractor] = [record for records in LISTS.values() for record in records]


def title(record: Record, book: Book = BOOK) -> str:
    return book.title(record) if isinstance(record, Handoff) else getattr(record, "title", getattr(record, "name", ""))


def short(records: Sequence[Record], book: Book = BOOK) -> str:
    """The first words of what was found, in order."""
    return " ".join(title(record, book).split()[0] for record in records)


def shown(text: str, among: str) -> str:
    return short(narrow(LISTS[among], read_filter(text, NOW), BOOK, Haystack()))


ALL = "Café Order Renew Count Tax Wholesale Photos Care Gift Fair Old"

TASKS = [
    ("", ALL),
    ("   ", ALL),
    # words
    ("cafe", "Café"),
    ("CAFÉ", "Café"),
    ("cafe\u0301", "Café"),
    ("menu café", "Café"),
    ("menu glaze", ""),
    ("paper", "Café Tax"),
    ("thick", "Café"),
    ("ada", "Wholesale"),
    ("shop", "Café Renew Photos Old"),
    ("admin", "Renew Tax"),
    ("admin renew", "Renew"),
    ('"thick paper"', "Café"),
    ('"printer about"', "Café"),
    ('"paper thick"', ""),
    ('"thick pap', "Café"),
    ("“thick paper”", "Café"),
    ('"menu ask"', ""),
    ('"today"', ""),
    ("12:30", "Tax"),
    ("#12", "Tax"),
    # names
    ("#shop", "Café Renew Photos Old"),
    ("#SHOP-", "Renew"),
    ('#"shop"', "Café Photos Old"),
    ("project:gif", "Gift"),
    ("@admin", "Renew Tax"),
    ("@admin @web", "Renew"),
    ("label:web", "Renew"),
    (">ada", "Wholesale"),
    (">book", "Wholesale"),
    (">ooks", ""),
    ("to:ada", "Wholesale"),
    ('>"ada boo', "Wholesale"),
    ('>"ada boo"', ""),
    ("skill:photo", "Photos"),
    ("!high", "Café Old"),
    ("!l", "Renew"),
    # states
    ("state:inbox", "Café Count Tax"),
    ("state:later", "Renew Count"),
    ("state:mine,do", "Order Old"),
    ("state:d,", "Wholesale Photos Care Gift Fair Old"),
    ("overdue", "Café Gift"),
    ("today", "Order"),
    ("Soon", "Renew Photos"),
    ("leak", "Wholesale"),
    ("mine", "Café Order Renew Count Tax Care Fair"),
    ("theirs", "Photos Gift"),
    # dues
    ("due:today", "Order"),
    ("due=23/11", "Order"),
    ("due:none", "Count Wholesale"),
    ("due<fri", "Café Order Renew Photos Care Gift Old"),
    ("due<thu", "Café Order Photos Care Gift Old"),
    ("due<=thu", "Café Order Renew Photos Care Gift Old"),
    ("due>1dec", "Tax"),
    ("due>=1dec", "Tax Fair"),
    ("due<+7d", "Café Order Renew Photos Care Gift Old"),
    ("due>3_dec", ""),
    ('due:"3 dec"', "Tax"),
    ('due>="3 dec', "Tax"),
    ("due<3_dec_16:00", "Café Order Renew Tax Photos Care Gift Fair Old"),
    ("due<3_dec_14:59 due>today", "Renew Photos Fair"),
    ("due<yesterday", "Café Care Gift Old"),
    ("due<2026-11-20", "Gift Old"),
    ("due:dec3 due<thu16:00", ""),
    ("due<-2d", "Café Care Gift Old"),
    # the owner's lists
    ("is:triage", "Café Count Tax"),
    ("is:inbox", "Café Count Tax"),
    ("is:yours", "Order"),
    ("is:later", "Renew"),
    ("is:delegated", "Wholesale Photos Care Gift Fair"),
    ("is:yours,later", "Order Renew"),
    ("is:y", "Order"),
    ("-is:triage -is:del", "Order Renew Old"),
    ("is:overdue", "Café Gift"),
    ("is:mine", "Café Order Renew Count Tax Care Fair"),
    ("is:leak", "Wholesale"),
    ("is=later #shop-", "Renew"),
    ("is:", ALL),
    ("is:nothing", ""),
    ("is<yours", ""),
    # figures
    ("~>2h", "Café Photos"),
    ("~>=2h", "Café Count Photos"),
    ("~20m", "Order"),
    ("est<1h", "Order"),
    ("~none -state:delegated", "Renew Tax Old"),
    ("price>200", "Order"),
    ("price<=250", "Order"),
    ("price>€200", ""),
    ("price:$250", "Order"),
    ("-price:none", "Order"),
    # turned round
    ("-#shop -state:delegated", "Order Count Tax"),
    ("-shop -state:delegated", "Order Count Tax"),
    ("-!high #shop", "Renew Photos"),
    ('-"thick paper" #shop', "Renew Photos Old"),
    ("-due<fri -due:none", "Tax Fair"),
    ("--cafe", "Café"),
    ("-overdue !h", "Old"),
    # unfinished marks ask nothing, unreadable ones are words
    ("cafe due<", "Café"),
    ('# @ > ! ~ - state: due: "', ALL),
    ("due<blah", ""),
    ("colour:red", ""),
    ("-colour:red cafe", "Café"),
]

HANDOFFS = [
    ("mugs", "Photos"),
    ("north", "Photos"),
    ("#shop", "Photos"),
    ("shop", "Photos"),
    ("@photo", "Photos"),
    (">kiln", "Care Gift"),
    (">pri", "Care Gift"),
    ("state:del,sent", "Care Gift"),
    ("state:drafted", "Fair"),
    ("overdue", "Gift"),
    ("soon", "Photos"),
    ("today", ""),
    ("mine", "Care Fair"),
    ("yours", "Care Fair"),
    ("theirs", "Photos Gift"),
    ("leak", "Gift"),
    ("is:yours", "Care Fair"),
    ("is:delegated", "Photos Care Gift Fair"),
    ("is:triage", ""),
    ("is:later", ""),
    ("is:overdue", "Gift"),
    ("due:none", "Fair"),
    ("due:wed", "Photos"),
    (f"due<{FRIDAY}", "Photos Care Gift"),
    ("price>200", "Photos"),
    ("price<200", "Care"),
    ("price<$200", ""),
    ("price:none", "Gift Fair"),
    ("~>2h", "Photos"),
    ("skill:ph", "Photos"),
]

CONTRACTORS = [
    ("lopez", "Northlight"),
    ("august", "Ada"),
    (">print", "Kiln"),
    ("skill:photo", "Northlight"),
    ("skill:book,", ""),
    ("state:active", "Northlight Ada"),
    ("state:trial", "Kiln"),
    ("overdue", "Kiln"),
    ("-overdue", "Northlight Ada"),
    ("mine", "Kiln"),
    ("is:yours", "Kiln"),
    ("is:later", ""),
    ("#shop", "Northlight"),
    ("price>50", "Northlight"),
    ("price<€50", "Kiln"),
    ("price:none", "Ada"),
]


@pytest.mark.parametrize(("text", "expected"), TASKS)
def test_tasks_that_fit(text: str, expected: str) -> None:
    assert shown(text, "tasks") == expected


@pytest.mark.parametrize(("text", "expected"), HANDOFFS)
def test_handoffs_that_fit(text: str, expected: str) -> None:
    assert shown(text, "handoffs") == expected


@pytest.mark.parametrize(("text", "expected"), CONTRACTORS)
def test_contractors_that_fit(text: str, expected: str) -> None:
    assert shown(text, "contractors") == expected


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("due<blah mugs", ["due<blah"]),
        ("-due:32dec", ["-due:32dec"]),
        ('due<"no day"', ['due<"no day"']),
        ("state:lost price>lots ~>x !!", ["state:lost", "price>lots", "~>x", "!!"]),
        ("state:inbox,lost", ["state:inbox,lost"]),
        ("skill<photo price>35/hour colour:red", ["skill<photo", "price>35/hour", "colour:red"]),
        ("due< state: # cafe Re: 12:30 https://a.b #12 5\"", []),
        ("overdue #shop due<fri", []),
    ],
)  # fmt: skip
def test_marks_that_nobody_can_read_are_named(text: str, unclear: list[str]) -> None:
    assert read_filter(text, NOW).unclear == unclear


def test_month_first_reads_the_month_first() -> None:
    first = read_filter("due:12/3", NOW, Habits(month_first=True))
    assert short(narrow(LISTS["tasks"], first, BOOK, Haystack())) == "Tax"


def test_a_filter_of_nothing_is_empty() -> None:
    assert read_filter(" due< ", NOW).empty
    assert not read_filter("a", NOW).empty


def test_the_owners_dollar_is_the_dollar_of_home() -> None:
    home = next(iter(BOOK.tasks.open.values()))
    canadian = Price(amount="10.00", currency="CAD")
    given_out = handoff(home, price=canadian)
    book = book_of(home, given_out, Settings(uid="s", home_currency="CAD"))
    assert matcher(read_filter("price:$10", NOW), book)(given_out)


# ---- what always holds


def without_quotes(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, '"“”')))


WORDS = st.sampled_from(["a", "ca", "care", "o", "of", "é", "p", "paper", "zzz", "ß", "Σ", "&", "3", "İ"])
PIECES = (
    '#|@|>|!|~|-|--|"|“|:|<|<=|>=|=|due|due<|due:|state:|price>|~>|skill:|est:|to:|https://|foo:|overdue|today|leak|mine|'
    "theirs|soon|none|fri|3_dec|+7d|1/13|shop|print|inbox|,|$|200|€3|2h|high|\0|\t|\ud800|\u0301|²|´|\u212a|ſ"
)
PARTS = st.sampled_from(PIECES.split("|")) | WORDS | st.just(" ")
TEXTS = st.lists(PARTS, max_size=10).map("".join) | st.text(max_size=30)


@settings(deadline=None)
@given(TEXTS)
def test_no_text_fails_and_a_list_is_narrowed_as_its_records_match(text: str) -> None:
    read = read_filter(text, NOW)
    fits = matcher(read, BOOK)
    assert narrow(EVERYTHING, read, BOOK, Haystack()) == [record for record in EVERYTHING if fits(record)]
    assert not read.empty or len(narrow(EVERYTHING, read, BOOK, Haystack())) == len(EVERYTHING)


IN_QUOTES = st.builds('{}"{}"'.format, st.sampled_from(["", "#", "@", ">", "due<", "-"]), TEXTS.map(without_quotes))
TERMS = TEXTS.map(lambda text: "".join(without_quotes(text).split())) | IN_QUOTES


@settings(deadline=None)
@given(TERMS)
def test_a_minus_leaves_what_its_term_takes_away(text: str) -> None:
    read = read_filter(text, NOW)
    if not read.empty and "\0" not in text:
        fits, fits_not = matcher(read, BOOK), matcher(read_filter(f"-{text}", NOW), BOOK)
        assert all(fits(record) is not fits_not(record) for record in EVERYTHING)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_two_terms_leave_what_both_leave(one: str, other: str) -> None:
    one = without_quotes(one)
    both, *apart = [matcher(read_filter(text, NOW), BOOK) for text in (f"{one} {other}", one, other)]
    assert [both(record) for record in EVERYTHING] == [all(fits(r) for fits in apart) for r in EVERYTHING]


@settings(deadline=None)
@given(st.text(st.sampled_from("acefiopÉß´&' 3ΣςΑ\u0301İ"), min_size=1, max_size=8), st.integers(1, 7))
def test_a_longer_word_leaves_no_more(text: str, length: int) -> None:
    book = a_book(task(text), task(f"x{text}y"))
    records = list(book.tasks.all())
    longer, shorter = (narrow(records, read_filter(each, NOW), book, Haystack()) for each in (text, text[:length]))
    assert {record.uid for record in longer} <= {record.uid for record in shorter}


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_title_is_found_by_itself_in_quotes(typed: str) -> None:
    named = task(without_quotes(typed).replace("\0", ""))
    assert matcher(read_filter(f'"{named.title}"', NOW), book_of(named))(named)


# ---- the haystack


def test_a_changed_record_is_read_anew() -> None:
    haystack, old = Haystack(), task("Mugs")
    book = book_of(old)
    assert narrow([old], read_filter("mugs", NOW), book, haystack) == [old]
    new = msgspec.structs.replace(old, title="Bowls")
    later = book.put({"tasks": [(old.uid, new, True)]}, 2)
    assert narrow([new], read_filter("mugs", NOW), later, haystack) == []
    assert narrow([new], read_filter("bowls", NOW), later, haystack) == [new]


TYPED = st.text(st.sampled_from('acefiopé- 3"'), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(TYPED, st.booleans()), min_size=1, max_size=6))
def test_what_is_typed_key_by_key_finds_what_the_whole_text_finds(typed: list[tuple[str, bool]]) -> None:
    haystack = Haystack()
    for text, halved in typed:
        among = EVERYTHING[::2] if halved else EVERYTHING
        for end in (*range(len(text) + 1), *reversed(range(len(text)))):
            read = read_filter(text[:end], NOW)
            assert narrow(among, read, BOOK, haystack) == narrow(among, read, BOOK, Haystack()), text[:end]


def test_a_handoff_is_found_by_the_new_title_of_its_task() -> None:
    haystack, old = Haystack(), task("Mugs")
    given_out = handoff(old)
    book = book_of(old, given_out)
    assert narrow([given_out], read_filter("mugs", NOW), book, haystack) == [given_out]
    later = book.put({"tasks": [(old.uid, msgspec.structs.replace(old, title="Bowls"), True)]}, 2)
    assert narrow([given_out], read_filter("mugs", NOW), later, haystack) == []
    assert narrow([given_out], read_filter("bowls", NOW), later, haystack) == [given_out]


def test_a_handoff_whose_task_comes_late_is_found_by_its_title() -> None:
    haystack, late = Haystack(), task("Mugs")
    given_out = handoff(late)
    book = book_of(given_out)
    assert narrow([given_out], read_filter("mugs", NOW), book, haystack) == []
    assert narrow([given_out], read_filter("missing", NOW), book, haystack) == [given_out]
    later = book.put({"tasks": [(late.uid, late, True)]}, 2)
    assert narrow([given_out], read_filter("mugs", NOW), later, haystack) == [given_out]


def test_a_renamed_contractor_is_found_by_the_new_name() -> None:
    haystack, who = Haystack(), contractor("Ada")
    given, given_out = task("Mugs", contractor=who.uid), handoff(task("Cards"), who)
    records: list[Task | Handoff] = [given, given_out]
    book = book_of(who, given, given_out)
    assert narrow(records, read_filter("ada", NOW), book, haystack) == records
    later = book.put({"contractors": [(who.uid, msgspec.structs.replace(who, name="Bela"), True)]}, 2)
    assert narrow(records, read_filter("ada", NOW), later, haystack) == []
    assert narrow(records, read_filter("bela", NOW), later, haystack) == records


def test_a_list_that_was_changed_in_place_is_narrowed_as_it_is_now() -> None:
    haystack, rows = Haystack(), [task("Mugs"), task("Bowls")]
    book = book_of(*rows)
    assert short(narrow(rows, read_filter("mugs", NOW), book, haystack), book) == "Mugs"
    rows.reverse()
    rows.append(task("More mugs"))
    assert short(narrow(rows, read_filter("mugs", NOW), book, haystack), book) == "Mugs More"


def test_a_narrowed_list_is_a_list_of_its_own() -> None:
    assert narrow(LISTS["tasks"], read_filter("", NOW), BOOK, Haystack()) is not LISTS["tasks"]


# ---- the palette


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" ", ""),
        ("mugs", "Photos Photos"),
        ("shop", "Photos Photos Renew Café Old"),
        ("p", "Photos Photos Kiln Northlight Tax Ada Gift Care Renew Café Old"),
        ("print", "Kiln Gift Care Café"),
        ("cafe", "Café"),
        ("menu cafe", "Café"),
        ("flyer", "Old"),
        ("zzz", ""),
    ],
)
def test_the_palette_finds_the_best_first(text: str, expected: str) -> None:
    assert short(find_anything(text, BOOK, Haystack())) == expected


def test_the_palette_ranks_titles_before_other_fields_and_open_before_closed() -> None:
    titles = ["Sand the cards", "Postcards", "Cardigans", "Wash, (card) sort", "Mugs"]
    made = [task(each, notes="card" if each == "Mugs" else "") for each in titles]
    book = book_of(*made, task("Card", state="done"), contractor("Cardinal"))
    found = [title(record, book) for record in find_anything("card", book, Haystack())]
    assert found == [
        "Cardinal", "Cardigans", "Wash, (card) sort", "Sand the cards", "Postcards", "Mugs", "Card",
    ]  # fmt: skip


@pytest.mark.parametrize("limit", [0, 1, 2, 5, 6, 50])
def test_a_limited_palette_shows_the_beginning_of_the_whole(limit: int) -> None:
    book = a_book(*(task(each) for each in ("Card a", "A card", "Postcard", "Card b", "Acard")))
    whole = find_anything("card", book, Haystack(), 1000)
    assert find_anything("card", book, Haystack(), limit) == whole[:limit]


def test_the_palette_reads_closed_records_only_when_open_ones_do_not_fill_it() -> None:
    asked: list[str] = []

    def load() -> dict[str, Task]:
        asked.append("all")
        return {}

    mugs = task("Mugs")
    book = Book({"tasks": RecordTable({mugs.uid: mugs}, Archive(load, lambda _: None))}, 1, NOW)
    assert (find_anything("mugs", book, Haystack(), 1), asked) == ([mugs], [])
    assert (find_anything("mugs", book, Haystack(), 2), asked) == ([mugs], ["all"])


@settings(deadline=None)
@given(TEXTS)
def test_the_palette_takes_any_text(text: str) -> None:
    found = find_anything(text, BOOK, Haystack())
    assert len({record.uid for record in found}) == len(found)
