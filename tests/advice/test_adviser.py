"""Which text is spoken, on what it stands, and when nothing may be stated."""

from dataclasses import replace
from datetime import date

from bot.advice.adviser import Day
from bot.outcomes import Outcome
from tests.advice.conftest import answer

LAW = '["Luật BHXH 41/2024/QH15, Điều 31 khoản 2"]'


def test_an_answer_carries_its_caution_sources_and_day(small, november):
    advice = small(answer("lowest", "Thấp nhất {line}.", basis=LAW)).answer("level", "lowest", november)
    assert advice.text == (
        "Thấp nhất 1.500.000 đồng.\n\nTheo công bố.\n"
        "Căn cứ: Luật BHXH 41/2024/QH15, Điều 31 khoản 2; Nghị định 07/2021/NĐ-CP, Điều 3. Ngày 21/11/2026."
    )
    assert (advice.outcome, advice.topic, advice.aspect) == (Outcome.ANSWERED, "level", "lowest")


def test_a_certain_answer_has_no_caution(small, november):
    advice = small(answer("rate", "Đóng {rate}. Gọi {hotline_bhxh}.", basis=LAW)).answer("level", "rate", november)
    assert "Theo công bố" not in advice.text
    assert "Cổng thông tin" not in advice.text


def test_evidence_dates_figures_and_laws(small, november):
    advice = small(answer("lowest", "Thấp nhất {line}.", basis=LAW)).answer("level", "lowest", november)
    figure, law = advice.evidence
    assert (figure.figure, figure.value, figure.unit) == ("line", 1_500_000, "VND/month")
    assert (figure.effective_from, figure.effective_to) == (date(2022, 1, 1), date(2026, 12, 31))
    assert (law.figure, law.label, law.effective_from) == (
        "legal_text",
        "Luật Bảo hiểm xã hội",
        date(2025, 7, 1),
    )


def test_the_answer_is_for_the_day_asked(small, november):
    advice = small(answer("lowest", "Thấp nhất {line}.")).answer(
        "level", "lowest", replace(november, as_of=date(2027, 1, 15))
    )
    assert "2.200.000 đồng" in advice.text
    assert "Ngày 15/01/2027" in advice.text


def test_unsettled_stale_or_missing_figures_are_not_stated(small, november):
    adviser = small(answer("a", "{rumoured}"), answer("b", "{old}"), answer("c", "{line}"), answer("d", "x", "X"))
    for aspect in ("a", "b", "d"):
        advice = adviser.answer("level", aspect, november)
        assert (advice.outcome, advice.text) == (
            Outcome.UNANSWERED_NOT_SETTLED,
            "Chưa ngã ngũ, hỏi 1900 9068.",
        )
    before_the_law = adviser.answer("level", "c", Day(date(2000, 1, 1), november.today))
    assert before_the_law.outcome is Outcome.UNANSWERED_NOT_SETTLED


def test_review_is_judged_by_the_day_of_speaking_not_the_day_asked_about(small):
    adviser = small(answer("b", "{old}"))
    spoken_in_time = adviser.answer("level", "b", Day(date(2027, 1, 1), date(2026, 6, 30)))
    assert spoken_in_time.outcome is Outcome.ANSWERED


def test_a_text_that_says_it_is_not_settled_is_spoken(small, november):
    advice = small(answer("d", "Chưa rõ.", "X", more='outcome = "unanswered_not_settled"')).answer(
        "level", "d", november
    )
    assert (advice.text, advice.outcome) == ("Chưa rõ.", Outcome.UNANSWERED_NOT_SETTLED)


def test_another_question_of_the_topic_gets_its_choices_and_a_person(small, november):
    adviser = small(*(answer(name, "x") for name in ("a", "b", "c", "d")))
    advice = adviser.answer("level", "other", november)
    assert advice.outcome is Outcome.SUGGESTED
    assert [one.title for one in advice.buttons] == ["a", "b", "c", "d", "Gặp cán bộ"]
    assert adviser.answer("level", None, november) == advice
    assert adviser.answer("level", "unheard_of", november) == advice


def test_many_questions_of_a_topic_come_a_page_at_a_time(small, november):
    names = [f"q{number:02}" for number in range(14)]
    adviser = small(*(answer(name, "x") for name in names))
    seen, aspect, pages = [], "other", 0
    while aspect:
        buttons = adviser.answer("level", aspect, november).buttons
        seen += [one.aspect for one in buttons if one.aspect and not one.aspect.startswith("choices_")]
        aspect = next((one.aspect for one in buttons if one.title == "Ý khác"), None)
        pages += 1
        assert buttons[-1].title == "Gặp cán bộ"
        assert len(buttons) <= 8
    assert (seen, pages) == (names, 3)


def test_a_page_beyond_the_last_still_offers_a_person(small, november):
    assert [one.title for one in small(answer("a", "x")).answer("level", "choices_9", november).buttons] == [
        "Gặp cán bộ"
    ]


def test_a_topic_that_is_not_ours_has_one_text_for_its_other_questions(small, november):
    adviser = small(answer("a", "x"), answer("other", "Hỏi nơi khác.", more='outcome = "unanswered_out_of_scope"'))
    for aspect in ("other", None, "unheard_of"):
        advice = adviser.answer("level", aspect, november)
        assert (advice.outcome, advice.text) == (Outcome.UNANSWERED_OUT_OF_SCOPE, "Hỏi nơi khác.")


def test_a_topic_without_answers_is_not_understood(small, november):
    assert small().answer("unknown", None, november).outcome is Outcome.UNANSWERED_NOT_UNDERSTOOD


def test_follow_ups_are_buttons(small, november):
    adviser = small(answer("a", "x", more='next = ["level/b"]'), answer("b", "x"))
    (button,) = adviser.answer("level", "a", november).buttons
    assert (button.intent, button.aspect) == ("level", "b")


def test_an_aspect_may_open_a_form_instead(small, november):
    advice = small(answer("calculate", "", more='starts = "contribution_form"')).answer("level", "calculate", november)
    assert advice.starts == "contribution_form"


LONGER = 'more = "Nói kỹ: {rate}."'
WORKED = 'example = "Bà Na đóng {line}."'


def titles(advice) -> list[str]:
    return [one.title for one in advice.buttons]


def test_a_longer_version_and_an_example_are_offered_before_what_follows(small, november):
    adviser = small(answer("a", "x", more=f'{LONGER}\n{WORKED}\nnext = ["level/b"]'), answer("b", "x"))
    assert titles(adviser.answer("level", "a", november)) == ["Nói kỹ hơn", "Cho ví dụ", "b"]
    assert titles(adviser.answer("level", "b", november)) == []


def test_a_longer_version_stands_on_its_own_evidence_and_keeps_the_aspect(small, november):
    adviser = small(answer("a", "Thấp nhất {line}.", basis=LAW, more=f"{LONGER}\n{WORKED}"))
    longer_button, example_button = adviser.answer("level", "a", november).buttons
    longer = adviser.answer(longer_button.intent, longer_button.aspect, november)
    assert longer.text.startswith("Nói kỹ: 22%.")
    assert (longer.outcome, longer.topic, longer.aspect) == (Outcome.ANSWERED, "level", "a")
    assert [one.figure for one in longer.evidence] == ["rate", "legal_text"]
    assert "Theo công bố" not in longer.text
    example = adviser.answer(example_button.intent, example_button.aspect, november)
    assert example.text.startswith("Bà Na đóng 1.500.000 đồng.")
    assert [one.figure for one in example.evidence] == ["line", "legal_text"]
    assert "Theo công bố" in example.text


def test_what_was_just_said_is_not_offered_again(small, november):
    adviser = small(answer("a", "x", more=f'{LONGER}\n{WORKED}\nnext = ["level/b"]'), answer("b", "x"))
    assert titles(adviser.answer("level", "a__more", november)) == ["Cho ví dụ", "b"]
    assert titles(adviser.answer("level", "a__example", november)) == ["Nói kỹ hơn", "b"]


def test_where_nothing_longer_is_there_it_is_said_and_what_follows_is_offered(small, november):
    adviser = small(answer("a", "x", more=f'{WORKED}\nnext = ["level/b"]'), answer("b", "x"))
    longer = adviser.answer("level", "a__more", november)
    assert (longer.text, longer.outcome, longer.aspect) == ("Đã nói hết.", Outcome.SUGGESTED, "a")
    assert titles(longer) == ["Cho ví dụ", "b", "Gặp cán bộ"]
    neither = adviser.answer("level", "b__example", november)
    assert (neither.text, titles(neither)) == ("Chưa có ví dụ.", ["Gặp cán bộ"])


def test_a_form_has_nothing_longer(small, november):
    adviser = small(answer("calculate", "", more='starts = "contribution_form"\nnext = ["level/b"]'), answer("b", "x"))
    advice = adviser.answer("level", "calculate__more", november)
    assert (advice.starts, advice.outcome, titles(advice)) == (None, Outcome.SUGGESTED, ["b", "Gặp cán bộ"])


def test_more_of_an_answer_that_is_not_there_gives_the_choices(small, november):
    adviser = small(answer("a", "x"))
    assert adviser.answer("level", "gone__more", november) == adviser.choices("level")


def test_a_longer_version_is_held_to_the_same_certainty(small, november):
    adviser = small(
        answer("a", "x", more='more = "{rumoured}"'),
        answer("b", "x", "X", more='more = "Chưa rõ: hai cách hiểu."\noutcome = "unanswered_not_settled"'),
    )
    assert adviser.answer("level", "a__more", november).text == "Chưa ngã ngũ, hỏi 1900 9068."
    unsettled = adviser.answer("level", "b__more", november)
    assert (unsettled.text, unsettled.outcome) == ("Chưa rõ: hai cách hiểu.", Outcome.UNANSWERED_NOT_SETTLED)
