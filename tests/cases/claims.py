"""A post that spreads, as people copy it: shortened, mistyped, without marks, with words of their own around it."""

import random

from bot.language.text import strip_diacritics

POSTS = (
    "NÓNG!!! Từ ngày 1/1/2027 nhà nước sẽ thu hồi toàn bộ sổ bảo hiểm xã hội tự nguyện của người dưới 30 tuổi, ai "
    "không nộp lại sổ cho xã trước Tết thì bị hủy hết số năm đã đóng. Mọi người chia sẻ gấp cho người thân biết nhé",
    "Tin từ người trong ngành: sang năm lương hưu trả bằng phiếu mua hàng chứ không trả tiền mặt nữa, ai đang lãnh "
    "lương hưu nên đi làm lại thẻ ở ngân hàng trước ngày 15, để lâu là mất quyền lợi, các bác nhớ báo cho hàng xóm",
)
_BEFORE = ("Em thấy trên facebook đăng: ", "nghe nói ", "bà con ơi ", "Cho em hỏi tin này đúng không ạ: ", "mẹ em gửi ")
_AFTER = (" 😭😭", " có đúng không ạ?", " https://tin-nong.xyz/abc", " em lo quá", " xem vssid-moi.top/x")


def copies(post: str, count: int, seed: int) -> list[str]:
    """So many copies, no two alike by intention; the same seed gives the same ones."""
    chance = random.Random(seed)
    return [_copy(post, chance) for _ in range(count)]


def _copy(post: str, chance: random.Random) -> str:
    words = (strip_diacritics(post) if chance.random() < 0.4 else post).split()
    for _ in range(chance.randrange(5)):
        at = chance.randrange(len(words))
        words[at] = _mistyped(words[at], chance)
    if chance.random() < 0.3:
        words = words[: chance.randrange(len(words) * 2 // 3, len(words))]
    if chance.random() < 0.3:
        words = words[chance.randrange(6) :]
    text = " ".join(words)
    text = chance.choice(_BEFORE) + text if chance.random() < 0.4 else text
    text = text + chance.choice(_AFTER) if chance.random() < 0.4 else text
    text = text.replace("không", "ko").replace("bảo hiểm xã hội", "bhxh") if chance.random() < 0.2 else text
    return text.upper() if chance.random() < 0.2 else text


def _mistyped(word: str, chance: random.Random) -> str:
    if len(word) <= 3:
        return word
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :] if chance.random() < 0.5 else word[:at] + word[at + 1] + word[at] + word[at + 2 :]
