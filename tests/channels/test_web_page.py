"""The chat page as a citizen uses it: ask, read, press, report, begin anew. Needs Chromium."""

import re
import threading
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.channels.page_server import PageServer, Step, answer, words

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
QUESTION = "Đóng BHXH tự nguyện thấp nhất bao nhiêu?"


def field(page: Page) -> Locator:
    return page.get_by_label("Câu hỏi của anh/chị", exact=True)


def ask(page: Page, text: str = QUESTION) -> None:
    field(page).fill(text)
    field(page).press("Enter")


def log(page: Page) -> Locator:
    return page.get_by_role("log")


def test_a_question_is_asked_and_answered(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says("Tùy mức anh/chị chọn.", "Không có gì ạ.")
    ask(page)
    expect(log(page)).to_contain_text("Tùy mức anh/chị chọn.")
    expect(log(page)).to_contain_text(QUESTION)
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    ask(page, "cảm ơn")
    expect(log(page)).to_contain_text("Không có gì ạ.")
    first, second = page_server.asked
    assert set(first) == {"sender", "message_id", "text"}
    assert first["text"] == QUESTION
    assert first["sender"] == second["sender"]
    assert uuid.UUID(first["sender"]).version == 4
    assert uuid.UUID(first["message_id"]).version == 4
    assert first["message_id"] != second["message_id"]


def test_decomposed_letters_leave_the_page_composed(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    ask(page, "Tie\u0302\u0301ng Vie\u0323\u0302t")
    expect(log(page).locator(".bot")).to_have_count(1)
    assert page_server.asked[0]["text"] == "Tiếng Việt"


def test_shift_enter_begins_a_line_and_an_unfinished_word_is_not_sent(
    open_page: OpenPage, page_server: PageServer
) -> None:
    page = open_page()
    field(page).fill("Tôi bán hàng ở chợ.")
    height = field(page).bounding_box()["height"]
    field(page).press("Shift+Enter")
    page.keyboard.type("Đóng thế nào?")
    assert field(page).bounding_box()["height"] > height, "the field grows with its text"
    field(page).dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(log(page).locator(".bot")).to_have_count(1)
    assert [sent["text"] for sent in page_server.asked] == ["Tôi bán hàng ở chợ.\nĐóng thế nào?"]


def test_an_empty_field_sends_nothing(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    ask(page, "   \n ")
    expect(page.get_by_role("status")).to_contain_text("gõ câu hỏi")
    assert page_server.asked == []


def test_six_starters_and_the_bar_are_sent_as_text(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    starters = page.locator("#welcome button")
    expect(starters).to_have_count(6)
    starters.first.click()
    for name in ("Gặp cán bộ", "Làm lại", "Dừng"):
        page.get_by_role("group", name="Lối tắt").get_by_role("button", name=name).click()
    expect(log(page).locator(".bot")).to_have_count(4)
    sent = [body["text"] for body in page_server.asked]
    assert sent == [words()["welcome"]["starters"][0]["text"], "gặp cán bộ", "làm lại", "dừng"]


def test_a_button_sends_its_payload_once_and_stays_to_be_seen(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(answer("Anh/chị chọn:", (("Mức đóng", "k1"), ("Hỗ trợ", "k2"))), "Đây ạ.")
    ask(page)
    chosen = log(page).get_by_role("button", name="Hỗ trợ")
    other = log(page).get_by_role("button", name="Mức đóng")
    chosen.click()
    expect(log(page)).to_contain_text("Đây ạ.")
    assert set(page_server.asked[1]) == {"sender", "message_id", "payload"}
    assert page_server.asked[1]["payload"] == "k2"
    expect(chosen).to_be_disabled()
    expect(chosen).to_have_accessible_name(re.compile("đã chọn"))
    expect(other).to_be_disabled()
    expect(other).to_have_accessible_name("Mức đóng")
    expect(log(page).locator(".mine").last).to_contain_text("Hỗ trợ")


def test_a_new_question_closes_older_buttons(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(answer("Chọn:", (("Một", "a"),)), answer("Chọn tiếp:", (("Hai", "b"),)))
    ask(page)
    expect(log(page).get_by_role("button", name="Một")).to_be_enabled()
    ask(page, "thôi hỏi câu khác")
    expect(log(page).get_by_role("button", name="Hai")).to_be_enabled()
    expect(log(page).get_by_role("button", name="Một")).to_be_disabled()


def test_questions_asked_while_waiting_go_out_in_order(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    gate = threading.Event()
    page_server.says(Step(answer("trả lời một"), gate=gate), "trả lời hai")
    ask(page, "câu một")
    ask(page, "câu hai")
    expect(log(page).locator(".mine")).to_have_count(2)
    expect(page.get_by_role("status")).to_contain_text("An Sinh đang trả lời")
    assert [body["text"] for body in page_server.asked] == ["câu một"], "one message at a time"
    gate.set()
    expect(log(page).locator(".turn")).to_contain_text(["câu một", "trả lời một", "câu hai", "trả lời hai"])


def test_paragraphs_lines_and_lists_are_kept(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says("Hai việc:\nmột dòng nữa\n- Tờ khai\n- Sổ\n\n3. Nộp\n4. Chờ\n\nCăn cứ: Luật BHXH")
    ask(page)
    say = log(page).locator(".bot .say")
    expect(say.locator("p").first).to_have_text(re.compile("Hai việc:"))
    expect(say.locator("p").first.locator("br")).to_have_count(1)
    expect(say.locator("ul > li")).to_have_text(["Tờ khai", "Sổ"])
    expect(say.locator("ol")).to_have_attribute("start", "3")
    expect(say.locator("ol > li")).to_have_text(["Nộp", "Chờ"])
    expect(say.locator(".small")).to_have_text("Căn cứ: Luật BHXH")


def test_evidence_is_folded_and_dated(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    rows = [
        {
            "figure": "rate",
            "label": "Tỷ lệ đóng",
            "value": 0.22,
            "unit": "share",
            "legal_basis": "Luật X, Điều 1",
        }
        | {"effective_from": "2025-07-01", "effective_to": None},
        {"figure": "line", "label": "Chuẩn", "value": 1234567, "unit": "VND/month", "legal_basis": "NĐ Y"}
        | {"effective_from": "2022-01-01", "effective_to": "2026-12-31"},
        {"figure": "age", "label": "Tuổi", "value": 738, "unit": "age_months", "legal_basis": "Luật Z"}
        | {"effective_from": None, "effective_to": None},
        {"figure": "legal_text", "label": None, "value": None, "unit": None, "legal_basis": "Thông tư T"}
        | {"effective_from": None, "effective_to": "2026-02-05"},
    ]
    page_server.says(answer("Đây ạ.", evidence=rows))
    ask(page)
    summary = log(page).locator("summary")
    expect(summary).to_have_text("Căn cứ (4)")
    items = log(page).locator(".evidence li")
    expect(items.first).not_to_be_visible()
    summary.click()
    expect(items).to_have_text(
        [
            re.compile(r"Tỷ lệ đóng: 22%.*Luật X, Điều 1.*từ 01/7/2025$"),
            re.compile(r"Chuẩn: 1\.234\.567 đồng/tháng.*NĐ Y.*từ 01/01/2022 đến 31/12/2026$"),
            re.compile(r"Tuổi: 61 tuổi 6 tháng.*Luật Z$"),
            re.compile(r"^Thông tư T.*đến 05/02/2026$"),
        ]
    )
    expect(log(page).locator(".evidence")).to_contain_text("ngày 21/11/2026")


def test_a_receipt_is_large_grouped_and_copied(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page_server.says(answer("Đã nhận.", receipt="1234567890123456"))
    ask(page)
    code = log(page).locator(".receipt .code")
    expect(code).to_have_text("1234 5678 9012 3456")
    size = float(code.evaluate("element => parseFloat(getComputedStyle(element).fontSize)"))
    assert size >= 24
    log(page).get_by_role("button", name="Chép mã").click()
    expect(page.get_by_role("status")).to_contain_text("Đã chép mã")
    assert page.evaluate("navigator.clipboard.readText()") == "1234 5678 9012 3456"


def test_an_answer_without_words_is_confirmed(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says({"replies": [], "outcome": "small_talk", "evidence": [], "receipt": None})
    ask(page)
    expect(log(page).locator(".bot")).to_contain_text("Đã nhận tin nhắn")


def test_words_for_an_officer_get_no_word_of_the_machine(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says({"replies": [], "outcome": "with_officer", "evidence": [], "receipt": None})
    ask(page)
    expect(log(page).locator(".passed")).to_have_text("Đã gửi cho cán bộ")
    expect(log(page).locator(".bot")).to_have_count(0)


def test_only_pictures_of_this_site_are_shown(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(answer("Sơ đồ:", image="/static/mark.svg"), answer("Khác:", image="https://example.org/a.png"))
    ask(page)
    expect(log(page).get_by_role("img", name="Hình kèm theo")).to_be_visible()
    ask(page)
    expect(log(page).locator(".bot").last).to_contain_text("Khác:")
    expect(log(page).get_by_role("img", name="Hình kèm theo")).to_have_count(1)


def test_a_new_conversation_has_a_new_sender_and_can_be_undone(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    ask(page, "câu cũ")
    expect(log(page).locator(".bot")).to_have_count(1)
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    expect(log(page).locator(".turn")).to_have_count(0)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(log(page).locator(".turn")).to_have_count(2)
    ask(page, "vẫn người cũ")
    expect(log(page).locator(".bot")).to_have_count(2)
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    ask(page, "người mới")
    expect(log(page).locator(".turn")).to_have_count(2)
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_hidden()
    old, same, new = (body["sender"] for body in page_server.asked)
    assert old == same != new


def test_a_new_conversation_does_not_wait_for_the_old_answer(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    gate = threading.Event()
    page_server.says(Step(answer("muộn"), gate=gate), "nhanh")
    ask(page, "câu cũ")
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    ask(page, "câu mới")
    expect(log(page)).to_contain_text("nhanh")
    gate.set()
    page.wait_for_timeout(300)
    expect(log(page)).not_to_contain_text("muộn")


def test_a_reload_keeps_talk_draft_and_sender_but_reads_nothing_out(
    open_page: OpenPage, page_server: PageServer
) -> None:
    page = open_page()
    page_server.says(answer("Chọn:", (("Một", "a"), ("Hai", "b"))))
    ask(page)
    expect(log(page).locator(".bot")).to_have_count(1)
    field(page).fill("đang viết dở")
    page.reload()
    expect(log(page).locator(".turn")).to_have_count(2)
    expect(log(page)).to_have_attribute("aria-live", "polite")
    expect(field(page)).to_have_value("đang viết dở")
    log(page).get_by_role("button", name="Hai").click()
    expect(log(page).locator(".bot")).to_have_count(2)
    page.reload()
    expect(log(page).get_by_role("button", name="đã chọn: Hai")).to_be_disabled()
    assert len({body["sender"] for body in page_server.asked}) == 1


def test_blocked_storage_costs_only_the_memory(open_page: OpenPage, page_server: PageServer) -> None:
    blocked = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {get() {"
    page = open_page(script=blocked + " throw new DOMException('blocked', 'SecurityError'); }});")
    ask(page)
    ask(page, "nữa")
    expect(log(page).locator(".bot")).to_have_count(2)
    assert len({body["sender"] for body in page_server.asked}) == 1


def test_large_type_is_remembered(open_page: OpenPage) -> None:
    page = open_page()
    base = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    button = page.get_by_role("button", name="A+")
    button.click()
    button.click()
    expect(page.get_by_role("status")).to_have_text("Cỡ chữ rất lớn")
    page.reload()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > 1.4 * base
    page.get_by_role("button", name="A+").click()
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == base


def test_a_reader_further_up_is_not_moved(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page(width=360, height=640)
    gate = threading.Event()
    page_server.says("\n\n".join(["Một đoạn dài."] * 40), Step(answer("Tin sau."), gate=gate))
    ask(page)
    expect(log(page).locator(".bot")).to_have_count(1)
    ask(page, "câu nữa")
    page.evaluate("scrollTo(0, 300)")
    page.wait_for_timeout(100)
    gate.set()
    pill = page.get_by_role("button", name="Tin mới")
    expect(pill).to_be_visible()
    assert page.evaluate("scrollY") == 300
    pill.click()
    expect(log(page).get_by_text("Tin sau.")).to_be_in_viewport()
    expect(pill).to_be_hidden()


def test_news_of_an_old_conversation_is_not_offered_in_a_new_one(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page(width=360, height=640)
    gate = threading.Event()
    page_server.says("\n\n".join(["Một đoạn dài."] * 40), Step(answer("Tin sau."), gate=gate))
    ask(page)
    expect(log(page).locator(".bot")).to_have_count(1)
    ask(page, "câu nữa")
    page.evaluate("scrollTo(0, 300)")
    page.wait_for_timeout(100)
    gate.set()
    pill = page.get_by_role("button", name="Tin mới")
    expect(pill).to_be_visible()
    page.get_by_role("button", name="Cuộc trò chuyện mới").click()
    expect(pill).to_be_hidden()


def test_a_long_answer_is_shown_from_its_beginning(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page(width=360, height=640)
    page_server.says("Dòng đầu tiên.\n\n" + "\n\n".join(["Một đoạn dài."] * 40))
    ask(page)
    expect(log(page).get_by_text("Dòng đầu tiên.")).to_be_in_viewport()
    top = log(page).get_by_text("Dòng đầu tiên.").bounding_box()["y"]
    header = page.locator("header").bounding_box()
    assert top > header["y"] + header["height"], "the header does not cover it"


@pytest.mark.live
def test_the_running_app_answers_the_page(live_url: str, open_page: OpenPage) -> None:
    page = open_page(live_url)
    ask(page)
    expect(log(page).locator(".bot .say").first).to_be_visible(timeout=30_000)
    expect(log(page).locator(".fault")).to_have_count(0)
    page.get_by_role("button", name="Gặp cán bộ").first.click()
    expect(log(page).locator(".bot")).to_have_count(2, timeout=30_000)


@pytest.mark.live
def test_the_running_app_refuses_foreign_sources(live_url: str, open_page: OpenPage) -> None:
    page = open_page(live_url)
    policy = page.request.get(live_url).headers["content-security-policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    expect(page.get_by_role("heading", name="An Sinh", exact=True)).to_be_visible()
