"""How many persons or children a sentence speaks of."""

import re

from bot.language import numerals
from bot.language.view import spelled, view

_COUNT = rf"(?P<n>\d{{1,2}}|{numerals.RUN})"
_PERSONS = re.compile(spelled(rf"\b{_COUNT} (?:người|nhân khẩu|thành viên|khẩu|miệng ăn)(?! (?:thứ|đầu))(?!\w)"))
_ALONE = re.compile(spelled(r"\b(?:một mình|mình tôi|mình em|độc thân)(?!\w)"))
_COUPLE = re.compile(spelled(r"\b(?:hai|2) vợ chồng(?!\w)|\bvợ chồng(?! \w+ (?:và|với))(?!\w)"))
_MANY_BORN = (
    (3, re.compile(spelled(r"\b(?:sinh|đẻ|sanh) (?:ba|3)(?! ?(?:tháng|lần|năm|đứa|con|bé|\d))(?!\w)"))),
    (2, re.compile(spelled(r"\b(?:sinh|đẻ|sanh) đôi(?!\w)"))),
)
_CHILDREN = re.compile(spelled(rf"\b{_COUNT} (?:đứa|bé|con|cháu|em bé)(?!\w)"))


def find_persons(text: str) -> int | None:
    """Members of a household, None where `text` does not say how many."""
    seen = view(text).text
    if match := _PERSONS.search(seen):
        return numerals.value(match["n"])
    if _COUPLE.search(seen):
        return 2
    return 1 if _ALONE.search(seen) else None


def find_children_born(text: str) -> int:
    """Children of one birth: two of twins, one where nothing else is said."""
    seen = view(text).text
    for count, pattern in _MANY_BORN:
        if pattern.search(seen):
            children = _CHILDREN.search(seen)
            return (numerals.value(children["n"]) if children else None) or count
    return 1
