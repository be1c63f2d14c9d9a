"""The three routes over HTTP, with the real engine behind them."""

from __future__ import annotations

import concurrent.futures
import http.client
import json
from pathlib import Path

import fake_actions
import pytest
from running import SECRET, Engine

TURN, PARSE, HEALTH = ("/webhooks/ansinh/turn", "/webhooks/ansinh/parse", "/webhooks/ansinh/health")

COMMANDS = [
    "/restart",
    "/stop",
    "／greet",
    " /restart",
    "\t/restart\n",
    "\u200b/restart",
    "/\u200brestart",
    "\u2060\ufeff/restart",
    "\u202e/restart",
    "\x00/restart",
    "⁄restart",
    '/fraud_report{"a":1}',
    '/fraud_report@1.0{"report_what": "x"}',
    "/contribution_level/min_monthly_payment",
    '/inform{"income": 1}',
    "//restart",
    "/ restart",
    "/nlu_fallback",
    "/session_start",
    "/back",
]


def test_health(engine: Engine) -> None:
    status, answer = engine.get(HEALTH)
    assert status == 200
    assert answer["status"] == "ok"
    assert len(answer["model"]) == 32


@pytest.mark.parametrize("path", [TURN, PARSE, HEALTH])
@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET.upper()])
def test_without_the_secret_nothing_is_served(engine: Engine, path: str, secret: str | None) -> None:
    method = "GET" if path == HEALTH else "POST"
    status, answer = engine.send(method, path, b"{}" if method == "POST" else None, secret)
    assert status == 401
    assert set(answer) == {"error"}


def test_the_secret_is_checked_before_the_body(engine: Engine) -> None:
    assert engine.send("POST", TURN, b"{", "wrong")[0] == 401


@pytest.mark.parametrize(
    ("path", "body", "kind", "status"),
    [
        (TURN, b"{", "application/json", 400),
        (TURN, b'{"sender": "a"}', "application/json", 400),
        (TURN, b'{"sender": "a", "text": "b", "x": 1}', "application/json", 400),
        (TURN, b'{"sender": "a", "text": "b"}', "text/plain", 415),
        (TURN, b"sender=a&text=b", "application/x-www-form-urlencoded", 415),
        (TURN, json.dumps({"sender": "a", "text": "b" * 65 * 1024}).encode(), "application/json", 413),
        (PARSE, json.dumps({"texts": ["b" * 4001]}).encode(), "application/json", 400),
        (PARSE, json.dumps({"texts": ["b"] * 501}).encode(), "application/json", 400),
        (PARSE, b" " * (1024 * 1024 + 1), "application/json", 413),
    ],
)
def test_wrong_requests_are_refused(engine: Engine, path: str, body: bytes, kind: str, status: int) -> None:
    assert engine.send("POST", path, body, SECRET, kind)[0] == status


@pytest.mark.parametrize("intent", ["back", "session_start", "nlu_fallback", "unheard_of"])
def test_a_button_cannot_carry_rasas_own_intents(engine: Engine, sender: str, intent: str) -> None:
    status, answer = engine.post(TURN, {"sender": sender, "intent": intent})
    assert (status, answer) == (400, {"error": "intent is not one a button may carry"})


@pytest.mark.parametrize(
    "path", ["/model", "/model/parse", "/conversations/x/tracker", "/webhooks/rest/webhook", "/status", "/domain"]
)
def test_rasas_own_api_is_not_there(engine: Engine, path: str) -> None:
    assert engine.get(path)[0] == 404


def test_no_cross_origin_access_is_offered(engine: Engine) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", engine.port, timeout=10)
    connection.request("GET", HEALTH, headers={"X-Ansinh-Engine-Secret": SECRET, "Origin": "https://example.org"})
    reply = connection.getresponse()
    reply.read()
    connection.close()
    assert not [name for name, _ in reply.getheaders() if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("text", COMMANDS)
def test_no_text_is_a_command(engine: Engine, sender: str, actions: fake_actions.FakeActions, text: str) -> None:
    engine.says(sender, fake_actions_opening())
    parsed = engine.turn(sender, text)["parsed"]
    assert parsed["intent"]["confidence"] < 1
    assert parsed["entities"] == []
    last = [call for call in actions.calls if call["sender_id"] == sender][-1]["tracker"]
    assert last["latest_message"]["entities"] == []
    assert last["slots"]["income"] is None
    assert last["slots"]["report_what"] is None
    plain = text.replace("/", " ").replace("／", " ").replace("⁄", " ")
    assert engine.parse(text)[0]["intent"] == engine.parse(plain)[0]["intent"]


def fake_actions_opening() -> str:
    return "tính giúp tôi số tiền phải đóng"


def test_ten_thousand_disguised_commands(engine: Engine) -> None:
    disguises = ["", " ", "\u200b", "\u200e", "\ufeff", "\x00", "\x1f", "\u2060", "\u00ad", "\u202e"]
    slashes = ["/", "／", "//", "/／", "/\u200b"]
    bodies = ["restart", "stop{}", "greet@1.0", 'inform{"income":1}', "back"]
    texts = [
        a + b + c + d + e
        for a in disguises
        for b in disguises
        for c in slashes
        for d in bodies
        for e in ("", " ", "!", "1")
    ]
    texts = (texts * 2)[:10_000]
    certain = 0
    for start in range(0, len(texts), 500):
        for parse in engine.parse(*texts[start : start + 500]):
            certain += parse["intent"]["confidence"] >= 1 or bool(parse["entities"])
    assert len(texts) == 10_000
    assert certain == 0


def test_a_batch_is_read_in_order_and_leaves_no_trace(engine: Engine, actions: fake_actions.FakeActions) -> None:
    before = len(actions.calls)
    parses = engine.parse("xin chào", "", "mất sổ bảo hiểm làm lại ở đâu", "🙂", "x" * 4000)
    assert [parse["intent"]["name"] for parse in parses] == [
        "greet",
        "nlu_fallback",
        "book_or_card_vssid",
        "nlu_fallback",
        "nlu_fallback",
    ]
    assert parses[1]["aspects"] == []
    assert len(actions.calls) == before


def test_the_shape_of_a_reading(engine: Engine) -> None:
    parse = engine.parse("mất sổ bảo hiểm làm lại ở đâu")[0]
    assert set(parse) == {"intent", "intent_ranking", "aspects", "aspect_sure", "questions", "entities"}
    assert parse["aspects"][0].keys() == {"topic", "aspect", "confidence"}
    assert parse["aspects"][0]["aspect"] == "lost_book"
    assert len(parse["aspects"]) == 10
    assert parse["intent"] == parse["intent_ranking"][0]
    assert parse["aspect_sure"] is True


def test_paragraphs_stay_in_one_reply(engine: Engine, sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fake_actions, "answer", lambda _: fake_actions.say("một\n\nhai", "ba"))
    assert engine.turn(sender, "xin chào")["replies"] == [{"text": "một\n\nhai"}, {"text": "ba"}]


def test_buttons_and_images_come_through(engine: Engine, sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    response = {"text": "a", "buttons": [{"title": "b", "payload": "c"}], "image": "https://example.org/x.png"}
    monkeypatch.setattr(fake_actions, "answer", lambda _: {"responses": [response], "events": []})
    assert engine.turn(sender, "xin chào")["replies"] == [
        {"text": "a", "buttons": response["buttons"]},
        {"image": "https://example.org/x.png"},
    ]


def test_many_conversations_at_once(engine: Engine, sender: str) -> None:
    def talk(number: int) -> list[str]:
        who = f"{sender}-{number}"
        return engine.says(who, "tính giúp tôi số tiền phải đóng") + engine.says(who, "2 triệu, hộ nghèo")

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        said = list(pool.map(talk, range(24)))
    assert said == [["ask contribution form income", "result 2000000 poor"]] * 24


def test_no_citizens_words_reach_the_log(engine: Engine, sender: str, actions: fake_actions.FakeActions) -> None:
    canaries = ["Bí Mật Số Một", "/bi_mat_so_hai", '/inform{"x": "bí mật số ba"', "bí mật số bốn"]
    engine.parse(*canaries)
    for text in canaries:
        engine.says(sender, text)
    actions.broken = True
    try:
        engine.says(sender, canaries[3])
    finally:
        actions.broken = False
    engine.send("POST", TURN, json.dumps({"sender": "x", "text": canaries[3], "y": 1}).encode())
    log = engine.log
    assert "ERROR" in log, "the failing action is logged"
    for text in canaries:
        assert text not in log
        assert text.encode("unicode_escape").decode() not in log
    assert not [word for word in ("mật", "bi_mat", sender) if word in log]


def test_the_app_is_called_with_the_secret(engine: Engine, sender: str, actions: fake_actions.FakeActions) -> None:
    engine.says(sender, "xin chào")
    assert actions.refused == 0
    assert actions.names(sender) == ["action_answer"]


def test_no_closed_library_is_loaded_in_the_serving_process(engine: Engine) -> None:
    maps = Path(f"/proc/{engine.process.pid}/maps").read_text()
    loaded = [name for name in ("tensorflow", "confluent_kafka", "pymongo", "sklearn") if f"/{name}" in maps]
    assert loaded == []
