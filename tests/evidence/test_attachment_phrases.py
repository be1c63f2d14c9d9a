"""What is said when something else than text comes: for everything that a channel can bring, and asking for nothing."""

import re

import pytest

from bot.channels.contract import Kind

#: What can hang on a message.
SENT = [Kind.PICTURE, Kind.FILE, Kind.AUDIO, Kind.VIDEO, Kind.LOCATION, Kind.STICKER, Kind.LINK, Kind.CONTACT]
#: Words by which a citizen would be asked for what nobody may be asked for here.
ASKED = re.compile(
    r"(gửi|chụp|nhập|cho biết|cung cấp)[^.]*(căn cước|cccd|cmnd|otp|mật khẩu|số thẻ|tài khoản)", re.IGNORECASE
)
FORBIDDEN = re.compile(r"đừng|che lại|không cần", re.IGNORECASE)


@pytest.fixture
def said(adviser):
    phrases = adviser.phrases
    names = [name for name in phrases.names() if name.startswith("attachment.")]
    return {name.partition(".")[2]: phrases(name, largest="10 MB", count="20") for name in sorted(names)}


@pytest.mark.parametrize("kind", SENT)
def test_every_kind_has_its_words_in_and_outside_a_report_and_its_mark(said, kind):
    assert said[kind]
    assert said[f"report_{kind}"]
    assert re.fullmatch(r"\[[^\[\]]+\]", said[f"mark_{kind}"])


def test_no_words_ask_for_papers_or_numbers_of_a_person(said):
    for name, words in said.items():
        for sentence in re.split(r"(?<=[.!?])\s", words):
            if ASKED.search(sentence):
                assert FORBIDDEN.search(sentence), (name, sentence)


def test_a_voice_message_is_offered_a_person(said, adviser):
    assert "Gặp cán bộ" in said["audio"]
    assert adviser.phrases.hotline in said["audio"]


def test_a_card_is_declined_politely(said):
    assert said["identity_card"].startswith("Xin anh/chị đừng gửi ảnh căn cước")
    assert "không lưu" in said["identity_card"]


def test_words_are_short_and_warm(said):
    for name, words in said.items():
        assert len(words) <= 300, name
        if not name.startswith("mark_") and not name.endswith("_button"):
            assert re.search("anh/chị", words, re.IGNORECASE), name
            assert words.endswith("."), name
            assert "!" not in words, name


def test_outside_a_report_nothing_is_promised_to_be_kept(said):
    for kind in SENT:
        assert "đã nhận" not in said[kind].lower(), kind
