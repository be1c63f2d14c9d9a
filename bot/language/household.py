"""Support groups a citizen names: poor, near_poor, ethnic, island_commune, other (NĐ 159/2025, Điều 5)."""

import re
from functools import lru_cache
from typing import Literal

from bot.language.lexicon import Lexicon, Phrase
from bot.language.names import ALONE, ONLY_WITH_MARKS, PEOPLES, SPECIAL_ZONES
from bot.language.text import strip_diacritics
from bot.language.view import phrase_spellings, spelled, spellings, view

Group = Literal["poor", "near_poor", "ethnic", "island_commune", "other"]

_NOT_A_GROUP = (
    "chuẩn nghèo", "chuẩn hộ nghèo", "chuẩn cận nghèo", "chuẩn hộ cận nghèo", "mức chuẩn nghèo", "giảm nghèo",
    "thoát nghèo", "thoát hộ nghèo", "thoát cận nghèo", "thoát hộ cận nghèo", "thoát khỏi hộ nghèo", "xoá nghèo",
    "dân tộc kinh", "người kinh", "dân tộc nào", "dân tộc gì", "ban dân tộc", "trường dân tộc", "dân tộc nội trú",
    "dân tộc việt nam", "mặt trận dân tộc", "đoàn kết dân tộc", "dân tộc và tôn giáo", "người thái lan",
    "người mông cổ", "người hoa kỳ", "người chăm sóc", "người chăm lo", "người chăm chỉ", "người hoa mắt",
    "người dao động", "hộ thường trú", "hộ thường xuyên", "đặc khu kinh tế", "như hộ nghèo", "như hộ cận nghèo",
    "như người dân tộc", "ngân hàng người nghèo", "người thổ lộ", "chuẩn nghèo đa chiều",
)  # fmt: skip
_POOR = (
    "hộ nghèo", "hộ ngèo", "diện nghèo", "sổ nghèo", "sổ hộ nghèo", "thuộc nghèo", "diện người nghèo",
    "thẻ người nghèo", "diện hộ nghèo", "hộ gia đình nghèo", "chưa thoát nghèo", "là nghèo",
)  # fmt: skip
_NEAR_POOR = ("cận nghèo", "cận ngèo", "hộ cận", "diện cận", "sổ cận nghèo")
_ETHNIC = (
    "dân tộc", "dân tộc thiểu số", "dtts", "dt thiểu số", "thiểu số", "đồng bào dân tộc", "người dân tộc",
    "dân tộc ít người", "người thượng",
)  # fmt: skip
_ISLAND = ("xã đảo", "đặc khu", "huyện đảo", "xã đặc khu", "dân đảo")
_OTHER = (
    "hộ thường", "hộ bình thường", "người bình thường", "nhà bình thường", "gia đình bình thường",
    "diện bình thường", "đối tượng bình thường", "nhóm bình thường", "dân thường", "người thường", "diện thường",
    "đối tượng thường", "hộ trung bình", "mức sống trung bình", "hộ khá", "hộ khá giả", "nhóm khác",
    "đối tượng khác", "diện khác", "hộ khác", "nhóm còn lại", "nhóm thường",
)  # fmt: skip


def _phrases() -> dict[str, str]:
    phrases = {"nghèo": "bare", "ê đê": "marked"}
    for group, words in (
        ("poor", _POOR), ("near_poor", _NEAR_POOR), ("ethnic", _ETHNIC), ("island_commune", _ISLAND), ("other", _OTHER),
    ):  # fmt: skip
        phrases |= dict.fromkeys(words, group)
    for names in PEOPLES:
        for name in names.split("/"):
            low = name.lower()
            phrases[f"dân tộc {low}"] = "ethnic"
            phrases[f"người {low}"] = "marked" if name in ONLY_WITH_MARKS else "ethnic"
            if name in ALONE:
                phrases[low] = "ethnic"
    for zone in SPECIAL_ZONES:
        phrases |= {f"{place} {zone.lower()}": "island_commune" for place in ("ở", "tại", "đảo", "huyện", "dân", "ra")}
    return phrases | dict.fromkeys(_NOT_A_GROUP, "none")


_LEXICON = Lexicon(_phrases())
_NO = r"(?:không|ko|k|kg|khg|kh|hok|hông|hổng|hong|hem|khum|chẳng|chả|chưa|đâu có|đâu)"
_NEGATED_BEFORE = re.compile(
    spelled(
        rf"\b(?:{_NO}|hết|khỏi|thôi)(?: (?:phải|là|thuộc|còn|có|diện|sổ|được|đc|công nhận|xếp|vào|trong|nằm|hộ|gì|"
        rf"gia đình|đối tượng|nhóm|người|nhà|loại|ở|làm)){{0,5}} $"
    )
)
_NEGATED_AFTER = re.compile(
    spelled(
        rf"(?: |, ?)(?:(?:thì|cũng) {_NO}(?: (?:phải|có|thuộc))?(?= ?[,.;!]|$| luôn)|{_NO} phải(?= ?[,.;!]|$)|"
        rf"(?:thì )?(?:(?:giờ|nay|bây giờ|năm nay) )?(?:không còn|ko còn|hết rồi)|"
        r"(?:(?:giờ|nay|đã|mới|vừa|năm nay) )+thoát)"
    )
)
_CHAINED = re.compile(spelled(r"(?:(?: hay là | hay | hoặc | và | lẫn |, ?|/| cũng không )(?:hộ |sổ |diện |người )?)"))
_NONE_OF_THEM = re.compile(
    spelled(
        rf"\b{_NO}(?: (?:phải|thuộc|có|nằm|trong|ở|được|hưởng))* "
        r"(?:diện|nhóm|đối tượng|loại|hộ|ưu tiên|chính sách|chế độ)"
        r"(?: (?:ưu tiên|chính sách|hỗ trợ|đặc biệt|nào))? (?:nào|gì|hết|cả|nào cả)(?!\w)"
        rf"|\b{_NO} (?:có |được )?(?:ưu tiên|gì đặc biệt)(?!\w)"
    )
)
_ALL_THERE_IS = {
    "nghèo": "poor", "cận": "near_poor", "bình thường": "other", "thường": "other", "khác": "other", "kinh": "other",
}  # fmt: skip
#: Longer texts are not one-word answers, whatever padding they carry.
_LONGEST_ANSWER = 60
_PADDING = re.compile(
    spelled(r"\b(?:dạ|vâng|ạ|a|nhà|em|tôi|mình|tui|cháu|con|là|thuộc|diện|nhóm|thôi|nhé|nha|chỉ|ờ|à|hộ|thì)(?!\w)")
)


#: Whole answers to "which group?" that name none of the listed ones.
_NONE = frozenset(
    {"khác", "khac", "không", "khong", "ko", "không thuộc", "khong thuoc", "không có", "khong co", "nhóm khác"}
    | {"không thuộc nhóm nào", "không thuộc diện nào", "không gì cả", "bình thường", "binh thuong"}
)


def is_none_of_them(text: str) -> bool:
    """Whether a whole answer to the question for the group says "none of these"."""
    return " ".join(text.lower().strip(" .,!?").split()) in _NONE


def denies_group(text: str) -> bool:
    """Whether `text` takes a group back ("tôi không phải hộ nghèo", "em không nghèo")."""
    return bool(
        re.search(
            r"\b(?:khong|ko|k|chua|het|khoi)\b[^.;?!]{0,25}\b(?:ngheo|dan toc|thieu so|xa dao|dac khu)\b",
            strip_diacritics(text.lower()),
        )
    )


@lru_cache(maxsize=8)
def find_groups(text: str) -> frozenset[Group]:
    """The groups that `text` claims; several at once are all given, a denied one is not.

    "other" is given for "không thuộc diện nào", "hộ bình thường", or where two groups are denied and none claimed.
    """
    seen = view(text)
    claimed: set[Group] = set()
    denied: set[Group] = set()
    previous: tuple[Phrase, bool] | None = None
    for phrase in _LEXICON.find(seen):
        is_denied = _is_denied(seen.text, phrase) or (
            previous is not None and previous[1] and _is_chained(seen.text, previous[0], phrase)
        )
        group = _group(phrase, seen.text, is_denied=is_denied)
        if group is None:
            continue
        (denied if is_denied and group != "other" else claimed).add(group)
        previous = phrase, is_denied
    claimed |= _whole_answer(seen.text)
    return _settled(claimed, denied, none=bool(_NONE_OF_THEM.search(seen.text)))


def _settled(claimed: set[Group], denied: set[Group], *, none: bool) -> frozenset[Group]:
    special = claimed - {"other"}
    if special:
        return frozenset(special)
    return frozenset({"other"}) if claimed or none or len(denied) > 1 else frozenset()


def _group(phrase: Phrase, text: str, *, is_denied: bool) -> Group | None:
    match phrase.meaning:
        case "marked":
            name = text[phrase.start : phrase.end].removeprefix("người ")
            return None if name.isascii() else "ethnic"
        case "bare":
            # "nhà em nghèo" is no status; "không nghèo" rules the status out.
            return "poor" if is_denied else None
        case "poor" | "near_poor" | "ethnic" | "island_commune" | "other":
            return phrase.meaning
    return None


def _is_denied(text: str, phrase: Phrase) -> bool:
    before = text[max(0, phrase.start - 60) : phrase.start]
    return bool(_NEGATED_BEFORE.search(before) or _NEGATED_AFTER.match(text, phrase.end))


def _is_chained(text: str, first: Phrase, second: Phrase) -> bool:
    """Whether a denial reaches on: "không phải hộ nghèo hay cận nghèo", not "…, cận nghèo thôi"."""
    after = text[second.end : second.end + 5].split()
    only = bool(after) and after[0] in spellings("thôi")
    return not only and bool(_CHAINED.fullmatch(text, first.end, second.start))


def _whole_answer(text: str) -> set[Group]:
    if len(text) > _LONGEST_ANSWER:
        return set()
    bare = " ".join(_PADDING.sub(" ", text.strip(" .,!?\n")).split())
    for answer, group in _ALL_THERE_IS.items():
        if bare in phrase_spellings(answer):
            match group:
                case "poor" | "near_poor" | "other":
                    return {group}
    return set()
