"""The periodic report: which period, which template, and the letter and workbook to take along."""

import secrets
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import TooManyRequestsException, ValidationException

from bot.clock import today
from bot.console.console import Console
from bot.console.staff import Staff
from bot.console.statistics.frame import PATH, framed
from bot.console.web.allowance import EXPORTS_A_DAY
from bot.console.web.catalogue import said
from bot.console.web.render import HEADERS, page
from bot.statistics.report.building import build
from bot.statistics.report.content import name_of
from bot.statistics.report.document import docx
from bot.statistics.report.kinds import Kind, ReportRefused, finished, of
from bot.statistics.report.workbook import xlsx

Asked = Request[Staff, Any, Any]
TEMPLATES = {
    Kind.MONTH: said("Báo cáo tháng"),
    Kind.QUARTER: said("Báo cáo quý"),
    Kind.YEAR: said("Báo cáo năm"),
    Kind.STAGE: said("Báo cáo giai đoạn"),
    Kind.MAY: said("Báo cáo Tháng vận động (tháng 5)"),
}
_WRITERS = {"docx": docx, "xlsx": xlsx}
_FIELDS = ("period", "template", "as")
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@get(f"{PATH}/report", sync_to_thread=True)
def report(request: Asked, console: NamedDependency[Console]) -> Response[Any]:
    """What can be asked for: each template with the newest period that is over, and any other period."""
    frame = framed(request, console)
    newest = [(kind, label, finished(kind, today())) for kind, label in TEMPLATES.items()]
    return page(request, "statistics/report.html.j2", frame=frame, newest=newest, templates=TEMPLATES)


@get(f"{PATH}/report/file", sync_to_thread=True)
def report_file(request: Asked, console: NamedDependency[Console]) -> Response[bytes]:
    """The report as a file; who took it along is noted first. Raises ValidationException, TooManyRequestsException."""
    _only_known(request)
    frame = framed(request, console)
    template, form = (request.query_params.get(name) or None for name in ("template", "as"))
    if form not in _WRITERS:
        raise ValidationException(f"as: allowed are {', '.join(_WRITERS)}")
    try:
        wanted = of(frame.asked.period, template, today())
    except ReportRefused as error:
        raise ValidationException(str(error)) from None
    name = name_of(wanted)
    _note(request, console, f"{name}.{form}")
    body = _WRITERS[form](build(console.statistics, wanted.period, wanted.kind))
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(body, media_type=_TYPES[form], headers={**headers, "X-Content-Type-Options": "nosniff"})


def _only_known(request: Asked) -> None:
    """A report is of everybody: a part of the filter that it would leave out of account is refused, not swallowed."""
    if unknown := sorted(set(request.query_params) - set(_FIELDS)):
        raise ValidationException(f"{', '.join(unknown)}: a report heeds no filter; allowed are {', '.join(_FIELDS)}")


def _note(request: Asked, console: Console, name: str) -> None:
    if not console.allowance.take(request.user.id):
        raise TooManyRequestsException(f"no more than {EXPORTS_A_DAY} files a day")
    number = secrets.token_hex(4).upper()
    console.audit.first(request.user.name, "export", f"{name}/{number}", request.url.query)


HANDLERS = [report, report_file]
