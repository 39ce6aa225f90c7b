"""What phrases mean on seven clocks in six zones, worked out with a calendar: ``phrase = day`` or ``= day time``.

``=`` stands between; a row is on one line with others, apart by ``|``.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo

from delegator_tui.model.moment import Moment


def at(instant: str, zone: str) -> Moment:
    """A moment: an ISO instant, seen in a zone."""
    return Moment(dt.datetime.fromisoformat(instant), zoneinfo.ZoneInfo(zone))


MONDAY = at("2026-11-23T09:00+00:00", "Europe/London")  # Mon 23 Nov 2026, 09:00
FRIDAY_EVENING = at("2027-02-05T13:00+00:00", "Asia/Kolkata")  # Fri 5 Feb 2027, 18:30
LAST_OF_JANUARY = at("2027-01-31T15:00+00:00", "America/New_York")  # Sun 31 Jan 2027, 10:00
BEFORE_LEAP_DAY = at("2028-02-28T12:00+00:00", "Australia/Lord_Howe")  # Mon 28 Feb 2028, 23:00
LAST_OF_YEAR = at("2026-12-31T10:30+00:00", "Pacific/Auckland")  # Thu 31 Dec 2026, 23:30
NIGHT_WITHOUT_MIDNIGHT = at("2027-09-05T00:00+00:00", "America/Santiago")  # Sat 4 Sep 2027, 20:00; 24:00 is 01:00
SHORT_SUNDAY = at("2027-03-28T00:30+00:00", "Europe/London")  # Sun 28 Mar 2027, 00:30; 01:00 is 02:00

ON_MONDAY = """
by friday = 2026-11-27 | on fri = 2026-11-27 | this friday = 2026-11-27 | for friday = 2026-11-27
before fri = 2026-11-27 | until fri = 2026-11-27 | till friday = 2026-11-27 | from fri = 2026-11-27
starting fri = 2026-11-27 | coming friday = 2026-11-27 | this coming fri = 2026-11-27 | By Friday = 2026-11-27
ON FRI = 2026-11-27 | Friday. = 2026-11-27 | next friday = 2026-12-04 | fri next week = 2026-12-04
next week on friday = 2026-12-04 | friday of next week = 2026-12-04 | friday after next = 2026-12-04
friday week = 2026-12-04 | monday week = 2026-12-07 | a week on friday = 2026-12-04 | a week on monday = 2026-12-07
a week from today = 2026-11-30 | a week from tomorrow = 2026-12-01 | two weeks on friday = 2026-12-11
two weeks from friday = 2026-12-11 | a fortnight on monday = 2026-12-14 | friday fortnight = 2026-12-11
today week = 2026-11-30 | tomorrow week = 2026-12-01 | friday this week = 2026-11-27 | this week fri = 2026-11-27
in a week = 2026-11-30 | in a fortnight = 2026-12-07 | in two weeks = 2026-12-07 | in three days = 2026-11-26
in a month = 2026-12-23 | in a year = 2027-11-23 | within 3 days = 2026-11-26 | in a couple of days = 2026-11-25
in a couple of weeks = 2026-12-07 | in two weeks' time = 2026-12-07 | in a week's time = 2026-11-30
in a week’s time = 2026-11-30 | 3 days from now = 2026-11-26 | two weeks = 2026-12-07 | three days = 2026-11-26
a fortnight = 2026-12-07 | 2 wks = 2026-12-07 | in 3 working days = 2026-11-26 | 5 working days = 2026-11-30
in 10 business days = 2026-12-07 | next working day = 2026-11-24 | next workday = 2026-11-24
three working days = 2026-11-26 | in six months = 2027-05-23 | in twelve weeks = 2027-02-15 | in 2w = 2026-12-07
day after tomorrow = 2026-11-25 | the day after tomorrow = 2026-11-25 | tmrw = 2026-11-24 | by tomorrow = 2026-11-24
25.12.2026 = 2026-12-25 | 25.12. = 2026-12-25 | 25.12 = 2026-12-25 | 25.12.26 = 2026-12-25 | 2026/12/25 = 2026-12-25
2026.12.25 = 2026-12-25 | 25/12 = 2026-12-25 | 25/12/26 = 2026-12-25 | 25-12-2026 = 2026-12-25 | 25-dec = 2026-12-25
25dec = 2026-12-25 | 25-dec-2026 = 2026-12-25 | 25th of december = 2026-12-25 | the 25th of december = 2026-12-25
december 25th = 2026-12-25 | december the 25th = 2026-12-25 | dec 25 = 2026-12-25 | 25 dec 2026 = 2026-12-25
the 25th of december 2026 = 2026-12-25 | fri 25 dec = 2026-12-25 | friday 25 december = 2026-12-25
friday the 25th of december = 2026-12-25 | friday, 25 december 2026 = 2026-12-25 | 25 dec friday = 2026-12-25
friday the 4th = 2026-12-04 | fri 4th = 2026-12-04 | fri 27 nov = 2026-11-27 | wed 2 dec = 2026-12-02
for 3 march = 2027-03-03 | by 3 march = 2027-03-03 | on 3/12 = 2026-12-03 | until 2 jan 2027 = 2027-01-02
the 25th = 2026-11-25 | by the 25th = 2026-11-25 | on the 1st = 2026-12-01 | the 1st = 2026-12-01
the 23rd = 2026-11-23 | the 22nd = 2026-12-22 | the 25th of next month = 2026-12-25
the 1st of next month = 2026-12-01 | 30th of the month = 2026-11-30 | 25th of this month = 2026-11-25
first of december = 2026-12-01 | the first of january = 2027-01-01
end of month = 2026-11-30 | end of the month = 2026-11-30 | the end of the month = 2026-11-30
by the end of the month = 2026-11-30 | at the end of the month = 2026-11-30 | month end = 2026-11-30
end of next month = 2026-12-31 | end of week = 2026-11-27 | end of the week = 2026-11-27
end of this week = 2026-11-27 | end of next week = 2026-12-04 | by the end of next week = 2026-12-04
end of the year = 2026-12-31 | year end = 2026-12-31 | end of quarter = 2026-12-31
end of next quarter = 2027-03-31 | end of january = 2027-01-31 | end jan = 2027-01-31 | end of february = 2027-02-28
end of feb 2028 = 2028-02-29 | end of next year = 2027-12-31 | start of next month = 2026-12-01
beginning of next week = 2026-11-30 | start of next year = 2027-01-01 | beginning of january = 2027-01-01
start of march = 2027-03-01 | mid january = 2027-01-15 | mid-december = 2026-12-15 | middle of march = 2027-03-15
mid november = 2027-11-15 | mid next month = 2026-12-15 | end of q1 = 2027-03-31 | start of q1 = 2027-01-01
end of q4 = 2026-12-31 | eonm = 2026-12-31
first monday of january = 2027-01-04 | last friday of november = 2026-11-27
the last friday of the month = 2026-11-27 | last friday of next month = 2026-12-25
first monday of next month = 2026-12-07 | second tuesday of december = 2026-12-08
3rd thursday of january = 2027-01-21 | fifth friday of january = 2027-01-29
first monday of the month = 2026-12-07 | last day of the month = 2026-11-30 | last day of february = 2027-02-28
first day of next month = 2026-12-01 | last working day of the month = 2026-11-30
first working day of january = 2027-01-01 | last working day of january = 2027-01-29
last sunday of march 2027 = 2027-03-28 | on the first monday of january = 2027-01-04
w48 fri = 2026-11-27 | fri w48 = 2026-11-27 | week 48 friday = 2026-11-27 | w48 = 2026-11-27 | w49 = 2026-12-04
week 50 = 2026-12-11 | w47 = 2027-11-26 | w53 fri = 2027-01-01 | w1 mon 2027 = 2027-01-04 | kw49 mon = 2026-11-30
2026-w48-5 = 2026-11-27 | 2026-w48 = 2026-11-27 | fri in week 49 = 2026-12-04
this week = 2026-11-27 | next week = 2026-11-30 | by next week = 2026-11-30 | this month = 2026-11-30
next month = 2026-12-01 | next year = 2027-01-01 | next quarter = 2027-01-01 | this weekend = 2026-11-28
next weekend = 2026-12-05 | weekend = 2026-11-28 | by the weekend = 2026-11-28
christmas = 2026-12-25 | xmas = 2026-12-25 | by christmas = 2026-12-25 | christmas eve = 2026-12-24
boxing day = 2026-12-26 | new year's eve = 2026-12-31 | nye = 2026-12-31 | new year's day = 2027-01-01
good friday = 2027-03-26 | easter monday = 2027-03-29 | easter 2028 = 2028-04-16 | halloween = 2027-10-31
valentine's day = 2027-02-14
noon = 2026-11-23 12:00 | at noon = 2026-11-23 12:00 | midday = 2026-11-23 12:00 | midnight = 2026-11-23
half past 4 = 2026-11-23 16:30 | half past four = 2026-11-23 16:30 | quarter to 5 = 2026-11-23 16:45
quarter past nine = 2026-11-23 09:15 | a quarter past 4 = 2026-11-23 16:15 | ten to five = 2026-11-23 16:50
20 past 3 = 2026-11-23 15:20 | 4 o'clock = 2026-11-23 16:00 | four o’clock = 2026-11-23 16:00
at 4 = 2026-11-23 16:00 | at 16 = 2026-11-23 16:00 | at 9 = 2026-11-23 09:00 | at 8 = 2026-11-24 08:00
4pm = 2026-11-23 16:00 | 4 p.m. = 2026-11-23 16:00 | 4.30pm = 2026-11-23 16:30 | 4:30 pm = 2026-11-23 16:30
16h = 2026-11-23 16:00 | 16h30 = 2026-11-23 16:30 | 8am = 2026-11-24 08:00 | by 4pm = 2026-11-23 16:00
before noon = 2026-11-23 12:00 | half past 8 = 2026-11-24 08:30 | 12am = 2026-11-24 00:00 | 12pm = 2026-11-23 12:00
fri at 4pm = 2026-11-27 16:00 | 4pm fri = 2026-11-27 16:00 | 4pm on friday = 2026-11-27 16:00
at 4pm on fri = 2026-11-27 16:00 | by 4pm friday = 2026-11-27 16:00 | noon tomorrow = 2026-11-24 12:00
tomorrow noon = 2026-11-24 12:00 | tomorrow at noon = 2026-11-24 12:00 | midnight friday = 2026-11-27
fri midnight = 2026-11-27 | half past 4 on friday = 2026-11-27 16:30 | friday at half past four = 2026-11-27 16:30
tomorrow at 8 = 2026-11-24 08:00 | wed 9am = 2026-11-25 09:00 | 25 dec at 10am = 2026-12-25 10:00
10:00 on 25/12 = 2026-12-25 10:00 | end of month at 5pm = 2026-11-30 17:00 | next fri 4 pm = 2026-12-04 16:00
eow 5pm = 2026-11-27 17:00 | today 8am = 2026-11-23 08:00 | today at 08:59 = 2026-11-23 08:59
8am today = 2026-11-23 08:00 | 23 nov 8am = 2026-11-23 08:00 | mon 8am = 2026-11-30 08:00
the 23rd at 8am = 2026-11-23 08:00 | fri 24:00 = 2026-11-27 | fri, 4pm = 2026-11-27 16:00 | 16:00 fri = 2026-11-27 16:00
day after tomorrow at 3pm = 2026-11-25 15:00 | a week on friday at noon = 2026-12-04 12:00
w48 fri 16:00 = 2026-11-27 16:00 | first monday of january at 9am = 2027-01-04 09:00
in 2 hours = 2026-11-23 11:00 | in half an hour = 2026-11-23 09:30 | in 45 minutes = 2026-11-23 09:45
in an hour = 2026-11-23 10:00 | in 90 min = 2026-11-23 10:30 | in 20 hours = 2026-11-24 05:00 | in 2h = 2026-11-23 11:00
tomorrow morning = 2026-11-24 12:00 | this afternoon = 2026-11-23 17:00 | this evening = 2026-11-23
tonight = 2026-11-23 | friday afternoon = 2026-11-27 17:00 | friday evening = 2026-11-27 | tomorrow night = 2026-11-24
tomorrow at 9 in the morning = 2026-11-24 09:00 | half past 4 in the afternoon = 2026-11-23 16:30
no later than friday = 2026-11-27 | not later than 3 dec = 2026-12-03
fri eod = 2026-11-27 | eod fri = 2026-11-27 | end of day tomorrow = 2026-11-24 | cob friday = 2026-11-27
close of business on friday = 2026-11-27 | end of the day = 2026-11-23
"""

ON_A_FRIDAY_EVENING = """
today = 2027-02-05 | fri = 2027-02-12 | friday = 2027-02-12 | this friday = 2027-02-05 | next friday = 2027-02-12
friday week = 2027-02-19 | a week on friday = 2027-02-19 | friday after next = 2027-02-19
fri next week = 2027-02-12 | coming friday = 2027-02-12 | sat = 2027-02-06 | mon = 2027-02-08 | next mon = 2027-02-08
eow = 2027-02-05 | end of the week = 2027-02-05 | eonw = 2027-02-12 | end of next week = 2027-02-12
sow = 2027-02-08 | next week = 2027-02-08 | this weekend = 2027-02-06 | next weekend = 2027-02-13
in a week = 2027-02-12 | +1b = 2027-02-08 | +5b = 2027-02-12 | next working day = 2027-02-08
in 3 working days = 2027-02-10 | eom = 2027-02-28 | end of february = 2027-02-28 | end of next month = 2027-03-31
the 5th = 2027-02-05 | the 4th = 2027-03-04 | the 31st = 2027-02-28 | 30th = 2027-02-28
today 16:00 = 2027-02-05 16:00 | 16:00 = 2027-02-06 16:00 | 18:30 = 2027-02-05 18:30 | noon = 2027-02-06 12:00
fri 16:00 = 2027-02-12 16:00 | eow 16:00 = 2027-02-05 16:00 | this friday at 4pm = 2027-02-05 16:00
half past 6 = 2027-02-05 18:30 | midnight = 2027-02-05 | tonight = 2027-02-05 | in 2 hours = 2027-02-05 20:30
in 8 hours = 2027-02-06 02:30 | 5 feb = 2027-02-05 | 4 feb = 2028-02-04 | 29 feb = 2028-02-29 | w5 = 2027-02-05
w5 thu = 2028-02-03 | w6 mon = 2027-02-08 | last friday of the month = 2027-02-26
first friday of the month = 2027-02-05 | first monday of the month = 2027-03-01 | last day of the month = 2027-02-28
last working day of the month = 2027-02-26 | valentine's day = 2027-02-14 | good friday = 2027-03-26
mid february = 2027-02-15 | beginning of next week = 2027-02-08 | tomorrow morning = 2027-02-06 12:00
monday morning = 2027-02-08 12:00 | 2027-02-05 16:00 = 2027-02-05 16:00 | fri 5 feb = 2027-02-05
fri 12 feb = 2027-02-12 | sat 6 feb at noon = 2027-02-06 12:00 | by monday = 2027-02-08
"""

ON_THE_LAST_OF_JANUARY = """
today = 2027-01-31 | sun = 2027-02-07 | this sunday = 2027-01-31 | next sun = 2027-02-07 | mon = 2027-02-01
next mon = 2027-02-01 | next fri = 2027-02-05 | fri = 2027-02-05 | eow = 2027-02-05 | eonw = 2027-02-05
sow = 2027-02-01 | next week = 2027-02-01 | this weekend = 2027-01-31 | next weekend = 2027-02-06
eom = 2027-01-31 | end of month = 2027-01-31 | end of next month = 2027-02-28 | som = 2027-02-01
next month = 2027-02-01 | +1m = 2027-02-28 | in a month = 2027-02-28 | in 2 months = 2027-03-31
in three months = 2027-04-30 | +1y = 2028-01-31 | the 31st = 2027-01-31 | 30th = 2027-02-28 | the 29th = 2027-02-28
the 1st = 2027-02-01 | 31 jan = 2027-01-31 | 30 jan = 2028-01-30 | 29 feb = 2028-02-29 | 28 feb = 2027-02-28
+1b = 2027-02-01 | in 2 working days = 2027-02-02 | in a week = 2027-02-07 | in a fortnight = 2027-02-14
last day of the month = 2027-01-31 | last day of next month = 2027-02-28 | last sunday of the month = 2027-01-31
last friday of the month = 2027-02-26 | first monday of february = 2027-02-01 | mid february = 2027-02-15
a week on monday = 2027-02-08 | monday week = 2027-02-08 | today 9am = 2027-01-31 09:00 | 9am = 2027-02-01 09:00
10:00 = 2027-01-31 10:00 | 31 jan 9am = 2027-01-31 09:00 | eom 9am = 2027-01-31 09:00 | noon = 2027-01-31 12:00
end of january = 2027-01-31 | end of q1 = 2027-03-31 | eoq = 2027-03-31 | eoy = 2027-12-31 | easter = 2027-03-28
w5 = 2027-02-05 | w4 sun = 2027-01-31 | w4 = 2028-01-28
"""

BEFORE_A_LEAP_DAY = """
today = 2028-02-28 | tomorrow = 2028-02-29 | day after tomorrow = 2028-03-01 | the 29th = 2028-02-29
29 feb = 2028-02-29 | feb 29 = 2028-02-29 | 28 feb = 2028-02-28 | 27 feb = 2029-02-27 | +1d = 2028-02-29
in two days = 2028-03-01 | in a year = 2029-02-28 | +1m = 2028-03-28 | end of february = 2028-02-29
eom = 2028-02-29 | end of the month = 2028-02-29 | last day of the month = 2028-02-29
last day of february 2029 = 2029-02-28 | last tuesday of the month = 2028-02-29 | tue = 2028-02-29
tue 29 feb = 2028-02-29 | tuesday the 29th = 2028-02-29 | mon = 2028-03-06 | this monday = 2028-02-28
next mon = 2028-03-06 | next fri = 2028-03-10 | fri = 2028-03-03 | eow = 2028-03-03 | eonw = 2028-03-10
the 30th = 2028-02-29 | 31st = 2028-02-29 | first of march = 2028-03-01 | 1/3 = 2028-03-01 | 29/2 = 2028-02-29
29/2/2028 = 2028-02-29 | 29.2. = 2028-02-29 | 29.02.2028 = 2028-02-29 | 2028-02-29 = 2028-02-29
22:00 = 2028-02-29 22:00 | 23:00 = 2028-02-28 23:00 | today 22:00 = 2028-02-28 22:00 | tonight = 2028-02-28
midnight = 2028-02-28 | noon = 2028-02-29 12:00 | tomorrow noon = 2028-02-29 12:00 | in 2 hours = 2028-02-29 01:00
in an hour = 2028-02-29 00:00 | in half an hour = 2028-02-28 23:30 | w9 fri = 2028-03-03 | w9 = 2028-03-03
w10 mon = 2028-03-06 | next working day = 2028-02-29 | +3b = 2028-03-02 | in 5 working days = 2028-03-06
a week on wednesday = 2028-03-08 | in a fortnight = 2028-03-13 | good friday = 2028-04-14
easter monday = 2028-04-17 | mid march = 2028-03-15 | end of next month = 2028-03-31 | in 4 years = 2032-02-28
"""

ON_THE_LAST_OF_THE_YEAR = """
today = 2026-12-31 | tomorrow = 2027-01-01 | fri = 2027-01-01 | thu = 2027-01-07 | this thursday = 2026-12-31
next fri = 2027-01-08 | next thu = 2027-01-07 | eow = 2027-01-01 | end of the week = 2027-01-01 | eonw = 2027-01-08
next week = 2027-01-04 | eom = 2026-12-31 | eoy = 2026-12-31 | end of the year = 2026-12-31
end of next month = 2027-01-31 | end of next year = 2027-12-31 | next year = 2027-01-01 | next month = 2027-01-01
som = 2027-01-01 | 31 dec = 2026-12-31 | 30 dec = 2027-12-30 | 1 jan = 2027-01-01 | new year's eve = 2026-12-31
new year's day = 2027-01-01 | christmas = 2027-12-25 | the 31st = 2026-12-31 | the 1st = 2027-01-01
30th = 2027-01-30 | +1m = 2027-01-31 | in two months = 2027-02-28 | in a week = 2027-01-07 | +1b = 2027-01-01
+2b = 2027-01-04 | 23:00 = 2027-01-01 23:00 | 23:45 = 2026-12-31 23:45 | today 23:00 = 2026-12-31 23:00
dec 31 6pm = 2026-12-31 18:00 | midnight = 2026-12-31 | in an hour = 2027-01-01 00:30
in 40 minutes = 2027-01-01 00:10 | w53 = 2027-01-01 | w53 thu = 2026-12-31 | w53 wed = 2032-12-29 | w1 = 2027-01-08
first monday of january = 2027-01-04 | first working day of january = 2027-01-01
last friday of january = 2027-01-29 | end of q1 = 2027-03-31 | mid january = 2027-01-15
a week on monday = 2027-01-11 | a week from tomorrow = 2027-01-08 | day after tomorrow = 2027-01-02
this weekend = 2027-01-02 | fri 1 jan = 2027-01-01 | friday the 1st = 2027-01-01 | 01.01. = 2027-01-01
1/1 = 2027-01-01 | 1/1/27 = 2027-01-01
"""

BEFORE_A_NIGHT_WITHOUT_MIDNIGHT = """
tomorrow = 2027-09-05 | tomorrow at 00:30 = 2027-09-05 00:30 | sun = 2027-09-05 | sun 0:30 = 2027-09-05 00:30
midnight = 2027-09-04 | in 4 hours = 2027-09-05 01:00 | in 5 hours = 2027-09-05 02:00 | in 3 hours = 2027-09-04 23:00
in a day = 2027-09-05 | 00:30 = 2027-09-05 00:30 | 19:00 = 2027-09-05 19:00 | 21:00 = 2027-09-04 21:00
+1d = 2027-09-05 | mon = 2027-09-06 | next mon = 2027-09-06 | next sat = 2027-09-11 | sat = 2027-09-11
this saturday = 2027-09-04 | this weekend = 2027-09-04 | next weekend = 2027-09-11 | eow = 2027-09-10
eonw = 2027-09-10 | sow = 2027-09-06 | eom = 2027-09-30 | eoq = 2027-09-30 | end of the quarter = 2027-09-30
in a week = 2027-09-11 | +1b = 2027-09-06 | next working day = 2027-09-06 | first monday of the month = 2027-09-06
last day of the month = 2027-09-30 | tomorrow morning = 2027-09-05 12:00 | tonight = 2027-09-04
today noon = 2027-09-04 12:00 | noon = 2027-09-05 12:00 | a week on monday = 2027-09-13 | sunday week = 2027-09-12
4/9 = 2027-09-04 | 3/9 = 2028-09-03 | 5 september = 2027-09-05 | sun 5 sep = 2027-09-05 | w36 mon = 2027-09-06
w36 = 2027-09-10
"""

ON_A_SHORT_SUNDAY = """
in an hour = 2027-03-28 02:30 | 1:30 = 2027-03-28 01:30 | today 1:30 = 2027-03-28 01:30 | tomorrow = 2027-03-29
mon 9am = 2027-03-29 09:00 | easter = 2027-03-28 | easter monday = 2027-03-29
last sunday of the month = 2027-03-28 | 00:15 = 2027-03-29 00:15 | in 24 hours = 2027-03-29 01:30
"""

TABLES = (
    (MONDAY, ON_MONDAY), (FRIDAY_EVENING, ON_A_FRIDAY_EVENING), (LAST_OF_JANUARY, ON_THE_LAST_OF_JANUARY),
    (BEFORE_LEAP_DAY, BEFORE_A_LEAP_DAY), (LAST_OF_YEAR, ON_THE_LAST_OF_THE_YEAR),
    (NIGHT_WITHOUT_MIDNIGHT, BEFORE_A_NIGHT_WITHOUT_MIDNIGHT), (SHORT_SUNDAY, ON_A_SHORT_SUNDAY),
)  # fmt: skip


def rows() -> list[tuple[Moment, str, str]]:
    """Every moment, phrase and due."""
    return [
        (now, *(part.strip() for part in cell.split("=")))  # type: ignore[misc]
        for now, table in TABLES
        for line in table.strip().splitlines()
        for cell in line.split("|")
    ]
