"""What the terms in a sentence are: paid already, to be paid, still missing, paid before a year of the law."""

import re
from dataclasses import dataclass

from bot.language.duration import find_durations
from bot.language.view import spelled, view


@dataclass(frozen=True, slots=True)
class Terms:
    """Months by what they are, None where the text does not say them. `before` are those before the split year."""

    paid: int | None = None
    before: int | None = None
    more: int | None = None
    missing: int | None = None


#: Where what is said of one term ends.
CLAUSE_END = re.compile(spelled(r"[,.;:!?\n]| nhưng | mà | rồi (?=còn)"))
#: Not a term of payment: of waiting, of support, of work, of a rule ("cho đủ 15 năm"), each time, until retirement.
_OTHER_BEFORE = re.compile(
    spelled(
        r"\b(?:(?:nghỉ|dừng|ngừng|ngưng|không|bỏ)(?: (?:đóng|nộp|tham gia|bhxh|bảo hiểm|việc))?"
        r"(?: (?:được|đã|hơn|gần))*|(?:gián đoạn|chờ|đợi|sau|cách đây|trong vòng|bảo lưu|hưởng|"
        r"lãnh|lĩnh|nhận|mỗi|cứ|từng|làm(?: \w+){0,3})"
        r"|(?:cho|tới|đến|chưa|để|phải|cần|là|nữa|mới|thì|sẽ)(?: đóng| được)? đủ"
        r"|hỗ trợ(?: (?:được|đã|hết|tổng cộng|gần|hơn))*) $"
    )
)
_OTHER_AFTER = re.compile(
    spelled(
        r" (?:nữa )?(?:thì |là |mới |đến |tới )*(?:về hưu|nghỉ hưu|tuổi|đủ tuổi|hỗ trợ|được hỗ trợ|thất nghiệp)|"
        r" (?:kể )?từ khi"
    )
)
_UNTIL = re.compile(spelled(r"\bcòn (?:\w+ )?$"))
_MISSING = re.compile(spelled(r"\b(?:thiếu|hụt)(?: (?:mất|có|đúng|khoảng|tầm|chừng|hơn|gần|tới|những))* $"))
_MORE = re.compile(spelled(r"\b(?:thêm|tiếp)(?: (?:được|khoảng|tầm|chừng|cho|tới|đủ|một|chỉ))* $"))
_AGAIN = re.compile(spelled(r" nữa(?!\w)"))
_OF_WHICH = re.compile(spelled(r"\b(?:trong đó|trong số đó|bao gồm)(?!\w)"))
_KIND = re.compile(spelled(r"\b(?:bắt buộc|tự nguyện|công ty|xí nghiệp|nhà nước|tự đóng)(?!\w)"))


def find_terms(text: str, split_year: int) -> Terms:
    """The terms of payment in `text`. Several terms without a word that parts them say nothing certain.

    "bắt buộc 7 năm, tự nguyện 4 năm" are added up; `split_year` parts "trước 2014" from the rest.
    """
    seen = view(text).text
    found: dict[str, list[int]] = {"paid": [], "before": [], "more": [], "missing": []}
    kinds = 0
    for term in find_durations(seen):
        clause = CLAUSE_END.split(seen[: term.start])[-1]
        rest = CLAUSE_END.split(seen[term.end :])[0]
        if kind := _kind(clause, rest, split_year):
            found[kind].append(term.months)
            kinds += kind == "paid" and bool(_KIND.search(clause[-30:]) or _KIND.search(rest[:25]))
    paid, before = _one(found["paid"], together=kinds > 1), _one(found["before"])
    if _OF_WHICH.search(seen) and found["paid"]:
        # The longest term is the whole, the others are its parts.
        paid = max(found["paid"])
        paid -= before if before and before < paid else 0
    return Terms(
        paid,
        before,
        _one(found["more"]),
        _one(found["missing"]),
    )


def is_of_payment(before: str, after: str) -> bool:
    """Whether a term between these words of its clause is one of payment, not of waiting, support or work."""
    return not (_OTHER_BEFORE.search(before) or _OTHER_AFTER.match(after) or _UNTIL.search(before))


def _kind(before: str, after: str, split_year: int) -> str | None:
    earlier = re.compile(spelled(rf"\btrước(?: năm| đầu năm| tháng 1| 1)?[ /]*(?:1/)?{split_year}(?!\d)"))
    if _MISSING.search(before):
        return "missing"
    if _MORE.search(before) or (_AGAIN.match(after) and not _UNTIL.search(before)):
        return "more"
    if not is_of_payment(before, after):
        return None
    if earlier.search(before[-40:]) or earlier.search(after[:30]):
        return "before"
    return "paid"


def _one(months: list[int], *, together: bool = False) -> int | None:
    if together:
        return sum(months)
    return months[0] if len(set(months)) == 1 else None
