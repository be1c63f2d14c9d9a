"""Replies as Zalo's messages."""

import pytest

from bot.channels.zalo.events import PRESSED
from bot.channels.zalo.render import render

LIMIT = 2000


def buttons(count: int, first: int = 1) -> list[dict[str, str]]:
    return [{"title": f"Nút {number}", "payload": f"t{number}"} for number in range(first, first + count)]


def messages(*replies: dict) -> list[dict]:
    return [part.content["message"] for part in render(replies, LIMIT)]


def shown(message: dict) -> list[dict]:
    return message["attachment"]["payload"]["buttons"]


def test_a_text_alone():
    assert messages({"text": "Xin chào", "buttons": [], "image": None}) == [{"text": "Xin chào"}]


def test_buttons_also_stand_in_the_text():
    (message,) = messages({"text": "Anh chị muốn hỏi gì?", "buttons": buttons(2)})
    assert message["text"] == "Anh chị muốn hỏi gì?\n\n1. Nút 1\n2. Nút 2"
    assert shown(message)[0] == {"title": "Nút 1", "type": "oa.query.hide", "payload": f"{PRESSED}t1"}


def test_more_than_five_buttons_are_text_from_the_sixth_on():
    (message,) = messages({"text": "Chọn", "buttons": buttons(7)})
    assert [button["title"] for button in shown(message)] == [f"Nút {n}" for n in range(1, 6)]
    assert message["text"].endswith("6. Nút 6\n7. Nút 7")


def test_numbers_go_on_through_the_turn():
    """A citizen who types 3 can mean one button only."""
    first, second = messages({"text": "A", "buttons": buttons(2)}, {"text": "B", "buttons": buttons(1, 3)})
    assert (first["text"], second["text"]) == ("A\n\n1. Nút 1\n2. Nút 2", "B\n\n3. Nút 3")


def test_a_long_title_is_short_on_the_button_and_whole_in_the_text():
    title = "Tôi muốn hỏi " * 10
    (message,) = messages({"text": "Chọn", "buttons": [{"title": title.strip(), "payload": "t"}]})
    assert len(shown(message)[0]["title"]) <= 100
    assert shown(message)[0]["title"].endswith("…")
    assert title.strip() in message["text"]


def test_buttons_are_on_the_last_part_of_a_long_text():
    parts = messages({"text": "Một câu dài. " * 300, "buttons": buttons(3)})
    assert len(parts) == 2
    assert all(len(part["text"]) <= LIMIT for part in parts)
    assert ["attachment" in part for part in parts] == [False, True]
    assert parts[-1]["text"].endswith("3. Nút 3")


def test_a_picture_comes_before_its_text():
    picture, text = render([{"text": "Hình trên", "buttons": [], "image": "/pictures/a.png"}], LIMIT)
    assert (picture.content, text.content) == ({"picture": "/pictures/a.png"}, {"message": {"text": "Hình trên"}})


@pytest.mark.parametrize("reply", [{"text": ""}, {"text": None, "buttons": None, "image": None}, {}])
def test_nothing_to_say_sends_nothing(reply):
    assert render([reply], LIMIT) == []


def test_the_platform_takes_what_is_rendered(platform, lan, channel):
    reply = {"text": "Đóng từ tháng nào?\n" * 200, "buttons": [{"title": "đ" * 150, "payload": "t" * 16}] * 8}
    for part in channel.render([reply]):
        channel.send(lan.user_id, part)
    arrived = platform.messages.to(lan.user_id)
    assert len(arrived) == 3
    assert [len(message.buttons) for message in arrived] == [0, 0, 5]


def test_a_press_comes_back_as_that_button(platform, lan, channel):
    (part,) = channel.render([{"text": "Chọn", "buttons": buttons(1)}])
    channel.send(lan.user_id, part)
    (message,) = platform.messages.to(lan.user_id)
    assert platform.acts.press(lan, message.buttons[0]).event["message"]["text"] == f"{PRESSED}t1"
