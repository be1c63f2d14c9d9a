"""The tables that are given away. The rows of a month add up to its turns in each of them: that sum is no secret."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.outcomes import Outcome
from bot.statistics import places
from bot.statistics.books import Books
from bot.statistics.scope import NONE, Scope
from bot.statistics.words import CHANNELS, OUTCOMES, Words

#: The code of a row that holds all that is not told apart.
TOGETHER = places.OTHERS
#: Counts of a month by the codes of a row; a row of TOGETHER alone is put together already.
Counted = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Told:
    """One column of codes: what it is called, what it says, and the name of each of its codes."""

    key: str
    label: str
    name: Callable[[Words, str], str]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """One file: a row for each combination of its columns' codes, whose number is turns of the month."""

    key: str
    title: str
    columns: tuple[Told, ...]
    count: Callable[[Books, Scope], Counted]


def _by_topic_and_channel(books: Books, scope: Scope) -> Counted:
    return {
        (topic, channel): counts["turns"]
        for channel in books.by(scope, "channel")
        for topic, counts in books.by(scope.at("channel", channel), "topic").items()
    }


def _by_audience(books: Books, scope: Scope) -> Counted:
    return {(audience,): counts["turns"] for audience, counts in books.by(scope, "audience").items()}


def _by_province(books: Books, scope: Scope) -> Counted:
    """Provinces as pages tell them: what is put together there is never told apart here."""
    named = sum(counts["turns"] for counts in books.by_place(scope).values())
    told = places.told(books, scope.period, with_communes=False).provinces
    found: dict[tuple[str, ...], int] = {(province,): number for province, number in told.items()}
    # Of a month with few places nothing is told by itself.
    found[TOGETHER,] = told[TOGETHER] + named - told.total()
    # Most turns name no province; they stand beside the others, so that these rows add up like all.
    found[NONE,] = books.totals(scope)["turns"] - named
    return found


def _by_outcome(books: Books, scope: Scope) -> Counted:
    totals = books.totals(scope)
    return {(str(outcome),): totals[f"o_{outcome}"] for outcome in Outcome}


CHANNEL = Told("kenh", "kênh trò chuyện", lambda _words, code: CHANNELS.get(code, code))
TOPIC = Told("chu_de", "chủ đề mà lượt nói tới", lambda words, code: words.topic(code))
AUDIENCE = Told("nhom", "nhóm mà người dân tự nói, theo lần nói sau cùng", lambda words, code: words.audience(code))
PROVINCE = Told("tinh", "tỉnh, thành phố mà lượt nhắc tới, theo tên hiện nay", lambda _, code: code or "Không nhắc tới")
OUTCOME = Told("ket_qua", "lượt kết thúc thế nào", lambda _words, code: OUTCOMES[code])

TABLES = (
    OpenTable("chu_de_kenh", "Lượt theo chủ đề và kênh", (TOPIC, CHANNEL), _by_topic_and_channel),
    OpenTable("nhom_nguoi", "Lượt theo nhóm người", (AUDIENCE,), _by_audience),
    OpenTable("tinh", "Lượt theo tỉnh, thành phố", (PROVINCE,), _by_province),
    OpenTable("ket_qua", "Lượt theo kết quả", (OUTCOME,), _by_outcome),
)
