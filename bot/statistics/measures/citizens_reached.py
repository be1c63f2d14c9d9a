"""How many citizens got an answer."""

from bot.statistics.citizens import NO_SUM, SPLITS, WHO, citizens
from bot.statistics.measure import Direction, Measure, Unit
from bot.statistics.people import REACHED

MEASURE = Measure(
    key="citizens_reached",
    label="Người dân được trả lời",
    definition="Số người dân khác nhau được trả lời ít nhất một câu hỏi trong kỳ.",
    numerator="Cuộc trò chuyện có ít nhất một câu hỏi được trả lời (đã trả lời, đã tính hoặc đã trả lời tin đồn).",
    exclusions=WHO,
    unit=Unit.COUNT,
    direction=Direction.UP,
    value=citizens(REACHED),
    theme="reach",
    splits=SPLITS,
    no_sum=NO_SUM,
    rows="substantive",
)
