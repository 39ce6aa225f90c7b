"""Sixty briefs of small businesses: twenty that may go as they are, forty with one fault each, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from delegator_tui.model.records import Contractor, Price, Rate, Span
from tests.making import contractor, price

WED, FRI, SAT = "2026-12-02", "2026-12-04", "2026-12-05"


class Written(NamedTuple):
    """A brief as an owner wrote it, on Monday 23 November 2026, due on Friday 4 December unless it says otherwise."""

    outcome: str
    done_when: tuple[str, ...]
    more: Mapping[str, Any] = MappingProxyType({})
    """What else its plan says, by field."""
    brief: Mapping[str, Any] = MappingProxyType({})
    """What else its brief says, by field."""
    who: Mapping[str, Any] = MappingProxyType({})
    """What is known of the contractor."""


class Faulty(NamedTuple):
    """A brief with one fault: the field and the kind of the gap that has to be found."""

    field: str
    kind: str
    written: Written


def person(**known: Any) -> Contractor:
    return contractor("Ana", rates=(Rate(amount="40", currency="USD"),), **known)


GOOD: dict[str, Written] = {
    "newsletter": Written(
        "The October newsletter is scheduled for 3 Oct 09:00 to the full list",
        ("links tested", "passes spell-check", "under 400 words"),
        brief={"why": "It brings 20% of bookings.", "out_of_scope": "no new photos"},
    ),
    "bookkeeping": Written(
        "October is reconciled to the bank statements", ("uncategorised = 0", "P&L and balance sheet by the 10th")
    ),
    "photos": Written(
        "18 retouched photos of the glaze range are in /Brand/2026-11",
        ("white background", "named by SKU", "source files beside them"),
        more={"deliverables": (("18 JPEG", FRI), ("source files", None))},
    ),
    "logo": Written(
        "We own a logo that works in one colour and at 16 px", ("vector and PNG", "fonts licensed", "rights assigned")
    ),
    "checkout": Written(
        "A customer with any UK postcode can pay", ("test order paid with three postcodes", "before and after noted"),
        brief={"constraints": "Never take the shop offline between 9 and 21."},
    ),
    "translation": Written(
        "The returns page is online in German", ("second native reader signed it", "glossary used", "layout kept")
    ),
    "legal": Written(
        "We know the risks of the courier contract in plain words", ("redlines in the file", "each risk on one page")
    ),
    "packing": Written(
        "All Saturday orders have left by 15:00", ("tracking sent", "error < 1 in 200"), more={"due": SAT},
        who={"working_days": (5, 6)},
    ),
    "video": Written(
        "The workshop video is public on our channel",
        ("12 minutes, give or take 30 s", "captions right", "sound level even", "project file opens"),
        brief={"out_of_scope": "no new footage", "rounds_included": 2},
    ),
    "two-factor": Written("Nobody gets into the shared mailbox with a password alone", ("2FA on for both of us",)),
    "ads": Written(
        "We know what a lead costs us on two best sellers", ("spend ≤ cap", "conversion tracking proven"),
        more={"price": Price(amount="200.00", currency="USD", cap=True), "minutes": 300},
    ),
    "cleaning": Written("The studio is ready for the open day", ("checklist ticked", "photo of rooms", "keys back")),
    "seo": Written("Search engines find our mugs page again", ("ranked list", "fixes live", "before/after saved")),
    "leaflet": Written(
        "Designed leaflet is at the printer's", ("printer's PDF", "3 mm bleed", "proof signed by owner"),
        brief={"inputs": "Some samples that we like are in /Brand/leaflets."},
    ),
    "data entry": Written("80 paper orders are in the sheet", ("all rows in", "20-row spot check 0 errors")),
    "backup": Written("Backups run every night and one was restored", ("restore of a named file shown", "date logged")),
    "tuning": Written(
        "Post is answered by 10:00 every day",
        ("nothing unread older than 24 h",), brief={"check_ins": "Friday: a link"},
    ),
    "repairs": Written("Work on the roof is finished and it no longer leaks", ("dry after one day of rain", "photo")),
    "nice": Written("The fair in Nice has our stand booked", ("receipt from Nice in the folder",)),
    "german": Written("Die Rückgabeseite steht auf Deutsch im Netz", ("Zweiter Leser hat unterschrieben",)),
}  # fmt: skip

CHECKS = ("links tested", "under 400 words")
DONE = "The newsletter is scheduled for 1 Dec 09:00"


FAULTY: dict[str, Faulty] = {
    # ---- what it has to say
    "no outcome": Faulty("outcome", "missing", Written("", CHECKS)),
    "no check": Faulty("done_when", "missing", Written(DONE, ())),
    "no price": Faulty("price", "missing", Written(DONE, CHECKS, more={"price": None})),
    "no due": Faulty("due", "missing", Written(DONE, CHECKS, more={"due": None})),
    "nobody": Faulty("contractor", "missing", Written(DONE, CHECKS, more={"contractor": None})),
    # ---- an outcome that is an activity
    "work on": Faulty("outcome", "vague", Written("Work on the newsletter", CHECKS)),
    "look at": Faulty("outcome", "vague", Written("Look at our shop's speed", CHECKS)),
    "handle": Faulty("outcome", "vague", Written("Handle customer mail", CHECKS)),
    "write": Faulty("outcome", "vague", Written("Write the December newsletter", CHECKS)),
    "retouch": Faulty("outcome", "vague", Written("Retouch 18 photos", CHECKS)),
    "please": Faulty("outcome", "vague", Written("Please update the website", CHECKS)),
    "-ing": Faulty("outcome", "vague", Written("Translating the returns page to German", CHECKS)),
    "to do": Faulty("outcome", "vague", Written("To reconcile October", CHECKS)),
    "want": Faulty("outcome", "vague", Written("I need a logo", CHECKS)),
    "you will": Faulty("outcome", "vague", Written("You will fix our checkout so that it is quick", CHECKS)),
    "take care": Faulty("outcome", "vague", Written("Taking care of Saturday packing", CHECKS)),
    # ---- vague words
    "asap": Faulty("outcome", "vague", Written("The newsletter is out ASAP", CHECKS)),
    "nice look": Faulty("outcome", "vague", Written("The shop has a nice home page", CHECKS)),
    "modern": Faulty("outcome", "vague", Written("Our logo is modern and is ours", CHECKS)),
    "some": Faulty("outcome", "vague", Written("Some photos of the range are online", CHECKS)),
    "etc": Faulty("done_when", "vague", Written(DONE, ("links, images, etc. tested", "under 400 words"))),
    "improve": Faulty("done_when", "vague", Written(DONE, ("open rate will improve", "under 400 words"))),
    "as discussed": Faulty("done_when", "vague", Written(DONE, ("layout as discussed", "under 400 words"))),
    "a few": Faulty("deliverables", "vague", Written(DONE, CHECKS, more={"deliverables": (("A few banners", None),)})),
    "friendly": Faulty("constraints", "vague", Written(DONE, CHECKS, brief={"constraints": "Be user-friendly."})),
    "soon": Faulty("check_ins", "vague", Written(DONE, CHECKS, brief={"check_ins": "Call me soon."})),
    # ---- checks that nobody can tick
    "looks good": Faulty("done_when", "vague", Written(DONE, ("It looks good",))),
    "happy": Faulty("done_when", "vague", Written(DONE, ("I am happy with it", "the customer likes it"))),
    "done": Faulty("done_when", "vague", Written(DONE, ("Everything is done", "all finished properly"))),
    "is good": Faulty("done_when", "vague", Written(DONE, ("the newsletter is good",))),
    "works well": Faulty("done_when", "vague", Written(DONE, ("The site works well",))),
    # ---- the days
    "day off": Faulty("due", "clash", Written(DONE, CHECKS, who={"working_days": (0, 1, 2, 3)})),
    "weekend": Faulty("due", "clash", Written(DONE, CHECKS, more={"due": SAT})),
    "lead time": Faulty("due", "clash", Written(DONE, CHECKS, who={"lead_time_days": 12})),
    "away": Faulty("due", "clash", Written(DONE, CHECKS, who={"away": (Span(start="2026-12-01", end="2026-12-06"),)})),
    # ---- money, parts, papers
    "cap": Faulty("price", "clash", Written(
        DONE, CHECKS, more={"price": Price(amount="60.00", currency="USD", cap=True), "minutes": 120})),
    "cap by the hour": Faulty("price", "clash", Written(
        DONE, CHECKS, more={"price": Price(amount="35.00", currency="USD", unit="hour", cap=True)})),
    "part after the whole": Faulty("deliverables", "clash", Written(
        DONE, CHECKS, more={"deliverables": (("Text", WED), ("Images", SAT))})),
    "papers": Faulty("contractor", "missing", Written(DONE, CHECKS, who={"papers": {"nda": "missing"}})),
    "two papers": Faulty("contractor", "missing", Written(
        DONE, CHECKS, who={"papers": {"contract": "2026-01-01", "tax form": "missing"}})),
}  # fmt: skip
PRICE = price("180.00")
