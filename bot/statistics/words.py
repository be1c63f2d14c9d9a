"""What the codes of the record are called in tables and files."""

from bot.advice.adviser import Adviser
from bot.records.audience import Audiences
from bot.records.campaigns import Campaigns
from bot.statistics.reporting import TOGETHER
from bot.statistics.scope import NONE

CHANNELS = {"web": "Trang web", "zalo": "Zalo", "telegram": "Telegram"}
OUTCOMES = {
    "answered": "Đã trả lời",
    "answered_calculation": "Đã tính giúp",
    "answered_rumour": "Đã trả lời tin đồn",
    "clarifying": "Đang hỏi lại",
    "collecting": "Trong một mẫu (hỏi thông tin, nhận tin báo)",
    "suggested": "Đã gợi ý",
    "unanswered_out_of_scope": "Ngoài phạm vi",
    "unanswered_not_understood": "Không hiểu câu hỏi",
    "unanswered_not_settled": "Luật chưa rõ, không nêu số",
    "report_received": "Đã nhận tin báo",
    "feedback_received": "Đã nhận góp ý",
    "handed_over": "Đã chuyển cán bộ",
    "with_officer": "Cán bộ đang giữ",
    "small_talk": "Chào hỏi",
    "refused": "Đã từ chối",
    "error": "Lỗi hệ thống",
}
REASONS = {
    "unclear": "Khó hiểu",
    "off_question": "Không đúng câu hỏi",
    "incomplete": "Còn thiếu",
    "doubted": "Không tin",
    "other": "Lý do khác",
}
#: What is counted with rumours (`bot.statistics.reporting`).
KEPT_WITH = "lừa đảo"
WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
#: What the engine calls a message that it is sure of no topic of.
_UNSURE = "nlu_fallback"


class Words:
    """Names of topics, aspects, groups and campaigns from the data; a code that nobody named stands for itself."""

    def __init__(self, adviser: Adviser, audiences: Audiences, campaigns: Campaigns):
        self._answers, self._audiences, self._campaigns = adviser.answers, audiences, campaigns

    def topic(self, key: str) -> str:
        """A topic; of a plain intent, what is said on its button."""
        if key in {NONE, _UNSURE}:
            return "Chưa rõ chủ đề, các bước của mẫu"
        if found := self._answers.topic(key):
            label = f"{found.label}, {KEPT_WITH}" if key == TOGETHER else found.label
            return _capital(label)
        plain = self._answers.find(key)
        return plain.ask if plain else key

    def aspect(self, topic: str, code: str) -> str:
        """An aspect: the words that offer it."""
        found = self._answers.find(topic, code) if code else None
        return found.ask if found else code or "Cả chủ đề"

    def audience(self, code: str) -> str:
        """A group."""
        if not code:
            return "Chưa nói mình là ai"
        return self._audiences.label(code) if code in self._audiences else code

    def campaign(self, code: str) -> str:
        """A campaign."""
        return self._campaigns.label(code) if code else "Không rõ đợt"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
