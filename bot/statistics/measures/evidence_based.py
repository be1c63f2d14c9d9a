"""The share of answers with a dated source."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="evidence_based",
    label="Trả lời có căn cứ",
    definition=(
        "Phần câu trả lời có ít nhất một căn cứ pháp luật ghi ngày áp dụng. Phải là tất cả: câu trả lời thiếu căn "
        "cứ ghi ngày là lỗi cần tìm."
    ),
    numerator="Câu hỏi được trả lời, có ít nhất một căn cứ ghi văn bản và ngày bắt đầu áp dụng.",
    denominator="Câu hỏi được trả lời: lượt có kết quả đã trả lời, đã tính hoặc đã trả lời tin đồn.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Lựa chọn đưa ra, câu hỏi của biểu mẫu, lời cán bộ viết "
        "không phải câu trả lời của máy nên không ở tử số và mẫu số."
    ),
    unit=Unit.SHARE,
    direction=Direction.UP,
    value=share("evidence_based", "substantive"),
    theme="answers",
    rows="evidence_based",
)
