"""The first hour after a scam: every harm has its steps, before any form, with a report and a person one press away."""

from datetime import date

import pytest

from bot.advice.adviser import Day
from bot.first_aid import ASPECTS, TOPIC, first_aid
from bot.language.scammed import Harm
from bot.outcomes import Outcome

DAY = Day(date(2026, 11, 22), date(2026, 11, 22))


def test_every_harm_has_its_steps():
    assert ASPECTS.keys() == set(Harm)


@pytest.mark.parametrize("aspect", sorted(set(ASPECTS.values())))
def test_the_steps_are_said_at_once_with_a_report_and_a_person_beside(adviser, aspect):
    advice = adviser.answer(TOPIC, aspect, DAY)
    assert advice.outcome is Outcome.ANSWERED
    assert advice.starts is None
    titles = [one.title for one in advice.buttons]
    assert any(title.startswith("Báo tin") for title in titles), titles
    assert adviser.person().title in titles
    for named in ("ngân hàng", "công an", "113"):
        assert named in advice.text, named


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("toi lo ck cho no roi", "lost_money_now"),
        ("lỡ đọc otp rồi", "gave_otp"),
        ("lo cai app vssid gia roi", "fake_app_installed"),
        ("lỡ bấm link lạ", "link_clicked"),
        ("lỡ gửi ảnh căn cước cho nó", "id_photo_sent"),
        ("đang có người gọi xưng cán bộ bảo hiểm bắt chuyển tiền", "fake_call_now"),
    ],
)
def test_a_frightened_message_asks_for_its_steps(text, aspect):
    button = first_aid(text)
    assert button is not None
    assert (button.title, button.intent, button.aspect) == (text, TOPIC, aspect)


def test_an_ordinary_message_is_left_to_the_model():
    assert first_aid("chuyển tiền đóng BHXH qua ngân hàng nào") is None
