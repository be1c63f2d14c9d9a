"""All parts of the platform together, and which method leads to which."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import unquote

from tests.emulators.telegram import parameters
from tests.emulators.telegram.acts import Acts
from tests.emulators.telegram.commands import Commands
from tests.emulators.telegram.control import Control
from tests.emulators.telegram.errors import NOT_FOUND, UNAUTHORIZED, Refused, bad, too_many
from tests.emulators.telegram.parameters import Parameters
from tests.emulators.telegram.people import Citizen
from tests.emulators.telegram.polling import Polling
from tests.emulators.telegram.sender import Sender
from tests.emulators.telegram.sending import Sending
from tests.emulators.telegram.state import Message, State
from tests.emulators.telegram.updates import FIRST_UPDATE, Updates
from tests.emulators.telegram.webhook import Webhook
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.faults import Fault, Faults
from tests.emulators.zalo.server import Server
from tests.emulators.zalo.wire import Answer, Request, answer_json

TOKEN = "710000001:AAEmulatorTokenOfTestsOnly"
ADDRESS = re.compile(r"/(?P<file>file/)?bot(?P<token>\d+:[A-Za-z0-9_-]+)/(?P<rest>.+)")
Kind = Literal["code", "status", "empty", "hang", "reset", "half"]


@dataclass(frozen=True)
class Call:
    """A call of the bot that reached the rules: method, its values, and the code it got."""

    method: str
    values: Mapping[str, Any]
    code: int


class Emulator:
    """The Bot API for one bot at `url`, from construction until `close`; `clock` may stand still.

    `webhook_limit` and `deliver_to` are those of `Sender`. Numbers of updates and messages are higher by `later`: to a
    bot that met an earlier emulator, those it knows would be repeats. A test may read and turn everything public.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = TOKEN,
        clock: Clock | None = None,
        webhook_limit: float = 60.0,
        deliver_to: str | None = None,
        later: int = 0,
    ) -> None:
        self.faults, self.calls = Faults(), list[Call]()
        #: What a scripted 429 tells the bot to wait, in seconds.
        self.retry_after = 35
        self.state = State(token, clock or Clock(), 1 + later, updates=Updates(FIRST_UPDATE + later))
        # First what can fail: nothing has to be closed when the port is taken.
        self._server = Server(port, self)
        self.webhook = Webhook(self.state)
        self.sender = Sender(self.state, self.webhook, webhook_limit, deliver_to)
        self.acts, self._control = Acts(self.state), Control(self)
        self._methods = self._table(Polling(self.state, self.webhook), Sending(self.state), Commands())
        self._server.start()

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def base_url(self) -> str:
        """What a client puts before token and method."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    @property
    def token(self) -> str:
        return self.state.token

    @property
    def clock(self) -> Clock:
        return self.state.clock

    def citizen(self, number: int = 5001, **known: Any) -> Citizen:
        """A user of Telegram; one who `started` may be written to."""
        return self.state.people.add(Citizen(number, **known))

    def messages(self, chat: int) -> list[Message]:
        """Both sides, oldest first."""
        return list(self.state.chats.get(chat, []))

    def sent(self, chat: int) -> list[Message]:
        """What the bot wrote there."""
        return [each for each in self.messages(chat) if each["from"]["is_bot"]]

    def fail(self, method: str, kind: Kind, **more: Any) -> None:
        """Script the next calls of a method ("" for all); the rest as in `Fault`. `code` is that of HTTP."""
        self.faults.plan(Fault(kind, path=f"/bot{self.token}/{method}", **more))

    def answer(self, request: Request) -> Answer:
        if request.path.startswith("/_emulator/"):
            return self._control.answer(request)
        try:
            return self._answer(request)
        except Refused as error:
            return answer_json(error.body(), error.code)

    def refusal(self, path: str, code: int) -> Answer:
        """A scripted error in Telegram's form."""
        phrase = HTTPStatus(code).phrase
        scripted = too_many(self.retry_after) if code == HTTPStatus.TOO_MANY_REQUESTS else Refused(code, phrase)
        return answer_json(scripted.body(), code)

    def close(self) -> None:
        """Stop answering and sending; returns when every thread has ended."""
        self.state.closed = True
        self.state.notify()
        self._server.close()
        self.sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, request: Request) -> Answer:
        found = ADDRESS.fullmatch(unquote(request.path))
        if found is None:
            raise Refused(NOT_FOUND, "Not Found")
        if found["token"] != self.token:
            raise Refused(UNAUTHORIZED, "Unauthorized")
        if found["file"]:
            stored = self.state.files.download(found["rest"], self.state.now())
            return Answer(stored.data, media_type="application/octet-stream")
        return self._call(found["rest"], request)

    def _call(self, name: str, request: Request) -> Answer:
        method, given, code = self._methods.get(name.lower()), Parameters(), 200
        try:
            given = parameters.read(request)
            if method is None:
                raise Refused(NOT_FOUND, "Not Found")
            with self.state.changed:
                result = method(given)
        except Refused as error:
            code = error.code
            raise
        finally:
            self.calls.append(Call(name, given.values, code))
        told = {"description": result[1]} if isinstance(result, tuple) else {}
        return answer_json({"ok": True, "result": result[0] if told else result} | told)

    def _table(self, polling: Polling, sending: Sending, menu: Commands) -> dict[str, Callable[[Parameters], Any]]:
        """By name in lower case: Telegram does not mind the case."""
        return {
            "getme": lambda _given: self.state.bot | {"can_join_groups": True, "supports_inline_queries": False},
            "setwebhook": self.webhook.set,
            "deletewebhook": self.webhook.delete,
            "getwebhookinfo": lambda _given: self.webhook.info(),
            "getupdates": polling.get,
            "sendmessage": sending.message,
            "sendphoto": sending.photo,
            "senddocument": sending.document,
            "sendchataction": sending.action,
            "editmessagetext": sending.edit_text,
            "editmessagereplymarkup": sending.edit_markup,
            "answercallbackquery": self._answer_callback,
            "setmycommands": menu.set,
            "getmycommands": menu.get,
            "getfile": lambda given: self.state.files.link(given.text("file_id"), self.state.now()),
        }

    def _answer_callback(self, given: Parameters) -> bool:
        if "callback_query_id" not in given:
            raise bad("query ID is empty")
        self.state.callbacks.answer(given.text("callback_query_id"), given.text("text") or "", self.state.now())
        return True
