"""An opinion announced and said in one message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.opinion import find_opinion


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("góp ý: chữ trên trang nhỏ quá", ("opinion", "chữ trên trang nhỏ quá")),
        ("Tôi xin góp ý : nên có bản in to", ("opinion", "nên có bản in to")),
        ("gop y cho an sinh: tra loi hoi dai", ("opinion", "tra loi hoi dai")),
        ("tôi có ý kiến như sau: thủ tục rườm rà", ("opinion", "thủ tục rườm rà")),
        ("kiến nghị: mở điểm thu ở ấp", ("wish", "mở điểm thu ở ấp")),
        ("Dạ em xin đề xuất: cho đóng qua điện thoại", ("wish", "cho đóng qua điện thoại")),
    ],
)
def test_kind_and_words(text, found):
    assert find_opinion(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "góp ý",
        "tôi muốn góp ý",
        "góp ý: ok",
        "kiến nghị với cơ quan BHXH về việc chậm trả thì gửi đâu",
        "đóng mấy năm: 15 hay 20 năm",
        "ý kiến của chị tôi là đóng tiếp: đúng không",
        "",
    ],
)
def test_other_messages_announce_none(text):
    assert find_opinion(text) is None


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    found = find_opinion(text)
    assert found is None or (len(found[1]) >= 10 and found[1] in text)
