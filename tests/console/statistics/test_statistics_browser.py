"""The pages of figures in a browser: pictures are drawn under the strict policy, nothing keeps anybody out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.console.roles import Role
from tests.console.statistics.looks import every_kind

pytestmark = pytest.mark.browser
PLACE = "/console/statistics"
FILTER = "period=2026-06&compare=before"


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
