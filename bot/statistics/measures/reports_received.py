"""How many reports were received, told so that no few of them are."""

from bot.statistics.books import Books
from bot.statistics.hiding import LEAST, small
from bot.statistics.measure import Direction, Measure, Unit, Value
from bot.statistics.period import Period, month
from bot.statistics.scope import Scope

_FILTERED = "Chỉ nêu cho mọi kênh, nhóm, đợt và chủ đề cùng lúc, để không ai bị nhận ra."
_NO_MONTH = "Chỉ nêu cho tháng trọn, để không ai bị nhận ra."
_FEW = f"Có tháng chỉ từ 1 đến {LEAST - 1} tin báo: không nêu, để không ai bị nhận ra."
_WHY = "Chỉ nêu chung cho tháng trọn, không chia nhỏ hơn, để không ai bị nhận ra."


def _value(books: Books, scope: Scope) -> Value:
    months = scope.period.cover()[0]
    if not scope.is_whole:
        return Value(None, why=_FILTERED)
    if not months:
        return Value(None, why=_NO_MONTH)
    whole = Period(months[0], month(months[-1].year, months[-1].month).last)
    numbers = [counts["o_report_received"] for counts in books.by_month(scope.within(whole)).values()]
    # A longer period tells nothing that its months do not: else one could be subtracted from it.
    if any(small(number) for number in numbers):
        return Value(None, why=_FEW)
    return Value(sum(numbers), sum(numbers))


MEASURE = Measure(
    key="reports_received",
    label="Tin báo đã nhận",
    definition=(
        "Số lượt mà một tin báo lừa đảo hoặc tin sai sự thật được nhận và cấp mã, trong các tháng nằm trọn trong kỳ. "
        f"Không nêu cho kỳ ngắn hơn một tháng, khi có bộ lọc, hay khi có tháng chỉ từ 1 đến {LEAST - 1} tin."
    ),
    numerator="Lượt có kết quả đã nhận tin báo.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Tin báo nhận ngoài cuộc trò chuyện không có lượt nên không tính."
    ),
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=_value,
    theme="rumours",
    splits=(),
    no_sum=dict.fromkeys(("channel", "audience", "campaign", "topic", "day"), _WHY),
    link="/console/reports",
)
