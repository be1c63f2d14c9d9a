"""The share of answers after which the citizen came back with the topic."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="recontact",
    label="Hỏi lại trong 7 ngày",
    definition=(
        "Phần câu trả lời mà người dân hỏi lại cùng chủ đề sau hơn 24 giờ và trong vòng 7 ngày: dấu hiệu câu trả "
        "lời chưa đủ. Hỏi tiếp trong 24 giờ là đối thoại, tính ở lượt hai chiều."
    ),
    numerator=(
        "Câu hỏi được trả lời, có lượt có nội dung sau đó của cùng cuộc trò chuyện, cùng chủ đề, sau hơn 24 giờ "
        "và không quá 7 ngày."
    ),
    denominator="Câu hỏi được trả lời: lượt có kết quả đã trả lời, đã tính hoặc đã trả lời tin đồn.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Người hỏi lại bằng kênh khác không nhận ra được. Câu trả "
        "lời của 7 ngày gần nhất có thể còn được hỏi lại."
    ),
    unit=Unit.SHARE,
    direction=Direction.DOWN,
    value=share("recontact", "substantive"),
    theme="answers",
    rows="recontact",
)
