"""What is laid beside the files: what is in them, what each word means, what may be done with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import VIETNAM
from bot.statistics.hiding import LEAST
from bot.statistics.open_data.tables import TABLES, TOGETHER, OpenTable
from bot.statistics.period import Period

LICENCE = "CC BY 4.0"
#: In the data folder; its text is the office's to change.
TEMPLATE = "open_data/readme.md"
_INVENTED = "**Số liệu dựng để dùng thử, không phải của người dân nào.**\n\n"
_NOBODY = "(chưa nêu đơn vị)"


@dataclass(frozen=True, slots=True)
class About:
    """What the files say of themselves. `publisher` is "" where no operator is named."""

    publisher: str
    made_at: datetime
    months: Sequence[Period]
    is_invented: bool


def readme(template: str, about: About) -> str:
    """The text, in Vietnamese. Raises KeyError for a placeholder that is none."""
    made_at = about.made_at.astimezone(VIETNAM)
    return template.format(
        invented=_INVENTED if about.is_invented else "",
        publisher=about.publisher or _NOBODY,
        made_at=f"{made_at:%d/%m/%Y %H:%M}",
        day=f"{made_at:%d/%m/%Y}",
        first=f"{about.months[0].first:%m/%Y}",
        last=f"{about.months[-1].first:%m/%Y}",
        tables="".join(line for one in TABLES for line in _lines(one)),
        least=LEAST,
        together=TOGETHER,
        licence=LICENCE,
    )


def _lines(table: OpenTable) -> Iterator[str]:
    yield f"\n### `{table.key}.csv`: {table.title}\n\n"
    yield "| cột | là gì |\n| --- | --- |\n| `thang` | tháng, dạng năm-tháng |\n"
    for column in table.columns:
        yield f"| `{column.key}`, `{column.key}_ten` | {column.label} |\n"
    yield "| `luot` | số lượt |\n"
