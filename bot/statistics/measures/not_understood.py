"""The share of turns that were not understood."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="not_understood",
    label="Không hiểu",
    definition=(
        "Phần lượt có nội dung mà máy nói là không hiểu câu hỏi. Máy hiểu nhầm mà không biết thì không nằm ở đây: "
        "xem kết quả soát."
    ),
    numerator="Lượt có kết quả không hiểu câu hỏi.",
    denominator="Lượt có nội dung: mọi lượt đã kết thúc, trừ chào hỏi và lỗi.",
    unit=Unit.SHARE,
    direction=Direction.DOWN,
    value=share("o_unanswered_not_understood", "counted"),
    theme="answers",
    rows="o_unanswered_not_understood",
)
