"""Turns by place as they may be told: month by month, so that no two tables can be subtracted from each other."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.statistics.books import Books
from bot.statistics.hiding import hidden, small
from bot.statistics.over import over
from bot.statistics.period import Period
from bot.statistics.scope import NONE, Scope

#: In place of a province or commune: all those together that are not told by themselves.
OTHERS = "*"
DEFINITION = (
    "Nơi ở là điều người dân tự nói trong lượt ấy, theo tên hôm nay. Chỉ tính các tháng nằm trọn trong kỳ và đã hết "
    "quá một ngày, và chỉ theo thời gian: càng lọc nhỏ càng dễ nhận ra người. Trong mỗi tháng, nơi có từ 1 đến 4 lượt "
    "được gộp vào dòng “nơi khác”, cùng với nơi nữa nếu cần để không ai trừ ra được; tháng chỉ có dưới 5 lượt nói nơi "
    "ở thì không nêu gì."
)
NO_MONTH = "Kỳ đang xem không có tháng trọn nào đã hết quá một ngày, nên chưa nêu nơi nào."
#: Why the periods of a filter may have a place with less than its turns.
PARTS = "Kỳ dài là tổng những gì từng tháng đã nêu, nên lượt của một nơi trong tháng bị gộp nằm ở dòng “nơi khác”."


@dataclass(slots=True)
class Told:
    """Turns by province, and by province and commune; OTHERS stands for what is told together only."""

    provinces: Counter[str] = field(default_factory=Counter)
    communes: Counter[tuple[str, str]] = field(default_factory=Counter)


def told(books: Books, period: Period, with_communes: bool = True) -> Told:
    """What may be told of the whole months of a period that are over for a day. Raises DatabaseUnavailable."""
    found = Told()
    for month in over(period):
        counts = {place: numbers["turns"] for place, numbers in books.by_place(Scope(month)).items()}
        one = of_month(counts, with_communes)
        found.provinces.update(one.provinces)
        found.communes.update(one.communes)
    return found


def of_month(counts: Mapping[tuple[str, str], int], with_communes: bool = True) -> Told:
    """What may be told of the turns of a month; the views `thong_ke_tinh` and `thong_ke_xa` tell the same."""
    shown = _provinces(counts)
    found = Told(Counter(shown))
    if not with_communes:
        return found
    for province in shown.keys() - {OTHERS}:
        communes = {commune: number for (of, commune), number in counts.items() if of == province}
        found.communes.update({(province, commune): number for commune, number in _split(communes).items()})
    if OTHERS in shown:
        found.communes[OTHERS, OTHERS] = shown[OTHERS]
    return found


def _provinces(counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    provinces: Counter[str] = Counter()
    for (province, _), number in counts.items():
        provinces[province] += number
    return {} if small(provinces.total()) else _split(provinces)


def _split(counts: Mapping[str, int]) -> dict[str, int]:
    """What is told by itself, and the rest together."""
    kept = {key: number for key, number in hidden(counts).items() if number}
    rest = sum(counts.values()) - sum(kept.values())
    return kept | ({OTHERS: rest} if rest else {})


def largest(communes: Mapping[tuple[str, str], int], most: int) -> Counter[tuple[str, str]]:
    """The largest so many communes, the others of each province together."""
    named = sorted((place for place in communes if OTHERS not in place), key=lambda place: (-communes[place], place))
    kept, found = set(named[:most]), Counter[tuple[str, str]]()
    for place, number in communes.items():
        found[place if place in kept else (place[0], OTHERS)] += number
    return found


def province_name(province: str) -> str:
    """A province, or those together."""
    return "Tỉnh, thành khác" if province == OTHERS else province


def commune_name(code: str) -> str:
    """A commune, those together, or none named."""
    return {OTHERS: "Xã, phường khác", NONE: "Chỉ nói tỉnh, thành"}.get(code, code)
