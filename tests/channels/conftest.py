"""A browser and the chat page for the tests of the web channel."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.channels.page_server import PageServer

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--headless",
]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

expect.set_options(timeout=10_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, one per file of tests: Playwright keeps an event loop running in this thread until it stops,
    and with it no other test could start one. Its absence skips, but fails where CI=true promises one."""
    path = shutil.which(CHROMIUM)
    if path is None:
        reason = f"no Chromium at {CHROMIUM} (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def _server() -> Iterator[PageServer]:
    with PageServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)


@pytest.fixture
def page_server(_server: PageServer) -> PageServer:
    """The page with a scripted answer for each test."""
    _server.reset()
    return _server


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, page_server: PageServer) -> Iterator[OpenPage]:
    """Opens the page in a fresh profile; afterwards no script error, refused source or foreign request."""
    contexts = []
    troubles: list[str] = []

    def watch(page: Page, origin: str) -> None:
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        # A failed answer is logged by the browser itself; everything else in the console is ours to prevent.
        page.on(
            "console",
            lambda said: (
                troubles.append(f"console: {said.text}")
                if said.type in {"error", "warning"} and "Failed to load resource" not in said.text
                else None
            ),
        )
        page.on(
            "request",
            lambda sent: None if sent.url.startswith((origin, "data:")) else troubles.append(f"left: {sent.url}"),
        )

    def opened(url: str = "", width: int = 1280, height: int = 800, script: str = "", **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        watch(page, url or page_server.url)
        if script:
            page.add_init_script(script)
        page.goto(url or page_server.url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles
