"""Feedback: when it is asked for, that it lands on the answer it was asked about, and what is kept of it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.advice import Button
from bot.clock import now
from bot.outcomes import Outcome
from bot.records.feedback import REASONS, Judgement, countdown, current, pressed
from bot.records.record import Said
from tests.records.two_way_talk import SUBJECT, Talk, report

OTHER = ("state_support", "amount_by_group")


@pytest.fixture
def talk(one_house) -> Talk:
    return Talk(one_house)


def words(outcome: Outcome, topic: str | None = None, aspect: str | None = None) -> Said:
    return Said(outcome, [{"text": "lời đáp", "buttons": [], "image": None}], topic, aspect)


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 9))
def test_it_is_asked_after_the_first_answer_and_never_twice_within_so_many(may, every):
    left, asked = 0, []
    for number, allowed in enumerate(may):
        ask, left = countdown(left, every, may_ask=allowed)
        if ask:
            asked.append(number)
    assert all(may[number] for number in asked)
    assert all(later - earlier >= every for earlier, later in pairwise(asked))
    if any(may):
        assert asked[0] == may.index(True), "the first answer at which it may be asked is asked about"


@given(st.integers(1, 9), st.integers(0, 40))
def test_where_nothing_hinders_every_nth_answer_is_asked_about(every, answers):
    left, asked = 0, []
    for number in range(answers):
        ask, left = countdown(left, every, may_ask=True)
        asked += [number] * ask
    assert asked == list(range(0, answers, every))


def test_the_first_answer_is_asked_about_then_every_fifth(talk):
    asked = []
    for _ in range(12):
        talk.asks()
        asked.append(talk.is_asked)
    assert [number for number, is_asked in enumerate(asked) if is_asked] == [0, 5, 10]


def test_small_talk_and_what_is_not_understood_are_not_asked_about(talk):
    for outcome in (Outcome.SMALL_TALK, Outcome.SUGGESTED, Outcome.UNANSWERED_NOT_SETTLED, Outcome.COLLECTING):
        talk.engine.says_next = words(outcome)
        talk.says("xin chào")
        assert not talk.is_asked
    talk.asks()
    assert talk.is_asked


def test_nobody_is_asked_inside_a_form_and_the_next_answer_takes_its_turn(talk):
    talk.engine.state = {"slots": {}, "loop": "contribution_form"}
    talk.asks()
    assert not talk.is_asked
    talk.engine.state = {}
    talk.asks()
    assert talk.is_asked


def test_nobody_is_asked_after_a_report_until_the_next_talk(talk):
    talk.engine.says_next = report()
    talk.says("tôi muốn báo")
    talk.asks()
    assert not talk.is_asked
    talk.pause(timedelta(hours=13))
    talk.asks()
    assert talk.is_asked


@pytest.mark.parametrize("topic", ["fraud_report", "complaint_denunciation"])
def test_who_has_just_been_scammed_is_not_asked_how_they_liked_it(topic, talk):
    one = {"text": "gọi ngay ngân hàng", "buttons": [], "image": None}
    talk.engine.says_next = Said(Outcome.ANSWERED, [one], topic, "lost_money_now")
    talk.says("lỡ chuyển tiền rồi")
    assert not talk.is_asked
    talk.asks()
    assert talk.is_asked


def test_a_long_reply_is_not_made_longer(talk):
    one = {"text": "một phần", "buttons": [], "image": None}
    talk.engine.says_next = Said(Outcome.ANSWERED, [one, one, one], *SUBJECT)
    talk.says("ba câu")
    assert not talk.is_asked


def test_feedback_lands_on_the_answer_it_was_asked_about_not_on_the_last(talk):
    first = talk.asks(*SUBJECT)
    talk.asks(*OTHER)
    talk.presses("Giúp được", first)
    judged = talk.turns()[0]
    (kept,) = talk.feedback()
    assert (kept.judged, kept.verdict, kept.way, kept.reason) == (judged.id, "good", "button", None)
    assert kept.given_in == talk.turns()[-1].id
    assert (talk.last.outcome, talk.last.topic) == ("feedback_received", "feedback_good")


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Khó hiểu", "unclear"),
        ("Không đúng câu hỏi", "off_question"),
        ("Còn thiếu", "incomplete"),
        ("Nghi là sai", "doubted"),
    ],
)
def test_a_no_is_asked_why(talk, title, reason):
    talk.asks()
    no = talk.presses("Chưa giúp được")
    assert [one["title"] for one in no.replies[-1]["buttons"]] == [
        "Khó hiểu", "Không đúng câu hỏi", "Còn thiếu", "Nghi là sai", "Lý do khác",
    ]  # fmt: skip
    talk.presses(title)
    assert [(one.verdict, one.reason) for one in talk.feedback()] == [("bad", None), ("bad", reason)]
    assert {one.judged for one in talk.feedback()} == {talk.turns()[0].id}
    assert any(one["title"] == "Gặp cán bộ" for one in talk.last.replies[-1]["buttons"])
    with talk.house.database.looking() as connection:
        assert current(connection, talk.turns()[0].id) == Judgement(talk.turns()[0].id, "bad", reason)


def test_another_reason_is_told_in_one_message(talk):
    talk.asks()
    talk.presses("Chưa giúp được")
    talk.presses("Lý do khác")
    talk.says("chữ nhỏ, đọc mãi, số của tôi 0912345678")
    (told,) = talk.opinions()
    assert (told.kind, told.judged) == ("reason", talk.turns()[0].id)
    assert "[DIEN_THOAI_1]" in told.words
    assert "0912345678" not in told.words
    assert talk.turns()[-1].question == "[Góp ý, lưu riêng]"
    assert talk.engine.turns[-1].text == "câu hỏi", "the engine heard of the first question alone"


def test_what_is_hard_to_understand_is_offered_again(talk):
    talk.asks()
    talk.presses("Chưa giúp được")
    talk.presses("Khó hiểu")
    titles = [one["title"] for one in talk.last.replies[-1]["buttons"]]
    assert titles == ["Nói kỹ hơn", "Cho ví dụ", "Gặp cán bộ"]
    assert talk.presses("Cho ví dụ").topic == SUBJECT[0]


@pytest.mark.parametrize(
    ("typed", "verdict"), [("có", "good"), ("Giúp được!", "good"), ("chưa", "bad"), ("Không ạ", "bad")]
)
def test_the_question_may_be_answered_in_words(talk, typed, verdict):
    talk.asks()
    talk.says(typed)
    assert [(one.verdict, one.way) for one in talk.feedback()] == [(verdict, "words")]


def test_a_yes_to_anything_else_is_no_feedback(talk):
    talk.asks()
    talk.asks()
    assert not talk.is_asked
    talk.says("có")
    assert talk.feedback() == []
    assert talk.engine.turns[-1].text == "có"


def test_praise_and_blame_in_words_are_about_the_last_answer(talk):
    talk.engine.says_next = words(Outcome.FEEDBACK_RECEIVED, "feedback_good")
    talk.says("trả lời hay quá")
    assert talk.feedback() == [], "nothing had been answered yet"
    talk.asks()
    talk.engine.says_next = words(Outcome.FEEDBACK_RECEIVED, "feedback_bad")
    talk.says("trả lời dở quá")
    assert [(one.verdict, one.way, one.judged) for one in talk.feedback()] == [("bad", "words", talk.turns()[1].id)]


def test_feedback_is_heard_while_the_engine_is_down_and_a_form_stays_open(talk):
    asked = {"text": "Thu nhập anh/chị chọn là bao nhiêu?", "buttons": [], "image": None}
    first = talk.asks()
    talk.engine.state = {"slots": {"requested_slot": "income"}, "loop": "contribution_form"}
    talk.engine.says_next = Said(Outcome.COLLECTING, [asked], "contribution_level")
    talk.says("tính giúp tôi")
    before = talk.house.memory.of(talk.conversation)
    talk.engine.is_down = True
    reply = talk.presses("Chưa giúp được", first)
    assert talk.feedback()[0].verdict == "bad"
    assert talk.house.memory.of(talk.conversation) == before
    assert reply.replies[-1]["text"].endswith(asked["text"]), "the form's own question is asked again"


def test_a_token_of_another_talk_says_nothing(one_house):
    mine, other = Talk(one_house), Talk(one_house)
    reply = mine.asks()
    other.asks()
    other.presses("Giúp được", reply)
    assert mine.feedback() == []
    assert other.last.outcome == "clarifying"


def test_a_press_sent_twice_is_one_judgement(talk):
    talk.asks()
    payload = talk.last.replies[-1]["buttons"][0]["payload"]
    first = talk.says(payload=payload, message_id="same")
    again = talk.says(payload=payload, message_id="same")
    assert first == again
    assert len(talk.feedback()) == 1


@given(st.text(max_size=40), st.sampled_from(["feedback_good", "feedback_bad", "contribution_level"]))
def test_a_foreign_button_is_no_judgement(aspect, intent):
    found = pressed(Button("x", intent, aspect))
    if found:
        assert aspect.partition(".")[0] in {"asked", *REASONS}
        assert intent != "contribution_level"


def test_words_of_an_hour_ago_are_not_what_was_asked_for(talk):
    talk.asks()
    talk.pause(timedelta(hours=2))
    talk.says("có")
    assert talk.feedback() == []
    assert now() - talk.state().seen_at < timedelta(minutes=1)
