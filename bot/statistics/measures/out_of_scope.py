"""The share of turns that were about something else."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="out_of_scope",
    label="Ngoài phạm vi",
    definition="Phần lượt có nội dung được hiểu là ngoài BHXH tự nguyện và được chỉ nơi hỏi.",
    numerator="Lượt có kết quả ngoài phạm vi.",
    denominator="Lượt có nội dung: mọi lượt đã kết thúc, trừ chào hỏi và lỗi.",
    unit=Unit.SHARE,
    direction=Direction.NEITHER,
    value=share("o_unanswered_out_of_scope", "counted"),
    theme="answers",
    rows="o_unanswered_out_of_scope",
)
