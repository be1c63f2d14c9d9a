"""The share of turns that failed."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="errors",
    label="Lỗi hệ thống",
    definition="Phần lượt không có câu trả lời vì hệ thống lỗi.",
    numerator="Lượt có kết quả lỗi.",
    denominator="Mọi lượt đã kết thúc, kể cả chào hỏi và lỗi.",
    unit=Unit.SHARE,
    direction=Direction.DOWN,
    value=share("o_error", "turns"),
    theme="quality",
    rows="o_error",
)
