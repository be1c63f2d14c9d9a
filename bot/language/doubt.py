"""Where a sentence could be misread at a citizen's cost: then the dialogue asks instead of taking the words.

A question costs one tap; another person's household group or the wrong one of two amounts costs money.
"""

import re
from typing import Literal

from bot.language.duration import find_durations
from bot.language.household import find_groups
from bot.language.money import find_money
from bot.language.text import strip_diacritics

Doubt = Literal["group", "money", "province", "supported", "person", "terms"]

_OTHERS = re.compile(
    r"\b(chồng|vợ|bố|mẹ|ba má|ba mẹ|cha|hàng xóm|bạn (?:em|tôi|mình)|con trai|con gái|anh trai|chị gái|em trai|em gái"
    r"|chong|hang xom|bo me|ba me|ban (?:em|toi))\b"
)
_UNSURE_STATUS = re.compile(
    r"\b(khong|ko|chua|het|thoat|khoi|sap|gan|tung|truoc day|que)\b[^.;?!]{0,40}"
    r"\b(ngheo|dan toc|thieu so|xa dao|dac khu|phu quoc|con dao|ly son|phu quy)\b"
)
_REFUSED_GROUP = re.compile(r"\bngheo\b[^.;?!]{0,15}\b(khong duoc|thi khong|con em thi)\b")
_NOT_THERE = re.compile(r"\b(?:khong|ko)\b[^.;?!]{0,8}\b(?:o|tai)\b|\b(?:que|goc)\b")
_NOT_SUPPORTED = re.compile(r"\b(chua|khong)\b[^.;?!]{0,18}\bho tro\b")
_RIGHTED = re.compile(r"\bchu khong\b")
_A_YEAR = re.compile(r"^\s*(?:đồng |đ )?(?:(?:một|1|mỗi|hàng|hằng|cả) ?năm|/ ?năm|mot nam|moi nam)\b")
_TAIL = re.compile(
    r"^ (?:\d{1,3}|một|hai|ba|bốn|tư|sáu|bảy|tám|chín|mot|bon|sau|bay|tam|chin)\b"
    r"(?! ?(?:tháng|thang|năm|nam|người|nguoi|lần|lan|triệu|trieu|tr\b|nghìn|ngàn|nghin|ngan|k\b|%|ngày|ngay|tuổi))"
)
#: Money of a longer period or of all years so far: neither an income nor what is paid a month.
_PAID_TOGETHER = re.compile(
    r"\b(?:nop|dong|tra)(?: (?:moi|theo|truoc|luon|gop|mot lan|1 lan|het|cho|ca))* "
    r"(?:(?:3|6|12|ba|sau|muoi hai) thang|quy"
    r"|(?:mot |1 |ca |nua )nam)(?: (?:mot|1) lan)?(?: (?:la|het|khoang|mat|so tien))*\s*$"
    r"|\b(?:tong cong|tong|tat ca|tu truoc toi nay|den nay)\b[^.,;?!]{0,12}$"
)
_SUPPORT = re.compile(r"\bho tro[^.,;?!]{0,12}$")
_BIRTHS = re.compile(r"\b(?:19[3-9]\d|20[0-2]\d)\b")


def doubts(text: str) -> frozenset[Doubt]:
    """What must be asked rather than taken from `text`."""
    low = " ".join(text.lower().split())
    bare = strip_diacritics(low)
    others = bool(_OTHERS.search(low))
    special = bool(find_groups(text) - {"other"})
    found: dict[Doubt, bool] = {
        "group": special and bool(others or _UNSURE_STATUS.search(bare) or _REFUSED_GROUP.search(bare)),
        "money": _is_money_doubtful(low, bare),
        "province": bool(_NOT_THERE.search(bare)),
        "supported": bool(_NOT_SUPPORTED.search(bare)),
        # "20 năm, 10 năm bắt buộc 10 năm tự nguyện": parts beside their sum must not be added up.
        "terms": len(find_durations(low)) > 2 and "bat buoc" in bare,
        "person": len(_BIRTHS.findall(bare)) > 1 and others,
    }
    return frozenset(name for name, doubtful in found.items() if doubtful)


def _is_money_doubtful(low: str, bare: str) -> bool:
    amounts = [one for one in find_money(low) if not _SUPPORT.search(strip_diacritics(low[: one.start]))]
    if not amounts:
        return False
    if len(amounts) > 1 and not _RIGHTED.search(bare):
        return True
    first = amounts[0]
    after, before = low[first.end :], strip_diacritics(low[: first.start])
    return bool(_A_YEAR.search(after) or _TAIL.search(after) or _PAID_TOGETHER.search(before))
