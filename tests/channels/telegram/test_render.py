"""Replies as messages: cut to Telegram's measure, buttons under the last, pictures with a caption where it fits."""

import pytest

from bot.channels.telegram.render import LONGEST_CAPTION, LONGEST_TEXT, render
from bot.channels.text import length

BUTTONS = [{"title": "Có", "payload": "AbCdEfGhIjKlMnOp"}, {"title": "Không", "payload": "QrStUvWxYz_-0123"}]


def reply(text, buttons=(), image=None):
    return {"text": text, "buttons": list(buttons), "image": image}


def contents(*replies):
    return [part.content for part in render(replies)]


def test_a_short_reply_is_one_message():
    assert contents(reply("Chào & <b>", BUTTONS)) == [{"text": "Chào & <b>", "picture": None, "buttons": BUTTONS}]


@pytest.mark.parametrize("letter", ["ổ", "😀"])
def test_a_long_text_is_cut_to_measure_with_the_buttons_last(letter):
    text = "\n\n".join((letter * 30 + " ") * 40 + "hết." for _ in range(5))
    made = contents(reply(text, BUTTONS))
    assert len(made) > 1
    assert all(length(one["text"]) <= LONGEST_TEXT for one in made)
    assert [one["buttons"] for one in made] == [[]] * (len(made) - 1) + [BUTTONS]
    assert "".join("".join(one["text"].split()) for one in made) == "".join(text.split())


def test_every_reply_keeps_its_own_buttons():
    first, second = contents(reply("một", BUTTONS[:1]), reply("hai", BUTTONS[1:]))
    assert (first["buttons"], second["buttons"]) == (BUTTONS[:1], BUTTONS[1:])


def test_a_picture_carries_a_short_text_and_the_buttons():
    [only] = contents(reply("ổ" * LONGEST_CAPTION, BUTTONS, "/pictures/x.png"))
    assert only["picture"] == "/pictures/x.png"
    assert only["buttons"] == BUTTONS


def test_a_long_text_follows_its_picture():
    picture, text = contents(reply("😀" * (LONGEST_CAPTION // 2 + 1), BUTTONS, "/pictures/x.png"))
    assert picture == {"text": "", "picture": "/pictures/x.png", "buttons": []}
    assert (text["picture"], text["buttons"]) == (None, BUTTONS)


@pytest.mark.parametrize("blank", ["", "  \n ", None])
def test_nothing_to_say_is_no_message(blank):
    assert contents(reply(blank)) == []
    assert [one["picture"] for one in contents(reply(blank, image="/pictures/x.png"))] == ["/pictures/x.png"]


def test_a_button_too_long_for_telegram_does_not_cost_the_message(caplog):
    [only] = contents(reply("Chọn", [{"title": "a", "payload": "ổ" * 22}, {"title": "b", "payload": "b" * 64}]))
    assert [one["title"] for one in only["buttons"]] == ["b"]
    assert "left out" in caplog.text
