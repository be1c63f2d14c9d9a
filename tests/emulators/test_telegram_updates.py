"""What citizens do, as updates; asked for by polling."""

import threading
from datetime import timedelta

import pytest

from tests.emulators.telegram_bot import png

pytest_plugins = ("tests.emulators.telegram_fixtures",)

DO = {
    "text": lambda acts, who: acts.text(who, "đóng bao nhiêu"),
    "photo": lambda acts, who: acts.photo(who, png(), "lừa đảo", album="1"),
    "document": lambda acts, who: acts.document(who, b"%PDF", "a.pdf"),
    "voice": lambda acts, who: acts.voice(who),
    "video": lambda acts, who: acts.video(who),
    "sticker": lambda acts, who: acts.sticker(who),
    "location": lambda acts, who: acts.location(who, 21.03, 105.85),
    "contact": lambda acts, who: acts.contact(who, "+84900000000"),
}


@pytest.mark.parametrize("what", DO)
def test_a_message_of_each_kind(telegram, bot, citizen, what):
    update = DO[what](telegram.acts, citizen)
    message = update["message"]
    assert bot.get("getUpdates") == [update]
    assert message["chat"] == {"id": 5001, "type": "private", "first_name": "Lan"}
    assert message["from"]["is_bot"] is False
    assert message["date"] == telegram.state.seconds()
    assert message[what]


def test_the_start_link_arrives_as_a_command(telegram):
    stranger = telegram.citizen(5009)
    message = telegram.acts.start(stranger, "to-roi-17")["message"]
    assert message["text"] == "/start to-roi-17"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert stranger.started


def test_an_edit_carries_the_number_of_the_message(telegram, bot, citizen):
    first = telegram.acts.text(citizen, "cũ")
    number = first["message"]["message_id"]
    telegram.clock.advance(timedelta(seconds=5))
    second = telegram.acts.edit(citizen, number, "mới")["edited_message"]
    assert (second["message_id"], second["text"]) == (number, "mới")
    assert second["edit_date"] == second["date"] + 5
    assert bot.get("getUpdates")[0]["message"]["text"] == "cũ"
    sent = bot.say()["result"]["message_id"]
    with pytest.raises(ValueError, match="no such message"):
        telegram.acts.edit(citizen, sent, "của bot")


def test_a_press_names_message_and_chat(telegram, bot, citizen):
    sent = bot.say(reply_markup={"inline_keyboard": [[{"text": "Có", "callback_data": "k1"}]]})["result"]
    presses = [telegram.acts.press(citizen, sent["message_id"], "k1")["callback_query"] for _ in range(2)]
    assert presses[0]["message"] == sent
    assert presses[0]["data"] == "k1"
    assert presses[0]["id"] != presses[1]["id"]
    assert presses[0]["chat_instance"] == presses[1]["chat_instance"]


def test_only_a_forged_press_names_a_button_that_is_not_there(telegram, bot, citizen):
    number = bot.say()["result"]["message_id"]
    with pytest.raises(ValueError, match="no such button"):
        telegram.acts.press(citizen, number, "k1")
    assert telegram.acts.press(citizen, number, "k1", forged=True)["callback_query"]["data"] == "k1"


def test_a_block_and_its_end_are_told(telegram, citizen):
    left = telegram.acts.block(citizen)["my_chat_member"]
    assert (left["old_chat_member"]["status"], left["new_chat_member"]["status"]) == ("member", "kicked")
    assert left["new_chat_member"]["user"]["is_bot"]
    with pytest.raises(ValueError, match="blocked"):
        telegram.acts.text(citizen, "a")
    assert telegram.acts.unblock(citizen)["my_chat_member"]["new_chat_member"]["status"] == "member"


def test_allowed_updates_are_kept_when_left_out(telegram, bot, citizen):
    bot.get("setWebhook", url="http://127.0.0.1:1/", allowed_updates=["message"])
    bot.get("setWebhook", url="http://127.0.0.1:1/x")
    assert bot.get("getWebhookInfo")["allowed_updates"] == ["message"]
    assert telegram.acts.block(citizen) is None
    assert telegram.state.updates.ignored == ["my_chat_member"]
    bot.get("setWebhook", url="http://127.0.0.1:1/x", allowed_updates=[])
    assert telegram.acts.unblock(citizen)
    assert bot.error("setWebhook", url="http://127.0.0.1:1/", allowed_updates="{}").startswith(
        "Bad Request: can't parse"
    )


def test_the_offset_confirms_what_was_before_it(telegram, bot, citizen):
    numbers = [telegram.acts.text(citizen, str(number))["update_id"] for number in range(4)]

    def got(**values):
        return [each["update_id"] for each in bot.get("getUpdates", **values)]

    assert numbers == sorted(numbers)
    assert got(limit=2) == numbers[:2]
    assert got(offset=numbers[1]) == numbers[1:]
    assert got(offset=-1) == numbers[3:]
    assert got(offset=numbers[3] + 1) == got() == []


def test_an_update_lives_for_a_day(telegram, bot, citizen):
    telegram.acts.text(citizen, "a")
    telegram.clock.advance(timedelta(hours=24))
    assert bot.get("getUpdates") == []


def test_a_poll_waits_for_the_next_update(telegram, bot, citizen):
    got = []
    poll = threading.Thread(target=lambda: got.extend(bot.get("getUpdates", timeout=30)))
    poll.start()
    update = telegram.acts.text(citizen, "a")
    poll.join()
    assert got == [update]


@pytest.mark.parametrize(
    ("other", "values", "why"),
    [
        ("getUpdates", {}, "terminated by other getUpdates request; make sure that only one bot instance is running"),
        ("setWebhook", {"url": "http://127.0.0.1:1/"}, "terminated by setWebhook request"),
    ],
)
def test_a_waiting_poll_gives_way(telegram, bot, other, values, why):
    refused = []
    poll = threading.Thread(target=lambda: refused.append(bot.error("getUpdates", timeout=30)))
    begun = threading.Event()
    telegram.state.on_change(begun.set)
    poll.start()
    begun.wait(10)
    bot.get(other, **values)
    poll.join()
    assert refused == [f"Conflict: {why}"]


def test_no_polling_beside_a_webhook(bot):
    bot.get("setWebhook", url="http://127.0.0.1:1/")
    why = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    assert bot.error("getUpdates") == why
    assert bot.ask("deleteWebhook")["description"] == "Webhook was deleted"
    assert bot.get("getUpdates") == []


def test_closing_ends_a_poll(telegram, bot):
    got = []
    poll = threading.Thread(target=lambda: got.append(bot.get("getUpdates", timeout=30)))
    begun = threading.Event()
    telegram.state.on_change(begun.set)
    poll.start()
    begun.wait(10)
    telegram.state.closed = True
    telegram.state.notify()
    poll.join()
    assert got == [[]]
