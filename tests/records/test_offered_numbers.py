"""Which typed words are the number of a button."""

import pytest

from bot.records.offered import _number


@pytest.mark.parametrize(
    "typed",
    [
        "2",
        "2.",
        "2)",
        "(2)",
        "02",
        "#2",
        "số 2",
        "so 2",
        "Nút 2",
        "chọn 2",
        "chọn số 2",
        "số 2 nhé",
        "2\ufe0f\u20e3",
        "mục 2 ạ",
    ],
)
def test_a_number_of_a_button(typed):
    assert _number(typed) == 2


@pytest.mark.parametrize("typed", ["", "2 triệu", "123", "số", "năm 2", "2 3", "số 2 là gì", "câu 2", "-2", "²", "hai"])
def test_everything_else_is_a_message_of_its_own(typed):
    assert _number(typed) is None
