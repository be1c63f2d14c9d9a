"""The room in a browser: a fraud report read, worked on and handed over; a link opened by two; every page looked at."""

import re

import pytest
from playwright.sync_api import expect

from bot.cases.states import State
from bot.console.roles import Role
from bot.settings import PROJECT
from tests.console.reports.conftest import STORY
from tests.evidence.conftest import encoded, halves
from tests.evidence.test_kinds import TAKEN, Kind

pytestmark = pytest.mark.browser
AXE = PROJECT / "tests" / "assets" / "axe.min.js"
#: Colours are measured as they stand, not on their way from light to dark.
STILL = {"reduced_motion": "reduce"}
HOSTILE = '"><img src=x onerror=document.title=1><script>document.title=2</script>'


def barriers(screen):
    """Serious findings of axe on the page as it stands; the tool is run from outside of the page's own policy."""
    screen.page.evaluate(AXE.read_text("utf-8"))
    found = screen.page.evaluate("axe.run()")
    return [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


def filled(citizens):
    """A list in which every kind of line stands; gives the case with everything in it."""
    for at, days in ((0, 0), (1, 40), (2, 2)):
        number = citizens.report(f"Chuyện thứ {at} {'không giống chuyện khác ' * at}", triage=at == 1)
        if days == 40:
            citizens.late(number)
            citizens.set(number, assignee="mai")
    citizens.at(citizens.report("Một tin bịa đặt về quỹ hưu trí", kind="misinformation"), State.ANSWERED)
    citizens.report()
    return citizens.report(
        f"{STORY}, tôi đã chuyển tiền, vào https://vssid-capnhat.com/{'a' * 80}",
        clues={"[DIEN_THOAI_1]": "0900000001"},
        content={"when_where": "chợ Bình An", "who": HOSTILE, "clues": "số [DIEN_THOAI_1]"},
        files=[("anh.png", encoded(halves(), "PNG")), ("giay.pdf", TAKEN[Kind.PDF] + b"x")],
        agreed=True,
    )


def see(screen, name):
    """Look at a page in both sizes and both lights."""
    screen.pictures(f"reports-{name}")
    assert barriers(screen) == []
    screen.page.emulate_media(color_scheme="dark")
    screen.page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    assert barriers(screen) == []
    screen.page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
    screen.page.emulate_media(color_scheme="light")


def say_why(page, why="xem tin mới"):
    page.get_by_label("Vì sao anh/chị mở tin báo này?").fill(why)
    page.get_by_role("button", name="Mở tin báo").click()
    expect(page.get_by_role("heading", name="Nội dung")).to_be_visible()
    page.wait_for_load_state()


def test_a_fraud_report_is_read_and_handed_over(screen, hire, citizens):
    number = filled(citizens)
    mai = hire(Role.HANDLER, name="mai", full_name="Trần Thị Mai")
    one = screen(staff=mai, **STILL)
    page = one.open("/console/reports")
    see(one, "list")
    page.get_by_role("link", name=f"#{number}").click()
    see(one, "why")
    say_why(page)
    expect(page.get_by_role("heading", name=f"Tin báo #{number}")).to_be_visible()
    expect(page.get_by_text(HOSTILE)).to_be_visible()
    expect(page).to_have_title(re.compile("Tin báo"))
    page.locator(".files img").scroll_into_view_if_needed()
    expect(page.locator(".files img")).to_have_js_property("complete", True)
    assert page.locator(".files img").evaluate("one => one.naturalWidth") > 0
    see(one, "case")

    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp 2").click()
    assert download.value.suggested_filename == f"tin-bao-{number}-2.pdf"

    page.get_by_label("Lý do", exact=True).first.fill("nhận xử lý")
    page.get_by_role("button", name="Chuyển sang", exact=True).click()
    expect(page.get_by_text("Mới → Đã tiếp nhận")).to_be_visible()

    page.get_by_role("radio", name="Hỏi người báo").check()
    page.get_by_label("Lời viết").fill("Anh/chị còn giữ tin nhắn không?")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_text("Anh/chị còn giữ tin nhắn không?")).to_be_visible()

    page.get_by_role("link", name="Xem số điện thoại").click()
    expect(page.get_by_text("0900000001")).to_be_visible()
    see(one, "clues")
    page.get_by_role("link", name="Về tin báo").click()

    page.get_by_role("link", name="Soạn công văn").click()
    see(one, "handover")
    for label, words in (
        ("Cơ quan chuyển", "Bảo hiểm xã hội tỉnh Lào Cai"),
        ("Cơ quan cấp trên", "Bảo hiểm xã hội Việt Nam"),
        ("Địa danh trước ngày tháng", "Lào Cai"),
        ("Ký hiệu văn bản", "BHXH-TTKT"),
        ("Nơi lưu", "VT, TTKT"),
        ("Chức vụ người ký", "Giám đốc"),
        ("Lý do", "có dấu hiệu lừa đảo"),
    ):
        # Some labels go on with "(bắt buộc)".
        page.get_by_label(re.compile(rf"^{label}( \(bắt buộc\))?$")).fill(words)
    page.get_by_label("Tỉnh, thành phố của cơ quan nhận").select_option("lao_cai")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải công văn").click()
    assert download.value.suggested_filename.startswith(f"cong-van-{number}-")
    page.get_by_role("button", name="Ghi nhận đã chuyển").click()
    expect(page.get_by_text("Đã tiếp nhận → Chuyển cơ quan")).to_be_visible()
    expect(page.get_by_text("Công an tỉnh Lào Cai; Phòng An ninh mạng").first).to_be_visible()


def test_of_two_officers_the_later_sees_what_changed(screen, citizens):
    number = citizens.report()
    one, two = screen(Role.HANDLER, **STILL), screen(Role.HANDLER, **STILL)
    for each in (one, two):
        each.open(f"/console/reports/{number}")
        say_why(each.page)
        expect(each.page.get_by_role("heading", name="Nội dung")).to_be_visible()
    for each in (one, two):
        each.page.get_by_label("Lý do", exact=True).first.fill("nhận xử lý")
        each.page.get_by_role("button", name="Chuyển sang", exact=True).click()
    expect(two.page.get_by_role("alert")).to_contain_text("Có người vừa thay đổi")
    expect(two.page.get_by_role("region", name="Thay đổi vừa rồi")).to_contain_text("Mới → Đã tiếp nhận")
    see(two, "conflict")


def test_a_link_is_opened_by_two(screen, citizens):
    number = citizens.report(agreed=True)
    one, two = screen(Role.HANDLER, **STILL), screen(Role.CUSTODIAN, **STILL)
    page = one.open(f"/console/reports/{number}")
    say_why(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#identity-why").fill("cần gặp nhân chứng")
    page.get_by_role("button", name="Xin mở liên kết").click()
    expect(page.get_by_text("chờ người thứ hai")).to_be_visible()
    other = two.open("/console")
    see(two, "openings")
    other.get_by_label("Lý do", exact=True).fill("đã xem hồ sơ")
    other.get_by_role("button", name="Đồng ý mở").click()
    expect(other.get_by_text("đang mở")).to_be_visible()
    page.reload()
    page.get_by_role("link", name="Xem liên kết").click()
    expect(page.get_by_text(citizens.talk)).to_be_visible()
    see(one, "look")


def test_a_manager_gives_a_case_to_a_handler(screen, hire, citizens):
    number = citizens.report()
    hire(Role.HANDLER, name="mai", full_name="Trần Thị Mai")
    one = screen(Role.MANAGER, **STILL)
    page = one.open("/console/reports")
    page.get_by_role("link", name=f"#{number}").click()
    see(one, "course")
    page.get_by_label("Giao cho").select_option("mai")
    page.get_by_label("Lý do", exact=True).fill("cân bằng việc")
    page.get_by_role("button", name="Giao", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Giao cho: mai")).to_be_visible()


def test_keys_lead_to_the_fields(screen, citizens):
    number = citizens.report()
    one = screen(Role.HANDLER, **STILL)
    page = one.open(f"/console/reports/{number}")
    say_why(page)
    page.keyboard.press("n")
    expect(page.get_by_label("Lời viết")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_label("Sang")).to_be_focused()
