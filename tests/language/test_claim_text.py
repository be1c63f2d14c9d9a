"""Folding: two wordings of one claim come out alike whoever typed them; what is asked is told from what is stated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.claim_text import folded, link_host


def texts(text: str) -> list[str]:
    return [line.text for line in folded(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đóng BHXH tự nguyện là có thẻ bảo hiểm y tế", "dong bao hiem xa hoi tn la co the bhyt"),
        ("Mức thấp nhất là 2,2 triệu", "muc thap nhat la 2tr2"),
        ("Mức thấp nhất là 2.200.000 đồng", "MỨC THẤP NHẤT LÀ 2 TRIỆU 2"),
        ("đóng đủ 20 năm", "dong du hai muoi nam"),
        ("Nghe nói không được rút một lần nữa, có đúng không ạ", "ko đc rút 1 lần"),
        ("bấm vào đường dẫn https://a.b-c.top/x?y=1", "bam vao link link"),
        ("hoà", "hòa"),
    ],
)
def test_wordings_of_one_claim_fold_alike(one, other):
    assert texts(one) == texts(other)


def test_sentences_are_lines_and_numbers_are_known_by_their_value():
    lines = folded("Đóng 6 tháng một lần được giảm 3%. Mỗi tháng 484 nghìn!")
    assert [line.numbers for line in lines] == [{"6", "3%"}, {"484000d"}]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Rút BHXH một lần cần giấy tờ gì?", True),
        ("Đóng đủ 15 năm thì có lương hưu không", True),
        ("ai được rút bảo hiểm một lần", True),
        ("Gửi tiết kiệm hay đóng bảo hiểm lợi hơn", True),
        ("Mức đóng tăng rồi?", True),
        ("Không ai được rút bảo hiểm nữa, đúng không?", False),
        ("Không ai được rút bảo hiểm nữa có thật không?", False),
        ("Quỹ bảo hiểm sắp vỡ", False),
        ("Thiếu mấy năm cũng đóng bù được", False),
    ],
)
def test_a_question_is_told_from_a_claim_that_is_doubted(text, asks):
    assert folded(text)[0].asks is asks


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("xem https://www.Tin-Nong.xyz/abc?x=1 nha", "tin-nong.xyz"),
        ("vào vssid-capnhat.top/otp ngay", "vssid-capnhat.top"),
        ("http://user:pass@evil.example:8080/a", "evil.example"),
        ("không có link nào", ""),
        ("đóng 2.200.000 đồng", ""),
        ("xem baohiemxahoi.gov.vn.", "baohiemxahoi.gov.vn"),
    ],
)
def test_of_a_link_only_the_host_is_read(text, host):
    assert link_host(text) == host


def test_masked_numbers_say_nothing():
    assert texts("gọi [DIEN_THOAI_1] để nhận tiền") == texts("gọi để nhận tiền")


@given(st.text(max_size=200))
def test_any_text_folds_to_plain_words(text):
    for line in folded(text):
        assert line.text.isascii()
        assert line.text == " ".join(line.text.split())
