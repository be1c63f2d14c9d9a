"""The page `/`: the chat for a browser. All its words come from `data/answers/web/page.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from litestar import MediaType, Response, get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency
from litestar.static_files import create_static_files_router

from bot.house import House
from bot.settings import PROJECT

#: Kept by the browser, asked for again each time: an old script must not meet a new page.
REVALIDATE = {"Cache-Control": "no-cache"}
_HERE = Path(__file__).parent
#: Nothing from outside, nothing inline: text of citizens can never become script.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@get("/", media_type=MediaType.HTML, include_in_schema=False)
async def page(house: NamedDependency[House]) -> Response[str]:
    """The chat page."""
    text = _rendered(house.adviser.phrases.hotline, house.adviser.version)
    return Response(text, media_type=MediaType.HTML, headers=REVALIDATE)


static_files = create_static_files_router(
    path="/static", directories=[_HERE / "static"], cache_control=CacheControlHeader(no_cache=True)
)


@cache
def _rendered(hotline: str, version: str) -> str:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=select_autoescape(default=True), undefined=StrictUndefined
    )
    return environment.get_template("page.html.j2").render(words=words(), hotline=hotline, version=version)


@cache
def words() -> dict[str, Any]:
    """The words of the page."""
    return tomllib.loads((PROJECT / "data" / "answers" / "web" / "page.toml").read_text("utf-8"))
