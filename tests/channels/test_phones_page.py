"""The page of two telephones as a person plays it: both platforms real emulators, the bot's part by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from bot.settings import PROJECT
from tests.channels.telegram.test_sending import png
from tests.emulators.listener import Listener
from tests.emulators.phones import Phones
from tests.emulators.telegram import Emulator as Telegram
from tests.emulators.zalo import Emulator as Zalo
from tests.emulators.zalo.delivery import loopback_client

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
AXE = PROJECT / "tests" / "assets" / "axe.min.js"
SCREENS = PROJECT / "artefacts" / "screens"
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
DESKTOP = {"width": 1280, "height": 860}
TITLES = ("Mức đóng thấp nhất", "Gặp cán bộ")
ANSWER = "Anh/chị muốn hỏi gì ạ?\n\n1. Mức đóng thấp nhất\n2. Gặp cán bộ"


class Bot:
    """What An Sinh would say, on both platforms."""

    def __init__(self, phones: Phones, zalo: Zalo, telegram: Telegram, client: httpx.Client) -> None:
        self._phones, self._zalo, self._telegram, self._client = phones, zalo, telegram, client

    def zalo(self, text: str = ANSWER, titles: tuple[str, ...] = TITLES) -> httpx.Response:
        shown = [
            {"title": title, "type": "oa.query.hide", "payload": f"an-sinh:payload{number}"}
            for number, title in enumerate(titles)
        ]
        attachment = {"attachment": {"type": "template", "payload": {"buttons": shown}}} if titles else {}
        return self._client.post(
            f"{self._zalo.url}/v3.0/oa/message/cs",
            json={"recipient": {"user_id": self._phones.zalo.citizen.user_id}, "message": {"text": text, **attachment}},
            headers={"access_token": self._zalo.tokens.current.access},
        )

    def telegram(self, method: str = "sendMessage", **values: object) -> httpx.Response:
        rows = [[{"text": title, "callback_data": f"key{number}"}] for number, title in enumerate(TITLES)]
        usual = {"chat_id": self._phones.telegram.citizen.id, "text": ANSWER, "reply_markup": {"inline_keyboard": rows}}
        body = values if method != "sendMessage" else {**usual, **values}
        return self._client.post(f"{self._telegram.url}/bot{self._telegram.token}/{method}", json=body)


@pytest.fixture
def listener() -> Iterator[Listener]:
    started = Listener()
    yield started
    started.close()


@pytest.fixture
def zalo(listener: Listener) -> Iterator[Zalo]:
    with Zalo(webhook=listener.url) as started:
        yield started


@pytest.fixture
def telegram(listener: Listener) -> Iterator[Telegram]:
    with Telegram() as started:
        started.state.limits.on = False
        yield started


@pytest.fixture
def phones(zalo: Zalo, telegram: Telegram) -> Iterator[Phones]:
    with Phones(zalo, telegram) as started:
        yield started


@pytest.fixture
def bot(phones: Phones, zalo: Zalo, telegram: Telegram, listener: Listener) -> Iterator[Bot]:
    with loopback_client() as client:
        made = Bot(phones, zalo, telegram, client)
        assert made.telegram("setWebhook", url=listener.url).is_success
        yield made


@pytest.fixture
def page(open_page: OpenPage, phones: Phones, bot: Bot) -> Page:
    opened = open_page(phones.url, **DESKTOP)
    opened.set_default_timeout(10_000)
    return opened


def side(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def write(page: Page, name: str, text: str) -> None:
    field = side(page, name).get_by_label(f"Tin nhắn {name}", exact=True).and_(page.locator("textarea"))
    field.fill(text)
    field.press("Enter")
    expect(field).to_have_value("")


def log(page: Page, name: str) -> Locator:
    return side(page, name).get_by_role("log", name=f"Tin nhắn {name}")


def wait_for(holds: Callable[[], bool], page: Page) -> None:
    """Until something holds outside of the page."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never held")


def test_zalo_from_the_first_word_to_a_pressed_button(page: Page, bot: Bot, listener: Listener) -> None:
    expect(log(page, "Zalo")).to_contain_text("Chưa có tin nào")
    side(page, "Zalo").get_by_role("button", name="Quan tâm OA").click()
    write(page, "Zalo", "đóng thấp nhất bao nhiêu")
    asked = log(page, "Zalo").locator(".entry.me")
    expect(asked).to_contain_text("đóng thấp nhất bao nhiêu")
    expect(asked).to_contain_text("An Sinh đã nhận")
    assert bot.zalo().json()["error"] == 0
    answered = log(page, "Zalo").locator(".entry.bot")
    expect(answered).to_contain_text("Anh/chị muốn hỏi gì ạ?")
    expect(answered).to_contain_text("đã xem")
    answered.get_by_role("button", name="Gặp cán bộ").click()
    expect(asked.last).to_contain_text("Đã bấm nút: Gặp cán bộ")
    wait_for(lambda: listener.names.count("user_send_text") == 2, page)
    texts = [got.event["message"]["text"] for got in listener.got if got.event["event_name"] == "user_send_text"]
    assert texts == ["đóng thấp nhất bao nhiêu", "an-sinh:payload1"]
    assert {"follow", "user_received_message", "user_seen_message"} <= set(listener.names)


def test_zalo_on_a_computer_shows_numbers_alone(page: Page, bot: Bot) -> None:
    write(page, "Zalo", "chào")
    bot.zalo()
    answered = log(page, "Zalo").locator(".entry.bot")
    expect(answered.get_by_role("button")).to_have_count(2)
    side(page, "Zalo").get_by_label("Zalo trên máy tính").check()
    expect(answered.get_by_role("button")).to_have_count(0)
    expect(answered).to_contain_text("2. Gặp cán bộ")
    side(page, "Zalo").get_by_label("Zalo trên máy tính").uncheck()
    expect(answered.get_by_role("button")).to_have_count(2)


def test_a_telephone_that_tells_nothing_back(page: Page, bot: Bot, listener: Listener) -> None:
    side(page, "Zalo").get_by_label("Điện thoại báo đã nhận").uncheck()
    write(page, "Zalo", "chào")
    bot.zalo()
    expect(log(page, "Zalo").locator(".entry.bot")).to_contain_text("đã tới máy")
    page.wait_for_timeout(1200)
    assert "user_seen_message" not in listener.names


def test_telegram_from_start_to_an_edit(page: Page, bot: Bot, telegram: Telegram, listener: Listener) -> None:
    side(page, "Telegram").get_by_label("từ đường dẫn của đợt truyền thông").fill("fair-2026")
    side(page, "Telegram").get_by_role("button", name="Bắt đầu").click()
    expect(log(page, "Telegram")).to_contain_text("/start fair-2026")
    write(page, "Telegram", "đong thấp nhất")
    assert bot.telegram().json()["ok"]
    answered = log(page, "Telegram").locator(".entry.bot")
    answered.get_by_role("button", name="Mức đóng thấp nhất").click()
    pressed = log(page, "Telegram").locator(".entry.me").last
    expect(pressed).to_contain_text("Đã bấm nút: Mức đóng thấp nhất")
    wait_for(lambda: any("callback_query" in got.event for got in listener.got), page)
    query = next(got.event["callback_query"] for got in listener.got if "callback_query" in got.event)
    assert query["data"] == "key0"
    assert bot.telegram("answerCallbackQuery", callback_query_id=query["id"]).json()["ok"]
    expect(pressed).to_contain_text("An Sinh đã nhận")
    log(page, "Telegram").get_by_role("button", name="Sửa tin: đong thấp nhất").click()
    expect(side(page, "Telegram")).to_contain_text("Đang sửa tin đã gửi")
    write(page, "Telegram", "đóng thấp nhất")
    expect(log(page, "Telegram").locator(".entry.me").nth(1)).to_contain_text("đóng thấp nhất")
    expect(log(page, "Telegram").locator(".entry.me").nth(1)).to_contain_text("đã sửa")
    wait_for(lambda: any("edited_message" in got.event for got in listener.got), page)


def test_an_edit_can_be_dropped(page: Page, bot: Bot, listener: Listener) -> None:
    write(page, "Telegram", "một")
    log(page, "Telegram").get_by_role("button", name="Sửa tin: một").click()
    side(page, "Telegram").get_by_role("button", name="Thôi").click()
    write(page, "Telegram", "hai")
    expect(log(page, "Telegram").locator(".entry.me")).to_have_count(2)
    assert not any("edited_message" in got.event for got in listener.got)


@pytest.mark.parametrize("name", ["Zalo", "Telegram"])
def test_everything_that_can_be_sent_along(page: Page, name: str, listener: Listener, tmp_path: Path) -> None:
    picture, paper = tmp_path / "anh.png", tmp_path / "giấy tờ.pdf"
    picture.write_bytes(png())
    paper.write_bytes(b"%PDF-1.7 invented")
    tools = side(page, name).get_by_role("group", name=f"Gửi kèm trên {name}")
    tools.get_by_label("Ảnh").set_input_files(picture)
    expect(log(page, name).get_by_role("img", name="Ảnh người dân gửi")).to_be_visible()
    assert log(page, name).get_by_role("img").evaluate("image => image.naturalWidth") == 40
    tools.get_by_label("Tệp").set_input_files(paper)
    expect(log(page, name)).to_contain_text("Tệp: giấy tờ.pdf")
    for word in ("Vị trí", "Nhãn dán", "Ghi âm"):
        tools.get_by_role("button", name=word).click()
        expect(log(page, name)).to_contain_text(word)
    wait_for(lambda: len(listener.got) == 5, page)
    if name == "Zalo":
        kinds = ["image", "file", "location", "sticker", "audio"]
        assert listener.names == [f"user_send_{kind}" for kind in kinds]
    else:
        kinds = ["photo", "document", "location", "sticker", "voice"]
        assert [kind in got.event["message"] for kind, got in zip(kinds, listener.got, strict=True)] == [True] * 5


def test_following_and_blocking(page: Page, listener: Listener) -> None:
    zalo, telegram = side(page, "Zalo"), side(page, "Telegram")
    expect(zalo).to_contain_text("Lan, chưa quan tâm OA")
    zalo.get_by_role("button", name="Quan tâm OA").click()
    expect(zalo).to_contain_text("Lan, đang quan tâm OA")
    zalo.get_by_role("button", name="Bỏ quan tâm").click()
    expect(zalo).to_contain_text("chưa quan tâm OA")
    telegram.get_by_role("button", name="Chặn bot").click()
    expect(telegram).to_contain_text("Hùng, đang chặn bot")
    telegram.get_by_label("Tin nhắn Telegram", exact=True).and_(page.locator("textarea")).fill("chào")
    telegram.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Không làm được")
    telegram.get_by_role("button", name="Bỏ chặn").click()
    expect(telegram).not_to_contain_text("đang chặn bot")
    wait_for(lambda: len(listener.got) == 4, page)


def test_staff_write_from_their_own_tool(page: Page, listener: Listener) -> None:
    zalo = side(page, "Zalo")
    zalo.get_by_text("Cán bộ nhắn từ Zalo OA").click()
    zalo.get_by_label("Lời của cán bộ").fill("Cán bộ An đây ạ")
    zalo.get_by_label("Lời của cán bộ").press("Enter")
    expect(log(page, "Zalo").locator(".entry.staff")).to_contain_text("Cán bộ An đây ạ")
    wait_for(lambda: listener.names == ["oa_send_text"], page)
    assert listener.got[0].event["sender"]["admin_id"]


@pytest.mark.parametrize(
    ("name", "kind"), [("Zalo", "429"), ("Zalo", "hang"), ("Zalo", "reset"), ("Telegram", "429"), ("Telegram", "500")]
)
def test_faults_are_played_and_taken_back(page: Page, bot: Bot, name: str, kind: str) -> None:
    tools = side(page, name)
    write(page, name, "chào")
    tools.get_by_text("Gây lỗi khi gửi tin").click()
    tools.get_by_label("Lỗi", exact=True).select_option(kind)
    tools.get_by_label("Mấy lần").fill("2")
    expect(tools.locator(".pending")).to_have_text("Không có lỗi nào đang chờ.")
    tools.get_by_role("button", name="Gây lỗi").click()
    expect(tools.locator(".pending")).to_have_text("Còn 2 lần lỗi chờ An Sinh gửi.")
    send = bot.zalo if name == "Zalo" else bot.telegram
    if kind.isdigit():
        assert send().status_code == int(kind)
        expect(tools.locator(".pending")).to_have_text("Còn 1 lần lỗi chờ An Sinh gửi.")
    elif kind == "reset":
        with pytest.raises(httpx.TransportError):
            send()
    tools.get_by_role("button", name="Hết lỗi").click()
    expect(tools.locator(".pending")).to_have_text("Không có lỗi nào đang chờ.")
    assert send().status_code == 200


def test_a_message_that_arrives_although_the_answer_is_lost(page: Page, bot: Bot) -> None:
    tools = side(page, "Zalo")
    write(page, "Zalo", "chào")
    tools.get_by_text("Gây lỗi khi gửi tin").click()
    tools.get_by_label("Tin vẫn đến người dân").check()
    tools.get_by_label("Lỗi", exact=True).select_option("500")
    tools.get_by_role("button", name="Gây lỗi").click()
    expect(tools.locator(".pending")).to_contain_text("Còn 1")
    assert bot.zalo().status_code == 500
    expect(log(page, "Zalo").locator(".entry.bot")).to_contain_text("Anh/chị muốn hỏi gì ạ?")


def test_the_clock_of_zalo_bills_and_closes(page: Page, bot: Bot, zalo: Zalo) -> None:
    tools = side(page, "Zalo")
    tools.get_by_text("Đồng hồ của Zalo (48 giờ)").click()
    expect(tools.locator(".window")).to_contain_text("Không nhắn được")
    write(page, "Zalo", "chào")
    expect(tools.locator(".window")).to_contain_text("miễn phí thêm")
    tools.get_by_role("button", name="+47 giờ").click()
    expect(tools.locator(".window")).to_contain_text("miễn phí thêm 1 giờ")
    tools.get_by_role("button", name="+3 ngày").click()
    expect(tools.locator(".window")).to_contain_text("mỗi tin bị tính phí")
    zalo.tokens.grant()
    assert bot.zalo().json()["error"] == 0
    expect(log(page, "Zalo").locator(".entry.bot")).to_contain_text("tính phí")
    tools.get_by_role("button", name="+8 ngày").click()
    expect(tools.locator(".window")).to_contain_text("Không nhắn được")
    zalo.tokens.grant()
    assert bot.zalo().json()["error"] == -230
    tools.get_by_role("button", name="Giờ thật").click()
    expect(tools.locator(".window")).to_contain_text("miễn phí thêm")


def test_another_person(page: Page, listener: Listener) -> None:
    for name, first, second in (("Zalo", "Lan", "Lan 2"), ("Telegram", "Hùng", "Hùng 2")):
        write(page, name, "chào")
        expect(side(page, name).locator(".who")).to_contain_text(first)
        side(page, name).get_by_role("button", name="Người khác").click()
        expect(side(page, name).locator(".who")).to_contain_text(second)
        expect(log(page, name)).to_contain_text("Chưa có tin nào")


def test_a_message_that_the_bot_does_not_take_is_shown_as_such(page: Page, listener: Listener) -> None:
    listener.statuses += [503]
    write(page, "Zalo", "chào")
    expect(log(page, "Zalo").locator(".way.wrong")).to_have_text("chưa nhận được, gửi lại (lần 1, 503)")


def test_words_of_either_side_are_never_markup(page: Page, bot: Bot) -> None:
    evil = "<img src=x onerror=alert(1)><b>đậm</b>"
    for name, send in (("Zalo", bot.zalo), ("Telegram", bot.telegram)):
        write(page, name, evil)
        send(text=evil)
        expect(log(page, name).locator(".entry.bot .say")).to_have_text(evil)
        assert log(page, name).locator("b, .say img").count() == 0


def test_what_was_read_is_not_read_again(page: Page, bot: Bot) -> None:
    """A screen reader speaks what is added to a log: only how far a message got may change."""
    write(page, "Zalo", "chào")
    bot.zalo()
    answered = log(page, "Zalo").locator(".entry.bot")
    expect(answered).to_contain_text("đã xem")
    answered.locator(".say").evaluate("node => { node.dataset.mark = 'kept' }")
    write(page, "Zalo", "hai")
    bot.zalo("Vâng ạ.", ())
    expect(log(page, "Zalo")).to_contain_text("Vâng ạ.")
    expect(answered.first.locator(".say")).to_have_attribute("data-mark", "kept")


def test_the_newest_stays_in_sight_also_when_a_picture_comes(page: Page, bot: Bot, tmp_path: Path) -> None:
    tall = tmp_path / "cao.png"
    tall.write_bytes(png(300, 900))
    write(page, "Telegram", "chào")
    side(page, "Telegram").get_by_label("Ảnh").set_input_files(tall)
    expect(log(page, "Telegram").get_by_role("img")).to_be_visible()
    left = "log => log.scrollHeight - log.scrollTop - log.clientHeight"
    wait_for(lambda: log(page, "Telegram").evaluate("log => log.scrollHeight > log.clientHeight + 200"), page)
    wait_for(lambda: log(page, "Telegram").evaluate(left) < 5, page)
    log(page, "Telegram").evaluate("log => { log.scrollTop = 0 }")
    page.wait_for_timeout(700)
    bot.telegram(text="Vâng ạ.")
    expect(log(page, "Telegram")).to_contain_text("Vâng ạ.")
    assert log(page, "Telegram").evaluate("log => log.scrollTop") == 0, "who reads above is not torn away"


def test_with_the_keyboard_alone(page: Page, bot: Bot) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến ô nhắn tin Zalo")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("chào")
    page.keyboard.press("Enter")
    expect(log(page, "Zalo").locator(".entry.me")).to_contain_text("chào")
    bot.zalo()
    button = log(page, "Zalo").get_by_role("button", name="Gặp cán bộ")
    expect(button).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(log(page, "Zalo")).to_contain_text("Đã bấm nút: Gặp cán bộ")
    page.keyboard.press("Tab")
    page.keyboard.type("một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("hai")
    page.keyboard.press("Enter")
    expect(log(page, "Zalo").locator(".entry.me .say").last).to_have_text("một\nhai")


def test_a_narrow_screen_shows_one_telephone_at_a_time(open_page: OpenPage, phones: Phones, bot: Bot) -> None:
    page = open_page(phones.url, **PHONE)
    expect(side(page, "Zalo")).to_be_visible()
    expect(side(page, "Telegram")).to_be_hidden()
    page.get_by_role("button", name="Telegram", exact=True).click()
    expect(page.get_by_role("button", name="Telegram", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(side(page, "Telegram")).to_be_visible()
    expect(side(page, "Zalo")).to_be_hidden()
    write(page, "Telegram", "x" * 200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_wide_screen_shows_both(page: Page) -> None:
    for name in ("Zalo", "Telegram"):
        box = side(page, name).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280
        expect(side(page, name)).to_be_visible()


def test_a_server_that_goes_is_said(open_page: OpenPage, zalo: Zalo, telegram: Telegram) -> None:
    with Phones(zalo, telegram) as phones:
        page = open_page(phones.url, **DESKTOP)
        expect(side(page, "Zalo").locator(".who")).to_contain_text("Lan")
    expect(page.get_by_role("alert")).to_have_text("Mất liên lạc với máy chủ trình diễn.")
    page.close()


def every_state(page: Page, bot: Bot, tmp_path: Path) -> None:
    """A talk that shows all the page can show, on both telephones."""
    picture = tmp_path / "anh.png"
    picture.write_bytes(png(300, 200))
    narrow = page.locator(".which").is_visible()
    for name, send in (("Zalo", bot.zalo), ("Telegram", bot.telegram)):
        if narrow:
            page.get_by_role("button", name=name, exact=True).click()
        side(page, name).locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        write(page, name, "đóng thấp nhất bao nhiêu")
        side(page, name).get_by_label("Ảnh").set_input_files(picture)
        expect(log(page, name).get_by_role("img")).to_have_count(1)
        send()
        log(page, name).get_by_role("button", name="Mức đóng thấp nhất").click()
        expect(log(page, name)).to_contain_text("Đã bấm nút")
        send(text="Vâng ạ.")
    expect(log(page, "Telegram")).to_contain_text("Vâng ạ.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_no_barrier(
    open_page: OpenPage, phones: Phones, bot: Bot, tmp_path: Path, screen: dict[str, object], scheme: str
) -> None:
    page = open_page(phones.url, **screen, color_scheme=scheme)
    page.evaluate(AXE.read_text("utf-8"))
    run = (
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        ".then(r => r.violations.map(v => ({id: v.id, nodes: v.nodes.map(n => n.html + n.failureSummary)})))"
    )
    assert page.evaluate(run) == []
    every_state(page, bot, tmp_path)
    assert page.evaluate(run) == []


@pytest.mark.parametrize(("name", "screen"), [("360", PHONE), ("1280", DESKTOP)])
def test_screens_are_kept_to_be_looked_at(
    open_page: OpenPage, phones: Phones, bot: Bot, tmp_path: Path, name: str, screen: dict[str, object]
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page = open_page(phones.url, **screen)
    every_state(page, bot, tmp_path)
    page.screenshot(path=SCREENS / f"phones_{name}.png")
    page.screenshot(path=SCREENS / f"phones_{name}_whole.png", full_page=True)
    assert (SCREENS / f"phones_{name}_whole.png").stat().st_size > 10_000
