"""Spellings and fillers of claims, all without marks: what counts as one word, and what says nothing of a claim."""

#: How words are written in a hurry or by another name, each in one spelling.
SAME = {
    "bao hiem xa hoi": "bhxh", "bao hiem y te": "bhyt", "bao hiem that nghiep": "bhtn", "bao hiem": "bhxh",
    "bh": "bhxh",
    "bhxhtn": "bhxh tu nguyen", "tn": "tu nguyen", "the y te": "the bhyt", "the kham benh": "the bhyt",
    "the kham chua benh": "the bhyt",
    "ko": "khong", "k": "khong", "kg": "khong", "kh": "khong", "hok": "khong", "hong": "khong", "khum": "khong",
    "chang": "khong", "cha": "khong", "dc": "duoc", "duoc phep": "duoc", "hong duoc": "khong duoc",
    "1 lan": "mot lan", "mot cuc": "mot lan", "1 cuc": "mot lan", "ck": "chuyen khoan", "stk": "so tai khoan",
    "tk": "tai khoan", "mk": "mat khau", "ng": "nguoi", "lun": "luon", "r": "roi", "mn": "moi nguoi",
    "bank": "ngan hang",
    "nh": "ngan hang", "gui tiet kiem": "gui ngan hang", "tiet kiem": "ngan hang", "app": "ung dung",
    "duong dan": "link", "duong link": "link", "ib": "inbox", "cv": "cong van", "linh": "lanh", "nhan duoc": "nhan",
    "huu tri": "huu", "nghi huu": "huu", "ve huu": "huu", "phan tram": "%",
    "nguoi cao tuoi": "nguoi gia", "cac cu": "nguoi gia", "ong ba": "nguoi gia",
    "dong tre": "dong cham", "cham dong": "dong cham", "dong muon": "dong cham", "tre han": "dong cham",
    "bay gio": "gio", "hien nay": "gio", "h": "gio",
}  # fmt: skip

_FILLERS = (
    "nghe noi", "nghe don", "nghe dau", "nghe bao", "nghe", "co dung khong", "dung khong", "co phai khong",
    "phai khong",
    "dung hay sai", "that hay gia", "co that khong", "that khong", "tin nay", "cho hoi",
    "cho em hoi", "xin hoi", "nguoi ta noi", "nguoi ta bao", "nguoi ta", "bao la", "noi la", "rang", "tren mang",
    "tren facebook", "tren face", "tren fb", "facebook", "fb", "zalo noi", "tren tiktok", "tiktok", "ad", "ad oi", "oi",
    "nhe", "nha", "nhi", "vay", "v", "z", "zay", "the", "ha", "a", "u", "da", "thi", "ma", "la", "day", "do", "di",
    "moi nguoi",
    "ca nha",
    "ba con", "chia se", "em", "toi", "tui", "minh", "chi", "anh", "bac", "luon", "roi", "nua", "ne", "chinh thuc",
    "tin buon", "khong biet", "theo", "thay",
)  # fmt: skip
#: Words around a claim, each replaced by nothing.
FILLERS = dict.fromkeys(_FILLERS, "")
