"""The share of suggestions that were taken."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="suggestions_taken",
    label="Gợi ý được chọn",
    definition=(
        "Phần lượt gợi ý mà ngay lượt sau, trong 24 giờ, người dân bấm (hoặc gõ) một lựa chọn. Không nói lựa chọn "
        "ấy có đúng điều muốn hỏi không."
    ),
    numerator="Lượt gợi ý mà lượt kế tiếp của cuộc trò chuyện là bấm nút, trong 24 giờ.",
    denominator="Lượt có kết quả đã gợi ý.",
    unit=Unit.SHARE,
    direction=Direction.UP,
    value=share("taken", "o_suggested"),
    theme="answers",
    rows="taken",
)
