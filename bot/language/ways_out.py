"""Words that leave a form or a calculation, whatever else the message holds."""

import re

from bot.language.view import spelled, view

_LEAVES = re.compile(
    spelled(
        r"\b(?:làm lại|bắt đầu lại|từ đầu(?! (?:năm|tháng|quý))|xóa hết|hủy|"
        r"(?:không|ko|khỏi|dừng|ngừng|ngưng) (?:tính|hỏi|làm)|"
        r"(?:không|ko) (?:cần|muốn)(?: \w+)? (?:tính|biết|hỏi))(?!\w)"
    )
)


def leaves(text: str) -> bool:
    """Whether `text` says in so many words that it is to stop or to begin anew."""
    return _LEAVES.search(view(text).text) is not None
