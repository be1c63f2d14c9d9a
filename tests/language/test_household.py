"""Support groups in citizens' sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.household import find_groups
from bot.language.names import PEOPLES, SPECIAL_ZONES
from bot.language.text import strip_diacritics

GROUPS = [
    ("hộ nghèo", {"poor"}),
    ("nhà em thuộc diện hộ nghèo của xã", {"poor"}),
    ("em có sổ hộ nghèo", {"poor"}),
    ("tôi có sổ nghèo", {"poor"}),
    ("HỘ NGHÈO", {"poor"}),
    ("ho ngheo", {"poor"}),
    ("hộ  nghèo ở nông thôn", {"poor"}),
    ("hộ nghèo được hỗ trợ bao nhiêu", {"poor"}),
    ("chưa thoát nghèo", {"poor"}),
    ("nghèo", {"poor"}),
    ("dạ nghèo ạ", {"poor"}),
    ("hộ cận nghèo", {"near_poor"}),
    ("cận nghèo", {"near_poor"}),
    ("em là hộ cận nghèo mới được xét", {"near_poor"}),
    ("ho can ngheo", {"near_poor"}),
    ("can ngheo thi dong bn", {"near_poor"}),
    ("em thuộc hộ cận", {"near_poor"}),
    ("dân tộc thiểu số", {"ethnic"}),
    ("dtts", {"ethnic"}),
    ("em là người dân tộc", {"ethnic"}),
    ("đồng bào dân tộc ít người", {"ethnic"}),
    ("người Khmer ở Trà Vinh", {"ethnic"}),
    ("em là Khmer", {"ethnic"}),
    ("dan toc tay", {"ethnic"}),
    ("dân tộc: Nùng", {"ethnic"}),
    ("em người H'Mông", {"ethnic"}),
    ("nguoi hmong", {"ethnic"}),
    ("tôi người Ê Đê", {"ethnic"}),
    ("người Hoa quận 5", {"ethnic"}),
    ("người Chăm", {"ethnic"}),
    ("người Thổ ở Nghệ An", {"ethnic"}),
    ("dân tộc Mạ", {"ethnic"}),
    ("xã đảo", {"island_commune"}),
    ("em sống ở xã đảo", {"island_commune"}),
    ("dac khu", {"island_commune"}),
    ("đặc khu Phú Quốc", {"island_commune"}),
    ("em ở Lý Sơn", {"island_commune"}),
    ("huyện đảo Cô Tô", {"island_commune"}),
    ("không thuộc diện nào", {"other"}),
    ("ko thuoc dien nao het", {"other"}),
    ("không có diện gì", {"other"}),
    ("không thuộc đối tượng ưu tiên nào", {"other"}),
    ("k uu tien gi", {"other"}),
    ("bình thường", {"other"}),
    ("bình thường thôi ạ", {"other"}),
    ("binh thuong", {"other"}),
    ("hộ bình thường", {"other"}),
    ("hộ thường", {"other"}),
    ("người bình thường như tôi", {"other"}),
    ("nhóm khác", {"other"}),
    ("khác", {"other"}),
    ("hộ có mức sống trung bình", {"other"}),
    ("hộ nghèo người H'Mông ở đặc khu Lý Sơn", {"poor", "ethnic", "island_commune"}),
    ("cận nghèo, dân tộc Tày", {"near_poor", "ethnic"}),
    ("em dân tộc Thái, hộ nghèo", {"poor", "ethnic"}),
    ("bình thường, nhưng là người dân tộc Dao", {"ethnic"}),
]

DENIED = [
    ("không phải hộ nghèo", set()),
    ("ko phai ho ngheo", set()),
    ("em không thuộc hộ nghèo", set()),
    ("chưa được công nhận hộ nghèo", set()),
    ("nhà em không còn là hộ nghèo", set()),
    ("không có sổ hộ nghèo", set()),
    ("thoát nghèo rồi", set()),
    ("nhà mới thoát cận nghèo", set()),
    ("ra khỏi hộ nghèo năm ngoái", set()),
    ("trước là hộ nghèo giờ không còn", set()),
    ("trước hộ nghèo nay đã thoát", set()),
    ("không phải người dân tộc", set()),
    ("không phải hộ nghèo mà là cận nghèo", {"near_poor"}),
    ("không phải hộ nghèo, chỉ cận nghèo thôi", {"near_poor"}),
    ("hộ nghèo thì không, cận nghèo", {"near_poor"}),
    ("không phải hộ nghèo nhưng là người Khmer", {"ethnic"}),
    ("không phải hộ nghèo hay cận nghèo", {"other"}),
    ("không phải hộ nghèo, cận nghèo, dân tộc", {"other"}),
    ("không nghèo cũng không cận nghèo", {"other"}),
    ("hộ nghèo thì không phải, dân tộc thì có", {"ethnic"}),
    ("không phải hộ nghèo, cận nghèo thôi", {"near_poor"}),
]

NO_GROUP = [
    "chuẩn hộ nghèo nông thôn",
    "chuẩn nghèo năm 2027 là bao nhiêu",
    "chương trình giảm nghèo",
    "có được hỗ trợ như hộ nghèo không",
    "nhà em nghèo lắm",
    "hộ khẩu thường trú ở đâu",
    "người lao động tự do",
    "người có tiền",
    "người chăm sóc mẹ già",
    "người Kinh",
    "dân tộc Kinh",
    "ban dân tộc tỉnh",
    "app không hoạt động bình thường",
    "em đóng bảo hiểm tự nguyện",
    "nguoi tho",
    "nguoi ma em gap",
    "nguoi co cong",
    "phú quý giàu sang",
    "có hai mức khác nhau",
    "",
]


@pytest.mark.parametrize(("sentence", "groups"), GROUPS + DENIED)
def test_groups_are_found(sentence, groups):
    assert find_groups(sentence) == groups


#: Without marks these read as other words too and are left alone.
NEED_MARKS = {"người Thổ ở Nghệ An", "tôi người Ê Đê"}


@pytest.mark.parametrize(("sentence", "groups"), [one for one in GROUPS + DENIED if one[0] not in NEED_MARKS])
def test_diacritics_make_no_difference(sentence, groups):
    assert find_groups(strip_diacritics(sentence)) == groups


@pytest.mark.parametrize("sentence", NO_GROUP)
def test_other_sentences_claim_nothing(sentence):
    assert find_groups(sentence) == set()
    assert find_groups(sentence.upper()) == set()


def test_every_minority_people_is_known_and_the_kinh_are_none():
    assert len(PEOPLES) == 53
    names = [name for people in PEOPLES for name in people.split("/")]
    assert [name for name in names if find_groups(f"em là dân tộc {name}") != {"ethnic"}] == []
    # "người Co" reads as "người có" in haste: it needs "dân tộc".
    assert [name for name in names if name != "Co" and find_groups(f"em là người {name}") != {"ethnic"}] == []
    assert find_groups("người Kinh") == find_groups("người Việt") == set()


def test_every_special_zone_is_known():
    assert len(SPECIAL_ZONES) == 13
    assert [zone for zone in SPECIAL_ZONES if find_groups(f"nhà ở {zone}") != {"island_commune"}] == []


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    assert find_groups(text) <= {"poor", "near_poor", "ethnic", "island_commune", "other"}


@given(
    st.lists(
        st.sampled_from(["không", "phải", "hộ", "nghèo", "cận", "dân tộc", "hay", ",", "thì", "thôi", "là"]),
        max_size=40,
    )
)
def test_any_heap_of_its_own_words_is_survived(words):
    find_groups(" ".join(words))
