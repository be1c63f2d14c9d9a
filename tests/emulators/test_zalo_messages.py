"""What may be sent: forms, lengths, doors, and what the OA may ask."""

import unicodedata

import pytest

TEMPLATE = {"type": "template"}


def query(title="Có", payload="p1", kind="oa.query.show"):
    return {"title": title, "type": kind, "payload": payload}


def with_buttons(*buttons, text="Chọn:"):
    return {"text": text, "attachment": {"type": "template", "payload": {"buttons": list(buttons)}}}


def media(**element):
    payload = {"template_type": "media", "elements": [element]}
    return {"attachment": {"type": "template", "payload": payload}}


def test_a_text_arrives_and_the_answer_carries_strings(zalo, api):
    citizen = zalo.citizen()
    answer = api.send(citizen.user_id, "Chào bác")
    assert (answer["error"], answer["message"]) == (0, "Success")
    assert {type(value) for value in answer["data"].values()} == {str}
    assert int(answer["data"]["user_id"]) > 2**53
    assert answer["data"]["sent_time"] == str(zalo.clock.milliseconds())
    (sent,) = zalo.messages.to(citizen.user_id)
    assert (sent.text, sent.message_id, sent.billed) == ("Chào bác", answer["data"]["message_id"], False)


def test_messages_are_kept_in_order_for_each_citizen(zalo, api):
    one, two = zalo.citizen(), zalo.citizen()
    for user, text in ((one, "1"), (two, "2"), (one, "3")):
        api.send(user.user_id, text)
    assert [sent.text for sent in zalo.messages.wait(one.user_id, 2)] == ["1", "3"]


def test_two_thousand_characters_are_counted_after_composition(zalo, api):
    user = zalo.citizen().user_id
    decomposed = unicodedata.normalize("NFD", "ế" * 2000)
    assert api.send(user, decomposed)["error"] == 0
    assert api.send(user, "ế" * 2001)["error"] == -210
    zalo.rules.counted_in = "NFD"
    assert api.send(user, "ế" * 667)["error"] == -210
    assert api.send(user, "ế" * 666)["error"] == 0
    assert [len(sent.text) for sent in zalo.messages.to(user)] == [6000, 666]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (with_buttons(query(), query(payload={"content": "A"})), 0),
        (with_buttons(*[query()] * 5), 0),
        (with_buttons(*[query()] * 6), -210),
        (with_buttons(query(title="x" * 100, payload="y" * 1000)), 0),
        (with_buttons(query(title="x" * 101)), -210),
        (with_buttons(query(payload="y" * 1001)), -210),
        (with_buttons(query(title="")), -201),
        (with_buttons(query(payload="")), -201),
        (with_buttons(query(kind="oa.query.other")), -201),
        (with_buttons(), -201),
        (with_buttons(query(kind="oa.open.url", payload={"url": "https://vss.example/"})), 0),
        (with_buttons(query(kind="oa.open.url", payload="https://vss.example/")), -201),
        (with_buttons(query(kind="oa.open.phone", payload={"phone_code": "8419009068"})), 0),
        (with_buttons(query(kind="oa.open.phone", payload={"phone_code": "0419009068"})), -201),
        (with_buttons(query(kind="oa.open.sms", payload={"phone_code": "849", "content": "x"})), 0),
        ({"attachment": with_buttons(query())["attachment"]}, -201),
        (media(media_type="image", url="https://vss.example/a.png"), 0),
        (media(media_type="image", url="https://vss.example/a.png", attachment_id="x"), -201),
        (media(media_type="gif", url="https://vss.example/a.gif"), -201),
        (media(media_type="gif", url="https://vss.example/a.gif", width=10, height=10), 0),
        (media(media_type="image", attachment_id="never uploaded"), -100),
        ({"attachment": {"type": "photo", "payload": {}}}, -201),
        ({"text": ""}, -201),
        ({"text": 7}, -201),
        ({"txt": "x"}, -201),
        ({}, -201),
        ("x" * 2000, 0),
    ],
)
def test_form_of_a_message(zalo, api, message, code):
    assert api.send(zalo.citizen().user_id, message)["error"] == code


def test_a_request_for_personal_data_has_one_short_card(zalo, api):
    card = {"title": "Xin thông tin", "subtitle": "để gọi lại", "image_url": "https://vss.example/a.png"}
    payload = {"template_type": "request_user_info", "elements": [card]}
    message = {"attachment": {"type": "template", "payload": payload}}
    assert api.send(zalo.citizen().user_id, message)["error"] == 0
    payload["elements"] = [card | {"title": "x" * 101}]
    assert api.send(zalo.citizen().user_id, message)["error"] == -210
    payload["elements"] = [card, card]
    assert api.send(zalo.citizen().user_id, message)["error"] == -201


def test_the_list_template_may_be_unknown(zalo, api):
    payload = {"template_type": "list", "elements": [{"title": "a", "subtitle": "b"}]}
    message = {"attachment": {"type": "template", "payload": payload}}
    assert api.send(zalo.citizen().user_id, message)["error"] == 0
    zalo.rules.list_template = False
    assert api.send(zalo.citizen().user_id, message)["error"] == -233


def test_an_id_as_number_is_refused(zalo, api):
    assert api.send(int(zalo.citizen().user_id), "x") == {"error": -201, "message": "user_id is invalid!"}


def test_errors_come_with_http_200_and_without_data(zalo, api):
    headers = {"access_token": zalo.tokens.current.access, "Content-Type": "application/json"}
    answer = api.client.post("/v3.0/oa/message/cs", content=b"{not json", headers=headers)
    assert (answer.status_code, set(answer.json())) == (200, {"error", "message"})


def test_an_unknown_address_is_a_page(api):
    assert api.client.get("/v3.0/oa/nothing").status_code == 404


def test_a_government_account_may_need_the_second_door(zalo, api):
    user = zalo.citizen().user_id
    assert api.send(user, "x", "/v2.0/oa/message")["error"] == -240
    zalo.rules.oa_type, zalo.rules.cs_refused = 4, True
    assert api.send(user, "x")["error"] == -235
    assert api.send(user, "x", "/v2.0/oa/message")["error"] == 0
    assert [sent.door for sent in zalo.messages.to(user)] == ["v2"]


def test_a_reaction_needs_a_message_of_that_citizen(zalo, api):
    citizen = zalo.citizen()
    written = zalo.acts.text(citizen, "Chào").message_id

    def react(message_id):
        action = {"react_icon": "/-strong", "react_message_id": message_id}
        return api.post("/v2.0/oa/message", {"recipient": {"user_id": citizen.user_id}, "sender_action": action})

    assert react(written)["error"] == 0
    assert react("of somebody else")["error"] == -201
    assert zalo.messages.reactions == [(citizen.user_id, written, "/-strong")]


def test_an_anonymous_visitor_is_reached_by_two_ids(zalo, api):
    def send(**recipient):
        return api.post("/v2.0/oa/message", {"recipient": recipient, "message": {"text": "x"}})

    assert send(anonymous_id="1", conversation_id="2")["error"] == 0
    assert send(anonymous_id="1")["error"] == -201
    assert send(target={"ages": "1"})["error"] == -201


def test_a_package_without_api_answers_only_about_the_account(zalo, api):
    zalo.rules.package = "standard"
    user = zalo.citizen().user_id
    assert api.send(user, "x")["error"] == -224
    assert api.get("/v3.0/oa/user/detail", data=f'{{"user_id":"{user}"}}')["error"] == -224
    assert api.get("/v2.0/oa/getoa")["data"]["package_name"] == "standard"


def test_the_account_tells_its_type(zalo, api):
    zalo.rules.oa_type = 4
    told = api.get("/v2.0/oa/getoa")["data"]
    assert (told["oaid"], told["oa_type"]) == (zalo.account.oa_id, 4)


def test_a_follower_is_shown_and_a_stranger_is_not(zalo, api):
    follower, stranger = zalo.citizen("Bác Tư"), zalo.citizen(follower=False)
    told = api.get("/v3.0/oa/user/detail", data=f'{{"user_id":"{follower.user_id}"}}')["data"]
    assert (told["display_name"], told["user_last_interaction_date"]) == ("Bác Tư", "16/11/2026")
    assert api.get("/v3.0/oa/user/detail", data=f'{{"user_id":"{stranger.user_id}"}}')["error"] == -213
    assert api.get("/v3.0/oa/user/detail", user_id=follower.user_id)["error"] == -201
    zalo.rules.foreign_address = True
    assert api.get("/v3.0/oa/user/detail", data=f'{{"user_id":"{follower.user_id}"}}')["error"] == -501


def test_the_quota_call_gives_the_last_interaction_in_milliseconds(zalo, api):
    citizen = zalo.citizen()
    told = api.post("/v3.0/oa/quota/message", {"user_id": citizen.user_id})["data"]
    assert told["last_interaction"] == zalo.clock.milliseconds()
