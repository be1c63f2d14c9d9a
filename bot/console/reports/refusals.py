"""What a refusal of the rooms of cases is on a page: not found, wrong, or somebody was quicker."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from litestar import Request
from litestar.exceptions import NotFoundException, ValidationException

from bot.cases.cases import AgencyMissing, ConflictOfInterest
from bot.cases.officer import ReasonMissing
from bot.cases.reading import CaseUnknown
from bot.cases.states import IllegalMove
from bot.clock import now
from bot.console.console import Console
from bot.console.login.sessions import Login
from bot.console.reports.acts import NoTaker, NumbersOfPersons
from bot.console.reports.reasons import COOKIE
from bot.console.staff import Staff
from bot.console.web.catalogue import said
from bot.evidence.files import NoSuchFile

Asked = Request[Staff, Login, Any]
#: What is said of each; all but the unknown case are shown with the form, and what was typed stays.
WRONG: dict[type[Exception], str] = {
    ReasonMissing: said("Hãy ghi nội dung hoặc lý do, vài chữ cũng được."),
    AgencyMissing: said("Hãy ghi tên cơ quan nhận."),
    IllegalMove: said("Trạng thái hoặc lý do đóng này không đi được từ trạng thái hiện tại; chọn trong danh sách."),
    ConflictOfInterest: said("Tin báo có nhắc đến cán bộ này, nên không giao được cho họ."),
    NoTaker: said("Hãy chọn một cán bộ xử lý tin báo trong danh sách."),
    NumbersOfPersons: said("Lời nhắn có số giấy tờ, điện thoại hoặc tài khoản của cá nhân. Xin bỏ số đó đi rồi gửi."),
}


@contextmanager
def found() -> Iterator[None]:
    """What is unknown, or on the reader, is 404: which of the two is not told."""
    try:
        yield
    except CaseUnknown:
        raise NotFoundException("no such case") from None
    except NoSuchFile:
        raise NotFoundException("no such file of this case") from None


def reason_of(request: Asked, console: Console, number: int) -> str | None:
    """Why this case is being read, as said within the last half hour; None where it must be asked."""
    return console.reports.reasons.of(request.cookies.get(COOKIE), request.auth.id, number, now())


def needed_reason(request: Asked, console: Console, number: int) -> str:
    """The same, for what has no form of its own. Raises NotFoundException, ValidationException."""
    with found():
        console.reports.desk.check(request.user.officer, number)
    why = reason_of(request, console, number)
    if why is None:
        raise ValidationException(f"say first why you read this case: open /console/reports/{number}")
    return why
