"""Words that leave, and words that only sound like it."""

import pytest

from bot.language.ways_out import leaves


@pytest.mark.parametrize(
    "text",
    [
        "làm lại đi",
        "lam lai tu dau",
        "thôi khỏi tính nữa",
        "hủy",
        "không cần biết nữa",
        "ko muốn hỏi nữa",
        "dung tinh nua",
    ],
)
def test_it_leaves(text):
    assert leaves(text)


@pytest.mark.parametrize("text", ["hộ khác", "thôi 3 triệu đi", "từ đầu năm 2026", "đóng từ đầu tháng", "không"])
def test_it_stays(text):
    assert not leaves(text)
