"""Numbers of persons whose digits are parted by marks nobody needs: "0912*345*678", "079;091;001;234", "09...12"."""

from bot.privacy import numbers_checks as checks
from bot.privacy.numbers_accounts import BANK, SURE_ACCOUNT_WORD, UNTIL_ACCOUNT
from bot.privacy.numbers_class import row
from bot.privacy.numbers_writing import ANY_MARK, NO_UNIT, ODD, ODD_END, ODD_START, UNTIL_NUMBER, parted

ID_WORD = r"(?:cccd|căn cước|can cuoc|cmnd|cmtnd|\bcmt\b|chứng minh|chung minh|định danh|dinh danh)"
_CODE_WORD = r"(?:bhxh|bảo hiểm|bao hiem|mã số|ma so|\bsổ|số sổ|so so)"
_PLACE = rf"0{ODD}(?:0{ODD}[1-9]|[1-8]{ODD}\d|9{ODD}[0-6])"
_ANY = rf"(?:{ANY_MARK}|[ .\-])?"


def _grouped(begin: str, rest: str) -> str:
    """Groups with one and the same mark between them; `rest` holds the groups after the first, parted by blanks."""
    return rf"{begin}(?P<m>{ANY_MARK}){rest.replace(' ', '(?P=m)')}"


#: As telephones and identity numbers are grouped, in threes and fours, in pairs, digit by digit.
_TELEPHONES = (
    _grouped(r"0[35789]\d{1,2}", r"\d{3} \d{3,4}"),
    _grouped(r"0[35789]", r"\d\d \d\d \d\d \d\d"),
    _grouped("0", r"[35789] \d \d \d \d \d \d \d \d"),
)
_PERSONAL_IDS = (
    _grouped(r"0\d\d", r"\d{3} \d{3} \d{3}"),
    _grouped(r"0\d{3}", r"\d{4} \d{4}"),
    _grouped(r"0\d", r"\d\d \d\d \d\d \d\d \d\d"),
    _grouped("0", r"\d \d \d \d \d \d \d \d \d \d \d"),
)
#: Three groups at least: two are a product or a date.
_GROUPS = _grouped(r"\d{1,12}", r"\d{1,12}(?: \d{1,12}){1,18}")

ODDLY_PARTED = (
    row("CCCD", rf"{ODD_START}(?P<n>{_PLACE}{ODD}\d{ODD}{parted(8, ODD)}){ODD_END}", checks.is_personal_id),
    *(row("CCCD", rf"{ODD_START}(?P<n>{one}){ODD_END}", checks.is_personal_id) for one in _PERSONAL_IDS),
    row("CCCD", rf"{ID_WORD}{UNTIL_NUMBER}(?P<n>{parted(12, _ANY)}){ODD_END}", checks.is_hidden_id),
    row("CMND", rf"{ID_WORD}{UNTIL_NUMBER}(?P<n>{parted(9, _ANY)}){ODD_END}", checks.is_hidden_id),
    *(row("DIEN_THOAI", rf"{ODD_START}(?P<n>{one}){ODD_END}", checks.is_ten) for one in _TELEPHONES),
    row("DIEN_THOAI", rf"{ODD_START}(?P<n>0{ODD}[35789](?:{ODD}\d){{8}}){ODD_END}", checks.is_hidden_code),
    row(
        "TAI_KHOAN",
        rf"(?:{SURE_ACCOUNT_WORD}|{BANK}){UNTIL_ACCOUNT}(?P<n>{_GROUPS}){ODD_END}{NO_UNIT}",
        checks.is_hidden,
    ),
    row("MA_BHXH", rf"{_CODE_WORD}[^\d\n\[]{{0,15}}?(?P<n>{_GROUPS}){ODD_END}{NO_UNIT}", checks.is_hidden_code),
)
