"""The pages of figures in a browser: pictures are drawn under the strict policy, nothing keeps anybody out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.console.roles import Role
from tests.console.statistics.looks import every_kind

pytestmark = pytest.mark.browser
PLACE = "/console/statistics"
FILTER = "period=2026-06&compare=before"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def kinds(monkeypatch):
    """Pages that show one table of every picture instead of ours."""
    for module in ("theme_pages", "definition_pages"):
        monkeypatch.setattr(f"bot.console.statistics.{module}.tables", every_kind)


def serious(page):
    """What keeps people who do not see, or use keys alone, from the page."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}]


def drawn(page):
    page.wait_for_function("document.documentElement.dataset.drawn === 'yes'")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_theme_is_drawn_in_both_looks(year, kinds, screen, scheme):
    shown = screen(Role.MANAGER, color_scheme=scheme)
    page = drawn(shown.open(f"{PLACE}/questions?{FILTER}"))
    assert page.locator(".chart svg").count() == page.locator(".chart").count() == 7
    shown.pictures(f"statistics-questions-{scheme}")
    assert not serious(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("answers", f"answers?{FILTER}"),
        ("reach", f"reach?{FILTER}"),
        ("rows", f"rows?{FILTER}&condition=two_way&shown=16"),
        ("definitions", "definitions"),
        ("report", "report"),
    ],
)
def test_every_page_is_for_everybody(year, screen, name, path, scheme):
    shown = screen(Role.MANAGER, color_scheme=scheme)
    page = shown.open(f"{PLACE}/{path}")
    shown.pictures(f"statistics-{name}-{scheme}")
    assert not serious(page)


def test_on_a_phone_the_filter_is_one_line_until_it_is_wanted(year, screen):
    page = screen(Role.MANAGER, viewport=PHONE).open(f"{PLACE}/answers?{FILTER}")
    fold = page.locator(".stat-fold")
    assert fold.bounding_box()["height"] < 80
    assert "Tháng 6/2026" in fold.inner_text()
    fold.locator("summary").click()
    assert page.locator("#f-channel").is_visible()
    page.goto(page.url + "&channel=zalo")
    assert page.locator("#f-channel").is_visible(), "whoever filters sees by what"
    assert "kênh: Zalo" in fold.locator("summary").inner_text()


def test_at_a_desk_the_filter_stands_open(year, screen):
    page = screen(Role.MANAGER).open(f"{PLACE}/answers?{FILTER}")
    assert page.locator("#f-channel").is_visible()


def test_a_long_table_shows_its_first_rows(year, kinds, screen):
    page = screen(Role.MANAGER, viewport=PHONE).open(f"{PLACE}/questions?{FILTER}")
    long, button = page.locator("#t-lines"), page.locator("button[aria-controls=t-lines]")
    assert long.locator("tbody tr:visible").count() == 8
    assert "Xem cả bảng (20 dòng)" in button.inner_text()
    button.click()
    assert long.locator("tbody tr:visible").count() == 20
    assert long.evaluate("one => one.scrollHeight <= one.clientHeight + 1"), "nothing scrolls within the page"
    assert "Thu gọn bảng" in button.inner_text()
    button.click()
    assert long.locator("tbody tr:visible").count() == 8
    page.emulate_media(media="print")
    assert long.locator("tbody tr:visible").count() == 20
