"""The pages of figures: the table, one figure with its history, a draft of it with what it does to the answers."""

from dataclasses import replace
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.advice.adviser import Day
from bot.clock import today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.knowledge.figures import COLUMNS, REVIEW_WORDS, UNIT_WORDS, row_of, rows
from bot.console.knowledge.paging import paged
from bot.console.knowledge.service import asked_day
from bot.console.knowledge.words import FIELDS, PARTS, PROBLEMS, REFUSED, STATES
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.forms import Form, text
from bot.console.web.listing import Listing
from bot.console.web.render import page
from bot.knowledge.changes import ChangeRefused, Proposal
from bot.knowledge.figure_drafts import NEW, THERE, Draft, corrected, leap, new_value
from bot.knowledge.previews import effects, users
from bot.knowledge.problems import Problem
from bot.knowledge.told import told_counts
from bot.policy.schema import Figure

Asked = Request[Staff, Any, Any]
PATH = "/console/knowledge/figures"
_WORDS = {"problems": PROBLEMS, "refusals": REFUSED, "states": STATES, "fields": FIELDS, "parts_words": PARTS}


@get("/console/knowledge", sync_to_thread=False)
def knowledge() -> Response[Any]:
    """To the figures."""
    return go(PATH)


@get(PATH, sync_to_thread=True)
def figures(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Every figure as of a day."""
    given = request.query_params
    as_of = day_of(given.get("as_of", ""))
    words, review = given.get("q", ""), given.get("review", "")
    if review not in {"", *REVIEW_WORDS}:
        raise ValidationException(f"review: allowed are {', '.join(REVIEW_WORDS)}")
    policy = console.knowledge.adviser.policy
    found = list(rows(policy, as_of, today(), words, review))
    shown, after = paged(found, given.get("after", ""))
    listing = Listing("figures", COLUMNS, shown, lambda: found, after, len(found))
    return answer(
        request,
        console,
        "knowledge/figures.html.j2",
        listing,
        as_of=as_of,
        q=words,
        review=review,
        reviews=list(REVIEW_WORDS.items()),
        review_words=REVIEW_WORDS,
        units=UNIT_WORDS,
        own=set(policy),
        known=console.knowledge.room.known,
    )


@get(PATH + "/{figure:str}", sync_to_thread=True)
def figure(request: Asked, console: NamedDependency[Console], figure: FromPath[str]) -> Response[Any]:
    """One figure: its history, the answers that use it, how many were told it."""
    return _figure(request, console, figure)


@post(PATH + "/{figure:str}/draft", sync_to_thread=True)
def draft(request: Asked, console: NamedDependency[Console], figure: FromPath[str], data: Form) -> Response[Any]:
    """See what a new or corrected value would do, or propose it."""
    found = console.knowledge.figure(figure)
    if found is None:
        raise NotFoundException("no such figure, or one that is changed in data/ alone")
    item, words = found
    kind, made = _drafted(words, data)
    typed = {name: text(data, name) for name in (*NEW, "nth", "why")} | {"kind": kind}
    problems = made.problems
    shown: list[Any] = []
    as_of = day_of(text(data, "as_of"))
    if not problems:
        trial = console.knowledge.trial(item, made.words)
        problems = (*trial.problems, *_leaps(words, made.words, sure=bool(text(data, "sure"))))
        if trial.loaded:
            adviser = console.knowledge.adviser
            shown = effects(adviser, trial.loaded.adviser, figure, Day(as_of, today()))
    refused = ""
    if text(data, "act") == "propose" and not any(one.stops for one in problems):
        try:
            return go(_proposed(request, console, Proposal(item, words, made.words, typed["why"])))
        except ChangeRefused as error:
            refused = error.reason
    wrong = bool(refused) or any(one.stops for one in problems)
    status = 409 if refused == "stale" else 400 if wrong else 200
    return _figure(
        request,
        console,
        figure,
        status=status,
        typed=typed,
        wrong=problems,
        as_of=as_of,
        effects=shown,
        refused=refused,
        tried=True,
        sure=bool(text(data, "sure")),
    )


def _leaps(before: str, after: str, *, sure: bool) -> list[Problem]:
    """A value far from the one before stops the draft until somebody says that it is meant."""
    found = leap(before, after)
    return [replace(found, stops=not sure)] if found else []


def day_of(typed: str) -> date:
    """A day of an address. Raises ValidationException."""
    found = asked_day(typed)
    if found is None:
        raise ValidationException("as_of: a day is written like 2026-11-05")
    return found


def _drafted(words: str, data: dict[str, Any]) -> tuple[str, Draft]:
    nth = text(data, "nth")
    if not nth:
        return "new", new_value(words, {name: text(data, name) for name in NEW})
    if not nth.isdecimal():
        return "there", Draft(words, (Problem("nth", "unknown"),))
    return "there", corrected(words, int(nth), {name: text(data, name) for name in THERE})


def _proposed(request: Asked, console: Console, proposal: Proposal) -> str:
    if not proposal.why:
        raise ChangeRefused("why")
    return f"/console/knowledge/changes/{console.knowledge.propose(request.user, proposal)}"


def _figure(
    request: Asked,
    console: Console,
    key: str,
    *,
    status: int = 200,
    typed: dict[str, str] | None = None,
    wrong: tuple[Problem, ...] = (),
    as_of: date | None = None,
    **context: Any,
) -> Response[Any]:
    knowledge = console.knowledge
    policy = knowledge.adviser.policy
    periods: list[Figure] = [one for one in policy.all_figures() if one.key == key]
    if not periods:
        raise NotFoundException("no such figure")
    as_of = as_of or day_of(request.query_params.get("as_of", ""))
    found = knowledge.figure(key)
    counts = told_counts(console.house.database, key)
    return page(
        request,
        "knowledge/figure.html.j2",
        status=status,
        key=key,
        label=periods[0].label,
        unit=UNIT_WORDS.get(periods[0].unit, periods[0].unit),
        as_of=as_of,
        rows=[row_of(one, as_of, today()) for one in periods],
        counts=[counts.get(one.effective_from, 0) for one in periods],
        told=sum(counts.values()),
        users=users(knowledge.adviser, key, as_of),
        item=found[0] if found else None,
        history=knowledge.changes.of(found[0]) if found else [],
        typed=typed or {"kind": "", "nth": "", "why": ""},
        wrong={one.field: one for one in wrong if one.field},
        problems_found=wrong,
        review_words=REVIEW_WORDS,
        new_fields=NEW,
        there_fields=THERE,
        **{"effects": [], "refused": "", "tried": False, "sure": False, **_WORDS, **context},
    )


HANDLERS = [knowledge, figures, figure, draft]
