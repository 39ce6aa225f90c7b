"""Amounts of money as people type them: the one reader of every place that takes one. Cheap to import.

``$300``, ``300 €``, ``€ 1.234,50``, ``1,234.50 EUR``, ``CHF 1'200``, ``1 234,50 €``, ``R$ 50``, ``£1.5k``, ``300,-``.

- A comma with three digits behind it groups thousands; with one or two it is a decimal comma.
- A point is a decimal point, unless a comma follows it or there are several of them. Where three digits follow the only
  one it may be either: ``1.234`` is told with both readings, but of a currency that has three decimals.
- Nothing is ever rounded: who reads an amount asks ``in_units`` whether the currency can hold it.
"""

from __future__ import annotations

import re

from delegator_tui.model.currency import CODES, DOLLARS, SIGNS, places

_SPACE = " \u00a0\u2007\u2009\u202f"
_TEXT = (
    rf"(?P<before>[^0-9.,]*?\.??)[{_SPACE}]*(?P<figure>(?:[0-9]|\.(?=[0-9]))(?:[0-9.,'’{_SPACE}]*[0-9])?)(?P<point>[.,][-–—]|\.)?"
    rf"(?:[{_SPACE}]?(?P<thousand>[kK])(?![^\W\d_]))?[{_SPACE}]*(?P<after>[^0-9]*)"
)
_LONGEST = 48
_LARGEST = 12
"""Digits before the decimal point of the largest amount."""
_FEW = r"[1-9][0-9]{0,2}"
# How a figure is written: the pattern, what groups its digits, what stands before its decimals.
_SHAPES = (
    (r"[0-9]*\.[0-9]+|[0-9]+", "", "."),
    (rf"{_FEW}(?:,[0-9]{{3}})+(?:\.[0-9]+)?", ",", "."),
    (r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?", ",", "."),  # one lakh: 1,00,000
    (rf"{_FEW}(?:\.[0-9]{{3}})+,[0-9]+|{_FEW}(?:\.[0-9]{{3}}){{2,}}", ".", ","),
    (rf"{_FEW}(?:['’][0-9]{{3}})+(?:\.[0-9]+)?", "'’", "."),
    (rf"{_FEW}(?:['’][0-9]{{3}})+,[0-9]+", "'’", ","),
    (rf"{_FEW}(?:[{_SPACE}][0-9]{{3}})+(?:\.[0-9]+)?", _SPACE, "."),
    (rf"{_FEW}(?:[{_SPACE}][0-9]{{3}})+,[0-9]+", _SPACE, ","),
    (r"[0-9]+,[0-9]+", "", ","),
)

_SURE = {sign: code for code, sign in SIGNS.items()} | {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD",
    "nt$": "TWD", "mx$": "MXN", "r$": "BRL", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₫": "VND",
    "₪": "ILS", "฿": "THB", "₱": "PHP", "₦": "NGN", "₡": "CRC", "₲": "PYG", "₸": "KZT", "₮": "MNT", "₭": "LAK",
    "₾": "GEL", "֏": "AMD", "₼": "AZN", "৳": "BDT", "៛": "KHR", "zł": "PLN", "kč": "CZK",
    "euro": "EUR", "euros": "EUR", "dollar": "$", "dollars": "$", "bucks": "$", "quid": "GBP",
}  # fmt: skip
_MORE = {
    "zl": "PLN", "ft": "HUF", "fr": "CHF", "fr.": "CHF", "sfr": "CHF", "sfr.": "CHF", "rm": "MYR", "rp": "IDR",
    "lei": "RON", "pound": "GBP", "pounds": "GBP", "yen": "JPY", "francs": "CHF",
}  # fmt: skip
_AT_HOME = {
    "kr": ("SEK", "NOK", "DKK", "ISK"), "kr.": ("DKK", "NOK", "SEK", "ISK"), "r": ("ZAR",),
    "rs": ("INR", "PKR", "LKR", "NPR", "MUR"), "rs.": ("INR", "PKR", "LKR", "NPR", "MUR"), "¥": ("CNY",),
}  # fmt: skip
"""Signs of several currencies: that of the owner, if it is one of them."""
_WORDS = "ALL AMD ANG AWG BAM BOB BOV COP COU CUP CVE DOP ERN GEL GIP KGS LAK MAD MOP PAB PEN SOS SOL STN TOP TRY"
"""Codes that are words or measures, too: in a title, “fold 300 all” and “cable 12 awg” speak of no money."""


class Amount:
    """An amount as typed: ``figure`` exactly (``1234.5``), its currency, and the other ``grouped`` reading if any.

    ``currency`` is empty when a sign is that of several; ``sign`` is then what was typed.
    """

    __slots__ = ("currency", "figure", "grouped", "sign")

    def __init__(self, figure: str, currency: str, grouped: str, sign: str) -> None:
        self.figure = figure
        self.currency = currency
        self.grouped = grouped
        self.sign = sign


def read_amount(text: str, home: str, *, in_title: bool = False) -> Amount | None:
    """Read an amount that is the whole of ``text``; without a currency it is in ``home``. ``None`` when it is none.

    ``in_title``: the amount stands among words, so only what can mean nothing else counts, and only with a currency.
    """
    if len(text) > _LONGEST or (in_title and not _may_be(text)):
        return None
    match = re.fullmatch(_TEXT, text.strip())
    figure = _figure(match["figure"], in_title=in_title) if match else None
    if match is None or figure is None or (in_title and match["point"] == "."):
        return None
    currency = _currency(match["before"].strip(), match["after"].strip(), home, in_title=in_title)
    if currency is None:
        return None
    exact, grouped = figure
    if match["thousand"]:
        exact, grouped = _times_thousand(exact), ""
    if len(exact.partition(".")[0]) > _LARGEST:
        return None
    grouped = "" if places(currency) > 2 else grouped
    return Amount(exact, currency, grouped, match["before"].strip() or match["after"].strip())


def in_units(figure: str, currency: str) -> str | None:
    """An exact figure as it is kept, with all the decimals of its currency; ``None`` when that would round it."""
    whole, _, part = figure.partition(".")
    part, count = part.rstrip("0"), places(currency)
    if len(part) > count:
        return None
    return f"{whole}.{part:0<{count}}" if count else whole


def is_currency(code: str) -> bool:
    """Whether there is a currency with this code."""
    return code in CODES


def _may_be(text: str) -> bool:
    """Whether words of a title may be an amount; quickly, for hardly any are."""
    return any(map(str.isdigit, text)) and (not text[0].isalpha() or text[-1].isdigit())


def _figure(text: str, *, in_title: bool) -> tuple[str, str] | None:
    """The figure exactly as it reads, and the whole number that it may be instead (``1.234``), else nothing."""
    shape = next((shape for shape in _SHAPES if re.fullmatch(shape[0], text)), None)
    if shape is None:
        return None
    _, groups, point = shape
    if in_title and groups == _SPACE and " " in text and point == ".":
        return None  # “2 300 eur” may be two things at 300
    bare = text.translate(dict.fromkeys(map(ord, groups)))
    whole, _, part = bare.partition(point)
    grouped = re.fullmatch(rf"{_FEW}\.[0-9]{{3}}", text)
    whole = whole.lstrip("0") or "0"
    return (f"{whole}.{part}" if part else whole), (whole + part if grouped else "")


def _times_thousand(figure: str) -> str:
    whole, _, part = figure.partition(".")
    whole, rest = whole + f"{part:0<3}"[:3], part[3:]
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{rest}" if rest else whole


def _currency(before: str, after: str, home: str, *, in_title: bool) -> str | None:
    """The currency that is written before or behind a figure; empty for a sign of several; ``None`` for other words."""
    if not before and not after:
        return None if in_title else home
    found = [_named(each, home, in_title=in_title) for each in (before, after) if each]
    if None in found:
        return None
    if len(found) == 2:
        return found[1] if found[0] == found[1] or (before == "$" and found[1] in DOLLARS) else None
    if in_title and before and before.isalpha() and not before.isupper():
        return None  # “top 300”, “usd 300”: before a figure a code is written large
    return found[0]


def _named(sign: str, home: str, *, in_title: bool) -> str | None:
    low = sign.casefold()
    if low in _AT_HOME and home in _AT_HOME[low]:
        return home
    code = _SURE.get(low) or ("" if in_title else _MORE.get(low, ""))
    if code in ("$", "USD") and low[:2] != "us":
        return home if home in DOLLARS else "USD"
    if code:
        return code
    upper = sign.upper()
    if len(sign) == 3 and sign.isascii() and sign.isalpha():
        if in_title:
            return upper if upper == home or (upper in CODES and upper not in _WORDS) else None
        return upper
    return "" if low in _AT_HOME and not in_title else None
