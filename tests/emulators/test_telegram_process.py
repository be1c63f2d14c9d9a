"""The emulator from outside: its own addresses, and as a process."""

import json
import subprocess
import sys
from base64 import b64encode

import pytest

from tests.emulators.telegram_bot import png
from tests.emulators.zalo.delivery import loopback_client

pytest_plugins = ("tests.emulators.telegram_fixtures",)


@pytest.fixture
def post(bot):
    """Turn something; gives the answer of success."""

    def asked(name, **values):
        answer = bot.client.post(f"/_emulator/{name}", json=values)
        assert answer.is_success, answer.text
        return answer.json()

    return asked


def test_a_talk_is_steered_and_read_over_http(telegram, bot, post):
    post("citizens", number=5001, first_name="Hà")
    update = post("acts", act="start", citizen=5001, payload="p")["update"]
    assert update["message"]["text"] == "/start p"
    post("acts", act="photo", citizen=5001, data=b64encode(png()).decode())
    bot.say("chào", reply_markup={"inline_keyboard": [[{"text": "Có", "callback_data": "k"}]]})
    messages = bot.client.get("/_emulator/messages", params={"chat": 5001}).json()
    assert [each.get("text", "photo") for each in messages] == ["/start p", "photo", "chào"]
    pressed = post("acts", act="press", citizen=5001, message_id=messages[2]["message_id"], data="k")
    assert pressed["update"]["callback_query"]["data"] == "k"
    assert [each["method"] for each in bot.client.get("/_emulator/calls").json()] == ["sendMessage"]
    state = bot.client.get("/_emulator/state").json()
    assert (state["messages"], state["webhook"]["pending_update_count"]) == ({"5001": 3}, 3)


def test_the_queue_is_turned_over_http(telegram, bot, post, listener, citizen):
    bot.get("setWebhook", url=listener.url)
    post("updates", hold=True, lanes=False)
    numbers = [post("acts", act="text", citizen=5001, text=text)["update"]["update_id"] for text in "ab"]
    assert post("updates", release="reversed", repeat=numbers[0])["pending"] == 2
    assert post("settle", seconds=10) == {"pending": 0}
    assert sorted(got.event["update_id"] for got in listener.got) == [numbers[0], *numbers]
    told = bot.client.get("/_emulator/updates").json()
    assert [each["attempts"][0]["status"] for each in told] == [200, 200, 200]


def test_clock_limits_and_faults_over_http(telegram, bot, post, citizen):
    bot.hurries = True
    assert post("limits", burst=2, apart=10)["burst"] == 2
    assert [bot.say()["ok"] for _ in range(3)] == [True, True, False]
    assert post("clock", set="2026-12-01T00:00:00+00:00", advance=60, speed=0)["now"] == "2026-12-01T00:01:00+00:00"
    assert post("faults", method="sendMessage", kind="code", code=429, retry_after=7) == {"pending": 1}
    assert bot.say()["parameters"] == {"retry_after": 7}
    assert bot.say()["ok"]
    post("faults", kind="reset")
    assert post("faults", clear=True) == {"pending": 0}


@pytest.mark.parametrize(
    ("name", "values", "status"),
    [
        ("acts", {"act": "close", "citizen": 5001}, 400),
        ("acts", {}, 400),
        ("updates", {"repeat": 1}, 400),
        ("x", {}, 404),
    ],
)
def test_a_wrong_request_is_told(bot, citizen, name, values, status):
    answer = bot.client.post(f"/_emulator/{name}", json=values)
    assert answer.status_code == status
    assert answer.json()["reason"]


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "application/x-www-form-urlencoded"}])
def test_a_body_that_is_not_sent_as_json_is_told(bot, citizen, headers):
    answer = bot.client.post("/_emulator/acts", content=b'{"act": "start", "citizen": 5001}', headers=headers)
    assert answer.status_code == 400
    assert "Content-Type" in answer.json()["reason"]


def test_a_body_that_is_no_json_object_is_told(bot):
    for body in (b"[1]", b"{"):
        answer = bot.client.post("/_emulator/clock", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400
        assert answer.json()["reason"]


def test_as_a_process_it_says_where_it_is_and_ends_when_told():
    command = [sys.executable, "-W", "error", "-m", "tests.emulators.telegram", "--token", "42:abc", "--speed", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline())
        with loopback_client() as client:
            me = client.get(f"{told['base_url']}{told['token']}/getMe").json()
        process.terminate()
        assert me["result"]["id"] == 42
    assert process.returncode == 0
