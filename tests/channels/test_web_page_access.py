"""The chat page for everybody: screen readers, keyboard, every screen, paper; and its strict frame."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.channels.page_server import FULL, PROJECT, ROOM, STATIC, PageServer, Step, answer, render, words

browser_test = pytest.mark.browser
OpenPage = Callable[..., Page]

SCREENS = PROJECT / "artefacts" / "screens"
AXE = PROJECT / "tests" / "assets" / "axe.min.js"
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
DESKTOP = {"width": 1280, "height": 860}
LARGEST_SCRIPTS = 31 * 1024

TEXT = (
    "Mức thấp nhất tính theo chuẩn hộ nghèo khu vực nông thôn:\n"
    "- Hộ nghèo: được giảm nhiều nhất\n- Người khác: giảm ít hơn\n\n"
    "Cần hỏi thêm, gọi 1900 0000 hoặc xem baohiemxahoi.gov.vn.\n\n"
    "Căn cứ: Luật X. Đúng cho ngày 21/11/2026."
)
EVIDENCE = {
    "figure": "line",
    "label": "Chuẩn hộ nghèo khu vực nông thôn",
    "value": 1234567,
    "unit": "VND/month",
    "legal_basis": "Nghị định 1/2020/NĐ-CP, Điều 2; Nghị định 3/2021/NĐ-CP",
    "effective_from": "2022-01-01",
    "effective_to": "2026-12-31",
}


def field(page: Page) -> Locator:
    return page.get_by_label("Câu hỏi của anh/chị", exact=True)


def log(page: Page) -> Locator:
    return page.get_by_role("log")


def every_state(page: Page, server: PageServer) -> None:
    """A talk that shows all the page can show."""
    buttons = (("Mức đóng từ năm sau", "a"), ("Tính số tiền tôi phải đóng mỗi tháng giúp tôi với", "b"))
    server.says(
        answer(TEXT, (*buttons, ("Gặp cán bộ", "c")), evidence=[EVIDENCE]),
        answer("Đã nhận tin báo.", receipt="1234 5678 9012 3456"),
        answer("Chọn:", buttons),
        Step({}, 503),
    )
    field(page).fill("Chi em ban ca o cho dong sao vay")
    field(page).press("Enter")
    page.locator(".evidence summary").click()
    log(page).get_by_role("button", name="Mức đóng").click()
    expect(page.locator(".receipt")).to_be_visible()
    for text in ("x" * 120 + " https://example.org/" + "y" * 200, "câu hỏng"):
        field(page).fill(text)
        field(page).press("Enter")
    expect(page.locator(".fault")).to_be_visible()
    field(page).fill("ế " * 1200)
    field(page).press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()


@browser_test
def test_parts_have_names_and_roles(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    assert page.locator("html").get_attribute("lang") == "vi"
    expect(page.get_by_role("heading", level=1)).to_have_text("An Sinh")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("complementary", name="Anh/chị có thể hỏi")).to_be_visible()
    expect(field(page)).to_have_attribute("aria-describedby", re.compile("hint"))
    expect(log(page)).to_have_accessible_name("Cuộc trò chuyện")
    expect(log(page)).to_have_attribute("aria-live", "polite")
    page_server.says(answer("Chào.", (("Một", "a"),)))
    field(page).fill("alo")
    field(page).press("Enter")
    assert log(page).get_by_role("button").all_text_contents() == ["Một"]
    for control in page.locator("button:visible, a:visible, textarea:visible, summary:visible").all():
        expect(control).to_have_accessible_name(re.compile(r"\S"))


@browser_test
def test_the_notice_stays_in_view_and_unfolds(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page(**PHONE)
    every_state(page, page_server)
    notice = page.get_by_text("Máy trả lời tự động")
    expect(notice).to_be_in_viewport()
    expect(notice).to_contain_text("không hỏi OTP, mật khẩu, số giấy tờ")
    details = page.get_by_text("An Sinh là phần mềm")
    expect(details).to_be_hidden()
    notice.click()
    expect(details).to_be_in_viewport()


@browser_test
def test_the_keyboard_alone_reaches_everything(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(answer("Chọn:", (("Một", "a"), ("Hai", "b")), evidence=[EVIDENCE]), "Xong.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tới ô nhập câu hỏi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type("hỏi")
    page.keyboard.press("Enter")
    expect(log(page).locator(".bot")).to_have_count(1)
    expect(field(page)).to_be_focused()
    for _ in range(4):  # back over the three of the bar to the last choice
        page.keyboard.press("Shift+Tab")
    expect(log(page).get_by_role("button", name="Hai")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence li").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(log(page)).to_contain_text("Xong.")
    expect(field(page)).to_be_focused()
    assert page_server.asked[1]["payload"] == "a"


@browser_test
def test_after_a_press_a_phone_keeps_its_keyboard_down(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page(**PHONE)
    page_server.says(answer("Chọn:", (("Một", "a"),)))
    page.locator("#welcome button").first.tap()
    log(page).get_by_role("button", name="Một").tap()
    expect(log(page).locator(".mine").last).to_be_focused()
    expect(log(page).locator(".bot")).to_have_count(2)


@browser_test
@pytest.mark.parametrize("width", [320, 360, 768, 1023, 1280])
@pytest.mark.parametrize("size", ["normal", "largest"])
def test_nothing_is_wider_than_the_screen(open_page: OpenPage, page_server: PageServer, width: int, size: str) -> None:
    page = open_page(width=width, height=740, script=f"localStorage.setItem('ansinh.size', '{size}')")
    every_state(page, page_server)
    page.locator(".notice summary").click()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    cut = page.evaluate(
        "[...document.querySelectorAll('button, summary, .say, .fault, .code')].filter(e => e.offsetParent)"
        ".filter(e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.textContent)"
    )
    assert cut == []


@browser_test
def test_touch_targets_are_large_enough(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page(**PHONE)
    every_state(page, page_server)
    page.locator(".folded summary").click()
    small = page.evaluate(
        "[...document.querySelectorAll('button, summary')].filter(e => e.offsetParent)"
        ".map(e => [e.textContent, e.getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 44 || box.height < 44)"
    )
    assert small == []


@browser_test
@pytest.mark.parametrize("height", [300, 480])
def test_with_little_height_there_is_room_to_read(open_page: OpenPage, page_server: PageServer, height: int) -> None:
    page = open_page(width=360, height=height)
    page_server.says(TEXT)
    field(page).fill("hỏi")
    field(page).press("Enter")
    expect(log(page).locator(".bot")).to_have_count(1)
    header, composer = page.locator("header").bounding_box(), page.locator("form").bounding_box()
    free = min(composer["y"], height) - max(0, header["y"] + header["height"])
    assert free > height / 3


@browser_test
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_no_barrier(
    open_page: OpenPage, page_server: PageServer, screen: dict[str, Any], scheme: str
) -> None:
    page = open_page(**screen, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(AXE.read_text("utf-8"))
    run = (
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        ".then(r => r.violations.map(v => ({id: v.id, nodes: v.nodes.map(n => n.html + n.failureSummary)})))"
    )
    assert page.evaluate(run) == []
    every_state(page, page_server)
    page.locator(".notice summary").click()
    assert page.evaluate(run) == []


@browser_test
@pytest.mark.parametrize(("name", "screen"), [("360", PHONE), ("1280", DESKTOP)])
def test_screens_are_kept_to_be_looked_at(
    open_page: OpenPage, page_server: PageServer, name: str, screen: dict[str, Any]
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page = open_page(**screen)
    page.screenshot(path=SCREENS / f"{name}_welcome.png")
    every_state(page, page_server)
    page.screenshot(path=SCREENS / f"{name}_talk.png")
    field(page).fill("")
    page.screenshot(path=SCREENS / f"{name}_whole.png", full_page=True)
    assert (SCREENS / f"{name}_whole.png").stat().st_size > 10_000


@browser_test
def test_on_paper_the_talk_alone_is_printed(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(answer(TEXT, evidence=[EVIDENCE]))
    field(page).fill("hỏi")
    field(page).press("Enter")
    expect(log(page).locator(".bot")).to_have_count(1)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".evidence li").first).to_be_visible()
    for gone in ("form", "aside", "#welcome", "#fresh"):
        expect(page.locator(gone)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".evidence li").first).to_be_hidden()


@browser_test
def test_without_script_the_page_names_the_hotline(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    expect(page.locator("noscript p")).to_contain_text("Hoặc gọi tổng đài bảo hiểm xã hội 1900 0000.")


@browser_test
def test_an_inline_script_would_be_refused(browser: Browser, page_server: PageServer) -> None:
    page_server.page = page_server.page.replace("</main>", "</main><script>window.ran = 1</script>")
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.goto(page_server.url)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in line for line in refused)
    page.close()


def test_the_page_has_no_inline_script_or_style_and_no_foreign_source() -> None:
    html = render(**FULL)
    assert re.findall(r"<script(?![^>]*\bsrc=\"/static/)", html) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", html) == []
    for source in re.findall(r"(?:src|href)=\"([^\"]*)\"", html):
        assert source.startswith(("/static/", "#", "tel:")), source
    for file in STATIC.iterdir():
        text = file.read_text("utf-8")
        assert re.findall(r"@import|url\(\s*[\"']?https?:|from \"https?:", text) == []
        assert re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(", text) == []


def test_every_module_is_named_for_loading_early() -> None:
    html = render(**FULL)
    modules = {file.name for file in STATIC.glob("*.js")} - {"early.js", "main.js"}
    assert set(re.findall(r"modulepreload\" href=\"/static/([^\"]+)\"", html)) == modules


def test_the_scripts_stay_small() -> None:
    assert sum(file.stat().st_size for file in STATIC.glob("*.js")) < LARGEST_SCRIPTS


def test_the_page_renders_with_words_alone() -> None:
    html = render()
    assert "tel:" not in html
    assert "?v=" not in html
    assert "{hotline}" not in re.sub(r"data-words=\"[^\"]*\"", "", html)


def test_words_are_escaped_where_they_enter_the_page() -> None:
    given = words()
    given["head"]["name"] = given["browser"]["typing"] = "<b a='1' c=\"2\">&"
    html = render(given)
    assert "<b a" not in html
    held = re.search(r"data-words=\"([^\"]*)\"", html)
    assert held is not None
    unescaped = held[1].replace("&#34;", '"').replace("&#39;", "'").replace("&lt;", "<").replace("&amp;", "&")
    assert json.loads(unescaped)["typing"] == "<b a='1' c=\"2\">&"


@pytest.mark.parametrize(
    "file", [ROOM / "page.html.j2", *sorted(STATIC.glob("*.js"))], ids=lambda file: Path(file).name
)
def test_no_word_for_citizens_stands_in_the_code(file: Path) -> None:
    spoken = re.sub(r"/\*.*?\*/|//[^\n]*|\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"[àáảãạăâèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵđ]\w*", spoken.lower()) == []


def test_six_starters_are_offered_and_every_question_says_what_it_is_about() -> None:
    table = words()
    assert len(table["welcome"]["starters"]) == 6
    grouped = [question for group in table["topics"]["groups"] for question in group["questions"]]
    asked = [*table["welcome"]["starters"], *grouped]
    assert all("BHXH" in question["text"] for question in asked)
    assert len({question["text"] for question in asked}) == len(asked)


def test_no_figure_of_law_stands_among_the_words() -> None:
    table = words()
    table.pop("limits")
    assert re.findall(r"\d", json.dumps(table, ensure_ascii=False)) == []
