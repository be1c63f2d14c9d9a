"""Addresses and passwords: what is known by its own form, or by the word before it."""

from bot.privacy import numbers_checks as checks
from bot.privacy.numbers_class import row
from bot.privacy.numbers_writing import NO_UNIT, STRICT_END

_NAME = r"(?<![\w.+\-])(?P<n>[\w.+\-]+ ?"
_DOT = r"(?:\.| (?:chấm|cham|dot) | ?[\[(](?:\.|dot|chấm|cham)[\])] ?)"
_PROVIDER = r"(?:gmail|g-mail|yahoo|hotmail|outlook|icloud)"
#: "at" is a word of other languages too, so a known provider or a common ending must follow.
_ADDRESS_SAID = (
    rf"(?:{_PROVIDER}(?:{_DOT}[a-z]{{2,3}}){{0,2}}|(?:[\w\-]+{_DOT}){{1,3}}(?:com|net|org|edu|gov|vn))(?!\w)"
)
_AT_SAID = r"(?:[\[(] ?(?:at|a còng|a cong|@) ?[\])]|\bat|\ba[ \-]?(?:còng|cong|móc|moc)(?! ty))"
EMAIL = row(
    "EMAIL",
    rf"{_NAME}(?:(?:@|\(at\)|a còng|a cong) ?"
    r"(?:[\w\-]+(?:(?:\.| chấm | cham )[\w\-]+)+"
    r"|(?:gmail|yahoo|hotmail|outlook|icloud)(?: ?\. ?[a-z]{2,3})?(?!\w))"
    rf"|{_AT_SAID} ?{_ADDRESS_SAID}))",
    checks.is_anything,
)
_KEY_WORD = (
    r"(?:(?<![^\W\d_])otp(?![^\W\d_])|mã xác (?:thực|nhận|minh)|ma xac (?:thuc|nhan|minh)|mật khẩu|mat khau"
    r"|mã pin\b|ma pin\b)"
)
_OPENS = r"(?:mật khẩu|mat khau|\bpass(?:word|wd)?\b)"
#: What may stand between a code's name and the code where nothing else shows that one follows.
_ITS = (
    r"(?:[ :=]{1,3}(?:là|la|của|cua|em|tôi|toi|mình|minh|nó|no|gửi|gui|về|ve|này|nay|đây|"
    r"day|nè|cũ|mới|moi|wifi|app|vssid|"
    r"vneid|ngân hàng|ngan hang|đăng nhập|dang nhap)){0,4}[ :=]{1,3}"
)
#: Letters and digits run together: "lan1990", and not "sinh1990".
_MIXED = (
    r"(?!(?:sinh|năm|nam|tháng|thang|quý|quy|ngày|ngay|tuổi|tuoi|từ|tu|đến|den)\d)"
    r"[^\W\d_]{3,16}[\w@#!$%&*.]{0,16}\d{2,8}[#!*@]{0,3}"
)
#: Parted as codes are read out: "483 920", "483-920", "4 8 3 9 2 0".
_READ_OUT = r"(?:\d{4,8}|\d{3}[ .\-]\d{3}|\d{4}[ .\-]\d{4}|\d(?:[ .\-]\d){3,7})"
_END = (
    rf"(?![\w@]){STRICT_END}{NO_UNIT}"
    r"(?! ?(?:mah|số|ký tự|ky tu|chữ số|phút|phut|giây|lần|lan|tháng|thang|năm|người)\b)"
)

#: Shorter than a person's number, so they are known by the word before them only.
PASSWORDS = (
    row(
        "MA_XAC_THUC",
        rf"(?:{_KEY_WORD}|\bmk\b|\bpass(?:word|wd)?\b)[^\d\n\[:=.!?]{{0,20}}?(?:\blà\b|\bla\b|[:=]) ?"
        rf"(?P<n>\d{{4,8}}(?![\w@]){STRICT_END}|(?=[^\s\[\]]{{0,24}}\d)(?=[^\s\[\]]{{0,24}}[^\W\d_])[^\s\[\],;\"”]{{6,24}}(?<![.!?)])"
        rf"(?![^\s\[\],;\"”.!?)])){NO_UNIT}",
        checks.is_anything,
    ),
    row("MA_XAC_THUC", rf"{_KEY_WORD} ?(?P<n>\d{{4,8}}){STRICT_END}{NO_UNIT}"),
    row("MA_XAC_THUC", rf"{_KEY_WORD}[^\d\n\[.!?]{{0,25}}?(?P<n>\d{{4,8}}){STRICT_END}{NO_UNIT}", checks.is_no_year),
    row("MA_XAC_THUC", rf"{_KEY_WORD}[^\d\n\[.!?]{{0,25}}?(?P<n>{_READ_OUT}){_END}", checks.is_secret),
    row("MA_XAC_THUC", rf"(?:{_OPENS}|\bpin\b){_ITS}(?P<n>{_READ_OUT}){_END}", checks.is_secret),
    row("MA_XAC_THUC", rf"\bmã{_ITS}(?P<n>{_READ_OUT}){_END}", checks.is_secret),
    # "ma" is "mà" more often, "mk" is "mình": what follows must be as long as codes are.
    row("MA_XAC_THUC", rf"\b(?:ma|mk){_ITS}(?P<n>\d{{6}}|\d{{3}}[ \-]\d{{3}}|\d(?: \d){{5}}){_END}", checks.is_secret),
    row("MA_XAC_THUC", rf"(?:{_OPENS}|\bmk\b){_ITS}(?P<n>{_MIXED})(?![\w@])", checks.is_anything),
    row(
        "MA_XAC_THUC",
        r"(?:(?:mật khẩu|mat khau|\bpassword)(?: [^\W\d_]{1,9}){0,3}(?: là| la|[:=])|\b(?:mk|pass) ?[:=]) ?"
        r"(?P<n>[a-z]{6,24})(?= ?(?:$|[,;.!?\n]))",
        checks.is_secret_word,
    ),
)
