"""What the values of a filter are called: channels, groups, campaigns, topics."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import exists, select

from bot.console.review.pairs import Subjects
from bot.console.review.words import CHANNELS
from bot.console.web.catalogue import said
from bot.statistics import reporting
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import ALL, DIMENSIONS
from bot.statistics.words import KEPT_WITH
from bot.storage.statistics_tables import CELL

#: Of the parts of the filter, as the page names them.
PARTS = {
    "period": said("thời gian"),
    "channel": said("kênh"),
    "audience": said("nhóm người"),
    "campaign": said("đợt tuyên truyền"),
    "topic": said("chủ đề"),
}
#: The pages of figures: `bot.statistics.themes`, marked for the catalogue.
THEME_WORDS = {
    "reach": said("Ai được tiếp cận"),
    "questions": said("Người dân hỏi gì"),
    "answers": said("Trả lời ra sao"),
    "officers": said("Cán bộ tiếp chuyện"),
    "rumours": said("Tin đồn và tin báo"),
    "targets": said("Chỉ tiêu kế hoạch"),
    "quality": said("Chất lượng của máy và số liệu"),
}
#: Of what has no value.
NOTHING_SAID = {
    "channel": said("không rõ kênh"),
    "audience": said("chưa nói mình là ai"),
    "campaign": said("không rõ đợt"),
    "topic": said("không rõ chủ đề, các bước của mẫu"),
}
#: Dimensions whose values are words of the console, to be translated where they are shown.
WORDED = frozenset({"channel"})


def _topics(subjects: Subjects) -> Iterator[tuple[str, str]]:
    """As counts have them: those who speak of fraud are not told apart."""
    for topic, label in subjects.topics.items():
        if topic != reporting.FRAUD:
            yield topic, f"{label}, {KEPT_WITH}" if topic == reporting.TOGETHER else label


class Names:
    """The names of one room."""

    def __init__(self, room: StatisticsRoom, subjects: Subjects):
        self._room = room
        self._known: Mapping[str, Mapping[str, str]] = {
            "channel": CHANNELS,
            "audience": {one.code: one.label for one in room.audiences},
            "campaign": {one.code: one.label for one in room.campaigns if not one.is_test},
            "topic": dict(sorted(_topics(subjects), key=lambda one: one[1].casefold())),
        }

    def of(self, dimension: str) -> Mapping[str, str]:
        """The usual values of a dimension, with what they are called."""
        return self._known[dimension]

    def called(self, dimension: str, value: str) -> str:
        """A value in words; one that nobody named stands for itself."""
        return self._known[dimension].get(value, value) if value else NOTHING_SAID[dimension]

    def listed(self, dimension: str, values: Iterable[str]) -> list[str]:
        """Several of them."""
        return [self.called(dimension, value) for value in values]

    def is_counted(self, dimension: str, value: str) -> bool:
        """Whether any turn has this value: a campaign that only a link names. Raises DatabaseUnavailable."""
        # The sum over all values stands in a cell too, and is none of them.
        if dimension not in {"campaign", "topic"} or value == ALL or not value.isprintable() or len(value) > 64:
            return False
        others = [CELL.c[name] == ALL for name in DIMENSIONS if name != dimension]
        query = select(exists().where(CELL.c.grain == "m", CELL.c[dimension] == value, *others))
        with self._room.database.looking() as connection:
            return bool(connection.scalar(query))
