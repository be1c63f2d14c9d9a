"""The "không" that takes one's own words back ("à không, hộ nghèo") and denies nothing of what follows."""

import re

from bot.language.view import spelled, view

_NO = r"(?:không|ko|khong|hông|hổng)"
_SIGH = r"(?:(?:dạ|ừ|à|ờ|ủa|ơ|ấy|ý|xin lỗi|nhầm|thôi)[ ,.]+)"
_TAKEN_BACK = re.compile(
    spelled(
        rf"^(?:{_SIGH}*{_NO}(?: phải)? ?(?:ạ|anh|chị)?[,.;!] ?|{_SIGH}+{_NO} "
        r"(?=(?:tôi|em|mình|tui|cháu|con|nhà|hộ|cận|diện|nhóm|dân tộc|người|xã đảo|đặc khu)(?!\w)))"
    )
)
#: "à không hộ nghèo đâu" denies all the same.
_DENIED_AFTER = re.compile(spelled(r"\b(?:đâu|nữa|gì)[ ạ]*[.!]*$"))


def without_no(text: str) -> str:
    """`text` without a leading "à không"; as it is where that denies what follows or is all there is."""
    seen = view(text)
    found = _TAKEN_BACK.match(seen.text)
    if not found or _DENIED_AFTER.search(seen.text):
        return text
    _, end = seen.place(found.start(), found.end())
    return text[end:].strip() or text
