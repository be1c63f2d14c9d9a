"""How many requests were refused."""

from bot.statistics.measure import Direction, Measure, Unit, count

MEASURE = Measure(
    key="refused",
    label="Đã từ chối",
    definition=(
        "Số lượt người dân xin điều mà máy không được cho (số liệu của người khác, mật khẩu, mã OTP) nên bị từ chối."
    ),
    numerator="Lượt có kết quả đã từ chối.",
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=count("o_refused"),
    theme="answers",
    rows="o_refused",
)
