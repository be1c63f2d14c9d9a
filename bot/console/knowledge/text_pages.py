"""The pages of answers and rumours: finding one, editing it with its looks on every channel, what reviewers found."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath

from bot.clock import today
from bot.console.account_pages import go
from bot.console.console import Console
from bot.console.knowledge.change_pages import lines_of
from bot.console.knowledge.figure_pages import day_of
from bot.console.knowledge.paging import paged
from bot.console.knowledge.texts import (
    ANSWER_COLUMNS,
    RUMOUR_COLUMNS,
    answer_item,
    answers,
    rumour_item,
    rumours,
    shown,
)
from bot.console.knowledge.words import FIELDS, PARTS, PROBLEMS, REFUSED, STATES, VERDICTS
from bot.console.staff import Staff
from bot.console.web.answer import answer
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, raw, text
from bot.console.web.listing import Column, Listing
from bot.console.web.render import page
from bot.knowledge.blocks import BlockError
from bot.knowledge.changes import ChangeRefused, Proposal
from bot.knowledge.items import ANSWERS, Item
from bot.knowledge.loading import Loaded
from bot.knowledge.problems import Problem
from bot.knowledge.text_drafts import DAYS, LISTS, TEXTS, changed, fields_of, typed_of
from bot.knowledge.trial import numbers
from bot.knowledge.work import Wrong, open_work

Asked = Request[Staff, Any, Any]
PATH = "/console/knowledge"
_OF_ANSWER = frozenset({"refutation", "confidence", "legal_basis", "next"})
WORK_COLUMNS: list[Column[Wrong]] = [
    Column("reviewed_at", said("Lúc"), lambda one: one.reviewed_at),
    Column("answer", said("Câu trả lời"), lambda one: f"{one.topic}/{one.aspect}" if one.aspect else one.topic),
    Column("verdict", said("Nhận xét"), lambda one: one.verdict),
    Column("note", said("Ghi chú"), lambda one: one.note),
    Column("reviewer", said("Người soát"), lambda one: one.reviewer),
    Column("interaction", said("Lượt hỏi"), lambda one: one.interaction),
]


@get(f"{PATH}/answers", sync_to_thread=True)
def answer_list(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Approved texts by topic and words."""
    given = request.query_params
    adviser = console.knowledge.adviser
    names, wanted = dict.fromkeys(one.topic for one in adviser.answers), given.get("topic", "")
    if wanted and wanted not in names:
        raise ValidationException(f"topic: allowed are {', '.join(names)}")
    found = list(answers(adviser, given.get("q", ""), wanted))
    topics = [(name, topic.label) for name in names if (topic := adviser.answers.topic(name))]
    shown_now, after = paged(found, given.get("after", ""))
    listing = Listing("answers", ANSWER_COLUMNS, shown_now, lambda: found, after, len(found))
    context = {"q": given.get("q", ""), "topic": wanted, "topics": topics}
    return answer(request, console, "knowledge/answers.html.j2", listing, known=console.knowledge.room.known, **context)


@get(f"{PATH}/rumours", sync_to_thread=True)
def rumour_list(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Known rumours by words."""
    words = request.query_params.get("q", "")
    found = list(rumours(console.house.claim_room.rumours, words))
    listing = Listing("rumours", RUMOUR_COLUMNS, found, lambda: found, total=len(found))
    return answer(
        request, console, "knowledge/rumours.html.j2", listing, q=words, known=console.knowledge.room.known, now=today()
    )


@get(f"{PATH}/work", sync_to_thread=True)
def work(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """Answers whose words reviewers found wrong."""
    found = open_work(console.house.database)
    listing = Listing("work", WORK_COLUMNS, found, lambda: found, total=len(found))
    return answer(request, console, "knowledge/work.html.j2", listing)


@get(f"{PATH}/answers/{{topic:str}}/{{aspect:str}}", sync_to_thread=True)
def answer_text(
    request: Asked, console: NamedDependency[Console], topic: FromPath[str], aspect: FromPath[str]
) -> Response[Any]:
    """One answer: its texts to edit, its looks, its versions."""
    return _text(request, console, answer_item(topic, aspect))


@get(f"{PATH}/rumours/{{name:str}}", sync_to_thread=True)
def rumour_text(request: Asked, console: NamedDependency[Console], name: FromPath[str]) -> Response[Any]:
    """One rumour: the same."""
    return _text(request, console, rumour_item(name))


@post(f"{PATH}/answers/{{topic:str}}/{{aspect:str}}/draft", sync_to_thread=True)
def answer_draft(
    request: Asked, console: NamedDependency[Console], topic: FromPath[str], aspect: FromPath[str], data: Form
) -> Response[Any]:
    """See an answer with other words on every channel, or propose them."""
    return _draft(request, console, answer_item(topic, aspect), data)


@post(f"{PATH}/rumours/{{name:str}}/draft", sync_to_thread=True)
def rumour_draft(request: Asked, console: NamedDependency[Console], name: FromPath[str], data: Form) -> Response[Any]:
    """The same for a rumour."""
    return _draft(request, console, rumour_item(name), data)


def _draft(request: Asked, console: Console, item: Item, data: dict[str, Any]) -> Response[Any]:
    words = _words(console, item)
    names = (*TEXTS[item.kind], *LISTS[item.kind], *DAYS[item.kind])
    typed = {name: raw(data, name) for name in names if name in data}
    after, problems, loaded = _tried(console, item, words, typed)
    context = {"typed": typed, "problems_found": problems, "loaded": loaded, "after": after}
    if request.headers.get("hx-request") == "true":
        return _looks(request, item, words, as_of=text(data, "as_of"), **context)
    refused = "" if text(data, "act") == "propose" else "none"
    if not refused and not any(one.stops for one in problems):
        try:
            return go(_proposed(request, console, Proposal(item, words, after, text(data, "why")), data))
        except ChangeRefused as error:
            refused = error.reason
    refused = "" if refused == "none" else refused
    wrong = refused or any(one.stops for one in problems)
    status = 409 if refused == "stale" else 400 if wrong else 200
    why = text(data, "why")
    return _text(request, console, item, status=status, refused=refused, why=why, as_of=text(data, "as_of"), **context)


def _tried(
    console: Console, item: Item, words: str, typed: dict[str, str]
) -> tuple[str, tuple[Problem, ...], Loaded | None]:
    """The words as typed, what is wrong with them, and what was loaded from them."""
    try:
        draft = changed(item, words, typed)
    except BlockError as error:
        return words, (Problem("", "loader", {"said": str(error)}),), None
    if draft.problems:
        return draft.words, draft.problems, None
    trial = console.knowledge.trial(item, draft.words)
    now = Loaded(console.knowledge.adviser, console.house.claim_room.rumours)
    typed_numbers = tuple(numbers(now, item, draft.words, today()))
    # The loader refuses a typed number too; that it is a figure, and which, is the more useful word.
    return draft.words, typed_numbers or trial.problems, trial.loaded


def _proposed(request: Asked, console: Console, proposal: Proposal, data: dict[str, Any]) -> str:
    if not proposal.why:
        raise ChangeRefused("why")
    review = text(data, "review")
    known = {one.review for one in open_work(console.house.database)}
    of_review = int(review) if review.isdecimal() and int(review) in known else None
    made = Proposal(proposal.item, proposal.before, proposal.after, proposal.why, of_review)
    return f"{PATH}/changes/{console.knowledge.propose(request.user, made)}"


def _words(console: Console, item: Item) -> str:
    words = console.knowledge.room.words(item)
    if words is None:
        raise NotFoundException("no such text")
    return words


def _looks(request: Asked, item: Item, words: str, **context: Any) -> Response[Any]:
    """What stands beside the form: problems, looks, difference."""
    return page(request, "knowledge/looks.html.j2", **_beside(item, words, **context))


def _beside(item: Item, words: str, *, loaded: Loaded | None, after: str, as_of: str, **context: Any) -> dict[str, Any]:
    day = day_of(as_of)
    return {
        "shown": shown(loaded, item, day, today()) if loaded else [],
        "lines": lines_of(words, after) if after != words else [],
        "as_of": day,
        "problems": PROBLEMS,
        "fields": FIELDS,
        "parts_words": PARTS,
        **context,
    }


def _text(request: Asked, console: Console, item: Item, *, status: int = 200, **context: Any) -> Response[Any]:
    words = _words(console, item)
    now = Loaded(console.knowledge.adviser, console.house.claim_room.rumours)
    given = {
        "typed": {},
        "problems_found": (),
        "loaded": now,
        "after": words,
        "refused": "",
        "why": "",
        "as_of": request.query_params.get("as_of", ""),
        **context,
    }
    topic, _, aspect = item.title.partition("/")
    names = (*TEXTS[item.kind], *LISTS[item.kind], *DAYS[item.kind])
    # A rumour that names an answer has the answer's words, and none of its own.
    there = fields_of(item, words)
    hidden = _OF_ANSWER if item.kind != ANSWERS and "aspect" in there else frozenset()
    return page(
        request,
        "knowledge/text.html.j2",
        status=status,
        item=item,
        names=[name for name in names if name not in hidden],
        values=typed_of(item, words) | given["typed"],
        wrong={one.field: one for one in given["problems_found"] if one.field},
        history=console.knowledge.changes.of(item),
        work=open_work(console.house.database, topic, aspect) if aspect else [],
        review=request.query_params.get("review", ""),
        verdicts=list(VERDICTS.items()),
        lists=LISTS[item.kind],
        days=DAYS[item.kind],
        refusals=REFUSED,
        states=STATES,
        **_beside(item, words, **given),
    )


HANDLERS = [answer_list, rumour_list, work, answer_text, rumour_text, answer_draft, rumour_draft]
