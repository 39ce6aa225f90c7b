"""Advice as the JSON objects that scripts rely on: activities, guesses, who fits, a verdict."""

from __future__ import annotations

import msgspec

from delegator_tui.exchange.objects import Json, reference
from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor
from delegator_tui.rules.advice import cost
from delegator_tui.rules.advice.catalogue import Activity, RateHint
from delegator_tui.rules.advice.cost import Missing, Own
from delegator_tui.rules.advice.forecast import Forecast
from delegator_tui.rules.advice.guess import Guess
from delegator_tui.rules.advice.last_job import last_job, lessons
from delegator_tui.rules.advice.match import Candidate, Match
from delegator_tui.rules.advice.verdict import Verdict


def activity(record: Activity) -> Json:
    """Return an activity's object; ``rate_hint`` is null where no source for one is known."""
    return {
        "id": record.id,
        "activity": record.name,
        "group": record.group,
        "skill": record.skill,
        "rhythm": record.rhythm,
        "done_when": list(record.done_when),
        "rate_hint": _hint(record.rate),
    }


def _hint(hint: RateHint | None) -> Json | None:
    if hint is None:
        return None
    return {
        "low": {"amount": f"{hint.low}.00", "currency": "USD"},
        "high": {"amount": f"{hint.high}.00", "currency": "USD"},
        "unit": "hour", "source": hint.source, "year": hint.year, "source_says_year": hint.is_dated,
    }  # fmt: skip


def guess(found: Guess | None) -> Json | None:
    """Return what a task seems to be, and how sure that is; null for nothing."""
    return {"id": found.activity.id, "activity": found.activity.name, "sure": found.sure} if found else None


def match(found: Match, advice: Verdict, book: Book, most: int | None) -> Json:
    """Return who fits a task, with the verdict on it; ``most`` contractors, all of them for None."""
    task, again = found.task, cost.repeated(found.task, found.own)
    return {
        "task": reference(task, "title", task.title),
        "guess": guess(found.activity),
        "skill": found.skill or None,
        "verdict": _verdict(advice),
        "own": _own(found.own),
        "times_a_year": round(again.times_a_year, 1) if again else None,
        "teach_at_most_minutes": round(again.teach_at_most) if again else None,
        "buyback_rate": msgspec.to_builtins(cost.buyback(book)),
        "rate_hint": _hint(cost.hint(task)),
        "lessons": lessons(task, book),
        "items": [_candidate(each, found, book) for each in found.candidates(book, most)],
        "count": len(found.fits),
        "out": [{"contractor": _who(each.contractor), "because": each.because} for each in found.out],
        "missing": [_missing(each) for each in found.missing],
    }


def _verdict(found: Verdict) -> Json:
    return {
        "name": found.name.replace(" ", "_"),
        "because": found.because,
        "contractor": _who(found.to.contractor) if found.to else None,
        "until": found.until.isoformat() if found.until else None,
    }


def _own(found: Own) -> Json:
    return {
        "minutes": round(found.minutes) if found.minutes is not None else None,
        "minutes_from": found.source.replace(" ", "_") if found.minutes is not None else None,
        "an_hour": msgspec.to_builtins(found.an_hour),
        "cost": msgspec.to_builtins(found.cost),
    }


def _candidate(found: Candidate, of: Match, book: Book) -> Json:
    """Return a contractor who fits; ``price_from`` tells where the price is from, ``gain`` is below zero for a loss."""
    it, way = found.fit, found.fit.way
    last = last_job(of.task, found.contractor.uid, book)
    return {
        "rank": found.rank,
        "contractor": _who(found.contractor),
        "price": msgspec.to_builtins(way.price),
        "price_from": way.source.replace(" ", "_") if way.price else None,
        "asks": msgspec.to_builtins(way.asked),
        "own_minutes": round(way.minutes),
        "own_minutes_of": way.cases,
        "total": msgspec.to_builtins(way.total),
        "own_cost": msgspec.to_builtins(way.own.cost),
        "gain": msgspec.to_builtins(way.gain),
        "hours_freed": round(way.freed / 60, 2) if way.freed is not None else None,
        "price_of_hour": msgspec.to_builtins(way.price_of_hour),
        "level": it.level,
        "done_before": len(it.done),
        "last_job": reference(last, "title", book.title(last)) if last else None,
        "free_hours": round(it.free, 2) if it.free is not None else None,
        "common_hours": round(it.common, 2),
        "on_time": {"hits": it.on_time.hits, "of": it.on_time.of},
        "forecast": _forecast(found.comes),
        "for": list(found.speaks_for),
        "against": list(found.speaks_against),
        "missing": [_missing(each) for each in way.missing],
    }


def _forecast(found: Forecast | None) -> Json | None:
    if found is None:
        return None
    days = ("due", "likely", "nearly_sure", "ask_for")
    return {**{name: getattr(found, name).isoformat() for name in days}, "cases": found.cases}


def _missing(found: Missing) -> Json:
    return {"field": found.field, "text": found.text}


def _who(contractor: Contractor) -> Json | None:
    return reference(contractor, "name", contractor.name)
