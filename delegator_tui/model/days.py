"""How a day is said, by how much room there is. Cheap to import: capture needs it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

FAR = 300
"""Days from which on a column says the year in place of the day of the week."""


def day_name(day: dt.date) -> str:
    """Return the day of the week: ``Fri``."""
    return DAY_NAMES[day.weekday()]


def day_in_full(day: dt.date) -> str:
    """Return the day of the week in full: ``Friday``."""
    return f"{day:%A}"


def month_name(day: dt.date) -> str:
    """Return the month: ``Nov``."""
    return MONTH_NAMES[day.month - 1]


def say_day(day: dt.date, today: dt.date) -> str:
    """Return a day in a sentence: ``Fri 27 Nov``, in another year ``Fri 15 Jan 2027``."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day_name(day)} {day.day} {month_name(day)}{year}"


def say_day_in_column(day: dt.date, today: dt.date) -> str:
    """Return a day in one width: ``Fri 27 Nov``, ``Tue  1 Dec``, far off ``15 Jan 27``."""
    if abs((day - today).days) > FAR:
        return f"{day.day:2} {month_name(day)} {day:%y}"
    return f"{day_name(day)} {day.day:2} {month_name(day)}"


def say_day_briefly(day: dt.date, today: dt.date) -> str:
    """Return a day to come in as few letters as there are: ``Fri`` within a week, else ``3 Dec``."""
    return day_name(day) if 0 <= (day - today).days < 7 else f"{day.day} {month_name(day)}"


def say_day_with_year(day: dt.date) -> str:
    """Return a day that is never taken for another, as it can be typed: ``19 Nov 2026``."""
    return f"{day.day} {month_name(day)} {day.year}"


def say_day_in_full(day: dt.date) -> str:
    """Return a day as a heading: ``Monday 23 November``."""
    return f"{day_in_full(day)} {day.day} {day:%B}"
