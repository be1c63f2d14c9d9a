"""Words that say that a question was misunderstood, and words that only look like them."""

import pytest

from bot.language.misunderstood import says_misunderstood
from bot.language.text import strip_diacritics

SAYING = [
    "không phải ý đó", "bạn hiểu sai rồi", "hiểu nhầm ý tôi rồi", "Không phải các ý trên", "không phải tôi hỏi cái đó",
    "ko phải ý em", "em hỏi một đằng trả lời một nẻo", "trả lời lạc đề rồi", "vẫn không phải ý em muốn hỏi",
    "máy không hiểu ý tôi gì cả", "chưa đúng ý tôi", "không phải ý đó, ý tôi là",
]  # fmt: skip


@pytest.mark.parametrize("text", SAYING)
@pytest.mark.parametrize("spell", [str, strip_diacritics, str.upper])
def test_it_says_so(text, spell):
    assert says_misunderstood(spell(text))


@pytest.mark.parametrize(
    "text",
    [
        "không phải ý đó, tôi hỏi mức đóng thấp nhất",
        "không phải hộ nghèo",
        "không phải",
        "trả lời sai rồi",
        "tôi chưa hiểu",
        "không hiểu lắm",
        "hiểu sai có bị phạt không khi khai hồ sơ",
        "tôi không phải y tá",
        "khong phai y te",
        "không phải 2 triệu",
        "không đúng, tôi là nữ",
        "bạn không hiểu à, tôi hỏi rút một lần",
        "",
    ],
)
def test_it_says_something_else(text):
    assert not says_misunderstood(text)
