"""Moments and stored dues of every kind, for tests that ask about all of them."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from delegator_tui.model.moment import Moment
from tests.making import zone

ZONES = st.sampled_from(
    ["UTC", "+14", "-11", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia",
     "America/Havana", "Australia/Lord_Howe", "Asia/Tokyo"]
).map(zone)  # fmt: skip
INSTANTS = st.datetimes(
    dt.datetime(2007, 1, 1), dt.datetime(2035, 1, 1), timezones=st.just(dt.UTC)  # noqa: DTZ001
)  # fmt: skip
MOMENTS = st.builds(Moment, INSTANTS, ZONES)
DATES = st.dates(dt.date(2007, 1, 1), dt.date(2035, 1, 1)).map(dt.date.isoformat)
TIMES = st.tuples(
    DATES,
    st.times().map(lambda t: f"{t:%H:%M}"),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Tokyo", "America/Sao_Paulo", "Pacific/Apia"]),
).map(lambda parts: f"{parts[0]}T{parts[1]}[{parts[2]}]")
DUES = DATES | TIMES
