"""Currencies: which there are, their smallest units, and how they are written. Cheap to import: capture needs it."""

from __future__ import annotations

_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
_TEN_THOUSANDTHS = "CLF UYW"
_HUNDREDTHS = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
    "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV "
    "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD "
    "SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG"
)
_PLACES = {
    code: places
    for places, codes in enumerate((_WHOLE, "", _HUNDREDTHS, _THOUSANDTHS, _TEN_THOUSANDTHS))
    for code in codes.split()
}
CODES = frozenset(_PLACES)
"""The currencies of ISO 4217 in which something can be paid, and the lev, which left it in 2026."""
NO_CENTS = frozenset(_WHOLE.split())
"""Currencies without a smaller unit."""

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
"""The currencies that are written with a sign of their own; the others with their code."""
_DOLLARS = "USD AUD CAD NZD SGD HKD TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD MXN ARS CLP COP UYU"
DOLLARS = frozenset(_DOLLARS.split())
"""Currencies that ``$`` stands for when they are the home currency."""


def places(currency: str) -> int:
    """How many decimals the smallest unit of a currency has (ISO 4217); two where nobody knows."""
    return _PLACES.get(currency, 2)


def with_sign(figure: str, currency: str) -> str:
    """Return a figure with its currency: ``$276``, ``300 CHF``."""
    sign = SIGNS.get(currency)
    return f"{sign}{figure}" if sign else f"{figure} {currency}"


def say_stored(amount: str, currency: str) -> str:
    """Return an amount as it is stored (``1200.00``) as people read it: ``$1,200``, ``€12.50``."""
    whole, _, cents = amount.partition(".")
    return with_sign(f"{int(whole):,}" + (f".{cents}" if cents.strip("0") else ""), currency)
