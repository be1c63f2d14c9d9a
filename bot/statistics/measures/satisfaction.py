"""The share of judged turns that were found useful."""

from bot.statistics.books import Books
from bot.statistics.measure import Direction, Measure, Unit, Value
from bot.statistics.ratios import share_of
from bot.statistics.scope import Scope


def _value(books: Books, scope: Scope) -> Value:
    totals = books.totals(scope)
    return share_of(totals["good"], totals["good"] + totals["bad"])


MEASURE = Measure(
    key="satisfaction",
    label="Đánh giá có ích",
    definition="Phần lượt được đánh giá mà lời đánh giá sau cùng là có ích. Luôn đọc cùng tỷ lệ có đánh giá.",
    numerator="Lượt có đánh giá sau cùng là có ích.",
    denominator="Lượt có đánh giá, có ích hoặc không có ích.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Lượt không ai đánh giá không tính vào đâu cả; đánh giá lượt "
        "không phải câu trả lời cũng tính."
    ),
    unit=Unit.SHARE,
    direction=Direction.UP,
    value=_value,
    theme="answers",
    rows="good",
)
