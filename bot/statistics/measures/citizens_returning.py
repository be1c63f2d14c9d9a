"""How many citizens had come before."""

from bot.statistics.citizens import NO_SUM, SPLITS, WHO, citizens
from bot.statistics.measure import Direction, Measure, Unit
from bot.statistics.opened import OF_RETURNING
from bot.statistics.people import RETURNING

MEASURE = Measure(
    key="citizens_returning",
    label="Người dân quay lại",
    definition=(
        "Số người dân có lượt có nội dung trong kỳ và đã từng có lượt như vậy trước kỳ. Người dân mới cộng người "
        "dân quay lại bằng người dân."
    ),
    numerator="Người dân của kỳ có lượt có nội dung đầu tiên trước ngày đầu của kỳ.",
    exclusions=WHO,
    unit=Unit.COUNT,
    direction=Direction.NEITHER,
    value=citizens(RETURNING),
    theme="reach",
    splits=SPLITS,
    no_sum=NO_SUM,
    rows=OF_RETURNING,
)
