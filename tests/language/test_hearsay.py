"""What circulates is told from a plain question."""

import pytest

from bot.language.hearsay import is_hearsay


@pytest.mark.parametrize(
    "text",
    [
        "Trên facebook lan truyền tin xã nào cũng phải nộp lại sổ",
        "tren zalo co tin nhan noi thu hoi so bao hiem",
        "Thu hồi sổ bảo hiểm, xem tại tin-nong.xyz/abc nhé mọi người",
        "Nghe đồn sang năm bỏ hẳn bảo hiểm tự nguyện",
        "Sang năm xã sẽ thu lại hết sổ của người trẻ rồi phát phiếu mua gạo thay cho tiền, bà con lo mà chuẩn bị trước",
    ],
)
def test_hearsay(text):
    assert is_hearsay(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tin giả",
        "Nghe nói nữ 57 tuổi về hưu đúng không",
        "báo tin giả ở đâu vậy",
        "Tôi nghe một tin đồn về BHXH, muốn hỏi có đúng không",
        "trên mạng có tin giả về bảo hiểm xã hội nhờ kiểm tra giúp",
    ],
)
def test_no_hearsay(text):
    assert not is_hearsay(text)
