"""The engine's action endpoint: only the engine gets in, and it speaks Rasa's action protocol."""

import pytest
from litestar.testing import TestClient

from actions import turn as turns
from bot.action_endpoint import SECRET_HEADER
from bot.app import create_app
from bot.records.interactions import Question
from tests.conftest import SECRET

WEBHOOK = "/internal/actions/webhook"


@pytest.fixture
def client(house, monkeypatch):
    monkeypatch.setattr(turns, "house", lambda: house)
    with TestClient(create_app(house)) as made:
        yield made


def call(
    action: str,
    conversation: str = "c",
    turn: str | None = None,
    intent: str = "greet",
    text: str = "xin chào",
) -> dict:
    return {
        "next_action": action,
        "sender_id": conversation,
        "tracker": {
            "sender_id": conversation,
            "slots": {},
            "latest_message": {
                "text": text,
                "intent": {"name": intent, "confidence": 0.9},
                "aspects": [],
                "metadata": {"turn": turn, "as_of": "2026-11-21"} if turn else {},
            },
            "events": [],
            "paused": False,
            "active_loop": {},
            "latest_action_name": "action_listen",
        },
        "domain": {},
        "version": "3.6.21",
    }


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET[:-1]}])
def test_strangers_are_kept_out(client, headers):
    assert client.post(WEBHOOK, json=call("action_answer"), headers=headers).status_code == 401


def test_without_a_secret_in_the_settings_nobody_gets_in(client, house):
    from pydantic import SecretStr

    house.settings.action_secret = SecretStr("")
    assert client.post(WEBHOOK, json=call("action_answer"), headers={SECRET_HEADER: ""}).status_code == 401


def test_an_action_speaks_into_the_record_of_its_turn(client, house):
    from datetime import date

    conversation = house.conversations.of("web", "p")
    turn, _ = house.interactions.accept(Question(conversation, "web", "m", "xin chào", date(2026, 11, 21)))
    answer = client.post(WEBHOOK, json=call("action_answer", conversation, turn), headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 200
    assert set(answer.json()) >= {"events", "responses"}
    row = house.interactions.get(turn)
    assert (row.outcome, row.topic, len(row.replies)) == ("small_talk", "greet", 1)
    assert [set(button) for button in row.replies[0]["buttons"]] == [{"title", "payload"}] * len(
        row.replies[0]["buttons"]
    )


def test_an_action_outside_a_recorded_turn_only_speaks(client):
    """As under `rasa shell` with `python -m rasa_sdk --actions actions`."""
    answer = client.post(WEBHOOK, json=call("action_answer"), headers={SECRET_HEADER: SECRET}).json()
    assert answer["responses"][0]["text"]


def test_an_unknown_action_is_an_error_without_the_citizens_words(client):
    answer = client.post(WEBHOOK, json=call("action_unheard_of", text="bí mật"), headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 500
    assert "bí mật" not in answer.text


def test_an_action_that_would_wait_for_an_event_loop_is_refused():
    import asyncio

    from bot.action_endpoint import Actions

    async def waits(dispatcher, tracker, domain):
        await asyncio.sleep(0)

    actions = Actions()
    actions._executor.register_function("waits", waits)
    with pytest.raises(TypeError, match="plain function"):
        asyncio.run(actions.run(call("waits")))
    actions.close()
