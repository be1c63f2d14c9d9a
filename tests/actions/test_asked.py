"""A question with its own numbers and its own time, answered at once whatever the model made of it."""

import pytest

from actions.answer import Answer


@pytest.mark.parametrize(
    ("text", "topic", "there", "absent"),
    [
        ("đóng thấp nhất năm 2025 bao nhiêu", "contribution_level", "330.000", "484.000"),
        ("đóng thấp nhất tháng 6/2025 hộ nghèo còn bao nhiêu", "state_support", "231.000", "165.000"),
        ("chồng tôi mất hôm tháng 3/2026 đóng 6 năm, mai táng phí bao nhiêu", "survivor_death", "23.400.000", "25.3"),
        ("bố mất tháng 5/2025 đóng 6 năm, mai táng phí bao nhiêu", "survivor_death", "quy định khi ấy", "000.000"),
    ],
)
def test_the_time_that_is_told_is_the_time_of_the_answer(talk, text, topic, there, absent):
    said = talk.run(Answer(), text, topic).text
    assert there in said
    assert absent not in said
