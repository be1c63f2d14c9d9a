"""All parts of the platform together, and which address leads to which."""

import threading
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

from tests.emulators.zalo.account import Account, Rules
from tests.emulators.zalo.acts import Acts
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.control import Control
from tests.emulators.zalo.events import Events
from tests.emulators.zalo.faults import Faults
from tests.emulators.zalo.ids import Ids
from tests.emulators.zalo.messages import Messages
from tests.emulators.zalo.oauth import OAuth, OAuthRefused
from tests.emulators.zalo.people import Citizen, People
from tests.emulators.zalo.rate import Rate
from tests.emulators.zalo.reads import Reads
from tests.emulators.zalo.server import Server
from tests.emulators.zalo.shape import Shape
from tests.emulators.zalo.tokens import Tokens
from tests.emulators.zalo.uploads import Uploads
from tests.emulators.zalo.webhook import Webhook
from tests.emulators.zalo.windows import Ledger
from tests.emulators.zalo.wire import Answer, Refused, Request, answer_json, page

#: Calls that even a package without API answers.
WITHOUT_PACKAGE = {"/v2.0/oa/getoa"}


class Emulator:
    """The platform for one OA at `url`, from construction until `close`.

    `webhook` is where events go, `parallel` how many at a time; `clock` standing still makes retries and windows
    wait for the test. A bot that met an earlier one needs another `first`: ids it knows would be repeats to it.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        account: Account | None = None,
        rules: Rules | None = None,
        clock: Clock | None = None,
        webhook: str | None = None,
        parallel: int = 1,
        first: int = 1,
    ) -> None:
        self.account, self.rules, self.clock = account or Account(), rules or Rules(), clock or Clock()
        ids = Ids(first)
        self.faults, self.tokens = Faults(), Tokens(ids, self.clock)
        self.rate, self.ledger = Rate(self.rules), Ledger(self.rules)
        self.people, self.uploads = People(ids, self.clock), Uploads(ids, self.clock)
        # First what can fail: nothing has to be closed when the port is taken.
        self._server = Server(port, self)
        self.webhook = Webhook(self.account, self.rules, self.clock, webhook, parallel)
        self.acts = Acts(self.rules, self.clock, ids, Events(self.account, self.clock), self.webhook)
        shape = Shape(self.rules, self.uploads)
        self.messages = Messages(self.rules, self.clock, ids, self.people, shape, self.ledger, self.acts)
        self.oauth = OAuth(self.account, self.rules, self.clock, ids, self.tokens)
        self._reads = Reads(self.account, self.rules, self.clock, self.people, self.ledger)
        self._control = Control(self)
        self._lock = threading.Lock()
        #: (method, path) of every call that was answered by the rules, oldest first.
        self.calls: list[tuple[str, str]] = []
        self._routes = self._paths()
        self._server.start()

    @property
    def url(self) -> str:
        return self._server.url

    def citizen(self, name: str = "Citizen", follower: bool = True, ago: timedelta | None = timedelta(0)) -> Citizen:
        """A citizen of the OA whose last interaction was `ago` (None: never)."""
        return self.people.add(name, follower, ago)

    def answer(self, request: Request) -> Answer:
        """What the platform answers; the controls are reached without lock, as they may wait for deliveries."""
        if request.path.startswith("/_emulator/"):
            return self._control.answer(request)
        with self._lock:
            self.calls.append((request.method, request.path))
            if request.path.startswith("/v4/oa/"):
                return self._oauth(request)
            return self._api(request)

    def refusal(self, path: str, code: int) -> Answer:
        """The envelope of an error as this address writes it."""
        if path.startswith("/v4/oa/"):
            return self.oauth.refusal(OAuthRefused(code, "Scripted."))
        return _envelope(Refused(code, "Scripted"), self.rate.headers())

    def close(self) -> None:
        """Stop answering and sending; returns when every thread has ended."""
        self._server.close()
        self.webhook.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _oauth(self, request: Request) -> Answer:
        routes = {
            ("GET", "/v4/oa/permission"): self.oauth.permission,
            ("POST", "/v4/oa/access_token"): self.oauth.access_token,
        }
        called = routes.get((request.method, request.path))
        if called is None:
            return page(404)
        try:
            return called(request)
        except OAuthRefused as error:
            return self.oauth.refusal(error)

    def _api(self, request: Request) -> Answer:
        called = self._routes.get((request.method, request.path))
        if called is None:
            return page(404)
        try:
            # Only the header counts: a token in the query or as Bearer is no token.
            self.tokens.check(request.headers.get("access_token"))
            self.rate.spend(self.clock.now())
            if self.rules.per_minute is None and request.path not in WITHOUT_PACKAGE:
                raise Refused(-224, "Official Account has not subscribed to a package with this feature")
            return answer_json({"data": called(request), "error": 0, "message": "Success"}, headers=self.rate.headers())
        except Refused as error:
            return _envelope(error, self.rate.headers())

    def _paths(self) -> dict[tuple[str, str], Callable[[Request], Any]]:
        return {
            ("POST", "/v3.0/oa/message/cs"): lambda request: self.messages.consult(request.json()),
            ("POST", "/v3.0/oa/message/promotion"): lambda _request: self.messages.promote(),
            ("POST", "/v2.0/oa/message"): lambda request: self.messages.version_two(request.json()),
            ("POST", "/v2.0/oa/upload/image"): lambda request: self.uploads.add("image", request),
            ("POST", "/v2.0/oa/upload/gif"): lambda request: self.uploads.add("gif", request),
            ("POST", "/v2.0/oa/upload/file"): lambda request: self.uploads.add("file", request),
            ("GET", "/v2.0/oa/getoa"): lambda _request: self._reads.official_account(),
            ("GET", "/v3.0/oa/user/detail"): self._reads.user,
            ("POST", "/v3.0/oa/quota/message"): lambda request: self._reads.quota(request.json()),
        }


def _envelope(error: Refused, headers: dict[str, str]) -> Answer:
    return answer_json({"error": error.code, "message": error.message}, headers=headers)
