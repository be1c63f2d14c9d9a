"""What engine and finders read instead of what was typed or dictated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading import readable


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("sinh năm một chín tám lăm", "sinh năm 1985"),
        ("sinh nam mot chin bay muoi", "sinh nam 1970"),
        ("năm một nghìn chín trăm sáu mươi bảy", "năm 1967"),
        ("từ năm hai không mười tám đến năm hai không hai ba", "từ năm 2018 đến năm 2023"),
        ("năm hai nghìn không trăm hai mươi sáu", "năm 2026"),
        ("năm hai nghìn lẻ tám", "năm 2008"),
        ("sinh tháng năm năm tám chín", "sinh tháng năm năm 89"),
        ("sinh năm chín mươi ba", "sinh năm 93"),
        ("2 triệu rưởi, đóng theo quí, mỗi th", "2 triệu rưỡi, đóng theo quý, mỗi tháng"),
        ("Tui sanh năm 82", "Tui sinh năm 82"),
        ("ddongs theo quys ở phừơng", "đóng theo quý ở phường"),
    ],
)
def test_is_written_out(said, read):
    assert readable(said) == read


@pytest.mark.parametrize(
    "said",
    [
        "đóng mười năm hai mươi tháng", "hai nghìn đồng", "đóng hai năm", "so sanh 2 loai", "năm mươi tuổi",
        "từ hai đến ba triệu", "một chín tám lăm", "cả năm không hai lần", "năm hai mươi", "năm một chín trăm",
    ],
)  # fmt: skip
def test_stays(said):
    assert readable(said) == said


WORDS = "năm một chín hai không nghìn trăm tám lăm sinh từ linh mươi"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_reading_twice_changes_nothing_more(words):
    once = readable(" ".join(words))
    assert readable(once) == once
