"""Whether a case is a woman's or a man's, where the words leave no doubt: "nữ", "chị sinh 1970", "vợ tôi 50 tuổi"."""

import re
from typing import Literal

from bot.language import numerals
from bot.language.view import spelled, view

Sex = Literal["F", "M"]

_SELF = r"(?:tôi|em|mình|con|cháu|tui|tớ|nhà em|mk|e|m)"
#: "dì Tư", "chị Hai": the place among brothers and sisters stands for the name.
_RANK = r"(?: (?:hai|ba|§tư|năm|sáu|bảy|tám|chín|mười|út))?"
#: What is said of a person in whose case we are: born, paid, aged. "§" asks for the marks: "co" is "có" more often.
_FACT = (
    rf"{_RANK}(?: {_SELF})?(?:,|(?: (?:thì|năm nay|năm ni|hiện nay|hiện|giờ|đã|đang|mới|cũng|vừa|được|có)))*"
    rf" (?:sinh (?:năm|ngày|tháng|vào|\d)|sn|đóng (?:được|đc|bảo hiểm|bhxh|mức|tự nguyện|từ|tới|đủ|đến|hơn|gần|\d)"
    rf"|tham gia|(?:\d\d|{numerals.RUN}) ?(?:tuổi|t\b)|tuổi|dừng đóng|ngừng đóng|nghỉ đóng)(?! (?:giúp|giùm|hộ|dùm))"
)
_KIN = {
    "F": r"(?:mẹ|§má|(?<!\w)vợ(?! chồng)|bà xã|chị gái|em gái|bác gái|con gái|cháu gái|chị dâu|em dâu|con dâu|§dì|"
    r"§thím|§mợ|§mệ|§mạ|§bầm|§chế|§u (?:em|tôi)|bà già (?:tui|tôi|em)|(?<!\w)o (?:tui|em)|vk|"
    r"§bà (?:tôi|em|con|mình|tui|cháu)|bà nội|bà ngoại|mẹ chồng|mẹ vợ)",
    "M": r"(?:bố|§cha|§tía|(?<!vợ )chồng|ông xã|anh trai|em trai|bác trai|con trai|cháu trai|anh rể|em rể|con rể|§cậu|"
    r"§dượng|§bọ|ông già (?:tui|tôi|em)|ck|ông nội|ông ngoại|bố chồng|bố vợ|ba (?:tôi|em|con|mình|tui|cháu))",
}
#: Forms of address; of the bot too, so only a fact makes them the citizen's own.
_PRONOUN = {
    "F": r"(?:§bả|(?<!anh )§chị|(?<!chú )§cô|(?<!ông )§bà)",
    "M": r"(?:§ổng|anh(?! chị)|(?<!cô )§chú|ông(?! bà))",
}
_OF_KIN = {sex: re.compile(spelled(rf"\b(?:{_KIN[sex]}|{_PRONOUN[sex]}){_FACT}")) for sex in _KIN}
#: "tính … cho mẹ em", and of oneself "tính … cho chị"; "ơi" and "ạ" speak to the bot.
_FOR_KIN = {
    sex: re.compile(
        spelled(
            r"\b(?:hỏi|tính|xem|coi|so sánh)(?: [^\s,.;]+){0,5} (?:(?:giúp|giùm|hộ|dùm|cho|của) "
            rf"{kin}(?: {_SELF}(?!\w)|$)|cho {_PRONOUN[sex]}(?! ?(?:ơi|ạ|à))(?!\w))"
        )
    )
    for sex, kin in _KIN.items()
}
#: Typed without marks "chi sinh" is still "chị sinh".
_CHI_BORN = re.compile(spelled(r"(?<!anh )\bchị(?: năm nay)? (?:sinh (?:năm|tháng|ngày|\d)|sn)"))
#: "vợ tôi bảo": the one who writes is the husband.
_SAYS = rf" {_SELF}(?: (?:cứ|mới|có|hay))* (?:bảo|nói|kêu|rủ|dặn|khuyên|xúi|đòi|biểu)(?!\w)"
_MARRIED = {
    "M": re.compile(spelled(rf"\b(?:vợ|bà xã){_SAYS}")),
    "F": re.compile(spelled(rf"(?<!vợ )\b(?:chồng|ông xã){_SAYS}")),
}
_WOMAN = re.compile(
    spelled(
        r"\b(?<!hội )(?<!hội liên hiệp )(?:phụ nữ|đàn bà)(?!\w)|"
        r"(?<!phụ )(?<!thiếu )(?<!cán bộ )(?<!hội )\bnữ(?! (?:hoàng|công nhân viên))(?!\w)"
    )
)
_MAN = re.compile(
    r"(?<!\d )(?<!anh )(?<!ông )(?<!chú )(?<!tên )"
    r"(?<!việt )(?<!miền )(?<!phía )(?<!hướng )(?<!hà )(?<!quảng )(?<!xã )(?<!huyện )"
    r"\bnam(?! (?:định|bộ|trung|á|phi|đàn|sách|trực|từ liêm|đông|giang|trà))(?!\w)"
)
#: Without marks "nam" is "năm" unless it stands alone or before what only a man is.
_BARE_MAN = re.compile(
    r"(?:^|[,;:.] ?)(?:(?:da|em|toi|minh|chau|con|tui|la|thi) )*nam"
    r"(?=[,;.]|$| sinh (?:nam|thang|\d)| \d\d ?(?:tuoi|t\b))|"
    r"\b(?:gioi tinh|toi la|em la|minh la|con la|cho) nam(?! ?\d|\w| (?:nay|sau|toi|truoc|ngoai|nao))|\bnam gioi\b|"
    r"\b(?:toi|em|minh|la) nam \d\d ?tuoi|\b\d\d ?(?:tuoi|t) nam(?! ?\d|\w| (?:nay|sau|toi|truoc|ngoai|nao))"
)
_BOTH = re.compile(spelled(r"\b(?:nam(?: (?:hay|và|với|lẫn|hoặc))? nữ|nữ(?: (?:hay|và|với|lẫn|hoặc))? nam)(?!\w)"))
_GROWN_MAN = re.compile(spelled(r"\bđàn ông(?!\w)"))
_ANSWER = {
    "F": re.compile(spelled(r"(?:giới tính |phái |là )*(?:nữ|nữ giới|phụ nữ|gái|con gái|đàn bà|chị|cô|bà)")),
    "M": re.compile(spelled(r"(?:giới tính |phái |là )*(?:nam|nam giới|trai|con trai|đàn ông|anh|chú|ông)")),
}
_POLITE = re.compile(spelled(r"\b(?:dạ|vâng|ạ|tôi|em|mình|cháu|con|tui|nhé|nha|thưa|thì|người)(?!\w)"))


def find_sex(text: str, *, asked: bool = False) -> Sex | None:
    """F or M where `text` says it for certain, None where it does not, or says both.

    Forms of address to the bot ("chị ơi", "anh cho em hỏi") do not count; of a wife, a mother, a brother whose
    facts are told, theirs does. `asked`: the citizen was just asked for it.
    """
    seen = view(text).text
    if asked and (answer := _answered(seen)):
        return answer
    for women, men in (
        (bool(_WOMAN.search(seen)), _is_man(seen)),
        (_has("F", seen), _has("M", seen)),
        (bool(_MARRIED["F"].search(seen)), bool(_MARRIED["M"].search(seen))),
    ):
        if women or men:
            return None if women and men else "F" if women else "M"
    return None


def _is_man(seen: str) -> bool:
    if _BOTH.search(seen):
        return True
    if _GROWN_MAN.search(seen):
        return True
    return bool((_BARE_MAN if seen.isascii() else _MAN).search(seen))


def _has(sex: Sex, seen: str) -> bool:
    if sex == "F" and _CHI_BORN.search(seen):
        return True
    found = _OF_KIN[sex].search(seen)
    # Without marks "ba toi" may be the father or the grandmother.
    is_either = found is not None and seen.isascii() and found.group().startswith("ba ")
    return bool((found and not is_either) or _FOR_KIN[sex].search(seen))


def _answered(seen: str) -> Sex | None:
    bare = " ".join(_POLITE.sub(" ", seen.strip(" .,!?\n")).split())
    if _ANSWER["F"].fullmatch(bare):
        return "F"
    return "M" if _ANSWER["M"].fullmatch(bare) else None
