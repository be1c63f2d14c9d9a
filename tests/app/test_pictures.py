"""Pictures over HTTP, and attached to an answer by the action that gives it."""

import pytest
from litestar.testing import TestClient
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn
from bot.advice.advice import Advice
from bot.advice.picture import Part, Picture
from bot.app import create_app
from bot.clock import today
from bot.outcomes import Outcome
from bot.records.interactions import Question

SHOWN = Picture("Tiêu đề", "cho ai", bar_title="một thanh", bar=(Part("Đã đóng", 3, "3 tháng"),))


@pytest.fixture
def client(house):
    with TestClient(create_app(house)) as made:
        yield made


@pytest.fixture
def interaction(house):
    conversation = house.conversations.of("web", "pseudonym")
    return house.interactions.accept(Question(conversation, "web", "m1", "so sánh", today()))[0]


def said(house, interaction, monkeypatch, picture):
    """The reply of an action that says something with a picture."""
    monkeypatch.setattr("actions.turn.house", lambda: house)
    message = {"text": "so sánh", "intent": {"name": "inform"}, "metadata": {"turn": interaction}}
    tracker = Tracker("c", {}, message, [], False, None, {}, None)
    Turn(tracker, CollectingDispatcher()).say(Advice("hai bên", Outcome.ANSWERED_CALCULATION, picture=picture))
    return house.interactions.get(interaction).replies[0]


def test_an_answer_carries_its_picture_and_the_app_serves_it(house, client, interaction, monkeypatch):
    reply = said(house, interaction, monkeypatch, SHOWN)
    assert reply["text"] == "hai bên"
    fetched = client.get(reply["image"])
    assert fetched.status_code == 200
    assert fetched.headers["Content-Type"] == "image/png"
    assert fetched.content.startswith(b"\x89PNG")
    assert fetched.headers["Cache-Control"].startswith("private"), "one person's figures: in no shared cache"
    assert "content-encoding" not in fetched.headers, "a PNG is packed already"
    assert "img-src 'self'" in fetched.headers["Content-Security-Policy"]
    assert fetched.headers["X-Robots-Tag"] == "noindex"


def test_an_answer_whose_drawing_fails_goes_out_as_text(house, interaction, monkeypatch):
    monkeypatch.setattr(type(house.pictures._studio), "paint", lambda *_: 1 / 0)
    assert said(house, interaction, monkeypatch, SHOWN) == {"text": "hai bên", "buttons": [], "image": None}


def test_an_answer_without_a_picture_has_none(house, interaction, monkeypatch):
    assert said(house, interaction, monkeypatch, None)["image"] is None


@pytest.mark.parametrize("path", ["x.png", "x", ".png", "..%2fkeys%2fpseudonym.key", "x.svg", "x.png.png"])
def test_any_other_name_is_not_found(client, path):
    answer = client.get(f"/pictures/{path}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"status_code", "detail"}
