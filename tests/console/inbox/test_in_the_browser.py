"""Both sides in a browser: the citizen's chat page and the officer's desk, as they see each other."""

import re

import pytest
from playwright.sync_api import expect

from bot.console.roles import Role
from bot.settings import PROJECT
from tests.console.conftest import PICTURES

BAD = {"serious", "critical"}
AXE = PROJECT / "tests" / "assets" / "axe.min.js"


@pytest.fixture
def citizen(browser, served):
    """The chat page of a citizen in a profile of its own; afterwards no script error."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 360, "height": 740})
    page, troubles = context.new_page(), []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(served)
    yield page
    context.close()
    assert not troubles


def says(page, text):
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")


def findings(page):
    """What axe finds serious or critical."""
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("() => axe.run(document)")
    return [(one["id"], one["nodes"][0]["html"]) for one in result["violations"] if one["impact"] in BAD]


def picture(page, name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def test_a_citizen_asks_waits_is_answered_and_goes_back(screen, citizen):
    says(citizen, "đóng bao nhiêu")
    expect(citizen.locator("#log")).to_contain_text("nghe: đóng bao nhiêu")
    says(citizen, "gặp cán bộ")
    expect(citizen.locator("#held")).to_contain_text("Đang chờ cán bộ")

    officer = screen(Role.OFFICER)
    page = officer.open("/console/inbox")
    expect(page.get_by_role("link", name="gặp cán bộ")).to_be_visible()
    officer.pictures("inbox-queue")
    assert findings(page) == []
    page.get_by_role("button", name="Nhận").click()
    page.wait_for_url("**/console/inbox/*")
    page.locator("#text").fill("Dạ chào bác, cháu là cán bộ.")
    page.locator("#text").press("Control+Enter")
    expect(page.locator("#turns")).to_contain_text("Dạ chào bác, cháu là cán bộ.")

    expect(citizen.locator("#log .officer")).to_contain_text("Dạ chào bác, cháu là cán bộ.")
    expect(citizen.locator("#log .officer")).to_contain_text("Cán bộ BHXH")
    expect(citizen.locator("#log .handover")).to_contain_text("Từ đây cán bộ BHXH trả lời")
    expect(citizen.locator("#held")).to_contain_text("Cán bộ đang trả lời")
    answers = citizen.locator("#log .bot").count()
    says(citizen, "bác hỏi thêm một câu")
    expect(citizen.locator(".passed")).to_contain_text("Đã gửi cho cán bộ")
    # Live: the officer sees it without a reload, and that the reply was shown.
    expect(page.locator("#turns")).to_contain_text("bác hỏi thêm một câu")
    expect(page.locator("#turns")).to_contain_text("đã hiện trên trang")
    assert citizen.locator("#log .bot").count() == answers
    picture(citizen, "inbox-citizen-phone")
    officer.pictures("inbox-talk")
    assert findings(page) == []

    citizen.reload()
    expect(citizen.locator("#log .officer")).to_contain_text("Dạ chào bác")
    page.locator("summary", has_text="Trả lại cho trợ lý máy").click()
    page.get_by_role("button", name="Đúng, trả lại").click()
    expect(citizen.locator("#log .handover").last).to_contain_text("trợ lý máy An Sinh trả lời tiếp")
    expect(citizen.locator("#held")).to_be_hidden()
    says(citizen, "đóng bao nhiêu nữa")
    expect(citizen.locator("#log .bot").last).to_contain_text("nghe: đóng bao nhiêu nữa")


def test_the_citizen_goes_back_by_a_word(screen, citizen):
    says(citizen, "gặp cán bộ")
    expect(citizen.locator("#held")).to_contain_text("Đang chờ cán bộ")
    officer = screen(Role.OFFICER)
    officer.open("/console/inbox").get_by_role("button", name="Nhận").click()
    expect(citizen.locator("#held")).to_contain_text("Cán bộ đang trả lời")
    says(citizen, "gặp trợ lý")
    expect(citizen.locator("#log .bot").last).to_contain_text("trợ lý máy An Sinh trả lời tiếp")
    expect(citizen.locator("#held")).to_be_hidden()
    # The officer's page says that it is over.
    expect(officer.page.locator("#live")).to_contain_text("vừa thay đổi")


def test_the_queue_is_worked_by_keys(screen, citizen):
    says(citizen, "gặp cán bộ")
    expect(citizen.locator("#held")).to_contain_text("Đang chờ cán bộ")
    page = screen(Role.OFFICER).open("/console/inbox")
    page.keyboard.press("j")
    page.wait_for_url("**/console/inbox/*")
    page.wait_for_load_state()
    page.keyboard.press("c")
    expect(page.locator("#reply")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.type("bác nặng tai")
    page.get_by_role("button", name="Lưu ghi chú").click()
    expect(page.locator(".line.note")).to_contain_text("bác nặng tai")
    page.wait_for_load_state()
    page.keyboard.press("r")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("Dạ vâng")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".line.officer")).to_contain_text("Dạ vâng")
    page.wait_for_load_state()
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="Đúng, trả lại")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Đúng, trả lại")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="Đúng, trả lại")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_contain_text("đã kết thúc")


def test_an_approved_text_with_todays_figures(screen, citizen):
    says(citizen, "gặp cán bộ")
    expect(citizen.locator("#held")).to_contain_text("Đang chờ cán bộ")
    officer = screen(Role.OFFICER)
    page = officer.open("/console/inbox")
    page.get_by_role("button", name="Nhận").click()
    page.wait_for_load_state()
    page.keyboard.press("a")
    page.keyboard.type("thap nhat dong")
    expect(page.locator('#pick option[value="contribution_level/min_monthly_payment"]')).to_be_attached()
    expect(page.locator("#picks")).not_to_contain_text("mai táng")
    # Enter in the search sends nothing.
    page.keyboard.press("Enter")
    expect(page.locator("#pick")).to_be_focused()
    page.locator("#pick").select_option("contribution_level/min_monthly_payment")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).not_to_have_value("")
    assert "đồng" in page.locator("#text").input_value()
    officer.pictures("inbox-approved")
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator(".line.officer")).to_contain_text("Căn cứ:")
    expect(citizen.locator("#log .officer")).to_contain_text("đồng")


def test_a_warning_before_numbers_leave(screen, citizen):
    says(citizen, "gặp cán bộ")
    expect(citizen.locator("#held")).to_contain_text("Đang chờ cán bộ")
    officer = screen(Role.OFFICER)
    page = officer.open("/console/inbox")
    page.get_by_role("button", name="Nhận").click()
    page.locator("#text").fill("Số của bác 001085012345")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("alert")).to_contain_text("số căn cước")
    expect(page.locator("#text")).to_have_value("Số của bác 001085012345")
    officer.pictures("inbox-warning")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator(".line.officer")).to_contain_text("[CCCD_1]")


def test_the_title_counts_who_waits(screen, citizen):
    officer = screen(Role.OFFICER)
    page = officer.open("/console/inbox")
    officer.pictures("inbox-empty")
    says(citizen, "gặp cán bộ")
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    expect(page.get_by_role("button", name="Nhận")).to_be_visible()


def test_in_the_dark_and_in_english(screen, citizen, console, hire):
    says(citizen, "gặp cán bộ")
    expect(citizen.locator("#held")).to_contain_text("Đang chờ cán bộ")
    staff = hire(Role.MANAGER)
    console.accounts.set_language(staff, "en")
    officer = screen(staff=staff, color_scheme="dark")
    page = officer.open("/console/inbox")
    page.get_by_role("link", name="gặp cán bộ").click()
    expect(page.get_by_role("heading", name="Talk with a citizen", exact=True)).to_be_visible()
    officer.pictures("inbox-dark")
