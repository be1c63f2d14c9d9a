"""After the result of a case: what changes it, what is said of the change, what leaves it alone."""

import pytest

from actions.answer import Answer, Suggest
from actions.case import FRESH, CaseResult

DONE = {
    "pension": {"sex": "F", "months_paid": 240, "income": 3_000_000},
    "lump_sum": {"months_paid": 120, "income": 3_000_000, "support_received": "unknown"},
    "retirement": {"sex": "F", "birth_year": 1970, "birth_month": "1970-09"},
    "prepay": {"prepay_years": 3, "income": 1_500_000, "support_group": ["other"]},
    "backpay": {"months_missing": 24, "income": 3_000_000},
    "compare": {
        "sex": "F",
        "birth_year": 1975,
        "birth_month": "1975-03",
        "months_paid": 120,
        "income": 3_000_000,
        "still_paying": True,
    },
}


def done(talk, case):
    talk.slots |= {**FRESH, "case": case, "requested_slot": None, **DONE[case]}


@pytest.mark.parametrize(
    ("case", "words", "topic", "said", "result"),
    [
        ("pension", "à không, 4 triệu", "deny", "mức thu nhập đổi từ 3.000.000 đồng thành 4.000.000 đồng", "2.200.000"),
        ("pension", "nếu tôi đóng thêm 5 năm thì sao", "nlu_fallback", "thêm thời gian đóng thêm: 5 năm", "65%"),
        ("pension", "nam chứ không phải nữ", "deny", "giới tính đổi từ nữ thành nam", "cho nam"),
        ("pension", "thế 25 năm thì sao", "out_of_scope", "thời gian đã đóng đổi từ 20 năm thành 25 năm", "65%"),
        ("lump_sum", "tôi bị ung thư", "lump_sum_conditions", "bệnh nặng", "Không trừ tiền Nhà nước"),
        ("lump_sum", "toi bi ung thu", "out_of_scope", "bệnh nặng", "60.000.000"),
        ("lump_sum", "à nhầm, 12 năm", "inform", "từ 10 năm thành 12 năm", "72.000.000"),
        ("retirement", "à không, tháng 5", "inform", "tháng năm sinh đổi từ 9/1970 thành 5/1970", "5/1970"),
        ("prepay", "thế hộ nghèo thì sao", "state_support", "nhóm đổi từ nhóm khác thành hộ nghèo", "165.000"),
        ("prepay", "đóng trước 5 năm thì sao", "payment_method", "từ 3 năm thành 5 năm", "Đóng trước 5 năm"),
        ("backpay", "thế thiếu 36 tháng thì sao", "contribution_gap_backpay", "thành 3 năm", "36 tháng còn thiếu"),
        ("compare", "thế tôi dừng đóng thì sao", "pension_conditions", "thành đã dừng đóng", "không đóng thêm"),
    ],
)
def test_a_change_is_calculated_and_told(talk, case, words, topic, said, result):
    done(talk, case)
    answer = talk.run(Answer(), words, topic)
    assert answer.follow_up == "case_form"
    spoken = talk.run(CaseResult(), words, topic)
    assert said in spoken.texts[0]
    assert result in spoken.texts[-1]


def test_a_first_payment_under_the_new_law_closes_the_way(talk):
    done(talk, "lump_sum")
    talk.slots["months_paid"] = 12
    assert talk.run(Answer(), "mới tham gia từ 8/2025", "inform").follow_up == "case_form"
    spoken = talk.run(CaseResult(), "mới tham gia từ 8/2025")
    assert "thêm tháng bắt đầu đóng: 8/2025" in spoken.texts[0]
    assert "không rút được vì dừng đóng" in spoken.texts[-1]


def test_another_year_is_another_day_of_reckoning(talk):
    done(talk, "backpay")
    assert talk.run(Answer(), "2027 thì sao", "nlu_fallback").slots["pay_month"] == "2027-01-01"
    spoken = talk.run(CaseResult(), "2027 thì sao")
    assert "thêm tháng tính: 01/2027" in spoken.texts[0]
    # The fund's rate of that year is not published, so no sum may be stated.
    assert "15.840.000" not in spoken.text
    assert "không nêu con số" in spoken.texts[-1]


def test_a_change_works_where_nothing_was_sure(talk):
    done(talk, "pension")
    assert talk.run(Suggest(), "à không, 4 triệu", "nlu_fallback").follow_up == "case_form"


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("3 triệu", "inform"),
        ("xin chào", "greet"),
        ("thai sản được bao nhiêu tiền", "maternity"),
        ("cảm ơn nhé", "thank"),
        ("đóng 6 tháng rồi thì sinh con được bao nhiêu tiền hả ad ơi cho em hỏi với", "maternity"),
    ],
)
def test_what_changes_nothing_is_not_calculated_again(talk, words, topic):
    done(talk, "pension")
    assert talk.run(Answer(), words, topic).follow_up is None


def test_in_the_form_itself_a_change_is_an_answer(talk):
    done(talk, "pension")
    answer = talk.run(Answer(), "à không, 4 triệu", "deny", form="case_form")
    assert answer.follow_up != "case_form"


def test_a_second_change_tells_only_itself(talk):
    done(talk, "pension")
    talk.run(Answer(), "à không, 4 triệu", "deny")
    talk.run(CaseResult(), "à không, 4 triệu")
    talk.run(Answer(), "nhầm, 25 năm", "inform")
    spoken = talk.run(CaseResult(), "nhầm, 25 năm")
    assert "thời gian đã đóng" in spoken.texts[0]
    assert "mức thu nhập" not in spoken.texts[0]


def test_a_case_opens_by_its_words_and_keeps_nothing_of_the_one_before(talk):
    done(talk, "pension")
    words = "tính tuổi nghỉ hưu, nam sinh 5/1966"
    answer = talk.run(Answer(), words, "retirement_age", aspect="calculate_for_me")
    assert answer.follow_up == "case_form"
    assert answer.slots["case"] == "retirement"
    assert answer.slots["sex"] == "M"
    assert answer.slots["months_paid"] is None


def test_a_button_of_the_next_case_keeps_the_person(talk):
    done(talk, "pension")
    words = "Tính tuổi nghỉ hưu của tôi"
    answer = talk.run(Answer(), words, "retirement_age", aspect="calculate_for_me")
    assert answer.slots["sex"] == "F"


def test_years_ahead_with_money_open_their_own_case(talk):
    words = "đóng trước 3 năm mức 1,5 triệu nhóm khác thì đóng một lần bao nhiêu"
    answer = talk.run(Answer(), words, "inform")
    assert (answer.follow_up, answer.slots["case"], answer.slots["prepay_years"]) == ("case_form", "prepay", 3)


@pytest.mark.parametrize(
    ("case", "words", "slot", "left"),
    [
        ("pension", "giảm 3 năm", "months_paid", 204),
        ("pension", "bớt 2 năm", "months_paid", 216),
        ("pension", "thế giảm đi 6 tháng thì sao", "months_paid", 234),
        ("prepay", "bớt 1 năm", "prepay_years", 2),
        ("backpay", "giảm 6 tháng", "months_missing", 18),
        ("prepay", "à không, cận nghèo", "support_group", ["near_poor"]),
    ],
)
def test_years_less_are_taken_off_what_was_told(talk, case, words, slot, left):
    done(talk, case)
    heard = talk.run(Answer(), words, "inform")
    assert heard.slots[slot] == left
    assert heard.follow_up == "case_form"


@pytest.mark.parametrize("words", ["giảm 30 năm", "nghỉ sớm 3 năm", "thế nghỉ hưu sớm 5 năm thì sao"])
def test_a_term_that_is_not_the_whole_never_becomes_it(talk, words):
    done(talk, "pension")
    talk.run(Answer(), words, "inform")
    assert talk.slots["months_paid"] == 240


def test_from_one_of_two_terms_nothing_is_taken_off(talk):
    done(talk, "pension")
    talk.slots["months_more"] = 60
    talk.run(Answer(), "giảm 3 năm", "inform")
    assert (talk.slots["months_paid"], talk.slots["months_more"]) == (240, 60)


@pytest.mark.parametrize("words", ["còn năm sau thì sao", "năm sau thì bao nhiêu"])
def test_next_year_is_another_day_of_reckoning(talk, words):
    done(talk, "backpay")
    assert talk.run(Answer(), words, "nlu_fallback").slots["pay_month"] == "2027-01-01"


def test_a_month_of_payment_stands_above_a_quarter(talk):
    done(talk, "prepay")
    heard = talk.run(Answer(), "à không, đóng quý 4 từ tháng 1/2027", "payment_method")
    assert heard.slots["pay_month"] == "2027-01-01"
