"""How many turns were about something."""

from bot.statistics.measure import Direction, Measure, Unit, count

MEASURE = Measure(
    key="counted",
    label="Lượt có nội dung",
    definition=(
        "Số lượt nói về một việc gì đó: mọi lượt đã kết thúc, trừ chào hỏi và lỗi. Là mẫu số của nhiều tỷ lệ khác."
    ),
    numerator="Lượt đã kết thúc có kết quả khác chào hỏi và lỗi.",
    unit=Unit.COUNT,
    direction=Direction.UP,
    value=count("counted"),
    theme="reach",
    rows="counted",
)
