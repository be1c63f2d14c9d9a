"""How many opinions were given."""

from bot.statistics.measure import Direction, Measure, Unit, count

MEASURE = Measure(
    key="opinions",
    label="Góp ý",
    definition="Số lượt người dân để lại góp ý và chưa rút lại.",
    numerator="Lượt có góp ý chưa rút lại.",
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=count("opinion"),
    theme="questions",
    rows="opinion",
)
