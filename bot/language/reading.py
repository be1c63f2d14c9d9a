"""A citizen's words as engine and finders read them; the record keeps them as they were written."""

import re

from bot.language.keystrokes import in_school_spelling, typed
from bot.language.spoken_years import years_in_figures

#: Spellings that finders would have to know one by one: "2 triệu rưởi", "đóng theo quí".
_SPELLED = (
    (re.compile(r"\b([Rr])ưởi\b"), r"\1ưỡi"),
    (re.compile(r"\b([Qq])uí\b"), r"\1uý"),
    (re.compile(r"(?<!so )\b([Ss])anh(?= (?:năm|ngày|tháng|con|\d))"), r"\1inh"),
    (re.compile(r"\b((?:mỗi|moi|hằng|hàng|hang) )thg?\b", re.IGNORECASE), r"\1tháng"),
)


def readable(text: str) -> str:
    """`text` with keys of an input method, misplaced tones and years told digit by digit written out.

    Call it after `clean` and after masking, on the way to engine and finders only.
    """
    text = in_school_spelling(typed(text))
    for pattern, spelling in _SPELLED:
        text = pattern.sub(spelling, text)
    return years_in_figures(text)
