"""Misunderstood once: other words or a part of the subject; misunderstood twice in a row: a person first."""

import pytest

from actions.answer import Answer, Suggest

GUESSES = [
    ("contribution_level", "min_monthly_payment"),
    ("maternity", "amount"),
    ("payment_method", "prepay_years_discount"),
]
LOWEST = {"topic": "contribution_level", "aspect": "min_monthly_payment"}
NONE = {"topic": "help", "aspect": "none_of_these", "pressed": True}


def unsure(talk, text="cái kia thì thế nào ạ"):
    ranking = [{"topic": topic, "aspect": aspect, "confidence": 0.3} for topic, aspect in GUESSES]
    return talk.turn(Suggest(), text, "nlu_fallback", ranking=ranking, confidence=0.4)


def is_person_first(turn) -> bool:
    return turn.titles()[0] == "Gặp cán bộ" and "1900 9068" in turn.texts[-1]


def test_a_suggestion_can_be_refused_by_its_own_button(recorded):
    assert unsure(recorded).titles()[-2:] == ["Không phải các ý trên", "Gặp cán bộ"]
    refused = recorded.turn(Answer(), "Không phải các ý trên", **NONE)
    assert "Lương hưu, tuổi nghỉ hưu" in refused.titles()
    assert not is_person_first(refused)
    assert refused.row.outcome == "suggested"
    listed = recorded.turn(Answer(), "Rút BHXH một lần", "help", aspect="family_lump_sum", pressed=True)
    assert listed.titles()[:2] == ["Điều kiện nhận BHXH một lần", "Số tiền BHXH một lần"]


def test_a_second_suggestion_in_a_row_puts_a_person_first(recorded):
    unsure(recorded)
    recorded.turn(Answer(), "Không phải các ý trên", **NONE)
    again = unsure(recorded, "ý em là cái kia cơ")
    assert is_person_first(again)
    assert len(again.titles()) == 5
    assert (again.row.outcome, again.row.topic) == ("suggested", "contribution_level")


def test_an_answer_between_forgets_the_first(recorded):
    unsure(recorded)
    recorded.turn(Answer(), "đóng thấp nhất bao nhiêu", **LOWEST)
    assert not is_person_first(unsure(recorded))


def test_small_talk_between_forgets_nothing(recorded):
    unsure(recorded)
    recorded.turn(Answer(), "cảm ơn", "thank")
    assert is_person_first(unsure(recorded))


def test_pages_of_a_topic_are_no_misunderstanding(recorded):
    recorded.turn(Answer(), "Ý khác", "contribution_level", aspect="choices_2", pressed=True)
    assert not is_person_first(unsure(recorded))


def test_a_sure_topic_with_an_unsure_aspect_counts_and_keeps_its_topic(recorded):
    first = recorded.turn(Answer(), "hỏi về thai sản", "maternity", aspect="amount", aspect_sure=False)
    assert "thai sản" in first.texts[0]
    second = recorded.turn(Answer(), "hỏi về thai sản cơ", "maternity", aspect="amount", aspect_sure=False)
    assert is_person_first(second)
    assert second.row.topic == "maternity"


@pytest.mark.parametrize("words", ["không phải ý đó", "bạn hiểu sai rồi", "khong phai y em"])
@pytest.mark.parametrize("topic", ["deny", "feedback_bad", "nlu_fallback", "out_of_scope"])
def test_saying_so_asks_for_other_words_and_then_offers_a_person(recorded, words, topic):
    recorded.turn(Answer(), "đóng thấp nhất bao nhiêu", **LOWEST)
    action = Suggest() if topic == "nlu_fallback" else Answer()
    first = recorded.turn(action, words, topic)
    assert first.texts[0].startswith("Xin lỗi, An Sinh hiểu chưa đúng")
    assert not is_person_first(first)
    recorded.turn(Answer(), "đóng cao nhất bao nhiêu", **LOWEST)
    second = recorded.turn(action, words, topic)
    assert is_person_first(second)
    assert second.row.outcome == ("feedback_received" if topic == "feedback_bad" else "unanswered_not_understood")


def test_so_long_ago_does_not_count(recorded):
    recorded.turn(Answer(), "bạn hiểu sai rồi", "deny")
    for _ in range(3):
        recorded.turn(Answer(), "đóng thấp nhất bao nhiêu", **LOWEST)
    assert not is_person_first(recorded.turn(Answer(), "không phải ý đó", "deny"))


def test_presses_between_do_not_make_it_long_ago(recorded):
    recorded.turn(Answer(), "bạn hiểu sai rồi", "deny")
    for _ in range(4):
        recorded.turn(Answer(), "Đóng thấp nhất", **LOWEST, pressed=True)
    assert is_person_first(recorded.turn(Answer(), "không phải ý đó", "deny"))


def test_a_plain_no_refuses_what_was_just_suggested_and_nothing_else(recorded):
    assert recorded.turn(Answer(), "không phải", "deny").row.outcome == "small_talk"
    unsure(recorded)
    assert recorded.turn(Answer(), "không phải", "deny").row.outcome == "suggested"


def test_bad_feedback_is_taken_as_such_unless_it_comes_again(recorded):
    first = recorded.turn(Answer(), "trả lời sai rồi", "feedback_bad")
    assert (first.row.outcome, is_person_first(first)) == ("feedback_received", False)
    assert "ghi nhận" in first.texts[0]
    assert is_person_first(recorded.turn(Answer(), "lại sai nữa", "feedback_bad"))


def test_a_question_after_a_denial_is_answered(recorded):
    asked = recorded.turn(Answer(), "không phải ý đó, tôi hỏi mức đóng thấp nhất", **LOWEST)
    assert asked.row.outcome == "answered"
