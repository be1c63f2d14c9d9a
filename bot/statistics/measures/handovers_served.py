"""The share of hand-overs that a person replied to."""

from bot.statistics.measure import Direction, Measure, Unit, share

MEASURE = Measure(
    key="handovers_served",
    label="Được cán bộ trả lời",
    definition=(
        "Phần lượt xin gặp cán bộ mà cán bộ đã có lời trả lời đầu tiên. Số của ngày gần đây còn tăng khi cán bộ "
        "trả lời."
    ),
    numerator="Lượt đã chuyển cán bộ, mở một cuộc chờ và đã có lời đầu tiên của cán bộ.",
    denominator="Lượt có kết quả đã chuyển cán bộ.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Nhắc lại khi đang chờ, và việc chuyển sang bộ phận tin báo, "
        "khiếu nại, dữ liệu cá nhân (không mở cuộc chờ) nằm ở mẫu số mà không ở tử số."
    ),
    unit=Unit.SHARE,
    direction=Direction.UP,
    value=share("served", "o_handed_over"),
    theme="officers",
    rows="served",
)
