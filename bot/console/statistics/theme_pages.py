"""The page of a theme: its figures as small multiples, its tables with pictures beside them."""

from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from bot.console.console import Console
from bot.console.staff import Staff
from bot.console.statistics import flat
from bot.console.statistics.figures import figures
from bot.console.statistics.frame import PATH, framed
from bot.console.statistics.names import PARTS, THEME_WORDS
from bot.console.statistics.panels import panels
from bot.console.statistics.tables import Shown, seen, shown
from bot.console.web.answer import answer
from bot.console.web.listing import Form, Listing, form_of
from bot.console.web.render import HEADERS
from bot.statistics.registry import measures, tables

Asked = Request[Staff, Any, Any]


@get(f"{PATH}/{{theme:str}}", sync_to_thread=True)
def theme(request: Asked, theme: FromPath[str], console: NamedDependency[Console]) -> Response[Any]:
    """All figures and tables of a theme. Raises NotFoundException for one that is none."""
    if theme not in THEME_WORDS:
        raise NotFoundException(f"theme: unknown; there are {', '.join(THEME_WORDS)}")
    frame, form = framed(request, console), form_of(request)
    some = figures(
        frame, (one for one in measures().values() if one.theme == theme), with_trend=form in {Form.PAGE, Form.JSON}
    )
    listed = [shown(frame, one) for one in seen(tables().values(), request.user.roles) if one.theme == theme]
    if form is Form.JSON:
        body = flat.structure(frame, theme, some, listed)
        return Response(body, media_type=MediaType.JSON, headers=HEADERS)
    rows = flat.entries(some, listed) if form is not Form.PAGE else []
    listing = Listing(f"statistics-{theme}", flat.COLUMNS, rows, lambda: rows)
    drawn, charts = _drawn(listed)
    return answer(
        request,
        console,
        "statistics/theme.html.j2",
        listing,
        frame=frame,
        frame_words=PARTS,
        title=THEME_WORDS[theme],
        figures=some,
        tables=drawn,
        charts=charts,
    )


def _drawn(listed: list[Shown]) -> tuple[list[tuple[Shown, list[tuple[int, Any]]]], list[dict[str, Any]]]:
    """The tables with their pictures, each with its number, and the data of all pictures by these."""
    charts: list[dict[str, Any]] = []
    found = []
    for one in listed:
        some = panels(one)
        found.append((one, [(len(charts) + at, panel) for at, panel in enumerate(some)]))
        charts += [panel.data for panel in some]
    return found, charts


HANDLERS = [theme]
