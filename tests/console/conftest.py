"""The console for tests: its app on a throw-away house, clients of every role, a browser, citizens who have talked."""

import itertools
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.advice.advice import Evidence
from bot.app import create_app
from bot.clock import now
from bot.console.console import Console
from bot.console.login import passwords
from bot.console.login.accounts import Profile
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.console.web.guarding import COOKIE
from bot.house import House
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records.interactions import Question
from bot.records.record import Said
from bot.settings import PROJECT
from tests.channels.conftest import ARGUMENTS
from tests.conftest import CHROMIUM, absent

HTML = {"accept": "text/html"}
#: Where pictures of pages are kept to be looked at.
PICTURES = PROJECT / "artefacts" / "console"
SIZES = {"phone": (360, 740), "desk": (1280, 800)}
RATE = Evidence("contribution_rate", "Tỷ lệ", 0.22, "share", "Luật 41/2024/QH15, Điều 36", date(2025, 7, 1), None)


class Client(TestClient[Litestar]):
    """A browser without a screen, logged in as `staff`; `post` sends the token that a page would."""

    staff: Staff
    token: str

    def form(self, path: str, **fields: Any) -> Any:
        """Send a form as a page of ours does; redirects are not followed."""
        data = {"_token": self.token, **fields}
        return self.post(path, data=data, headers=HTML, follow_redirects=False)

    def see(self, path: str) -> Any:
        """Open a page."""
        return self.get(path, headers=HTML, follow_redirects=False)

    def json(self, path: str) -> Any:
        """What a program gets at the same address."""
        answer = self.get(path, headers={"accept": "application/json"})
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Argon2id with little work: its strength is the library's to test, and every account is made anew."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", quick)
        patch.setattr(passwords, "_NOBODY", quick.hash("nobody"))
        yield


@pytest.fixture
def app(house: House) -> Litestar:
    """The app of the house; nothing of it runs until a client enters it."""
    return create_app(house)


@pytest.fixture
def console(app: Litestar) -> Console:
    """The console of that app."""
    made: Console = app.state.console
    return made


_numbers = itertools.count(1)


@pytest.fixture
def hire(console: Console) -> Callable[..., Staff]:
    """Make a member of staff with these roles."""

    def made(*roles: Role, name: str | None = None, full_name: str = "Trần Thị Thử") -> Staff:
        profile = Profile(full_name, frozenset(roles))
        return console.accounts.create(name or f"staff{next(_numbers)}", profile)[0]

    return made


Login = Callable[..., Client]


@pytest.fixture
def login(app: Litestar, console: Console, hire: Callable[..., Staff]) -> Iterator[Login]:
    """A client logged in with these roles, or as a given member of staff."""
    opened: list[Client] = []

    def logged_in(*roles: Role, staff: Staff | None = None) -> Client:
        client = Client(app, base_url="https://an-sinh.local")
        if not opened:
            # One client runs the app's lifespan; others use the same app.
            client.__enter__()
        client.staff = staff or hire(*roles)
        cookie = console.sessions.open(client.staff, "in", now(), "test")
        client.cookies.set(COOKIE, cookie)
        found = console.sessions.find(cookie, now())
        assert found is not None
        client.token = found[1].token
        opened.append(client)
        return client

    yield logged_in
    if opened:
        opened[0].__exit__(None, None, None)


Talk = Callable[..., str]


@pytest.fixture
def talk(house: House) -> Talk:
    """Put one turn on record, as the dialogue does; gives its interaction's id. The citizen is invented."""

    def turn(
        text: str,
        answer: str = "Mức đóng thấp nhất là 330.000 đồng một tháng.",
        *,
        citizen: str = "an-citizen",
        channel: str = "web",
        outcome: Outcome = Outcome.ANSWERED,
        topic: str | None = "contribution_level",
        aspect: str | None = "min_monthly_payment",
        confidence: float | None = 0.93,
        evidence: tuple[Evidence, ...] = (RATE,),
        original: str | None = None,
        as_of: date = date(2026, 11, 21),
    ) -> str:
        conversation = house.conversations.of(channel, pseudonym(house.key, channel, citizen))
        message = f"m{next(_numbers)}"
        asked = Question(conversation, channel, message, text, as_of, original=original or text)
        interaction, _ = house.interactions.accept(asked)
        reply = {"text": answer, "buttons": [], "image": None}
        said = Said(outcome, [reply] if answer else [], topic, aspect, confidence, evidence)
        house.interactions.contribute(interaction, said)
        house.interactions.finish(interaction, Said(Outcome.ERROR, [reply]))
        return interaction

    return turn


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, one per file of tests; its absence skips, but fails where CI promises one."""
    if shutil.which(CHROMIUM) is None:
        absent("Chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def served(app: Litestar) -> Iterator[str]:
    """The app on loopback, for a browser; gives its address."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


class Screen:
    """One logged-in browser; `pictures` keeps what a page looks like at both sizes."""

    def __init__(self, context: BrowserContext, url: str):
        self.context, self.url = context, url
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))
        self.page.on("console", self._heard)

    def open(self, path: str) -> Page:
        """Go to a page of the console."""
        self.page.goto(self.url + path)
        return self.page

    def pictures(self, name: str) -> None:
        """The page as it stands, at 360 and 1280 px; nothing may run out of the phone's width."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        for size, (width, height) in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.screenshot(path=Path(PICTURES / f"{name}-{size}.png"), full_page=True)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} px wide on a screen of {width}"

    def _heard(self, said: Any) -> None:
        if said.type in {"error", "warning"} and "Failed to load resource" not in said.text:
            self.troubles.append(f"console: {said.text}")


@pytest.fixture
def screen(
    browser: Browser, served: str, console: Console, hire: Callable[..., Staff]
) -> Iterator[Callable[..., Screen]]:
    """Opens a browser logged in with these roles; afterwards no script error and no refused source."""
    screens: list[Screen] = []

    def opened(*roles: Role, staff: Staff | None = None, **options: Any) -> Screen:
        context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
        cookie = console.sessions.open(staff or hire(*roles), "in", now(), "browser")
        # The browser takes a `Secure` cookie for a page over loopback, but not from `add_cookies` by its address.
        host = "127.0.0.1"
        context.add_cookies(
            [{"name": COOKIE, "value": cookie, "domain": host, "path": "/", "secure": True, "httpOnly": True}]
        )
        screens.append(Screen(context, served))
        return screens[-1]

    yield opened
    troubles = [trouble for one in screens for trouble in one.troubles]
    for one in screens:
        one.context.close()
    assert not troubles, troubles
