"""Files of a report: to be taken as a download, never shown inside a page of ours; pictures blurred beforehand."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from bot.console.console import Console
from bot.console.reports.refusals import Asked, found, needed_reason

_POLICY = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@get("/console/reports/{number:int}/files/{position:int}", sync_to_thread=True)
def file(
    request: Asked, console: NamedDependency[Console], number: FromPath[int], position: FromPath[int]
) -> Response[Any]:
    """The file whole; its name is ours, since a sender's own name often stands in it."""
    why = needed_reason(request, console, number)
    with found():
        opened = console.reports.desk.file(request.user.officer, number, position, why)
    kind = opened.kept.kind
    name = f"tin-bao-{number}-{position}.{kind}"
    headers = {**_POLICY, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(opened.content, media_type=kind.media_type, headers=headers)


@get("/console/reports/{number:int}/files/{position:int}/thumbnail", sync_to_thread=True)
def thumbnail(
    request: Asked, console: NamedDependency[Console], number: FromPath[int], position: FromPath[int]
) -> Response[Any]:
    """A picture too blurred to read."""
    why = needed_reason(request, console, number)
    with found():
        content = console.reports.desk.thumbnail(request.user.officer, number, position, why)
    return Response(content, media_type="image/jpeg", headers=_POLICY)


HANDLERS = [file, thumbnail]
