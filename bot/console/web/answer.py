"""One address, three answers: a page to look at, JSON for programs, a file to take along."""

import secrets
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response
from litestar.background_tasks import BackgroundTask
from litestar.exceptions import TooManyRequestsException
from litestar.response import File, Stream

from bot.clock import VIETNAM, now
from bot.console.console import Console
from bot.console.staff import Staff
from bot.console.web.allowance import EXPORTS_A_DAY
from bot.console.web.exports import Sheet, csv_lines, xlsx_file
from bot.console.web.filters import moment
from bot.console.web.listing import Form, Listing, form_of, plain
from bot.console.web.render import HEADERS, page, words_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer[R](
    request: Request[Staff, Any, Any], console: Console, template: str, listing: Listing[R], **context: Any
) -> Response[Any]:
    """The list in the form that was asked for. A file is noted in the audit before the first row is read.

    Raises TooManyRequestsException where somebody has taken their files of the day.
    """
    form, columns = form_of(request), listing.chosen(request)
    if form is Form.PAGE:
        return page(request, template, listing=listing, columns=columns, **context)
    if form is Form.JSON:
        rows = [{column.key: plain(column.value(row)) for column in columns} for row in listing.rows]
        body = {"rows": rows, "after": listing.after, "total": listing.total}
        return Response(body, media_type=MediaType.JSON, headers=HEADERS)
    mark = _noted(request, console, listing.name)
    name = f"{listing.name}-{now().astimezone(VIETNAM):%Y%m%d-%H%M}.{form}"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    sheet = Sheet(listing, columns, partial(words_of, request))
    if form is Form.CSV:
        return Stream(_bytes(csv_lines(sheet, mark)), media_type="text/csv; charset=utf-8", headers=headers)
    path = xlsx_file(sheet, mark)
    return File(path, media_type=_XLSX, headers=headers, background=BackgroundTask(Path.unlink, path))


def _noted(request: Request[Staff, Any, Any], console: Console, name: str) -> str:
    """What every row is marked with: the number of the export, whose it is, when."""
    if not console.allowance.take(request.user.id):
        raise TooManyRequestsException(f"no more than {EXPORTS_A_DAY} files a day")
    number = secrets.token_hex(4).upper()
    console.audit.first(request.user.name, "export", f"{name}/{number}", request.url.query)
    return f"{number} {request.user.name} {moment(now())}"


def _bytes(lines: Iterator[str]) -> Iterator[bytes]:
    for line in lines:
        yield line.encode(errors="replace")
