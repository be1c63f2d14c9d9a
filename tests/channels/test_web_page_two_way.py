"""The chat page: the code of an answer as a small line, and the light question whether it helped. Needs Chromium."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.channels.page_server import PROJECT, PageServer, answer

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
CODE = "7K2M-Q9XD-4HTC"
SCREENS = PROJECT / "artefacts" / "screens"
EVIDENCE = {
    "figure": "line",
    "label": "Chuẩn hộ nghèo khu vực nông thôn",
    "value": 1234567,
    "unit": "VND/month",
    "legal_basis": "Nghị định 1/2020/NĐ-CP, Điều 2",
    "effective_from": "2022-01-01",
    "effective_to": None,
}


def answered() -> dict[str, object]:
    whole = answer("Mức thấp nhất tùy anh/chị chọn.", (("Nói kỹ hơn", "m"),), evidence=[EVIDENCE], answer_code=CODE)
    buttons = [{"title": "Giúp được", "payload": "g"}, {"title": "Chưa giúp được", "payload": "b"}]
    asked = {"text": "Câu trả lời này có giúp được anh/chị không?", "buttons": buttons, "image": None}
    whole["replies"].append({**asked, "beside": "feedback"})
    return whole


def ask(page: Page) -> Locator:
    page.get_by_label("Câu hỏi của anh/chị", exact=True).fill("Đóng thấp nhất bao nhiêu?")
    page.get_by_label("Câu hỏi của anh/chị", exact=True).press("Enter")
    expect(page.get_by_role("log").locator(".bot")).to_have_count(1)
    return page.get_by_role("log")


def test_the_code_leads_to_its_receipt(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(answered())
    log = ask(page)
    line = log.get_by_role("link", name=CODE)
    expect(line).to_have_attribute("href", f"/bien-nhan/{CODE}")
    expect(line).to_have_accessible_name(f"{CODE} (mở trang khác)")
    expect(log.locator(".answer-code")).to_contain_text("Mã câu trả lời:")
    assert line.bounding_box()["height"] >= 24
    page.reload()
    expect(page.get_by_role("link", name=CODE)).to_be_visible()


def test_an_answer_without_a_code_has_no_line(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(answer("Chào anh/chị."), answer("Chào.", answer_code=None))
    log = ask(page)
    expect(log.locator(".answer-code")).to_have_count(0)


def test_the_question_stands_beside_the_answer_and_its_press_is_sent(
    open_page: OpenPage, page_server: PageServer
) -> None:
    page = open_page()
    page_server.says(answered(), "Cảm ơn anh/chị đã cho biết.")
    log = ask(page)
    first, beside = log.locator(".bot .say").all()
    expect(first.locator(".evidence")).to_have_count(1)
    expect(first.locator(".answer-code")).to_have_count(1)
    expect(beside).to_have_text("Câu trả lời này có giúp được anh/chị không?")
    expect(beside.locator(".evidence")).to_have_count(0)
    log.get_by_role("button", name="Chưa giúp được").click()
    expect(log).to_contain_text("Cảm ơn anh/chị đã cho biết.")
    assert page_server.asked[1]["payload"] == "b"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_fits(open_page: OpenPage, page_server: PageServer, width: int) -> None:
    page = open_page(width=width, height=800)
    page_server.says(answered())
    ask(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.wait_for_timeout(400)
    if width != 320:
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"two-way-{width}.png")
