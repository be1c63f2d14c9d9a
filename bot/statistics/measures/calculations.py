"""How many calculations were made."""

from bot.statistics.measure import Direction, Measure, Unit, count

MEASURE = Measure(
    key="calculations",
    label="Đã tính giúp",
    definition=(
        "Số lượt máy tính xong một con số riêng cho người hỏi: mức đóng, lương hưu, tiền một lần, tuổi nghỉ hưu, "
        "đóng bù, đóng trước."
    ),
    numerator="Lượt có kết quả đã tính.",
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=count("o_answered_calculation"),
    theme="questions",
    rows="o_answered_calculation",
)
