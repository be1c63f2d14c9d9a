"""Terms as people write them, in months: "15 năm 3 tháng", "14n7t", "nửa năm", "mười lăm năm rưỡi"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.language import numerals
from bot.language.view import spelled, spellings, view


@dataclass(frozen=True, slots=True)
class Duration:
    """A term in whole months with its offsets in the text."""

    months: int
    start: int
    end: int


_NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d)?|{numerals.RUN})"
_TERM = re.compile(
    spelled(
        rf"\b(?<![.,/\-])(?:(?P<low>\d{{1,2}}) ?(?:-|–|đến|tới|hoặc) ?)?"
        rf"(?P<number>{_NUMBER})(?: ?(?:tháng|thg|th)(?!\w)"
        rf"|(?P<year> ?năm|(?<=\d)n)(?![^\W\d_])(?P<half> ?rưỡi(?!\w))?"
        rf"(?:(?: và | lẻ | linh | ?)(?P<more>{_NUMBER}) ?(?:tháng|thg|th|t)(?!\w))?)"
    )
)
_YEAR_WORD = spellings("năm")
_GAP = spellings("lẻ") + spellings("linh")
_HALF_YEAR = re.compile(spelled(r"\b(?:nửa năm|(?P<one>năm rưỡi))(?!\w)"))
#: The number before "năm" or "tháng" belongs to a date, an age or a count of visits.
_DATE_BEFORE = re.compile(spelled(r"(?:tháng|thg|quý|ngày|mùng|mồng|tuổi|lớp|điều|khoản|năm thứ|tháng thứ|\bt) ?$"))
#: "bốn trăm năm mươi nghìn": the five of a number.
_DATE_AFTER = re.compile(
    spelled(r" (?:mươi(?!\w)|trăm(?!\w)|nghìn(?!\w)|ngàn(?!\w)|(?:19|20)\d\d(?!\d)|nay(?!\w)|nào(?!\w)|sinh(?!\w))")
)
_MONTH_OF_YEAR_AFTER = re.compile(
    spelled(rf" (?:\d{{1,2}}|{numerals.RUN})(?: ?(?:/|năm|-) ?(?:19|20)\d\d| (?:19|20)\d\d|(?= *$)|(?= ?[,.;?!]))")
)
#: "bé 3 tháng tuổi".
_AGE_AFTER = re.compile(spelled(r" tuổi(?!\w)"))
_EACH_TIME = re.compile(spelled(r" ?(?:/|(?:đóng )?(?:một|1|mỗi|/)) ?(?:1 |một )?(?:lần|kỳ|bận|lượt)"))
#: "2 triệu 1 tháng" and "bao nhiêu một năm" say how often, not how long.
_RATE_AFTER = re.compile(spelled(r" (?:là |hết |thì |phải |đóng |nộp )*(?:bao nhiêu|nhiêu|mấy|bn)(?!\w)"))
_RATE_BEFORE = re.compile(
    # "dong mot nam" is "đóng một năm": đồng counts after a number only.
    spelled(
        r"(?:\d|\b(?:triệu|tr|nghìn|ngàn|nghàn|rưỡi|củ|nhiêu|mấy|tiền|mỗi|từng)|\d ?(?:tr|k|đ|đồng)|[nu] đồng|/)[ /]*$"
    )
)


def find_durations(text: str) -> list[Duration]:
    """The terms in `text`, left to right; dates, ages and rates ("2 triệu một tháng") are not terms."""
    seen = view(text)
    found = sorted(_spans(seen.text), key=lambda span: span[1])
    return [Duration(months, *seen.place(start, end)) for months, start, end in found]


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    taken = 0
    for term in _TERM.finditer(text):
        start = term.start()
        number = _value(term["number"])
        if term["low"] is None and not term["number"][0].isdecimal():
            # "mười năm hai năm": only the words that make a number count.
            tail = _years_and_months(term) or numerals.longest_tail(term["number"])
            if tail is None:
                continue
            start, number = start + tail[0], Decimal(tail[1])
        if number is None or _is_elsewhere(text, start, term, number):
            continue
        taken = term.end()
        if term["low"]:
            yield int(term["low"]) * (12 if term["year"] else 1), term.start("low"), term.end("low")
            start = term.start("number")
        yield _months(term, number), start, term.end()
    for half in _HALF_YEAR.finditer(text):
        if half.start() >= taken and not _EACH_TIME.match(text, half.end()):
            yield (18 if half["one"] else 6), half.start(), half.end()


def _value(written: str) -> Decimal | None:
    if written[0].isdecimal() and " " not in written:
        return Decimal(written.replace(",", "."))
    words = numerals.value(written)
    return Decimal(words) if words else None


def _years_and_months(term: re.Match[str]) -> tuple[int, int] | None:
    """ "mười năm lẻ ba" before "tháng": where it begins (0) and its months."""
    if term["year"] or numerals.value(term["number"]):
        return None
    words = term["number"].split()
    for place, word in enumerate(words):
        if word in _YEAR_WORD:
            rest = [other for other in words[place + 1 :] if other not in _GAP]
            years, months = numerals.value(" ".join(words[:place])), numerals.value(" ".join(rest))
            if years and months:
                return 0, years * 12 + months
    return None


def _months(term: re.Match[str], number: Decimal) -> int:
    if not term["year"]:
        return int(number)
    months = number * 12 + (6 if term["half"] else 0)
    more = _value(term["more"]) if term["more"] else None
    return int(months + (more or 0))


def _is_elsewhere(text: str, start: int, term: re.Match[str], number: Decimal) -> bool:
    before = text[max(0, start - 12) : start]
    if _DATE_BEFORE.search(before) or _AGE_AFTER.match(text, term.end()) or _EACH_TIME.match(text, term.end()):
        return True
    if number == 1 and not term["more"] and not term["half"] and _RATE_BEFORE.search(before):
        return True
    if number == 1 and _RATE_AFTER.match(text, term.end()):
        return True
    if term["year"]:
        return bool(_DATE_AFTER.match(text, term.end("year")))
    return bool(_MONTH_OF_YEAR_AFTER.match(text, term.end()))
