"""How often both lives were compared."""

from bot.statistics.books import Books
from bot.statistics.measure import Direction, Measure, Unit, Value
from bot.statistics.scope import Scope

#: The topic whose calculator sets both lives side by side.
TOPIC = "pension_vs_lump_sum"


def _value(books: Books, scope: Scope) -> Value:
    asked = scope.of("topic")
    made = 0 if asked and TOPIC not in asked else books.totals(scope.at("topic", TOPIC))["o_answered_calculation"]
    return Value(made, made)


MEASURE = Measure(
    key="comparisons",
    label="So sánh lương hưu và rút một lần",
    definition=(
        "Số lượt máy tính và đặt hai lựa chọn cạnh nhau: giữ để có lương hưu, hay rút một lần. Máy chỉ nêu hai "
        "kết quả theo số người hỏi đưa, không bao giờ khuyên chọn bên nào, nên con số này không có chiều tốt hay "
        "xấu."
    ),
    numerator="Lượt có kết quả đã tính, thuộc chủ đề rút một lần hay giữ để có lương hưu.",
    exclusions=(
        "Lượt thử (chiến dịch có dấu thử) không tính. Lượt hỏi về hai lựa chọn mà không tính số nào không tính."
    ),
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=_value,
    theme="questions",
    rows="o_answered_calculation",
    within={"topic": TOPIC},
)
