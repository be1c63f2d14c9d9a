"""A list of the console: its columns, the rows of this page, and all of them for whoever takes them along."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from litestar import Request

#: Names in an address: the chosen columns, the wanted form.
COLUMNS, FORM = "columns", "format"


class Form(StrEnum):
    """How one address is answered."""

    PAGE = "html"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Column[R]:
    """One column: `key` in addresses and JSON; `label` (marked by `said`) on the page and in files."""

    key: str
    label: str
    value: Callable[[R], Any]
    is_default: bool = True


@dataclass(frozen=True, slots=True)
class Listing[R]:
    """`rows` are those of this page; `every` gives all that the filter lets through, one after the other.

    `after` is what the address of the next page says (None: this is the last), `total` how many there are, where that
    is known at once. `name` is that of a file. `words`, by the key of a column, is how a file calls what stands there
    as a code: words of the data, or a sentence marked by `said`; JSON keeps the code.
    """

    name: str
    columns: Sequence[Column[R]]
    rows: Sequence[R]
    every: Callable[[], Iterable[R]]
    after: str | None = None
    total: int | None = None
    words: Mapping[str, Callable[[R], str | None]] = field(default_factory=dict)

    def chosen(self, request: Request[Any, Any, Any]) -> list[Column[R]]:
        """The columns that the address names; the usual ones where it names none that exist."""
        wanted = request.query_params.get(COLUMNS, "").split(",")
        found = [column for column in self.columns if column.key in wanted]
        return found or [column for column in self.columns if column.is_default]


def form_of(request: Request[Any, Any, Any]) -> Form:
    """What the address (`format=csv`) or the Accept header asks for."""
    wanted = request.query_params.get(FORM, "")
    if wanted in set(Form):
        return Form(wanted)
    best = request.accept.best_match(["text/html", "application/json", "text/csv"], default="text/html")
    return {"application/json": Form.JSON, "text/csv": Form.CSV}.get(best or "", Form.PAGE)


def plain(value: Any) -> Any:
    """A value for JSON: days and moments as ISO 8601, lists as words between semicolons."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(str(plain(one)) for one in value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)
