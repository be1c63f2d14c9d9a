"""The overview: what changed, what that coincides with, what needs a decision; on one screen."""

from functools import partial
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.di import NamedDependency

from bot.clock import now
from bot.console.console import Console
from bot.console.staff import Staff
from bot.console.statistics import overview_words as words
from bot.console.statistics.change import signed
from bot.console.statistics.frame import PATH, framed
from bot.console.statistics.overview_json import as_json
from bot.console.statistics.overview_phrases import Phrases, moved
from bot.console.statistics.overview_view import cells, overview
from bot.console.web.listing import Form, form_of
from bot.console.web.render import HEADERS, page, words_of

Asked = Request[Staff, Any, Any]
#: Lines of each part that are seen at once; the others are folded away.
RUMOURS, BEHIND, DECISIONS = 3, 4, 5


@get(PATH, sync_to_thread=True)
def show(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The overview of the filter in the address; `format=json` gives the same for programs."""
    frame = framed(request, console)
    view = overview(frame, now())
    if form_of(request) is Form.JSON:
        return Response(as_json(frame, view), media_type=MediaType.JSON, headers=HEADERS)
    return page(
        request,
        "statistics/overview.html.j2",
        frame=frame,
        view=view,
        phrases=Phrases(frame.names, console.review.subjects, partial(words_of, request)),
        words=words,
        signed=signed,
        cells=cells,
        moved=moved,
        most={"rumours": RUMOURS, "behind": BEHIND, "decisions": DECISIONS},
    )


HANDLERS: list[Any] = [show]
