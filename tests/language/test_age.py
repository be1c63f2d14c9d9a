"""An age is a person's, not a rule's; two ages are two persons'."""

import pytest

from bot.language.age import Age, find_age, find_ages
from bot.language.text import strip_diacritics


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("năm nay tôi 45 tuổi", 45),
        ("vk mk 47t", 47),
        ("mẹ cháu năm mươi sáu tuổi", 56),
        ("tuổi em là 33", 33),
        ("59 tuổi 4 tháng", 59),
        ("tôi 60 tuổi, vâng 60 tuổi", 60),
        ("đủ 15 tuổi", None),
        ("từ 75 tuổi trở lên", None),
        ("bé 5 tuổi", None),
        ("bố 61t với mẹ 58t", None),
        ("130 tuổi", None),
        ("tuổi nghỉ hưu", None),
    ],
)
def test_an_age(text, age):
    assert find_age(text) == age
    assert find_age(strip_diacritics(text)) == age


def test_ages_come_in_order_with_their_months():
    assert find_ages("chồng 59 tuổi 4 tháng, vợ 55 tuổi") == [Age(59, 4), Age(55, 0)]
