"""A frightened message reaches the engine as the question for its steps, in every state but that of a report."""

import pytest

from bot.outcomes import Outcome
from tests.test_dialogue import SENDER, Talk


@pytest.fixture
def talk(house) -> Talk:
    return Talk(house)


def test_the_steps_do_not_wait_for_the_model(talk):
    reply = talk.says("lo ck cho no 5tr roi cuu voi")
    assert (reply.outcome, reply.topic, reply.aspect) == (Outcome.ANSWERED, "fraud_report", "lost_money_now")
    assert "ngân hàng" in reply.replies[0]["text"]
    assert talk.engine.turns[0].button.aspect == "lost_money_now"


def test_in_a_calculation_too(talk, house):
    talk.says("xin chào")
    talk.engine.state = {"slots": {"income": None}, "loop": "contribution_form"}
    talk.says("tính giúp tôi")
    reply = talk.says("tôi lỡ đọc mã OTP cho nó rồi")
    assert (reply.topic, reply.aspect) == ("fraud_report", "gave_otp")


def test_in_the_form_of_a_report_it_is_what_is_reported(talk):
    talk.engine.state = {"slots": {"report_kind": "fraud"}, "loop": "report_form"}
    talk.says("tôi muốn báo tin")
    talk.says("tôi lỡ chuyển tiền cho nó rồi")
    assert talk.engine.turns[-1].button is None


def test_numbers_in_it_are_masked(talk, house):
    talk.says("lỡ ck cho nó rồi, số nó 0912345678")
    from bot.privacy.pseudonym import pseudonym

    conversation = house.conversations.of("web", pseudonym(house.key, "web", SENDER))
    (ended,) = house.interactions.recent(conversation, 1)
    assert "0912345678" not in ended.question
    assert "0912345678" not in talk.engine.turns[0].text
    assert "0912345678" not in talk.engine.turns[0].button.title


def test_an_ordinary_payment_goes_its_way(talk):
    talk.says("chuyển tiền đóng BHXH qua ngân hàng nào")
    assert talk.engine.turns[0].button is None
