"""Sending over HTTP: what arrives, and every way it can fail, against the strict platform."""

import logging
import socket
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from bot.channels.contract import Failure, Part, SendFailed
from bot.channels.zalo.refusals import MEANINGS
from tests.emulators.zalo import Fault

CS, V2 = "/v3.0/oa/message/cs", "/v2.0/oa/message"
TEXT = Part({"message": {"text": "Xin chào"}})
WEEK = timedelta(days=7, seconds=1)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)

# One database is enough here: the other files try the grant on both.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def failure(channel, citizen, part=TEXT) -> SendFailed:
    with pytest.raises(SendFailed) as caught:
        channel.send(citizen.user_id, part)
    return caught.value


def test_a_message_arrives_and_its_id_comes_back(platform, lan, channel):
    message_id = channel.send(lan.user_id, TEXT)
    (sent,) = platform.messages.to(lan.user_id)
    assert (sent.text, sent.message_id, sent.door) == ("Xin chào", message_id, "cs")


def test_a_picture_is_uploaded_and_shown(platform, lan, channel, pictures):
    pictures["/pictures/a.png"] = PNG
    channel.send(lan.user_id, Part({"picture": "/pictures/a.png"}))
    (sent,) = platform.messages.to(lan.user_id)
    (element,) = sent.message["attachment"]["payload"]["elements"]
    assert platform.uploads.kept[element["attachment_id"]].data == PNG


@pytest.mark.parametrize("png", [None, PNG + bytes(1024 * 1024)])
def test_a_picture_that_cannot_be_sent_is_never_uploaded(platform, lan, channel, pictures, png):
    pictures.update({"/pictures/a.png": png} if png else {})
    assert failure(channel, lan, Part({"picture": "/pictures/a.png"})).failure is Failure.OURS
    assert platform.calls == []


def test_a_failed_upload_is_only_late(platform, lan, channel, pictures):
    """An upload that was lost harms nobody: it can be repeated without a doubt."""
    pictures["/pictures/a.png"] = PNG
    platform.faults.plan(Fault("reset", path="/v2.0/oa/upload", accepted=True))
    assert failure(channel, lan, Part({"picture": "/pictures/a.png"})).failure is Failure.LATER


@pytest.mark.parametrize("code", sorted(set(MEANINGS) - {"-216", "-220", "-124", "-235", "-14014", "-14020"}))
def test_every_code_is_one_failure_with_code_and_way_out(platform, lan, channel, code):
    platform.faults.plan(Fault("code", path=CS, code=int(code)))
    failed = failure(channel, lan)
    assert (failed.failure, failed.code) == (MEANINGS[code].failure, code)
    assert MEANINGS[code].way_out in failed.reason
    assert platform.messages.all == []


def test_an_unknown_code_is_a_dead_letter(platform, lan, channel):
    platform.faults.plan(Fault("code", path=CS, code=-9999))
    failed = failure(channel, lan)
    assert (failed.failure, failed.code) == (Failure.OURS, "-9999")


@pytest.mark.parametrize(
    ("change", "expected", "code"),
    [
        (lambda zalo, lan: setattr(lan, "last_interaction", lan.last_interaction - WEEK), Failure.CITIZEN, "-230"),
        (lambda zalo, lan: setattr(lan, "refuses", -244), Failure.CITIZEN, "-244"),
        (lambda zalo, lan: setattr(zalo.rules, "package", "basic"), Failure.CONFIGURATION, "-224"),
    ],
    ids=["window closed", "refuses", "no package"],
)
def test_what_the_platform_itself_refuses(platform, lan, channel, change, expected, code):
    change(platform, lan)
    failed = failure(channel, lan)
    assert (failed.failure, failed.code) == (expected, code)


def test_a_platform_that_counts_otherwise_is_met_by_a_setting(platform, lan, opened):
    """Whether Zalo counts composed letters is not known for sure: should it not, messages can be made shorter."""
    platform.rules.counted_in = "NFD"
    reply = {"text": "ế" * 1900}
    (part,) = opened().render([reply])
    assert failure(opened(), lan, part).code == "-210"
    shorter = opened(text_limit=600)
    for part in shorter.render([reply]):
        shorter.send(lan.user_id, part)
    assert "".join(sent.text for sent in platform.messages.all) == reply["text"]


def test_above_the_rate_is_later_and_says_when(platform, lan, channel):
    platform.rules.package = "growth"
    platform.rate.used = 0
    platform.clock.run(0)
    for _ in range(100):
        channel.send(lan.user_id, TEXT)
    failed = failure(channel, lan)
    assert (failed.failure, failed.code) == (Failure.LATER, "-32")
    assert failed.retry_after


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("status", status=429), Failure.LATER),
        (Fault("status", status=500), Failure.AMBIGUOUS),
        (Fault("status", status=502, accepted=True), Failure.AMBIGUOUS),
        (Fault("status", status=301), Failure.CONFIGURATION),
        (Fault("status", status=404), Failure.CONFIGURATION),
        (Fault("status", status=413), Failure.OURS),
        (Fault("status", status=200), Failure.AMBIGUOUS),
        (Fault("empty", accepted=True), Failure.AMBIGUOUS),
        (Fault("half"), Failure.AMBIGUOUS),
        (Fault("reset", accepted=True), Failure.AMBIGUOUS),
        (Fault("hang", seconds=1.0, accepted=True), Failure.AMBIGUOUS),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else str(value),
)
def test_every_way_a_line_fails(platform, lan, opened, fault, expected):
    channel = opened(timeout=0.3)
    fault.path, fault.times = CS, 1
    platform.faults.plan(fault)
    assert failure(channel, lan).failure is expected


def test_nobody_there_is_later(lan, opened):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert failure(opened(api_host=f"http://127.0.0.1:{port}"), lan).failure is Failure.LATER


def test_an_agencys_account_is_sent_to_by_the_old_endpoint_and_remembered(platform, lan, channel):
    platform.rules.cs_refused = True
    for _ in range(3):
        channel.send(lan.user_id, TEXT)
    assert [sent.door for sent in platform.messages.all] == ["v2", "v2", "v2"]
    assert [path for _, path in platform.calls] == [CS, V2, V2, V2]


def test_back_to_the_usual_endpoint_when_the_old_one_is_shut_down(platform, lan, opened):
    channel = opened(endpoint="v2")
    for _ in range(2):
        channel.send(lan.user_id, TEXT)
    assert [path for _, path in platform.calls] == [V2, CS, CS]


def test_an_account_refused_at_both_endpoints_is_configuration_and_asked_twice_only(platform, lan, channel):
    platform.faults.plan(Fault("code", path=CS, code=-235), Fault("code", path=V2, code=-235))
    assert failure(channel, lan).failure is Failure.CONFIGURATION
    assert channel.client.endpoint == "cs"
    assert platform.faults.pending == 0


def test_questions_about_the_account_and_a_citizen(platform, lan, channel):
    assert channel.client.account()["oaid"] == platform.account.oa_id
    assert channel.client.user(lan.user_id)["display_name"] == "Lan"
    assert channel.client.quota(lan.user_id)["last_interaction"] == int(lan.last_interaction.timestamp() * 1000)


def test_no_token_and_no_word_gets_into_a_log_or_an_error(platform, lan, channel, caplog):
    caplog.set_level(logging.DEBUG)
    platform.faults.plan(
        Fault("code", path=CS, code=-220),
        Fault("reset", path=CS),
        Fault("code", path=CS, code=-201),
        Fault("half", path=CS),
    )
    word = Part({"message": {"text": "sổ của tôi 7912345678"}})
    told = "".join(failure(channel, lan, word).reason for _ in range(3)) + caplog.text
    issued = [part for pair in platform.tokens.issued for part in (pair.access, pair.refresh)]
    assert len(issued) == 4
    assert not [secret for secret in [*issued, platform.account.app_secret, "7912345678"] if secret in told]


def test_a_database_that_is_away_is_only_late(platform, lan, channel, database):
    # By another hand: the app's own connections may not drop tables.
    other = create_engine(database.url)
    with other.begin() as connection:
        connection.execute(text("drop table channel_grant"))
    other.dispose()
    assert failure(channel, lan).failure is Failure.LATER
    assert platform.calls == []
