"""The room of requests in a browser: list, answer, extension, erasure with its second confirmation, how it looks."""

import pytest

from bot.cases.request_states import Kind
from bot.console.roles import Role

pytestmark = pytest.mark.browser


def test_the_list(screen, asked):
    for at, kind in enumerate(Kind):
        asked(kind, f"c{at}", days=at * 2)
    look = screen(Role.CUSTODIAN)
    page = look.open("/console/requests")
    look.pictures("requests-list")
    page.get_by_role("link", name="Quá hạn:").click()
    page.wait_for_url("**clock=late**")
    assert page.locator("tbody tr").count() < len(Kind)


def test_answer_extend_refuse(screen, asked):
    one = asked(Kind.WITHDRAW, days=1)
    look = screen(Role.MANAGER)
    page = look.open(f"/console/requests/{one.number}")
    page.on("dialog", lambda dialog: dialog.accept())
    look.pictures("requests-detail")
    page.get_by_label("Câu trả lời").fill("Sẽ xong trong tuần này.")
    page.get_by_role("button", name="Gửi trả lời").click()
    page.get_by_text("Đã trả lời, đang làm").wait_for()
    page.get_by_label("Vì sao cần thêm thời gian").fill("cần hỏi bên thứ ba")
    page.get_by_role("button", name="Gia hạn").click()
    page.get_by_text("Pháp luật chỉ cho gia hạn một lần").wait_for()
    look.pictures("requests-extended")
    page.get_by_label("Căn cứ", exact=True).select_option("not_found")
    page.get_by_label("Lý do cụ thể").fill("không có dữ liệu nào như vậy")
    page.get_by_role("button", name="Từ chối").click()
    page.get_by_text("Phiếu đã đóng").wait_for()
    look.pictures("requests-refused")


def test_an_erasure(screen, asked):
    one = asked(Kind.DELETE)
    look = screen(Role.CUSTODIAN)
    page = look.open(f"/console/requests/{one.number}")
    page.get_by_role("link", name="Xem và xóa…").click()
    page.wait_for_url("**/erasure")
    look.pictures("requests-erasure")
    page.get_by_label("Ghi chú cho hồ sơ").fill("đúng người")
    page.get_by_label("Gõ lại số phiếu").fill(str(one.number))
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Xóa dữ liệu").click()
    assert page.url.endswith("/erasure")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Xóa dữ liệu").click()
    page.wait_for_url(f"**/{one.number}")
    page.get_by_role("heading", name="Đã xóa").wait_for()
    look.pictures("requests-erased")
