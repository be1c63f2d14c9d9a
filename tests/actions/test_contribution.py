"""The contribution form: income or money paid, floors and ceilings in words, refusals, corrections, provinces."""

import pytest

from actions.answer import Answer, Suggest
from actions.contribution import AskIncome, ContributionResult, ValidateContribution
from actions.contribution_told import FRESH

FORM = "contribution_form"


def take(talk, text, topic="inform", **light):
    return talk.run(ValidateContribution(), text, topic, form=FORM, **light)


def begun(talk, requested="income", **told):
    talk.slots |= {**FRESH, "requested_slot": requested, **told}


def result(talk, text=""):
    return talk.run(ContributionResult(), text)


@pytest.mark.parametrize(
    ("words", "income"),
    [
        ("3 triệu", 3_000_000),
        ("lương 5 triệu", 5_000_000),
        ("thu nhập 5 triệu", 5_000_000),
        ("2 triệu 2", 2_200_000),
        ("một triệu tám", 1_800_000),
        ("triệu rưỡi", 1_500_000),
        ("1 củ rưỡi", 1_500_000),
        ("thấp nhất", 1_500_000),
        ("mức sàn", 1_500_000),
        ("cao nhất", 50_600_000),
        ("tối đa", 50_600_000),
    ],
)
def test_the_question_for_the_income_takes(talk, words, income):
    begun(talk)
    heard = take(talk, words, "contribution_level")
    assert heard.slots["income"] == income
    assert heard.slots["requested_slot"] == "support_group"


def test_the_floor_is_that_of_the_month_of_payment(talk):
    begun(talk, pay_month="2027-01-01")
    assert take(talk, "mức thấp nhất").slots["income"] == 2_200_000
    begun(talk, pay_month="2027-01-01")
    assert "từ 2.200.000 đồng" in talk.run(AskIncome(), "", form=FORM).text


@pytest.mark.parametrize(
    ("paid", "group", "income", "pays"),
    [
        ("đóng 330 nghìn mỗi tháng", "nhóm khác", "1.800.000 đồng", "còn đóng 330.000 đồng"),
        ("nộp 264 nghìn", "nhóm khác", "1.500.000 đồng", "còn đóng 264.000 đồng"),
        ("đóng 1 triệu một tháng", "hộ cận nghèo", "5.145.455 đồng", "còn đóng 1.000.000 đồng"),
        ("nộp ba trăm rưỡi mỗi tháng", "hộ nghèo", "2.340.909 đồng", "còn đóng 350.000 đồng"),
    ],
)
def test_money_paid_becomes_the_income_once_the_group_is_known(talk, paid, group, income, pays):
    begun(talk)
    assert take(talk, paid, "pension_amount").slots["requested_slot"] == "support_group"
    assert take(talk, group).slots["requested_slot"] is None
    said = result(talk)
    assert "tự nộp mỗi tháng, sau khi trừ hỗ trợ" in said.texts[0]
    assert income in said.texts[-1]
    assert pays in said.texts[-1]


def test_the_other_meaning_of_money_paid_is_named_where_it_can_be(talk):
    begun(talk, support_group=["other"])
    take(talk, "nộp 330 nghìn")
    assert "“mức thu nhập 1.500.000 đồng”" in result(talk).texts[0]
    begun(talk, support_group=["other"])
    take(talk, "nộp 264 nghìn")
    assert "mức thu nhập" not in result(talk).texts[0]


def test_money_paid_below_the_least_is_refused_with_the_least(talk):
    begun(talk, support_group=["poor"])
    refused = take(talk, "nộp 100 nghìn")
    assert "165.000 đồng" in refused.text
    assert refused.slots["requested_slot"] == "income"
    assert refused.slots["paid_money"] is None


def test_an_amount_that_may_be_either_is_asked_about_and_told_in_words(talk):
    begun(talk, support_group=["poor"])
    assert take(talk, "đóng 2 triệu").slots["requested_slot"] == "income"
    assert "hay là mức thu nhập" in talk.run(AskIncome(), "đóng 2 triệu", form=FORM).text
    assert take(talk, "là tiền nộp").slots["requested_slot"] is None
    assert "còn đóng 2.000.000 đồng" in result(talk).texts[-1]


@pytest.mark.parametrize("words", ["1 triệu", "âm 5 triệu", "1 tỷ"])
def test_an_income_out_of_bounds_is_refused(talk, words):
    begun(talk)
    refused = take(talk, words)
    assert "1.500.000 đồng đến 50.600.000 đồng" in refused.text
    assert refused.slots["income"] is None


def corrected(talk, words, topic, **told):
    talk.slots |= {**FRESH, "income": 2_000_000, "support_group": ["near_poor"], "requested_slot": None, **told}
    action = Suggest() if topic == "nlu_fallback" else Answer()
    assert talk.run(action, words, topic).follow_up == FORM, words
    return result(talk, words)


@pytest.mark.parametrize(
    ("words", "topic", "change", "pays"),
    [
        ("à không, 3 triệu", "deny", "mức thu nhập đổi từ 2.000.000 đồng thành 3.000.000 đồng", "528.000"),
        ("thế hộ nghèo thì sao", "contribution_level", "nhóm đổi từ hộ cận nghèo thành hộ nghèo", "275.000"),
        ("không phải cận nghèo mà hộ nghèo", "bot_challenge", "thành hộ nghèo", "275.000"),
        ("2027 thì sao", "nlu_fallback", "thêm tháng tính: 01/2027", "2.200.000"),
        ("đóng 6 tháng một lần hết bao nhiêu", "payment_method", "thêm kỳ đóng: 6 tháng", "1.848.000"),
        ("đóng 6 tháng một lần hết bao nhiêu", "nlu_fallback", "thêm kỳ đóng: 6 tháng", "1.848.000"),
        ("mức thu nhập 3 triệu", "contribution_level", "thành 3.000.000 đồng", "528.000"),
        ("ở Nghệ An", "inform", "thêm tỉnh, thành phố: Nghệ An", "225.500"),
    ],
)
def test_a_correction_is_calculated_and_told(talk, words, topic, change, pays):
    said = corrected(talk, words, topic)
    assert change in said.texts[0]
    assert pays in said.texts[-1]


def test_a_request_begins_a_new_calculation(talk):
    talk.slots |= {**FRESH, "income": 2_000_000, "support_group": ["poor"], "requested_slot": None}
    answer = talk.run(Answer(), "tính mức đóng cho thu nhập 3 triệu", "contribution_level")
    assert (answer.slots["income"], answer.slots["support_group"]) == (3_000_000, None)


def test_a_province_is_changed_for_another(talk):
    said = corrected(talk, "à không phải Nghệ An mà Hà Tĩnh", "bot_challenge", province="nghe_an")
    assert "đổi từ Nghệ An thành Hà Tĩnh" in said.texts[0]
    assert "không có số liệu hỗ trợ thêm của Hà Tĩnh" in said.texts[-1]


def test_a_group_that_is_taken_back_is_asked_for(talk):
    talk.slots |= {**FRESH, "income": 2_000_000, "support_group": ["poor"], "requested_slot": None}
    assert talk.run(Answer(), "tôi không phải hộ nghèo", "deny").slots["support_group"] is None


@pytest.mark.parametrize(
    ("words", "topic", "numbers"),
    [
        ("Nghệ An đóng thấp nhất bao nhiêu", "contribution_level", ("247.500", "115.500", "66.000")),
        ("tỉnh Nghệ An hỗ trợ thêm bao nhiêu tiền", "state_support", ("99.000", "82.500", "16.500")),
        ("ở Cà Mau đóng bhxh tự nguyện thấp nhất bao nhiêu", "contribution_level", ("264.000", "không có số liệu")),
    ],
)
def test_what_a_province_adds_is_told_when_asked(talk, words, topic, numbers):
    said = talk.run(Answer(), words, topic)
    assert all(number in said.text for number in numbers), said.text


@pytest.mark.parametrize("action", [Answer, Suggest])
@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("đóng 1 triệu một tháng thì chọn mức nào", "paid_money"),
        ("mức 9tr người Khmer đóng 1 tháng bao nhiêu", "income"),
        ("đóng 6 tháng một lần hết bao nhiêu", "payment_months"),
    ],
)
def test_a_question_with_money_opens_the_form_whatever_the_model_made_of_it(talk, action, words, slot):
    answer = talk.run(action(), words, "nlu_fallback")
    assert answer.follow_up == FORM
    assert answer.slots[slot]


@pytest.mark.parametrize(
    ("words", "topic"),
    [("trả lời hay quá, đúng cái tôi cần", "feedback_good"), ("Shop giao hàng nhanh, đóng gói cẩn thận", "thank")],
)
def test_only_praise_in_ones_own_words_is_good_feedback(talk, words, topic):
    said = talk.run(Answer(), words, "feedback_good")
    assert ("ghi nhận góp ý" in said.text) == (topic == "feedback_good")
