"""Letters with several questions: the first two are answered in one reply, what else is asked is offered."""

import pytest

from actions.answer import Answer, Suggest

TEXTS = {
    ("contribution_level", "min_monthly_payment"): "đóng thấp nhất bao nhiêu",
    ("maternity", "amount"): "sinh con được bao nhiêu",
    ("registration_procedure", "how_to_register_first_time"): "đăng ký ở đâu",
    ("unemployment", "voluntary_has_no_ui"): "có thất nghiệp không",
    ("out_of_scope", None): "thời tiết thế nào",
    ("contribution_level", "calculate_for_me"): "tính mức đóng cho tôi",
    ("pension_amount", "calculate_for_me"): "tính lương hưu cho tôi",
    ("fraud_report", "make_report"): "tôi muốn báo có người lừa đảo",
    ("greet", None): "chào em",
    ("talk_to_officer", None): "cho gặp cán bộ",
}
LOWEST, BIRTH, REGISTER, JOBLESS, WEATHER, PAY, PENSION, REPORT, GREETING, OFFICER = TEXTS
UNSURE = ("lump_sum_conditions", "who_can_take")


def asked(pair, text=None, *, sure=True):
    topic, aspect = pair
    return {"text": text or TEXTS[pair], "topic": topic, "aspect": aspect, "confidence": 0.8, "aspect_sure": sure}


def letter(talk, *pairs, topic=None, action=None, before="", **light):
    """Send a letter that asks `pairs`; its topic as a whole is the first one's where no other is given."""
    questions = [pair if isinstance(pair, dict) else asked(pair) for pair in pairs]
    text = before + " ".join(f"{one['text']}?" for one in questions)
    winner = topic or questions[0]["topic"]
    aspect = next((one["aspect"] for one in questions if one["topic"] == winner), None)
    return talk.turn(action or Answer(), text, winner, aspect=aspect, questions=questions, **light)


def starts(turn, *words):
    assert len(turn.texts) == len(words), turn.texts
    for text, word in zip(turn.texts, words, strict=True):
        assert word in text, text


def test_two_questions_get_two_answers_in_their_order_with_all_evidence(recorded):
    turn = letter(recorded, LOWEST, BIRTH)
    starts(turn, "330.000 đồng", "2.000.000 đồng")
    assert turn.follow_up is None
    assert {"rural_poverty_line", "maternity_amount"} <= {one.figure for one in turn.row.evidence}
    assert (turn.row.outcome, turn.row.topic, turn.row.aspect) == ("answered", *LOWEST)


def test_the_record_is_filed_under_what_the_whole_letter_was_taken_for(recorded):
    assert letter(recorded, LOWEST, BIRTH, topic="maternity").row.topic == "maternity"
    assert letter(recorded, LOWEST, BIRTH, topic="eligibility").row.topic == "contribution_level"


def test_more_of_it_is_more_of_the_last_one_answered(recorded):
    letter(recorded, LOWEST, BIRTH, JOBLESS)
    assert recorded.house.interactions.speaking_of(recorded.conversation) == BIRTH


def test_each_answer_keeps_its_own_further_buttons_and_the_last_a_person(recorded):
    turn = letter(recorded, LOWEST, BIRTH)
    assert set(turn.titles(0)) == {"Nói kỹ hơn", "Cho ví dụ"}
    assert turn.titles(-1)[-1] == "Gặp cán bộ"
    assert len(turn.titles(-1)) > 2


def test_a_third_question_is_a_button(recorded):
    turn = letter(recorded, LOWEST, BIRTH, REGISTER)
    starts(turn, "330.000 đồng", "2.000.000 đồng", "còn hỏi thêm")
    found = recorded.house.adviser.answers.find(*REGISTER)
    assert turn.titles() == [found.ask, "Gặp cán bộ"]


def test_the_same_question_twice_is_one(recorded):
    starts(letter(recorded, LOWEST, LOWEST), "330.000 đồng")
    starts(letter(recorded, LOWEST, asked(LOWEST, sure=False), BIRTH), "330.000 đồng", "2.000.000 đồng")


@pytest.mark.parametrize("word", [GREETING, OFFICER])
def test_a_word_of_the_dialogue_is_no_second_question(recorded, word):
    starts(letter(recorded, word, LOWEST, topic="contribution_level"), "330.000 đồng")


def test_whoever_asks_for_a_person_gets_one(recorded):
    assert letter(recorded, LOWEST, BIRTH, topic="talk_to_officer").row.outcome == "handed_over"


def test_what_is_not_ours_comes_after_what_is_answered(recorded):
    turn = letter(recorded, JOBLESS, LOWEST, topic="unemployment")
    starts(turn, "330.000 đồng", "trung tâm dịch vụ việc làm")
    assert (turn.row.outcome, turn.row.topic) == ("answered", "contribution_level")
    starts(letter(recorded, WEATHER, LOWEST), "330.000 đồng", "nằm ngoài")
    starts(letter(recorded, LOWEST, BIRTH, WEATHER), "330.000 đồng", "2.000.000 đồng")


def test_an_unsure_aspect_is_offered_and_not_guessed(recorded):
    turn = letter(recorded, asked(UNSURE, "rút thì sao", sure=False), LOWEST)
    starts(turn, "330.000 đồng", "còn hỏi thêm")
    assert turn.titles()[0] == "Điều kiện nhận BHXH một lần"
    both = letter(recorded, asked(UNSURE, "rút thì sao", sure=False), asked(REGISTER, "đăng ký sao", sure=False))
    assert both.row.outcome == "suggested"
    assert both.titles()[0] == "Thủ tục đăng ký BHXH tự nguyện"


def test_an_answer_comes_before_the_form_that_the_letter_opens(recorded):
    turn = letter(recorded, PENSION, BIRTH)
    starts(turn, "2.000.000 đồng")
    assert (turn.follow_up, recorded.slots["case"]) == ("case_form", "pension")
    assert letter(recorded, BIRTH, PAY).follow_up == "contribution_form"


def test_of_two_forms_the_first_opens_and_the_second_is_a_button(recorded):
    turn = letter(recorded, PAY, PENSION)
    starts(turn, "còn hỏi thêm")
    assert turn.titles() == ["Tính lương hưu cho tôi", "Gặp cán bộ"]
    assert turn.follow_up == "contribution_form"
    assert (turn.row.outcome, turn.row.topic) == ("collecting", "contribution_level")


@pytest.mark.parametrize("others", [(PAY,), (LOWEST, PAY), (PENSION, LOWEST, BIRTH)])
def test_a_report_of_fraud_wins_the_form(recorded, others):
    turn = letter(recorded, *others, REPORT)
    assert (turn.follow_up, recorded.slots["report_kind"]) == ("report_form", "fraud")
    assert len(turn.texts) <= 2


def test_beside_a_report_and_a_form_the_question_in_words_is_answered(recorded):
    turn = letter(recorded, PENSION, REPORT, LOWEST)
    starts(turn, "330.000 đồng", "còn hỏi thêm")
    assert turn.titles() == ["Tính lương hưu cho tôi", "Gặp cán bộ"]
    assert turn.follow_up == "report_form"


def test_a_form_is_told_what_the_rest_of_the_letter_says(recorded):
    letter(recorded, PENSION, BIRTH, before="Tôi nữ, đã đóng 16 năm mức 3 triệu. ")
    told = {name: recorded.slots[name] for name in ("sex", "months_paid", "income")}
    assert told == {"sex": "F", "months_paid": 192, "income": 3_000_000}


def test_facts_elsewhere_in_the_letter_open_the_case_of_a_question(recorded):
    question = asked(("pension_amount", "how_calculated"), "lương hưu được bao nhiêu")
    turn = letter(recorded, BIRTH, question, before="Em là nữ, đóng 16 năm rồi, mức 3 triệu. ")
    assert (turn.follow_up, recorded.slots["months_paid"]) == ("case_form", 192)
    starts(turn, "2.000.000 đồng")


def test_a_question_with_its_own_numbers_is_calculated_beside_the_other(recorded):
    words = "chồng tôi mất hôm tháng 3/2026 đóng 6 năm, mai táng phí bao nhiêu"
    funeral = asked(("survivor_death", "funeral_allowance"), words)
    turn = letter(recorded, funeral, LOWEST)
    starts(turn, "23.400.000 đồng", "330.000 đồng")
    assert turn.row.outcome == "answered_calculation"


def test_numbers_of_another_sentence_are_reckoned_with(recorded):
    question = asked(("survivor_death", "funeral_allowance"), "mai táng phí bao nhiêu")
    turn = letter(recorded, question, LOWEST, before="Chồng tôi đóng 6 năm, mất hôm tháng 3/2026. ")
    starts(turn, "23.400.000 đồng", "330.000 đồng")


def test_inside_a_form_the_form_keeps_its_turn_to_speak(recorded):
    open_form = {"form": "contribution_form"}
    assert len(letter(recorded, LOWEST, BIRTH, **open_form).texts) == 2
    crowded = letter(recorded, LOWEST, BIRTH, REGISTER, **open_form)
    starts(crowded, "330.000 đồng", "còn hỏi thêm")
    assert len(crowded.titles()) == 3


def test_one_sure_question_of_a_letter_that_is_unclear_as_a_whole_is_answered(recorded):
    turn = letter(recorded, LOWEST, topic="nlu_fallback", action=Suggest())
    starts(turn, "330.000 đồng", "nhắn riêng")
    assert turn.row.topic == "contribution_level"
    two = letter(recorded, LOWEST, BIRTH, topic="nlu_fallback", action=Suggest())
    starts(two, "330.000 đồng", "2.000.000 đồng")


@pytest.mark.parametrize("pair", [WEATHER, JOBLESS])
def test_a_letter_is_not_declined_for_one_of_its_sentences(recorded, pair):
    turn = letter(recorded, pair, topic="nlu_fallback", action=Suggest())
    assert turn.row.outcome in {"suggested", "unanswered_not_understood"}


def test_one_question_is_answered_as_ever(recorded):
    starts(letter(recorded, LOWEST), "330.000 đồng")


def test_a_correction_of_a_result_is_no_letter(recorded):
    recorded.slots |= {"income": 2_000_000, "support_group": ["poor"], "case": None}
    turn = letter(recorded, asked(LOWEST, "còn mức 3 triệu thì sao"), BIRTH)
    assert turn.follow_up == "contribution_form"


def test_no_message_is_longer_than_a_channel_takes(recorded):
    every = [one for one in recorded.house.adviser.answers if one.topic != "dialogue" and not one.starts]
    longest = sorted(every, key=lambda one: len(one.text))[-6:]
    pairs = [asked((one.topic, one.aspect), one.ask) for one in longest]
    assert max(len(text) for text in letter(recorded, *pairs).texts) <= 2_000
