"""The words of this room: verdicts, outcomes, channels, and why a turn stands where it stands."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.console.review.pairs import Subjects
from bot.console.review.queue import Waiting
from bot.console.review.risk import Reason
from bot.console.review.weights import Weights
from bot.console.web.catalogue import said
from bot.console.web.filters import number

VERDICTS = {
    "right": said("Đúng"),
    "incomplete": said("Chưa đủ"),
    "wrong": said("Sai"),
    "wrong_topic": said("Sai chủ đề"),
}
OUTCOMES = {
    "answered": said("đã trả lời"),
    "answered_calculation": said("đã tính"),
    "answered_rumour": said("đã trả lời về tin đồn"),
    "clarifying": said("hỏi lại cho rõ"),
    "collecting": said("đang hỏi thêm để tính"),
    "suggested": said("chưa chắc, đưa lựa chọn"),
    "unanswered_out_of_scope": said("từ chối vì ngoài phạm vi"),
    "unanswered_not_understood": said("không hiểu"),
    "unanswered_not_settled": said("luật chưa rõ, không nêu số"),
    "refused": said("từ chối trả lời"),
    "error": said("lỗi, không có câu trả lời"),
}
CHANNELS = {"web": said("Trang web"), "zalo": "Zalo", "telegram": "Telegram"}
STATES = {
    "open": said("Chưa soát"),
    "second": said("Chờ người thứ hai"),
    "all": said("Tất cả"),
}
DAYS = {1: said("Hôm nay"), 2: said("Từ hôm qua"), 7: said("7 ngày"), 30: said("30 ngày"), 90: said("90 ngày")}
FEEDBACK = {
    "good": said("hữu ích"),
    "bad": said("không giúp được"),
    "unclear": said("khó hiểu"),
    "off_question": said("không đúng câu hỏi"),
    "incomplete": said("thiếu"),
    "doubted": said("nghi là sai"),
    "other": said("lý do khác"),
}
_REASONS = {
    "confidence": said("độ tin %(value)s"),
    "narrow": said("hai cách hiểu sát nhau, chỉ cách %(value)s"),
    "bad": said("%(value)s phản hồi xấu"),
    "again": said("hỏi lại %(value)s lần"),
}

#: A sentence and what stands in its gaps.
Phrase = tuple[str, dict[str, Any]]


def why(weights: Weights, turn: Waiting) -> list[Phrase]:
    """Why a turn stands where it stands, the harm first."""
    return list(_why(weights, turn.reasons))


def why_plain(weights: Weights, turn: Waiting) -> list[str]:
    """The same for a file."""
    return [sentence % values for sentence, values in why(weights, turn)]


def _why(weights: Weights, reasons: list[Reason]) -> Iterator[Phrase]:
    for code, value in reasons:
        if code == "harm":
            # The data's own words: a percent sign in them is no gap.
            yield "%(value)s", {"value": weights.harm_of(value)[1]}
        elif code == "outcome":
            yield OUTCOMES[value], {}
        else:
            yield _REASONS[code], {"value": number(value, 2 if isinstance(value, float) else 0)}


def worded(subjects: Subjects) -> Mapping[str, Callable[[Any], str | None]]:
    """What the files of this room say in place of codes."""
    return {
        "topic": lambda one: subjects.label(one.topic),
        "aspect": lambda one: subjects.aspect(one.topic, one.aspect),
        "right_topic": lambda one: subjects.label(one.right_topic),
        "right_aspect": lambda one: subjects.aspect(one.right_topic, one.right_aspect),
        "outcome": lambda one: OUTCOMES.get(one.outcome or "", one.outcome),
        "channel": lambda one: CHANNELS.get(one.channel, one.channel),
        "verdict": lambda one: VERDICTS.get(one.verdict, one.verdict),
        "waits_for": lambda one: {"first": STATES["open"], "second": STATES["second"]}.get(one.waits_for),
    }
