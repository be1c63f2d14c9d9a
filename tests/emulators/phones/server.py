"""The page and what it asks for, on loopback; everything but the screens is the emulators' own control API."""

import mimetypes
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.emulators.phones.files import Files, media_type
from tests.emulators.phones.telegram import TelegramPhone
from tests.emulators.phones.zalo import ZaloPhone
from tests.emulators.telegram import Emulator as Telegram
from tests.emulators.zalo import Emulator as Zalo
from tests.emulators.zalo.faults import Faults
from tests.emulators.zalo.server import Server
from tests.emulators.zalo.wire import Answer, Request, answer_json, page

STATIC = Path(__file__).parent / "static"
#: Bytes of a file sent from the page.
LARGEST = 10 * 1024 * 1024
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Made = Callable[[str], bytes | None]


class Phones:
    """The page of both telephones at `url`, from construction until `close`."""

    def __init__(self, zalo: Zalo, telegram: Telegram, port: int = 0) -> None:
        self.faults = Faults()
        self.zalo, self.telegram = ZaloPhone(zalo), TelegramPhone(telegram)
        self._controls = {"zalo": zalo.answer, "telegram": self.telegram.control}
        self._renewals = {"/zalo/renew": self.zalo.renew, "/telegram/renew": self.telegram.renew}
        self._files = Files()
        self._pictures: dict[str, Made] = {
            "/zalo/uploads/": self.zalo.picture,
            "/zalo/files/": self._files.get,
            "/telegram/files/": self.telegram.picture,
        }
        self._server = Server(port, self)
        self._server.start()

    @property
    def url(self) -> str:
        return self._server.url

    def answer(self, request: Request) -> Answer:
        """Every answer carries the security headers. Another site's page reaches nothing here."""
        answer = self._answer(request) if self._is_own(request) else page(403)
        return replace(answer, headers={**answer.headers, **HEADERS})

    def refusal(self, _path: str, code: int) -> Answer:
        """Nothing fails by script here; the platforms' own faults do."""
        return page(code)

    def close(self) -> None:
        self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _is_own(self, request: Request) -> bool:
        """By this machine's own name, and from the page itself: a name that another site points here is refused."""
        port = self.url.rpartition(":")[2]
        own = {f"127.0.0.1:{port}", f"localhost:{port}"}
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        return host in own and origin in {None, f"http://{host}"}

    def _answer(self, request: Request) -> Answer:
        get = request.method == "GET"
        if get and request.path == "/state":
            return answer_json({"zalo": self.zalo.state(), "telegram": self.telegram.state()})
        if get:
            return self._picture(request.path) or _static(request.path)
        if request.path == "/zalo/files":
            return self._keep(request)
        if renew := self._renewals.get(request.path):
            renew()
            return answer_json({})
        return self._control(request)

    def _control(self, request: Request) -> Answer:
        """`/zalo/_emulator/…` and `/telegram/_emulator/…` as the emulator itself answers `/_emulator/…`."""
        name, _, rest = request.path.removeprefix("/").partition("/")
        if name not in self._controls or not rest.startswith("_emulator/"):
            return page(404)
        return self._controls[name](replace(request, path=f"/{rest}"))

    def _keep(self, request: Request) -> Answer:
        if len(request.body) > LARGEST:
            return answer_json({"reason": "too large"}, 413)
        address = self._files.keep(request.body, request.query.get("name", ""))
        return answer_json({"url": f"{self.url}/zalo/files/{address}", "size": len(request.body)})

    def _picture(self, path: str) -> Answer | None:
        found = next(((start, made) for start, made in self._pictures.items() if path.startswith(start)), None)
        if found is None:
            return None
        data = found[1](path.removeprefix(found[0]))
        if data is None:
            return page(404)
        kind = media_type(data)
        download = {} if kind.startswith("image/") else {"Content-Disposition": "attachment"}
        return Answer(data, headers=download, media_type=kind)


def _static(path: str) -> Answer:
    name = "index.html" if path == "/" else path.removeprefix("/static/")
    file = STATIC / name
    if file.parent != STATIC or not file.is_file():
        return page(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Answer(file.read_bytes(), media_type=f"{kind}; charset=utf-8")
