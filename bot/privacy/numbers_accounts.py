"""What stands beside the number of a bank account: the word itself, a bank by its full or its short name."""

from bot.privacy.numbers_writing import STRICT_END, S

SURE_ACCOUNT_WORD = r"(?:\bstk|\bs\.t\.k|số (?:tài khoản|tk)|so (?:tai khoan|tk))"
BANK = (
    r"(?:ngân hàng|ngan hang|agribank|\bagri|vietcom(?:bank)?|\bvcb|bidv|viett?in(?:bank)?|\bctg|\bvtb|"
    r"techcom(?:bank)?|\btcb|\bmb ?bank|\bmb|\bmbb|\bacb|sacom(?:bank)?|"
    r"\bstb|tp ?bank|\btpb|vp ?bank|\bvpb|\bvib|\bmsb|\bshb|hd ?bank|"
    r"\bhdb|\bocb|seabank|\bscb|exim(?:bank)?|l(?:ienvietpost|p)bank|\blpb|kienlong(?:bank)?|abbank|pvcombank|pgbank|"
    r"baovietbank|vietabank|vietbank|namabank|bacabank|donga ?bank|banviet|bản việt|đông á|nam á|bắc á|\bncb|\bcimb|"
    r"shinhan|woori|\btimo|\bcake|\bmomo|viettel ?(?:pay|money)|zalo ?pay|vnpay|shopee ?pay)(?!\w)"
)
ACCOUNT_WORD = rf"(?:tài khoản|tai khoan|\btk\b|account|{BANK})"
PAID_INTO = r"(?:\bck|chuyển(?: khoản| tiền)?|chuyen(?: khoan| tien)?) (?:vào|vao|qua|tới|toi|đến|den|sang|cho)"
#: Where another kind of number is named, it is no account that follows.
UNTIL_ACCOUNT = (
    r"(?:(?!s?đt\b|s?dt\b|điện thoại|dien thoai|zalo(?! ?pay)|cccd|căn cước|can cuoc|cmnd|bhxh|bhyt|vssid|\bsổ)"
    r"[^\d\n\[]){0,25}?"
)
ACCOUNT = rf"(?P<n>\d(?:{S}\d){{7,18}}){STRICT_END}"
