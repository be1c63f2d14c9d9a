"""What the codes of the record are called on a page."""

from bot.advice.adviser import Adviser
from bot.console.web.catalogue import said
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
    "right": said("Soát: đúng"),
    "incomplete": said("Soát: còn thiếu"),
    "wrong": said("Soát: sai"),
    "wrong_topic": said("Soát: nhầm chủ đề"),
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
    "review": said("Soát"),
    "audience": said("Nhóm người"),
    "campaign": said("Đợt tuyên truyền"),
    "author": said("Người trả lời"),
    "officer": said("Cán bộ"),
}
#: Parts of the filter whose values are words of this file.
WORDED = frozenset({"channel", "outcome", "feedback", "review", "author"})


class Labels:
    """The names of topics, groups and campaigns, from the data of the house; a code stands for itself elsewhere."""

    def __init__(self, house: House):
        self._adviser: Adviser = house.adviser
        ending = house.two_way.ending
        self.audiences = {one.code: one.label for one in ending.audiences}
        self.campaigns = {one.code: one.label for one in ending.campaigns}
        names = {answer.topic for answer in self._adviser.answers}
        found = [topic for topic in map(self._adviser.answers.topic, names) if topic]
        #: Topics by their names, in the order of what they are called.
        self.topics = {topic.name: topic.label for topic in sorted(found, key=lambda one: one.label.lower())}

    def topic(self, name: str | None) -> str:
        """What a topic is called."""
        return self.topics.get(name or "", name or "")

    def aspect(self, topic: str | None, name: str | None) -> str:
        """What an aspect of a topic is called: the words that offer it."""
        found = self._adviser.answers.topic(topic or "")
        answer = found.answers.get(name or "") if found else None
        return (answer.ask if answer else "") or name or ""

    def of(self, name: str, value: str) -> str:
        """What a value of the filter is called; sentences are to be translated where they are shown."""
        tables = {
            "channel": CHANNELS,
            "outcome": OUTCOMES,
            "feedback": FEEDBACK,
            "review": REVIEWS,
            "author": AUTHORS,
            "topic": self.topics,
            "audience": self.audiences,
            "campaign": self.campaigns,
        }
        return tables.get(name, {}).get(value, value)
