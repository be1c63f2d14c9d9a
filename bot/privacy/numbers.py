"""The classes of numbers of persons, in the order in which they are looked for."""

import re
from typing import NamedTuple

from bot.privacy import numbers_checks as checks
from bot.privacy.numbers_checks import Check
from bot.privacy.numbers_writing import (
    LOOSE_END,
    LOOSE_START,
    NO_UNIT,
    STRICT_END,
    STRICT_START,
    UNTIL_NUMBER,
    L,
    P,
    S,
    digits_of,
    domestic,
    parted,
    whole,
)

__all__ = ["CLASSES", "PASSWORDS", "NumberClass", "class_of", "digits_of", "domestic"]


class NumberClass(NamedTuple):
    """Name of the token, pattern with the number in group "n", check of (as written, digits)."""

    name: str
    pattern: re.Pattern[str]
    accepts: Check


def _row(name: str, pattern: str, accepts: Check = checks.is_dateless) -> NumberClass:
    return NumberClass(name, re.compile(pattern, re.IGNORECASE), accepts)


_SURE_ACCOUNT_WORD = r"(?:\bstk|\bs\.t\.k|số (?:tài khoản|tk)|so (?:tai khoan|tk))"
_BANK = (
    r"(?:ngân hàng|ngan hang|agribank|vietcombank|\bvcb|bidv|viett?inbank|techcombank|\btcb|\bmb ?bank|\bmb|\bacb|"
    r"sacombank|tpbank|vpbank|\bvib|\bmsb|\bshb|hdbank|\bocb|seabank|\bscb|eximbank|l(?:ienvietpost|p)bank|"
    r"kienlongbank|\bmomo|viettel ?(?:pay|money)|zalopay)(?!\w)"
)
_ACCOUNT_WORD = rf"(?:tài khoản|tai khoan|\btk\b|account|{_BANK})"
_PAID_INTO = r"(?:\bck|chuyển(?: khoản| tiền)?|chuyen(?: khoan| tien)?) (?:vào|vao|qua|tới|toi|đến|den|sang|cho)"
#: Where another kind of number is named, it is no account that follows.
_UNTIL_ACCOUNT = (
    r"(?:(?!s?đt\b|s?dt\b|điện thoại|dien thoai|zalo|cccd|căn cước|can cuoc|cmnd|bhxh|bhyt|vssid|\bsổ)[^\d\n\[]){0,25}?"
)
_ACCOUNT = rf"(?P<n>\d(?:{S}\d){{7,18}}){STRICT_END}"
_ID_WORD = r"(?:cccd|căn cước|can cuoc|cmnd|cmtnd|\bcmt\b|chứng minh|chung minh|định danh|dinh danh)"
_RECEIPT_WORD = r"(?:biên nhận|bien nhan|tra cứu|tra cuu|báo tin|bao tin)"
_PHONE_WORD = r"(?:\bs?đt\b|\bs?dt\b|điện thoại|dien thoai|zalo|\bgọi\b|\bgoi\b|số máy|so may|phone)"
_HOME = r"(?:\(0|0)"
_ABROAD = rf"(?:\(\+? ?84 ?\)?|\+ ?84|0084){P}(?:\(0\)|0)?"
_ABROAD_BARE = rf"8 ?4{P}0?"
_MOBILE, _LANDLINE = rf"{P}[35789](?:{P}\d){{8}}", rf"{P}2(?:{P}\d){{9}}"

CLASSES = (
    _row("TAI_KHOAN", rf"{_SURE_ACCOUNT_WORD}{_UNTIL_ACCOUNT}{_ACCOUNT}{NO_UNIT}", checks.is_account),
    # Not a person's, but as good as a key: the receipt code of a report. First, lest a part of it look like a CCCD.
    _row("MA_BIEN_NHAN", rf"{_RECEIPT_WORD}{UNTIL_NUMBER}(?P<n>{parted(16)}){STRICT_END}", checks.is_receipt),
    _row("THE_BHYT", rf"\b(?P<n>[A-Z]{{2}}{S}[1-5]{S}{parted(12)}){STRICT_END}", checks.is_health_card),
    _row("THE_NGAN_HANG", rf"{STRICT_START}(?P<n>{parted(16)}){STRICT_END}", checks.is_card),
    _row("MA_BIEN_NHAN", rf"{STRICT_START}(?P<n>\d{{4}}(?:{S}\d{{4}}){{3}}){STRICT_END}", checks.is_receipt),
    _row("CCCD", rf"(?P<n>{whole(r'0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}')})", checks.is_personal_id),
    _row(
        "CCCD",
        rf"{LOOSE_START}(?P<n>0{L}(?:0{L}[1-9]|[1-8]{L}\d|9{L}[0-6]){L}\d{L}{parted(8, L)}){LOOSE_END}",
        checks.is_personal_id,
    ),
    _row("CCCD", rf"{_ID_WORD}{UNTIL_NUMBER}(?P<n>{parted(12)}){STRICT_END}"),
    _row("DIEN_THOAI", rf"(?P<n>\+?{whole(r'(?:0084|0)[35789]\d{8}')}|\+{whole(r'84[35789]\d{8}')})"),
    _row("DIEN_THOAI", rf"(?P<n>{whole(r'84[35789]\d{8}')}){NO_UNIT}"),
    _row("DIEN_THOAI", rf"(?<!\d)(?P<n>(?:{_ABROAD}|{_HOME}){_MOBILE}){LOOSE_END}"),
    _row("DIEN_THOAI", rf"(?<!\d)(?<!\d[.,])(?P<n>{_ABROAD_BARE}{_MOBILE}){LOOSE_END}{NO_UNIT}", checks.is_telephone),
    # Eleven digits, as mobiles were until 2018 and are still kept in old notebooks.
    _row("DIEN_THOAI", rf"(?<!\d)(?P<n>0{P}1{P}[2689](?:{P}\d){{8}}){LOOSE_END}"),
    _row("DIEN_THOAI", rf"(?<!\d)(?P<n>(?:{_ABROAD}|{_HOME}){_LANDLINE}){LOOSE_END}"),
    _row("DIEN_THOAI", rf"(?<!\d)(?<!\d[.,])(?P<n>{_ABROAD_BARE}{_LANDLINE}){LOOSE_END}{NO_UNIT}", checks.is_telephone),
    # One and the same unusual mark between the groups: "0392/118/227", "0778_445_566", "09|12|34|56|78".
    _row(
        "DIEN_THOAI",
        r"(?<![\w/])(?P<n>0[35789]\d{1,2}(?P<m>[/_,*|·•~])\d{3}(?P=m)\d{3,4}"
        r"|0[35789](?P<k>[/_,*|·•~])\d\d(?:(?P=k)\d\d){3})(?![\w/])",
        checks.is_ten,
    ),
    _row("DIEN_THOAI", r"(?<!\w)(?P<n>[0o][ .\-]?[35789](?:[ .\-]?[\do]){8})(?!\w)", checks.is_lookalike),
    _row(
        "DIEN_THOAI",
        rf"{_PHONE_WORD}[^\d\n\[]{{0,12}}?(?P<n>[35789](?:{S}\d){{8}}){STRICT_END}{NO_UNIT}",
        checks.is_short_telephone,
    ),
    _row(
        "TAI_KHOAN",
        rf"(?:{_ACCOUNT_WORD}|{_PAID_INTO}){_UNTIL_ACCOUNT}{_ACCOUNT}{NO_UNIT}",
        checks.is_likely_account,
    ),
    _row("TAI_KHOAN", rf"{STRICT_START}{_ACCOUNT}[^\d\n\[]{{0,4}}{_BANK}", checks.is_likely_account),
    _row("TAI_KHOAN", rf"{STRICT_START}{_ACCOUNT}[^\d\n\[]{{0,8}}{_SURE_ACCOUNT_WORD}", checks.is_code),
    _row("THE_NGAN_HANG", rf"{STRICT_START}(?P<n>\d(?:{S}\d){{12,18}}){STRICT_END}", checks.is_card),
    _row("MA_BHXH", rf"(?P<n>{whole(r'\d{10}')}){NO_UNIT}", checks.is_code),
    _row("MA_BHXH", rf"{STRICT_START}(?P<n>{parted(10)}){STRICT_END}{NO_UNIT}", checks.is_code),
    _row("CMND", rf"{_ID_WORD}{UNTIL_NUMBER}(?P<n>\d(?:{S}\d){{7,12}}){STRICT_END}{NO_UNIT}", checks.is_no_line),
    _row("CMND", rf"{STRICT_START}(?P<n>{parted(9)}){STRICT_END}[^\d\n\[]{{0,8}}{_ID_WORD}"),
    _row("CMND", rf"(?P<n>{whole(r'\d{9}')}){NO_UNIT}", checks.is_short_code),
    # No sum begins with a zero.
    _row("CMND", rf"{STRICT_START}(?P<n>0\d\d(?P<m>[ .\-])\d{{3}}(?P=m)\d{{3}}){STRICT_END}"),
    _row(
        "EMAIL",
        r"(?<![\w.+\-])(?P<n>[\w.+\-]+ ?(?:@|\(at\)|a còng|a cong) ?"
        r"(?:[\w\-]+(?:(?:\.| chấm | cham )[\w\-]+)+"
        r"|(?:gmail|yahoo|hotmail|outlook|icloud)(?: ?\. ?[a-z]{2,3})?(?!\w)))",
        checks.is_anything,
    ),
)
_KEY_WORD = (
    r"(?:(?<![^\W\d_])otp(?![^\W\d_])|mã xác (?:thực|nhận|minh)|ma xac (?:thuc|nhan|minh)|mật khẩu|mat khau"
    r"|mã pin\b|ma pin\b)"
)
#: Shorter than a person's number, so they are known by the word before them only.
PASSWORDS = (
    _row(
        "MA_XAC_THUC",
        rf"(?:{_KEY_WORD}|\bmk\b|\bpass(?:word|wd)?\b)[^\d\n\[:=.!?]{{0,20}}?(?:\blà\b|\bla\b|[:=]) ?"
        rf"(?P<n>\d{{4,8}}(?![\w@]){STRICT_END}|(?=[^\s\[\]]{{0,24}}\d)(?=[^\s\[\]]{{0,24}}[^\W\d_])[^\s\[\],;\"”]{{6,24}}(?<![.!?)])"
        rf"(?![^\s\[\],;\"”.!?)])){NO_UNIT}",
        checks.is_anything,
    ),
    _row("MA_XAC_THUC", rf"{_KEY_WORD} ?(?P<n>\d{{4,8}}){STRICT_END}{NO_UNIT}"),
    _row("MA_XAC_THUC", rf"{_KEY_WORD}[^\d\n\[.!?]{{0,25}}?(?P<n>\d{{4,8}}){STRICT_END}{NO_UNIT}", checks.is_no_year),
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
