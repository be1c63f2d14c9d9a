"""The ways out are understood as whole messages, however they are typed, and nothing longer is."""

import pytest

from bot.language.shortcuts import Shortcuts
from bot.language.text import strip_diacritics
from bot.settings import PROJECT

SHORTCUTS = Shortcuts.load(PROJECT / "data/answers/sources/shortcuts.toml")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("gặp cán bộ", "talk_to_officer"),
        ("GẶP CÁN BỘ!!!", "talk_to_officer"),
        ("gap can bo", "talk_to_officer"),
        ("  Gặp   cán bộ. ", "talk_to_officer"),
        ("làm lại", "restart"),
        ("lam lai nhe", None),
        ("Dừng", "stop"),
        ("dung", None),
        ("hộ khác", "inform"),
        ("Hộ thường.", "inform"),
        ("đúng", None),
        ("đúng rồi", None),
        ("thôi", "stop"),
        ("Nghỉ", "stop"),
        ("đủ rồi", "stop"),
        ("du roi", "stop"),
        ("thoát", "stop"),
        ("EXIT", "stop"),
        ("không hỏi nữa", "stop"),
        ("khong hoi nua", "stop"),
        ("nghỉ rồi", None),
        ("đủ 15 năm rồi", None),
        ("nghi", None),
        ("dừng đóng bảo hiểm thì có mất tiền không", None),
        ("làm lại sổ bảo hiểm ở đâu", None),
        ("gặp cán bộ ở đâu, mấy giờ", None),
        ("", None),
        ("…", None),
    ],
)
def test_whole_messages_only(text, intent):
    assert SHORTCUTS.intent(text) == intent


def test_a_person_can_be_asked_for_in_fifty_ways():
    assert len([word for word, intent in SHORTCUTS if intent == "talk_to_officer"]) >= 50


def test_every_wording_of_several_words_works_without_diacritics_and_in_capitals():
    for word, intent in SHORTCUTS:
        assert SHORTCUTS.intent(word.upper()) == intent
        if " " in word:
            assert SHORTCUTS.intent(strip_diacritics(word).upper()) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("nói rõ hơn", "more"),
        ("Chi tiết hơn đi", "more"),
        ("noi ky hon", "more"),
        ("chưa hiểu lắm", "more"),
        ("ví dụ xem nào?", "example"),
        ("cho vi du", "example"),
        ("vd đi", "example"),
        ("ví dụ tôi đóng 3 triệu thì sao", None),
        ("nói rõ hơn về lương hưu", None),
    ],
)
def test_more_and_an_example_are_asked_for_in_words(text, intent):
    assert SHORTCUTS.intent(text) == intent
