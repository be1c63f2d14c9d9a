"""An illness or disability for which the lump sum is paid whole (Luật BHXH Điều 102 khoản 1 điểm c, d)."""

import re

from bot.language.view import spelled, view

_ILLNESS = re.compile(
    spelled(
        r"\b(?:ung thư|k (?:giai đoạn|phổi|vú|gan|dạ dày|máu)|ung bướu ác|bại liệt|xơ gan(?: cổ trướng| mất bù)?|"
        r"lao nặng|hiv|aids|sida|khuyết tật đặc biệt nặng|"
        r"(?:suy giảm|mất)(?: khả năng| sức)? (?:lao động|sức khỏe)(?: \w+){0,3} (?:8[1-9]|9\d|100) ?"
        r"(?:%|phần trăm))(?!\w)"
    )
)
_ASKING = re.compile(spelled(r"\b(?:có phải|thế nào là|là gì|bảo hiểm ung thư|nếu sau này|phòng khi|lỡ)(?!\w)"))
_NOT_ILL = re.compile(spelled(r"\b(?:không|ko|k|chưa|hết|khỏi)(?: (?:bị|mắc|phải|có|còn|bệnh))* $"))


def find_severe_illness(text: str) -> bool | None:
    """True where `text` tells of such an illness, False where it says there is none, None where it says neither."""
    seen = view(text).text
    found = _ILLNESS.search(seen)
    if found is None or _ASKING.search(seen):
        return None
    return not _NOT_ILL.search(seen[: found.start()])
