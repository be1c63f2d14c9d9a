"""`ansinh up --demo`, played through its page: what is typed on a telephone is answered by the whole system."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Locator, Page, expect

from bot.operations import model, network, paths
from bot.settings import PROJECT
from tests.channels.test_phones_page import DESKTOP, PHONE, SCREENS, log, side, write

pytestmark = [pytest.mark.live, pytest.mark.browser]

OpenPage = Callable[..., Page]
#: Seconds until an answer stands on the telephone: engine, database, and a message a second at Telegram.
PATIENCE = 30_000
QUESTION, ANSWER = "đóng thấp nhất bao nhiêu một tháng", "Mức đóng thấp nhất"


@dataclass(frozen=True)
class Demo:
    """A running demonstration: addresses of page and app, and its home."""

    page: str
    app: str
    home: Path


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as that of a real system: it holds the trained model and nothing else."""
    home = tmp_path_factory.mktemp("demo")
    if not model.model_path(PROJECT / "var", model.fingerprint()).exists():
        model.train(PROJECT / "var", model.fingerprint())
    paths.models(home).symlink_to(paths.models(PROJECT / "var"))
    return home


@pytest.fixture(scope="module")
def demo(base: Path) -> Iterator[Demo]:
    port, page = network.free_port(), network.free_port()
    # What a real system has set: nothing of it may reach the demonstration.
    real = {
        "ANSINH_DATABASE_URL": "sqlite:////nowhere/real.db",
        "ANSINH_TELEGRAM_TOKEN": "1:real",
        "ANSINH_HOST": "0.0.0.0",
    }
    given = {"ANSINH_HOME": str(base), "ANSINH_PORT": str(port), "ANSINH_DEMO_PORT": str(page)}
    told = base / "told"
    with told.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "up", "--demo"],
            cwd=PROJECT,
            env={**os.environ, **real, **given},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(told, process)
        yield Demo(f"http://127.0.0.1:{page}", f"http://127.0.0.1:{port}", base / "demo")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        with pytest.raises(requests.ConnectionError):
            requests.get(f"http://127.0.0.1:{page}/state", timeout=5)


def _wait(told: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while "Ctrl-C" not in told.read_text("utf-8"):
        assert process.poll() is None, told.read_text("utf-8")
        assert time.monotonic() < deadline, told.read_text("utf-8")
        time.sleep(0.2)


@pytest.fixture
def play(open_page: OpenPage, demo: Demo) -> Callable[..., Page]:
    """The page with a new person on each telephone."""

    def opened(**screen: object) -> Page:
        for name in ("zalo", "telegram"):
            assert requests.post(f"{demo.page}/{name}/renew", json={}, timeout=10).ok
        page = open_page(demo.page, **{**DESKTOP, **screen})
        page.set_default_timeout(PATIENCE)
        return page

    return opened


def answers(page: Page, name: str) -> Locator:
    return log(page, name).locator(".entry.bot")


def says(page: Page, name: str, text: str) -> None:
    expect(answers(page, name).filter(has_text=text).last).to_be_visible(timeout=PATIENCE)


def example(page: Page, name: str) -> Locator:
    """The example that was asked for: with its sources, and without the offer of an example."""
    return answers(page, name).filter(has_text="Căn cứ").filter(has_not_text="Cho ví dụ")


def test_it_says_where_everything_is_and_keeps_its_own_records(demo: Demo, base: Path) -> None:
    told = (base / "told").read_text("utf-8")
    assert f"{demo.page}/" in told
    assert str(demo.home / "ansinh.db") in told
    assert (demo.home / "ansinh.db").exists()
    assert not (base / "ansinh.db").exists()
    health = requests.get(f"{demo.app}/health", timeout=10).json()
    assert health["channels"] == {"zalo": "ok", "telegram": "ok"}


@pytest.mark.parametrize("name", ["Zalo", "Telegram"])
@pytest.mark.parametrize("screen", ["360", "1280"])
def test_a_question_its_answer_a_press_and_the_next_answer(play: Callable[..., Page], name: str, screen: str) -> None:
    page = play(**(PHONE if screen == "360" else DESKTOP))
    if screen == "360":
        page.get_by_role("button", name=name, exact=True).click()
    side(page, name).get_by_role("button", name="Quan tâm OA" if name == "Zalo" else "Bắt đầu", exact=True).click()
    says(page, name, "máy trả lời tự động")
    write(page, name, QUESTION)
    says(page, name, ANSWER)
    expect(example(page, name)).to_have_count(0)
    answers(page, name).filter(has_text=ANSWER).get_by_role("button", name="Cho ví dụ").last.click()
    expect(log(page, name).locator(".entry.me").last).to_contain_text("Cho ví dụ")
    expect(example(page, name)).to_contain_text("đã xem" if name == "Zalo" else "đã tới máy", timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= int(screen)
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"demo_{name.lower()}_{screen}.png")


def test_on_a_computer_a_number_is_typed_instead(play: Callable[..., Page]) -> None:
    page = play()
    side(page, "Zalo").get_by_label("Zalo trên máy tính").check()
    write(page, "Zalo", QUESTION)
    says(page, "Zalo", ANSWER)
    offered = answers(page, "Zalo").filter(has_text=ANSWER).last.locator(".say").inner_text()
    number = re.search(r"^(\d+)\. Cho ví dụ$", offered, re.MULTILINE)
    assert number, offered
    write(page, "Zalo", number[1])
    expect(example(page, "Zalo")).to_be_visible(timeout=PATIENCE)


def test_an_answer_survives_two_errors_of_the_platform(play: Callable[..., Page]) -> None:
    page = play()
    for name in ("Zalo", "Telegram"):
        tools = side(page, name)
        tools.get_by_text("Gây lỗi khi gửi tin").click()
        tools.get_by_label("Mấy lần").fill("2")
        tools.get_by_label("Lỗi", exact=True).select_option("429")
        tools.get_by_role("button", name="Gây lỗi").click()
        expect(tools.locator(".pending")).to_contain_text("Còn 2")
        write(page, name, QUESTION)
    for name in ("Zalo", "Telegram"):
        expect(answers(page, name).filter(has_text=ANSWER)).to_have_count(1, timeout=2 * PATIENCE)
        expect(side(page, name).locator(".pending")).to_have_text("Không có lỗi nào đang chờ.")


def test_the_bot_is_silent_after_staff_wrote(play: Callable[..., Page]) -> None:
    page = play()
    write(page, "Zalo", QUESTION)
    says(page, "Zalo", ANSWER)
    side(page, "Zalo").get_by_text("Cán bộ nhắn từ Zalo OA").click()
    side(page, "Zalo").get_by_label("Lời của cán bộ").fill("Tôi là cán bộ, tôi xem giúp anh/chị.")
    side(page, "Zalo").get_by_label("Lời của cán bộ").press("Enter")
    expect(log(page, "Zalo").locator(".entry.staff")).to_contain_text("An Sinh đã nhận")
    before = answers(page, "Zalo").filter(has_text=ANSWER).count()
    write(page, "Zalo", QUESTION)
    expect(log(page, "Zalo").locator(".entry.me").last).to_contain_text("An Sinh đã nhận")
    page.wait_for_timeout(3000)
    assert answers(page, "Zalo").filter(has_text=ANSWER).count() == before


def test_who_blocked_the_bot_and_comes_back_is_answered(play: Callable[..., Page]) -> None:
    page = play()
    write(page, "Telegram", QUESTION)
    side(page, "Telegram").get_by_role("button", name="Chặn bot").click()
    expect(side(page, "Telegram")).to_contain_text("đang chặn bot")
    side(page, "Telegram").get_by_role("button", name="Bắt đầu").click()
    expect(side(page, "Telegram")).not_to_contain_text("đang chặn bot")
    write(page, "Telegram", QUESTION)
    says(page, "Telegram", ANSWER)


def test_everything_that_is_sent_along_is_answered(play: Callable[..., Page]) -> None:
    page = play()
    for name in ("Zalo", "Telegram"):
        for word in ("Vị trí", "Nhãn dán", "Ghi âm"):
            before = answers(page, name).count()
            side(page, name).get_by_role("button", name=word).click()
            expect(answers(page, name).nth(before)).to_be_visible(timeout=PATIENCE)


def test_zalos_clock_makes_the_token_old_and_it_is_renewed(play: Callable[..., Page]) -> None:
    page = play()
    side(page, "Zalo").get_by_text("Đồng hồ của Zalo (48 giờ)").click()
    side(page, "Zalo").get_by_role("button", name="+47 giờ").click()
    write(page, "Zalo", QUESTION)
    says(page, "Zalo", ANSWER)
    side(page, "Zalo").get_by_role("button", name="Giờ thật").click()
    write(page, "Zalo", "cảm ơn")
    says(page, "Zalo", "Không có gì")


def test_a_second_demonstration_from_the_same_home_is_refused(demo: Demo, base: Path) -> None:
    given = {"ANSINH_HOME": str(base), "ANSINH_PORT": str(network.free_port())}
    given["ANSINH_DEMO_PORT"] = str(network.free_port())
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "up", "--demo"],
        cwd=PROJECT,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "already runs" in done.stderr
    # The first one's platforms are not disturbed.
    assert requests.get(f"{demo.page}/state", timeout=10).ok
