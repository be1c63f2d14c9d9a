"""Claims and requests for people who do not see: axe finds nothing serious, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.cases.request_states import Kind
from bot.clock import now, today
from bot.console.roles import Role
from tests.cases.claims import POSTS
from tests.console.claims.conftest import FOUND, MAI

_SERIOUS = {"serious", "critical"}


@pytest.mark.browser
@pytest.mark.parametrize("look", ["light", "dark"])
def test_nothing_serious_is_found(screen, house, reported, published, look):
    one, other = reported(9), reported(3, POSTS[1], 4)
    published(one)
    house.claim_room.verdicts.propose(MAI, other, FOUND, "đã hỏi", today())
    asked = house.case_room.requests.receive(house.conversations.of("web", "a"), Kind.DELETE, now())
    shown, found = screen(Role.EDITOR, Role.MANAGER, color_scheme=look), []
    request = f"/console/requests/{asked.number}"
    for path in (
        "/console/claims",
        "/console/claims/known",
        f"/console/claims/{one}?version=1",
        f"/console/claims/{other}",
        "/console/requests",
        request,
        f"{request}/erasure",
        "/console/requests/incident?found_at=2026-11-20T10:00&since=2026-11-20T10:00&until=2026-11-22T10:00",
    ):
        page = shown.open(path)
        if "claim_" in path:
            page.locator("#looks > *").first.wait_for()
        violations = Axe().run(page).response["violations"]
        found += [
            f"{path}: {one['id']} at {one['nodes'][0]['target']}" for one in violations if one["impact"] in _SERIOUS
        ]
    assert not found, "\n".join(found)
