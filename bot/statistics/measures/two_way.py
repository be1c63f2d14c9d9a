"""The share of interactions that went in both directions."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="two_way",
    label="Lượt hai chiều",
    definition="Phần lượt mà người dân có phản hồi: đánh giá câu trả lời, hỏi tiếp cùng chủ đề trong 24 giờ, góp ý"
    " hoặc kiến nghị, hoặc được cán bộ trả lời.",
    numerator="Lượt có nội dung và có ít nhất một trong bốn dấu hiệu trên.",
    denominator="Lượt có nội dung: mọi lượt đã kết thúc, trừ chào hỏi và lỗi.",
    unit=Unit.SHARE,
    direction=Direction.UP,
    value=share("two_way", "counted"),
    theme="answers",
    rows="two_way",
)
