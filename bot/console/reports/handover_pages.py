"""Handing a case over: the letter as a Word file, and the note that it went."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import TooManyRequestsException
from litestar.params import FromPath

from bot.cases.officer import ReasonMissing
from bot.cases.states import NEXT, State
from bot.clock import today
from bot.console.console import Console
from bot.console.reports import words
from bot.console.reports.act_pages import done, version_of
from bot.console.reports.case_pages import asks
from bot.console.reports.letters import LetterRefused, Wanted
from bot.console.reports.refusals import WRONG, Asked, found, needed_reason, reason_of
from bot.console.web.allowance import EXPORTS_A_DAY
from bot.console.web.catalogue import said
from bot.console.web.forms import Form, lines, several, text
from bot.console.web.render import HEADERS, page

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEAD = ("agency", "parent", "place", "sign", "archive")
FIELDS = {
    "agency": said("Cơ quan chuyển"),
    "parent": said("Cơ quan cấp trên"),
    "place": said("Địa danh trước ngày tháng"),
    "sign": said("Ký hiệu văn bản"),
    "archive": said("Nơi lưu"),
    "position": said("Chức vụ người ký"),
    "signs": said("Dấu hiệu"),
    "province": said("Tỉnh, thành phố"),
    "to": said("Nơi nhận"),
    "itself": said("Nơi nhận (cơ quan chuyển không gửi cho chính mình)"),
}


#: What no letter goes without.
REQUIRED = (*_HEAD, "position")


@get("/console/reports/{number:int}/handover", sync_to_thread=True)
def handover(request: Asked, console: NamedDependency[Console], number: FromPath[int]) -> Response[Any]:
    """The form of the letter, filled with what the report's words suggest."""
    if reason_of(request, console, number) is None:
        return asks(request, console, number)
    return _form(request, console, number)


@post("/console/reports/{number:int}/handover/letter", sync_to_thread=True)
def write_letter(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """The letter as a download with the mark of its copy; the case stays where it is."""
    with found():
        console.reports.desk.check(request.user.officer, number)
    why, wanted, hand_overs = text(data, "why", 300), _wanted(data), console.reports.hand_overs
    try:
        hand_overs.check(wanted)
        if not console.allowance.take(request.user.id):
            raise TooManyRequestsException(f"no more than {EXPORTS_A_DAY} files a day")
        with found():
            content, mark = hand_overs.written(request.user.officer, number, wanted, why, today())
    except LetterRefused as refused:
        return _form(request, console, number, data, fields=refused.fields)
    except ReasonMissing as error:
        return _form(request, console, number, data, wrong=WRONG[type(error)])
    headers = {
        **HEADERS,
        "Content-Disposition": f'attachment; filename="cong-van-{number}-{mark}.docx"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, status_code=200, media_type=_DOCX, headers=headers)


@post("/console/reports/{number:int}/handover", sync_to_thread=True)
def hand_over(request: Asked, console: NamedDependency[Console], number: FromPath[int], data: Form) -> Response[Any]:
    """Note that the case went to an agency today."""
    version, wanted = version_of(data), _wanted(data)
    suggested = _addressees(console, wanted) if wanted.province else ()
    agency = "; ".join(wanted.addressees or suggested)
    if console.reports.hand_overs.to_itself(wanted):
        with found():
            console.reports.desk.check(request.user.officer, number)
        return _form(request, console, number, data, fields=("itself",))

    def act() -> None:
        acts, why = console.reports.acts, text(data, "why", 300)
        acts.move(request.user.officer, number, State.TRANSFERRED, why, version=version, today=today(), agency=agency)

    return done(request, console, number, data, act)


def _form(
    request: Asked,
    console: Console,
    number: int,
    data: dict[str, Any] | None = None,
    *,
    fields: tuple[str, ...] = (),
    wrong: str | None = None,
) -> Response[Any]:
    why = reason_of(request, console, number) or text(data or {}, "why", 300)
    if not why:
        why = needed_reason(request, console, number)
    room = console.reports
    with found():
        opened = room.desk.opened(request.user.officer, number, why, today())
    wanted = _wanted(data) if data is not None else _suggested(console, opened)
    typed = {name: text(data, name) for name in data} if data is not None else {}
    return page(
        request,
        "reports/handover.html.j2",
        status=200 if data is None else 400,
        whole=opened.whole,
        line=opened.whole.line,
        opened=opened,
        wanted=wanted,
        suggested=_addressees(console, wanted),
        escalations=[row for row in room.hand_overs.escalations if opened.whole.line.kind in row.kinds],
        provinces=room.hand_overs.provinces(),
        fields=FIELDS,
        required=REQUIRED,
        missing=fields,
        wrong=wrong,
        typed=typed,
        words=words,
        may_transfer=State.TRANSFERRED in NEXT[opened.whole.line.state],
    )


def _suggested(console: Console, opened: Any) -> Wanted:
    head = console.reports.letterhead
    agency = head.agency or console.house.settings.operator
    filled = {**{name: getattr(head, name) for name in _HEAD}, "agency": agency}
    return Wanted(filled, tuple(route.sign.id for route in opened.routes), head.province)


def _addressees(console: Console, wanted: Wanted) -> Any:
    try:
        return console.reports.hand_overs.addressees(wanted)
    except LetterRefused:
        return ()


def _wanted(data: dict[str, Any]) -> Wanted:
    return Wanted(
        head={name: text(data, name, 200) for name in _HEAD},
        signs=tuple(several(data, "signs")),
        province=text(data, "province", 40),
        addressees=lines(data, "to"),
        position=text(data, "position", 120),
        signer=text(data, "signer", 120),
        on_behalf=text(data, "on_behalf", 120),
        with_clues=bool(text(data, "with_clues")),
    )


HANDLERS = [handover, write_letter, hand_over]
