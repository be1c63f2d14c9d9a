"""Parts a letter into what it tells and what it asks.

People tell their life before they ask ("tôi làm công ty 12 năm, nay nghỉ việc, …"), and often ask two or three
things at once. What is told belongs to many topics; what is asked decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ansinh_engine.text import MAX_CHARACTERS, strip_diacritics

SHORTEST = 3
"""Words a part must have to be read alone: "ở đâu" means nothing without what stands before it."""

_END = re.compile(
    r"(?<=[?!;…])(?:\s+|(?=[^\W\d_]))|(?<=[^\W\d_]{2}\.)(?:\s+|(?=[A-ZĐ]))|(?<=\d\.)\s+(?=[A-ZĐ])|\s*\n+\s*"
    r"|\s+(?=[-+•]\s)|(?:^|(?<=\s))\d{1,2}[.)]\s+(?=[^\W\d_])"
)
"""Ends of sentences; "TP. Hồ Chí Minh" is parted, the initial of "bà H. hỏi" is not."""

_JOINT = re.compile(
    r",?\s+(?:và|va|với lại|voi lai|rồi thì|ngoài ra|ngoai ra|đồng thời|dong thoi|còn|con)\s+", re.IGNORECASE
)
"""Where one question may end and the next begin; it does only if both sides ask."""

_MARKED = {
    "asks": (
        r"\b(?:bao nhiêu|bao lâu|bao giờ|khi nào|lúc nào|mấy (?:năm|tháng|tuổi|đồng|tiền|triệu|ngày|lần|phần)|"
        r"thế nào|như nào|ntn|làm sao|tính sao|ra sao|ở đâu|đi đâu|đến đâu|chỗ nào|nơi nào|là gì|cần gì|giấy gì|"
        r"được gì|những gì|gì (?:ạ|không)|ai (?:được|phải)|có (?:được|phải|cần|nên|bị|còn|thể)|"
        r"(?:được|đc|dc) (?:không|ko|k|hông)|(?:đúng|phải|nữa|hay) (?:không|ko|k|hông)|nên .{1,40} hay|hay là|"
        r"xin hỏi|cho (?:em|tôi|mình|cháu) hỏi|bn|bnhiêu|nhiêu tiền|muốn (?:hỏi|biết)|hỏi (?:về|là|xem|cách)|"
        r"cách (?:nào|tính|đăng ký)|thủ tục)\b"
        r"|\b(?:không|ko|k|chưa|hông|hem|nhỉ|vậy|sao)(?: (?:ạ|ah|ad|anh|chị|bạn|shop|em|nhé|nhỉ))?$"
    ),
    "requests": (
        r"^(?:tính|hướng dẫn|so sánh|tư vấn|giải thích|cho (?:em|tôi|mình|cháu) (?:biết|xem))\b"
        r"|\b(?:giúp|giùm|hộ) (?:em|tôi|mình|cháu|với)(?: (?:với|ạ|nhé|nha))?$"
        r"|\bmuốn (?:báo|trình báo|tố cáo|tố giác|khiếu nại|phản ánh)\b"
    ),
    "wishes": r"\b(?:muốn|nhờ|giúp|mong|cần|tư vấn|hỗ trợ|hướng dẫn|kiểm tra|đề nghị|băn khoăn)\b",
    "courtesy": r"\b(?:cảm ơn|trân trọng|chân thành|kính gửi|kính mong|hồi âm|phản hồi|giải đáp)\b",
}
"""What sounds like a question; what is one by its form; what a letter without one wants; what wishes for nothing."""
_BARE = {name: re.compile(strip_diacritics(pattern)) for name, pattern in _MARKED.items()}
_WRITTEN = {name: re.compile(pattern) for name, pattern in _MARKED.items()}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Part:
    """A sentence, or the side of a sentence that asks one of its questions.

    ``marked``: its sentence ends with a question mark or requests something; ``asks``: so, or by its sound.
    """

    text: str
    marked: bool
    asks: bool


def parts(text: str) -> list[Part]:
    """The sentences of a text in order; questions joined by "và" stand apart."""
    found: list[Part] = []
    for sentence in _END.split(text[:MAX_CHARACTERS]):
        if sentence and _words(sentence):
            marked = sentence.rstrip().endswith("?") or _holds("requests", sentence)
            found += [Part(side, marked, marked or _sounds_asking(side)) for side in _sides(sentence.strip())]
    return found


def questions(text: str) -> list[str]:
    """What a text of several sentences asks: those with a question mark or a request, else those that sound
    like a question, else those that wish for something. Empty where it has a single part, or where nothing is asked.
    """
    all_parts = parts(text)
    if len(all_parts) < 2:
        return []
    for chosen in (
        [part.text for part in all_parts if part.marked],
        [part.text for part in all_parts if part.asks],
        [part.text for part in all_parts if _wishes(part.text)],
    ):
        if chosen:
            return chosen
    return []


def _sides(sentence: str) -> list[str]:
    """The sentence parted at the joints between two questions."""
    sides: list[str] = []
    start = 0
    for joint in _JOINT.finditer(sentence):
        before, after = sentence[start : joint.start()], sentence[joint.end() :]
        if all(len(_words(side)) >= SHORTEST and _sounds_asking(side) for side in (before, after)):
            sides.append(before)
            start = joint.end()
    return [*sides, sentence[start:]]


def _sounds_asking(part: str) -> bool:
    return _holds("asks", part)


def _wishes(part: str) -> bool:
    return _holds("wishes", part) and not _holds("courtesy", part)


def _holds(what: str, part: str) -> bool:
    """Whether words occur; without diacritics only in a part that has none ("nhà máy đóng" is no "mấy đồng")."""
    written = " ".join(_words(part.lower()))
    return bool((_BARE if written.isascii() else _WRITTEN)[what].search(written))


def _words(part: str) -> list[str]:
    return _WORD.findall(part)
