"""The columns of the verdicts and of the figures made of them, for programs and files."""

from dataclasses import dataclass

from bot.console.review.accuracy import Row
from bot.console.review.figures import Agreement
from bot.console.review.judged import Judged
from bot.console.web.catalogue import said
from bot.console.web.listing import Column


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the page on accuracy; `by` says of what: "all", "model", "topic"."""

    by: str
    row: Row


VERDICTS: list[Column[Judged]] = [
    Column("reviewed_at", said("Soát lúc"), lambda one: one.reviewed_at),
    Column("reviewer", said("Người soát"), lambda one: one.reviewer),
    Column("verdict", said("Phán quyết"), lambda one: one.verdict),
    Column("question", said("Người dân hỏi"), lambda one: one.question),
    Column("topic", said("Chủ đề máy chọn"), lambda one: one.topic),
    Column("aspect", said("Khía cạnh"), lambda one: one.aspect),
    Column("right_topic", said("Chủ đề đúng"), lambda one: one.right_topic),
    Column("right_aspect", said("Khía cạnh đúng"), lambda one: one.right_aspect),
    Column("to_content", said("Chuyển biên tập"), lambda one: one.to_content),
    Column("note", said("Ghi chú"), lambda one: one.note),
    Column("round", said("Vòng"), lambda one: one.round),
    Column("confidence", said("Độ tin"), lambda one: one.confidence),
    Column("outcome", said("Kết quả"), lambda one: one.outcome),
    Column("channel", said("Kênh"), lambda one: one.channel),
    Column("seconds", said("Giây"), lambda one: one.seconds),
    Column("model_version", said("Mô hình"), lambda one: one.model_version),
    Column("id", said("Mã lượt"), lambda one: one.id),
]
SHARES: list[Column[Line]] = [
    Column("by", said("Theo"), lambda one: one.by),
    Column("name", said("Tên"), lambda one: one.row.name),
    Column("n", said("Số lượt"), lambda one: one.row.share.n),
    Column("right", said("Đúng"), lambda one: one.row.counts.get("right", 0)),
    Column("incomplete", said("Chưa đủ"), lambda one: one.row.counts.get("incomplete", 0)),
    Column("wrong", said("Sai"), lambda one: one.row.counts.get("wrong", 0)),
    Column("wrong_topic", said("Sai chủ đề"), lambda one: one.row.counts.get("wrong_topic", 0)),
    Column("share", said("Tỷ lệ đúng"), lambda one: one.row.share.value),
    Column("low", said("Cận dưới"), lambda one: one.row.share.low),
    Column("high", said("Cận trên"), lambda one: one.row.share.high),
]
AGREEMENTS: list[Column[tuple[str, Agreement]]] = [
    Column("topic", said("Chủ đề"), lambda one: one[0]),
    Column("n", said("Lượt có hai phán quyết"), lambda one: one[1].n),
    Column("same", said("Giống nhau"), lambda one: one[1].same),
    Column("share", said("Tỷ lệ giống nhau"), lambda one: one[1].share),
    Column("kappa", said("Kappa của Cohen"), lambda one: one[1].kappa),
]
