"""A citizen's copy: made as a file for who hands it over, then handed over."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from bot.cases.officer import ReasonMissing, reason
from bot.cases.request_states import COPIES, Handing, IllegalStep, RequestChanged
from bot.clock import now
from bot.console.console import Console
from bot.console.requests import words
from bot.console.requests.copying import made
from bot.console.requests.view import LONGEST, PATH, Asked, do, found_paper, shown, version_of
from bot.console.web.forms import Form, text
from bot.console.web.render import HEADERS


@post(f"{PATH}/{{number:int}}/copy", sync_to_thread=True, status_code=200)
def copy(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """The file. It is in the audit, and its fingerprint in the history, before a byte of it is given."""
    asked, moment = found_paper(console, number).request, now()
    requests = console.house.case_room.requests
    try:
        why = reason(text(data, "why", LONGEST))
        if asked.kind not in COPIES or asked.conversation_id is None:
            raise IllegalStep
        file = made(console.house, asked, asked.conversation_id, moment)
        requests.copied(request.user.officer, number, file.mark, why, version=version_of(data), moment=moment)
    except ReasonMissing:
        return shown(request, console, number, status=400, note=words.COPY_NO_REASON, typed=data)
    except RequestChanged:
        return shown(request, console, number, status=409, note=words.CHANGED, typed=data)
    except IllegalStep:
        return shown(request, console, number, status=409, note=words.ILLEGAL, typed=data)
    name = f"an-sinh-ban-sao-{number}.zip"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(file.content, media_type="application/zip", headers=headers)


@post(f"{PATH}/{{number:int}}/handed", sync_to_thread=True)
def handed(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Say how the copy came to the citizen, which finishes the request."""
    acts, note, way = console.house.case_room.requests, text(data, "text", LONGEST), text(data, "way", 16)
    if way not in set(Handing):
        return shown(request, console, number, status=400, note=words.NO_WAY, typed=data)
    if not found_paper(console, number).copies:
        return shown(request, console, number, status=409, note=words.NO_COPY, typed=data)
    return do(request, console, number, data, acts.hand_over, Handing(way), note)


HANDLERS = [copy, handed]
