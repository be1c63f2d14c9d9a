"""When something goes wrong on the chat page: nothing typed is lost, a repeat is harmless, text is not run."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.channels.page_server import HOTLINE, PageServer, Step, answer, words

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
LIMIT = words()["limits"]["characters"]


def field(page: Page) -> Locator:
    return page.get_by_label("Câu hỏi của anh/chị", exact=True)


def ask(page: Page, text: str) -> None:
    field(page).fill(text)
    field(page).press("Enter")


def log(page: Page) -> Locator:
    return page.get_by_role("log")


FAULTS = [
    pytest.param(Step({"status_code": 503, "detail": "engine"}, 503), "đang trục trặc", id="503"),
    pytest.param(Step({"status_code": 500, "detail": "?"}, 500), "đang trục trặc", id="500"),
    pytest.param(Step(b"<html>proxy</html>"), "đang trục trặc", id="no JSON"),
    pytest.param(Step({"hello": 1}), "đang trục trặc", id="no replies"),
    pytest.param(Step({"status_code": 400, "detail": "?"}, 400), "không nhận tin này", id="400"),
    pytest.param(Step({}, 429, {"Retry-After": "30"}), "khoảng 30 giây", id="429"),
    pytest.param(Step({}, 429, {"RateLimit-Reset": "7"}), "khoảng 7 giây", id="429 of the app"),
    pytest.param(Step({}, 429, {"Retry-After": "Fri, 01 Jan"}), "khoảng 20 giây", id="429 with a date"),
]


@pytest.mark.parametrize(("step", "said"), FAULTS)
def test_a_fault_is_said_and_the_same_message_sent_again(
    open_page: OpenPage, page_server: PageServer, step: Step, said: str
) -> None:
    page = open_page()
    page_server.says(step, "Lần này được.")
    ask(page, "Tôi hỏi lại nhé")
    fault = log(page).locator(".fault")
    expect(fault).to_contain_text(said)
    expect(log(page)).to_contain_text("Tôi hỏi lại nhé")
    expect(page.locator("#typing")).to_be_hidden()
    fault.get_by_role("button", name="Gửi lại").click()
    expect(log(page)).to_contain_text("Lần này được.")
    expect(fault).to_have_count(0)
    first, *others = page_server.asked
    assert others
    assert all(other == first for other in others), "same id, same words: the server answers it once"


def test_a_cut_line_is_said_and_the_same_message_sent_again(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    lost: list[Any] = []

    def cut(route: Route) -> None:
        lost.append(route.request.post_data_json)
        route.abort("connectionreset")

    page.route("**/api/chat", cut, times=1)
    ask(page, "đang đi chợ")
    expect(log(page).locator(".fault")).to_contain_text("đường truyền bị ngắt")
    log(page).get_by_role("button", name="Gửi lại").click()
    expect(log(page).locator(".bot")).to_have_count(1)
    assert page_server.asked == lost


def test_a_server_that_hangs_up_is_asked_again_with_the_same_id(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(*[Step(drop=True)] * 3)
    ask(page, "alo")
    bot, retry = log(page).locator(".bot"), log(page).get_by_role("button", name="Gửi lại")
    # The browser may repeat the request by itself; whatever fault is left is repeated by hand.
    expect(bot.or_(retry)).to_be_visible()
    while retry.count():
        retry.click()
        expect(bot.or_(retry)).to_be_visible()
    assert len(page_server.asked) == 4
    assert len({body["message_id"] for body in page_server.asked}) == 1


def test_a_lasting_fault_names_the_hotline(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(Step({}, 503))
    ask(page, "alo")
    expect(log(page).get_by_role("link", name=HOTLINE)).to_have_attribute("href", "tel:19000000")


def test_a_failed_button_is_sent_again_with_its_payload(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(answer("Chọn:", (("Một", "k1"),)), Step({}, 500), "Xong.")
    ask(page, "hỏi")
    log(page).get_by_role("button", name="Một").click()
    expect(log(page).get_by_role("button", name="Sửa lại")).to_have_count(0)
    log(page).get_by_role("button", name="Gửi lại").click()
    expect(log(page)).to_contain_text("Xong.")
    assert page_server.asked[1] == page_server.asked[2]
    assert page_server.asked[2]["payload"] == "k1"


def test_a_failed_message_goes_back_into_the_field(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(Step({}, 400))
    ask(page, "câu hỏng")
    field(page).fill("đang gõ câu khác")
    log(page).get_by_role("button", name="Sửa lại").click()
    expect(field(page)).to_have_value("câu hỏng\nđang gõ câu khác")
    expect(field(page)).to_be_focused()
    expect(log(page).locator(".turn")).to_have_count(0)
    field(page).press("Enter")
    expect(log(page).locator(".bot")).to_have_count(1)
    assert page_server.asked[0]["message_id"] != page_server.asked[1]["message_id"], "other words, other message"


def test_without_network_a_message_waits_and_goes_out_by_itself(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page.context.set_offline(True)
    expect(page.locator("#lost")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("mất mạng")
    ask(page, "gửi khi có mạng")
    expect(log(page).locator(".fault")).to_contain_text("tự gửi")
    assert page_server.asked == []
    page.context.set_offline(False)
    expect(log(page).locator(".bot")).to_contain_text("gửi khi có mạng")
    expect(page.locator("#lost")).to_be_hidden()
    expect(log(page).locator(".fault")).to_have_count(0)
    assert len(page_server.asked) == 1


def test_a_slow_answer_is_explained_then_given_up(open_page: OpenPage, page_server: PageServer) -> None:
    page_server.limits(slow_after=0.3, give_up_after=1.5)
    page = open_page()
    gate = threading.Event()
    page_server.says(Step(answer("muộn"), gate=gate), "kịp")
    ask(page, "chờ")
    expect(page.locator("#typing")).to_contain_text("lâu hơn mọi khi")
    expect(page.get_by_role("status")).to_contain_text("lâu hơn mọi khi")
    expect(log(page).locator(".fault")).to_contain_text("Chờ lâu quá")
    gate.set()
    log(page).get_by_role("button", name="Gửi lại").click()
    expect(log(page)).to_contain_text("kịp")
    assert page_server.asked[0] == page_server.asked[1]


def test_a_message_under_way_at_a_reload_can_be_sent_again(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    gate = threading.Event()
    page_server.says(Step(answer("không ai nghe"), gate=gate), "đây")
    ask(page, "hỏi rồi tải lại")
    while not page_server.asked:
        time.sleep(0.02)
    page.reload()
    gate.set()
    log(page).get_by_role("button", name="Gửi lại").click()
    expect(log(page).locator(".bot")).to_contain_text("đây")
    assert page_server.asked[0] == page_server.asked[1]


def test_an_answer_stands_under_its_own_question(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    page_server.says(Step({}, 500), "hai đây", "một đây")
    ask(page, "câu một")
    expect(log(page).locator(".fault")).to_have_count(1)
    ask(page, "câu hai")
    expect(log(page)).to_contain_text("hai đây")
    log(page).get_by_role("button", name="Gửi lại").click()
    expect(log(page).locator(".turn")).to_contain_text(["câu một", "một đây", "câu hai", "hai đây"])


def test_a_too_long_text_is_counted_refused_and_kept(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    count = page.locator("#count")
    field(page).fill("a" * 1599)
    expect(count).to_be_hidden()
    field(page).fill("ế" * (LIMIT - 1))
    expect(count).to_have_text("1.999/2.000 ký tự")
    expect(page.get_by_role("status")).to_contain_text("Còn 1 ký tự")
    long = "ế" * (LIMIT + 12)
    ask(page, long)
    expect(page.get_by_role("alert")).to_contain_text("bớt 12 ký tự")
    expect(field(page)).to_have_value(long)
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    assert page_server.asked == []
    field(page).fill("ế" * LIMIT)
    expect(page.get_by_role("alert")).to_be_empty()
    field(page).press("Enter")
    expect(log(page).locator(".bot")).to_have_count(1)
    assert page_server.asked[0]["text"] == "ế" * LIMIT


HOSTILE = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "<svg/onload=window.ran=1>",
    "\"><iframe srcdoc='<script>parent.ran=1</script>'>",
    "javascript:window.ran=1",
    "[nhấn](javascript:window.ran=1) {{ 7 * 7 }} ${ran=1}",
    "<a href='https://example.org'>baohiemxahoi.gov.vn</a>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(open_page: OpenPage, page_server: PageServer, text: str) -> None:
    page = open_page()
    row = {"figure": text, "label": text, "value": text, "unit": text, "legal_basis": text + "."}
    dates: dict[str, Any] = {"effective_from": text, "effective_to": text}
    page_server.says(answer(text, ((text, text),), evidence=[row | dates], receipt=text, image=text))
    ask(page, text)
    bot = log(page).locator(".bot")
    expect(bot.locator(".say > p").first).to_contain_text(text[:12])
    expect(log(page).locator(".mine .say")).to_have_text(text)
    expect(bot.locator(".choices button")).to_have_text(text)
    bot.locator("summary").click()
    expect(bot.locator(".evidence .what")).to_contain_text(text)
    assert bot.locator("script, iframe, .say svg:not(.icon), a[href^=javascript]").count() == 0
    assert page.evaluate("window.ran") is None
    page.reload()
    expect(log(page).locator(".mine .say")).to_have_text(text)
    assert page.evaluate("window.ran") is None


LINKS = [
    ("Gọi 1900 9068.", ["tel:19009068"]),
    ("Gọi 1900.9068, 18001091 hoặc 024 3936 1234", ["tel:19009068", "tel:18001091", "tel:02439361234"]),
    ("Xem baohiemxahoi.gov.vn.", ["https://baohiemxahoi.gov.vn/"]),
    ("(https://dichvucong.gov.vn/p/home?x=1)", ["https://dichvucong.gov.vn/p/home?x=1"]),
    ("http://baohiemxahoi.gov.vn", []),
    ("https://baohiemxahoi.gov.vn@example.org/", []),
    ("https://baohiemxahoi.gov.vn.example.org và https://xbaohiemxahoi.gov.vn", []),
    ("https://baohiemxahoi.gov.vn:8443/", []),
    ("https://b\u0430ohiemxahoi.gov.vn", []),  # a Cyrillic letter
    ("https://bao\u200bhiemxahoi.gov.vn", ["https://baohiemxahoi.gov.vn/"]),  # leads where the list allows
    ("Thư: bhxh@baohiemxahoi.gov.vn", []),
    ("Đóng 330.000 đồng, tối đa 11.132.000 đồng từ 01/7/2025 đến 01.07.2026, đủ 0,31%", []),
    ("Mã 0123 4567 8901 2345, số 079123456789", []),
]


@pytest.mark.parametrize(("text", "targets"), LINKS)
def test_only_telephones_and_listed_hosts_become_links(
    open_page: OpenPage, page_server: PageServer, text: str, targets: list[str]
) -> None:
    page = open_page()
    page_server.says(text)
    ask(page, text)
    say = log(page).locator(".bot .say")
    expect(say).to_have_count(1)
    found = say.get_by_role("link")
    assert [link.get_attribute("href") for link in found.all()] == targets
    shown = say.locator("p").evaluate(
        "p => { p.querySelectorAll('.unseen').forEach(hidden => hidden.remove()); return p.textContent; }"
    )
    assert shown == text
    assert log(page).locator(".mine a").count() == 0, "the citizen's own words are never links"
