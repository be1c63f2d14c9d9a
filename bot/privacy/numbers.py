"""How numbers of persons are written, in the order in which they are looked for, and what only looks like one."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

#: Between two digits: nothing, or a mark people part numbers with.
S = r"(?:[ .\-\u2010-\u2015]| {2})?"
#: Telephone numbers also carry brackets and free-standing dashes: "(024) 3936 1778", "0912 - 345 - 678".
P = r"(?:[ .\-\u2010-\u2015]| {2}| ?\) ?| - |\(0\) ?)?"
#: Strict edges of a parted number, loose ones where its own form proves it: a short neighbour is another number.
_STRICT_START, _STRICT_END = r"(?<!\d)(?<!\d[ .\-])", rf"(?!{S}\d)"
_LOOSE_START, _LOOSE_END = r"(?<!\d)(?<!\d[.\-])(?<![1-9]\d\d )", r"(?!\d)(?![.\-]\d)(?! [1-9]\d\d)"
_WHOLE = r"(?<!\d)(?:{})(?!\d)"
#: "dong" without marks is "đóng" more often; after round thousands it is the currency.
_NO_UNIT = r"(?! ?(?:đồng|đ|vnđ|vnd|triệu|trieu|tỷ|tỉ|usd|%)(?![^\W_])|d(?![^\W_]))(?!(?<=000) ?dong(?![^\W_]))"
_UNTIL_NUMBER = r"[^\d\n\[]{0,25}?"


def _parted(count: int, mark: str = S) -> str:
    return rf"\d(?:{mark}\d){{{count - 1}}}"


def digits_of(written: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", written)


def domestic(written: str) -> str:
    """A telephone number's digits with its 0 in front, however the country was written."""
    digits = digits_of(written)
    for country in ("0084", "84"):
        if digits.startswith(country) and len(digits) > 9:
            return "0" + digits[len(country) :].removeprefix("0")
    return digits


_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[ .\-](?:0?[1-9]|1[0-2])[ .\-](?:19|20)\d\d(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[ .\-](?:0?[1-9]|1[0-2])[ .\-](?:0?[1-9]|[12]\d|3[01])(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUM = r"\d{1,3}(?:[.,]\d{3})+"
_SUMS = re.compile(rf"{_SUM}(?:[ \-\u2010-\u2015]{_SUM})*|[1-9]\d{{0,2}}(?: \d{{3}})+")
_SERVICE = re.compile(r"1[89]00[ .\-]\d.*")


def _has_day(written: str) -> bool:
    return bool(_DAY.search(written) or _ISO_DAY.search(written))


def _years(written: str) -> tuple[int, int]:
    """How many groups are years, how many there are."""
    groups = re.findall(r"\d+", written)
    return sum(bool(_YEAR.fullmatch(group)) for group in groups), len(groups)


def _is_dateless(written: str, _digits: str) -> bool:
    return not _has_day(written)


def _is_timeless(written: str, _digits: str) -> bool:
    """Neither a day and what follows it ("15.01.2027 20") nor years side by side ("2026-2030 12")."""
    return not _has_day(written) and _years(written)[0] < 2


def _is_receipt(written: str, _digits: str) -> bool:
    years, groups = _years(written)
    return years < groups


def _is_account(written: str, digits: str) -> bool:
    return _is_timeless(written, digits) and not _SUMS.fullmatch(written)


def _is_personal_id(written: str, digits: str) -> bool:
    # No check digit exists: the place is 001-096, the year of birth has come.
    born = 1900 + int(digits[3]) // 2 * 100 + int(digits[4:6])
    return 1 <= int(digits[:3]) <= 96 and born <= date.today().year and not _has_day(written)


def _is_code(written: str, digits: str) -> bool:
    round_sum = digits.endswith("000000") and digits[0] != "0"
    return _is_account(written, digits) and not _SERVICE.fullmatch(written) and not round_sum


def _is_short_code(written: str, digits: str) -> bool:
    return _is_code(written, digits) and not digits.endswith("000")


def _is_card(written: str, digits: str) -> bool:
    """Luhn's sum, and not four years side by side."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and _is_receipt(written, digits)


class NumberClass(NamedTuple):
    """Name of the token, pattern with the number in group "n", check of (as written, digits)."""

    name: str
    pattern: re.Pattern[str]
    accepts: Callable[[str, str], bool]


def _row(name: str, pattern: str, accepts: Callable[[str, str], bool] = _is_dateless) -> NumberClass:
    return NumberClass(name, re.compile(pattern, re.IGNORECASE), accepts)


_SURE_ACCOUNT_WORD = r"(?:stk|s\.t\.k|số (?:tài khoản|tk)|so (?:tai khoan|tk))"
_ACCOUNT_WORD = r"(?:tài khoản|tai khoan|\btk\b|account)"
_ACCOUNT = rf"(?P<n>\d(?:{S}\d){{7,18}}){_STRICT_END}"
_ID_WORD = r"(?:cccd|căn cước|can cuoc|cmnd|cmtnd|\bcmt\b|chứng minh|chung minh|định danh|dinh danh)"
_PHONE_START = r"(?:\+ ?84|\(\+?84|0084|84|\(0|0)"

CLASSES = (
    _row(
        "THE_NGAN_HANG",
        rf"{_STRICT_START}(?P<n>\d{{4}}(?:[ .\-]\d{{4}}){{3}}(?:[ .\-]\d{{1,3}})?){_STRICT_END}",
        _is_card,
    ),
    # Not a person's, but as good as a key: the receipt code of a report. First, lest a part of it look like a CCCD.
    _row("MA_BIEN_NHAN", rf"{_STRICT_START}(?P<n>\d{{4}}(?:[ .\-]\d{{4}}){{3}}){_STRICT_END}", _is_receipt),
    _row("THE_BHYT", rf"\b(?P<n>[A-Z]{{2}}{S}{_parted(13)}){_STRICT_END}", _is_timeless),
    _row("CCCD", rf"(?P<n>{_WHOLE.format(r'0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}')})", _is_personal_id),
    _row(
        "CCCD",
        rf"{_LOOSE_START}(?P<n>0{S}(?:0{S}[1-9]|[1-8]{S}\d|9{S}[0-6]){S}\d{S}{_parted(8)}){_LOOSE_END}",
        _is_personal_id,
    ),
    _row("CCCD", rf"{_ID_WORD}{_UNTIL_NUMBER}(?P<n>{_parted(12)}){_STRICT_END}"),
    _row("DIEN_THOAI", rf"(?P<n>\+?{_WHOLE.format(r'(?:84|0084|0)[35789]\d{8}')}){_NO_UNIT}"),
    _row("DIEN_THOAI", rf"(?<!\d)(?P<n>{_PHONE_START}{P}[35789](?:{P}\d){{8}}){_LOOSE_END}{_NO_UNIT}"),
    # Eleven digits, as mobiles were until 2018 and are still kept in old notebooks.
    _row("DIEN_THOAI", rf"(?<!\d)(?P<n>0{P}1{P}[2689](?:{P}\d){{8}}){_LOOSE_END}"),
    _row("DIEN_THOAI", rf"(?<!\d)(?P<n>{_PHONE_START}{P}2(?:{P}\d){{9}}){_LOOSE_END}{_NO_UNIT}"),
    _row("TAI_KHOAN", rf"{_SURE_ACCOUNT_WORD}{_UNTIL_NUMBER}{_ACCOUNT}{_NO_UNIT}", _is_account),
    _row("MA_BHXH", rf"(?P<n>{_WHOLE.format(r'\d{10}')}){_NO_UNIT}", _is_code),
    _row("MA_BHXH", rf"{_STRICT_START}(?P<n>{_parted(10)}){_STRICT_END}{_NO_UNIT}", _is_code),
    _row("CMND", rf"{_ID_WORD}{_UNTIL_NUMBER}(?P<n>\d(?:{S}\d){{7,12}}){_STRICT_END}{_NO_UNIT}"),
    _row("CMND", rf"{_STRICT_START}(?P<n>{_parted(9)}){_STRICT_END}[^\d\n\[]{{0,8}}{_ID_WORD}"),
    _row("CMND", rf"(?P<n>{_WHOLE.format(r'\d{9}')}){_NO_UNIT}", _is_short_code),
    _row("EMAIL", r"(?<![\w.+\-])(?P<n>[\w.+\-]+ ?@ ?[\w\-]+(?:\.[\w\-]+)+)"),
    _row("TAI_KHOAN", rf"{_ACCOUNT_WORD}{_UNTIL_NUMBER}{_ACCOUNT}{_NO_UNIT}", _is_code),
    _row("TAI_KHOAN", rf"{_STRICT_START}{_ACCOUNT}[^\d\n\[]{{0,8}}{_SURE_ACCOUNT_WORD}", _is_account),
    _row("THE_NGAN_HANG", rf"(?P<n>{_WHOLE.format(r'\d{13,19}')})", _is_card),
)
#: Shorter than a person's number, so it is known by the word before it only.
PASSWORD = _row(
    "MA_XAC_THUC",
    r"(?:otp|mã xác (?:thực|nhận|minh)|ma xac (?:thuc|nhan|minh)|mật khẩu|mat khau|mã pin|ma pin)"
    rf"{_UNTIL_NUMBER}(?P<n>\d{{4,8}}){_STRICT_END}",
)
#: Classes that a number said in words, or one without any context, can be told to be.
BARE = tuple(row for row in CLASSES if row.name in {"CCCD", "DIEN_THOAI", "MA_BHXH", "CMND", "THE_NGAN_HANG"})


def class_of(digits: str) -> str | None:
    """The class of digits that stand alone."""
    for row in BARE:
        match = row.pattern.fullmatch(digits)
        if match and row.accepts(digits, digits):
            return row.name
    return None
