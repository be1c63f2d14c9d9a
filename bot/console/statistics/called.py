"""What is counted, in words: the heading of the turns behind a number, and how a period is called."""

from typing import Any

from bot.console.conversations.words import OUTCOMES
from bot.console.review.words import FEEDBACK
from bot.console.web.catalogue import said
from bot.console.web.filters import day, number
from bot.statistics.conditions import REASONS
from bot.statistics.opened import OF_NEW, OF_RETURNING
from bot.statistics.period import Period, month
from bot.statistics.steps import SPEEDS, WAITS

#: A sentence (marked by `said`) and what stands in its gaps; values that are sentences themselves stand under "word".
Phrase = tuple[str, dict[str, Any]]

_PLAIN = {
    "turns": said("mọi lượt đã kết thúc"),
    "counted": said("lượt có nội dung"),
    OF_NEW: said("lượt có nội dung của người dân mới"),
    OF_RETURNING: said("lượt có nội dung của người dân quay lại"),
    "two_way": said("lượt hai chiều"),
    "substantive": said("câu hỏi được trả lời"),
    "evidence_based": said("câu trả lời có căn cứ ghi ngày"),
    "unsourced": said("câu trả lời không có căn cứ ghi ngày"),
    "officer": said("lượt do cán bộ trả lời"),
    "pressed": said("lượt bấm nút"),
    "taken": said("lượt gợi ý được người dân chọn"),
    "recontact": said("câu hỏi được hỏi lại cùng chủ đề trong 7 ngày"),
    "good": said("lượt được đánh giá hữu ích"),
    "bad": said("lượt được đánh giá không giúp được"),
    "answers_judged": said("câu trả lời được đánh giá"),
    "opinion": said("lượt có góp ý"),
    "wish": said("lượt có kiến nghị"),
    "served": said("lượt xin gặp cán bộ đã được trả lời"),
}


def called(condition: str) -> Phrase:
    """What a condition of `bot.statistics.conditions` counts; its own name where nobody gave it words."""
    if condition in _PLAIN:
        return _PLAIN[condition], {}
    if condition.startswith("o_"):
        return said("lượt có kết quả “%(word)s”"), {"word": OUTCOMES.get(condition[2:], condition[2:])}
    reason = condition.removeprefix("reason_")
    if reason in REASONS:
        return said("lượt bị chê vì “%(word)s”"), {"word": FEEDBACK[reason]}
    return _numbered(condition[0], condition[1:]) or ("%(name)s", {"name": condition})


def _numbered(family: str, step: str) -> Phrase | None:
    if not step.isdecimal():
        return None
    if family == "h":
        return said("lượt bắt đầu lúc %(hour)s giờ"), {"hour": int(step)}
    steps = {"s": (SPEEDS, _SPEED), "w": (WAITS, _WAIT)}.get(family)
    return _step(int(step), *steps) if steps else None


_SPEED = (
    said("lượt máy trả lời trong %(last)s giây"),
    said("lượt máy trả lời sau hơn %(first)s đến %(last)s giây"),
    said("lượt máy trả lời sau hơn %(first)s giây"),
)
_WAIT = (
    said("lượt cán bộ trả lời trong %(last)s giây"),
    said("lượt cán bộ trả lời sau hơn %(first)s đến %(last)s giây"),
    said("lượt cán bộ trả lời sau hơn %(first)s giây"),
)


def _step(at: int, ends: tuple[float, ...], sentences: tuple[str, str, str]) -> Phrase:
    edges = [_seconds(end) for end in ends]
    if at == 0:
        return sentences[0], {"last": edges[0]}
    if at == len(ends):
        return sentences[2], {"first": edges[-1]}
    return sentences[1], {"first": edges[at - 1], "last": edges[at]}


def _seconds(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)


def named(period: Period) -> Phrase:
    """A period in words: a month, a quarter, a year, some years, or its days."""
    first, last = period.first, period.last
    code = period.code
    if ".." in code:
        return ("%(first)s", {"first": day(first)}) if first == last else ("%(first)s–%(last)s", _days(period))
    if "-Q" in code:
        return said("quý %(quarter)s/%(year)s"), {"quarter": code[-1], "year": first.year}
    if period == month(first.year, first.month):
        return said("tháng %(month)s/%(year)s"), {"month": first.month, "year": first.year}
    if first.year == last.year:
        return said("năm %(year)s"), {"year": first.year}
    return said("giai đoạn %(first)s–%(last)s"), {"first": first.year, "last": last.year}


def _days(period: Period) -> dict[str, str]:
    return {"first": day(period.first), "last": day(period.last)}
