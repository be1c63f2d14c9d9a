"""Years told as people say them, as figures: "một chín tám lăm" → 1985, "hai nghìn không trăm hai mươi sáu" → 2026."""

import re

from bot.language import numerals
from bot.language.view import spelled, spellings, view

_DIGIT = "không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|linh|lẻ|mười|mươi"
_TAIL = rf"(?P<tail>(?:{_DIGIT})(?: (?:{_DIGIT})){{1,2}})"
_THOUSAND = "(?:nghìn|ngàn)"
_YEAR = re.compile(
    spelled(
        rf"\b(?:năm|sinh|sn|từ|đến|tới|hồi|vào|trước|sau)(?: năm)? "
        rf"(?P<year>(?:(?P<old>một (?:{_THOUSAND} )?chín(?: trăm)?)|hai (?:{_THOUSAND}(?: không trăm)?|không))"
        rf" {_TAIL})(?!\w)"
    )
)
#: "sinh tháng năm năm tám chín": two digits are enough where a birth is told.
_BIRTH = re.compile(spelled(rf"\b(?:sinh|sn)(?: \w+){{0,4}} năm (?P<year>{_TAIL})(?!\w)"))
_GAP = {form for word in ("không", "linh", "lẻ") for form in spellings(word)}


def years_in_figures(text: str) -> str:
    """`text` with each year that is told in words written in figures."""
    if found := _year(text, _YEAR):
        start, end, number, is_old = found
        return years_in_figures(f"{text[:start]}{(1900 if is_old else 2000) + number}{text[end:]}")
    if found := _year(text, _BIRTH):
        start, end, number, _ = found
        return f"{text[:start]}{number:02d}{text[end:]}"
    return text


def _year(text: str, pattern: re.Pattern[str]) -> tuple[int, int, int, bool] | None:
    """Offsets in `text` of the first year, its last two digits, whether it is of the last century."""
    seen = view(text)
    for match in pattern.finditer(seen.text):
        words = match["tail"].split()
        for length in range(len(words), 1, -1):
            number = _two_digits(words[:length])
            if number is not None:
                tail = len(" ".join(words[:length]))
                start, end = seen.place(match.start("year"), match.start("tail") + tail)
                return start, end, number, bool(match.groupdict().get("old"))
    return None


def _two_digits(words: list[str]) -> int | None:
    if words[0] in _GAP:
        return numerals.value(words[1]) if len(words) == 2 else None
    if (number := numerals.value(" ".join(words))) is not None:
        return number if number < 100 else None
    digits = [numerals.value(word) or numerals.final_digit(word) for word in words]
    if len(digits) == 2 and digits[0] and digits[1] and max(digits[0], digits[1]) < 10:
        return digits[0] * 10 + digits[1]
    return None
