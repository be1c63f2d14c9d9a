"""The columns of the list of turns and of a transcript, by their keys in addresses and files."""

from collections.abc import Callable, Mapping

from bot.console.conversations.rows import Row
from bot.console.conversations.words import Labels
from bot.console.web.catalogue import said
from bot.console.web.listing import Column

COLUMNS: list[Column[Row]] = [
    Column("time", said("Lúc"), lambda row: row.accepted_at),
    Column("channel", said("Kênh"), lambda row: row.channel),
    Column("question", said("Câu hỏi"), lambda row: row.question),
    Column("answer", said("Câu trả lời"), lambda row: row.answer, is_default=False),
    Column("topic", said("Chủ đề"), lambda row: row.topic),
    Column("aspect", said("Khía cạnh"), lambda row: row.aspect),
    Column("outcome", said("Kết quả"), lambda row: row.outcome),
    Column("confidence", said("Độ chắc"), lambda row: row.confidence),
    Column("feedback", said("Đánh giá"), lambda row: row.verdict),
    Column("author", said("Ai trả lời"), lambda row: row.author),
    Column("officer", said("Cán bộ"), lambda row: row.officer, is_default=False),
    Column("review", said("Soát"), lambda row: row.review),
    Column("audience", said("Nhóm người"), lambda row: row.audience, is_default=False),
    Column("campaign", said("Đợt tuyên truyền"), lambda row: row.campaign, is_default=False),
    Column("code", said("Mã câu trả lời"), lambda row: row.answer_code, is_default=False),
    Column("as_of", said("Tính cho ngày"), lambda row: row.as_of, is_default=False),
    Column("model_version", said("Bản mô hình"), lambda row: row.model_version, is_default=False),
    Column("data_version", said("Bản dữ liệu"), lambda row: row.data_version, is_default=False),
    Column("conversation", said("Số hội thoại"), lambda row: row.conversation_id, is_default=False),
    Column("id", said("Số lượt"), lambda row: row.id, is_default=False),
]
#: Of a transcript as a file.
TRANSCRIPT = [column for column in COLUMNS if column.key not in {"audience", "campaign"}]


def worded(labels: Labels) -> Mapping[str, Callable[[Row], str | None]]:
    """What a file says in place of codes."""
    return {
        "channel": lambda row: labels.of("channel", row.channel),
        "topic": lambda row: labels.topic(row.topic),
        "aspect": lambda row: labels.aspect(row.topic, row.aspect),
        "outcome": lambda row: labels.of("outcome", row.outcome),
        "feedback": lambda row: labels.of("feedback", row.verdict or ""),
        "author": lambda row: labels.of("author", row.author),
        "review": lambda row: labels.of("review", row.review),
        "audience": lambda row: labels.of("audience", row.audience or ""),
        "campaign": lambda row: labels.of("campaign", row.campaign or ""),
    }
