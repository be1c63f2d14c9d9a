"""How many wishes were given."""

from bot.statistics.measure import Direction, Measure, Unit, count

MEASURE = Measure(
    key="wishes",
    label="Kiến nghị",
    definition="Số lượt người dân để lại kiến nghị và chưa rút lại.",
    numerator="Lượt có kiến nghị chưa rút lại.",
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=count("wish"),
    theme="questions",
    rows="wish",
)
