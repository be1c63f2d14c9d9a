"""The 95th percentile of how long citizens waited for a person."""

from bot.statistics.measure import Direction, Measure, Unit
from bot.statistics.stepped import NO_SUM, at_step
from bot.statistics.steps import WAITS

MEASURE = Measure(
    key="wait_p95",
    label="Chờ cán bộ: 95 % số người",
    definition=(
        "95 % số người xin gặp cán bộ và được trả lời đã chờ nhiều nhất chừng này. Thời gian được xếp vào các "
        "bậc, nên con số là cận trên của bậc."
    ),
    numerator="Lượt xin gặp cán bộ đã được cán bộ trả lời, tính từ lúc vào hàng chờ đến lời đầu tiên của cán bộ.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Lượt chưa ai trả lời không có thời gian chờ nên không ở "
        "đây: đọc cùng tỷ lệ được cán bộ trả lời. Giờ ngoài giờ làm việc cũng tính."
    ),
    unit=Unit.SECONDS,
    direction=Direction.DOWN,
    value=at_step("w", WAITS, 0.95),
    theme="officers",
    splits=(),
    no_sum=NO_SUM,
)
