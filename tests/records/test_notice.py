"""The notice: on every channel without a page, in the first turn, again after a pause and when it changes."""

import tomllib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.phrases import Phrases
from bot.outcomes import Outcome
from bot.records.answer_receipts import BESIDE
from bot.records.notice import Notice
from bot.records.record import Said
from bot.records.talks import TalkState
from bot.settings import PROJECT
from tests.records.two_way_talk import Talk

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
PAUSE = timedelta(hours=12)


@pytest.fixture(scope="module")
def notice() -> Notice:
    return Notice.of(Phrases.load(PROJECT / "data" / "answers" / "phrases", hotline="1900 0000"), PAUSE)


@pytest.fixture
def talk(one_house) -> Talk:
    return Talk(one_house, "telegram")


def told(reply) -> list[str]:
    return [one["text"] for one in reply.replies if one.get(BESIDE) == "notice"]


def test_it_is_due_in_the_first_turn_after_a_pause_and_for_another_version(notice):
    assert notice.due(TalkState(), "zalo", NOW)
    before = TalkState(notice_version=notice.version, notice_at=NOW, seen_at=NOW - timedelta(hours=11))
    assert not notice.due(before, "zalo", NOW)
    before.notice_version = "older"
    assert notice.due(before, "zalo", NOW)


@given(st.timedeltas(timedelta(0), timedelta(days=40)))
def test_the_pause_alone_decides_for_whoever_knows_it(notice, since):
    talk = TalkState(notice_version=notice.version, seen_at=NOW - since)
    assert notice.due(talk, "telegram", NOW) == (since > PAUSE)


@given(st.one_of(st.none(), st.datetimes(timezones=st.just(UTC), max_value=datetime(2026, 11, 22))))
def test_the_page_shows_its_own(notice, seen):
    assert not notice.due(TalkState(seen_at=seen), "web", NOW)


def test_it_is_short_says_that_a_machine_answers_what_is_kept_and_which_way_leads_out(notice):
    assert 1 <= len(notice.texts) <= 3
    assert all(len(text) <= 300 for text in notice.texts)
    whole = " ".join(notice.texts)
    for needed in ("máy trả lời tự động", "không phải người", "“gặp cán bộ”", "lưu", "“quyền riêng tư”", "OTP"):
        assert needed in whole


def test_who_answers_for_the_data_is_named_by_the_settings():
    phrases = Phrases.load(PROJECT / "data" / "answers" / "phrases", hotline="1900 0000")
    assert "BHXH tỉnh X lưu" in Notice.of(phrases, PAUSE, "BHXH tỉnh X").texts[1]


def test_its_wording_has_the_version_under_which_it_is_stored(notice):
    table = tomllib.loads((PROJECT / "data" / "answers" / "phrases" / "notice.toml").read_text("utf-8"))
    assert notice.version == table["version"]
    assert len(notice.version) <= 32


def test_the_first_turn_carries_it_before_the_answer_and_is_recorded_as_sent(talk, notice):
    first = talk.asks()
    assert told(first) == list(notice.texts)
    assert [BESIDE in one for one in first.replies] == [True, True, False], "and nothing else is asked in that turn"
    assert talk.turns()[0].replies[0]["text"] == notice.texts[0]
    state = talk.state()
    assert (state.notice_version, state.notice_at) == (notice.version, state.seen_at)
    second = talk.asks()
    assert told(second) == []
    assert talk.is_asked, "the question for feedback comes with the next answer"


def test_it_comes_again_after_a_pause(talk):
    talk.asks()
    talk.pause(timedelta(hours=11))
    assert told(talk.asks()) == []
    talk.pause(timedelta(hours=13))
    assert told(talk.asks()) != []


@pytest.mark.parametrize("channel", ["zalo", "telegram"])
def test_every_first_turn_has_it_whatever_was_said(one_house, channel):
    for text in ("đóng thấp nhất bao nhiêu", "", "👍", "x" * 3000, "tôi muốn góp ý", "biên nhận 7K2M-Q9XD-4HTC"):
        assert told(Talk(one_house, channel).says(text)), text
    down = Talk(one_house, channel)
    down.engine.is_down = True
    assert told(down.says("xin chào")), "also where nothing could be answered"


def test_on_the_web_the_page_has_said_it(one_house):
    assert told(Talk(one_house, "web").asks()) == []


def test_the_command_repeats_it_on_every_channel(one_house, notice):
    for channel in ("web", "zalo"):
        talk = Talk(one_house, channel)
        reply = talk.says("Quyền riêng tư")
        texts = [one["text"] for one in reply.replies if BESIDE not in one]
        assert texts[0] == "\n\n".join(notice.texts)
        assert any("lưu những gì" in one["title"] for one in reply.replies[-1]["buttons"])
        assert talk.engine.turns == []


def test_while_a_person_has_the_talk_the_bot_keeps_still(talk):
    talk.engine.says_next = Said(Outcome.WITH_OFFICER, [{"text": "Chào chị", "buttons": [], "image": None}])
    assert told(talk.says("alo")) == []
    talk.engine.says_next = Said(Outcome.HANDED_OVER)
    assert talk.says("alo").replies == []
