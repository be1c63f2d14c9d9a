"""Every figure and table with what it means: what is counted, of what, what is left out."""

from collections.abc import Iterator
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.di import NamedDependency

from bot.console.console import Console
from bot.console.staff import Staff
from bot.console.statistics import flat
from bot.console.statistics.frame import PATH, framed
from bot.console.statistics.names import PARTS, THEME_WORDS
from bot.console.statistics.tables import seen
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.listing import Column, Form, Listing, form_of
from bot.console.web.render import HEADERS
from bot.statistics.block import Table
from bot.statistics.measure import Measure
from bot.statistics.registry import measures, tables

Asked = Request[Staff, Any, Any]
_Row = dict[str, Any]
_LABELS = {
    "kind": said("Loại"),
    "key": said("Mã"),
    "label": said("Tên"),
    "theme": said("Trang"),
    "definition": said("Định nghĩa"),
    "numerator": said("Đếm"),
    "denominator": said("Trên"),
    "exclusions": said("Không tính"),
    "unit": said("Đơn vị"),
    "direction": said("Chiều tốt"),
}


def _column(key: str, label: str) -> Column[_Row]:
    return Column(key, label, lambda row: row.get(key, ""))


COLUMNS = [_column(key, label) for key, label in _LABELS.items()]


@get(f"{PATH}/definitions", sync_to_thread=True)
def definitions(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """All of them, theme by theme."""
    frame = framed(request, console)
    visible = seen(tables().values(), request.user.roles)
    rows = [*map(flat.described, measures().values()), *map(_described, visible)]
    if form_of(request) is Form.JSON:
        return Response({"rows": rows}, media_type=MediaType.JSON, headers=HEADERS)
    listing = Listing("statistics-definitions", COLUMNS, rows, lambda: rows)
    return answer(
        request,
        console,
        "statistics/definitions.html.j2",
        listing,
        frame=frame,
        frame_words=PARTS,
        themes=list(_by_theme(visible)),
    )


def _described(table: Table) -> _Row:
    return {"kind": "table", "key": table.key, "theme": table.theme, "definition": table.definition}


def _by_theme(visible: list[Table]) -> Iterator[tuple[str, str, list[Measure], list[Table]]]:
    for key, label in THEME_WORDS.items():
        some = [one for one in measures().values() if one.theme == key]
        yield key, label, some, [one for one in visible if one.theme == key]


HANDLERS = [definitions]
