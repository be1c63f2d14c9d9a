"""`/bien-nhan`: the receipt of an answer, for whoever holds its code. Written by the server, works without JavaScript.

`GET /bien-nhan` asks for a code, `GET /bien-nhan/<code>` shows the answer, `GET /bien-nhan/<code>.json` gives it as
JSON (so does `Accept: application/json`). 404 for a code that does not exist, 410 for an answer that was erased, 429
for an address that tries codes.
"""

import math
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from litestar import MediaType, Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from bot.channels.web.page import CONTENT_SECURITY_POLICY
from bot.channels.web.receipt_content import as_json, content
from bot.clock import today
from bot.house import House
from bot.records.answer_codes import read, shown
from bot.records.answer_receipts import AnswerTold, Erased
from bot.settings import PROJECT

PATH = "/bien-nhan"
_HERE = PROJECT / "bot" / "channels" / "web"
_JSON = ".json"
_MINUTE = 60
#: The page has a form and no script; it is nobody's business but the reader's, so nothing keeps it.
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY.replace("form-action 'none'", "form-action 'self'")
    .replace("script-src 'self'", "script-src 'none'")
    .replace("connect-src 'self'", "connect-src 'none'"),
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Vary": "Accept",
}


@get(PATH, media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)
def receipt_search(
    request: Request[Any, Any, Any], house: NamedDependency[House], ma: FromQuery[str] = ""
) -> Response[Any]:
    """The page with its field; the code typed there comes back as `ma` and is sent on to its own address."""
    if not ma.strip():
        return _page(house, 200)
    if code := read(ma):
        return Response("", status_code=303, headers={**_HEADERS, "Location": f"{PATH}/{shown(code)}"})
    return _looked_up(request, house, ma, as_data=False)


@get(f"{PATH}/{{typed:str}}", include_in_schema=False, sync_to_thread=True)
def receipt_of(request: Request[Any, Any, Any], house: NamedDependency[House], typed: FromPath[str]) -> Response[Any]:
    """One answer, as a page or as JSON."""
    wants_json = request.accept.best_match(["text/html", "application/json"], default="text/html") == "application/json"
    return _looked_up(request, house, typed.removesuffix(_JSON), as_data=typed.endswith(_JSON) or wants_json)


def _looked_up(request: Request[Any, Any, Any], house: House, typed: str, *, as_data: bool) -> Response[Any]:
    guesses, address = house.two_way.guesses, request.client.host if request.client else ""
    if seconds := guesses.seconds_barred(address):
        minutes = math.ceil(seconds / _MINUTE)
        headers = {"Retry-After": str(math.ceil(seconds))}
        return _refused(house, 429, "too_many", as_data=as_data, headers=headers, minutes=minutes)
    code = read(typed)
    if code is None:
        return _refused(house, 404, "mistyped", as_data=as_data, typed=typed)
    found = house.two_way.receipts.find(code)
    if found is None:
        guesses.wrong(address)
        return _refused(house, 404, "unknown", as_data=as_data, typed=shown(code))
    if isinstance(found, Erased):
        return _refused(house, 410, "erased", as_data=as_data, typed=shown(code))
    return _told(house, found, as_data=as_data)


def _told(house: House, found: AnswerTold, *, as_data: bool) -> Response[Any]:
    changes = house.two_way.corrections.since(found.evidence, today())
    if as_data:
        return Response(as_json(found, changes), media_type=MediaType.JSON, headers=_HEADERS)
    return _page(house, 200, answer=content(house.two_way.words, house.adviser.answers, found, changes))


def _refused(
    house: House,
    status: int,
    why: str,
    *,
    as_data: bool,
    typed: str = "",
    headers: dict[str, str] | None = None,
    **gaps: object,
) -> Response[Any]:
    words = house.adviser.phrases(f"receipt.{why}", **gaps)
    if not as_data:
        return _page(house, status, problem=words, typed=typed, headers=headers)
    body = {"status": why, "detail": words}
    return Response(body, status_code=status, media_type=MediaType.JSON, headers={**_HEADERS, **(headers or {})})


def _page(house: House, status: int, *, headers: dict[str, str] | None = None, **seen: object) -> Response[Any]:
    phrases = house.adviser.phrases
    words = {name.removeprefix("receipt."): phrases(name) for name in _plain(house)}
    text = _template().render(words=words, version=house.adviser.version, path=PATH, seen=seen)
    return Response(text, status_code=status, media_type=MediaType.HTML, headers={**_HEADERS, **(headers or {})})


def _plain(house: House) -> list[str]:
    """The words of the page that have no gaps."""
    phrases = house.adviser.phrases
    return [name for name in phrases.names() if name.startswith("receipt.") and not phrases.gaps(name)]


@cache
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("receipt.html.j2")
