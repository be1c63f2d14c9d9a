"""How often a citizen wants to pay: every 1, 3, 6 or 12 months, or 2 years and more ahead (Luật 41/2024, Điều 36)."""

import re

from bot.language import numerals
from bot.language.view import spelled, spellings, view

#: Months that can be chosen as a period.
PERIODS = frozenset({1, 3, 6, 12})

_COUNT = rf"(?P<count>\d{{1,2}}|{numerals.RUN})"
_UNIT = r"(?P<unit>tháng|quý|năm)"
_PAY = r"(?:đóng|nộp|trả)"
_ONCE = r"(?:1|một) (?:lần|lượt|bận|lúc|thể|cục)"
_PERIODS = [
    re.compile(spelled(rf"\b{pattern}(?!\w)"))
    for pattern in (
        rf"{_COUNT} ?(?:{_UNIT}|t|th) ?(?:/|(?:{_PAY} )?(?:một|1|mỗi|/)) ?(?:1 |một )?(?:lần|kỳ|bận)",
        rf"(?:theo|mỗi|phương thức|gói|kỳ|từng) {_COUNT} {_UNIT}",
        r"(?<!đã )(?<!được )(?<!đc )(?<!mới )(?<!từng )"
        rf"{_PAY}(?: luôn| trước| gộp| theo| một lần| 1 lần)* {_COUNT} {_UNIT}"
        r"(?! ?(?:rồi|nay|qua|được|đc|thì|trước|liền|nữa|là đủ|và|lẻ|\d))",
        r"quý (?P<count>3|ba) (?P<unit>tháng)(?! ?\d)",
        rf"(?P<often>theo|hàng|hằng|mỗi|từng) {_UNIT}"
        r"(?! ?(?:(?:19|20)\d\d|(?:nay|sau|tới|trước|nào|đó|ngoái|sinh)(?!\w)))",
        rf"{_UNIT} (?:{_PAY} )?(?:một|1) (?:lần|kỳ|bận)",
        r"(?:cả|nguyên|trọn) (?P<unit>quý|năm)(?! ?(?:\d|nay|sau|trước))",
        rf"(?:{_PAY}|chọn) (?:theo )?{_UNIT}(?= ?(?:[,.?!]|$|ạ|thôi|nhé|nha|cho|đi|được|có))",
    )
]
_HALF_YEAR = re.compile(
    spelled(rf"\b(?:(?:theo|mỗi|{_PAY}|từng|chọn) (?:nửa|nữa) năm|(?:nửa|nữa) năm (?:{_PAY} )?{_ONCE})(?!\w)")
)
_AHEAD = [
    re.compile(spelled(rf"\b{pattern}(?!\w)"))
    for pattern in (
        rf"{_PAY}(?: \w+)?(?: luôn| trước| gộp| thẳng| hẳn| {_ONCE})+(?: cho| cả| đủ)? {_COUNT} năm",
        rf"{_COUNT} năm (?:(?:{_PAY} )?{_ONCE}|về sau|luôn|liền {_ONCE})",
        rf"{_PAY} (?:cho )?{_COUNT} năm (?:tới|sau|tiếp theo|về sau)",
    )
]
#: "hằng tháng hay hằng quý": a question that chooses none.
_EITHER = re.compile(
    spelled(
        r"\b(?:tháng|quý|năm)(?: một lần| 1 lần)? (?:hay|hoặc)"
        r"(?: (?:là|hằng|hàng|mỗi|theo|đóng|\d+))* (?:tháng|quý|năm)(?!\w)"
    )
)
#: "quý 3 tháng" is a period; "quý 4 từ tháng 12/2026" begins in the month named.
_NO_QUARTER = re.compile(
    spelled(
        r"\bquý (?:(?:3|ba) tháng(?! ?\d)|(?:[1-4]|iv|i{1,3})(?![\w/])(?=.*(?:(?<!\d )\btháng ?\d{1,2}(?! ?lần)|\bt\d|"
        r"\b\d{1,2}[/.-]20\d\d)))"
    )
)
#: Paying for years that are missing is another method.
_MISSING = re.compile(spelled(r"\b(?:thiếu|bù|còn lại|truy)(?!\w)"))
_PAYING = re.compile(spelled(rf"(?: \w+){{0,4}} ?\b(?:{_PAY}|góp|mua|bỏ|chọn|chuyển|mức|lấy|kỳ)(?!\w)"))
_RECEIVING = re.compile(spelled(r"\b(?:lương|hưu|trợ cấp|tuất|nhận|lĩnh|lãnh|hưởng|được trả|thất nghiệp)(?!\w)"))
_CLAUSE_END = re.compile(r"[,.;!?\n](?!\d)")
#: An answer of this length needs no word of paying.
_SHORT = 25
_ANSWERS = [re.compile(spelled(form)) for form in (rf"{_COUNT} ?{_UNIT}", rf"{_COUNT} ?(?:t|th)?", _UNIT)]
_SPOKEN = re.compile(spelled(r"\b(?:dạ|ạ|em|tôi|mình|chọn|theo|muốn|thôi|nhé|nha|đi|cho|đóng|nộp|hàng|hằng|mỗi)(?!\w)"))


def find_period(text: str, *, asked: bool = False) -> int | None:
    """Months between payments (1, 3, 6 or 12) that `text` names, None where it names none.

    `asked`: the citizen was just asked for it, so "quý" or "6 tháng" alone are answers.
    """
    seen = view(text).text
    if find_prepaid_years(text) or _EITHER.search(seen):
        return None
    if _HALF_YEAR.search(seen):
        return 6
    refused = -1
    for pattern in _PERIODS:
        for match in pattern.finditer(seen):
            months = _months(match.groupdict().get("count"), match["unit"])
            if months in PERIODS and match.end() != refused and _is_of_paying(seen, match):
                return months
            # "4 tháng một lần" must not leave "tháng một lần".
            refused = match.end()
    return _answered(seen) if asked else None


def find_prepaid_years(text: str) -> int | None:
    """Years (2 or more) that `text` wants to pay ahead at once; paying for missing years does not count."""
    seen = view(text).text
    for pattern in _AHEAD:
        for match in pattern.finditer(seen):
            years = numerals.value(match["count"])
            if years and years >= 2 and not _MISSING.search(seen, max(0, match.start() - 20), match.end() + 20):
                return years
    return None


def without_quarter(text: str) -> str:
    """`text` without "quý" and its number where that is no quarter of a year or a month is named beside it."""
    seen = view(text)
    if not (found := _NO_QUARTER.search(seen.text)):
        return text
    start, end = seen.place(found.start(), found.end())
    return f"{text[:start]} {text[end:]}"


def _is_of_paying(text: str, match: re.Match[str]) -> bool:
    """Whether "hằng tháng" says how one pays: pensions and allowances come every month too."""
    if _MISSING.search(text, max(0, match.start() - 7), match.start()):
        return False
    if not match.groupdict().get("often"):
        return True
    clause = _CLAUSE_END.split(text[: match.start()])[-1]
    if _RECEIVING.search(clause):
        return False
    return len(text) < _SHORT or bool(_PAYING.search(clause) or _PAYING.match(text, match.end()))


def _months(count: str | None, unit: str | None) -> int | None:
    number = numerals.value(count) if count else 1
    if number is None:
        return None
    if unit is None or unit in spellings("tháng"):
        return number
    return number * (3 if unit in spellings("quý") else 12)


def _answered(text: str) -> int | None:
    bare = " ".join(_SPOKEN.sub(" ", text.strip(" .,!?\n")).split())
    for pattern in _ANSWERS:
        if match := pattern.fullmatch(bare):
            months = _months(match.groupdict().get("count"), match.groupdict().get("unit"))
            return months if months in PERIODS else None
    return 6 if re.fullmatch(spelled("(?:nửa|nữa) năm"), bare) else None
