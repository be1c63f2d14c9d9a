"""Births that cannot be, so that they can be refused by name, and a month of birth told alone."""

import re
from datetime import date

from bot.language.birth import Birth, find_birth
from bot.language.months import month_number
from bot.language.view import spelled, view

_SLIP = re.compile(
    spelled(
        r"\b(?<!học )(?:sinh|sn)(?: (?:ra|vào|của|là|tôi|em|mình|ngày|tháng|năm))*[ :]*"
        r"(?:\d{1,2}[-/. ]){0,2}(?:năm )?(?P<y>\d{4})(?!\d)"
    )
)
_ALONE = re.compile(r"(?:\D{0,8} )?(?:\d{1,2}[-/. ]){0,2}(?P<y>\d{4})[ .!]*")
_MONTH = re.compile(
    spelled(
        r"\b(?:tháng|thg|t) ?(?P<m>\d{1,2}|giêng|chạp|mười (?:một|hai)|mười|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín)"
        r"(?!\w|[/\-]\d)"
    )
)
#: "nữ 5/1968"; "nam" may be "năm" without its mark, so only at the start of a clause.
_OF_SEX = re.compile(
    spelled(r"(?:\bnữ|(?:^|[,;.] ?)nam)[,;:]? (?:\d{1,2}[-/.])?(?P<m>\d{1,2})[-/.](?P<y>19[3-9]\d|200\d)(?![\d/\-])")
)
_BARE = re.compile(r"(?P<m>\d{1,2})[ .!ạa]*")


def impossible_birth(text: str, today: date, *, asked: bool = False) -> int | None:
    """A year of birth that nobody who asks can have ("sinh năm 2030"); None where there is none such."""
    if find_birth(text, today, asked=asked):
        return None
    seen = view(text).text.strip()
    found = _SLIP.search(seen) or (_ALONE.fullmatch(seen) if asked else None)
    return int(found["y"]) if found else None


def find_birth_of_sex(text: str, today: date) -> Birth | None:
    """The month of birth that stands right after the sex: "nữ 5/1968", "nam, 12/3/1970"."""
    found = _OF_SEX.search(view(text).text)
    month = month_number(found["m"]) if found else None
    return Birth(int(found["y"]), month, certain=True) if found and month and int(found["y"]) < today.year else None


def find_birth_month(text: str, *, asked: bool = False) -> int | None:
    """1-12 where `text` names a month without a year; `asked`: the number alone is one too."""
    seen = view(text).text.strip()
    found = _MONTH.search(seen) or (_BARE.fullmatch(seen) if asked else None)
    return month_number(found["m"]) if found else None
