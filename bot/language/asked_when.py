"""The time that a question is about: of a death, or of a figure that is asked for."""

import re
from datetime import date, timedelta

from bot.language.dates import When, find_dates
from bot.language.duration import find_durations
from bot.language.question import Heard, words

#: First and last day of the time named.
type Span = tuple[date, date]

_DIED = words(
    r"\b(?:mất|chết|qua đời|từ trần)(?: (?:hôm|vào|từ|ngày|trong|hồi|lúc|được|rồi|khoảng|năm|tháng|cách đây))*,? ?$"
)
_OF_PAYING = words(r"\b(?:từ|đến|tới|đóng|nộp|sinh|hưởng|nhận|tham gia|nghỉ)(?: (?:bhxh|hưu|vào|tháng|năm|ngày))* ?$")
_SUPPOSED = words(r"\b(?:nếu|lỡ|giả sử|sẽ|chẳng may)(?!\w)")
_AHEAD = words(r"(?:sau|tới|nữa|mai|sang|kế tiếp|tiếp theo)")
_AGO = words(r"\b(?:cách đây|(?:mất|chết|qua đời)(?: được)?)(?: (?:khoảng|hơn|gần|đã|tầm))* $")
_PAST_TERM = words(r" (?:trước|rồi|nay)(?!\w)")
_ONLY_YEAR = re.compile(r"(20[0-4]\d)(?!\d)")
_NUMBERS = re.compile(r"\d+")
#: Numbers of a date that names its year.
_FULL = {"day": 3, "month": 2, "year": 1}
_YEAR = 12


def time_asked(one: Heard) -> Span | None:
    """The first time named, None where none is, or one that the present belongs to."""
    named = find_dates(one.text, one.today)
    span = _span(named[0]) if named else None
    return None if span is None or span[0] <= one.today <= span[1] else span


def time_of_death(one: Heard) -> Span | None:
    """When somebody died, as widely as it was told; None where it was not, or is the present month."""
    named = [(when, one.text[: when.start].lower()) for when in find_dates(one.text, one.today)]
    told = [when for when, before in named if _DIED.search(before)]
    told = told or [when for when, before in named if not _OF_PAYING.search(before)]
    spans = [_span(_in_the_past(one, when)) for when in told]
    return _not_now(spans or _ago(one) or _bare_year(one), one.today)


def _not_now(spans: list[Span], today: date) -> Span | None:
    if not spans:
        return None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return None if first == today or (first == today.replace(day=1) and last == _last_day(first)) else (first, last)


def _span(when: When) -> Span:
    if when.exact == "year":
        return date(when.year, 1, 1), date(when.year, 12, 31)
    return when.first_day, when.first_day if when.exact == "day" else _last_day(when.first_day)


def _in_the_past(one: Heard, when: When) -> When:
    """A death in a month without its year was in the last such month, unless it is only supposed."""
    said = one.text[when.start : when.end].lower()
    names_year = bool(_ONLY_YEAR.search(said)) or len(_NUMBERS.findall(said)) >= _FULL[when.exact]
    if names_year or when.first_day <= one.today or _AHEAD.search(said) or one.has(_SUPPOSED) or when.exact == "year":
        return when
    return When(when.year - 1, when.month, when.day, when.exact, when.start, when.end)


def _ago(one: Heard) -> list[Span]:
    """ "cách đây 8 tháng" is a month, "2 năm trước" a year."""
    for term in find_durations(one.seen):
        if not (_AGO.search(one.seen[: term.start]) or _PAST_TERM.match(one.seen, term.end)):
            continue
        if term.months % _YEAR == 0:
            year = one.today.year - term.months // _YEAR
            return [(date(year, 1, 1), date(year, 12, 31))]
        number = one.today.year * _YEAR + one.today.month - 1 - term.months
        first = date(number // _YEAR, number % _YEAR + 1, 1)
        return [(first, _last_day(first))]
    return []


def _bare_year(one: Heard) -> list[Span]:
    years = [int(found[1]) for found in _ONLY_YEAR.finditer(one.seen) if _DIED.search(one.seen[: found.start()])]
    return [(date(year, 1, 1), date(year, 12, 31)) for year in years]


def _last_day(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
