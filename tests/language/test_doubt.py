"""Sentences that a hasty reader takes wrongly, and plain ones that must not be asked about twice."""

import pytest

from bot.language.doubt import doubts

DOUBTFUL = [
    ("chồng em hộ nghèo còn em thì không, em đóng mức 2 triệu bao nhiêu", "group"),
    ("tôi không nghèo nhưng bố mẹ tôi hộ nghèo, mức 2 triệu tôi đóng bao nhiêu", "group"),
    ("hàng xóm em hộ nghèo, em thì bình thường, mức 2 triệu em đóng bao nhiêu", "group"),
    ("vợ em là người Mường còn em người Kinh, mức 2 triệu em đóng bao nhiêu", "group"),
    ("em vừa bị đưa ra khỏi danh sách hộ cận nghèo, mức 2 triệu mỗi tháng bao nhiêu", "group"),
    ("em sắp thành hộ nghèo, mức 2 triệu đóng bao nhiêu", "group"),
    ("em ở gần xã đảo mức 2 triệu đóng bao nhiêu", "group"),
    ("em quê ở Phú Quốc nhưng sống ở Hà Nội mức 2 triệu đóng bao nhiêu", "group"),
    ("hộ nghèo thì không được, em mức 2 triệu đóng bao nhiêu", "group"),
    ("em không ở Nghệ An, hộ nghèo mức 2 triệu đóng bao nhiêu", "province"),
    ("em chưa được hỗ trợ 120 tháng, hộ nghèo mức 2 triệu đóng bao nhiêu", "supported"),
    ("mức hai triệu hai vợ chồng cùng đóng bao nhiêu", "money"),
    ("đóng 6 tháng một lần hết 1.584.000, hộ nghèo", "money"),
    ("mỗi quý tôi nộp cả quý 990 nghìn", "money"),
    ("tôi đã đóng tổng cộng 20 triệu rồi", "money"),
    ("thu nhập 20 triệu một năm hộ nghèo đóng bao nhiêu", "money"),
    ("lương 7 triệu em muốn đóng mức 5 triệu hộ nghèo thì mấy", "money"),
    ("đang đóng mức 2 triệu muốn nâng lên 4 triệu, hộ nghèo thì đóng bao nhiêu", "money"),
    ("nữ đóng 20 năm, 10 năm bắt buộc 10 năm tự nguyện mức 3 triệu lương hưu bao nhiêu", "terms"),
    ("vợ sinh 8/1972 còn tôi nam sinh 6/1965 thì tôi bao giờ nghỉ hưu", "person"),
    ("chồng tôi sinh 3/1966, tôi sinh 5/1970, khi nào tôi được nghỉ hưu", "person"),
]
CLEAR = [
    "em hộ cận nghèo đóng mức 2 triệu thì mỗi tháng bao nhiêu",
    "em ho can ngheo o nghe an dong muc 2 trieu thi moi thang bao nhieu",
    "tính giúp tôi mức đóng, thu nhập 1,5 triệu, hộ bình thường",
    "em ở Nghệ An, hộ nghèo, chọn mức 1tr5 thì mỗi tháng đóng bao nhiêu ạ",
    "hộ nghèo đóng mức 2 triệu được không",
    "nhầm, 4 triệu chứ không phải 2 triệu",
    "à không, 3 triệu",
    "không thuộc nhóm nào",
    "nữ sinh 9/1970 khi nào đủ tuổi",
    "mức 2 triệu 3 tháng bao nhiêu",
    "thu nhập 2 triệu 2 hộ nghèo đóng bao nhiêu",
    "mức một triệu tám hộ nghèo",
    "đóng 330 nghìn mỗi tháng",
    "hộ nghèo mỗi tháng nộp 1.700.000 đồng thì lương hưu bao nhiêu, nữ 20 năm",
    "đóng 12 tháng một lần mức 2 triệu",
    "tôi đã được nhà nước hỗ trợ 118 tháng",
]


@pytest.mark.parametrize(("text", "doubt"), DOUBTFUL)
def test_what_could_be_misread_is_asked(text, doubt):
    assert doubt in doubts(text)


@pytest.mark.parametrize("text", CLEAR)
def test_what_is_plain_is_taken(text):
    assert doubts(text) == frozenset()
