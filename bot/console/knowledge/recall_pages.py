"""The pages of recall: who was told a figure as it was, the correction they are sent, how far it has come."""

from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException, NotFoundException
from litestar.params import FromPath

from bot.advice.template import TemplateError
from bot.clock import today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.knowledge.figure_pages import day_of
from bot.console.knowledge.words import FIELDS, PROBLEMS, PROGRESS, REFUSED
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, text
from bot.console.web.listing import Column, Listing
from bot.knowledge import checks
from bot.knowledge.problems import Problem, problem
from bot.knowledge.recalls import CorrectionRefused, Talk
from bot.policy.errors import PolicyError

Asked = Request[Staff, Any, Any]
PATH = "/console/knowledge/recall"
AT_ONCE = 50
COLUMNS: list[Column[Talk]] = [
    Column("citizen", said("Người dân"), lambda talk: talk.citizen),
    Column("channel", said("Kênh"), lambda talk: talk.channel),
    Column("answers", said("Số câu trả lời"), lambda talk: talk.answers),
    Column("first", said("Lần đầu"), lambda talk: talk.first),
    Column("last", said("Lần cuối"), lambda talk: talk.last),
    Column("conversation", said("Cuộc trò chuyện"), lambda talk: talk.conversation),
]


@get(PATH + "/{figure:str}", sync_to_thread=True)
def recall(request: Asked, console: NamedDependency[Console], figure: FromPath[str]) -> Response[Any]:
    """Who was told the figure as it was on a day."""
    return _recall(request, console, figure, day_of(request.query_params.get("on", "")))


@post(PATH + "/{figure:str}/prepare", sync_to_thread=True)
def prepare(request: Asked, console: NamedDependency[Console], figure: FromPath[str], data: Form) -> Response[Any]:
    """See a correction as citizens would, or leave it to a manager to send."""
    on, words = day_of(text(data, "on")), text(data, "text")
    problems, seen = _tried(console, words)
    if text(data, "act") == "prepare" and not problems:
        console.knowledge.recalls.prepare(figure, on, words, request.user.name)
        return go(f"{PATH}/{figure}?on={on.isoformat()}")
    return _recall(request, console, figure, on, words=words, problems_found=problems, seen=seen)


@post("/console/knowledge/corrections/{correction:str}/send", sync_to_thread=True)
def send(request: Asked, console: NamedDependency[Console], correction: FromPath[str]) -> Response[Any]:
    """Send a correction to everybody who was told; a first batch at once."""
    recalls = console.knowledge.recalls
    found = recalls.find(correction)
    if found is None:
        raise NotFoundException("no such correction")
    if _tried(console, found.text)[0]:
        raise ClientException("the text does not pass the checks any more; prepare it again", status_code=409)
    try:
        recalls.send(found, request.user.name)
    except CorrectionRefused as error:
        return _recall(request, console, found.figure, found.told_on, refused=error.reason)
    recalls.run(console.switchboard.tell)
    return go(f"{PATH}/{found.figure}?on={found.told_on.isoformat()}")


def _tried(console: Console, words: str) -> tuple[tuple[Problem, ...], str]:
    """What is wrong with a correction's text, and how it would be read."""
    if not words:
        return (problem("text", "needed"),), ""
    adviser = console.knowledge.adviser
    found = [*checks.typed_numbers(adviser.policy, "text", words, today()), *checks.wording_of("text", words)]
    try:
        seen = console.knowledge.recalls.said(words)
    except (PolicyError, TemplateError) as error:
        return (*found, problem("text", "loader", said=str(error))), ""
    if len(seen) > checks.LONGEST_MESSAGE:
        values = {"length": len(seen), "most": checks.LONGEST_MESSAGE, "day": today().isoformat()}
        found.append(Problem("text", "too_long", values))
    return tuple(found), seen


def _recall(
    request: Asked,
    console: Console,
    figure: str,
    on: date,
    *,
    words: str | None = None,
    problems_found: tuple[Problem, ...] = (),
    seen: str = "",
    refused: str = "",
) -> Response[Any]:
    recalls, policy = console.knowledge.recalls, console.knowledge.adviser.policy
    periods = [one for one in policy.all_figures() if one.key == figure]
    if not periods:
        raise NotFoundException("no such figure")
    talks = recalls.talks(figure, on, AT_ONCE, request.query_params.get("after", ""))
    after = talks[-1].conversation if len(talks) == AT_ONCE else None
    channels = recalls.by_channel(figure, on)
    listing = Listing("recall", COLUMNS, talks, lambda: recalls.every(figure, on), after, sum(channels.values()))
    phrases = console.knowledge.adviser.phrases
    suggested = phrases("knowledge.correction", label=periods[-1].label, figure=f"{{{figure}}}")
    response = answer(
        request,
        console,
        "knowledge/recall.html.j2",
        listing,
        key=figure,
        label=periods[-1].label,
        on=on,
        channels=sorted(channels.items()),
        corrections=[(one, sorted(recalls.progress(one).items())) for one in recalls.of(figure)],
        words=suggested if words is None else words,
        wrong={one.field: one for one in problems_found},
        problems_found=problems_found,
        seen=seen,
        refused=refused,
        problems=PROBLEMS,
        fields=FIELDS,
        refusals=REFUSED,
        progress=PROGRESS,
    )
    response.status_code = 409 if refused else 400 if problems_found else response.status_code
    return response


HANDLERS = [recall, prepare, send]
