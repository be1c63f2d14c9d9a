"""A question that is not answered comes again in other words, and a person is offered in time."""

from itertools import pairwise

import pytest

from actions.again import is_heard_now, is_no_answer
from actions.case import FRESH, CaseResult, ValidateCase
from actions.case_asking import AskMonthsPaid, AskSex
from actions.contribution import AskIncome, AskSupportGroup, ValidateContribution
from actions.report import AskKind, AskWhat, AskWhenWhere, AskWho, ValidateReport
from actions.turn import Turn

FORMS = {
    "case_form": (ValidateCase, AskSex, "sex"),
    "contribution_form": (ValidateContribution, AskIncome, "income"),
}
ASKS = [AskIncome, AskSupportGroup, AskKind, AskWhat, AskWhenWhere, AskWho]


def nonsense(talk, form, validate, question, slot, times, words="asdf qwer"):
    """The sentences said after the question and after each of so many bad answers."""
    talk.slots |= {**FRESH, "case": "pension", "requested_slot": slot}
    said = [talk.run(question(), "", form=form).text]
    for _ in range(times):
        before = talk.run(validate(), words, "nlu_fallback", form=form)
        assert before.slots[slot] is None
        said.append(talk.run(question(), words, "nlu_fallback", form=form).text)
    return said


@pytest.mark.parametrize("form", FORMS)
def test_never_the_same_sentence_three_times(talk, form):
    said = nonsense(talk, form, *FORMS[form], times=6)
    assert all(len({*said[at : at + 3]}) == 3 for at in range(len(said) - 2))


@pytest.mark.parametrize("form", FORMS)
def test_a_hint_then_examples_then_a_person(talk, form):
    said = nonsense(talk, form, *FORMS[form], times=3)
    assert said[1].startswith("An Sinh chưa hiểu")
    assert said[0] in said[1]
    assert "ví dụ" in said[2]
    assert "Gặp cán bộ" in said[3]
    assert "1900 9068" in said[3]


def test_not_knowing_gets_the_hint_without_a_reproach(talk):
    said = nonsense(talk, "case_form", ValidateCase, AskMonthsPaid, "months_paid", 1, "không nhớ")
    assert said[1].startswith("Không nhớ chắc")
    assert "VssID" in said[1]


def test_a_good_answer_forgets_the_bad_ones(talk):
    nonsense(talk, "case_form", ValidateCase, AskSex, "sex", 2)
    talk.run(ValidateCase(), "nữ", form="case_form")
    assert talk.run(AskMonthsPaid(), "nữ", form="case_form").slots["missed"]["times"] == 0
    talk.slots |= {"months_paid": 180, "income": 3_000_000}
    assert talk.run(CaseResult(), "").slots == {"missed": None}


def test_another_question_that_was_answered_does_not_count(talk):
    talk.slots |= {**FRESH, "case": "pension", "requested_slot": "sex"}
    plain = talk.run(AskSex(), "", form="case_form").text
    answered = [{"event": "action", "name": "action_answer"}, {"event": "bot", "text": "…"}]
    again = talk.run(AskSex(), "thai sản được bao nhiêu", "maternity", form="case_form", since=answered)
    assert again.text == plain
    assert again.slots["missed"]["times"] == 0


def test_after_a_refusal_the_question_stands_as_it_was_once(talk):
    talk.slots |= {**FRESH, "case": "pension", "requested_slot": "months_paid", "sex": "F"}
    plain = talk.run(AskMonthsPaid(), "", form="case_form").text
    refused = [{"event": "bot", "text": "…"}]
    assert talk.run(AskMonthsPaid(), "200 năm", form="case_form", since=refused).text == plain
    assert talk.run(AskMonthsPaid(), "300 năm", form="case_form", since=refused).text != plain


@pytest.mark.parametrize("question", ASKS)
def test_every_question_has_its_hint_and_examples(talk, question):
    talk.run(question(), "")
    hint, examples = (talk.run(question(), "asdf", "nlu_fallback").text for _ in range(2))
    assert len({hint, examples}) == 2
    assert "ví dụ" in examples


@pytest.mark.parametrize(
    ("asked", "stored"),
    [("report_what", None), ("report_kind", None), ("report_when_where", ""), ("report_who", "")],
)
def test_the_report_takes_not_knowing_only_where_it_can_go_without(talk, asked, stored):
    talk.slots |= {"requested_slot": asked}
    assert talk.run(ValidateReport(), "không biết", "help", form="report_form").slots == {asked: stored}


@pytest.mark.parametrize(
    ("text", "topic", "confidence", "no_answer"),
    [
        ("asdf", "nlu_fallback", 0.5, True),
        ("ừ", "affirm", 0.9, True),
        ("bla bla", "out_of_scope", 0.55, True),
        ("asdf", "out_of_scope", 0.9, True),
        ("không biết", "help", 0.75, True),
        ("thời tiết hôm nay đẹp ghê ha", "out_of_scope", 0.9, False),
        ("đóng bao nhiêu", "inform", 0.9, False),
        ("gặp cán bộ", "talk_to_officer", 0.5, False),
    ],
)
def test_what_counts_as_a_bad_answer(talk, text, topic, confidence, no_answer):
    seen = []

    class Look(AskSex):
        def run(self, dispatcher, tracker, domain):
            turn = Turn(tracker, dispatcher)
            seen.append(is_no_answer(turn))
            return []

    talk.run(Look(), text, topic, confidence=confidence)
    assert seen == [no_answer]


def test_words_are_heard_until_an_action_answers_them(talk):
    seen = []

    class Look(AskSex):
        def run(self, dispatcher, tracker, domain):
            seen.append(is_heard_now(tracker, "case_form"))
            return []

    talk.run(Look(), "nữ")
    talk.run(Look(), "nữ", since=[{"event": "action", "name": "case_form"}])
    talk.run(Look(), "nữ", since=[{"event": "action", "name": "action_answer"}])
    assert seen == [True, True, False]


@pytest.mark.parametrize(("words", "part"), [("nói kỹ hơn", "hint"), ("cho ví dụ", "example")])
@pytest.mark.parametrize("topic", ["feedback_good", "nlu_fallback", "out_of_scope", "pension_vs_lump_sum"])
def test_more_of_the_forms_own_question_explains_it_without_a_reproach(talk, words, part, topic):
    talk.slots |= {**FRESH, "case": "compare", "requested_slot": "months_paid", "sex": "F"}
    talk.run(AskMonthsPaid(), "", form="case_form")
    assert talk.run(ValidateCase(), words, topic, form="case_form").slots["months_paid"] is None
    said = talk.run(AskMonthsPaid(), words, topic, form="case_form").text
    assert "chưa hiểu" not in said
    assert ("VssID" if part == "hint" else "149 tháng") in said


def test_explanations_asked_for_again_are_not_the_same_one(talk):
    talk.slots |= {**FRESH, "case": "compare", "requested_slot": "months_paid", "sex": "F"}
    said = [talk.run(AskMonthsPaid(), "", form="case_form").text]
    for words in ("cho ví dụ", "nói kỹ hơn", "nói kỹ hơn", "nói kỹ hơn", "ví dụ"):
        said.append(talk.run(AskMonthsPaid(), words, "nlu_fallback", form="case_form").text)
    assert all(one != other for one, other in pairwise(said))


def test_more_of_an_answer_given_inside_the_form_is_not_for_the_form(talk):
    talk.slots |= {**FRESH, "case": "compare", "requested_slot": "months_paid", "sex": "F"}
    heard = talk.run(ValidateCase(), "nói kỹ hơn", "maternity", form="case_form", aspect="amount__more")
    assert heard.slots == {}


def test_more_of_a_reports_question_is_not_filed(talk):
    talk.slots |= {"requested_slot": "report_what"}
    assert talk.run(ValidateReport(), "nói kỹ hơn", form="report_form").slots == {"report_what": None}
