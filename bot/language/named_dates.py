"""Every day, month and year that a text names, as ISO 8601 writes them: "2026-12-05", "2027-01", "2019"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.language.dates import When, find_dates
from bot.language.months import of_year, relative_year, shifted
from bot.language.view import spelled, view

#: "now" names no date.
_NOW = re.compile(spelled(r"(?:bây giờ|bây h|bi giờ|hiện nay|hiện tại|hiện giờ|lúc này|ngay lúc này)"))
_YEAR = re.compile(
    spelled(
        r"\b(?:từ|đến|tới|hồi|vào|trước|sau|đầu|giữa|cuối|khoảng|là|nghỉ|-|–)(?: hết)? (?P<y>(?:19[6-9]|20[0-9])\d)"
        r"(?![\d/.,-]\d|\w| ?(?:đồng|đ|k|nghìn|ngàn|triệu|tr)(?!\w))"
    )
)
_RELATIVE = re.compile(spelled(r"\bnăm (?:nay|ni)(?!\w)"))
_DAY_WORD = re.compile(spelled(r"\b(?:(?P<past>hôm qua|bữa qua)|(?:ngày|bữa) (?:kia|mốt))(?!\w)"))
_MONTH_AFTER_NEXT = re.compile(spelled(r"\b(?:tháng|thg) sau nữa(?!\w)"))
_PAST = re.compile(spelled(r"\b(?:hôm|bữa|đã|hồi|vừa|mới)(?!\w)|\brồi(?!\w)"))


def find_named_dates(text: str, today: date) -> list[str]:
    """The dates in `text`, left to right, each once; of births and laws, and "now", none."""
    seen = view(text).text
    named = [
        _in_the_past(seen, when, today)
        for when in find_dates(seen, today)
        if not _NOW.fullmatch(seen[when.start : when.end])
    ]
    named += [*_years(seen, today), *_days(seen, today)]
    # "tháng sau nữa" is not "tháng sau".
    whole = [when for when in named if not any(_holds(one, when) for one in named)]
    return list(dict.fromkeys(_iso(when) for when in sorted(whole, key=lambda when: when.start)))


def _holds(one: When, other: When) -> bool:
    return one.start <= other.start and other.end <= one.end and one.end - one.start > other.end - other.start


def _years(seen: str, today: date) -> list[When]:
    found = [When(*of_year(int(match["y"]), today), match.start("y"), match.end("y")) for match in _YEAR.finditer(seen)]
    return found + [
        When(*of_year(relative_year("năm nay", today), today), match.start(), match.end())
        for match in _RELATIVE.finditer(seen)
    ]


def _days(seen: str, today: date) -> list[When]:
    found = []
    for match in _DAY_WORD.finditer(seen):
        day = today + timedelta(days=-1 if match["past"] else 2)
        found.append(When(day.year, day.month, day.day, "day", match.start(), match.end()))
    for match in _MONTH_AFTER_NEXT.finditer(seen):
        if read := shifted(today, 2):
            found.append(When(*read, match.start(), match.end()))
    return found


def _in_the_past(seen: str, when: When, today: date) -> When:
    """A day without its year that is told as over was the last such day."""
    numbers = re.findall(r"\d+", seen[when.start : when.end])
    if when.exact != "day" or len(numbers) != 2 or when.first_day <= today:
        return when
    around = seen[max(0, when.start - 12) : when.end + 30]
    return replace(when, year=when.year - 1) if _PAST.search(around) else when


def _iso(when: When) -> str:
    if when.exact == "year":
        return str(when.year)
    return when.first_day.isoformat() if when.exact == "day" else f"{when.year}-{when.month:02d}"
