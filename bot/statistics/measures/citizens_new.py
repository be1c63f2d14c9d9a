"""How many citizens came for the first time."""

from bot.statistics.citizens import NO_SUM, SPLITS, WHO, citizens
from bot.statistics.measure import Direction, Measure, Unit
from bot.statistics.opened import OF_NEW
from bot.statistics.people import NEW

MEASURE = Measure(
    key="citizens_new",
    label="Người dân mới",
    definition="Số người dân có lượt có nội dung đầu tiên từ trước đến nay nằm trong kỳ.",
    numerator="Người dân của kỳ chưa từng có lượt có nội dung nào trước kỳ.",
    exclusions=WHO,
    unit=Unit.COUNT,
    direction=Direction.UP,
    value=citizens(NEW),
    theme="reach",
    splits=SPLITS,
    no_sum=NO_SUM,
    rows=OF_NEW,
)
