"""Which audience group somebody says he belongs to: "em là sinh viên năm 2", "toi lam nong", "bà con dân tộc Khmer".

Only his own words about himself as he is now: not of a mother or a neighbour, not denied, past, wished or supposed.
The codes are those of `data/offices/audience.toml`.
"""

import re

from bot.language.audience_words import DEEDS, NAMES, OTHERS
from bot.language.household import find_groups
from bot.language.lexicon import Lexicon
from bot.language.view import spelled, view

#: Groups that somebody of any occupation may belong to: an occupation told beside them wins.
BESIDES = ("due_member", "paused_compulsory", "ethnic_minority")

#: Characters of a clause that are looked at before a word.
LOOKED_BACK = 120

_NAME, _DEED, _NOBODY = "name ", "deed ", "nobody"
_LEXICON = Lexicon(
    {words: _DEED + group for group, all_ in DEEDS.items() for words in all_.split("/")}
    | {words: _NAME + group for group, all_ in NAMES.items() for words in all_.split("/")}
    | dict.fromkeys(OTHERS.split("/"), _NOBODY)
)
_CLAUSE = re.compile(spelled(r"[.,;:!?\n()]|\b(?:giờ|bây giờ|nay|hiện nay|hiện|nhưng)(?!\w)"))
_I = r"(?:tôi|tui|toi|em|mình|mk|con|cháu|tớ|e|t)"
_WE = rf"(?:(?:tụi|bọn|chúng|nhà|gia đình|vợ chồng|hai vợ chồng|chị em|anh em|bà con) )?{_I}"
#: Somebody else, wherever he stands in the clause before the word.
_SOMEBODY_ELSE = re.compile(
    spelled(
        r"\b(?:mẹ|§má|§ba|bố|§bố|§cha|chồng(?<!vợ chồng)|§vợ(?! chồng)|vợ (?:tôi|em|mình)|ông xã|bà xã|ông nội|bà nội|"
        r"ông ngoại|bà ngoại|bố mẹ|ba mẹ|cha mẹ|"
        rf"(?:anh|chị|em|con|cháu|bác|cô|chú) (?:trai|gái|dâu|rể|hai|họ|nội|ngoại|ruột|út)|"
        rf"(?:anh|chị|§dì|§cô|§chú|bác|cậu|ông|§bà|con|cháu|bạn|em|me|bo|ba|cha) {_I}(?! (?:hỏi|muốn|xin|ơi))|"
        r"cho ba|bạn(?! ơi)|hàng xóm|người ta|người khác|nhà bên|§nó|họ|người quen|người nhà|sếp|đứa|thằng|con bé|"
        r"(?:hỏi|tính|đóng) (?:giùm|giúp|hộ|dùm|cho) (?!(?:em|tôi|mình|con|cháu|tui)(?!\w)))(?!\w)"
    )
)
_NOT = r"(?:không|ko|k|kg|hok|hông|hổng|khum|chẳng|chả|chưa|đâu có|đâu|hết|thôi|nghỉ|bỏ|có phải|phải)"
_DENIED = re.compile(
    spelled(rf"\b{_NOT}(?: (?:phải|là|có|còn|thuộc|làm|đi|người|dân|phải là|diện|bao giờ|hề|từng|ở|một)(?!\w))*+ $")
)
_NOT_NOW = re.compile(
    spelled(
        r"\b(?:trước đây|trước kia|hồi trước|hồi xưa|hồi đó|hồi nhỏ|ngày xưa|ngày trước|lúc trước|trước|từng|xưa|"
        r"sau này|mai mốt|sau|định|tính|dự định|muốn(?! hỏi)|nếu|giả sử|giả dụ|lỡ|ví dụ|giá mà|sắp|mai|ước|"
        r"xin(?! hỏi)|ai)(?!\w)"
    )
)
#: Between "tôi" and a name: "là", "đang là một", "làm nghề".
_AM = re.compile(
    spelled(
        rf"(?:^|\b){_WE}(?: (?:vốn|cũng|chỉ|hiện|đang|là|làm|thuộc|một|nghề|hộ|dân|bà|anh|chị|người|lao động|§1|còn|"
        r"nguyên|ở|quê|giờ|nay|đây|thì|chủ|mới|cái|đi|như|tư cách|ạ|cho|trong|đã|nhà|diện|nhóm|gốc)(?!\w))*+ $"
    )
)
#: Between "tôi" and a deed: few words, none of asking, hearing or having done to one.
_DO = re.compile(
    spelled(
        rf"(?:^|\b){_WE}(?: (?!(?:hỏi|thấy|biết|nghe|gặp|bảo|nói|được|bị|cho|nhờ|đóng|có|khi|mà|thì|xem|gọi|vì)(?!\w))"
        r"[^\W\d]+){0,4} $"
        rf"|(?:^|\b){_WE}(?: \w+){{0,2}} có(?: \w+){{0,3}} $"
    )
)
_AT_FIRST = re.compile(
    spelled(
        r"^\W*(?:(?:dạ|vâng|ạ|à|ừ|thưa|chào|là|làm|chỉ|thì|nghề|nghề nghiệp|công việc|của|tôi|em|mình)(?!\w)[ :]*)*+$"
    )
)
_LAST = re.compile(spelled(r"^(?: (?:ạ|thôi|nha|nhé|đó|đấy|mà|à|quanh năm|ở nhà|ở quê)(?!\w))*+\W*$"))
#: After a name: "… như tôi", "… tụi em".
_LIKE_ME = re.compile(spelled(rf"^(?: \w+)? (?:như|giống|tụi|bọn|chúng)(?: (?:tụi|bọn|chúng))? ?{_I}?(?!\w)"))
#: "bà con nông dân", "chị em tiểu thương": those who write for all of them; "chị em" elsewhere is a sister.
_FOLK = re.compile(spelled(r"^\W*(?:(?:dạ|thưa) )?(?:bà con|anh chị em|chị em|anh em)(?: (?:là|hộ))? $"))
_STATES = {
    "paused_compulsory": re.compile(
        spelled(
            r"\b(?:(?:nghỉ|thôi|mất)(?: \w+)? (?:việc|công ty|xí nghiệp|nhà máy)|nghỉ làm|nghỉ ngang|nghỉ rồi|"
            r"(?:hưởng|lãnh|nhận|ăn|lĩnh|có)(?: tiền)? (?:trợ cấp|bảo hiểm) thất nghiệp|đang(?: \w+){0,2} thất nghiệp|"
            r"bảo lưu|(?:dừng|ngừng|ngưng|thôi) đóng(?: \w+){0,2} bắt buộc)(?!\w)"
        )
    ),
    "due_member": re.compile(
        spelled(
            r"\b(?:đang (?:đóng|tham gia)(?: \w+){0,4} tự nguyện|"
            r"(?:đóng|tham gia)(?: \w+){0,4} tự nguyện (?:được|đc|đã|từ) (?:\w+ )?(?:\d|mấy|một|hai|ba|vài|hơn|gần)|"
            r"(?:tới|đến|sắp)(?: \w+)? (?:kỳ|hạn|đợt)(?: \w+)? đóng(?: \w+){0,3} tự nguyện)(?!\w)"
        )
    ),
}
_I_FIRST = re.compile(spelled(rf"^\W*(?:(?:dạ|thưa) )?{_WE}(?!\w)"))
_ASKED = re.compile(spelled(r"\b(?:hỏi|biết|gặp|nghe)(?!\w)"))
_MINE = re.compile(spelled(rf"\b{_I}(?!\w)"))
_SUPPOSED = re.compile(spelled(r"\b(?:nếu|giả sử|giả dụ|lỡ|ví dụ|định|tính|muốn(?! hỏi)|có nên|thì sao)(?!\w)"))
_OF_PEOPLE = re.compile(
    spelled(rf"\b(?:{_WE}|bà con|(?:tụi|bọn|chúng) \w+)(?: (?:là|thuộc|vốn|đều|hộ|gốc|người|đồng bào|nhà)(?!\w))*+ $")
)


def find_audience(text: str) -> str | None:
    """The code of the group that the writer says he belongs to now, the last one he names; None where he does not."""
    seen = view(text).text
    named: list[str] = []
    for phrase in _LEXICON.find(view(text)):
        if phrase.meaning == _NOBODY:
            continue
        before, after = _clause_before(seen, phrase.start), seen[phrase.end :]
        kind, group = phrase.meaning[: len(_NAME)], phrase.meaning[len(_NAME) :]
        first = seen[: phrase.start].removesuffix(before)
        if _is_own(before) and (_is_claimed(kind, before, after, first) or _goes_on(first, before, after)):
            named.append(group)
    if "ethnic_minority" not in named and _is_of_a_people(text, seen):
        named.insert(0, "ethnic_minority")
    named[:0] = [state for state, pattern in _STATES.items() if _is_in(seen, pattern)]
    occupations = [group for group in named if group not in BESIDES]
    return occupations[-1] if occupations else named[-1] if named else None


def _clause_before(seen: str, start: int) -> str:
    begin = max(0, start - LOOKED_BACK)
    breaks = [found.end() for found in _CLAUSE.finditer(seen, begin, start)]
    return seen[max(breaks, default=begin) : start].lstrip()


def _is_own(before: str) -> bool:
    is_of_others = _SOMEBODY_ELSE.search(before) and not _FOLK.search(before)
    return not (is_of_others or _DENIED.search(before) or _NOT_NOW.search(before))


def _is_claimed(kind: str, before: str, after: str, first: str) -> bool:
    """Whether the words around a name or deed say that it is the writer's; `first` are the clauses before its own."""
    if not first.strip() and _AT_FIRST.match(before) and _LAST.match(after):
        return True
    if kind == _NAME:
        return bool(_AM.search(before) or _LIKE_ME.match(after) or _FOLK.search(before))
    return bool(_DO.search(before))


def _goes_on(first: str, before: str, after: str) -> bool:
    """Whether a last clause holds nothing else and goes on with "tôi …": "tôi có 5 công đất, làm lúa"."""
    is_mine = _I_FIRST.match(first) and _is_own(first) and not _ASKED.search(first)
    return bool(is_mine and not before and "?" not in after and _LAST.match(after))


def _is_of_a_people(text: str, seen: str) -> bool:
    """Whether somebody names his people: "em người Mông", "bà con dân tộc Khmer"."""
    if "ethnic" not in find_groups(text):
        return False
    match = _PEOPLE.search(seen)
    if match is None:
        return False
    before = _clause_before(seen, match.start())
    is_alone = _AT_FIRST.match(before) and not seen[match.end() :].strip(" .!?")
    return _is_own(before) and bool(_OF_PEOPLE.search(before) or is_alone)


_PEOPLE = re.compile(spelled(r"\b(?:(?:người |đồng bào )?dân tộc|đồng bào|người (?=\w)|khmer|khơ me)"))


def _is_in(seen: str, pattern: re.Pattern[str]) -> bool:
    """Whether the writer is in the state that the words describe."""
    for match in pattern.finditer(seen):
        before = _clause_before(seen, match.start())
        clause_has_me = _MINE.search(seen)
        if clause_has_me and not (_SOMEBODY_ELSE.search(before) or _DENIED.search(before) or _SUPPOSED.search(seen)):
            return True
    return False
