"""The app as a process of its own, `python -m bot.serve`, with Zalo's emulator and a stand-in engine: to be killed."""

import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
from sqlalchemy import func, select

from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import Pair
from bot.operations.network import free_port
from bot.operations.process import Child
from bot.privacy.pseudonym import pseudonym, read_or_create_key
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.queue_tables import InboxEvent, OutboxMessage
from bot.storage.tables import Conversation, Interaction
from tests.emulators.zalo import Citizen, Emulator, Rules, signature
from tests.emulators.zalo.delivery import loopback_client, raw

SECRET = "a-secret-of-tests-with-more-than-32-characters"
PATIENCE = 120.0


class Wide(Rules):
    """A package without a limit of its own: what is measured is the app."""

    @property
    def per_minute(self) -> int:
        return 1_000_000


@dataclass(frozen=True)
class Post:
    """A signed request as Zalo sends it, and whose it is."""

    body: bytes
    headers: dict[str, str]
    address: str
    text: str


class World:
    """Platform, database, engine and apps. `more` are settings of the apps; `engine` arguments of the stand-in."""

    def __init__(
        self,
        home: Path,
        url: str = "",
        *,
        apps: int = 1,
        engine: Sequence[str] = (),
        rules: Rules | None = None,
        **more: str,
    ):
        self.home = home
        self.database = Database(url or f"sqlite:///{home / 'ansinh.db'}")
        migrate(self.database)
        self.key = read_or_create_key(home / "keys" / "pseudonym.key")
        self.platform = Emulator(rules=rules or Wide(package="full", echo="off"))
        pair = self.platform.tokens.current
        Grants(self.database, self.key).keep(Pair(pair.access, pair.refresh))
        self.engine_port, self.ports = free_port(), [free_port() for _ in range(apps)]
        self.engine_log = home / "heard.jsonl"
        self.apps = [self._app(port, more) for port in self.ports]
        self.engine = self._engine(engine)
        self._count = 0

    @property
    def app(self) -> Child:
        return self.apps[0]

    @property
    def urls(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @property
    def webhook(self) -> str:
        return f"{self.urls[0]}/webhooks/zalo"

    def __enter__(self) -> Self:
        self.engine.start()
        for app in self.apps:
            app.start()
        self.wait_until_up()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in (*self.apps, self.engine):
            self.resume(child)
            child.stop()
        self.platform.close()
        self.database.close()

    def wait_until_up(self, patience: float = PATIENCE) -> None:
        with loopback_client() as client:
            for url in self.urls:
                wait(lambda url=url: answers(client, url), patience)

    @staticmethod
    def kill(child: Child, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal; a killed one has ended when this returns."""
        if child.pid:
            child._process.send_signal(how)
            if how == signal.SIGKILL:
                child._process.wait()

    def resume(self, child: Child) -> None:
        self.kill(child, signal.SIGCONT)

    def citizen(self) -> Citizen:
        return self.platform.citizen("somebody")

    def says(self, citizen: Citizen, text: str, at: float | None = None) -> Post:
        """The request for a text; never the same twice. `at`: seconds since 1970, else now."""
        self._count += 1
        account = self.platform.account
        stamp = str(int((at or time.time()) * 1000))
        event = {
            "app_id": account.app_id,
            "sender": {"id": citizen.user_id},
            "user_id_by_app": citizen.user_id_by_app,
            "recipient": {"id": account.oa_id},
            "event_name": "user_send_text",
            "message": {"text": text, "msg_id": f"load{self._count:08d}"},
            "timestamp": stamp,
        }
        body = raw(event)
        signed = signature.headers(account, Rules(), body, stamp)
        return Post(body, {"Content-Type": "application/json", **signed}, citizen.user_id, text)

    def conversation(self, address: str) -> str | None:
        who = select(Conversation.id).where(Conversation.citizen == pseudonym(self.key, "zalo", address))
        with self.database.looking() as connection:
            found: str | None = connection.scalar(who)
            return found

    def count(self, table: Any, *conditions: Any) -> int:
        with self.database.looking() as connection:
            return connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0

    @property
    def waiting(self) -> int:
        """How much waits, coming or going."""
        coming = self.count(InboxEvent, InboxEvent.state == "waiting")
        return coming + self.count(OutboxMessage, OutboxMessage.state.in_(("pending", "failed")))

    def settle(self, patience: float = PATIENCE) -> float:
        """Seconds until nothing waits any more."""
        begun = time.monotonic()
        wait(lambda: not self.waiting, patience)
        return time.monotonic() - begun

    def doubles(self) -> "Doubles":
        """What arrived twice, beside what is marked so."""
        with self.database.looking() as connection:
            who = {
                citizen: found for found, citizen in connection.execute(select(Conversation.id, Conversation.citizen))
            }
            messages = connection.execute(
                select(OutboxMessage.conversation_id, OutboxMessage.state, OutboxMessage.possible_duplicate)
            ).all()
        seen = lost = unmarked = 0
        for citizen in self.platform.people:
            conversation = who.get(pseudonym(self.key, "zalo", citizen.user_id))
            mine = [one for one in messages if one.conversation_id == conversation]
            more = len(self.platform.messages.to(citizen.user_id)) - len(mine)
            seen += max(0, more)
            lost += max(0, -more)
            unmarked += max(0, more - sum(one.possible_duplicate for one in mine))
        return Doubles(seen, sum(one.possible_duplicate for one in messages), unmarked, lost)

    def questions(self) -> list[str]:
        """Every question on record."""
        with self.database.looking() as connection:
            return list(connection.scalars(select(Interaction.question)))

    def _app(self, port: int, more: dict[str, str]) -> Child:
        account = self.platform.account
        given = {
            "ANSINH_HOME": str(self.home),
            "ANSINH_PORT": str(port),
            "ANSINH_DATABASE_URL": self.database.url,
            "ANSINH_ENGINE_PORT": str(self.engine_port),
            "ANSINH_ENGINE_SECRET": SECRET,
            "ANSINH_ACTION_SECRET": SECRET,
            "ANSINH_ZALO_APP_ID": account.app_id,
            "ANSINH_ZALO_APP_SECRET": account.app_secret,
            "ANSINH_ZALO_OA_ID": account.oa_id,
            "ANSINH_ZALO_OA_SECRET_KEY": account.oa_secret,
            "ANSINH_ZALO_API_HOST": self.platform.url,
            "ANSINH_ZALO_OAUTH_HOST": self.platform.url,
            "ANSINH_ZALO_PER_MINUTE": "4000",
        }
        command = [sys.executable, "-m", "bot.serve"]
        return Child("app", command, given | more, self.home / f"app-{port}.log", PROJECT)

    def _engine(self, arguments: Sequence[str]) -> Child:
        given = {
            "ANSINH_ENGINE_SECRET": SECRET,
            "ANSINH_ACTION_SECRET": SECRET,
            # As in a real one: an engine speaks with one app, whose answer may serve another one's turn.
            "ANSINH_ACTION_URL": f"{self.urls[0]}/internal/actions/webhook",
        }
        log = ("--log", str(self.engine_log))
        command = [sys.executable, "-m", "tests.inbox.engine_process", str(self.engine_port), *log, *arguments]
        return Child("engine", command, given, self.home / "engine.log", PROJECT)


@dataclass(frozen=True)
class Doubles:
    """Messages that arrived more than once; marked "có thể trùng"; arrived twice without a mark; never arrived."""

    seen: int
    marked: int
    unmarked: int
    lost: int


def answers(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(f"{url}/health", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def wait(holds: Callable[[], bool], patience: float = PATIENCE) -> None:
    until = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)
