"""The share of turns on which the law is not settled."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="not_settled",
    label="Luật chưa rõ",
    definition=(
        "Phần lượt có nội dung mà máy không nêu số vì luật chưa rõ, số đã quá hạn xem lại hoặc dữ liệu của ngày "
        "đó chưa có."
    ),
    numerator="Lượt có kết quả luật chưa rõ, không nêu số.",
    denominator="Lượt có nội dung: mọi lượt đã kết thúc, trừ chào hỏi và lỗi.",
    unit=Unit.SHARE,
    direction=Direction.DOWN,
    value=share("o_unanswered_not_settled", "counted"),
    theme="answers",
    rows="o_unanswered_not_settled",
)
