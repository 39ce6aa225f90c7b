"""What an inbox task looks like: what is out already is found, and nothing is proposed that is another job."""

from __future__ import annotations

import itertools
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Recurrence, Task
from delegator_tui.rules.search.similar import ENOUGH, Alike, alike, likes, say
from delegator_tui.rules.tasks.plate import triage as to_triage
from tests.making import accepted, book_of, contractor, drafted, handoff, owed, sent, task, with_owed
from tests.sample import plate

WEEKLY = Recurrence(rule="FREQ=WEEKLY", start="2026-11-30")

# The sample's lines that are out already: how each title begins, and what it looks like.
OUT = """
Monthly bookkeeping for October | October bookkeeping, with Tally & Daughters, accepted Fri 13 Nov
New product photos for the glaze range | Glaze range photos, with Northlight Photo, 3 d late
Write the December newsletter | December newsletter, with Inkwell Copy, due Fri 27 Nov
Fix the checkout bug | Checkout bug, with Brightline Web, due Tue 24 Nov
Alt text for 140 product images | Product alt text, with Harbour Admin, review
Turn on two-factor | Mailbox two-factor, with Root Access IT, 3 d late
Design the care card | Care card design, with Paper Plane Design, returned, 4 d late
Translate the returns page | Returns page in German, with Lingua Due, due today
Answer the questions on the marketplace | Daily marketplace replies, with Harbour Admin, due Mon 30 Nov
Look at the courier's new contract | Courier contract review, with Plainly Legal, 3 d late
Edit the workshop video | Workshop video edit, with Cutting Room Nine, 5 d late
Captions for the workshop video | Workshop video edit, with Cutting Room Nine, 5 d late
Try ads on the two best sellers | Ads test on two best sellers, with Signal Ads, due Mon 30 Nov
Data entry: 80 paper orders | Paper orders data entry, with Harbour Admin, due Wed 25 Nov
"""

# The lines that are most easily taken for something that is or was out, and why they are not.
NOT_OUT = """
VAT return | VAT return Q3 was filed on 29 Oct: this one is of a new quarter
Find someone for Saturday packing | to find somebody is not to pack, and that Saturday is over
Print 500 care cards | to print is not to design
Retouch last month's photos | the glaze range photos are of this month and owed retouched
Clean up the customer spreadsheet | the customer sheet clean-up was accepted in August
Back up the website and prove one restore | the backup restore proof is of 16 Oct, 38 days ago
List the 22 new mugs on the marketplace | marketplace listings batch 1 is of June, the replies are other work
Check that the contract designer assigned the logo rights | it shares a contract with the courier's
Glaze test notes into one place | it shares the glaze with the photos
Write down how we pack a dinner set | it shares packing and photos
Automate "order shipped" mail | it shares orders and a sheet with the data entry
Pay the photographer's deposit | to pay for photos is not to take them
"""

# Other businesses: a title, and what is out. What is missed is known: no endings but English ones, no prefixes.
RELATED = """
Fix leaking tap in the upstairs bathroom, tenant complained twice | Leaking bathroom tap
Translate the rental contract to Polish | Polish translation of the rental contract
Illustrations for the children's book, pages 1-10 | Children's book illustrations
Draft the staff handbook chapter on holidays | Staff handbook holiday chapter ; Payroll for November | November payroll
Catering menu photos for the spring brochure | Spring catering menu photos ; Quarterly VAT filing for Q4 | VAT filing Q4
Move the shop's mail to the new provider | Mail migration to new provider ; 予約ページのデザイン | 予約ページ デザイン
Install the backup drive in the office | Office backup drive installation
Build a price calculator for the quote form | Quote form price calculator
Enter the paper invoices from September | September paper invoice entry ; Prüfung der Mietverträge | Mietverträge prüfen
Transcribe the podcast episodes 12 to 15 | Podcast episode transcripts ; Rechnung für Müller schreiben | Müller Rechnung
Clean up the product database (doubles!) | Product database clean-up ; January rota for the clinic | Clinic rota January
Renew SSL certificate for the shop domain | SSL certificate renewal ; Get the lease looked at by a lawyer | Lease review
Label design for the chilli sauce bottles | Chilli sauce labels ; Photograph the new wedding cakes | Wedding cake photos
Tidy up the supplier contacts list | Supplier contacts clean-up ; Édition de la vidéo de mariage | Edition vidéo mariage
Set up online booking for yoga classes | Online booking set-up ; Get the brake pads on van 2 replaced | Van 2 brake pads
Sound mix for the second album track | Album track 2 sound mix ; Make flyers for the open day | Open day flyer design
Proofread the grant application | Grant application proof-read ; Repaint the treatment room | Treatment room painting
Book-keeping catch up Jan-March | Bookkeeping January to March ; Answer Google reviews | Google review replies
Make a price list PDF for wholesale | Wholesale price list PDF
Write three blog posts about sourdough | Sourdough blog posts
Instagram ads for the summer camp | Summer camp Instagram ads
Put the recipe cards into InDesign | Recipe cards in InDesign
Register the trademark in the EU | EU trademark registration ; Fix the slow contact form on our site | Slow contact form
Subtitles for the training videos | Training video subtitles
Redesign the menu board before Easter | Menu board redesign ; Website redesign: new home page first | Home page redesign
"""
MISSED = {"Prüfung der Mietverträge", "Repaint the treatment room"}

UNRELATED = """
Invoice the Brown family for the kitchen plans | Kitchen plans for the Brown family ; VAT filing for Q3 | VAT filing Q4
Write to the bank about the loan | Write the loan agreement summary ; Pay the lawyer for the lease review | Lease review
Update the price list for 2027 | Update the price list for 2026 ; Batch 3 of product listings | Product listings batch 2
Find a photographer for the wedding fair | Wedding fair photos ; Teach the yoga class on Monday | Yoga class on Tuesday
Online booking text for the home page | Online booking set-up ; Order bottles for the chilli sauce | Chilli sauce labels
Send the grant application off | Grant application proof-read ; Bookkeeping April to June | Bookkeeping January to March
Book podcast guest for January | Podcast episode transcripts ; Bake six wedding cakes for Saturday | Wedding cake photos
Rental contract for the new tenant | Office rental insurance ; Buy a new office chair | Office backup drive installation
Write the job ad for a baker | Write the job ad for a driver ; Treatment room booking calendar | Treatment room painting
Spring brochure delivery route | Spring catering menu photos ; Quote for the Miller garden | Quote form price calculator
Children's book launch party | Children's book illustrations ; Training video for new drivers | Training video subtitles
Product photos for the database | Product database clean-up ; New tiles for the upstairs bathroom | Leaking bathroom tap
Ask Google to delete a fake review | Google review replies ; Wholesale terms and conditions | Wholesale price list PDF
Send the wedding video to the couple | Wedding video edit ; Chase September invoices | September paper invoice entry
Upload the course videos to the site | Course video edit ; Supplier contract for flour | Supplier contacts clean-up
Check the translation of the manual | Manual translation ; Tax return for the shop | Returns policy for the shop
Summer camp waiver forms | Summer camp Instagram ads ; New mail signature | Mail migration to new provider
Hang up the open day flyers | Open day flyer design ; Smith wedding album edit | Jones wedding album edit
Slow cooker recipe for the blog | Slow contact form ; Recipe cards stock count | Recipe cards in InDesign
Renew the van insurance | Renew the shop insurance ; February rota for the clinic | Clinic rota January
Ask the designer for the logo files | Logo design ; Meeting notes from Tuesday | Meeting room booking
Call the landlord about the lease | Lease review ; US trademark search | EU trademark registration
Garden plan for No. 12 | Garden plan for No. 14 ; Website hosting invoice | Website hosting move
Clinic website photos | Clinic brochure photos ; Thank Anna for the logo | Logo for the bakery
Shop domain renewal | SSL certificate renewal ; Order sourdough flour | Sourdough blog posts
Album cover design | Album track 2 sound mix ; Check stock of paper bags | Paper bag design
Staff party | Staff handbook holiday chapter ; Train the new barista | New barista contract
Frame the glaze photos | Glaze range photos ; Weekly social posts | Monthly social posts ; 請求書の作成 | 見積書の作成
Logo on the van | Logo for the website ; Print the menus | Menu board redesign ; Home page photos | Home page redesign
Spring newsletter | Autumn newsletter ; Email list import | Email list export ; December payroll | November payroll
Van 3 brake pads | Van 2 brake pads
"""


def pairs(table: str) -> list[tuple[str, str]]:
    """The pairs of a table: ``left | right``, one a line or parted by `` ; ``."""
    lines = table.strip().replace(" ; ", "\n").splitlines()
    return [(left, right) for left, _, right in (line.partition(" | ") for line in lines)]


def found(title: str, out: str, **fields: Any) -> Alike | None:
    """What a task looks like when a task of title ``out`` is handed off."""
    asked, theirs = task(title), task(out, state="done" if "accepted" in fields else "delegated")
    return alike(asked, book_of(asked, theirs, handoff(theirs, **fields)))


def begins(title: str, book: Book) -> Task:
    return next(t for t in book.tasks.all() if t.title.startswith(title))


# ---- the sample shop


@pytest.mark.parametrize(("line", "said"), pairs(OUT))
def test_a_line_of_the_sample_that_is_out_is_found(line: str, said: str, shop: Book) -> None:
    like = alike(begins(line, shop), shop)
    assert like is not None
    assert (say(like, shop), ENOUGH <= like.score <= 1) == (said, True)


@pytest.mark.parametrize(("line", "why"), pairs(NOT_OUT))
def test_a_line_of_the_sample_that_only_shares_words_proposes_nothing(line: str, why: str, shop: Book) -> None:
    assert alike(begins(line, shop), shop) is None, why


def test_of_all_lines_of_the_sample_only_those_that_are_out_propose_something(shop: Book) -> None:
    assert len(plate()) == 64
    out = {begins(line, shop).uid: said for line, said in pairs(OUT)}
    assert {uid: say(like, shop) for uid, like in likes(shop).items()} == out
    later = [t for t in shop.tasks.open.values() if t.state == "later"]
    assert [alike(each, shop) for each in later] == [None, None]
    assert likes(shop) == {t.uid: one for t in to_triage(shop) if (one := alike(t, shop))}


@pytest.mark.parametrize(("title", "out"), [pair for pair in pairs(RELATED) if pair[0] not in MISSED])
def test_related_titles_are_alike(title: str, out: str) -> None:
    assert found(title, out) is not None


@pytest.mark.parametrize(("title", "out"), pairs(UNRELATED))
def test_unrelated_titles_are_not_alike(title: str, out: str) -> None:
    assert found(title, out) is None
    assert found(out, title) is None


def test_no_title_is_taken_for_that_of_another_pair() -> None:
    related, titles = pairs(RELATED), [task(title) for title, _ in pairs(RELATED) + pairs(UNRELATED)]
    theirs = {out: task(out, state="delegated") for _, out in related}
    book = book_of(*titles, *theirs.values(), *(handoff(each) for each in theirs.values()))
    by_uid = {uid: like.record for uid, like in likes(book).items()}
    said = {(t.title, book.title(out)) for t in titles if isinstance(out := by_uid.get(t.uid), Handoff)}
    assert said == {pair for pair in related if pair[0] not in MISSED}


@pytest.mark.parametrize(
    "title",
    ["Pay for the glaze photos", "Find someone for the glaze photos", "Print the glaze photos",
     "Chase up Northlight about the glaze photos", "Glaze photos: approve them"],
)  # fmt: skip
def test_work_about_a_thing_or_with_it_is_another_job(title: str) -> None:
    assert found("Take the glaze photos", "Glaze photos") is not None
    assert found(title, "Glaze photos") is None


def test_another_month_number_or_rhythm_is_another_job() -> None:
    assert found("Newsletter for March", "Newsletter for May") is None
    assert found("Scan folder 3 of the archive", "Scan folder 4 of the archive") is None
    assert found("Weekly stock report", "Monthly stock report") is None
    assert found("Stock report", "Weekly stock report") is not None


def test_a_deliverable_explains_a_word_that_the_title_lacks() -> None:
    asked, theirs = task("Captions for the course video"), task("Course video edit", state="delegated")
    out, captions = handoff(theirs), owed(handoff(theirs), "captions")
    assert alike(asked, book_of(asked, theirs, out)) is None
    assert alike(asked, book_of(asked, theirs, with_owed(out, captions), captions)) is not None


# ---- what is finished, and what repeats


@pytest.mark.parametrize(("on", "is_found"), [("2026-10-25", True), ("2026-10-23", False)])
def test_a_finished_handoff_counts_for_thirty_days(on: str, is_found: bool) -> None:
    for state in ("accepted", "closed"):
        like = found("Design the care card", "Care card design", state=state, accepted=f"{on}T12:00:00.000Z")
        assert (like is not None) is is_found


@pytest.mark.parametrize("state", ["taken_back", "reassigned", "cancelled"])
def test_a_handoff_that_came_to_nothing_is_like_no_task(state: str) -> None:
    assert found("Design the care card", "Care card design", state=state, accepted="2026-11-20T12:00:00.000Z") is None


@pytest.mark.parametrize(
    ("title", "out", "is_found"),
    [("VAT return", "VAT return Q3", False), ("VAT return Q3", "VAT return Q3", True),
     ("Saturday packing", "Saturday packing", False), ("Weekly report for May", "Weekly report May", True)],
)  # fmt: skip
def test_of_what_repeats_a_finished_one_must_be_of_the_same_period(title: str, out: str, is_found: bool) -> None:
    like = found(title, out, state="closed", accepted="2026-11-20T12:00:00.000Z")
    assert (like is not None) is is_found
    assert found(title, out) is not None


def test_a_recurring_task_is_not_its_last_finished_one_nor_another_of_its_series(desk: Desk) -> None:
    made = accepted(desk, "Social posts every week")
    out = desk.book.handoffs.get(made)
    following = next(t for t in desk.book.tasks.open.values() if t.title == "Social posts")
    assert out is not None
    draft = desk.book.handoffs_by_task[following.uid]
    assert following.series == out.task
    assert alike(following, desk.book) is None
    assert alike(task("Social posts", recurrence=WEEKLY), desk.book) == Alike(draft, 1.0)


def test_a_handoff_goes_before_a_task_and_an_open_one_before_a_finished_one() -> None:
    asked, mine, theirs, before = (task("Kiln shelves", state=s) for s in ("inbox", "mine", "delegated", "done"))
    out = handoff(theirs)
    over = handoff(before, state="closed", accepted="2026-11-20T12:00:00.000Z")
    for book, best in ((book_of(asked, mine), mine), (book_of(asked, mine, before, over), over),
                       (book_of(asked, mine, theirs, out, before, over), out)):  # fmt: skip
        assert alike(asked, book) == Alike(best, 1.0)


def test_a_task_is_alike_neither_to_itself_nor_to_its_own_handoff(desk: Desk) -> None:
    drafted(desk, "Glaze photos")
    sent(desk, "Menu photos")
    for each in desk.book.tasks.all():
        assert alike(each, desk.book) is None
    desk.tasks.capture("Bread photos")
    assert likes(desk.book) == {}


def test_a_task_that_a_handoff_waits_for_is_not_the_same() -> None:
    asked = task("Glaze photos")
    assert found("Glaze photos", "Glaze photos", waiting_for=None) is not None
    theirs = task("Glaze photos", state="delegated")
    assert alike(asked, book_of(asked, theirs, handoff(theirs, waiting_for=asked.uid))) is None


def test_what_is_said_names_who_has_it_and_how_it_stands() -> None:
    theirs, who = task("Photos", state="delegated"), contractor("Northlight Photo")
    said = [
        say(Alike(each, 1), book_of(theirs, who, each))
        for each in (handoff(theirs, who), handoff(theirs, state="drafted"), handoff(theirs, who, due="2026-11-22"),
                     handoff(theirs, who, due=None), handoff(theirs, who, state="returned", due="2026-11-23"))
    ]  # fmt: skip
    assert said == [
        "Photos, with Northlight Photo, due Fri 27 Nov", "Photos, with nobody yet, draft",
        "Photos, with Northlight Photo, 1 d late", "Photos, with Northlight Photo, no date",
        "Photos, with Northlight Photo, returned, due today",
    ]  # fmt: skip
    assert say(Alike(theirs, 1), book_of(theirs)) == "Photos, a task of yours"


@settings(deadline=None)
@given(st.lists(st.text(max_size=30) | st.sampled_from(plate()), min_size=1, max_size=6))
def test_any_titles_can_be_compared_and_tasks_are_alike_both_ways(titles: list[str]) -> None:
    tasks = [task(title) for title in titles]
    for one, other in itertools.combinations(tasks, 2):
        book = book_of(one, other)
        there, back = alike(one, book), alike(other, book)
        assert (there and (there.record.uid, there.score)) == (back and (other.uid, back.score))
    book = book_of(*tasks, *(handoff(each, state="taken_back") for each in tasks))
    assert all(like.record.uid != uid and ENOUGH <= like.score <= 1 for uid, like in likes(book).items())


def test_ten_times_the_tasks_are_not_each_compared_with_each() -> None:
    """Counted in calls, which are the same on every machine; each with each would be a hundred times as many."""
    assert _calls(2_000) < 40 * _calls(200)


def _calls(tasks: int) -> int:
    """Return how many functions are called to say what so many tasks look like."""
    words = ["".join(letters) for letters in itertools.product("bdklmnr", "aeiou", "gptvz", "ao")]
    titles = [" ".join(words[n * step % len(words)] for step in (1, 7, 31, 101)) + f" {n}" for n in range(tasks + 300)]
    theirs = [task(title, state="delegated") for title in titles[:300]]
    book = book_of(*theirs, *(handoff(each) for each in theirs), *(task(title) for title in titles[300:]))
    calls = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        likes(book)
    finally:
        sys.setprofile(before)
    return calls
