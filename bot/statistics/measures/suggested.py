"""In how many turns choices were shown."""

from bot.statistics.measure import Direction, Measure, Unit, count

MEASURE = Measure(
    key="suggested",
    label="Gợi ý đã đưa ra",
    definition="Số lượt máy chưa chắc nên đưa ra các lựa chọn để người dân bấm.",
    numerator="Lượt có kết quả đã gợi ý.",
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=count("o_suggested"),
    theme="answers",
    rows="o_suggested",
)
