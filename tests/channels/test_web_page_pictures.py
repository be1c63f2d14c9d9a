"""The picture of an answer on the page: under its text, in a place kept free, large when pressed, saved, printed."""

import struct
import zlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from bot.pictures.paper import HEIGHT, SCALE, WIDTH
from tests.channels.page_server import PROJECT, STATIC, PageServer, answer

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PATH = "/pictures/an-unguessable-name.png"
TEXT = "Rút một lần: có ngay 60.000.000 đồng.\nGiữ: khoảng 1.530.000 đồng một tháng."
LARGER = "Xem hình lớn hơn"


def png(width: int = WIDTH * SCALE, height: int = HEIGHT * SCALE) -> bytes:
    """A grey picture of the size that all pictures have."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))

    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xc0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def asked(page: Page, server: PageServer, *, there: bool = True) -> Locator:
    """The answer with a picture, after a question."""
    if there:
        server.pictures[PATH] = png()
    server.says(answer(TEXT, image=PATH))
    field = page.get_by_label("Câu hỏi của anh/chị", exact=True)
    field.fill("so sánh cho tôi")
    field.press("Enter")
    turn = page.get_by_role("log").locator(".bot").last
    expect(turn).to_contain_text("60.000.000")
    return turn


def test_it_stands_under_the_text_with_the_text_as_its_words(open_page: OpenPage, page_server: PageServer) -> None:
    turn = asked(open_page(width=360, height=740), page_server)
    shown = turn.locator(".picture img")
    expect(shown).to_have_attribute("alt", TEXT)
    words, drawn = turn.locator(".say p").first.bounding_box(), shown.bounding_box()
    assert words
    assert drawn
    assert words["y"] + words["height"] <= drawn["y"]


def test_nothing_jumps_when_it_comes_and_nothing_is_wider_than_the_phone(
    open_page: OpenPage, page_server: PageServer
) -> None:
    page = open_page(width=360, height=740)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/pictures/*", hold)
    turn = asked(page, page_server)
    shown = turn.locator(".picture img")
    box = shown.bounding_box()
    assert box
    assert box["height"] == pytest.approx(box["width"] * HEIGHT / WIDTH, rel=0.02), "its place is kept free"
    assert box["width"] >= 310, "it takes the width of the bubble"
    answer = turn.bounding_box()
    assert answer
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for route in held:
        route.continue_()
    expect(shown).to_have_js_property("complete", True)
    # The page may still be gliding to the new answer; what must hold still is the answer itself.
    after, answer_after = shown.bounding_box(), turn.bounding_box()
    assert after
    assert answer_after
    assert (after["width"], after["height"]) == pytest.approx((box["width"], box["height"]), abs=0.5)
    assert (answer_after["width"], answer_after["height"]) == pytest.approx(
        (answer["width"], answer["height"]), abs=0.5
    )


def test_it_is_fetched_only_when_it_comes_near(open_page: OpenPage, page_server: PageServer) -> None:
    turn = asked(open_page(), page_server)
    expect(turn.locator(".picture img")).to_have_attribute("loading", "lazy")


@pytest.mark.parametrize("way", ["click", "Enter"])
def test_it_opens_large_and_closes_back_to_where_one_was(
    open_page: OpenPage, page_server: PageServer, way: str
) -> None:
    page = open_page(width=360, height=740)
    larger = asked(page, page_server).get_by_role("link", name=LARGER)
    if way == "click":
        larger.click()
    else:
        larger.focus()
        page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Hình của câu trả lời")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("img")).to_have_attribute("alt", TEXT)
    expect(dialog.get_by_role("button", name="Đóng")).to_be_focused()
    assert dialog.get_by_role("img").bounding_box()["width"] >= 340  # type: ignore[index]
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(larger).to_be_focused()


def test_the_button_closes_it_too(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    asked(page, page_server).get_by_role("link", name=LARGER).click()
    page.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_it_can_be_saved_under_a_name(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    turn = asked(page, page_server)
    with page.expect_download() as saving:
        turn.get_by_role("link", name="Lưu hình").click()
    assert saving.value.suggested_filename == "an-sinh.png"
    assert saving.value.path().read_bytes() == png()


def test_one_that_does_not_come_says_so_and_the_text_stays(open_page: OpenPage, page_server: PageServer) -> None:
    turn = asked(open_page(), page_server, there=False)
    turn.locator(".picture").scroll_into_view_if_needed()
    expect(turn).to_contain_text("Chưa tải được hình")
    expect(turn).to_contain_text("1.530.000 đồng")
    expect(turn.locator(".picture img")).to_have_count(0)


def test_it_is_printed_without_its_buttons(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    turn = asked(page, page_server)
    page.emulate_media(media="print")
    expect(turn.locator(".picture img")).to_be_visible()
    expect(turn.get_by_role("link", name="Lưu hình")).to_be_hidden()


def test_it_is_there_again_after_a_reload(open_page: OpenPage, page_server: PageServer) -> None:
    page = open_page()
    asked(page, page_server)
    page.reload()
    expect(page.get_by_role("log").locator(".picture img")).to_have_attribute("alt", TEXT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: OpenPage, page_server: PageServer, scheme: str) -> None:
    page = open_page(width=360, height=740, color_scheme=scheme, bypass_csp=True)
    asked(page, page_server).get_by_role("link", name=LARGER).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.add_script_tag(path=str(PROJECT / "tests" / "assets" / "axe.min.js"))
    found = page.evaluate("axe.run().then((result) => result.violations.map((one) => one.id))")
    assert found == []


def test_the_page_keeps_free_the_size_that_pictures_have() -> None:
    script = (STATIC / "picture.js").read_text("utf-8")
    assert f"{{ width: {WIDTH * SCALE}, height: {HEIGHT * SCALE} }}" in script
