"""Words that say that the bot has taken a question for another one: "không phải ý đó", "bạn hiểu sai rồi"."""

import re

from bot.language.view import spelled, view

_NOT = r"(?:không|ko|k|kg|hông|hổng|chẳng|chả|chưa|đâu)(?: có)? (?:phải|đúng|trúng)"
#: "ý" without its mark, not the first half of "y tế".
_MEANING = r"(?:§ý|§y(?! (?:tá|tế|sĩ|học)))"
_WRONG = r"(?:sai|nhầm|lầm|lộn|lạc|không đúng|ko đúng|chưa đúng|trật)"
_SAYS = re.compile(
    spelled(
        rf"\b(?:{_NOT}(?: là)?(?: (?:các|những|mấy|cái|điều|việc|câu))*(?: {_MEANING})"
        r"(?: (?:đó|này|kia|ấy|trên|vậy|tôi|em|mình|tui|cháu|con|muốn|hỏi|nói|của|định|cần))*"
        rf"|{_NOT}(?: là)?(?: (?:cái|điều|việc|câu))?(?: (?:tôi|em|mình|tui|cháu))? (?:muốn )?hỏi"
        r"(?: (?:cái|điều|việc|câu|vậy|thế))?(?: (?:đó|này|ấy))?"
        rf"|hiểu {_WRONG}|(?:không|ko|chưa|chẳng|chả) hiểu (?:đúng|{_MEANING}|câu (?:hỏi|tôi|em))"
        r"|(?:trả lời|nói) (?:lạc đề|không đúng câu hỏi|không liên quan|không trúng)"
        r"|hỏi (?:một|1) đằng,? (?:trả lời|đáp|nói) (?:một|1) nẻo|lạc đề)(?!\w)"
    )
)
_BESIDE = re.compile(
    spelled(
        r"\b(?:§ý|tôi|em|mình|tui|cháu|con|bạn|anh|chị|ad|admin|bot|máy|an sinh|rồi|ạ|đâu|mà|là|của|hỏi|muốn|câu|"
        r"này|đó|thế|vậy|nhé|nha|hết|cả|luôn|ơi|à|ừ|dạ|vẫn|lại|cứ|đã|thì|nữa|quá|đang)(?!\w)"
    )
)
#: Words left over that may be a question of their own; the model reads them.
_REST = 3


def says_misunderstood(text: str) -> bool:
    """Whether the message says no more than that its question was taken for another one."""
    seen = view(text).text
    found = _SAYS.search(seen)
    if not found:
        return False
    rest = _BESIDE.sub(" ", f"{seen[: found.start()]} {seen[found.end() :]}")
    return len(re.findall(r"\w+", rest)) < _REST
