"""The overview in a browser: three questions answered on the first screen, for everybody, light and dark and small."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.console.roles import Role
from bot.storage.database import Database
from tests.console.conftest import PICTURES
from tests.console.statistics.overview_story import RUMOUR, period, tell

pytestmark = pytest.mark.browser
PAGE = "/console/statistics"
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
#: Whether an element lies within the first screen, and is not covered or cut off.
SEEN = """
(element) => {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight && window.scrollY === 0;
}
"""


@pytest.fixture(scope="module")
def template(template, tmp_path_factory):
    """The database with the story, counted once for all tests of this file."""
    file = tmp_path_factory.mktemp("story") / "ansinh.db"
    made = Database(f"sqlite:///{shutil.copy(template, file)}")
    tell(made)
    made.close()
    return file


@pytest.fixture
def seen(screen):
    """The page at 1280 by 800, as a manager opens it."""
    opened = screen(Role.MANAGER, viewport=DESK)
    opened.open(f"{PAGE}?period={period()}")
    return opened


def on_first_screen(page, selector, *words):
    """The text of the first element, which lies within the first screen and says all of the words."""
    found = page.locator(selector).first
    assert found.evaluate(SEEN), f"{selector} is not on the first screen: {found.bounding_box()}"
    text = " ".join(found.inner_text().split())
    assert all(word in text for word in words), text
    return text


def test_which_topic_rose_most_and_why_is_read_at_once(seen) -> None:
    change = on_first_screen(seen.page, ".ov-change[open]", "Mức đóng BHXH", "+60 (+300 %)", "20 → 80 lượt")
    assert "Tăng ở: câu hỏi “" in change
    assert "+60 (100,0 % phần tăng)" in change
    assert "kênh Trang web" in change
    assert "Trùng lúc với:" in change


def test_how_many_asked_about_a_rumour_before_and_after_is_read_at_once(seen) -> None:
    on_first_screen(
        seen.page, f".ov-rumours article:has-text('{RUMOUR[:40]}')", "Hỏi trước: 41", "hỏi sau: 17", "Sai ("
    )


def test_which_group_is_behind_its_target_is_read_at_once(seen) -> None:
    on_first_screen(seen.page, ".ov-targets li", "%")
    on_first_screen(seen.page, ".ov-targets", "Nhóm chưa đạt chỉ tiêu", "/ 45,0 %")


def test_the_essentials_stand_on_one_screen(seen) -> None:
    for selector in (".ov-figures", ".ov-changes h3", ".ov-rumours", ".ov-targets", ".ov-decisions ol"):
        on_first_screen(seen.page, selector)
    on_first_screen(seen.page, ".ov-decisions li", "chờ gặp cán bộ quá 30 phút")


def test_every_main_figure_leads_on(seen) -> None:
    links = seen.page.locator(".ov-figures .value a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(links) == 6
    for link in links:
        answer = seen.page.goto(seen.url + link)
        assert (answer and answer.status) == 200, link


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_it(screen, scheme, size) -> None:
    opened = screen(Role.MANAGER, viewport=size, color_scheme=scheme)
    page = opened.open(f"{PAGE}?period={period()}")
    page.evaluate("document.querySelectorAll('.ov details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    wrong = [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}]
    assert not wrong
    page.reload()
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"overview-{scheme}-{size['width']}.png", full_page=size is PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_by_keys_alone_a_change_is_opened(seen) -> None:
    fall = seen.page.locator(".ov-change:not([open]) > summary").first
    fall.focus()
    seen.page.keyboard.press("Enter")
    on_first_screen(seen.page, ".ov-change:has-text('thai sản')", "Giảm ở:")
