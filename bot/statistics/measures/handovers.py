"""How often a person was asked for."""

from bot.statistics.measure import Direction, Measure, Unit, count

MEASURE = Measure(
    key="handovers",
    label="Xin gặp cán bộ",
    definition="Số lượt người dân xin gặp người thật và được chuyển cho cán bộ.",
    numerator="Lượt có kết quả đã chuyển cán bộ.",
    exclusions="Lượt thử (chiến dịch có dấu thử) không tính. Nhắc lại khi đang chờ là một lượt nữa.",
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=count("o_handed_over"),
    theme="officers",
    rows="o_handed_over",
)
