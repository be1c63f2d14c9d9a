"""Whether somebody still pays contributions: "vẫn đang đóng", "nghỉ đóng rồi"."""

import re

from bot.language.view import spelled, view
from bot.language.yesno import yes_or_no

_PAY = r"(?:đóng|nộp|tham gia|đóng tiếp)"
_STOPPED = re.compile(
    spelled(
        rf"\b(?:(?:dừng|ngừng|ngưng|nghỉ|thôi|bỏ)(?: hẳn| không)?(?: {_PAY})(?!\w)"
        rf"|(?:không|ko|k|chẳng|chả|hết)(?: (?:còn|muốn|định|có))?(?: đang)? {_PAY}(?! (?:được|đủ|đúng))(?!\w)"
        r"|(?:dừng|ngừng|ngưng|nghỉ)(?: (?:hẳn|luôn|rồi|lâu))+)(?!\w)"
        r"|[,;.] ?(?:(?:hiện|nay|giờ|bây giờ|em|tôi|mình|chị|anh) )*(?:đã|mới|vừa) (?:dừng|ngừng|ngưng)"
        r"(?= ?(?:[,;.?]|$))"
    )
)
_PAYING = re.compile(
    spelled(
        rf"\b(?:vẫn|đang|còn|sẽ|tiếp tục|định|ráng|cố)(?: (?:đang|còn|vẫn|cố|tiếp tục))* {_PAY}(?!\w)|"
        r"\bđóng (?:tiếp|đều)(?!\w)"
    )
)
_STILL = re.compile(spelled(r"(?:dạ |vâng |ừ )?(?:vẫn )?(?:còn|đang|vẫn)(?: (?:ạ|đang|chứ))*"))
#: "dừng" alone is a wish to stop the talk.
_OVER = re.compile(
    spelled(
        r"(?:dạ |vâng |ừ )?(?:(?:đã|mới) (?:dừng|ngừng|ngưng|nghỉ)|"
        r"(?:dừng|ngừng|ngưng|nghỉ|hết)(?= (?:rồi|lâu|hẳn|luôn)))"
        r"(?: (?:rồi|ạ|lâu|hẳn|luôn))*"
    )
)


def find_still_paying(text: str, *, asked: bool = False) -> bool | None:
    """True where `text` says that payment goes on, False where it has stopped, None where it says neither."""
    seen = view(text).text.strip(" .!?\n")
    if _STOPPED.search(seen):
        return False
    if _PAYING.search(seen):
        return True
    if not asked:
        return None
    if _OVER.fullmatch(seen):
        return False
    return True if _STILL.fullmatch(seen) else yes_or_no(text)
