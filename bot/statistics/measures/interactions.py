"""How many turns there were."""

from bot.statistics.measure import Direction, Measure, Unit, count

MEASURE = Measure(
    key="interactions",
    label="Lượt tương tác",
    definition=(
        "Số lượt nói chuyện đã kết thúc, kể cả chào hỏi, bấm nút và lỗi: mỗi tin của người dân cùng câu đáp là "
        "một lượt."
    ),
    numerator="Mọi lượt đã kết thúc.",
    exclusions="Lượt thử (chiến dịch có dấu thử) không tính. Lượt đang chờ trả lời chưa tính.",
    unit=Unit.COUNT,
    direction=Direction.UP,
    value=count("turns"),
    theme="reach",
    rows="turns",
)
