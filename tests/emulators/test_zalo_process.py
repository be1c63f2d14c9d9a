"""The emulator as a process of its own, driven over HTTP alone."""

import json
import subprocess
import sys

import pytest

from bot.settings import PROJECT
from tests.emulators.zalo.delivery import loopback_client


@pytest.fixture
def client(zalo):
    with loopback_client(zalo.url) as made:
        yield made


@pytest.fixture
def turn(client):
    """POST to a control; gives the answer, which must be 200."""

    def ask(name, **change):
        answer = client.post(f"/_emulator/{name}", json=change)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


def test_a_process_serves_until_it_is_told_to_stop(listener):
    command = [sys.executable, "-W", "error", "-m", "tests.emulators.zalo", "--webhook", listener.url, "--speed", "0"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline())
        with loopback_client(told["url"]) as client:
            user = client.post("/_emulator/citizens", json={"name": "Bác Tư"}).json()["user_id"]
            client.post("/_emulator/acts", json={"act": "text", "user_id": user, "text": "Chào"})
            body = {"recipient": {"user_id": user}, "message": {"text": "Chào bác"}}
            headers = {"access_token": told["access_token"]}
            assert client.post("/v3.0/oa/message/cs", json=body, headers=headers).json()["error"] == 0
            client.post("/_emulator/webhook", json={"settle": 10})
            messages = client.get("/_emulator/messages", params={"user_id": user}).json()
            process.terminate()
            _out, errors = process.communicate(timeout=20)
    assert [message["message"] for message in messages] == [{"text": "Chào bác"}]
    assert listener.names == ["user_send_text", "oa_send_text"]
    assert (process.returncode, errors) == (0, "")


def test_clock_and_windows(zalo, turn, client):
    user = turn("citizens", ago=3 * 86400)["user_id"]
    body = {"recipient": {"user_id": user}, "message": {"text": "x"}}
    headers = {"access_token": turn("tokens")["access_token"]}
    client.post("/v3.0/oa/message/cs", json=body, headers=headers)
    assert client.get("/_emulator/state").json()["billed"] == 1
    assert turn("clock", set="2026-12-01T00:00:00+00:00", advance=60) == {"now": "2026-12-01T00:01:00+00:00"}
    fresh = {"access_token": turn("tokens", grant=True)["access_token"]}
    assert client.post("/v3.0/oa/message/cs", json=body, headers=fresh).json()["error"] == -230
    assert zalo.tokens.current.access == fresh["access_token"]


def test_rules_faults_and_a_citizen_who_refuses(zalo, turn):
    assert turn("rules", package="basic", echo="off")["package"] == "basic"
    assert turn("faults", kind="code", times=3, code=-32) == {"pending": 3}
    assert turn("faults", clear=True) == {"pending": 0}
    user = turn("citizens")["user_id"]
    assert turn("citizens", user_id=user, refuses=-244)["refuses"] == -244
    assert zalo.people.find(user).refuses == -244


def test_the_webhook_is_held_released_and_moved(turn, client, listener):
    user = turn("citizens")["user_id"]
    turn("webhook", hold=True)
    for text in "ab":
        turn("acts", act="text", user_id=user, text=text)
    turn("acts", act="sees", user_id=user, message_ids=["m1"])
    turn("webhook", release="reversed", settle=10)
    assert listener.names == ["user_seen_message", "user_send_text", "user_send_text"]
    deliveries = client.get("/_emulator/deliveries").json()
    assert [each["attempts"][0]["result"] for each in deliveries] == ["accepted"] * 3
    assert turn("webhook", probe="http://127.0.0.1:1/") == {"url": listener.url, "enabled": True, "probe": False}
    assert turn("webhook", url=None)["url"] is None


@pytest.mark.parametrize(
    ("name", "change", "status"),
    [
        ("nothing", {}, 404),
        ("rules", {"colour": 1}, 400),
        ("faults", {"kind": "code", "colour": 1}, 400),
        ("acts", {"act": "echo", "user_id": "1"}, 400),
        ("acts", {"act": "text", "user_id": "1"}, 400),
        ("clock", {"set": "soon"}, 400),
    ],
)
def test_a_wrong_request_is_told_why(client, name, change, status):
    answer = client.post(f"/_emulator/{name}", json=change)
    assert answer.status_code == status
    assert answer.json()["reason"]
