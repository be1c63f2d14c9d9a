"""Approved sentences taken along as a patch of the training data."""

from typing import Any
from urllib.parse import urlencode

from litestar import MediaType, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.clock import now
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.learning.candidate_list import PATH, candidate_list
from bot.console.login.sessions import Login
from bot.console.staff import Staff
from bot.console.web.forms import Form
from bot.console.web.render import HEADERS
from bot.learning.candidate import State

Asked = Request[Staff, Login, Any]


@post(f"{PATH}/export", sync_to_thread=True)
def export(request: Asked, console: NamedDependency[Console], data: Form) -> Response[Any]:
    """Mark what is approved as exported, and give it as a patch."""
    made = console.learning.exporting.export(request.user.name, now())
    if made is None:
        return candidate_list(request, console, "nothing", status=409, fields=data)
    return go(f"{PATH}?{urlencode({'state': State.EXPORTED, 'export': made, 'made': made})}")


@get(f"{PATH}/exports/{{export_id:str}}", sync_to_thread=True)
def patch(request: Asked, console: NamedDependency[Console], export_id: FromPath[str]) -> Response[Any]:
    """An export as a patch of the training data of now."""
    made = console.learning.exporting.made(export_id)
    if made is None:
        raise NotFoundException("no such export")
    console.audit.first(request.user.name, "exported", f"export/{export_id}")
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="an-sinh-{export_id[:8]}.patch"'}
    return Response(console.learning.exporting.past(export_id).patch(*made), media_type=MediaType.TEXT, headers=headers)


HANDLERS: list[Any] = [export, patch]
