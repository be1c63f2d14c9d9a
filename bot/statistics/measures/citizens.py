"""How many citizens had a turn about something."""

from bot.statistics.citizens import NO_SUM, SPLITS, WHO, citizens
from bot.statistics.measure import Direction, Measure, Unit
from bot.statistics.people import ANY

MEASURE = Measure(
    key="citizens",
    label="Người dân",
    definition="Số người dân khác nhau có ít nhất một lượt có nội dung trong kỳ.",
    numerator="Cuộc trò chuyện (một người trên một kênh) có lượt có nội dung.",
    exclusions=WHO,
    unit=Unit.COUNT,
    direction=Direction.UP,
    value=citizens(ANY),
    theme="reach",
    splits=SPLITS,
    no_sum=NO_SUM,
    rows="counted",
)
