"""The share of answers that citizens judged."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="feedback_response",
    label="Tỷ lệ có đánh giá",
    definition=(
        "Phần câu trả lời được người dân đánh giá, bằng nút hoặc bằng lời. Đánh giá chỉ được hỏi sau câu trả lời "
        "đầu và cứ năm câu một lần, nên không thể là tất cả; im lặng không phải là khen."
    ),
    numerator="Câu hỏi được trả lời và có đánh giá.",
    denominator="Câu hỏi được trả lời: lượt có kết quả đã trả lời, đã tính hoặc đã trả lời tin đồn.",
    unit=Unit.SHARE,
    direction=Direction.UP,
    value=share("answers_judged", "substantive"),
    theme="answers",
    rows="answers_judged",
)
