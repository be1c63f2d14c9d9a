"""The room of claims in a browser: list, judging with a live preview, approval by a second person, how it looks."""

from datetime import timedelta

import pytest

from bot.clock import today
from bot.console.roles import Role
from tests.cases.claims import POSTS
from tests.console.claims.conftest import FIELDS, FOUND, MAI

pytestmark = pytest.mark.browser


def test_the_lists(screen, house, reported, published):
    published(reported(37))
    reported(3, POSTS[1], 4)
    house.claim_room.claims.reported("Có văn bản giả nói sẽ cắt lương hưu từ tháng sau nhé bà con", "a", today())
    look = screen(Role.EDITOR)
    page = look.open("/console/claims")
    look.pictures("claims-list")
    page.keyboard.press("/")
    page.keyboard.type("thu hoi")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=thu**")
    assert page.locator("tbody tr").count() == 1
    page.get_by_role("link", name="Xem cả").click()
    page.wait_for_url("**/known**")
    look.open("/console/claims/known")
    look.pictures("claims-known")


def test_a_verdict_from_the_first_word_to_the_citizen(screen, reported, house):
    claim = reported(12)
    look = screen(Role.HANDLER)
    page = look.open(f"/console/claims/{claim}")
    page.get_by_label("Tin, viết lại thành một câu").fill(FOUND.claim)
    page.get_by_label("Sai", exact=True).check()
    page.get_by_label("Giải thích, một hoặc hai câu").fill("Tỷ lệ đóng vẫn là ")
    page.get_by_label("Con số của hệ thống").fill("{contribution_rate}")
    page.get_by_role("button", name="Chèn").click()
    assert page.get_by_label("Giải thích, một hoặc hai câu").input_value() == "Tỷ lệ đóng vẫn là {contribution_rate}"
    basis = page.get_by_label("Căn cứ, mỗi dòng một văn bản").input_value()
    assert basis.startswith("Luật BHXH")
    page.get_by_label("Giải thích, một hoặc hai câu").press("End")
    page.get_by_label("Giải thích, một hoặc hai câu").type(".")
    page.get_by_label("Soát lại trước ngày").fill((today() + timedelta(days=90)).isoformat())
    page.locator("#looks .bubble", has_text="22%").first.wait_for()
    look.pictures("claims-judging")
    page.get_by_label("Vì sao kết luận như vậy").fill("đã đối chiếu")
    page.get_by_role("button", name="Gửi để người khác duyệt").click()
    page.wait_for_url("**#versions")
    page.get_by_role("heading", name="Chờ duyệt: phiên bản 1").wait_for()
    other = screen(Role.MANAGER)
    second = other.open(f"/console/claims/{claim}")
    other.pictures("claims-approval")
    second.on("dialog", lambda dialog: dialog.accept())
    second.get_by_label("Vì sao duyệt").fill("đúng văn bản")
    second.get_by_role("button", name="Duyệt và công bố").click()
    second.wait_for_url("**#told")
    second.get_by_text("Sắp gửi trong một phút tới").wait_for()
    other.pictures("claims-published")
    assert house.claim_room.verdicts.versions(claim)[0].published_at


def test_what_is_wrong_stands_beside_its_field(screen, reported):
    look = screen(Role.EDITOR)
    page = look.open(f"/console/claims/{reported()}")
    for name in ("claim", "refutation", "legal_basis", "review_by", "why"):
        page.locator(f"#f-{name}").fill(FIELDS[name])
    page.get_by_label("Sai", exact=True).check()
    page.locator("#f-refutation").fill("Chỉ phải nộp 330.000 đồng.")
    page.get_by_role("button", name="Gửi để người khác duyệt").click()
    page.get_by_role("alert").wait_for()
    assert "330.000" in page.locator("#w-refutation").inner_text()
    look.pictures("claims-refused")


def test_a_claim_in_the_dark(screen, reported, published, house):
    claim = reported(9)
    published(claim)
    house.claim_room.verdicts.propose(MAI, claim, FOUND, "sửa", today())
    look = screen(Role.EDITOR, color_scheme="dark")
    look.open(f"/console/claims/{claim}?withdraw=1")
    look.pictures("claims-dark")
