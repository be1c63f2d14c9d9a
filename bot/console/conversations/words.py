"""What the codes of the record are called on a page."""

from dataclasses import dataclass
from datetime import date

from bot.advice.families import Family
from bot.console.review.pairs import Subjects
from bot.console.review.words import VERDICTS
from bot.console.web.catalogue import said
from bot.console.web.filters import day
from bot.house import House

CHANNELS = {"web": "Web", "zalo": "Zalo", "telegram": "Telegram"}
OUTCOMES = {
    "answered": said("Đã trả lời"),
    "answered_calculation": said("Đã tính giúp"),
    "answered_rumour": said("Đã trả lời tin đồn"),
    "clarifying": said("Đang hỏi lại"),
    "collecting": said("Đang hỏi thông tin"),
    "suggested": said("Đã gợi ý"),
    "unanswered_out_of_scope": said("Ngoài phạm vi"),
    "unanswered_not_understood": said("Không hiểu câu hỏi"),
    "unanswered_not_settled": said("Luật chưa rõ, không nêu số"),
    "report_received": said("Đã nhận tin báo"),
    "feedback_received": said("Đã nhận góp ý"),
    "handed_over": said("Đã chuyển cán bộ"),
    "with_officer": said("Cán bộ đang giữ"),
    "small_talk": said("Chào hỏi"),
    "refused": said("Đã từ chối"),
    "error": said("Lỗi hệ thống"),
}
#: The kit's colour of an outcome, beside its word.
COLOURS = {
    "answered": "green",
    "answered_calculation": "green",
    "answered_rumour": "green",
    "unanswered_out_of_scope": "yellow",
    "unanswered_not_understood": "orange",
    "unanswered_not_settled": "orange",
    "handed_over": "azure",
    "with_officer": "azure",
    "report_received": "azure",
    "refused": "yellow",
    "error": "red",
}
FEEDBACK = {"good": said("Có ích"), "bad": said("Không có ích"), "none": said("Chưa đánh giá")}
REASONS = {
    "unclear": said("khó hiểu"),
    "off_question": said("không đúng câu hỏi"),
    "incomplete": said("còn thiếu"),
    "doubted": said("không tin"),
    "other": said("lý do khác"),
}
AUTHORS = {"machine": said("Máy"), "officer": said("Cán bộ")}
REVIEWS = {
    "yes": said("Đã soát"),
    "no": said("Chưa soát"),
    **VERDICTS,
}
OPINIONS = {"opinion": said("Góp ý"), "wish": said("Kiến nghị"), "reason": said("Lý do không hài lòng")}
#: Of a message on its way to the citizen.
DELIVERY = {
    "pending": said("Đang chờ gửi"),
    "sent": said("Đã gửi"),
    "confirmed": said("Kênh báo đã nhận"),
    "failed": said("Gửi chưa được, sẽ thử lại"),
    "dead": said("Không gửi được"),
}
NAMES = {
    "q": said("Chữ"),
    "from": said("Từ ngày"),
    "to": said("Đến ngày"),
    "channel": said("Kênh"),
    "topic": said("Chủ đề"),
    "aspect": said("Khía cạnh"),
    "outcome": said("Kết quả"),
    "confidence_from": said("Độ chắc từ (phần trăm)"),
    "confidence_to": said("Độ chắc đến (phần trăm)"),
    "feedback": said("Người dân đánh giá"),
    "review": said("Kết quả soát"),
    "audience": said("Nhóm người"),
    "campaign": said("Đợt tuyên truyền"),
    "author": said("Người trả lời"),
    "officer": said("Cán bộ"),
}
#: Parts of the filter whose values are words of this file.
WORDED = frozenset({"channel", "outcome", "feedback", "review", "author"})
#: Of a turn that the machine was sure of no topic of.
NO_TOPIC = said("không rõ chủ đề")
_OTHERS, _SMALL_TALK = said("Chủ đề khác"), said("Trò chuyện, ngoài phạm vi")


@dataclass(frozen=True, slots=True)
class Group:
    """Topics under one title; `name` is that of their family, if they are one."""

    name: str
    title: str
    topics: dict[str, str]

    def is_whole(self, picked: list[str]) -> bool:
        """Whether all of a family are among those."""
        return bool(self.name) and set(self.topics) <= set(picked)


class Labels:
    """The names of topics, groups and campaigns, from the data of the house; a code stands for itself elsewhere."""

    def __init__(self, house: House, subjects: Subjects):
        self._subjects = subjects
        self._families = list(house.adviser.families)
        ending = house.two_way.ending
        self.audiences = {one.code: one.label for one in ending.audiences}
        self.campaigns = {one.code: one.label for one in ending.campaigns}

    @property
    def groups(self) -> list[Group]:
        """The topics of the law by their families, what is in none of them, small talk last."""
        left = dict(self._subjects.topics)
        groups = [self._group(family, left) for family in self._families]
        talk = {name: left.pop(name) for name in list(left) if name in self._subjects.small_talk}
        return [one for one in (*groups, Group("", _OTHERS, left), Group("", _SMALL_TALK, talk)) if one.topics]

    @staticmethod
    def _group(family: Family, left: dict[str, str]) -> Group:
        return Group(family.name, family.title, {name: left.pop(name) for name in family.topics if name in left})

    def topic(self, name: str | None) -> str:
        """What a topic is called; a sentence (NO_TOPIC) where the machine was sure of none."""
        return self._subjects.label(name) or (NO_TOPIC if name else "")

    def aspect(self, topic: str | None, name: str | None) -> str:
        """What an aspect of a topic is called: the words that offer it."""
        return self._subjects.aspect(topic, name)

    def of(self, name: str, value: str) -> str:
        """What a value of the filter is called; sentences are to be translated where they are shown."""
        if name == "topic":
            return self.topic(value)
        if name in {"from", "to"}:
            return _day(value)
        tables = {
            "channel": CHANNELS,
            "outcome": OUTCOMES,
            "feedback": FEEDBACK,
            "review": REVIEWS,
            "author": AUTHORS,
            "audience": self.audiences,
            "campaign": self.campaigns,
        }
        return tables.get(name, {}).get(value, value)


def _day(typed: str) -> str:
    try:
        return day(date.fromisoformat(typed))
    except ValueError:
        return typed
