"""Whether an amount of money is what somebody pays a month (tiền nộp) or the income it is reckoned from (thu nhập)."""

import re
from typing import Literal

from bot.language.view import spelled, view

Paid = Literal["surely", "perhaps"]

_CLAUSE_END = re.compile(r"[,.;!?\n](?!\d)")
#: "đóng mức 2 triệu", "lương em 5 triệu": named as an income, whatever stands before it.
_INCOME = re.compile(
    spelled(
        r"\b(?:mức(?! đóng)|thu nhập|lương|căn cứ|tn|kiếm|chọn)"
        r"(?: (?!đóng(?!\w)|nộp(?!\w)|trả(?!\w)|góp(?!\w))\w+){0,5} ?:?$"
    )
)
_FILLER = (
    r"(?: (?:(?:hàng|hằng|mỗi|một|1|theo|từng) tháng|số tiền|tiền|bảo hiểm|bhxh|tự nguyện|vào|luôn|đều|có|chỉ|mỗi|"
    r"khoảng|tầm|chừng|cỡ|là|hết|mất|được|thêm|giúp|tháng))*"
)
_PAYING = re.compile(spelled(rf"\b(?:đóng|nộp|trả|góp|bỏ ra|chi|tiền đóng|mức đóng){_FILLER} ?:?$"))
_HANDING_OVER = re.compile(spelled(rf"\b(?:nộp|trả|góp|bỏ ra|chi|tiền đóng|tiền nộp|số tiền){_FILLER} ?:?$"))
_RECEIVING = re.compile(
    spelled(
        r"\b(?:lương hưu|hưu|nhận|hưởng|lãnh|lĩnh|trợ cấp|rút|lấy)"
        r"(?: (?:được|đc|về|khoảng|tầm|chừng|cỡ|là|có|mỗi|hàng|hằng|một|tháng|đang|ra|tính))* ?:?$"
    )
)
_SO_FAR = re.compile(spelled(r"\b(?:tổng(?: cộng)?|tất cả|đến nay|từ trước)(?!\w)"))
_IS_PAYMENT = re.compile(spelled(r"\b(?:tiền|số|khoản) (?:phải )?(?:nộp|đóng)(?!\w)|^(?:dạ |là |nộp)*nộp(?!\w)"))
_IS_INCOME = re.compile(spelled(r"\b(?:thu nhập|lương|mức(?! đóng))(?!\w)"))


def find_paid(text: str, start: int) -> Paid | None:
    """Whether the amount that begins at `start` of `text` is paid each month, None where it is an income.

    "nộp 500 nghìn" is surely paid; "đóng 2 triệu" may mean paying it or paying on it.
    """
    before = _clause_before(text, start)
    if _INCOME.search(before) or not _PAYING.search(before) or _SO_FAR.search(before):
        return None
    return "surely" if _HANDING_OVER.search(before) else "perhaps"


def is_received(text: str, start: int) -> bool:
    """Whether the amount that begins at `start` of `text` is what somebody gets: "lương hưu 3 triệu"."""
    return bool(_RECEIVING.search(_clause_before(text, start)))


def says_which(text: str) -> Literal["payment", "income"] | None:
    """What an amount told before is, where `text` says it: "là tiền nộp", "thu nhập đó"."""
    seen = view(text).text.strip(" .!\n")
    payment, income = bool(_IS_PAYMENT.search(seen)), bool(_IS_INCOME.search(seen))
    if payment == income:
        return None
    return "payment" if payment else "income"


def _clause_before(text: str, start: int) -> str:
    return _CLAUSE_END.split(view(text[:start]).text)[-1].rstrip()
