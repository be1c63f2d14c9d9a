"""More about an answer, by button or in words: the answer meant is the last one, and a form is not lost over it."""

import pytest

from tests.dialogues.talk import Line, Press, play

pytestmark = pytest.mark.live
LOWEST = Line("đóng thấp nhất một tháng bao nhiêu", "264.000", "answered", topic="contribution_level")


def test_a_longer_version_and_an_example_by_button_and_in_words(live_url):
    play(
        live_url,
        [
            LOWEST,
            Line(Press("Cho ví dụ"), "Chị Hoa.*387.200", "answered", topic="contribution_level"),
            Line("nói rõ hơn", "514.800", "answered", topic="contribution_level"),
            Line("cảm ơn", ".", "small_talk"),
            Line("vi du xem nao", "Chị Hoa", "answered", topic="contribution_level"),
        ],
        as_of="2026-11-22",
    )


def test_more_about_an_answer_in_the_middle_of_a_form_leaves_the_form_open(live_url):
    citizen = play(
        live_url,
        [
            Line("tính mức đóng cho tôi", "thu nhập", "collecting"),
            LOWEST,
            Line("nói rõ hơn", "514.800", "answered"),
            Line("3 triệu", "nhóm", "collecting"),
        ],
        as_of="2026-11-22",
    )
    assert citizen.last["topic"]


def test_an_example_asked_of_a_forms_question_is_not_an_example_of_the_answer_before(live_url):
    play(
        live_url,
        [
            LOWEST,
            Line("tính mức đóng cho tôi", "thu nhập", "collecting"),
            Line("cho ví dụ", ".", "collecting|clarifying|suggested", absent="Chị Hoa"),
        ],
        as_of="2026-11-22",
    )
