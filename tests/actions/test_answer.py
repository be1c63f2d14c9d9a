"""What opens the contribution calculator by itself, and what must not."""

import pytest

from actions.answer import Answer, Suggest

FORM = "contribution_form"
BACK = [
    "tôi đóng từ 3/2022 tới nay mức 1,5 triệu, hộ thường, dừng rồi, rút một lần còn bao nhiêu",
    "hộ cận nghèo đóng 12 tháng mức 1,5 triệu nay dừng vì đi làm công ty, còn 7 tháng, được hoàn bao nhiêu",
]


def unsure(talk, text, *topics):
    ranking = [
        {"topic": topic, "aspect": aspect, "confidence": 0.4 - number / 10}
        for number, (topic, aspect) in enumerate(topics)
    ]
    return talk.run(Suggest(), text, "nlu_fallback", ranking=ranking, confidence=0.4)


def test_between_telling_and_asking_the_calculator_opens(talk):
    text = "hộ cận nghèo ở Nghệ An đóng mức 2 triệu mỗi tháng bao nhiêu"
    heard = unsure(talk, text, ("inform", None), ("contribution_level", "min_monthly_payment"))
    assert (heard.follow_up, heard.slots["income"]) == (FORM, 2_000_000)


@pytest.mark.parametrize(
    "text",
    [
        *BACK,
        "đóng mức 2 triệu thì lương hưu bao nhiêu",
        "đóng mức 2 triệu sinh con được bao nhiêu",
        "đóng mức 2 triệu chết thì tuất bao nhiêu",
        "đóng mức 2 triệu có thẻ y tế không, bao nhiêu",
    ],
)
def test_words_of_another_benefit_never_open_it_from_an_unsure_topic(talk, text):
    heard = unsure(talk, text, ("contribution_level", "min_monthly_payment"))
    assert heard.follow_up is None
    assert heard.text


@pytest.mark.parametrize("text", BACK)
@pytest.mark.parametrize("topic", ["contribution_level", "state_support", "payment_method"])
@pytest.mark.parametrize("aspect", ["calculate_for_me", None])
def test_money_that_comes_back_is_no_payment_whatever_the_topic(talk, text, topic, aspect):
    heard = talk.run(Answer(), text, topic, aspect=aspect)
    assert heard.follow_up != FORM
    assert "còn đóng" not in heard.text


def test_a_result_is_not_changed_by_a_question_on_a_benefit(talk):
    talk.slots |= {"income": 2_000_000, "support_group": ["poor"], "case": None}
    assert (
        unsure(talk, "còn mức 3 triệu thì lương hưu bao nhiêu", ("pension_amount", "how_calculated")).follow_up is None
    )
    assert unsure(talk, "còn mức 3 triệu thì sao", ("pension_amount", "how_calculated")).follow_up == FORM


@pytest.mark.parametrize(
    "text", ["đóng mức 2 triệu 6 tháng một lần hết bao nhiêu", "hoàn cảnh khó, mức 2 triệu đóng bao nhiêu"]
)
def test_words_of_paying_that_look_like_a_benefit_still_open_it(talk, text):
    assert unsure(talk, text, ("contribution_level", "min_monthly_payment")).follow_up == FORM


FULL = "đóng 14 năm mức 2 triệu nên giữ hay rút"


@pytest.mark.parametrize("topic", ["pension_vs_lump_sum", "lump_sum_conditions", "inform"])
@pytest.mark.parametrize("aspect", ["near_age_short_years", None])
def test_keep_or_take_with_the_whole_case_opens_the_comparison(talk, topic, aspect):
    heard = talk.run(Answer(), f"em 45 tuổi nữ {FULL}", topic, aspect=aspect)
    told = {name: heard.slots[name] for name in ("case", "sex", "months_paid", "income")}
    assert (heard.follow_up, told) == (
        "case_form",
        {"case": "compare", "sex": "F", "months_paid": 168, "income": 2_000_000},
    )


def test_keep_or_take_opens_the_comparison_where_nothing_was_sure(talk):
    assert unsure(talk, FULL, ("lump_sum_conditions", "who_can_take")).follow_up == "case_form"


@pytest.mark.parametrize("text", ["nên giữ hay rút", "đóng 14 năm thì nên giữ hay rút"])
def test_keep_or_take_without_the_numbers_is_answered_in_words(talk, text):
    heard = talk.run(Answer(), text, "pension_vs_lump_sum", aspect="which_one")
    assert heard.follow_up is None
    assert heard.text


@pytest.mark.parametrize("text", ["cho em hỏi đóng thấp nhất bao nhiêu", "cho tôi hỏi mức đóng thấp nhất là mấy"])
def test_a_polite_question_for_the_lowest_is_no_choice_of_it(talk, text):
    heard = talk.run(Answer(), text, "contribution_level", aspect="min_monthly_payment")
    assert heard.follow_up is None
    assert "330.000 đồng" in heard.text
