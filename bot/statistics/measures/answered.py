"""The share of turns in which a question was answered."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="answered",
    label="Được trả lời",
    definition=(
        "Phần lượt có nội dung mà câu hỏi được trả lời ngay trong lượt đó. Không nói câu trả lời đúng hay sai: "
        "điều đó do người soát chấm."
    ),
    numerator="Câu hỏi được trả lời: lượt có kết quả đã trả lời, đã tính hoặc đã trả lời tin đồn.",
    denominator="Lượt có nội dung: mọi lượt đã kết thúc, trừ chào hỏi và lỗi.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Lượt hỏi lại, lượt của biểu mẫu, lượt cán bộ giữ nằm ở mẫu số."
    ),
    unit=Unit.SHARE,
    direction=Direction.UP,
    value=share("substantive", "counted"),
    theme="answers",
    rows="substantive",
)
