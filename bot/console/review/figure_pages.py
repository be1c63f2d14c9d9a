"""Pages on what was judged: the verdicts, how many answers were right, how far two reviewers agree."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from bot.clock import today
from bot.console.console import Console
from bot.console.matrix import may
from bot.console.review import words
from bot.console.review.accuracy import agreements, by_model, by_topic, differ, overall
from bot.console.review.address import number_of, which_of, which_query
from bot.console.review.figure_lists import AGREEMENTS, SHARES, VERDICTS, Line
from bot.console.review.judged import Which
from bot.console.review.queue import COUNTED, PAGE
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.listing import Listing

Asked = Request[Staff, Any, Any]
PATH = "/console/review"


@get(f"{PATH}/done", sync_to_thread=True)
def done(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """The verdicts that fit the filter, the latest first."""
    room, day = console.review, today()
    asked = which_of(request.query_params, room)
    which = replace(asked, blind=_blind(request))
    rows = room.judged.page(which, day, number_of(request.query_params), PAGE + 1)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    listing = Listing(
        "verdicts",
        VERDICTS,
        rows,
        lambda: room.judged.all(which, day),
        after=str(rows[-1].number) if more else None,
        total=room.judged.count(which, day),
        words=words.worded(room.subjects),
    )
    context = {"room": room, "words": words, "which": asked, "which_query": which_query(asked), "counted": COUNTED}
    return answer(request, console, "review/done.html.j2", listing, **context)


@get(f"{PATH}/accuracy", sync_to_thread=True)
def accuracy(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """How many answers were right, by model version and by topic; what the first reviewer said counts."""
    room = console.review
    which = replace(which_of(request.query_params, room), round=1, verdicts=(), pair=None, blind=None)
    tallies = room.judged.tally(which, today())
    every, models, topics = overall(tallies), by_model(tallies), by_topic(tallies, room.subjects.topics)
    lines = [Line("all", every), *(Line("model", row) for row in models), *(Line("topic", row) for row in topics)]
    return answer(
        request,
        console,
        "review/accuracy.html.j2",
        Listing("accuracy", SHARES, lines, lambda: lines, None, len(lines)),
        room=room,
        words=words,
        which=which,
        rows_of=_rows_of(which),
        overall=every,
        models=models,
        topics=topics,
    )


@get(f"{PATH}/agreement", sync_to_thread=True)
def agreement(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """How far two reviewers agree on the same answers, and where they do not."""
    room = console.review
    which = replace(which_of(request.query_params, room), round=None, verdicts=(), pair=None, blind=None)
    pairs = room.judged.pairs(which, today())
    every, topics = agreements(pairs, room.subjects.topics)
    lines = [("", every), *topics]
    return answer(
        request,
        console,
        "review/agreement.html.j2",
        Listing("agreement", AGREEMENTS, lines, lambda: lines, None, len(lines)),
        room=room,
        words=words,
        which=which,
        rows_of=_rows_of(which),
        least=room.weights.sample.least,
        every=every,
        topics=topics,
        apart=[(first, second) for first, second in pairs if differ(first, second)],
    )


def _rows_of(which: Which) -> Any:
    """Gives the address of the verdicts behind a number: the filter of the page with changes."""
    return lambda **changes: f"{PATH}/done?{which_query(which, **changes)}"


def _blind(request: Asked) -> str | None:
    """Whose second verdict must not be spoilt: nobody's, where the reader may give none."""
    judges = may(request.user.roles, "POST", f"{PATH}/turns/{{interaction:str}}/verdict")
    return request.user.name if judges else None


HANDLERS = [done, accuracy, agreement]
