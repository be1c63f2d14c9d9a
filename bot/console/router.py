"""All routes of the console under one guard."""

import logging
import traceback
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, Router
from litestar.datastructures import CacheControlHeader
from litestar.di import Provide
from litestar.exceptions import HTTPException, NotAuthorizedException, ValidationException
from litestar.static_files import create_static_files_router

from bot.console import account_pages
from bot.console.console import Console
from bot.console.login import pages as login_pages
from bot.console.login import sign_on_pages
from bot.console.rooms import HANDLERS
from bot.console.web.catalogue import said
from bot.console.web.guarding import check_token, guard, session_check, to_login
from bot.console.web.listing import Form, form_of
from bot.console.web.render import HEADERS, TEMPLATES, page, words_of
from bot.console.web.told import told
from bot.storage.database import DatabaseUnavailable

log = logging.getLogger(__name__)
_REFUSED = {
    400: said("Yêu cầu chưa đúng"),
    403: said("Tài khoản này không có quyền làm việc đó"),
    404: said("Không có trang hoặc mục này"),
    409: said("Có người khác vừa thay đổi mục này"),
    413: said("Nội dung gửi lên quá lớn"),
    429: said("Đã quá số lần cho phép"),
    503: said("Cơ sở dữ liệu đang không trả lời; chưa có gì được ghi"),
}
_DOOR = [
    login_pages.login_page,
    login_pages.login,
    login_pages.password_page,
    login_pages.set_password,
    login_pages.enrol_page,
    login_pages.enrol,
    login_pages.code_page,
    login_pages.code,
    *sign_on_pages.HANDLERS,
]
#: Files of a report are sent by citizens through channels, not here; forms are text.
LARGEST_FORM = 1024 * 1024


def routers(console: Console) -> list[Any]:
    """The pages and their assets."""
    assets = create_static_files_router(
        path="/console/static",
        directories=[TEMPLATES.parent / "static"],
        cache_control=CacheControlHeader(no_cache=True),
    )
    pages = Router(
        path="",
        route_handlers=[*_DOOR, *account_pages.HANDLERS, *HANDLERS],
        middleware=[session_check(console.sessions)],
        guards=[guard],
        before_request=check_token,
        dependencies={"console": Provide(lambda: console, sync_to_thread=False)},
        exception_handlers={
            NotAuthorizedException: to_login,
            HTTPException: refused,
            # The app has a handler of its own for it, which would otherwise come first.
            ValidationException: refused,
            DatabaseUnavailable: unavailable,
            Exception: broken,
        },
        request_max_body_size=LARGEST_FORM,
    )
    return [assets, pages]


def refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """An error as a page with the way out; for programs as JSON."""
    return _told(request, error.status_code, error.detail, error.headers)


def unavailable(request: Request[Any, Any, Any], _: DatabaseUnavailable) -> Response[Any]:
    """Nothing was written; the same form may be sent again."""
    return _told(request, 503, "the database does not answer")


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """An error that nobody foresaw. Class and place are logged, not the message, which may quote a citizen."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    log.error("%s at %s:%s", type(error).__name__, Path(place.filename).name, place.lineno)
    return _told(request, 500, f"internal error ({type(error).__name__})")


def _told(request: Request[Any, Any, Any], status: int, detail: str, headers: Any = None) -> Response[Any]:
    if form_of(request) is Form.PAGE and "text/html" in request.headers.get("accept", ""):
        title = _REFUSED.get(status, _REFUSED[400] if status < 500 else said("Có lỗi trong hệ thống"))
        sentence, values = told(status, detail)
        words = words_of(request, sentence, **values)
        return page(request, "error.html.j2", status=status, headers=headers, title=title, detail=words, code=status)
    body = {"status_code": status, "detail": detail}
    return Response(body, status_code=status, media_type=MediaType.JSON, headers={**HEADERS, **(headers or {})})
