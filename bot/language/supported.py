"""Months for which the State has already supported a citizen: "đã được hỗ trợ 118 tháng"."""

import re

from bot.language.duration import find_durations
from bot.language.view import spelled, view

_SUPPORT = re.compile(spelled(r"\b(?:hỗ trợ|hổ trợ|hõ trợ|ht)(?!\w)"))
#: What the rule allows or what is left, not what was received.
_RULE = re.compile(
    spelled(
        r"\b(?:tối đa|không quá|tới đa|trong vòng|thời hạn|giới hạn|còn được|còn lại|còn|nữa|thêm|bao lâu|nhiều nhất|"
        r"sẽ được|nếu|mỗi|tổng cộng bao|luật|quy định|"
        r"hỗ trợ (?:không|ko|k|gì|chứ|hả))(?!\w)"
    )
)
_NEVER = re.compile(
    spelled(
        r"\b(?:chưa|không|ko|k|chẳng)(?: (?:hề|từng|được|đc|nhận|có|bao giờ))* (?:hỗ trợ|hổ trợ)"
        r"(?: (?:tháng|lần|đồng|gì|năm|đợt) ?(?:nào|gì|cả|hết)?)?(?= ?[,.;!]|$| (?:nào|gì|cả|hết|ạ|bao giờ|lần))"
    )
)
_CLAUSE_END = re.compile(r"[,.;!?\n]| nhưng | mà ")
#: How far the support and its term may stand apart, in characters.
_REACH = 30


def find_supported_months(text: str, *, asked: bool = False) -> int | None:
    """Months of support already received, None where `text` does not say it.

    Years of contribution are not months of support unless the text says "hỗ trợ". "chưa được hỗ trợ" is 0.
    `asked`: the citizen was just asked for it, so a term alone is an answer.
    """
    seen = view(text).text
    if not _SUPPORT.search(seen):
        return _answered(seen) if asked else None
    if _NEVER.search(seen):
        return 0
    for clause in _CLAUSE_END.split(seen):
        if (months := _received(clause)) is not None:
            return months
    return _answered(seen) if asked else None


def _received(clause: str) -> int | None:
    support = _SUPPORT.search(clause)
    if support is None or _RULE.search(clause):
        return None
    for term in find_durations(clause):
        if 0 <= term.start - support.end() <= _REACH or 0 <= support.start() - term.end <= _REACH:
            return term.months
    return None


def _answered(text: str) -> int | None:
    if re.search(spelled(r"\b(?:chưa|mới tham gia|lần đầu|bắt đầu|không có)(?!\w)"), text):
        return 0
    terms = find_durations(text)
    if len(terms) == 1:
        return terms[0].months
    bare = re.fullmatch(r" ?(\d{1,3})[ .]*", text)
    return int(bare[1]) if bare else None
