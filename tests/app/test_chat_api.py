"""The API without an engine: bad requests are named, a citizen's words never are an error, nothing is lost."""

import json
import logging
import sqlite3
import uuid
from contextlib import closing

import pytest
from litestar.testing import TestClient
from sqlalchemy import select

from bot.app import create_app
from bot.storage.tables import Interaction


@pytest.fixture
def client(house):
    with TestClient(create_app(house)) as made:
        yield made


def test_the_link_that_opened_the_page_is_the_campaign_of_the_talk(client, house):
    for sender, campaign in (("a", "THU"), ("b", "hai từ"), ("c", None)):
        said = {"sender": sender, "text": "cảm ơn", "campaign": campaign}
        assert client.post("/api/chat", json=said).status_code == 200
    trials = house.two_way.ending.campaigns.tests
    turns = sorted(rows(house), key=lambda turn: turn.accepted_at)
    assert [turn.campaign in trials for turn in turns] == [True, False, False]


def rows(house) -> list[Interaction]:
    with house.database.reading() as session:
        return list(session.scalars(select(Interaction)))


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("{", "not JSON"),
        ("", "body is missing"),
        ("[]", "object"),
        ('{"sender": "a", "text": ' + "[" * 20_000 + "]" * 20_000 + "}", "not JSON|text"),
        (b'{"sender": "a", "text": "\xff\xfe"}', "not JSON"),
        ("null", "object"),
        ('{"sender": "a"}', "exactly one of 'text' and 'payload'"),
        ('{"sender": "a", "text": "x", "payload": "y"}', "exactly one"),
        ('{"text": "x"}', "sender"),
        ('{"sender": "", "text": "x"}', r"sender"),
        ('{"sender": "   ", "text": "x"}', "blank"),
        ('{"sender": 5, "text": "x"}', "sender"),
        ('{"sender": "a", "text": 5}', "text"),
        ('{"sender": "a", "text": ["x"]}', "text"),
        ('{"sender": "a", "text": "x", "colour": "red"}', "colour"),
        ('{"sender": "a", "text": "x", "as_of": "someday"}', "as_of"),
        (json.dumps({"sender": "a" * 1000, "text": "x"}), "sender"),
        (json.dumps({"sender": "a", "text": "x" * 60_000}), "text"),
        (json.dumps({"sender": "a", "payload": "x" * 1000}), "payload"),
        ('{"sender": "a", "text": "x", "campaign": ""}', "campaign"),
    ],
)
def test_a_request_of_the_wrong_shape_is_refused_with_the_reason(client, house, body, named):
    response = client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert set(response.json()) == {"status_code", "detail"}
    import re

    assert re.search(named, response.json()["detail"], re.IGNORECASE), response.json()
    assert rows(house) == []


def test_a_body_beyond_the_limit_is_refused(client, house):
    response = client.post("/api/chat", json={"sender": "a", "text": "x" * 400_000})
    assert response.status_code == 413
    assert rows(house) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\u200b\u200b",
        "\x00\x07",
        "😀😀😀",
        "!!! ???",
        "[sticker]😀",
        "/",
        "／／／",
        "\u202e",
        "x" * 20_000,
    ],
    ids=[
        "empty",
        "spaces",
        "zero-width",
        "control",
        "emoji",
        "symbols",
        "sticker",
        "slash",
        "full-width",
        "rtl",
        "20,000",
    ],
)
def test_words_that_cannot_be_understood_get_a_polite_sentence_and_one_record(client, house, text):
    response = client.post("/api/chat", json={"sender": "a", "text": text})
    assert response.status_code == 200
    answer = response.json()
    assert len(answer["replies"]) == 1
    assert len(rows(house)) == 1
    # "[sticker]" has letters: it goes to the engine, which is down here.
    assert answer["outcome"] == ("error" if "sticker" in text else "clarifying")


def test_the_engine_down_is_told_and_recorded(client, house):
    answer = client.post("/api/chat", json={"sender": "a", "text": "đóng thấp nhất bao nhiêu"}).json()
    assert answer["outcome"] == "error"
    assert "1900 9068" in answer["replies"][0]["text"]
    # Nobody answers it later by itself, so nothing may sound as if it waited in a queue.
    assert "gửi lại" in answer["replies"][0]["text"]
    assert "được giữ lại" not in answer["replies"][0]["text"]
    (row,) = rows(house)
    assert (row.outcome, row.question, row.channel) == ("error", "đóng thấp nhất bao nhiêu", "web")


def test_the_same_message_id_is_answered_once(client, house):
    message = {"sender": "a", "text": "xin chào", "message_id": str(uuid.uuid4())}
    first, second = (client.post("/api/chat", json=message).json() for _ in range(2))
    assert first == second
    assert len(rows(house)) == 1


def test_numbers_of_persons_are_masked_before_they_are_stored(client, house):
    client.post("/api/chat", json={"sender": "a", "text": "cccd của tôi 079185001234, sđt 0912345678, đóng 1.500.000"})
    (row,) = rows(house)
    assert "079185001234" not in row.question
    assert "0912345678" not in row.question
    assert "1.500.000" in row.question


def test_the_sender_is_stored_as_a_pseudonym_only(client, house):
    client.post("/api/chat", json={"sender": "zalo-account-of-ba-tu", "text": "xin chào"})
    with house.database.reading() as session:
        from bot.storage.tables import Conversation

        (conversation,) = session.scalars(select(Conversation))
    assert "ba-tu" not in f"{conversation.id}{conversation.citizen}"


def test_another_day_may_be_asked_for_only_where_it_is_allowed(house, client):
    message = {"sender": "a", "text": "xin chào", "as_of": "2027-01-15"}
    assert client.post("/api/chat", json=message).json()["as_of"] == "2027-01-15"
    house.settings.allow_as_of = False
    refused = client.post("/api/chat", json=message)
    assert (refused.status_code, "ANSINH_ALLOW_AS_OF" in refused.json()["detail"]) == (403, True)


def test_a_stale_or_guessed_button_gets_a_polite_sentence(client):
    answer = client.post("/api/chat", json={"sender": "a", "payload": "/restart"}).json()
    assert answer["outcome"] == "clarifying"


def test_a_database_that_is_gone_is_a_503_and_never_a_200(client, house):
    # By another hand: the app's own connections may not drop tables.
    with closing(sqlite3.connect(house.settings.home / "ansinh.db")) as other:
        other.execute("drop table interaction")
    response = client.post("/api/chat", json={"sender": "a", "text": "xin chào"})
    assert response.status_code == 503
    assert "nothing was accepted" in response.json()["detail"]


def test_what_was_written_never_reaches_the_log(client, house, caplog):
    caplog.set_level(logging.DEBUG)
    secret = "CANARY-bí-mật-của-bà-Tư"
    client.post("/api/chat", json={"sender": secret, "text": f"tôi muốn hỏi {secret}"})
    client.post(
        "/api/chat",
        content=f'{{"sender": "a", "text": "{secret}", "x": "{secret}"}}',
        headers={"Content-Type": "application/json"},
    )
    client.post(
        "/api/chat",
        content=f'{{"sender": "a", "text": {secret}',
        headers={"Content-Type": "application/json"},
    )
    house.database.engine.dispose()
    assert secret not in caplog.text


def test_health_names_the_parts(client):
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["parts"] == {"engine": "down", "database": "up"}


def test_requests_beyond_the_limit_are_told_when_to_come_back(house):
    house.settings.chat_per_minute = 3
    with TestClient(create_app(house)) as client:
        codes = [client.post("/api/chat", json={"sender": "a", "text": "x"}) for _ in range(5)]
    assert [one.status_code for one in codes] == [200, 200, 200, 429, 429]
    assert int(codes[-1].headers["retry-after"]) <= 60


@pytest.mark.parametrize("path", ["/", "/health", "/api/chat", "/static/none.js", "/nowhere"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_page_is_vietnamese_and_self_contained(client):
    page = client.get("/").text
    assert '<html lang="vi"' in page
    assert 'role="log"' in page
    assert 'aria-live="polite"' in page
    assert "http://" not in page.replace("http://www.w3.org/", "")


def test_the_openapi_description_lists_the_chat_and_hides_the_actions(client):
    paths = client.get("/schema/openapi.json").json()["paths"]
    assert "/api/chat" in paths
    assert not [path for path in paths if path.startswith("/internal")]
