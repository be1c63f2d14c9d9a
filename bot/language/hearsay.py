"""Whether a message passes on what circulates: a post that was copied, a link, words of who said it where."""

import re

from bot.language.claim_text import folded, link_host
from bot.language.view import spelled, view

#: So many words are a text that somebody else wrote, where the message is about a rumour at all.
COPIED = 20
#: Words that a sentence needs beside those of asking and passing on, to state something that could be judged.
SUBSTANCE = 3
_PASSED_ON = re.compile(
    spelled(
        r"\b(?:lan truyền|chia sẻ|share|đăng|facebook|fb|face|tiktok|tóp tóp|zalo|youtube|nhóm|group|clip|livestream|"
        r"bài viết|bài đăng|tin đồn|đồn|rần rần|xôn xao|trên mạng|mạng xã hội|tin nhắn|công văn|văn bản|"
        r"tin này|tin vịt|tin giả)(?!\w)"
    )
)
#: Words of asking and passing on, folded: "tôi nghe một tin đồn về BHXH, muốn hỏi có đúng không" states nothing.
_EMPTY = frozenset(
    (
        "bhxh", "bhyt", "tin", "don", "gia", "vit", "mang", "facebook", "fb", "face", "tiktok", "zalo", "youtube",
        "nhom", "group", "clip", "bai", "viet", "dang", "lan", "truyen", "share", "link", "cong", "van", "ban",
        "muon", "xin",
        "nho", "giup", "kiem", "tra", "xac", "minh", "nhan", "thong", "bao", "cao", "nghe", "noi", "mot", "cai", "ve",
        "co", "dung", "khong", "that", "hay", "sai", "cho", "voi", "biet", "duoc", "luat", "moi", "quy", "dinh", "nay",
        "kia", "ay", "va", "cua", "tren", "trong",
    )
)  # fmt: skip


def is_hearsay(text: str) -> bool:
    """Whether `text` hands on a claim that somebody could check."""
    if not any(not line.asks and _substance(line.text) >= SUBSTANCE for line in folded(text)):
        return False
    seen = view(text).text
    return len(seen.split()) >= COPIED or bool(_PASSED_ON.search(seen)) or bool(link_host(text))


def _substance(line: str) -> int:
    return sum(word not in _EMPTY for word in line.split())
