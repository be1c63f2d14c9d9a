"""The classes of numbers of persons, in the order in which they are looked for."""

from bot.privacy import numbers_checks as checks
from bot.privacy.numbers_accounts import (
    ACCOUNT,
    ACCOUNT_WORD,
    BANK,
    PAID_INTO,
    SURE_ACCOUNT_WORD,
    UNTIL_ACCOUNT,
)
from bot.privacy.numbers_class import NumberClass, row
from bot.privacy.numbers_oddly import ID_WORD, ODDLY_PARTED
from bot.privacy.numbers_secret import EMAIL, PASSWORDS
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


_RECEIPT_WORD = r"(?:biên nhận|bien nhan|tra cứu|tra cuu|báo tin|bao tin)"
_PHONE_WORD = r"(?:\bs?đt\b|\bs?dt\b|điện thoại|dien thoai|zalo|\bgọi\b|\bgoi\b|số máy|so may|phone)"
_HOME = r"(?:\(0|0)"
_ABROAD = rf"(?:\(\+? ?84 ?\)?|\+ ?84|0084){P}(?:\(0\)|0)?"
_ABROAD_BARE = rf"8 ?4{P}0?"
_MOBILE, _LANDLINE = rf"{P}[35789](?:{P}\d){{8}}", rf"{P}2(?:{P}\d){{9}}"

CLASSES = (
    row("TAI_KHOAN", rf"{SURE_ACCOUNT_WORD}{UNTIL_ACCOUNT}{ACCOUNT}{NO_UNIT}", checks.is_account),
    # Not a person's, but as good as a key: the receipt code of a report. First, lest a part of it look like a CCCD.
    row("MA_BIEN_NHAN", rf"{_RECEIPT_WORD}{UNTIL_NUMBER}(?P<n>{parted(16)}){STRICT_END}", checks.is_receipt),
    row("THE_BHYT", rf"\b(?P<n>[A-Z]{{2}}{S}[1-5]{S}{parted(12)}){STRICT_END}", checks.is_health_card),
    row("THE_NGAN_HANG", rf"{STRICT_START}(?P<n>{parted(16)}){STRICT_END}", checks.is_card),
    row("MA_BIEN_NHAN", rf"{STRICT_START}(?P<n>\d{{4}}(?:{S}\d{{4}}){{3}}){STRICT_END}", checks.is_receipt),
    row("CCCD", rf"(?P<n>{whole(r'0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}')})", checks.is_personal_id),
    row(
        "CCCD",
        rf"{LOOSE_START}(?P<n>0{L}(?:0{L}[1-9]|[1-8]{L}\d|9{L}[0-6]){L}\d{L}{parted(8, L)}){LOOSE_END}",
        checks.is_personal_id,
    ),
    row("CCCD", rf"{ID_WORD}{UNTIL_NUMBER}(?P<n>{parted(12)}){STRICT_END}"),
    row("DIEN_THOAI", rf"(?P<n>\+?{whole(r'(?:0084|0)[35789]\d{8}')}|\+{whole(r'84[35789]\d{8}')})"),
    row("DIEN_THOAI", rf"(?P<n>{whole(r'84[35789]\d{8}')}){NO_UNIT}"),
    row("DIEN_THOAI", rf"(?<!\d)(?P<n>(?:{_ABROAD}|{_HOME}){_MOBILE}){LOOSE_END}"),
    row("DIEN_THOAI", rf"(?<!\d)(?<!\d[.,])(?P<n>{_ABROAD_BARE}{_MOBILE}){LOOSE_END}{NO_UNIT}", checks.is_telephone),
    # Eleven digits, as mobiles were until 2018 and are still kept in old notebooks.
    row("DIEN_THOAI", rf"(?<!\d)(?P<n>0{P}1{P}[2689](?:{P}\d){{8}}){LOOSE_END}"),
    row("DIEN_THOAI", rf"(?<!\d)(?P<n>(?:{_ABROAD}|{_HOME}){_LANDLINE}){LOOSE_END}"),
    row("DIEN_THOAI", rf"(?<!\d)(?<!\d[.,])(?P<n>{_ABROAD_BARE}{_LANDLINE}){LOOSE_END}{NO_UNIT}", checks.is_telephone),
    *ODDLY_PARTED,
    row("DIEN_THOAI", r"(?<!\w)(?P<n>[0o][ .\-]?[35789](?:[ .\-]?[\do]){8})(?!\w)", checks.is_lookalike),
    row(
        "DIEN_THOAI",
        rf"{_PHONE_WORD}[^\d\n\[]{{0,12}}?(?P<n>[35789](?:{S}\d){{8}}){STRICT_END}{NO_UNIT}",
        checks.is_short_telephone,
    ),
    row(
        "TAI_KHOAN",
        rf"(?:{ACCOUNT_WORD}|{PAID_INTO}){UNTIL_ACCOUNT}{ACCOUNT}{NO_UNIT}",
        checks.is_likely_account,
    ),
    row("TAI_KHOAN", rf"{STRICT_START}{ACCOUNT}[^\d\n\[]{{0,4}}{BANK}", checks.is_likely_account),
    row("TAI_KHOAN", rf"{STRICT_START}{ACCOUNT}[^\d\n\[]{{0,8}}{SURE_ACCOUNT_WORD}", checks.is_code),
    row("THE_NGAN_HANG", rf"{STRICT_START}(?P<n>\d(?:{S}\d){{12,18}}){STRICT_END}", checks.is_card),
    row("MA_BHXH", rf"(?P<n>{whole(r'\d{10}')}){NO_UNIT}", checks.is_code),
    row("MA_BHXH", rf"{STRICT_START}(?P<n>{parted(10)}){STRICT_END}{NO_UNIT}", checks.is_code),
    row("CMND", rf"{ID_WORD}{UNTIL_NUMBER}(?P<n>\d(?:{S}\d){{7,12}}){STRICT_END}{NO_UNIT}", checks.is_no_line),
    row("CMND", rf"{STRICT_START}(?P<n>{parted(9)}){STRICT_END}[^\d\n\[]{{0,8}}{ID_WORD}"),
    row("CMND", rf"(?P<n>{whole(r'\d{9}')}){NO_UNIT}", checks.is_short_code),
    # No sum begins with a zero.
    row("CMND", rf"{STRICT_START}(?P<n>0\d\d(?P<m>[ .\-])\d{{3}}(?P=m)\d{{3}}){STRICT_END}"),
    EMAIL,
)
#: Classes that a number said in words, or one without any context, can be told to be.
BARE = tuple(one for one in CLASSES if one.name in {"CCCD", "DIEN_THOAI", "MA_BHXH", "CMND", "THE_NGAN_HANG"})


def class_of(digits: str) -> str | None:
    """The class of digits that stand alone."""
    for one in BARE:
        match = one.pattern.fullmatch(digits)
        if match and one.accepts(digits, digits):
            return one.name
    return None
