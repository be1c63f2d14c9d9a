"""The median of how long the machine took to answer."""

from bot.statistics.measure import Direction, Measure, Unit
from bot.statistics.stepped import NO_SUM, at_step
from bot.statistics.steps import SPEEDS

MEASURE = Measure(
    key="response_p50",
    label="Máy trả lời: trung vị",
    definition=(
        "Một nửa số lượt được máy trả lời trong thời gian này hoặc nhanh hơn. Thời gian được xếp vào các bậc, nên "
        "con số là cận trên của bậc: “nhiều nhất”."
    ),
    numerator="Lượt máy trả lời, tính từ lúc nhận tin đến lúc đáp xong, đo ở máy chủ của hệ thống.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Lời cán bộ viết và tin hệ thống tự gửi không tính. Thời "
        "gian mạng của người dân không đo được."
    ),
    unit=Unit.SECONDS,
    direction=Direction.DOWN,
    value=at_step("s", SPEEDS, 0.5),
    theme="quality",
    splits=(),
    no_sum=NO_SUM,
)
