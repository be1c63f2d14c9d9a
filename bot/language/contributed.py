"""How long somebody has paid contributions so far: "đóng được 13 năm", "bắt buộc 9 năm và tự nguyện 4 năm"."""

import re

from bot.language.duration import Duration, find_durations
from bot.language.terms import CLAUSE_END, is_of_payment
from bot.language.view import spelled, view

_PAY = r"(?:đóng|dóng|nộp|tham gia|tham ja|mua|bhxh|bảo hiểm|bb|bắt buộc|tự nguyện|tn)"
_PAYMENT = re.compile(spelled(rf"\b{_PAY}(?!\w)"))
_PAID_BEFORE = re.compile(
    spelled(
        rf"\b(?:đã|từng|mới|có|được|đc)(?: \w+){{0,3}} {_PAY}(?: \w+){{0,4}} $|"
        rf"\b{_PAY}(?: \w+){{0,4}} (?:được|đc|dược|có|rồi|đủ|tròn)"
        rf"(?: (?:có|đâu|khoảng|tầm|hơn|gần|đúng|mới|cả thảy))* $|"
        rf"\b(?:tham gia|bảo hiểm|bhxh)(?: (?:bhxh|bảo hiểm|xã hội|bắt buộc|tự nguyện))* $|^ ?(?:được|đc|có) $"
    )
)
_PAID_AFTER = re.compile(
    spelled(
        r"(?: (?:và|với|,) ?(?:\d+|\w+) (?:năm|tháng))?(?: mấy tháng)?"
        r"(?: (?:bắt buộc|tự nguyện|bhxh|bảo hiểm|đóng|bb|tn|tròn))*"
        r" (?:rồi|r|rùi|đóng (?:bhxh|bảo hiểm))(?!\w)"
    )
)
#: "làm công ty 6 năm có đóng": a term of work that was one of payment.
_WORKED_AND_PAID = re.compile(spelled(r" có (?:đóng|tham gia)(?!\w)"))
_KIND = re.compile(spelled(r"\b(?:bắt buộc|bb|tự nguyện|tn|công ty|cty|xí nghiệp)(?!\w)"))
_WANTED = re.compile(
    spelled(
        r"\b(?:muốn|định|sẽ|tính|phải|nên|nếu|luôn|trước(?! đó)|nốt|thêm|tiếp|cho|còn|thiếu|hỗ trợ|để|mới đủ|cần)"
        r"(?: \w+){0,4} $"
    )
)
_AHEAD = re.compile(spelled(r" (?:nữa|tới|sau|thì (?:được|có|sao|lương|bao)|mới|liền|cho)(?!\w)"))


def find_contributed(text: str) -> int | None:
    """Months paid so far, None where `text` does not say it; terms of two kinds ("bắt buộc", "tự nguyện") are added."""
    seen = view(text).text
    found = [one for one in find_durations(seen) if _is_paid(seen, one)]
    if not found:
        return None
    kinds = [one for one in find_durations(seen) if _is_of_kind(seen, one)]
    if len(kinds) > 1:
        return sum(one.months for one in kinds)
    months = {one.months for one in found}
    return months.pop() if len(months) == 1 else None


def _clause(seen: str, term: Duration) -> tuple[str, str]:
    return CLAUSE_END.split(seen[: term.start])[-1], CLAUSE_END.split(seen[term.end :])[0]


def _is_open(seen: str, term: Duration) -> bool:
    before, after = _clause(seen, term)
    return not _WANTED.search(before) and not _AHEAD.match(after) and is_of_payment(before, after)


def _is_paid(seen: str, term: Duration) -> bool:
    before, after = _clause(seen, term)
    if _WORKED_AND_PAID.match(after):
        return True
    # "bầu 5 tháng rồi" is over too: the words of paying stand before it, or nothing does.
    over = _PAID_AFTER.match(after) and (not before.strip() or _PAYMENT.search(before))
    told = over or _PAID_BEFORE.search(before) or _is_of_kind(seen, term)
    return bool(told) and _is_open(seen, term)


def _is_of_kind(seen: str, term: Duration) -> bool:
    before, after = _clause(seen, term)
    return bool(_KIND.search(before[-24:]) or _KIND.search(after[:20])) and _is_open(seen, term)
