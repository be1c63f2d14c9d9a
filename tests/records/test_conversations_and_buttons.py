"""Conversations by pseudonym; buttons whose meaning stays on the server."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.advice.advice import Button
from bot.records.buttons import Buttons, drawn, store
from bot.records.conversations import Conversations

POOR = Button("Hộ nghèo", "inform", text="hộ nghèo")
LEVEL = Button("Mức thấp nhất", "contribution_level", "min_monthly_payment")


@pytest.fixture
def conversation(database) -> str:
    return Conversations(database).of("web", "pseudonym")


def offer(database, conversation, *buttons: Button) -> list[dict[str, str]]:
    several = drawn(buttons)
    database.together(lambda connection: store(connection, conversation, several))
    return [one.sent for one in several]


def test_a_citizen_keeps_the_conversation_on_a_channel(database, conversation):
    conversations = Conversations(database)
    assert conversations.of("web", "pseudonym") == conversation
    assert conversations.of("zalo", "pseudonym") != conversation
    assert conversations.of("web", "another") != conversation


def test_many_first_messages_at_once_open_one_conversation(database):
    conversations = Conversations(database)
    with ThreadPoolExecutor(12) as pool:
        assert len(set(pool.map(lambda _: conversations.of("web", "newcomer"), range(12)))) == 1


def test_a_pressed_button_means_what_was_offered(database, conversation):
    buttons = Buttons(database)
    sent = offer(database, conversation, POOR, LEVEL)
    assert [one["title"] for one in sent] == ["Hộ nghèo", "Mức thấp nhất"]
    assert [buttons.pressed(conversation, one["payload"]) for one in sent] == [POOR, LEVEL]


def test_a_token_that_was_not_stored_means_nothing(database, conversation):
    (one,) = drawn((LEVEL,))
    database.together(lambda connection: store(connection, conversation, ()))
    assert Buttons(database).pressed(conversation, one.token) is None


def test_a_payload_says_nothing_about_its_meaning(database, conversation):
    payload = offer(database, conversation, LEVEL)[0]["payload"]
    assert "contribution" not in payload
    assert len(payload) >= 16


@pytest.mark.parametrize("payload", ["", "guess", "contribution_level", "/restart", "' or 1=1 --"])
def test_a_guessed_payload_means_nothing(database, conversation, payload):
    assert Buttons(database).pressed(conversation, payload) is None


def test_another_citizens_button_means_nothing(database, conversation):
    payload = offer(database, conversation, LEVEL)[0]["payload"]
    assert Buttons(database).pressed(Conversations(database).of("web", "another"), payload) is None
