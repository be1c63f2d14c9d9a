"""How many reports were received, told so that no few of them are."""

from bot.statistics.books import Books
from bot.statistics.hiding import LEAST
from bot.statistics.measure import Direction, Measure, Unit, Value
from bot.statistics.reports import whole_months
from bot.statistics.scope import Scope

_FILTERED = "Chỉ nêu cho mọi kênh, nhóm, đợt và chủ đề cùng lúc, để không ai bị nhận ra."
_NO_MONTH = "Chỉ nêu cho tháng trọn đã hết quá một ngày, để không ai bị nhận ra."
_WHY = "Chỉ nêu chung cho tháng trọn, không chia nhỏ hơn, để không ai bị nhận ra."


def _value(books: Books, scope: Scope) -> Value:
    if not scope.is_whole:
        return Value(None, why=_FILTERED)
    if whole_months(scope.period) is None:
        return Value(None, why=_NO_MONTH)
    number = books.reports(scope.period)
    return Value(number, number)


MEASURE = Measure(
    key="reports_received",
    label=f"Tin báo đã nhận (làm tròn đến {LEAST})",
    definition=(
        "Số tin báo lừa đảo hoặc tin sai sự thật gửi đến, qua trò chuyện hay cách khác, trong các tháng nằm trọn trong "
        f"kỳ và đã hết quá một ngày. Số của mỗi tháng và mỗi loại được làm tròn đến {LEAST} rồi mới cộng, nên lấy kỳ "
        f"này trừ kỳ kia cũng không ra số nhỏ hơn {LEAST}. Không nêu cho tháng chưa hết, cho kỳ ngắn hơn một tháng hay "
        "khi có bộ lọc."
    ),
    numerator="Hồ sơ tin báo có ngày gửi trong tháng.",
    exclusions=(
        "Lượt thử không bớt được gì ở đây: tin báo được đếm theo hồ sơ, không theo lượt, nên tin báo của lượt thử cũng "
        "tính."
    ),
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=_value,
    theme="rumours",
    splits=(),
    no_sum=dict.fromkeys(("channel", "audience", "campaign", "topic", "day"), _WHY),
    link="/console/reports",
)
