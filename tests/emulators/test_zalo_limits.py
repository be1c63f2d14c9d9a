"""Windows, bills, minutes and nights, by the platform's clock."""

from datetime import timedelta

import pytest

HOURS_48, DAYS_7 = timedelta(hours=48), timedelta(days=7)
INSTANT = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("ago", "code", "billed"),
    [
        (timedelta(0), 0, 0),
        (HOURS_48, 0, 0),
        (HOURS_48 + INSTANT, 0, 1),
        (DAYS_7, 0, 1),
        (DAYS_7 + INSTANT, -230, 0),
        (None, -230, 0),
    ],
)
def test_free_for_48_hours_billed_for_7_days_then_closed(zalo, api, ago, code, billed):
    assert api.send(zalo.citizen(ago=ago).user_id, "x")["error"] == code
    assert zalo.ledger.spent(zalo.clock.now()) == billed


def test_writing_opens_the_window_again(zalo, api):
    citizen = zalo.citizen(ago=timedelta(days=8))
    zalo.acts.text(citizen, "Còn ai không?")
    assert api.send(citizen.user_id, "x")["error"] == 0
    assert zalo.messages.to(citizen.user_id)[0].billed is False


def test_reading_does_not_open_the_window(zalo, api):
    citizen = zalo.citizen(ago=timedelta(days=8))
    zalo.acts.sees(citizen, "m1")
    assert api.send(citizen.user_id, "x")["error"] == -230


def test_the_other_code_of_a_closed_window(zalo, api):
    zalo.rules.window_code = -232
    assert api.send(zalo.citizen(ago=None).user_id, "x")["error"] == -232


def test_with_the_rule_of_eight_the_ninth_is_billed_until_the_citizen_writes(zalo, api):
    zalo.rules.eight_free = True
    citizen = zalo.citizen()
    for _ in range(9):
        api.send(citizen.user_id, "x")
    zalo.acts.text(citizen, "Dạ")
    api.send(citizen.user_id, "x")
    assert [sent.billed for sent in zalo.messages.to(citizen.user_id)] == [False] * 8 + [True, False]


def test_the_package_has_only_so_many_billed_messages_a_month(zalo, api):
    zalo.rules.package = "full"
    user = zalo.citizen(ago=timedelta(days=3)).user_id
    for _ in range(1999):
        zalo.ledger.charge(zalo.clock.now())
    assert [api.send(user, "x")["error"] for _ in range(2)] == [0, -211]
    zalo.clock.advance(timedelta(days=30))
    assert zalo.ledger.spent(zalo.clock.now()) == 0


def test_who_left_is_not_reached_until_they_write(zalo, api):
    citizen = zalo.citizen()
    zalo.acts.unfollow(citizen)
    assert api.send(citizen.user_id, "x")["error"] == -213
    zalo.acts.text(citizen, "Cho hỏi")
    assert api.send(citizen.user_id, "x")["error"] == 0
    zalo.rules.must_follow = True
    assert api.send(citizen.user_id, "x")["error"] == -213


def test_nobody_knows_an_unknown_id(api):
    assert api.send("246845883529197922", "x")["error"] == -213


def test_a_citizen_may_refuse_for_their_own_reason(zalo, api):
    citizen = zalo.citizen()
    citizen.refuses = -227
    assert api.send(citizen.user_id, "x")["error"] == -227


def test_a_hundred_calls_a_minute(zalo, api):
    user = zalo.citizen().user_id
    headers = {"access_token": zalo.tokens.current.access}
    body = {"recipient": {"user_id": user}, "message": {"text": "x"}}
    answers = [api.client.post("/v3.0/oa/message/cs", json=body, headers=headers) for _ in range(101)]
    assert [answer.json()["error"] for answer in answers] == [0] * 100 + [-32]
    remains = [answer.headers["x-ratelimit-remain"] for answer in answers]
    assert remains == [str(left) for left in range(99, -1, -1)] + ["0"]
    assert answers[-1].headers["x-ratelimit-limit"] == "100"
    zalo.clock.advance(timedelta(minutes=1))
    assert api.send(user, "x")["error"] == 0


def test_promotion_is_refused_by_night_and_gone_by_day(zalo, api):
    assert api.post("/v3.0/oa/message/promotion", {})["error"] == -233
    zalo.clock.advance(timedelta(hours=12))
    assert api.post("/v3.0/oa/message/promotion", {})["error"] == -234
