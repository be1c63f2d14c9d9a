"""The words in which amounts of money are said, in every spelling."""

import re
from datetime import date
from decimal import Decimal

from bot.language.view import forms

MILLION, BILLION = 10**6, 10**9

DONG = forms("đồng đ vnđ vnd d")
K = forms("k ka")
#: Said only with small numbers: "2 củ", "5 xị".
SLANG = forms("củ chai xị lít")
SCALE: dict[str, int] = (
    dict.fromkeys(DONG, 1)
    | dict.fromkeys(forms("nghìn ngàn ngìn nghàn") | K, 10**3)
    | dict.fromkeys(forms("xị lít"), 10**5)
    | dict.fromkeys(forms("triệu tr trịu củ chai"), MILLION)
    | dict.fromkeys(forms("tỷ tỉ"), BILLION)
)
NUMBER = forms("một hai ba bốn năm sáu bảy bẩy tám chín mười mươi chục trăm linh lẻ mốt tư lăm nhăm")
HUNDRED, HUNDRED_OR_TENS, HALF, HALF_OF, MINUS = (
    forms("trăm"), forms("trăm chục"), forms("rưỡi"), forms("nửa"), forms("âm"),
)  # fmt: skip
JOIN = forms("và lẻ linh")
#: The only words that can begin an amount.
FIRST = NUMBER | HALF_OF | forms("triệu tr trịu tỷ tỉ củ chai")
#: "5 đồng nghiệp", "3 tỷ lệ": the unit is the first half of another word.
OTHER_WORD = {
    **dict.fromkeys(forms("đồng"), forms("nghiệp bào hương chí thời ý hồ bằng nai tháp phục đội môn")),
    **dict.fromkeys(forms("tỷ tỉ"), forms("lệ số giá trọng phú")),
}
#: What a number after "2 triệu" counts, if it does not belong to the amount.
COUNTED = forms(
    "tháng năm ngày tuần giờ quý lần người nhân hộ đứa con cháu tuổi mẹ bố vợ sổ thẻ kỳ đợt mức phần thg th t n lượt"
)
#: After a bare number these show that it is no amount of its own.
NOT_DONG = COUNTED | {"%"} | {unit for unit, scale in SCALE.items() if scale >= MILLION}
CALENDAR = forms("tháng ngày năm quý lần kỳ đợt khoản điều điểm")
#: A bare number after these is a code, not money.
CODE = forms("mã số otp hotline gọi sđt thoại cmnd cccd sổ thẻ stk bhxh bhyt zalo id")
#: After "hai triệu ba" these show that "ba" was the hundreds of thousands.
AFTER_TAIL = forms(
    "một mỗi hàng hằng đồng thì là được đóng nộp đ vnđ 1 thôi ạ nhé nha vậy rồi hoặc đến tới nên mà còn cho"
)
#: "2 triệu 2 hộ nghèo": the household is the citizen's, it is not counted.
HOUSEHOLD, HOUSEHOLD_KIND = forms("hộ nhà người"), forms("nghèo cận bình thường trung khác dân thiểu kinh")
#: "mấy chục triệu" names no amount.
VAGUE = forms("mấy vài")
NOT_ONE = VAGUE | forms("công")
RANGE = frozenset("-–—~") | forms("đến tới hoặc hay")
SIGN = frozenset("-−–")

_GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+")
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
_HOTLINE = re.compile(r"1[89]00\d{4,6}")


def number(digits: str) -> Decimal:
    """The value of digits, where three digits after a mark are thousands."""
    if _GROUPED.fullmatch(digits):
        return Decimal(re.sub(r"\D", "", digits))
    whole = re.sub(r"[.,'](?=\d{3}(?!\d))", "", digits) if len(digits) > 7 else digits
    return Decimal(whole.replace(",", "."))


def scaled(digits: str, value: Decimal, scale: int) -> Decimal:
    """Value × unit; "1.500 triệu" is one and a half, because nobody here owns a thousand million."""
    if scale >= MILLION and value * scale >= BILLION and _ONE_GROUP.fullmatch(digits):
        return Decimal(digits.replace(",", ".")) * scale
    return value * scale


def is_sum(digits: str) -> bool:
    """Whether a number without a unit can only be money: at least 100,000, no date, no code."""
    if digits[0] == "0" or _HOTLINE.fullmatch(digits):
        return False
    if _GROUPED.fullmatch(digits):
        return number(digits) >= 100_000
    if not digits.isdecimal() or not 6 <= len(digits) <= 10:
        return False
    return digits.endswith("000") or (len(digits) <= 8 and not _is_day(digits))


def _is_day(digits: str) -> bool:
    for day, month, year in ((digits[:2], digits[2:4], digits[4:]), (digits[6:], digits[4:6], digits[:4])):
        if len(digits) == 8 and 1900 <= int(year) < 2100:
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                continue
            return True
    return False
