"""Pages from templates: escaped throughout, strict about names, with the words of the reader's language."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response
from markupsafe import Markup, escape

from bot.console.matrix import may
from bot.console.navigation import PLACES
from bot.console.staff import Staff
from bot.console.web.catalogue import catalogue
from bot.console.web.filters import FILTERS

TEMPLATES = Path(__file__).parent.parent / "templates"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
#: Nothing of the console is kept by a browser or a proxy.
HEADERS = {"Content-Security-Policy": _POLICY, "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


@cache
def environment(language: str) -> Environment:
    """The templates, speaking `language`."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(spoken(language), counted(language), newstyle=True)  # type: ignore[attr-defined]
    # The extension's own mark what they say as safe, data that is passed through them too.
    made.globals |= {"_": spoken(language), "gettext": spoken(language), "ngettext": counted(language)}
    made.filters.update(FILTERS)
    made.globals["icon"] = icon
    return made


def spoken(language: str) -> Callable[..., Markup]:
    """What `_` is in a template: a sentence in the reader's language, escaped as everything else is."""

    def say(text: str, **values: Any) -> Markup:
        return _filled(catalogue(language).gettext(text), values)

    return say


def counted(language: str) -> Callable[..., Markup]:
    """The same for sentences that count."""

    def say(one: str, many: str, num: int, **values: Any) -> Markup:
        return _filled(catalogue(language).ngettext(one, many, num), {"num": num, **values})

    return say


def _filled(sentence: str, values: Mapping[str, Any]) -> Markup:
    shown = escape(sentence)
    return shown % values if values else shown.replace("%%", "%")


@cache
def icon(name: str) -> Markup:
    """A picture of `static/icons`; it says nothing to who listens, the words beside it do."""
    drawn = (TEMPLATES.parent / "static" / "icons" / f"{name}.svg").read_text("utf-8")
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704  a file of ours


def page(
    request: Request[Any, Any, Any],
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> Response[str]:
    """A page, or with htmx the part of it that the template gives. `me` is who reads (None at the door)."""
    html = environment(language_of(request)).get_template(template).render(**around(request), **context)
    return Response(
        html,
        status_code=status,
        media_type=MediaType.HTML,
        headers={**HEADERS, "Vary": "HX-Request", **(headers or {})},
    )


def around(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """What every template knows: who reads, where they may go, the token of forms, the address."""
    me: Staff | None = request.scope.get("user")
    login = request.scope.get("auth")
    return {
        "me": me,
        "token": login.token if login else "",
        "places": [place for place in PLACES if me and may(me.roles, "GET", place.path)],
        "here": request.url.path,
        "query": request.url.query,
        "part": request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true",
        "language": language_of(request),
        "demonstration": bool(me) and request.app.state.console.is_demonstration,
        "link": lambda **changed: address(request, changed),
        "may": lambda method, path: me is not None and may(me.roles, method, path),
    }


def address(request: Request[Any, Any, Any], changed: Mapping[str, Any]) -> str:
    """This address with some of its parts changed, or left out where the new value is None or empty."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changed]
    added = [(name, str(value)) for name, value in changed.items() if value not in (None, "")]
    return f"{request.url.path}?{urlencode([*kept, *added])}"


def language_of(request: Request[Any, Any, Any]) -> str:
    """What the reader chose; Vietnamese at the door."""
    me: Staff | None = request.scope.get("user")
    if me:
        return me.language
    return "vi"


def words_of(request: Request[Any, Any, Any], sentence: str, **values: Any) -> str:
    """A sentence of code (marked by `said`) in the reader's language."""
    translated = catalogue(language_of(request)).gettext(sentence)
    return translated % values if values else translated
