"""The bot itself: identity, addresses, commands, presses, files, rate, scripted faults."""

from datetime import timedelta

import httpx
import pytest

pytest_plugins = ("tests.emulators.telegram_fixtures",)


def test_the_bot_knows_itself_by_any_way_of_asking(telegram, bot):
    assert bot.get("getMe")["is_bot"] is True
    assert bot.client.get(f"/bot{telegram.token}/GETME").json()["result"]["id"] == 710000001


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot710000001:wrong/getMe", 401, "Unauthorized"),
        ("/botx/getMe", 404, "Not Found"),
        ("/bot710000001:AAEmulatorTokenOfTestsOnly/sendRocket", 404, "Not Found"),
        ("/", 404, "Not Found"),
    ],
)
def test_addresses_that_lead_nowhere(bot, path, code, description):
    answer = bot.client.post(path)
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}


def test_a_body_that_is_no_object_is_refused(telegram, bot):
    headers = {"Content-Type": "application/json"}
    answer = bot.client.post(f"/bot{telegram.token}/getMe", content=b"[", headers=headers)
    assert answer.json()["description"] == "Bad Request: can't parse JSON object"


def test_commands_belong_to_a_language(bot):
    menu = [{"command": "lamlai", "description": "Làm lại từ đầu"}]
    assert bot.get("setMyCommands", commands=menu, language_code="vi") is True
    assert bot.get("getMyCommands", language_code="vi") == menu
    assert bot.get("getMyCommands") == []


@pytest.mark.parametrize(
    ("command", "times", "why"),
    [
        ({"command": "LamLai", "description": "a"}, 1, "BOT_COMMAND_INVALID"),
        ({"command": "a" * 33, "description": "a"}, 1, "BOT_COMMAND_INVALID"),
        ({"command": "a", "description": "đ" * 257}, 1, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"command": "a", "description": "a"}, 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
def test_what_a_command_may_be(bot, command, times, why):
    assert bot.error("setMyCommands", commands=[command] * times) == f"Bad Request: {why}"


def test_a_press_is_answered_in_time_or_not_at_all(telegram, bot, citizen):
    sent = bot.say(reply_markup={"inline_keyboard": [[{"text": "Có", "callback_data": "k1"}]]})["result"]
    early, late = (telegram.acts.press(citizen, sent["message_id"], "k1")["callback_query"] for _ in range(2))
    assert (
        bot.error("answerCallbackQuery", callback_query_id=early["id"], text="a" * 201)
        == "Bad Request: MESSAGE_TOO_LONG"
    )
    telegram.clock.advance(timedelta(seconds=14))
    assert bot.get("answerCallbackQuery", callback_query_id=early["id"], text="Đã nhận") is True
    telegram.clock.advance(timedelta(seconds=1))
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert bot.error("answerCallbackQuery", callback_query_id=late["id"]) == old
    assert bot.error("answerCallbackQuery", callback_query_id="1") == old
    assert telegram.state.callbacks.answers == {early["id"]: "Đã nhận"}


def test_a_file_is_downloaded_within_the_hour(telegram, bot, citizen):
    sent = telegram.acts.document(citizen, b"%PDF-1.7 \xff", "bằng chứng.pdf")["message"]["document"]
    path = bot.get("getFile", file_id=sent["file_id"])["file_path"]
    address = f"/file/bot{telegram.token}/{path}"
    assert bot.client.get(address).content == b"%PDF-1.7 \xff"
    telegram.clock.advance(timedelta(hours=1))
    assert bot.client.get(address).status_code == 404
    assert bot.get("getFile", file_id=sent["file_id"])["file_path"] == path
    assert bot.client.get(address).is_success


def test_a_file_over_twenty_megabytes_is_not_given(telegram, bot, citizen):
    most = 20 * 1024 * 1024
    for size, told in [(most, {"ok": True}), (most + 1, {"description": "Bad Request: file is too big"})]:
        sent = telegram.acts.document(citizen, b"", "phim.mp4", size=size)["message"]["document"]
        assert told.items() <= bot.ask("getFile", file_id=sent["file_id"]).items()
    assert bot.error("getFile", file_id="x") == "Bad Request: invalid file_id"


def test_one_message_a_second_to_a_chat(telegram, bot, citizen):
    bot.hurries = True
    assert bot.say()["ok"]
    refused = bot.say()
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 1})
    telegram.clock.advance(timedelta(seconds=1))
    assert bot.say()["ok"]
    assert len(telegram.sent(5001)) == 2


def test_thirty_messages_a_second_to_all(telegram, bot):
    bot.hurries = True
    for number in range(31):
        telegram.citizen(number + 1, started=True)
    assert [bot.say(chat=number + 1)["ok"] for number in range(31)] == [True] * 30 + [False]
    telegram.clock.advance(timedelta(seconds=1))
    assert bot.say(chat=31)["ok"]


def test_a_short_burst_can_be_let_pass(telegram, bot, citizen):
    bot.hurries, telegram.state.limits.burst = True, 3
    assert [bot.say()["ok"] for _ in range(4)] == [True, True, True, False]


def test_a_scripted_error_strikes_its_method_as_often_as_asked(telegram, bot, citizen):
    telegram.fail("sendMessage", "code", code=500, times=2)
    assert [bot.say().get("error_code") for _ in range(3)] == [500, 500, None]
    telegram.fail("sendMessage", "code", code=429)
    assert bot.say()["parameters"] == {"retry_after": 35}
    assert bot.get("getMe")


@pytest.mark.parametrize(
    ("kind", "more", "arrives"),
    [
        ("reset", {}, 0),
        ("reset", {"accepted": True}, 1),
        ("half", {}, 1),
        ("hang", {"seconds": 0.05}, 0),
        ("status", {"status": 502}, 0),
        ("empty", {"accepted": True}, 1),
    ],
)
def test_a_broken_answer_before_or_after_the_message_was_taken(telegram, bot, citizen, kind, more, arrives):
    telegram.fail("sendMessage", kind, **more)
    with pytest.raises((httpx.TransportError, ValueError)):
        bot.say()
    assert len(telegram.sent(5001)) == arrives


def test_every_call_is_counted_with_its_code(telegram, bot):
    bot.say(chat=4)
    bot.get("getMe")
    assert [(each.method, each.code) for each in telegram.calls] == [("sendMessage", 400), ("getMe", 200)]
    assert telegram.calls[0].values["text"] == "xin chào"
