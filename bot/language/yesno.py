"""Yes or no to a question of the bot."""

import re

from bot.language.view import spelled, view

_UNSURE = re.compile(
    spelled(
        r"\b(?:(?:không|ko|k|kg|hok|hông|chưa|chẳng|chả) (?:biết|rõ|nhớ|chắc|hiểu|rành)|chắc (?:là )?(?:có|không|ko)|"
        r"hình như|có lẽ|tùy|để (?:xem|hỏi)|có (?:phải )?(?:không|ko|k)\b(?! có)|hay (?:không|ko|chưa))(?!\w)"
    )
)
_QUESTION = re.compile(
    spelled(r"(?:có|phải|đúng|được|rồi) ?.{0,30}(?:không|ko|k|chưa|hả|§à|sao)(?: vậy| ạ| ta)*\?*$|\?$")
)
_FILLER = re.compile(
    spelled(r"^(?:(?:dạ|vâng|à|ờ|thưa|ạ|em|tôi|mình|cháu|con|anh|chị|ơi|§cô|chú|bác|ad|thì|cũng|rất|hiện|nay)[ ,.!]+)+")
)
_NO = re.compile(
    spelled(
        r"^(?:không|ko|k|kg|khg|hok|hông|hổng|hong|hem|khum|no|nope|chưa|chẳng|chả|đâu có|đâu|sai|thôi(?! được| cũng)|"
        r"§đừng|khỏi|hủy|bỏ qua)(?!\w)"
    )
)
_YES = re.compile(
    spelled(
        r"^(?:có|ừ|ừm|uh|ukm|um|uk|ok|oke|okê|okie|okay|oki|yes|yep|yeah|y|đúng|phải|được|đc|đồng ý|chính xác|chuẩn|"
        r"rồi|đã|tất nhiên|dĩ nhiên|thôi được|nhất trí|hợp lý|thuộc|xác nhận)(?!\w)"
    )
)
#: A clause of more words tells or asks something; it does not answer yes or no.
_LONGEST = 5
_FIRST_CLAUSE = re.compile(r"[^,.;!?\n]+")
_ASKING = re.compile(spelled(r"\b(?:đâu|sao|nào|bao nhiêu|mấy|bn|thế nào|khi nào)(?!\w)"))
_POLITE = re.compile(spelled(r"^(?:dạ|vâng|ờ|à|ừ)(?: (?:dạ|vâng|ạ|em|anh|chị))*[ .!]*$"))
_LATE_NO = re.compile(
    spelled(r"^(?:ừ|dạ|vâng|có|rồi)?[ ,.]*(?:thì )?(?:không|ko|k|chưa|hông|hok)(?: ạ| có| đâu| phải)*[ .!]*$")
)


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None where the text is neither, unsure or a question."""
    seen = view(text).text.strip(" .!\n")
    answer: bool | None = None
    if not seen or _UNSURE.search(seen):
        pass
    elif _POLITE.match(seen):
        answer = True
    elif _LATE_NO.match(seen):
        answer = False
    elif not _QUESTION.search(seen):
        answer = _answer(_FILLER.sub("", seen))
    return answer


def _answer(text: str) -> bool | None:
    first = _FIRST_CLAUSE.match(text)
    words = first.group().split() if first else []
    if len(words) > _LONGEST or (len(words) > 2 and _ASKING.search(text)):
        return None
    if _NO.match(text):
        return False
    return True if _YES.match(text) else None
