"""Whether praise is somebody's own or copied from elsewhere: a review of goods, a template, an advertisement."""

import re

from bot.language.view import spelled, view

#: Praise of a machine's answer is short; longer texts tell, ask or advertise.
LONGEST_PRAISE = 40
_GAP = re.compile(r"\[[^\]]*\]|\{[^}]*\}|<[^>]*>|\.{4,}|…{2,}|_{3,}|https?://|www\.|\bxxx+\b")
_GOODS = re.compile(
    spelled(
        r"\b(?:shop|giao hàng|đóng gói|sản phẩm|ship|freeship|đơn hàng|mã giảm giá|inbox|ib|kính gửi|họ và tên|"
        r"mẫu (?:đánh giá|nhận xét|phản hồi|câu)|copy|đánh giá 5 sao|liên hệ ngay|quảng cáo|khách hàng)(?!\w)"
    )
)


def is_copied(text: str) -> bool:
    """Whether `text` looks copied: gaps of a template, words of a shop, several lines, or too long for praise."""
    seen = view(text).text.strip()
    is_long = len(seen.split()) > LONGEST_PRAISE or seen.count("\n") > 1
    return is_long or bool(_GAP.search(seen) or _GOODS.search(seen))
