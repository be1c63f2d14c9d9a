"""Every page for people who do not see, or use the keyboard: axe finds nothing serious."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.console.roles import Role
from tests.bars import figure  # noqa: F401  a fixture
from tests.console.crawl import walk

_SERIOUS = {"serious", "critical"}
_STAFF = [
    (Role.OFFICER, Role.EDITOR, Role.MANAGER, Role.HANDLER, Role.CUSTODIAN, Role.AUDITOR),
    (Role.ADMINISTRATOR,),
]


@pytest.fixture
def busy_house(house, talk, console):
    """A little of everything that pages show."""
    for count in range(6):
        talk(f"mức đóng thấp nhất bao nhiêu {count}", citizen=f"citizen {count % 2}")
    turn = talk("có người thu tiền", "", topic="fraud_report")
    house.reports.receive(turn, "fraud", {"what": "có người thu tiền", "when_where": "", "who": ""}, console_day())
    return house


def console_day():
    from bot.clock import today

    return today()


@pytest.mark.browser
@pytest.mark.parametrize("roles", _STAFF, ids=["staff", "administrator"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_page_has_a_serious_finding(busy_house, screen, roles, look, figure):  # noqa: F811
    shown, found, pages = screen(*roles, color_scheme=look), [], 0
    for path in walk(shown.page, shown.url):
        pages += 1
        for finding in Axe().run(shown.page).response["violations"]:
            if finding["impact"] in _SERIOUS:
                found.append(f"{path}: {finding['id']} at {finding['nodes'][0]['target']}")
    figure(f"{pages} pages, {len(found)} serious findings")
    assert not found, "\n".join(found)


@pytest.mark.browser
def test_the_door_has_no_serious_finding(browser, served):
    page = browser.new_page()
    page.goto(f"{served}/console/login")
    found = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in _SERIOUS]
    page.close()
    assert not found


@pytest.mark.browser
def test_the_first_key_jumps_over_the_menu(screen):
    page = screen(Role.AUDITOR).open("/console/audit")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
