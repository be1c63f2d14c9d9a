"""Abbreviations and chat spellings (teencode), each with the words it stands for.

Only forms with one likely reading in this field are listed: "ck" (chồng, chuyển khoản), "hs" (hồ sơ, học
sinh) or "đk" (đăng ký, điều kiện) are left to the training sentences. Keys are single tokens, lower case.
"""

from __future__ import annotations

_FIELD = {
    "bảo hiểm xã hội": "bhxh bxhx",
    "bảo hiểm xã hội tự nguyện": "bhxhtn",
    "tự nguyện": "tn tnguyện tnguyen",
    "bảo hiểm xã hội bắt buộc": "bhxhbb",
    "bắt buộc": "bb",
    "xã hội": "xh",
    "hợp đồng lao động": "hđlđ hdld",
    "tai nạn lao động": "tnlđ tnld",
    "bảo hiểm y tế": "bhyt",
    "bảo hiểm thất nghiệp": "bhtn",
    "bảo hiểm": "bh bhiểm bhiem",
    "hộ gia đình": "hgđ hgd",
    "người lao động": "nlđ nld",
    "căn cước công dân": "cccd",
    "chứng minh nhân dân": "cmnd cmt",
    "số điện thoại": "sđt sdt",
    "ủy ban nhân dân": "ubnd",
    "công ty": "cty",
    "doanh nghiệp": "dn",
    "nghị định": "nđ",
    "ngân hàng": "nhang",
    "tài khoản": "tkhoản tkhoan",
}

_CHAT = {
    "không": "ko k kh kg khg hok hông hong hog hem khum hk kô",
    "không phải": "kp",
    "được": "đc dc đx",
    "bao nhiêu": "bn bnh bnhiu bnhieu bnhiêu baonhieu",
    "nhiêu": "nhiu",
    "gì": "j gj",
    "rồi": "r rùi",
    "mình": "mk mik mìn",
    "với": "vs",
    "cũng": "cx cg",
    "đang": "đg đag",
    "người": "ng",
    "trước": "trc",
    "nhiều": "nhìu",
    "như thế nào": "ntn",
    "làm": "lm",
    "cảm ơn": "tks thanks thank thks thx camon",
    "bây giờ": "bjo bgio",
    "vậy": "v z zậy zay dzậy dzay",
    "hôm nay": "hnay hnai",
    "ngày mai": "nmai",
    "mọi người": "mng mn",
    "giờ": "h",
    "vợ": "vk",
    "biết": "bik bít",
    "muốn": "mún",
    "tháng": "thg",
    "luôn": "lun",
    "giúp": "zúp zup",
    "quá": "wá wa",
    "phải": "fải fai",
    "nữa": "nx",
    "xin lỗi": "sr sorry",
    "trả lời": "rep reply",
    "nhắn tin": "ib inbox",
    "ví dụ": "vd",
    "đồng ý": "ok oke okie oki",
    "tạm biệt": "bye bai",
    "xin chào": "hello hi helo alo",
}

ABBREVIATIONS: dict[str, str] = {
    short: words for table in (_FIELD, _CHAT) for words, shorts in table.items() for short in shorts.split()
}
"""Token → the words it stands for."""
