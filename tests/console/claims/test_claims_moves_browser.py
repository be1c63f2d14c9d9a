"""Merging, splitting and undoing in a browser, at both sizes; axe finds nothing serious in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.clock import today
from bot.console.roles import Role
from tests.cases.claims import POSTS

pytestmark = pytest.mark.browser
_SERIOUS = {"serious", "critical"}


def serious(page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']} at {one['nodes'][0]['target']}" for one in violations if one["impact"] in _SERIOUS]


def test_a_merge_from_the_claim_to_its_undo(screen, house, reported, published):
    one, other = reported(6), reported(3, POSTS[1], 4)
    published(one)
    look = screen(Role.EDITOR)
    page = look.open(f"/console/claims/{other}")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Gộp với tin khác…").click()
    page.wait_for_url("**/merge")
    page.get_by_label("Tìm tin có những chữ").fill("thu hồi sổ")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url("**words=**")
    look.pictures("claims-merge-choose")
    page.locator(f'a[href="/console/claims/{other}/merge?with={one}"]').click()
    page.get_by_role("heading", name="Tin ở lại").wait_for()
    look.pictures("claims-merge")
    assert not serious(page)
    page.get_by_label("Vì sao hai tin là một").fill("cùng một bài đăng")
    page.get_by_role("button", name="Gộp", exact=True).click()
    page.wait_for_url(f"**/{one}#moves")
    page.get_by_text("Nhận tin được gộp").wait_for()
    assert sum(house.claim_room.reading.by_day(one).values()) == 9
    look.pictures("claims-merged")
    assert not serious(page)
    page.get_by_label("Vì sao hoàn tác").fill("hai tin khác nhau")
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Đã hoàn tác").wait_for()
    assert sum(house.claim_room.reading.by_day(other).values()) == 3


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_split_with_rows_filled_in(screen, house, reported, colours):
    claim = reported(8)
    for _ in range(3):
        house.claim_room.claims.sighted(claim, "https://vssid-moi.top/x", today())
    look = screen(Role.MANAGER, color_scheme=colours)
    page = look.open(f"/console/claims/{claim}/split")
    page.get_by_label("Kèm đường dẫn của").select_option("vssid-moi.top")
    page.get_by_label("Cách gặp").select_option("asked")
    page.get_by_role("button", name="Điền sẵn các dòng khớp").click()
    page.wait_for_url("**host=vssid-moi.top**")
    field = page.locator('input[name^="n:"][name$="vssid-moi.top"]').first
    assert field.input_value() == "3"
    look.pictures(f"claims-split-{colours}")
    assert not serious(page)
    page.get_by_label("Lời của tin mới").fill("App VssID giả đang lan")
    page.get_by_label("Vì sao đây là tin khác").fill("app giả, không phải thu hồi sổ")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Tách ra", exact=True).click()
    assert page.url.endswith("asked&words=") or "/split" in page.url
    assert sum(house.claim_room.reading.by_day(claim).values()) == 11
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Tách ra", exact=True).click()
    page.wait_for_url("**#moves")
    page.get_by_text("Nhận phần tách từ").wait_for()
    assert page.locator("blockquote").first.inner_text() == "App VssID giả đang lan"
    assert sum(house.claim_room.reading.by_day(claim).values()) == 8
