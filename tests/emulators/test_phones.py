"""The page of two telephones from outside: what it answers, to whom, and what a screen shows."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from bot.settings import PROJECT
from tests.emulators.conftest import START, Api
from tests.emulators.listener import Listener
from tests.emulators.phones import Phones
from tests.emulators.telegram import Emulator as Telegram
from tests.emulators.telegram_bot import Bot, png
from tests.emulators.zalo import Clock
from tests.emulators.zalo import Emulator as Zalo
from tests.emulators.zalo.delivery import loopback_client

STATIC = PROJECT / "tests" / "emulators" / "phones" / "static"
KEYBOARD = {
    "inline_keyboard": [[{"text": "Có đóng", "callback_data": "k1"}], [{"text": "Không", "callback_data": "k2"}]]
}
BUTTONS = {
    "text": "Anh/chị có đóng không?",
    "attachment": {
        "type": "template",
        "payload": {"buttons": [{"title": "Có đóng", "type": "oa.query.hide", "payload": "an-sinh:abcdefgh"}]},
    },
}


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with Telegram(clock=Clock(START, speed=0)) as started:
        started.state.limits.on = False
        yield started


@pytest.fixture
def phones(zalo: Zalo, telegram: Telegram) -> Iterator[Phones]:
    with Phones(zalo, telegram) as started:
        yield started


@pytest.fixture
def page(phones: Phones) -> Iterator[httpx.Client]:
    with loopback_client(phones.url) as made:
        yield made


@pytest.fixture
def bot(telegram: Telegram) -> Iterator[Bot]:
    with loopback_client(telegram.url) as made:
        talker = Bot(telegram, made)
        talker.hurries = True
        yield talker


@pytest.fixture
def act(phones: Phones, page: httpx.Client):
    """Something that the person of a telephone does."""

    def done(platform: str, act: str, **what):
        user, citizen = phones.zalo.citizen.user_id, phones.telegram.citizen.id
        who = {"user_id": user} if platform == "zalo" else {"citizen": citizen}
        answer = page.post(f"/{platform}/_emulator/acts", json={"act": act, **who, **what})
        assert answer.is_success, answer.text
        return answer.json()

    return done


@pytest.fixture
def screen(page: httpx.Client, zalo: Zalo):
    """What stands on a telephone, once Zalo's deliveries have settled."""

    def shown(name: str):
        zalo.webhook.settle()
        return page.get("/state").json()[name]["entries"]

    return shown


def test_page_and_files_are_served_with_a_strict_frame(page):
    for path in ("/", *(f"/static/{each.name}" for each in STATIC.iterdir())):
        answer = page.get(path)
        assert answer.status_code == 200, path
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
    for path in (
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/nothing",
        "/zalo/uploads/x",
        "/telegram/files/x",
    ):
        assert page.get(path).status_code == 404, path


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_another_sites_page_reaches_nothing(page, phones, headers):
    assert page.get("/state", headers=headers).status_code == 403
    assert page.post("/zalo/renew", json={}, headers=headers).status_code == 403
    assert page.get("/state", headers={"Origin": phones.url}).status_code == 200


def test_nothing_in_the_files_comes_from_outside_or_runs_inline():
    for file in STATIC.iterdir():
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text, file.name
        assert "https:" not in text, file.name
        for forbidden in ("innerHTML", "insertAdjacent", "document.write", "eval(", " style=", "onclick", "<script>"):
            assert forbidden not in text, file.name


def test_every_word_of_the_scripts_is_in_the_page():
    html = (STATIC / "index.html").read_text("utf-8")
    for each in ("follow", "unfollow", "block", "unblock", "press", "answered", "picture", "file", "voice", "sticker"):
        assert f'value="note.{each}"' in html
    for each in ("waiting", "accepted", "repeating", "dropped", "sent", "billed", "received", "seen"):
        assert f'value="is.{each}"' in html


def test_a_talk_on_zalo(phones, act, screen, api: Api, listener: Listener):
    act("zalo", "follow")
    act("zalo", "text", text="đóng bao nhiêu")
    user = phones.zalo.citizen.user_id
    sent = api.send(user, BUTTONS)["data"]["message_id"]
    act("zalo", "press", button=BUTTONS["attachment"]["payload"]["buttons"][0])
    act("zalo", "staff", text="Cán bộ nghe đây ạ")
    followed, asked, answered, pressed, staff = screen("zalo")
    assert (followed["by"], followed["note"]) == ("note", "follow")
    assert (asked["by"], asked["text"], asked["standing"], asked["attempts"]) == ("me", "đóng bao nhiêu", "accepted", 1)
    assert (answered["by"], answered["text"], answered["standing"]) == ("bot", BUTTONS["text"], "sent")
    assert (answered["message"], [one["title"] for one in answered["buttons"]]) == (sent, ["Có đóng"])
    assert (pressed["by"], pressed["note"], pressed["text"]) == ("me", "press", "Có đóng")
    assert (staff["by"], staff["text"]) == ("staff", "Cán bộ nghe đây ạ")
    assert listener.names[0] == "follow"


def test_how_far_a_message_got_on_zalo(phones, act, screen, api, zalo):
    act("zalo", "text", text="chào")
    first = api.send(phones.zalo.citizen.user_id, "một")["data"]["message_id"]
    act("zalo", "receives", message_id=first)
    assert screen("zalo")[-1]["standing"] == "received"
    act("zalo", "sees", message_ids=[first])
    assert screen("zalo")[-1]["standing"] == "seen"
    zalo.clock.advance(timedelta(hours=49))
    zalo.tokens.grant()
    api.send(phones.zalo.citizen.user_id, "hai")
    assert screen("zalo")[-1]["standing"] == "billed"


def test_the_window_of_zalo(page, act, zalo):
    def window():
        return page.get("/state").json()["zalo"]["window"]

    assert window() == {"is": "closed", "hours": 0}
    act("zalo", "text", text="chào")
    assert window() == {"is": "free", "hours": 48.0}
    for advance, left in ((47, {"is": "free", "hours": 1.0}), (2, {"is": "billed", "hours": 119.0})):
        page.post("/zalo/_emulator/clock", json={"advance": advance * 3600})
        assert window() == left
    zalo.clock.advance(timedelta(days=6))
    assert window() == {"is": "closed", "hours": 0}


def test_a_webhook_that_fails_is_seen(act, screen, listener, zalo):
    listener.statuses += [503]
    act("zalo", "text", text="chào")
    [asked] = screen("zalo")
    assert (asked["standing"], asked["attempts"], asked["status"]) == ("repeating", 1, 503)
    zalo.clock.advance(timedelta(seconds=31))
    [asked] = screen("zalo")
    assert (asked["standing"], asked["attempts"]) == ("accepted", 2)
    zalo.webhook.enabled = False
    act("zalo", "text", text="còn đó không")
    assert screen("zalo")[-1]["standing"] == "dropped"


def test_doubled_events_stand_once_on_the_screen(act, screen, zalo, listener):
    zalo.rules.copies = 3
    act("zalo", "text", text="chào")
    assert len(screen("zalo")) == 1
    assert len(listener.got) == 3


def test_a_talk_on_telegram(phones, act, screen, bot, telegram, listener):
    bot.get("setWebhook", url=listener.url, secret_token="s" * 32)
    act("telegram", "start", payload="fair-2026")
    act("telegram", "text", text="đong bao nhieu")
    chat = phones.telegram.citizen.id
    offered = bot.say("Anh/chị có đóng không?", chat, reply_markup=KEYBOARD)["result"]["message_id"]
    query = act("telegram", "press", message_id=offered, data="k2")["update"]["callback_query"]["id"]
    bot.say("Vâng ạ.", chat)
    act("telegram", "edit", message_id=telegram.messages(chat)[1]["message_id"], text="đóng bao nhiêu")
    telegram.sender.settle()
    start, asked, answer, pressed, last = screen("telegram")
    assert (start["text"], start["standing"]) == ("/start fair-2026", "accepted")
    assert (asked["text"], asked["edited"]) == ("đóng bao nhiêu", True)
    assert [one["title"] for one in answer["buttons"]] == ["Có đóng", "Không"]
    assert (pressed["by"], pressed["note"], pressed["text"]) == ("me", "press", "Không")
    assert (last["by"], last["text"], last["standing"]) == ("bot", "Vâng ạ.", "sent")
    bot.get("answerCallbackQuery", callback_query_id=query)
    assert screen("telegram")[3]["note"] == "answered"


def test_blocking_is_noted_and_without_a_webhook_all_waits(phones, act, screen):
    act("telegram", "text", text="chào")
    act("telegram", "block")
    act("telegram", "unblock")
    waits, blocked, unblocked = screen("telegram")
    assert waits["standing"] == "waiting"
    assert [blocked["note"], unblocked["note"]] == ["block", "unblock"]


def test_pictures_of_both_sides_are_shown(phones, page, act, screen, api, bot):
    kept = page.post("/zalo/files", params={"name": "tin nhan.png"}, content=png()).json()
    act("zalo", "attach", kind="image", url=kept["url"])
    handle = api.upload("image", "a.png", png(300, 200))["data"]["attachment_id"]
    element = {"media_type": "image", "attachment_id": handle}
    payload = {"template_type": "media", "elements": [element]}
    api.send(phones.zalo.citizen.user_id, {"attachment": {"type": "template", "payload": payload}})
    act("telegram", "start")
    bot.show(png(640, 480), phones.telegram.citizen.id, caption="Hình")
    mine, shown = screen("zalo")
    assert (mine["note"], page.get(mine["picture"]).content) == ("picture", png())
    assert page.get(shown["picture"]).content == png(300, 200)
    picture = page.get(screen("telegram")[-1]["picture"])
    assert (picture.content, picture.headers["content-type"]) == (png(640, 480), "image/png")


def test_a_file_that_is_no_picture_is_only_offered_for_download(page, act, screen):
    html = b"<script>alert(1)</script>"
    kept = page.post("/zalo/files", params={"name": "a.html"}, content=html).json()
    assert kept["size"] == len(html)
    act("zalo", "attach", kind="file", name="a.html", size=len(html), url=kept["url"])
    got = page.get(kept["url"])
    assert got.headers["content-type"] == "application/octet-stream"
    assert got.headers["content-disposition"] == "attachment"
    assert (screen("zalo")[-1]["file"], screen("zalo")[-1]["picture"]) == ("a.html", "")


def test_a_picture_of_another_host_is_named_not_loaded(act, screen):
    act("zalo", "attach", kind="image", url="http://f1-zpc.zdn.vn/photo.jpg")
    assert (screen("zalo")[-1]["note"], screen("zalo")[-1]["picture"]) == ("picture", "")


def test_too_large_a_file_is_refused(page):
    assert page.post("/zalo/files", content=b"x" * (10 * 1024 * 1024 + 1)).status_code == 413


def test_the_next_person_begins_with_an_empty_screen(phones, page, act, screen):
    act("zalo", "text", text="chào")
    act("telegram", "start")
    old = phones.zalo.citizen.user_id, phones.telegram.citizen.id
    assert page.post("/zalo/renew", json={}).is_success
    assert page.post("/telegram/renew", json={}).is_success
    assert (screen("zalo"), screen("telegram")) == ([], [])
    assert phones.zalo.citizen.user_id != old[0]
    assert phones.telegram.citizen.id != old[1]


def test_what_the_emulators_refuse_is_told(page):
    for name, body in (("zalo", {"act": "text", "user_id": "1"}), ("telegram", {"act": "text", "citizen": 1})):
        answer = page.post(f"/{name}/_emulator/acts", json=body)
        assert answer.status_code == 400
        assert answer.json()["reason"]
    for path in ("/viber/_emulator/acts", "/zalo/v3.0/oa/message/cs", "/zalo/elsewhere"):
        assert page.post(path, json={}).status_code == 404


def test_a_second_start_repeats_no_id():
    """An app keeps what it heard: the same ids would be repeats to it."""
    with Zalo(first=1000) as one, Zalo(first=2000) as two, Telegram(later=10) as three, Telegram(later=5000) as four:
        users = [each.citizen() for each in (one, two)]
        messages = [each.acts.text(user, "chào").message_id for each, user in zip((one, two), users, strict=True)]
        updates = [each.acts.start(each.citizen(started=True)) or {} for each in (three, four)]
    assert users[0].user_id != users[1].user_id
    assert messages[0] != messages[1]
    assert updates[1]["update_id"] - updates[0]["update_id"] == 4990
    assert updates[1]["message"]["message_id"] - updates[0]["message"]["message_id"] == 4990


def test_as_a_process_it_says_where_everything_is(listener):
    command = [sys.executable, "-W", "error", "-m", "tests.emulators.phones", "--webhook", listener.url]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline())
        with loopback_client() as client:
            user = client.get(f"{told['page']}/state").json()["zalo"]["citizen"]["id"]
            body = {"act": "text", "user_id": user, "text": "chào"}
            client.post(f"{told['page']}/zalo/_emulator/acts", json=body)
            me = client.get(f"{told['telegram']['url']}/bot{told['telegram']['token']}/getMe").json()
            account = client.get(f"{told['zalo']['url']}/_emulator/state").json()["account"]
            client.post(f"{told['zalo']['url']}/_emulator/webhook", json={"settle": 10})
        process.terminate()
        _out, errors = process.communicate(timeout=20)
    assert me["result"]["is_bot"]
    assert (account["oa_id"], account["app_secret"]) == (told["zalo"]["oa_id"], told["zalo"]["app_secret"])
    assert listener.names == ["user_send_text"]
    assert (process.returncode, errors) == (0, "")
